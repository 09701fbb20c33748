"""Names that the next words take back: "had hep C, no sorry, hep A"; "IVIG, no I mean plasma exchange"."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("taken_back")


def take_back(page: Page) -> None:
    """Marks the names that another one replaces. A result that is corrected ("hep C positive, sorry, negative")
    leaves the name as it is."""
    for mention in page.mentions:
        at = _past_signs(page, mention.end)
        words = _end_of_words(page, at)
        if words is None or at == mention.end:
            continue
        after = _past_signs(page, words)
        named = any(
            m.means.type == mention.means.type and m.means != mention.means and _next(page, after, m.start)
            for m in page.mentions
        )
        if named and not _again(page, mention.start, after) or _alike(page, mention.start, mention.end, after):
            mention.taken_back = True


def _past_signs(page: Page, at: int) -> int:
    while at < len(page.keys) and page.keys[at] in _W["signs"]:
        at += 1
    return at


def _end_of_words(page: Page, at: int) -> int | None:
    """Where words that take something back end, when two of them stand together: "no sorry", "I mean"."""
    end = at
    while end < len(page.keys) and page.keys[end] in _W["words"] | _W["signs"]:
        end += 1
    said = [key for key in page.keys[at:end] if key in _W["words"]]
    return end if len(said) > 1 and set(said) & _W["decisive"] else None


def _next(page: Page, after: int, name: int) -> bool:
    """ "No sorry, it was hep A": nothing but small words before the right name."""
    return after <= name and set(page.keys[after:name]) <= _W["before_a_name"]


def _again(page: Page, name: int, after: int) -> bool:
    """The same thing is named again: nothing was taken back but what is said of it."""
    return page.keys[after : after + 1] == page.keys[name : name + 1]


def _alike(page: Page, start: int, end: int, after: int) -> bool:
    """A name of the same family follows that the catalogue has no fact for: "hep A" after "hep C"."""
    same = page.keys[start:end]
    other = page.keys[after : after + len(same)]
    return len(same) > 1 and same[0] == other[0] and same != other and len(other[-1]) == 1
