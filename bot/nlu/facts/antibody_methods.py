"""One antibody looked for in two ways that disagree: "CV2 weak band on blot only, IIF neg", "Ri blot pos, IIF neg".

Neither of the two is its result; a laboratory would look again.
"""

from __future__ import annotations

from bot.nlu.facts import specimens
from bot.nlu.facts.specimens import POSITIVE
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibody_methods")
_DENIED = 2
"""Words before a band in which there may be none: "no band", "no clear bands"."""


def disagree(page: Page, mention: Mention) -> bool:
    """Whether the parts of the sentence behind a name tell two results, each of a method of its own."""
    following = [m.start for m in page.of_kind(POSITIVE) if m.start >= mention.end]
    end = min([page.sentence(mention.clause)[-1].end, *following])
    if _W["methods"].isdisjoint(page.keys[mention.start : end]) or {"->", "→"} & set(page.keys[mention.end : end]):
        return False
    if any(mention.end <= m.start < end for m in page.of_kind(specimens.SPECIMEN)):
        return False  # "serum CBA neg, CSF CBA pos": found in one fluid is found
    parts = [page.keys[max(one.start, mention.end) : min(one.end, end)] for one in page.clauses_in(mention.start, end)]
    told = [(_W["methods"].isdisjoint(part), _result(part)) for part in parts]
    found = {result for _, result in told if result}
    later = [without for without, result in told[1:] if result]
    return len(found) > 1 and not any(later) and not any(_W["again"] & set(part) for part in parts)


def _result(part: list[str]) -> str:
    for at, key in enumerate(part):
        if part[at - 1 : at] == ["false"]:
            continue  # "?false pos"
        denied = bool(_W["no"] & set(part[max(0, at - _DENIED) : at]))
        if key in _W["negative"] or key in _W["bands"] and denied:
            return "NEGATED"
        if key in _W["positive"] | _W["bands"]:
            return "POSITIVE"
    return ""
