"""Daily doses told by their parts without units, with their sum: "HC 15/5 for hypopit, total 20 mg"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.doses import Dose
from bot.nlu.vocabulary import word_lists

_W = word_lists("split_doses")
_MOST = 4
"""Parts of a day."""


def total(page: Page, mention: Mention) -> Dose | None:
    """The sum that is named behind the parts and is theirs; parts alone may be strengths, a day or a change."""
    last = mention.start
    parts: list[Number] = []
    inside = [n for n in page.numbers if mention.start < n.start < mention.end and not n.units]  # "hc 15/5" is a name
    for number in inside + [n for n in page.numbers if n.start >= mention.end]:
        linked = page.keys[number.start - 1] in _W["joining"] if parts else number.start <= last + 1
        if number.units or not linked or number.start - last > 1:
            break
        parts.append(number)
        last = number.end
    if not 1 < len(parts) <= _MOST:
        return None
    whole = sum(part.value for part in parts)
    end = page.sentence(mention.clause)[-1].end
    for number in page.numbers:
        before = set(page.keys[number.start - 2 : number.start]) & _W["total"]
        if last <= number.start < end and "dose" in number.units and before and number.value == whole:
            return Dose(int(whole) if whole == int(whole) else whole, mention.start, number.after("dose"))
    return None
