"""Days in reply to several windows at once: "tofersen, last 14 Nov" is no vaccine, "no vaccine since 2024" no drip."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.times import windows
from bot.nlu.vocabulary import word_lists

_W = word_lists("several_windows")
_KINDS = word_lists("windows")["kinds_of_jabs"]
_ALSO = word_lists("windows")["caught_or_tested"]


def without_the_unnamed(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without those made of a day of which nothing says whose it is. "Flu 10/2025 and 10/2026" names
    vaccines; "none since 2024" is said of all that is asked."""
    if len(windows.DAY_OF.keys() & set(page.asked)) < 2:
        return found
    days = {*windows.DAY_OF, *windows.DAY_OF.values()}
    vaccines = {windows.VACCINE, windows.VACCINE_DAY}
    words = {key for key in page.keys if key.isalpha()}
    if not page.mentions and words & _KINDS and not words & _ALSO:
        return [one for one in found if one.fact not in days - vaccines]
    return [one for one in found if one.fact not in days or _of_all(page, one)]


def _of_all(page: Page, one: Finding) -> bool:
    return one.value is False and not page.mentions and not _W["none"].isdisjoint(page.keys)
