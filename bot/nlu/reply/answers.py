"""Short replies to the question that was asked: yes, no, none of them, only the first, a bare number or date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ConfigDict
from spacy.vocab import Vocab

from bot.nlu.language.phrases import Found, Phrases, longest
from bot.nlu.page import Finding, Page
from bot.nlu.reply import places, several
from bot.nlu.reply.replies import checklist, first_word, valued
from bot.nlu.reply.worded import NOTHING, Worded
from bot.nlu.reply.yes_no import SHORT, reply
from bot.nlu.vocabulary import catalogue, load_yaml, word_lists

_W = word_lists("answers")

_COUNTED = {"integer", "number", "date"}
"""Types of facts that are told by a number or a day."""
_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}


class _Replies(BaseModel):
    """bot/nlu/answers.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lead: dict[str, list[str]]
    anywhere: dict[str, list[str]]
    names: dict[str, list[str]]
    """Read by `by_name`."""


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
        self._worded = Worded(vocab)
        self.words = self._lead.words | self._anywhere.words | self._worded.words

    def read(self, page: Page, known: set[str], listed: bool = False) -> Reply:
        """The reply to `page.asked`, for the facts that nothing else in the message has told.

        `listed`: some of them are answered by name, so that a yes or a no is not said of the others."""
        facts = [fact for fact in page.asked if fact not in known and fact in catalogue()]
        kind, place = self._kind(page)
        echoed = _echoed(page)
        if echoed:
            page = _without_cues(page, echoed, {"UNSURE"})
        if not facts or (page.clauses and all(one.asks for one in page.clauses) and kind != "decline"):
            return Reply(kind=kind)
        if kind in ("decline", "same"):
            return Reply(kind=kind)
        if (
            kind == "yes" and place
        ):  # "afraid so", "yes she could": the yes itself is no doubt; of a list it says nothing
            page = _without_cues(page, place, {"UNSURE", "POSITIVE"} if checklist(list(page.asked)) else {"UNSURE"})
        if not kind and (opening := self._opening(page)):
            page = _without_cues(page, opening, {"NEGATED", "NOT_GIVEN"})
        if chosen := places.option(page) or places.excepted(page):
            return Reply([one for one in chosen if one.fact in facts], kind)
        if not checklist(list(page.asked)) and (worded := self._in_its_words(page, facts)):
            worded = [one for one in worded if one.value != NOTHING]
            if worded or kind != "yes":  # "yes but I'm careful, on the pill"
                return Reply(worded, kind)
        if kind in _PLACES:
            only = several.only(page, [fact for fact in page.asked if fact in catalogue()], _PLACES[kind], place)
            return Reply([one for one in only if one.fact in facts], kind)
        if placed := several.placed(page):
            return Reply([one for one in placed if one.fact in facts], kind)
        place = place or several.only_these(page)
        if place and (kind == "rest_no" or place.of == "rest_no"):
            return Reply(self._spoken(page, facts, set(), "no", place), kind)
        if listed:
            return Reply(kind=kind)
        if lone := self._only_worded(page, facts):
            others = [fact for fact in facts if fact != lone.fact]
            return Reply([lone, *self._spoken(page, others, set(), "no", Found(lone.start, lone.end, "no"))], kind)
        found = valued(page, facts, kind)
        told = {finding.fact for finding in found}
        rest = [fact for fact in facts if fact not in told]
        if found and not checklist(facts):
            return Reply(found, kind)
        return Reply(found + self._spoken(page, rest, known, kind, place), kind)

    def _in_its_words(self, page: Page, facts: list[str]) -> list[Finding]:
        """What the question's own wordings say. A number or a day that is told says more than they do."""
        counted = {fact for fact in facts if catalogue()[fact]["type"] in _COUNTED}
        if counted and valued(page, sorted(counted), None):
            return []
        return [one for fact in facts if (one := self._worded.find(page, fact))]

    def _only_worded(self, page: Page, facts: list[str]) -> Finding | None:
        """ "Only a sleep study": of several things asked the one that its question's own wordings affirm."""
        if not checklist(list(page.asked)) or len(page.keys) > SHORT or page.keys[first_word(page)] not in _W["only"]:
            return None
        found = [one for fact in facts if (one := self._worded.find(page, fact)) and one.value != NOTHING]
        told = [one for one in found if one.value != reply(one.fact, "no")]
        return told[0] if len(told) == 1 else None

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
        after = page.keys[one.end : one.end + 1]
        if one.of == "unsure" and page.keys[one.end - 1] == "no" and after and after[0].isalpha():
            return False  # "yes and no improvement"
        if one.of == "decline" and one.end - one.start == 1:
            return _by_itself(page, one)
        if one.of in ("decline", "same"):
            return len(page.keys) <= 25
        if one.of == "rest_no":
            return len(page.asked) > 1
        if one.of in _PLACES and page.keys[one.start] == "the" and one.end - one.start == 2:
            return one.start == 0 and one.end >= len(page.keys) - 1  # "the second", not "the second dose"
        short = len(page.keys) <= SHORT
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


def _alone(page: Page) -> tuple[str, Found[str]] | None:
    """ "We want a baby, so no", "condoms, yes, all through": a clause that is nothing but the answer."""
    for clause in page.clauses[1:] if len(page.keys) <= SHORT else page.clauses[1:][-1:]:
        words = [key for key in page.keys[clause.start : clause.end] if key.isalpha() and key not in _W["therefore"]]
        if words in (["yes"], ["no"]):
            return words[0], Found(clause.start, clause.end, words[0])
        if len(words) == 2 and words[0] in _W["speakers"] and words[1] in _W["auxiliaries"]:
            return "no", Found(clause.start, clause.end, "no")  # "my ex was, I wasn't"
        if len(words) == 2 and words[0] in _W["denying"] and words[1] in _W["candidates"]:
            return "no", Found(clause.start, clause.end, "no")  # "my uncle, not me"
    return None


def _by_itself(page: Page, one: Found[str]) -> bool:
    """Whether only courtesy stands beside a word: "skip please", not "starts next week"."""
    rest = {*page.keys[: one.start], *page.keys[one.end :]}
    return all(key in _W["courtesy"] or not key.isalnum() for key in rest)


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


def _echoed(page: Page) -> Found[str] | None:
    """ "HIV?? no": the question said again before its answer."""
    first = page.clauses[0] if page.clauses else None
    echoed = any(page.echo(m) and m.clause is first for m in page.of_kind(*page.asked))
    return Found(first.start, first.end, "echo") if first and echoed else None
