"""Rows of results behind a row of names, one for each: "HIV/HBV/HCV -/+/-", "HBsAg/HBcAb/HBsAb: neg/pos/pos"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("rows")
_CATEGORIES = {"NEGATED": _W["negative"], "POSITIVE": _W["positive"], "PENDING": _W["pending"], "UNDONE": _W["undone"]}
_TYPES = {"test", "antibody"}


def tell(page: Page) -> None:
    """Gives each name of a row its own result. Where there are more or fewer results than names, or "+/-" stands
    behind two of them, it cannot be told whose they are."""
    if "/" not in page.keys:
        return
    names: dict[int, int] = {}
    for mention in page.mentions:
        if mention.means.type in _TYPES:
            names[mention.start] = max(mention.end, names.get(mention.start, 0))
    for row in _rows_of(page.keys, names):
        results = _results(page.keys, names[row[-1]])
        if len(results) < 2:
            continue
        doubtful = len(results) != len(row) or results == ["+", "-"]
        for place, result in zip(row, results if not doubtful else [""] * len(row), strict=True):
            for mention in page.mentions:
                if mention.start == place and mention.means.type in _TYPES:
                    mention.said = {"UNSURE"} if doubtful else _said(mention, result)


def _rows_of(keys: list[str], names: dict[int, int]) -> list[list[int]]:
    """The names that stand between strokes, row by row, by their starts."""
    rows: list[list[int]] = []
    for start in sorted(names):
        if rows and names[rows[-1][-1]] + 1 == start and keys[start - 1] == "/":
            rows[-1].append(start)
        else:
            rows.append([start])
    return [row for row in rows if len(row) > 1 or keys[row[0] - 1 : row[0]] == ["/"]]


def _results(keys: list[str], at: int) -> list[str]:
    """The results between strokes that follow a row; none where anything else stands there."""
    while at < len(keys) and keys[at] in _W["before"]:
        at += 1
    results: list[str] = []
    while at < len(keys) and keys[at] in _W["results"]:
        results.append(keys[at])
        at += 1 + (keys[at + 1 : at + 2] == ["ve"])
        if keys[at : at + 1] != ["/"]:
            break
        at += 1
    return results


def _said(mention: Mention, result: str) -> set[str]:
    told = {category for category, words in _CATEGORIES.items() if result in words}
    return told | mention.said & {"FAMILY", "RETRACTED"}
