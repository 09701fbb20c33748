"""Values of another fluid than blood: "CSF WBC 12", "urine creatinine"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("measures")
_BRACKETED = 7
"""Words before brackets that say of what fluid they tell."""
_HEADING = 9
"""Words in which a fluid and its day head a row of results."""


def of_another_fluid(page: Page, mention: Mention, number: Number) -> bool:
    """ "CSF WBC 12", "5 lymphocytes in the spinal fluid", "urine creatinine": no blood count."""
    if says()[mention.fact].unit not in ("count", "creatinine") and mention.fact != "hemoglobin_g_dl":
        return False
    start, end = min(mention.start, number.start), max(mention.end, number.end)
    around = page.keys[max(0, start - 4) : start]
    if "(" in around and ")" not in around:
        opened = start - 4 + around.index("(") if start >= 4 else around.index("(")
        first = max(page.clause_at(opened).start, opened - _BRACKETED)
        around = page.keys[first:start]  # "CSF cells 8/mm3 (90% lymphs)"
    ends = [at for at, key in enumerate(around) if key in _W["not_of_the_fluid"]]
    before = around[ends[-1] + 1 :] if ends else around
    first = page.sentence(page.clause_at(start))[0].start
    if _heads_a_fluid(page, first, start):
        return True
    inside = page.keys[mention.start : number.start]
    after = page.keys[end : end + 5]
    within = after[: after.index(",")] if "," in after else after
    located = {"in", "/", "from"} & set(within[:2]) or page.keys[number.end : number.end + 1] == ["/"]
    return bool(_W["other_fluids"] & {*before, *inside} or located and _W["other_fluids"] & set(within))


def _heads_a_fluid(page: Page, first: int, until: int) -> bool:
    """ "CSF: prot 0.6, WCC 14", "LP 12/11: 46 white cells", "LP on 3 Nov, 12 white cells, protein 0.7"."""
    heading = page.keys[first : min(until, first + _HEADING)]
    if _W["other_fluids"].isdisjoint(heading[:3]) or not _W["not_of_the_fluid"].isdisjoint({*heading} - {","}):
        return False
    end = page.sentence(page.clause_at(first))[-1].end
    return ":" in heading or not _W["beside_cells"].isdisjoint(page.keys[first:end])
