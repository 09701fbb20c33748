"""Learns what weighs how much for `bot.nlu.opinion.relevance` and writes relevance_weights.tsv; the same each time.

`python -m tests.bot.nlu.learn_relevance` learns from the replies of the sets that are not held back, from the
catalogue's values in words, from plain yeses and noes, from small talk, and from what tells of other things than were
asked for: the sets' other messages, each put to questions that it does not answer. With `--held-back` it learns without
one bank of small talk after the other and prints what is spoken against of the answers of the held-back sets and of
what the rules take that bank for.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import yaml
from sklearn.linear_model import LogisticRegression

from bot.nlu.opinion.relevance import LEAST, WEIGHTS, WORDS, Relevance, Seen, kind, spelt
from bot.nlu.opinion.weighing import SCALE
from bot.nlu.page import Finding, Page
from bot.nlu.reader import Reader
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import catalogue
from tests.bot.nlu.conftest import AS_OF
from tests.bot.nlu.learning import HELD_BACK, matrix, numbered, taught, weighed
from tests.bot.nlu.phrases import CASES, phrase
from tests.bot.nlu.scoring import DATA, asked, messages, right
from tests.bot.nlu.test_other_replies import BANK
from tests.bot.nlu.test_plain_replies import ASKED as ANSWERED
from tests.bot.nlu.test_plain_replies import REPLIES
from tests.bot.nlu.test_small_talk import ASKED

_STRENGTH = 3.0
_LEAST_OFTEN = 3
"""Replies with a word from which it is known."""
_SMALLEST = 0.05
"""Smaller weights are left out."""
_QUESTIONS = 3
"""A message is put to every third question: to others than the message before."""
_LONGEST = 120
"""Characters of a message that may be taken for a reply."""
_OF_OTHER_THINGS, _PUT_TO = 5, 15
"""Every fifth of the sets' other messages is put to every fifteenth fact."""
_TALK = sorted(DATA.glob("small_talk*.yml"))


class Everything:
    """Keeps all answers and remembers them."""

    def __init__(self) -> None:
        self.seen: list[tuple[Page, Finding]] = []

    def kept(self, page: Page, found: Collection[Finding]) -> list[Finding]:
        self.seen += [(page, one) for one in found]
        return list(found)


class Example(NamedTuple):
    """An answer that the rules read; without one, a reply that answers nothing."""

    page: Page
    answer: Finding | None
    right: bool


class Replies:
    """The answers of replies, before anything is judged."""

    def __init__(self) -> None:
        self._everything = Everything()
        self._reader = Reader(relevance=self._everything)

    def answers(self, spec: dict[str, Any], as_of: dt.date) -> Iterator[Example]:
        self._everything.seen.clear()
        facts = self._reader.read(spec["text"], asked(spec), as_of).facts
        for page, one in self._everything.seen:
            if one.value != "unknown" and facts.get(one.fact) == one.value:
                yield Example(page, one, right(spec, one.fact, one.value))

    def small_talk(self, text: str, at: int) -> list[Example]:
        """A wrong answer of each kind that some question makes of it, and what it is in any case."""
        found: dict[str, Example] = {}
        for question in ASKED[at % _QUESTIONS :: _QUESTIONS]:
            for one in self.answers({"text": text, "asked": list(question), "facts": {}}, AS_OF):
                if one.answer:
                    found.setdefault(kind(one.answer), one)
        page = self._reader.page(text, (), AS_OF)
        return [*found.values(), Example(page, None, False)]


class Learned:
    """A logistic regression for each kind of answer."""

    def __init__(self, found: Sequence[Example]) -> None:
        texts = {one.page.text: one for one in found}.values()
        counts = Counter(word for one in texts for word in set(spelt(one.page)))
        answers = Counter(word for one in texts if one.right for word in set(spelt(one.page)))
        self.words = {word: answers[word] for word in sorted(counts) if word.isalpha() and counts[word] >= _LEAST_OFTEN}
        self._seen = Relevance(self.words)
        self.models: dict[str, tuple[dict[str, int], LogisticRegression]] = {}
        for of in sorted({kind(one.answer) for one in found if one.answer}):
            alike = [one for one in found if one.answer is None or kind(one.answer) == of]
            rows = [self._features(one) for one in alike]
            ids = numbered(rows)
            model = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0)
            self.models[of] = ids, model.fit(matrix(rows, ids, SCALE), [one.right for one in alike])

    def _features(self, one: Example) -> Seen:
        seen = self._seen.features(one.page)
        return self._seen.of(one.answer.fact, seen) if one.answer else seen

    def lines(self) -> Iterator[str]:
        for word, count in self.words.items():
            yield f"{WORDS}\t{word}\t{count}"
        for of, (ids, model) in self.models.items():
            yield from weighed(of, model, list(ids), _SMALLEST, digits=2)

    def kept(self, found: Iterable[Example]) -> list[bool]:
        kept = []
        for one in found:
            assert one.answer
            of = kind(one.answer)
            ids, model = self.models[of]
            kept.append(model.decision_function(matrix([self._features(one)], ids, SCALE))[0] >= LEAST[of])
        return kept


def _replies(replies: Replies, names: Iterable[str]) -> Iterator[Example]:
    for name in names:
        as_of, specs = messages(name)
        for spec in specs:
            if asked(spec):
                yield from replies.answers(spec, as_of)


def _plain(replies: Replies) -> Iterator[Example]:
    """Yeses and noes however they are put, each to every third question."""
    for said in ("yes", "no"):
        meant = {fact: reply(fact, said) for fact in ANSWERED}
        for at, text in enumerate(REPLIES[said]):
            for fact in ANSWERED[at % _QUESTIONS :: _QUESTIONS]:
                if meant[fact] is not None:
                    spec = {"text": text, "asked": fact, "facts": {fact: meant[fact]}}
                    yield from replies.answers(spec, AS_OF)


def _of_other_things(replies: Replies) -> Iterator[Example]:
    """What some question makes of messages that do not answer it."""
    told = [
        (as_of, spec) for name in taught() for as_of, specs in [messages(name)] for spec in specs if not asked(spec)
    ]
    short = [(as_of, spec) for as_of, spec in told if len(spec["text"]) <= _LONGEST][::_OF_OTHER_THINGS]
    alone = [
        (AS_OF, {"text": one["text"], "facts": dict.fromkeys(one.get("may", ()))}) for one in chain(*BANK.values())
    ]
    for every, messages_of in ((_PUT_TO, short), (1, alone)):
        for at, (as_of, spec) in enumerate(messages_of):
            answered = {*(spec.get("facts") or {}), *(spec.get("optional") or {}), *(spec.get("accept") or {})}
            for fact in list(catalogue())[at % every :: every]:
                if fact not in answered:
                    yield from replies.answers({"text": spec["text"], "asked": fact, "facts": {}}, as_of)


def _taught(replies: Replies) -> list[Example]:
    found = [*_replies(replies, taught()), *_plain(replies), *_of_other_things(replies)]
    for fact, value in CASES:
        found += replies.answers({"text": phrase(fact, value), "asked": fact, "facts": {fact: value}}, AS_OF)
    return found


def _talk(replies: Replies) -> dict[str, list[Example]]:
    return {
        path.name: [
            one
            for at, text in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")))
            for one in replies.small_talk(text, at)
        ]
        for path in _TALK
    }


def learn() -> None:
    replies = Replies()
    talk = [one for found in _talk(replies).values() for one in found]
    lines = list(Learned([*_taught(replies), *talk]).lines())
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights written to {WEIGHTS}")


def judge() -> None:
    """What is spoken against of answers, and of small talk that some question made an answer of."""
    replies = Replies()
    found, talk = _taught(replies), _talk(replies)
    held = list(_replies(replies, sorted(HELD_BACK)))
    for name, bank in talk.items():
        learned = Learned([*found, *(one for other, ones in talk.items() if other != name for one in ones)])
        for what, examples in (("answers", held), (name, [one for one in bank if one.answer])):
            told = Counter(zip((one.right for one in examples), learned.kept(examples), strict=True))
            print(f"{what}: against {told[True, False]} of {told[True, False] + told[True, True]} right ones", end="")
            print(f" and {told[False, False]} of {told[False, False] + told[False, True]} wrong ones")


if __name__ == "__main__":
    judge() if "--held-back" in sys.argv[1:] else learn()
