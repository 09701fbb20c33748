"""One message as its readers see it: names, cues, numbers, dates, clauses and people, each found once."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from spacy.tokens import Doc

from bot.nlu.language.cast import Cast
from bot.nlu.language.clauses import Clause
from bot.nlu.language.context import fitting
from bot.nlu.language.names import Meaning
from bot.nlu.language.numbers import Number
from bot.nlu.language.owners import of_oneself
from bot.nlu.language.phrases import Found
from bot.nlu.language.said import Said
from bot.nlu.language.scene import PATIENT
from bot.nlu.language.signs import doubts_the_next
from bot.nlu.language.text import pairs
from bot.nlu.language.two_people import NOBODY
from bot.nlu.times.when import When
from bot.nlu.vocabulary import Value, says, word_lists

_W = word_lists("page")
_TREATMENTS = frozenset({"therapy"})
_DENIED_WITHIN, _REPORTED_WITHIN, _LISTED = 1, 6, 2
"""Words that may stand between a denial and the phrase it denies."""
_OPENS = 3
"""Words before a phrase that opens its sentence."""
_Told = TypeVar("_Told", Number, When)
FactValue = Value | float | list[str]


@dataclass(slots=True)
class Mention:
    """A name in the text with what is said of it."""

    start: int
    end: int
    means: Meaning
    clause: Clause
    said: set[str] = field(default_factory=set)
    """Categories of the cues that speak of it."""
    other: bool = False
    """It is said of somebody who is not the candidate."""
    named: str = ""
    """It is named and not said of anybody: as a "kind" of thing ("a cancer charity"), or as a "topic"."""
    taken_back: bool = False
    """Another name is put in its place: "hep C, no sorry, hep A"."""
    fact: str = field(init=False)

    def __post_init__(self) -> None:
        self.fact = self.means.fact

    @property
    def states(self) -> bool:
        """Whether it is stated of the candidate at all."""
        return not (self.other or self.named or self.taken_back or self.clause.asks)


class Finding(NamedTuple):
    """A value read for a fact, with the tokens that say it."""

    fact: str
    value: FactValue
    start: int
    end: int
    doubt: str = ""
    """Why it should be confirmed, in a word; "" when it need not be."""


class Unsettled(NamedTuple):
    """Two counts of which the second may replace the first: places of both."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(slots=True)
class Page:
    text: str
    doc: Doc
    keys: list[str]
    asked: tuple[str, ...]
    as_of: dt.date
    clauses: list[Clause]
    mentions: list[Mention]
    near: list[Found[Meaning]]
    cues: list[Said]
    numbers: list[Number]
    dates: list[When]
    cast: Cast
    corrections: list[Found[str]] = field(default_factory=list)
    """Words by which something is taken back (corrections.yml)."""
    unsettled: list[Unsettled] = field(default_factory=list)
    """Counts that may be taken back by those that follow them."""
    repaired: list[Unsettled] = field(default_factory=list)
    """Counts that stand in the place of those that they take back (repairs.py)."""
    words: frozenset[str] = field(init=False)
    """The keys, each once."""
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.words = frozenset(self.keys)
        self._starts = [clause.start for clause in self.clauses]

    def clause_at(self, token: int) -> Clause:
        return self.clauses[bisect_right(self._starts, token) - 1]

    def own(self, told: list[_Told]) -> list[_Told]:
        """The counts or days told of the candidate: "my husband's on 40, I'm on 5"; all of them where none is his, and
        none where it is not certain who that is ("he's on 10 and I'm on 25") or his are looked up yet."""
        told = [] if _W["to_look_up"] & pairs(self.keys) else told  # "the wife's letter says 15, will look his up"
        starts = [(one, self.clause_at(one.start)) for one in told]
        mine = [one for one, at in starts if not self.cast.other(one.start, at, self.sentence(at)[0].start)]
        return mine or [one for one in told if self.cast.candidate != NOBODY and not of_oneself(self.keys, one.end)]

    def of_two(self, told: list[_Told]) -> bool:
        """Whether counts are told of two people of whom nothing says which is the candidate."""
        places = ((one.start, self.sentence(self.clause_at(one.start))[0].start) for one in told)
        return len(told) > 1 and self.cast.divided(places)

    def clauses_in(self, start: int, end: int) -> list[Clause]:
        """The clauses that stand in a part, wholly or in part."""
        return [clause for clause in self.clauses if clause.start < end and start < clause.end]

    def sentence(self, clause: Clause) -> list[Clause]:
        """The clauses of the sentence that a clause belongs to."""
        return [one for one in self.clauses if one.sentence == clause.sentence]

    def sentence_words(self, clause: Clause) -> set[str]:
        parts = self.sentence(clause)
        return set(self.keys[parts[0].start : parts[-1].end])

    def in_date(self, token: int) -> bool:
        return any(when.start <= token < when.end for when in self.dates)

    def of_kind(self, *facts: str) -> list[Mention]:
        return [mention for mention in self.mentions if mention.fact in facts]

    def raw(self, token: int) -> str:
        places = self.doc.user_data["tokens"][token : token + 1]  # none behind the last one
        return self.text[places[0].start : places[0].end] if places else ""

    def cues_in(self, clause: Clause, type_: str) -> list[Said]:
        """The cues of a clause that may speak of names of a type."""
        start, end, (again, until) = clause.start, clause.end, clause.resumed
        return fitting([c for c in self.cues if start <= c.start < end or again <= c.start < until], type_)

    def near_in(self, clause: Clause, fact: str) -> list[Found[Meaning]]:
        return [one for one in self.near if one.of.fact == fact and clause.start <= one.start < clause.end]

    def of_other(self, clause: Clause, since: Mention) -> bool:
        """Whether a clause that names nobody speaks of somebody else: "My dad had TB. It was cured"."""
        if any(clause.start <= at < clause.end for at, _ in self.cast.people):
            return self.cast.other(clause.start, clause, clause.start)
        return self.cast.other(clause.end, clause, self.sentence(since.clause)[0].start)

    def beside(self, mention: Mention) -> Found[Meaning] | None:
        """The phrase of the same clause (or sentence, where the fact reaches so far) that states a value of the thing
        named."""
        entry = says()[mention.fact]
        near = [one for one in self.near if one.of.fact == mention.fact and self._within(one, mention, entry.reach)]
        near = [one for one in near if one.end <= mention.start or self._after(one, mention)]
        near = [one for one in near if not self.denied(one) and not self._outdone(one)]
        order = list(entry.near)
        return min(near, key=lambda one: (order.index(one.of.value), abs(one.start - mention.start)), default=None)

    def _after(self, near: Found[Meaning], mention: Mention) -> bool:
        return near.start >= mention.end and not doubts_the_next(self.keys, near.end - 1)

    def _outdone(self, near: Found[Meaning]) -> bool:
        """Whether a phrase is part of a longer one that states another value: "US-guided x3 fails"."""
        return any(
            m.start <= near.start and near.end <= m.end and m.end - m.start > near.end - near.start
            for m in self.of_kind(near.of.fact)
            if m.means.role == "value" and m.means.value != near.of.value
        )

    def denied(self, near: Found[Meaning], within: int = _DENIED_WITHIN) -> bool:
        """Whether the words shortly before a phrase deny it: "denies current symptoms"."""
        clause = self.clause_at(near.start)
        return any(
            cue.category == "NEGATED" and cue.direction != "backward" and self._reaches(cue, near.start, within)
            for cue in self.cues_in(clause, "condition")
        )

    def _reaches(self, cue: Said, at: int, within: int) -> bool:
        """ "Not even the sleeping kind", "no allergy or intolerance": "even", articles and "or" count as none."""
        between = self.keys[cue.end : at]
        if between[:1] == ["even"]:
            between = [key for key in between if key not in _W["even"]]
        return cue.start < at and len(between) <= within + _LISTED * bool(_W["either"] & set(between))

    def _within(self, near: Found[Meaning], mention: Mention, reach: str) -> bool:
        sentence = self.clause_at(near.start).sentence
        if reach == "sentences" and sentence == mention.clause.sentence + 1:
            return self._taken_up(near)
        if reach in ("sentence", "sentences"):
            return sentence == mention.clause.sentence
        return mention.clause.start <= near.start < mention.clause.end

    def _taken_up(self, near: Found[Meaning]) -> bool:
        """ "Had Proleukin in 2016. Broke out in hives": a sentence that names no other drug, and takes it up."""
        clauses = self.sentence(self.clause_at(near.start))
        start, end = clauses[0].start, clauses[-1].end
        named = any(start <= m.start < end and m.means.type == "therapy" for m in self.mentions)
        after = self.keys[near.end : near.end + 2]
        of_another = after[:1] and after[0] in _W["of"] and not _W["it"] & set(after[1:])
        opens = near.start - start <= _OPENS
        return not (named or of_another) and (opens or bool(_W["it"] & set(self.keys[start:end])))

    def reported_from(self, clause: Clause) -> int:
        """Where a statement begins that somebody reports: "but my cardiologist says I do not have it"."""
        keys = self.keys[clause.start : clause.end]
        start = next((at for at, key in enumerate(keys[:_REPORTED_WITHIN]) if key in _W["reporters"]), None)
        if start is None or not set(keys[:start]) <= _W["before_a_reporter"]:
            return clause.start
        end = start + 1
        while end < len(keys) and keys[end] in _W["reporting"]:
            end += 1
        return clause.start + end if end > start + 1 else clause.start

    def pure(self, clause: Clause) -> bool:
        """Whether a clause holds cues and function words only, so that it can only speak of what came before."""
        return self.plain(clause.start, clause.end)

    def bare(self, clause: Clause) -> bool:
        """The same of an illness: the outcome of a treatment says nothing of one."""
        return self.plain(self.reported_from(clause), clause.end, outcomes=False)

    def plain(self, start: int, end: int, *, outcomes: bool = True, also: frozenset[str] = frozenset()) -> bool:
        """Whether only cues and function words, and words that may stand there `also`, stand between two places.
        `outcomes`: what tells how a treatment went is a cue too ("no difference that I can see" denies no illness)."""
        cued = {at for cue in self.cues if outcomes or cue.types != _TREATMENTS for at in range(cue.start, cue.end)}
        dated = {at for when in self.dates for at in range(when.start, when.end)}
        known = cued | dated | {at for at, who in self.cast.people if who in (self.cast.candidate, PATIENT)}
        known |= {at for at in range(start, end - 1) if self.keys[at + 1] in _W["oneself"] and self.raw(at).istitle()}
        rest = (self.keys[at] for at in range(start, end) if at not in known)
        return all(key in _W["function_words"] or key in also for key in rest)

    def owned(self, start: int, end: int) -> bool:
        """Whether something of somebody's is named between two places: "my walking", "her voice"."""
        pairs = zip(self.keys[start:end], self.keys[start + 1 : end], strict=False)
        return any(owner in _W["owners"] and thing not in _W["function_words"] for owner, thing in pairs)
