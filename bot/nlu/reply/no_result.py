"""Denials that are no result: "not since 2019", "never had the jabs", "never did this test in my life"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.denials import denies_testing
from bot.nlu.language.names import type_of
from bot.nlu.language.said import Said
from bot.nlu.page import Page
from bot.nlu.vocabulary import Says, word_lists

_W, _A = word_lists("no_result"), word_lists("answers")
_B = "hepatitis_b_status"
_HEPATITIS = {_B, "hepatitis_c_status"}
_OVER = {"past_resolved", "cured"}
_LASTING = {"hepatitis", "condition"}


def not_since(page: Page, entry: Says, said: set[str]) -> bool:
    """ "Not since 2019" of a test, or of what the candidate may have had then: nothing tells what it was."""
    if page.keys[:2] != ["not", "since"] or "past" in entry.means and "PAST" in said:
        return False
    return type_of(entry) == "test" or entry.kind in _LASTING and entry.means.get("past") not in (None, False)


def only_never(page: Page, entry: Says) -> bool:
    """ "No, never" where a test is asked for: it was not done."""
    keys = page.words
    return entry.means.get("on_no", "") is None and "never" in keys and keys <= _W["only_never"]


def of_a_jab(page: Page, clause: Clause, fact: str) -> bool:
    """ "Never had the jabs", "it never cleared": the vaccine or the cure is denied, and not the infection."""
    if fact not in _HEPATITIS:
        return False
    cures = (near for near in page.near_in(clause, fact) if near.of.value in _OVER)
    vaccine = fact == _B and not _W["jabs"].isdisjoint(page.keys[clause.start : clause.end])
    return vaccine or any(page.denied(near) for near in cures)


def only_of_jabs(page: Page) -> bool:
    """ "I never finished the jabs": asked for hepatitis B, nothing but the vaccine is denied."""
    if page.asked != (_B,) or page.keys[1:2] == [","]:
        return False
    clauses = [c for c in page.clauses if any(page.keys[at].isalpha() for at in range(c.start, c.end))]
    denied = any(cue.category == "NEGATED" for cue in page.cues)
    return denied and bool(clauses) and all(of_a_jab(page, c, _B) for c in clauses)


def undone_told(page: Page, cues: list[Said], *, only_looked: bool) -> bool:
    """ "Never did this test in my life", "we did not make one yet": that no test was done."""
    denials = [cue for cue in cues if cue.category == "NEGATED"]
    if any(page.keys[cue.start] in _A["results"] for cue in denials):
        return False
    ends = ((cue.end, page.clause_at(cue.start).end) for cue in denials)
    return any(denies_testing(page.keys, start, end, only_looked=only_looked) for start, end in ends)


def no_test(page: Page, cues: list[Said]) -> bool:
    """ "Haven't got one and don't need one", "not needed": the denials speak of the test, not of a result."""
    denials = [cue for cue in cues if cue.category == "NEGATED"]
    return bool(denials) and all(any(_of_the_test(page, at) for at in (c.end - 1, c.end)) for c in denials)


def _of_the_test(page: Page, at: int) -> bool:
    deed, after = page.keys[at : at + 1], page.keys[at + 1 : at + 2]
    if deed and deed[0] in _A["unneeded"]:
        return not after or not after[0].isalpha() or after[0] in _A["after_unneeded"]
    return bool(deed) and deed[0] in _A["having_one"] and after == ["one"]
