"""Rows of tests that are denied before the first and told to be found behind the last of them: "None of NMDAR, LGI1,
CASPR2 detected", "no HIV, HBV or HCV found", "not detected: LGI1, CASPR2"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_rows")
_TYPES = {"test", "antibody"}
DENIED_ROW = "DENIED_ROW"
_TAKEN_BACK = {"POSITIVE", "HAS", "NAMED", "UNDONE"}
_FEW = 2
_VERDICT_WITHIN = 3
"""Words between the last name and the word that it was found."""


def tell(page: Page) -> None:
    """Denies every name of such a row. Of two names with nothing but a comma between them ("no LGI1, CASPR2 positive")
    it cannot be told whether the second is denied: what was found of it is not taken."""
    if _W["denials"].isdisjoint(page.keys):
        return
    names = {m.start: m for m in sorted(page.mentions, key=lambda m: m.end) if m.means.type in _TYPES}
    for at, key in enumerate(page.keys):
        if key in _W["denials"] and (row := _row(page, at, names)):
            sure = _of_all(page.keys, at) or _headed(page.keys, at) is not None
            _deny(page, row, sure=sure or len(row) > _FEW or _joined(page.keys, row))


def _row(page: Page, at: int, names: dict[int, Mention]) -> list[Mention]:
    """The names behind a denial, where what follows says that they were looked for or found."""
    head = _headed(page.keys, at)
    start = head if head is not None else at + 1
    row: list[Mention] = []
    while start < len(page.keys):
        if start in names:
            row.append(names[start])
            start = names[start].end
        elif page.keys[start] in (_W["between"] if row else _W["before"]):
            start += 1
        else:
            break
    if len(row) < _FEW:
        return []
    if head is not None:
        return row if page.keys[start : start + 1] in ([], [")"], ["."], [";"], ["\n"]) else []
    behind = page.keys[start : start + _VERDICT_WITHIN]
    told = next((place for place, key in enumerate(behind) if key in _W["found"]), None)
    return row if told is not None and set(behind[:told]) <= _W["being"] else []


def _headed(keys: list[str], at: int) -> int | None:
    """Where the names begin behind "not detected:" or "nil seen (", a denial that heads them."""
    if keys[at + 1 : at + 2] == [] or keys[at + 1] not in _W["found"]:
        return None
    return at + 3 if keys[at + 2 : at + 3] in ([":"], ["("]) else None


def _of_all(keys: list[str], at: int) -> bool:
    """ "None of", "not one of", "neither": all that follow."""
    return keys[at] in _W["of_all"] or "of" in keys[at + 1 : at + 3]


def _joined(keys: list[str], row: list[Mention]) -> bool:
    return not _W["joining"].isdisjoint(keys[row[0].end : row[-1].start])


def _deny(page: Page, row: list[Mention], *, sure: bool) -> None:
    places = {m.start for m in row}
    for mention in page.mentions:
        if mention.start in places and mention.means.type in _TYPES:
            mention.said = mention.said - _TAKEN_BACK | ({"NEGATED", DENIED_ROW} if sure else set())
