"""Where who writes differs from what the patient says of it: "he says no but he's been coughing all night"."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("differs")
_NEAR = 4
"""Words with which a view of one's own begins: "I don't really think so"."""


def undisputed(page: Page, answers: Iterable[Finding]) -> list[Finding]:
    """The answers without those that the patient gave and the writer disputes: which is right is asked again."""
    start = _disputed_from(page)
    return [one for one in answers if one.start >= start]


def _disputed_from(page: Page) -> int:
    """Where the writer's own view begins, if somebody else's stands before it; 0 if there is none."""
    keys = page.keys
    said = next((at for at in range(1, len(keys)) if keys[at] in _W["says"] and keys[at - 1] in _W["who"]), None)
    if said is None:
        return 0
    for at in range(said + 1, len(keys) - 1):
        turns = keys[at] in _W["turns"]
        opens = at + 1 if turns else at
        if (turns or keys[at - 1] in _W["breaks"]) and _of_my_own(keys[opens:], turned=turns):
            return at
    return 0


def _of_my_own(behind: list[str], *, turned: bool) -> bool:
    """ "(but) I was there", "I don't think so", "(but) he's been coughing": seen or doubted by who writes."""
    words = behind[: next((at for at, key in enumerate(behind) if key in _W["ends"]), len(behind))]
    if words[:1] and words[0] in _W["me"]:
        near = set(words[1:_NEAR])
        doubts = bool(_W["doubting"] & near or _W["not"] & near and _W["not_sure"] & near)
        return doubts or turned and bool(_W["seeing"] & near)
    return turned and bool(_W["signs"] & set(words))
