"""Medicines of then beside those of now: "I was on mycophenolate, now nothing", "first tacrolimus, now azathioprine",
"steroids stopped in June, azathioprine as well"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("left_behind")
_BEFORE, _FOR = 4, 3
"""Words before a name in which it is said to be of then, and behind it in which for how long it was."""
_NEXT = 2
"""Words behind "now" in which something more, or only another dose, is told."""


def left_behind(page: Page, mention: Mention) -> bool:
    """Whether what is told of now, or that another one was stopped too, ends a medicine."""
    parts = page.sentence(mention.clause)
    start, end = parts[0].start, parts[-1].end
    before = page.keys[max(start, mention.start - _BEFORE) : mention.start]
    after = page.keys[mention.end : end]
    if _W["still"] & {*before, *after}:
        return False
    if _stopped_too(page.keys[start : mention.start], after):
        return True
    was = any(a in _W["was"] and b in _W["on"] for a, b in zip(before, before[1:], strict=False))
    if was and after[:1] == ["for"] and _W["spans"] & set(after[1 : 1 + _FOR]) and not _W["today"] & set(after):
        return True
    at = next((at for at, key in enumerate(after) if key in _W["now"]), None)
    if at is None:
        return was and _goes_on(page, end)
    told = after[at + 1 : at + 1 + _NEXT]
    if not told or told[0][:1].isdigit() or _W["more"] & set(after):
        return False  # "was on azathioprine 50, now 100"
    whose = page.keys[mention.start - 1] == "first" and page.keys[mention.start - 2] in _W["whose"]
    first = bool(_W["first"] & {*before, *after[:1]}) and not whose
    return was or first or bool(_W["not_borne"] & set(after[:at]) and _W["denying"] & set(after[:at]))


def _stopped_too(before: list[str], after: list[str]) -> bool:
    """ "(I've stopped the steroids,) azathioprine too", "..., mycophenolate as well"."""
    too = after[:1] != [] and (after[0] in _W["too"] or after[:2] == ["as", "well"])
    rest = [key for key in after if key.isalnum()]
    too = too and before[-1:] != [] and before[-1] in _W["joins"]
    return bool(_W["stopped"] & set(before)) and too and len(rest) <= _NEXT and not _W["turning"] & set(before)


def _goes_on(page: Page, end: int) -> bool:
    """ "I was on azathioprine. Now nothing": the next sentence tells of now, and not of more."""
    words = page.keys[end : end + 1 + _NEXT]
    return bool(words) and words[0] in _W["today"] and bool(_W["nothing"] & set(words[1:]))
