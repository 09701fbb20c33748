"""One method of contraception declined and another one accepted: "no pill for me, but condoms are fine"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("another_method")


def accepted(page: Page) -> range | None:
    """Where, behind the methods that are declined, another one is agreed to without a denial."""
    parts = list(_parts(page))
    for first, second in zip(parts, parts[1:], strict=False):
        declined, agreed = page.keys[first.start : first.stop], page.keys[second.start : second.stop]
        if _W["declining"].isdisjoint(declined) or not _W["declining"].isdisjoint(agreed):
            continue
        methods = _W["methods"] & set(agreed)
        other = _W["methods"] & set(declined) - methods
        clause = page.clause_at(second.start)
        if page.keys[second.stop : second.stop + 1] and page.keys[second.stop] in _W["turning"]:
            continue  # "we would use condoms, but he hates them"
        if other and methods and not _W["agreeing"].isdisjoint(agreed) and _W["open"].isdisjoint(agreed):
            return None if clause.asks or page.cast.other(second.start, clause, clause.start) else second
    return None


def _parts(page: Page) -> list[range]:
    """What stands between signs, and between "but" and the like."""
    ends = [at for at, key in enumerate(page.keys) if key in _W["parting"]]
    starts = [0, *(at + 1 for at in ends)]
    return [range(start, end) for start, end in zip(starts, [*ends, len(page.keys)], strict=True) if end > start]
