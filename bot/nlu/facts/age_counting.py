"""Ages counted in other ways than by completed years: "35 in Korean age, so 33 by your counting"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("demographics")
_REACH = 5
"""Words between an age and the way it is counted."""


def counted_abroad(page: Page, number: Number) -> bool:
    """ "35 in Korean age", "my Korean age is 35"; in "33, Korean age 35" the first one is not."""
    after = page.keys[number.until : number.until + _REACH]
    after = after[: next((at for at, key in enumerate(after) if key in (",", ".", ";")), None)]
    before = page.keys[max(0, number.start - _REACH) : number.start]
    marks = [at for at, key in enumerate(before) if key in (".", ";", ",") or key[:1].isdigit()]
    return _way(after) or _way(before[marks[-1] + 1 :] if marks else before)


def _way(keys: list[str]) -> bool:
    pairs = zip(keys, [*keys[1:], ""], strict=False)
    return any(key in _W["abroad"] and then in _W["counting"] for key, then in pairs)


def counted_at_home(page: Page, number: Number) -> bool:
    """ "33 by your counting", "33 international age", beside an age that is counted otherwise."""
    if not any(key in _W["abroad"] for key in page.keys) or not any(
        counted_abroad(page, other) for other in page.numbers if other is not number
    ):
        return False
    around = page.keys[max(0, number.start - 3) : number.start] + page.keys[number.until : number.until + 3]
    return bool(_W["at_home"] & set(around)) and not set(number.units) - {"time_day"}
