"""Reads one message: what it states about the candidate, where, and what it wants. No Rasa here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from spacy.tokens import Doc

from bot.nlu import (
    amounts,
    antibodies,
    conditions,
    contraception,
    demographics,
    drips,
    hepatitis,
    immunosuppressants,
    liver,
    measures,
    nonstandard,
    steroids,
    therapies,
    vaccines,
)
from bot.nlu.answers import Answers, Reply
from bot.nlu.clauses import Clause, Clauses
from bot.nlu.context import Context, Name, Said, said_of
from bot.nlu.corrections import correct
from bot.nlu.dates import find_dates
from bot.nlu.intents import Intents
from bot.nlu.merge import merge
from bot.nlu.names import Meaning, Names
from bot.nlu.numbers import Number, Numbers
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.people import People
from bot.nlu.phrases import Found
from bot.nlu.questions import Questions
from bot.nlu.references import references
from bot.nlu.safety import Safety
from bot.nlu.spelling import Spelling
from bot.nlu.text import Token, Tokenizer, tokens, vocabulary
from bot.nlu.vocabulary import allowed, listed_words, word_lists

_W = word_lists("reader")

READERS = (
    conditions,
    antibodies,
    therapies,
    measures,
    liver,
    demographics,
    immunosuppressants,
    steroids,
    hepatitis,
    vaccines,
    drips,
    nonstandard,
    contraception,
)
_LARGEST_PART = 400
"""Tokens read at once; a longer message is read in parts, so that time stays linear in its length."""


@dataclass
class Reading:
    """What one message says. Places are character offsets into the text."""

    text: str
    intent: str
    confidence: float
    facts: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, list[int]] = field(default_factory=dict)
    safety: str | None = None
    conflicts: dict[str, list[Any]] = field(default_factory=dict)
    """Facts for which the message says two things; neither is taken."""
    doubts: dict[str, str] = field(default_factory=dict)
    """Facts to confirm back: "unit" where one was assumed, "computed" where two numbers made it."""
    topic: str | None = None
    """What a trial question is about."""
    ranking: list[tuple[str, float]] = field(default_factory=list)


class Reader:
    """The language pipeline. Build it once; `read` keeps no state between messages."""

    def __init__(self, intents: Intents | None = None) -> None:
        vocab = vocabulary()
        self._tokenizer = Tokenizer(vocab)
        self._names, self._context = Names(vocab), Context(vocab)
        self._numbers, self._clauses, self._questions = Numbers(vocab), Clauses(), Questions(vocab)
        self._people, self._answers = People(vocab), Answers(vocab)
        self._safety = Safety(vocab)
        self.intents = intents or Intents(vocab)
        known = self._answers.words | self._safety.words | self.intents.words | listed_words() | amounts.known(vocab)
        self._spelling = Spelling(self._names.words | self._context.words, known)

    def read(self, text: str, asked: Sequence[str] = (), as_of: dt.date | None = None) -> Reading:
        """What `text` says; `asked` names the facts of the question it answers, the one asked for first."""
        day = as_of or dt.date.today()
        found = self._spelling.correct(list(tokens(text)))
        findings: list[Finding] = []
        parts = [found[at : at + _LARGEST_PART] for at in range(0, len(found), _LARGEST_PART)] or [[]]
        first = self._page(text, parts[0], tuple(asked), day)
        kept, conflicts = self._part(first, findings)
        spoken = self._answers.read(first, set(kept)) if found else Reply()
        for one in spoken.findings:
            if allowed(one.fact, one.value):
                kept.setdefault(one.fact, one)
        facts = {fact: one.value for fact, one in kept.items()}
        evidence = {fact: _place(one, first) for fact, one in kept.items()}
        doubts = {fact: one.doubt for fact, one in kept.items() if one.doubt}
        reading = Reading(text, "out_of_scope", 0.0, facts, evidence, None, conflicts, doubts)
        pages = [first, *(self._page(text, part, (), day) for part in parts[1:])]
        for page in pages[1:]:
            self._more(reading, page)
        if one_by_one := _one_by_one(text, asked):
            self._in_order(reading, one_by_one, asked, day)
        reading.safety = self._safety.alarm(pages)
        self._intend(reading, first, spoken.kind)
        return reading

    def _in_order(self, reading: Reading, parts: list[tuple[int, str]], asked: Sequence[str], day: dt.date) -> None:
        """ "No / BCC 2019 / neg": each part answers one of the things asked, if each of them does."""
        replies = [self.read(part, (fact,), day) for fact, (_, part) in zip(asked, parts, strict=True)]
        if not all(fact in reply.facts for fact, reply in zip(asked, replies, strict=True)):
            return
        for fact, (start, _), reply in zip(asked, parts, replies, strict=True):
            reading.facts[fact] = reply.facts[fact]
            reading.evidence[fact] = [place + start for place in reply.evidence[fact]]
            reading.conflicts.pop(fact, None)

    def _more(self, reading: Reading, page: Page) -> None:
        kept, conflicts = self._part(page, [])
        for fact, one in kept.items():
            if fact not in reading.facts and fact not in reading.conflicts:
                reading.facts[fact], reading.evidence[fact] = one.value, _place(one, page)
            elif reading.facts.get(fact) not in (None, one.value):
                reading.conflicts[fact] = [str(reading.facts.pop(fact)), str(one.value)]
                reading.evidence.pop(fact, None)
        reading.conflicts |= conflicts

    def _part(self, page: Page, findings: list[Finding]) -> tuple[dict[str, Finding], dict[str, list[Any]]]:
        found = correct(page, [*findings, *chain(*(reader.read(page) for reader in READERS))])
        return merge(page, [one for one in found if allowed(one.fact, one.value)])

    def _intend(self, reading: Reading, page: Page, kind: str | None) -> None:
        reading.intent, reading.confidence, reading.topic, reading.ranking = self.intents.classify(
            page.doc, facts=bool(reading.facts or reading.conflicts), reply=kind, asked=bool(page.asked)
        )

    def _page(self, text: str, found: list[Token], asked: tuple[str, ...], day: dt.date) -> Page:
        doc = self._tokenizer.doc(found)
        keys = [token.key for token in found]
        names, near, ignored = self._names.find(doc)
        names += references(keys, names, asked)
        covered = {place: _list_type(one.of) for one in names for place in range(one.start, one.end)}
        clauses = self._clauses.divide(doc, text, covered)
        self._questions.mark(doc, clauses, covered)
        numbers = self._numbers.find(doc)
        dates = find_dates(keys, numbers, day)
        listed = {one.start for one in names if keys[one.end : one.end + 1] in (["or"], ["nor"])}
        foreign = {at for at, type_ in covered.items() if type_ not in ("therapy", "medicine")} | ignored
        named = {at for one in names if not _lowly(one, text, found) for at in range(one.start, one.end)}
        cues = self._context.cues(doc, ignored | named, listed, foreign)
        clinical = any(one.of.fact in _TRIAL_FACTS for one in names) or _tells_age(keys, numbers)
        cast = self._people.cast(doc, clauses, clinical)
        page = Page(text, doc, keys, asked, day, clauses, [], near, cues, numbers, dates, cast)
        page.mentions = list(self._mentions(doc, clauses, names, cues, page))
        return page

    def _mentions(
        self, doc: Doc, clauses: list[Clause], names: list[Found[Meaning]], cues: list[Said], page: Page
    ) -> list[Mention]:
        mentions: list[Mention] = []
        sentence_starts = {clause.sentence: clause.start for clause in reversed(clauses)}
        by_clause = [([], []) for _ in clauses]  # type: ignore[var-annotated]
        at = {token: number for number, clause in enumerate(clauses) for token in range(clause.start, clause.end)}
        for one in names:
            by_clause[at[one.start]][0].append(one)
        for cue in cues:
            by_clause[at[cue.start]][1].append(cue)
        for clause, (inside, said) in zip(clauses, by_clause, strict=True):
            if not inside:
                continue
            told = self._context.bind(doc, clause, sorted({Name(n.start, n.end, n.of.type) for n in inside}), said)
            for one in inside:
                name = Name(one.start, one.end, one.of.type)
                categories = said_of(page.keys, name, told[name])
                if one.of.type in ("condition", "test") and _long_past(page, clause):
                    categories.add("PAST")
                if "POSITIVE" in categories and one.of.type in ("test", "antibody") and _retested(page, clause):
                    categories = categories - {"POSITIVE"} | {"NEGATED"}
                other = page.cast.other(one.start, clause, sentence_starts[clause.sentence]) or "FAMILY" in categories
                mentions.append(Mention(one.start, one.end, one.of, clause, categories, other))
        return mentions


_BETWEEN_REPLIES = re.compile(r"\s+/\s+|;|\n")
_LONGEST_REPLY = 60


def _one_by_one(text: str, asked: Sequence[str]) -> list[tuple[int, str]]:
    """The parts of a reply to several questions, with their places, where there is one for each."""
    if len(asked) < 2 or len(text) > _LONGEST_REPLY * len(asked):
        return []
    ends = [*(match.span() for match in _BETWEEN_REPLIES.finditer(text)), (len(text), len(text))]
    starts = [0, *(end for _, end in ends[:-1])]
    parts = [(start, text[start:end]) for start, (end, _) in zip(starts, ends, strict=True)]
    whole = len(parts) == len(asked) and all(part.strip() for _, part in parts)
    return parts if whole else []


def _lowly(name: Found[Meaning], text: str, found: list[Token]) -> bool:
    """A shy name of one word in small letters may be no name: the "got" of "I've got HIV" is no GOT."""
    word = found[name.start]
    return name.of.shy and name.end == name.start + 1 and text[word.start : word.end].islower()


def _retested(page: Page, clause: Clause) -> bool:
    """ "NMDA positive but the repeat was negative": what was found was not found again."""
    for later in page.clauses:
        if later.sentence == clause.sentence and later.start >= clause.end:
            words = set(page.keys[later.start : later.end])
            found = {cue.category for cue in page.cues_in(later, "test")}
            if _W["again"] & words and "NEGATED" in found and "POSITIVE" not in found:
                return True
    return False


def _tells_age(keys: list[str], numbers: list[Number]) -> bool:
    """ "My father 66 years old", "my wife turned 47", "our son is seventeen"."""
    ages = [number for number in numbers[:3] if 1 <= number.value <= 110]
    if any(keys[n.start - 1 : n.start] == ["("] and keys[n.end : n.end + 1] == [")"] for n in ages[:1]):
        return True  # "my husband (71) weighs ..."
    if any(keys[n.start - 2 : n.start - 1] in (["my"], ["our"]) and keys[n.start - 1].endswith("s") for n in ages):
        return True  # "my wife's 41"
    return any("time_day" in n.units or keys[n.start - 1] in ("turned", "aged", "is") and n.start for n in ages)


def _list_type(meaning: Meaning) -> str:
    """The type of a name in a list; a phrase that states its own value ("IGRA neg") shares nothing with the next."""
    return "stated" if meaning.role == "value" and meaning.type == "test" else meaning.type


def _long_past(page: Page, clause: Clause) -> bool:
    """The clause is dated, and its date is past by three months: "pneumonia last year"."""
    dates = [w for w in page.dates if clause.start <= w.start < clause.end]
    lasting = _W["lasting"]
    limit = page.as_of - dt.timedelta(days=90)
    return (
        bool(dates)
        and all(w.last < limit and not w.span for w in dates)
        and not lasting & set(page.keys[clause.start : clause.end])
    )


_TRIAL_FACTS = {
    "ae_diagnosis",
    "antibodies_positive",
    "motor_syndrome",
    "tx_ivig",
    "tx_rituximab",
    "tx_cyclophosphamide",
    "tx_high_dose_steroid",
    "riluzole_use",
}


def _place(finding: Finding, page: Page) -> list[int]:
    places: list[Token] = page.doc.user_data["tokens"]
    last = min(max(finding.end, finding.start + 1), len(places)) - 1
    return [places[finding.start].start, places[last].end]
