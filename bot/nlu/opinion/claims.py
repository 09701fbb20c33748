"""The claims that are judged: what a value of a fact claims, and by what it is told."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.opinion.around import DAY, NUMBER
from bot.nlu.page import Page
from bot.nlu.vocabulary import COUNTED, NUMBERS, catalogue, says

TOLD = "told"
"""Of a number or a day the whole message is asked whether there is one."""
_MANY = 7
"""Values from which it is not judged which one of them is named: the name says it."""
_NOT_NAMED = ("none", "suspected")
_MEASURED = ("measure", "limit")
_TOLD_TOGETHER = "both"
"""By two names ("CSF & serum"), neither of which says it alone."""


def claim(fact: str, value: object) -> str | None:
    """The kind of claim that a value of a fact is beside its name; None where it is not judged."""
    spec, entry = catalogue()[fact], says().get(fact)
    if value in ("unknown", _TOLD_TOGETHER) or value == [] or entry is None:
        return None
    if spec["type"] in COUNTED:
        return None if entry.kind in _MEASURED and entry.unit != "mass" else f"is {fact}"
    if spec["type"] == "set":
        return f"in {fact}"
    if spec["type"] == "yes_no":
        return str(value).lower()
    if entry.kind == "therapy":
        return f"treatment {value}"
    many = len(spec.get("values", ())) >= _MANY and value not in _NOT_NAMED
    return f"is {fact}" if many else f"{fact} {value}"


def wholly(fact: str, value: object) -> str | None:
    """The claim that a value, or one code of a set, is of a whole message; None where it claims nothing."""
    if value == "unknown" or value == []:
        return None
    return f"{fact} {TOLD if catalogue()[fact]['type'] in COUNTED else str(value).lower()}"


def whole_claim(kind: str) -> tuple[str, str | bool]:
    """The fact and the value that such a claim is of."""
    fact, told = kind.split(" ", 1)
    yes_no = catalogue()[fact]["type"] == "yes_no"
    return fact, told == "true" if yes_no else told


def places(page: Page, fact: str, start: int, end: int, code: str | None = None) -> Iterator[tuple[str, int, int]]:
    """What a value is told by, as `Around.features` wants it. Of a set one code is judged at a time."""
    kind = catalogue()[fact]["type"]
    if kind in NUMBERS:
        yield from ((NUMBER, one.start, one.end) for one in page.numbers if one.start < end and start < one.end)
    elif kind == "date":
        yield from ((DAY, one.start, one.end) for one in page.dates if one.start < end and start < one.end)
    else:
        for one in page.mentions:
            same = one.means.value == code and says()[one.fact].kind == says()[fact].kind if code else one.fact == fact
            if same and one.start < end and start < one.end:
                yield one.fact, one.start, one.end
