"""What a message wants: decided wordings first (intents.yml), then a naive Bayes over the examples of data/nlu.

The classifier was chosen by measurement, see docs/understanding.md: it needs no training run and no start-up time.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from bot.nlu.language.phrases import Lexicon, Phrases
from bot.nlu.language.text import keys_of, spoken, tokens
from bot.nlu.vocabulary import load_yaml

EXAMPLES = Path(__file__).parents[2] / "data" / "nlu"
ANSWER, CORRECT, OUT_OF_SCOPE = "answer", "correct", "out_of_scope"
SKIP, GREETING = "skip", "greeting"
ANOTHER, HANDOVER, DISTRESS = "another_patient", "handover", "distress"
_SMOOTHING = 0.1
_SURE = 0.55
"""A guess below this probability is no guess."""
_SURE_OF_A_STATEMENT = 0.9
"""The same for what asks nothing: "she had a port", "CT in 3 months" are no questions. A correction is none either."""
_BEFORE_FACTS = (
    "how_to_delete", "privacy", "delete_data", "hide", "pressure", "minor", ANOTHER, HANDOVER, "when",
    DISTRESS,
)  # fmt: skip
"""Intents that decide even beside facts."""


class _Intent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    anywhere: list[str] = []
    whole: list[str] = []
    stated: bool = False
    """It changes or ends the talk: only its own wordings decide, it is never guessed."""
    asked: bool = False
    """Its wordings count only where the message asks or requests."""


class _Wordings(BaseModel):
    """bot/nlu/intents.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fillers: set[str]
    asking: set[str]
    harmless: dict[str, list[str]]
    """Wordings that hold one of an intent and mean nothing of the kind."""
    intents: list[_Intent]
    topics: dict[str, list[str]]


@lru_cache(maxsize=1)
def examples() -> list[tuple[str, str]]:
    """(message, intent) of every example under data/nlu."""
    found = []
    for path in sorted(EXAMPLES.glob("*.yml")):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for entry in document.get("nlu", []):
            for line in entry.get("examples", "").splitlines():
                if line.strip().startswith("- "):
                    found.append((line.strip()[2:], entry["intent"]))
    return found


class Bayes:
    """Multinomial naive Bayes over words, word pairs and letter triples."""

    def __init__(self, labelled: Iterable[tuple[str, str]]) -> None:
        counts: dict[str, Counter[str]] = {}
        for text, intent in labelled:
            counts.setdefault(intent, Counter()).update(features([token.key for token in tokens(text)]))
        self.intents = sorted(counts)
        seen = set().union(*counts.values())
        totals = {intent: sum(counts[intent].values()) + _SMOOTHING * len(seen) for intent in self.intents}
        self._weights = {
            feature: [math.log((counts[i][feature] + _SMOOTHING) / totals[i]) for i in self.intents] for feature in seen
        }

    def probabilities(self, keys: Sequence[str]) -> list[tuple[str, float]]:
        """Every intent with its probability, likeliest first."""
        rows = [self._weights[feature] for feature in features(keys) if feature in self._weights]
        if not rows:
            return [(OUT_OF_SCOPE, 1.0)]
        # The features of one word overlap, so their evidence counts by its root, not whole.
        scores = [sum(column) / math.sqrt(len(rows)) for column in zip(*rows, strict=True)]
        top = max(scores)
        weights = [math.exp(score - top) for score in scores]
        total = sum(weights)
        return sorted(zip(self.intents, (w / total for w in weights), strict=True), key=lambda pair: -pair[1])


def features(keys: Sequence[str]) -> set[str]:
    words = spoken(keys)
    pairs = {f"{a} {b}" for a, b in zip(["<", *words], [*words, ">"], strict=True)}
    triples = {f" {word} "[at : at + 3] for word in words if len(word) < 25 for at in range(len(word))}
    return set(words) | pairs | triples


class Intents:
    def __init__(self, lexicon: Lexicon, labelled: list[tuple[str, str]] | None = None) -> None:
        """`labelled`: (message, intent) to learn from; by default the examples of data/nlu."""
        labelled = examples() if labelled is None else labelled
        wordings = _Wordings.model_validate(load_yaml("intents.yml"))
        self._fillers, self._asking = wordings.fillers, wordings.asking
        self._rank = {intent.name: number for number, intent in enumerate(wordings.intents)}
        self._never_guessed = {intent.name for intent in wordings.intents if intent.stated}
        self._only_asked = {intent.name for intent in wordings.intents if intent.asked}
        self._anywhere: Phrases[str] = Phrases(lexicon)
        self._whole: Phrases[str] = Phrases(lexicon)
        self._topics: Phrases[str] = Phrases(lexicon)
        self._harmless: Phrases[str] = Phrases(lexicon)
        for name, phrases in wordings.harmless.items():
            self._harmless.add(phrases, name)
        for intent in wordings.intents:
            self._anywhere.add(intent.anywhere, intent.name)
            self._whole.add(intent.whole, intent.name)
        for topic, phrases in wordings.topics.items():
            self._topics.add(phrases, topic)
        self._topic_rank = {topic: number for number, topic in enumerate(wordings.topics)}
        self._bayes = Bayes(labelled)
        self.words = self._anywhere.words | self._whole.words | self._topics.words | self._harmless.words
        self.words |= {token.key for text, _ in labelled for token in tokens(text)}

    def classify(
        self, doc: Doc, *, facts: bool, reply: str | None, asked: bool, asks: bool = False
    ) -> tuple[str, float, str | None, list[tuple[str, float]]]:
        """(intent, confidence, topic of a trial question, ranking). `reply`: how the message answers the question;
        `asks`: a clause of it asks or orders."""
        if not asked and not (reply in ("yes", "no") and len(doc) <= 4):
            reply = None  # "not sure" answers a question; a plain yes may answer one that is about no fact
        asks = asks or self.requests(doc)
        decided = self._decided(doc, asks)
        intent, confidence, ranking = self._intent(doc, decided, facts, reply, asks)
        topic = self._topic(doc) if intent == "trial_question" else None
        if intent == "trial_question" and topic is None:
            if not decided:
                return OUT_OF_SCOPE, confidence, None, ranking
            topic = "il2"
        return intent, confidence, topic, ranking

    def requests(self, doc: Doc) -> bool:
        """Whether it begins as a question or a request does, or ends as a question does."""
        keys = keys_of(doc)
        first = next((key for key in keys if key in self._asking or key not in self._fillers and key[0].isalnum()), "")
        return first in self._asking or "?" in keys

    def _intent(
        self, doc: Doc, decided: str | None, facts: bool, reply: str | None, asks: bool
    ) -> tuple[str, float, list[tuple[str, float]]]:
        if decided in _BEFORE_FACTS or (decided and not facts):
            if reply in ("yes", "no", "none", "all") and decided in ("stop", "summary", "greeting"):
                return ANSWER, 1.0, [(ANSWER, 1.0)]
            return decided, 1.0, [(decided, 1.0)]
        if facts or reply:
            intent = (
                {"decline": "decline", "unsure": "dont_know"}.get(reply or "", ANSWER)
                if not facts or reply == "unsure"
                else ANSWER
            )
            return intent, 1.0, [(intent, 1.0)]
        ranking = self._bayes.probabilities(keys_of(doc)[:60])
        seems = self._idioms(doc) | ({GREETING} if asks else set())
        intent, probability = next((pair for pair in ranking if pair[0] not in seems), (OUT_OF_SCOPE, 1.0))
        if (
            probability < (_SURE if asks or intent == CORRECT else _SURE_OF_A_STATEMENT)
            or intent in self._never_guessed
        ):
            intent = OUT_OF_SCOPE
        if intent == ANSWER:  # nothing was read, so there is no answer in it
            intent = OUT_OF_SCOPE
        return intent, round(probability, 4), ranking[:5]

    def _decided(self, doc: Doc, asks: bool) -> str | None:
        keys = keys_of(doc)
        found = {one.of for one in self._anywhere.find(doc)} if len(keys) <= 120 else set()
        if len(keys) <= 12:
            found |= {one.of for one in self._whole.find(doc) if self._is_whole(keys, one.start, one.end)}
        found -= self._idioms(doc)
        if asks and GREETING in found and not self._only_greets(doc):
            found.discard(GREETING)  # "good morning, where is the hospital"
        return min(found - (set() if asks else self._only_asked), key=lambda name: self._rank[name], default=None)

    def vents(self, doc: Doc) -> bool:
        """Whether it is low mood or an idiom that sounds like it: "I am so down" is no yes."""
        return DISTRESS in self._idioms(doc) or self._decided(doc, False) == DISTRESS

    def _idioms(self, doc: Doc) -> set[str]:
        """Intents that the message seems to hold: "when can he go back to work" wants no earlier question."""
        return {one.of for one in self._harmless.find(doc)}

    def _only_greets(self, doc: Doc) -> bool:
        """ "Hello doctor, how are you?": nothing stands beside its greetings."""
        keys = keys_of(doc)
        greets = [one for table in (self._anywhere, self._whole) for one in table.find(doc) if one.of == GREETING]
        inside = {at for one in greets for at in range(one.start, one.end)}
        return all(at in inside or key in self._fillers or not key[0].isalnum() for at, key in enumerate(keys))

    def last_place(self, doc: Doc, name: str) -> tuple[int, int] | None:
        """Where the last wording of an intent stands, from its first token to behind its last."""
        places = [(one.start, one.end) for one in self._anywhere.find(doc) if one.of == name]
        return max(places, key=lambda place: place[::-1], default=None)

    def _is_whole(self, keys: list[str], start: int, end: int) -> bool:
        rest = keys[:start] + keys[end:]
        return all(key in self._fillers or not key[0].isalnum() for key in rest)

    def _topic(self, doc: Doc) -> str | None:
        found = {one.of for one in self._topics.find(doc)}
        return min(found, key=lambda topic: self._topic_rank[topic], default=None)
