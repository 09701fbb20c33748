"""Present danger in a message: signs and what quiets them are data (emergencies.yml). Looks at nothing else."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict
from spacy.vocab import Vocab

from bot.nlu.clauses import Clause
from bot.nlu.numbers import Number
from bot.nlu.page import Page
from bot.nlu.phrases import Found, Phrases
from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("safety")

_OLD = dt.timedelta(days=14)
_LONG_SEIZURE = 5
"""Minutes from which a seizure is an emergency."""
_PERSONAL = _W["personal"]


class Emergencies(BaseModel):
    """bot/nlu/emergencies.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    signs: dict[str, list[str]]
    alarms: dict[str, list[list[str]]]
    order: list[str]
    idioms: list[str]
    long_past: list[str]
    recent: list[str]
    denied: list[str]
    stranger_past: list[str]


class Safety:
    def __init__(self, vocab: Vocab) -> None:
        self._table = Emergencies.model_validate(load_yaml("emergencies.yml"))
        self._signs: Phrases[str] = Phrases(vocab)
        for group, phrases in self._table.signs.items():
            self._signs.add(phrases, group)
        self._quiet: Phrases[str] = Phrases(vocab)
        for kind in ("long_past", "recent", "denied", "stranger_past"):
            self._quiet.add(getattr(self._table, kind), kind)
        self.words = self._signs.words | self._quiet.words

    def alarm(self, pages: list[Page]) -> str | None:
        """The kind of danger that a message tells of, or None."""
        raised = {kind for page in pages for kind in self._kinds(page)}
        return next((kind for kind in self._table.order if kind in raised), None)

    def _kinds(self, page: Page) -> set[str]:
        found = self._signs.find(page.doc)
        if not found:
            return set()
        idioms = {i for one in found if one.of in self._table.idioms for i in range(one.start, one.end)}
        quiet = self._quiet.find(page.doc)
        said: dict[str, set[tuple[int, int]]] = {}
        for one in found:
            if idioms.isdisjoint(range(one.start, one.end)) and self._present(page, one, quiet):
                said.setdefault(one.of, set()).add((one.start, one.end))
        if "hot" not in said and any(_hot(page, number) for number in page.numbers):
            said["fever"] = {(0, 0)}
        kinds = {kind for kind, rules in self._table.alarms.items() if any(_holds(rule, said) for rule in rules)}
        return kinds | ({"status_epilepticus"} if "seizure" in said and _lasts(page, said["seizure"]) else set())

    def _present(self, page: Page, sign: Found[str], quiet: list[Found[str]]) -> bool:
        """Whether the sign is there now: not denied, not long past, not supposed or merely asked about."""
        clause = page.clause_at(sign.start)
        if clause.asks and not _own_question(page, clause):
            return False
        context = [one for one in quiet if not (one.start < sign.end and sign.start < one.end)]
        if any(one.of == "denied" and clause.start <= one.start < sign.start for one in context):
            return False
        sentence = [c for c in page.clauses if c.sentence == clause.sentence]
        start, end = sentence[0].start, sentence[-1].end
        around = {one.of for one in context if start <= one.start < end}
        recent = "recent" in {one.of for one in context if clause.start <= one.start < clause.end}
        if "long_past" in around and not recent or _dated_long_ago(page, start, end):
            return False
        past = any(one.of == "stranger_past" and clause.start <= one.start < sign.start for one in context)
        return not past or "recent" in around or sign.of in ("drug_now", "weak_defences", "il2", "right_now")


def _holds(rule: list[str], said: dict[str, set[tuple[int, int]]]) -> bool:
    return all(_apart(said.get(group.rstrip("*"), set())) >= (2 if group.endswith("*") else 1) for group in rule)


def _apart(places: set[tuple[int, int]]) -> int:
    """How many places are there that do not overlap."""
    count, end = 0, -1
    for first, last in sorted(places, key=lambda place: place[1]):
        if first >= end:
            count, end = count + 1, last
    return count


def _hot(page: Page, number: Number) -> bool:
    """A body temperature of a fever, in Celsius or Fahrenheit."""
    if not (38 <= number.value < 43 or 100.4 <= number.value < 108) or page.clause_at(number.start).asks:
        return False
    around = set(page.keys[max(0, number.start - 4) : number.end + 3])
    return bool(around & _W["temperature"]) and not around & {"no", "kg"}


def _lasts(page: Page, places: set[tuple[int, int]]) -> bool:
    """A seizure with a duration of five minutes or more in its sentence."""
    sentences = {page.clause_at(start).sentence for start, _ in places}
    for number in page.numbers:
        unit = page.keys[number.end : number.end + 1]
        minutes = number.value * (60 if unit and unit[0].startswith("h") else 1)
        if unit and unit[0] in _W["minutes"] and minutes >= _LONG_SEIZURE:
            clause = page.clause_at(number.start)
            if (
                clause.sentence in sentences
                and not clause.asks
                and page.keys[number.end + 1 : number.end + 2] != ["ago"]
            ):
                return True
    return False


def _own_question(page: Page, clause: Clause) -> bool:
    """ "Is it bad that my lips are blue?" asks about a danger that is there; "can IL-2 cause hives?" does not."""
    words = set(page.keys[clause.start : clause.end])
    supposed = _W["supposed"]
    return bool(words & _PERSONAL) and not words & supposed


def _dated_long_ago(page: Page, start: int, end: int) -> bool:
    dates = [when for when in page.dates if start <= when.start < end]
    return bool(dates) and all(when.last < page.as_of - _OLD for when in dates)
