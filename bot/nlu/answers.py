"""Short replies to the question that was asked: yes, no, none of them, only the first, a bare number or date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ConfigDict
from spacy.vocab import Vocab

from bot.nlu.conditions import meaning
from bot.nlu.page import Finding, Page
from bot.nlu.phrases import Found, Phrases, longest
from bot.nlu.replies import checklist, first_word, valued
from bot.nlu.text import tokens
from bot.nlu.vocabulary import catalogue, load_yaml, says, word_lists

_W = word_lists("answers")

_RESULTS = {"chest_xray", "urine_hcg", "immune_markers", "antibodies_positive", "antibodies_negative",
            "antibodies_pending", "antibody_panel_negative", "antibody_specimen", "liver_tests_normal"}  # fmt: skip
"""Facts that are a result on paper, not an illness."""
_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}
_SHORT = 14
"""Words of a reply that says little else."""
_DENIED = {"NEGATED", "NOT_GIVEN"}
_ORDINALS = ("first", "second", "third", "fourth", "last")


class _Replies(BaseModel):
    """bot/nlu/answers.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lead: dict[str, list[str]]
    anywhere: dict[str, list[str]]


@dataclass
class Reply:
    """What a message answers to the question: findings, or that the person declines."""

    findings: list[Finding] = field(default_factory=list)
    kind: str | None = None


class Answers:
    def __init__(self, vocab: Vocab) -> None:
        replies = _Replies.model_validate(load_yaml("answers.yml"))
        self._lead: Phrases[str] = Phrases(vocab)
        self._anywhere: Phrases[str] = Phrases(vocab)
        for kind, phrases in replies.lead.items():
            self._lead.add(phrases, kind)
        for kind, phrases in replies.anywhere.items():
            self._anywhere.add(phrases, kind)
        self.words = self._lead.words | self._anywhere.words

    def read(self, page: Page, known: set[str]) -> Reply:
        """The reply to `page.asked`, for the facts that nothing else in the message has told."""
        facts = [fact for fact in page.asked if fact not in known and fact in catalogue()]
        kind, place = self._kind(page)
        echoed = _echoed(page)
        if echoed:
            page = _without_cues(page, echoed, {"UNSURE"})
        if not facts or (page.clauses and all(one.asks for one in page.clauses) and kind != "decline"):
            return Reply(kind=kind)
        if kind in ("decline", "same"):
            return Reply(kind=kind)
        if kind == "yes" and place:  # "afraid so", "yes she could": the yes itself is no doubt
            page = _without_cues(page, place, {"UNSURE"})
        if not kind and (opening := self._opening(page)):
            page = _without_cues(page, opening, {"NEGATED", "NOT_GIVEN"})
        if kind in _PLACES:
            only = _only(page, [fact for fact in page.asked if fact in catalogue()], _PLACES[kind], place)
            return Reply([one for one in only if one.fact in facts], kind)
        if placed := _placed(page):
            return Reply([one for one in placed if one.fact in facts], kind)
        place = place or _only_these(page)
        if place and (kind == "rest_no" or place.of == "rest_no"):
            return Reply(self._spoken(page, facts, set(), "no", place), kind)
        found = valued(page, facts, kind)
        told = {finding.fact for finding in found}
        rest = [fact for fact in facts if fact not in told]
        if found and not checklist(facts):
            return Reply(found, kind)
        return Reply(found + self._spoken(page, rest, known, kind, place), kind)

    def _kind(self, page: Page) -> tuple[str | None, Found[str] | None]:
        anywhere = longest(self._anywhere.find(page.doc))
        kinds = ("decline", "rest_no", "first", "second", "third", "last", "none", "all", "lacks", "unsure", "same")
        for kind in kinds:
            for one in anywhere:
                if one.of == kind and self._fits(page, one):
                    denied = kind == "all" and page.keys[first_word(page)] in _W["no"]  # "nope to both"
                    return "none" if denied else kind, one
        if alone := _alone(page):
            return alone
        opening = self._opening(page)
        return (opening.of, opening) if opening and not _of_a_noun(page, opening) else (None, None)

    def _opening(self, page: Page) -> Found[str] | None:
        """The yes, the no or the not knowing with which the message begins."""
        start = first_word(page)
        return next((one for one in longest(self._lead.find(page.doc)) if one.start <= start), None)

    def _fits(self, page: Page, one: Found[str]) -> bool:
        """ "first", "all" and "none" speak of the question only in a short reply or at its start."""
        if one.of == "all" and page.keys[one.start - 1 : one.start] == ["at"]:
            return False  # "no problem at all"
        if one.of == "decline" and one.end - one.start == 1 and len(page.keys) > 3:
            return False
        if one.of in ("decline", "same"):
            return len(page.keys) <= 25
        if one.of == "rest_no":
            return len(page.asked) > 1
        if one.of in _PLACES and page.keys[one.start] == "the" and one.end - one.start == 2:
            return one.start == 0 and one.end >= len(page.keys) - 1  # "the second", not "the second dose"
        short = len(page.keys) <= _SHORT
        return (
            one.start <= 1
            or short
            and one.of in ("none", "unsure", "all", "lacks")
            or one.of == "unsure"
            and len(page.keys) <= 25
        )

    def _spoken(
        self, page: Page, facts: list[str], known: set[str], kind: str | None, place: Found[str] | None
    ) -> list[Finding]:
        """A yes, a no, or not knowing, for each fact asked that is still open."""
        if kind is None or place is None or not facts:
            return []
        if kind in ("yes", "all") and len(page.asked) > 1 and known & set(page.asked):
            return []
        values = [(fact, reply(fact, kind)) for fact in facts]
        if kind == "yes" and checklist(list(page.asked)):
            return []
        return [Finding(fact, value, place.start, place.end) for fact, value in values if value is not None]


_BETWEEN_REPLIES = re.compile(r"\s+/\s+|;|\n")
_LONGEST_REPLY = 60


def _alone(page: Page) -> tuple[str, Found[str]] | None:
    """ "We want a baby, so no", "condoms, yes, all through": a clause that is nothing but the answer."""
    for clause in page.clauses[1:] if len(page.keys) <= _SHORT else page.clauses[1:][-1:]:
        words = [key for key in page.keys[clause.start : clause.end] if key.isalpha() and key not in _W["therefore"]]
        if words in (["yes"], ["no"]):
            return words[0], Found(clause.start, clause.end, words[0])
    return None


def _without_cues(page: Page, place: Found[str], categories: set[str]) -> Page:
    """The page without what a place of it says in these categories."""
    kept = [cue for cue in page.cues if cue.category not in categories or not place.start <= cue.start < place.end]
    return replace(page, cues=kept)


def _of_a_noun(page: Page, lead: Found[str]) -> bool:
    """ "No record", "no plans to change it": the no denies what follows it and answers nothing by itself.

    So does one that takes itself back: "no, unless you count the ALS".
    """
    after = page.keys[lead.end : lead.end + 1]
    if _W["takes_back"] & set(page.keys[lead.end : lead.end + 3]):
        return True
    determines = lead.of == "no" and page.keys[lead.end - 1] == "no" and bool(after) and after[0].isalpha()
    return determines and after[0] not in _W["after_a_no"]


def _only_these(page: Page) -> Found[str] | None:
    """ "Just the cancer, 2009", "ritux only": of several things asked the one named, and so not the others."""
    if len(page.asked) < 2 or len(page.keys) > _SHORT:
        return None
    told = [m for m in page.mentions if m.fact in page.asked and m.states and not _DENIED & m.said]
    for mention in told:
        before, after = page.keys[: mention.start], page.keys[mention.end : mention.end + 1]
        if before and before[0] in _W["only"] and len(before) < 4 or after and after[0] in _W["only"]:
            return Found(mention.start, mention.end, "rest_no")
    return None


def _placed(page: Page) -> list[Finding]:
    """ "No to the first two", "yes to the last, the rest no": a reply to things told apart by their place."""
    if len(page.asked) < 2:
        return []
    values: dict[str, Finding] = {}
    for clause in page.clauses:
        keys = page.keys[clause.start : clause.end]
        said = {"yes" if key in _W["yes"] else "no" for key in keys if key in _W["yes"] | _W["denying"]}
        if len(said) != 1 or any(m.clause is clause and m.fact in page.asked for m in page.mentions):
            continue
        for fact in _meant(keys, [fact for fact in page.asked if fact in catalogue()]):
            if (value := reply(fact, *said)) is not None:
                values[fact] = Finding(fact, value, clause.start, clause.end)
    return list(values.values())


def _meant(keys: Sequence[str], facts: list[str]) -> list[str]:
    """The facts that words of place in a clause stand for: "the first two", "second one"."""
    for at, key in enumerate(keys):
        if key not in _ORDINALS:
            continue
        count = {"two": 2, "three": 3}.get(keys[at + 1] if at + 1 < len(keys) else "", 1)
        if key == "last":
            return facts[-count:]
        first = _ORDINALS.index(key)
        return facts[first : first + count]
    return []


def one_by_one(text: str, asked: Sequence[str]) -> list[tuple[int, str]]:
    """The parts of a reply to several questions, with their places, where there is one for each."""
    if len(asked) < 2 or len(text) > _LONGEST_REPLY * len(asked):
        return []
    ends = [*(match.span() for match in _BETWEEN_REPLIES.finditer(text)), (len(text), len(text))]
    starts = [0, *(end for _, end in ends[:-1])]
    parts = [(start, text[start:end]) for start, (end, _) in zip(starts, ends, strict=True)]
    if len(parts) == len(asked) and all(part.strip() for _, part in parts):
        return parts
    parts = _yes_and_no(text) or _with_commas(text, asked)
    return parts if len(parts) == len(asked) else []


def _with_commas(text: str, asked: Sequence[str]) -> list[tuple[int, str]]:
    """The replies of "no, no, cured in 2019, no": most of them a yes or a no, so that each is a reply; so are the
    outcomes of three treatments and more ("failed, partial, never had": of two, "yes, no effect" is one reply)."""
    parts = [(match.start(), match[0]) for match in re.finditer(r"[^,\s][^,]*", text.rstrip(" ."))]
    treatments = len(asked) > 2 and all(fact in says() and says()[fact].kind == "therapy" for fact in asked)
    return parts if treatments or sum(bare(part) for _, part in parts) * 2 > len(parts) else []


def _yes_and_no(text: str) -> list[tuple[int, str]]:
    """The replies of "No, yes, no", of "first no, second yes"; none where anything else is said or out of order."""
    found = [token for token in tokens(text) if token.key not in _W["between_replies"]]
    places = [token.key for token in tokens(text) if token.key in _ORDINALS]
    if places != sorted(places, key=_ORDINALS.index) or not all(bare(token.key) for token in found):
        return []
    return [(token.start, text[token.start : token.end]) for token in found]


def bare(text: str) -> bool:
    """A yes or a no and nothing else."""
    return text.strip().lower() in _W["yes"] | _W["no"]


def reply(fact: str, kind: str) -> Any:
    """The value of a yes ("yes", "all"), a no ("no", "none") or not knowing ("unsure") for one fact."""
    entry, type_ = says().get(fact), catalogue()[fact]["type"]
    if kind == "lacks":  # "I don't have it": no such illness, or no such number at hand
        kind = "unsure" if type_ in ("integer", "number") or fact in _RESULTS else "no"
    if kind == "unsure":
        return _unsure(fact)
    yes = kind in ("yes", "all")
    if entry and (key := "on_yes" if yes else "on_no") in entry.means:
        return entry.means[key]
    if type_ == "yes_no":
        return yes
    if entry and entry.kind == "therapy":
        return "given_unknown" if yes else "not_given"
    if fact == "immunosuppressants" or fact == "other_therapies":
        return None if yes else []
    if fact in ("oral_steroid_drug", "immunosuppressant_route"):
        return None if yes else "none"
    if entry and entry.kind in ("condition", "diagnosis", "hepatitis", "chest", "infection"):
        return meaning(entry, {"HAS" if yes else "NEGATED"})
    return None


def _unsure(fact: str) -> str:
    entry = says().get(fact)
    stated = entry.means.get("unsure") if entry and entry.kind != "diagnosis" else None
    return str(stated) if isinstance(stated, str) else "unknown"


def _only(page: Page, facts: list[str], index: int, place: Found[str] | None) -> list[Finding]:
    """ "only the first": that one yes, the others no."""
    if place is None or not -len(facts) <= index < len(facts):
        return []
    chosen = facts[index]
    values = [(fact, reply(fact, "yes" if fact == chosen else "no")) for fact in facts]
    return [Finding(fact, value, place.start, place.end) for fact, value in values if value is not None]


def _echoed(page: Page) -> Found[str] | None:
    """ "HIV?? no": the question said again before its answer."""
    first = page.clauses[0] if page.clauses else None
    echoed = any(page.echo(m) and m.clause is first for m in page.of_kind(*page.asked))
    return Found(first.start, first.end, "echo") if first and echoed else None
