"""What an arrow leads to: "T-SPOT indeterminate -> rpt neg", "HIV ELISA reactive -> WB neg"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.clauses import Clause
from bot.nlu.language.context import Said
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("arrows")
_FIRST = {"POSITIVE", "NEGATED", "UNSURE"}
_RESULTS = {"POSITIVE", "NEGATED"}


def concluded(keys: Sequence[str], at: int, said: set[str], cues: Sequence[Said]) -> set[str]:
    """What is said of a diagnosis that an arrow leads to: "EMG no denervation -> PLS" denies the denervation alone."""
    arrow = at - 1
    if keys[arrow : arrow + 1] != ["->"] or any(cue.category == "NEGATED" and cue.start > arrow for cue in cues):
        return said
    return said - {"NEGATED"}


def led_to(page: Page, clause: Clause, at: int, said: set[str], names: Sequence[Found[Meaning]]) -> set[str]:
    """What is said of a test whose result an arrow in its clause leads on from: the result at the end counts. Where
    another thing is named behind the arrow ("NMDAR neg -> LGI1 pos") the end is of that."""
    arrow = next((i for i in range(clause.end - 1, at, -1) if page.keys[i] in _W["arrows"]), None)
    if arrow is None or any(arrow < one.start < clause.end for one in names):
        return said
    if not page.keys[arrow + 1 : clause.end] or not _W["beside"].issuperset(page.keys[arrow + 1 : clause.end]):
        return said
    cues = [cue for cue in page.cues_in(clause, "test") if cue.category in _FIRST]
    first = {cue.category for cue in cues if at <= cue.start < arrow}
    last = {cue.category for cue in cues if cue.start > arrow} & _RESULTS
    return said - _FIRST | last if first and len(last) == 1 else said
