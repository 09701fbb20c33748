"""Antibodies of which a place says which one is meant: "of LGI1 and CASPR2 only the latter"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibody_choices")
_PLACES = ((_W["first"], 0), (_W["second"], 1), (_W["third"], 2), (_W["last"], -1))
_ALL_PLACES = frozenset().union(*(words for words, _ in _PLACES))
_TWO = 2
_UNDECIDED = {"NEGATED", "PENDING", "UNDONE", "UNSURE"}


def chosen(page: Page, mention: Mention) -> str | None:
    """Whether of the antibodies named side by side this one is the one that is meant: "yes" or "no", "open" where
    it is not told of which of them something is said, "none" where neither is; None where nothing chooses."""
    if _ALL_PLACES.isdisjoint(page.keys) and _W["neither"].isdisjoint(page.keys):
        return None
    row = _row(page, mention)
    if len(row) < _TWO:
        return None
    end = page.sentence(mention.clause)[-1].end
    at = next((at for at in range(row[-1].end, end) if _points(page, at)), None)
    if at is None:
        return "none" if _of(page, row) and _W["neither"] & set(page.keys[row[-1].end : row[-1].end + 1]) else None
    if not (_of(page, row) or _W["only"] & set(page.keys[max(row[-1].end, at - _TWO) : at])):
        return None
    place = next(index for words, index in _PLACES if page.keys[at] in words)
    told = {cue.category for cue in page.cues_in(page.clause_at(at), "antibody") if cue.start >= row[-1].end}
    if told & _UNDECIDED or place >= len(row):
        return "open"
    return "yes" if row[place] is mention else "no"


def _row(page: Page, mention: Mention) -> list[Mention]:
    """The antibodies that stand side by side with one."""
    named = [m for m in page.of_kind(mention.fact) if m.clause.sentence == mention.clause.sentence]
    rows: list[list[Mention]] = [[]]
    for one in named:
        if rows[-1] and not set(page.keys[rows[-1][-1].end : one.start]) <= _W["joining"]:
            rows.append([])
        rows[-1].append(one)
    return next((row for row in rows if any(one is mention for one in row)), [])


def _of(page: Page, row: list[Mention]) -> bool:
    """ "Of LGI1 and CASPR2", "out of the three, LGI1, ..."."""
    return page.keys[row[0].start - 1 : row[0].start] != [] and page.keys[row[0].start - 1] in _W["of"]


def _points(page: Page, at: int) -> bool:
    """A place that stands for a name: "the latter", "only the second one"."""
    if page.keys[at] not in _ALL_PLACES or page.keys[at - 1] not in _W["before"]:
        return False
    after = page.keys[at + 1 : at + 2]
    return not after or not after[0].isalpha() or after[0] in _W["behind"]
