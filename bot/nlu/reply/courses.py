"""Several treatments asked at once, answered without a name: which of them were given, and then how they went.

"All but the last, and not one of them touched it", "the first three, none made a dent", "both, gained from neither".
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from bot.nlu.language import places
from bot.nlu.language.clauses import Clause
from bot.nlu.language.context import fitting
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments.outcomes import RESPONSES, response
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("courses")
_YES, _NO = word_lists("answers")["yes"], word_lists("answers")["no"]
_PLACE = frozenset(chain(*word_lists("references").values())) | _W["all_of_them"]
_CLAUSES = 4
"""Clauses that may say which of them were given."""
_FEW = 4
"""Words of an outcome that stands in a row of them: "nothing, nothing, and a bit"."""
_GIVEN, _NOT = "given_unknown", "not_given"
_TREATMENTS = {"therapy", "therapies", "steroid"}
_OTHERS = "other_therapies"


class _Head(NamedTuple):
    given: list[bool | None]
    end: int
    in_a_row: bool = False


def read(page: Page) -> list[Finding] | None:
    """The values of the treatments asked, [] where it is not told how they went; None where it is no such reply."""
    things = [fact for fact in page.asked if fact in catalogue()]
    if len(things) < 2 or not all(_treats(fact) for fact in things) or things.count(_OTHERS) == len(things) - 1:
        return None
    if any(_by_name(page, m) for m in page.mentions if m.fact in things) or (head := _head(page, len(things))) is None:
        return None
    if head.in_a_row and any(says()[m.fact].kind in _TREATMENTS for m in page.mentions):
        return None  # "yes, no, yes. The steroids did nothing"
    values: list[str | None] = [{True: _GIVEN, False: _NOT, None: None}[said] for said in head.given]
    given = [at for at, said in enumerate(head.given) if said]
    rest = [_after(clause, head.end) for clause in page.clauses if clause.end > head.end and not clause.asks]
    row: list[str] = []
    for clause in rest:
        of = _place(page, clause, len(things))
        told = _outcome(page, clause, apart=of is not None)
        if of is None and _denies_the_others(page, clause, values.count(None)):
            values = [_NOT if value is None else value for value in values]
        elif of is not None:
            values = _apart(page, clause, values, of, told)
        elif told:
            row.append(told)
    if len(row) == len(given) > 1 and all(_short(page, clause) for clause in rest):
        for at, told in zip(given, row, strict=True):
            values[at] = told
    elif row:
        common = row[0] if len(set(row)) == 1 else None
        values = [common if at in given and value == _GIVEN else value for at, value in enumerate(values)]
    found = ((fact, _value(fact, value)) for fact, value in zip(things, values, strict=True))
    return [Finding(fact, value, 0, len(page.keys)) for fact, value in found if value is not None]


def _after(clause: Clause, end: int) -> Clause:
    """What of a clause follows the yeses and noes that it opens with."""
    return replace(clause, start=max(clause.start, end))


def _treats(fact: str) -> bool:
    return fact == _OTHERS or fact in says() and says()[fact].kind == "therapy"


def _value(fact: str, value: str | None) -> Any:
    """Of other treatments only that there was none: which ones there were is not told by their place."""
    return value if fact != _OTHERS else [] if value == _NOT else None


def _apart(page: Page, clause: Clause, values: list[str | None], of: int, told: str | None) -> list[str | None]:
    """ "(Both.) The first helped, the second didn't", "only the second helped": what is told of one of them."""
    if _W["only"] & set(page.keys[clause.start : clause.end]):
        values = [None if value == _GIVEN else value for value in values]
    elif told == _NOT and values[of] == _GIVEN:
        told = "failed" if set(values) - {_GIVEN, _NOT, None} else None
        return [told if at == of else value for at, value in enumerate(values)]
    return [told or value if at == of else value for at, value in enumerate(values)]


def _by_name(page: Page, mention: Mention) -> bool:
    """ "The second one" is no name."""
    return not set(page.keys[mention.start : mention.end]) <= _PLACE


def _head(page: Page, count: int) -> _Head | None:
    """The clauses that say which of the treatments were given, and nothing else."""
    if run := in_a_row(page, count):
        return _Head([page.keys[at] in _YES for at in run], run[-1] + 1, in_a_row=True)
    for last in reversed(page.clauses[:_CLAUSES]):
        told = [key for at, key in enumerate(page.keys[: last.end]) if not page.in_date(at)]
        keys = ["not" if key in _W["left_out"] else key for key in told if key not in _W["giving"]]
        effect = any(cue.category in RESPONSES and cue.start < last.end for cue in fitting(page.cues, "therapy"))
        if last.asks or not keys or effect:
            continue  # "first two did nothing" tells of their effect
        if {key for key in keys if key.isalnum()} <= _W["all_of_them"] and _W["all"] & set(keys):
            return _Head([True] * count, last.end)
        if (chosen := places.excepted(keys) or places.read(keys)) and (said := chosen.over(count)):
            return _Head(said, last.end)
    return None


def in_a_row(page: Page, count: int) -> list[int]:
    """Where the yeses and noes of "yes, yes, no. Neither worked" stand, one for each thing asked, before more is told;
    not "yes, no effect"."""
    run: list[int] = []
    for at, key in enumerate(page.keys):
        if len(run) == count or key not in _YES | _NO | _W["between_answers"]:
            break
        run += [at] if key in _YES | _NO else []
    after = page.keys[run[-1] + 1 :] if run else []
    denied = bool(run) and page.keys[run[-1]] in _NO and not _W["nothing"] & set(after[1:2])
    ends = bool(after) and (after[0] in _W["ends"] or after[0] == "," and not denied)
    return run if len(run) == count and ends and any(key.isalnum() for key in after) else []


def _place(page: Page, clause: Clause, count: int) -> int | None:
    """The one treatment of which a clause speaks by its place: "the fourth is what they want to try next"."""
    for at in range(clause.start, clause.end):
        found = places.place_at(page.keys, at)
        if found and not found.bare and len(found.places) == 1 and page.keys[at - 1] in _W["before_a_place"]:
            return found.places[0] % count if -count <= found.places[0] < count else None
    return None


def _denies_the_others(page: Page, clause: Clause, open_ones: int) -> bool:
    """ "First two yes. The other two they've not offered him": of those of which nothing is said yet, all of them."""
    words = page.keys[clause.start : clause.end][:_FEW]
    counts = [n.value for n in page.numbers if clause.start <= n.start < clause.start + _FEW]
    meant = open_ones > 0 and bool(_W["others"] & set(words)) and counts in ([], [open_ones])
    return meant and _outcome(page, clause, apart=True) == _NOT


def _outcome(page: Page, clause: Clause, *, apart: bool) -> str | None:
    """How it went, of what a clause speaks; whether it was given at all, where the clause tells one of them apart."""
    said = {cue.category for cue in page.cues_in(clause, "therapy")}
    if told := said & set(RESPONSES):
        return response(told | said & {"NEITHER"})
    words = set(page.keys[clause.start : clause.end])
    if apart:
        return _NOT if said & {"NOT_GIVEN", "NEGATED", "PLANNED"} or _W["ahead"] & words else None
    return "failed" if "NEITHER" in said and _W["gains"] & words else None


def _short(page: Page, clause: Clause) -> bool:
    words = [key for key in page.keys[clause.start : clause.end] if key.isalpha()]
    return len(words) <= _FEW
