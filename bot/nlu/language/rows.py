"""Rows of results behind a row of names, one for each: "HIV/HBV/HCV -/+/-", "HBsAg/HBcAb/HBsAb: neg/pos/pos"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("rows")
_CATEGORIES = {"NEGATED": _W["negative"], "POSITIVE": _W["positive"], "PENDING": _W["pending"], "UNDONE": _W["undone"]}
_TYPES = {"test", "antibody"}
_NO_RESULT = (["-"], [":"], ["."], ["to"], ["for"])
"""Behind the 0 of a span, a time or a part of another number."""


def tell(page: Page) -> None:
    """Gives each name of a row its own result. Where there are more or fewer results than names, or "+/-" stands
    behind two of them, it cannot be told whose they are."""
    _in_cells(page)
    _each_its_own(page)
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


def _each_its_own(page: Page) -> None:
    """Results beside two names, all of them behind or all of them before: "blood was LGI1 positive and CASPR2
    negative", "came back positive LGI1 and negative CASPR2"."""
    named = sorted((m for m in page.mentions if m.means.type in _TYPES), key=lambda m: m.start)
    ends = {m.start: m.end for m in named}
    for first, then in zip(named, named[1:], strict=False):
        if then.start <= first.end:
            continue
        (before, behind), (next_before, next_behind) = _beside(page, first, ends), _beside(page, then, ends)
        if behind and next_behind and not before and _joined(page, first.end + 1, then.start):
            told = behind, next_behind
        elif before and next_before and not next_behind and _joined(page, first.end, then.start - 1):
            told = before, next_before
        else:
            continue
        for mention, result in zip((first, then), told, strict=True):
            if not mention.said & {"PENDING", "UNDONE", "UNSURE"}:
                mention.said = mention.said - {"POSITIVE", "NEGATED"} | result


def _in_cells(page: Page) -> None:
    """A result in brackets behind a name, or the nought of a blot, is the name's own, and what is said behind the next
    name is not said of it: "Yo(-) Ri(-) Hu equivocal", "LGI1 0 CASPR2 0 NMDAR ++"."""
    if not _W["cells"] & page.words:
        return
    named = sorted((m for m in page.mentions if m.means.type in _TYPES), key=lambda m: m.start)
    starts = [m.start for m in named] + [len(page.keys)]
    for one in named:
        own = _in_cell(page, one)
        if own and not one.said & {"FAMILY", "RETRACTED"}:
            then = next(start for start in starts if start > one.start)
            local = {cue.category for cue in page.cues if one.clause.start <= cue.start < then}
            one.said = {said for said in one.said if said in local} - {"POSITIVE", "NEGATED"} | own


def _in_cell(page: Page, one: Mention) -> set[str]:
    after = page.keys[one.end : one.end + 2]
    if after[:1] == ["("]:
        return _result_at(page, one.end + 1)
    share = after[1:] == ["/"] and page.keys[one.end + 2 : one.end + 3] and page.keys[one.end + 2][0].isdigit()
    nought = one.means.type == "antibody" and after[:1] == ["0"] and after[1:] not in _NO_RESULT and not share
    return {"NEGATED"} if nought else set()


def _beside(page: Page, one: Mention, ends: dict[int, int]) -> tuple[set[str], set[str]]:
    """The results right before and right behind a name."""
    behind = set() if _adds(page, one.end, ends) else _result_at(page, one.end)
    return _result_at(page, one.start - 1), behind


def _adds(page: Page, plus: int, ends: dict[int, int]) -> bool:
    """ "GABAB + NMDAR neg": a plus with room on both sides before another name, whose result is a word, joins them; in
    "LGI1+ CASPR2 neg" and "LGI1 + CASPR2 -" it is the first one's result."""
    if page.keys[plus : plus + 1] != ["+"] or plus + 1 not in ends:
        return False
    if page.keys[ends[plus + 1] : ends[plus + 1] + 1] in (["-"], ["+"]):
        return False
    places = page.doc.user_data["tokens"]
    return bool(places[plus - 1].end < places[plus].start and places[plus].end < places[plus + 1].start)


def _joined(page: Page, start: int, end: int) -> bool:
    return _W["joining"].issuperset(page.keys[start:end])


def _result_at(page: Page, at: int) -> set[str]:
    key = page.keys[at] if 0 <= at < len(page.keys) else ""
    return {category for category in ("NEGATED", "POSITIVE") if key in _CATEGORIES[category]}


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
