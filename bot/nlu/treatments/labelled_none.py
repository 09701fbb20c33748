"""A none behind the label of a treatment, where another label has its doses: "IVIg: none. RTX: 2 cycles, NR"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("nil_rows")


def not_given(page: Page, mention: Mention) -> bool:
    """Whether the none behind a label denies that it was given; under a heading, "Response: IVIg: nil", it may not."""
    if not _label(page, mention) or _W["headings"] & page.words:
        return False
    if page.keys[mention.end + 1 : mention.end + 2] == [] or page.keys[mention.end + 1] not in _W["nil"]:
        return False
    others = (m for m in page.mentions if m.means.type == "therapy" and m.fact != mention.fact)
    return any(_label(page, m) and dosed(page, m) for m in others)


def dosed(page: Page, mention: Mention) -> bool:
    """Whether a count or a dose stands right behind a name: "RTX x2", "IVIg: 3 cycles"."""
    near = [n for n in page.numbers if 0 <= n.start - mention.end <= 1]
    counted = (_W["courses"] & set(page.keys[n.start : n.end + 1]) or page.keys[n.start - 1] == "x" for n in near)
    return any(counted) or any("dose" in n.units for n in near)


def _label(page: Page, mention: Mention) -> bool:
    return page.keys[mention.end : mention.end + 1] == [":"]
