"""What opens a part of a reply to a list: "no to the first two", "the third: yes", "none of them", "three noes".

Only words are looked at here; `items` puts the parts together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from bot.nlu.language.wordings import longest_words
from bot.nlu.reply.targets import COUNTS, Targets, targets_at
from bot.nlu.vocabulary import word_lists

_W = word_lists("heads")
_PLAIN = {kind: longest_words(_W[kind]) for kind in ("yes", "no", "open", "result")}
_EXCEPT = longest_words(_W["except"])
_REST = longest_words(_W["rest_denied"])
_HAVING, _CORRECTS = longest_words(_W["not_had"]), longest_words(_W["corrects"])
_BUT = "but"
_FILLERS = 4
"""Words that may stand between a place and what is said of it: "the third I'm afraid yes"."""
_COUNTS = {"a": 1} | COUNTS

Scope = Literal["next", "places", "rest", "all", "except", "only"]
Named = Callable[[int], tuple[int, int] | None]
"""Which of the things asked a token begins to name, and where the name ends."""


class Said(NamedTuple):
    """A yes, a no, a result, or nothing that decides ("open"), and the tokens that say it."""

    kind: str
    start: int
    end: int


class Head(NamedTuple):
    """start, end: its tokens; what is told further begins at `end`. count: how often it is said ("three noes"), or how
    many the others are said to be, 0 where that is open. corrects: it takes back what was said before. named: by its
    name, not its place. bare: perhaps no head, unless each thing has one: "no 1", "the first stopped"."""

    start: int
    end: int
    scope: Scope
    said: Said | None
    places: tuple[int, ...] = ()
    count: int = 1
    corrects: bool = False
    named: bool = False
    bare: bool = False


def said_at(keys: Sequence[str], at: int) -> Said | None:
    """What is said at a token: the longest phrase for it."""
    found = [Said(kind, at, end) for kind, words in _PLAIN.items() if (end := words(keys, at))]
    return max(found, key=lambda one: one.end, default=None)


def divides(keys: Sequence[str], at: int) -> bool:
    """Whether one part may end before a token."""
    return at >= len(keys) or keys[at] in _W["dividing"]


def heads(keys: Sequence[str], count: int, named: Named) -> list[Head]:
    """What opens the parts of a reply to `count` things, in order; nothing is looked for within brackets."""
    found: list[Head] = []
    at = depth = opening = 0
    while at < len(keys):
        opening += at == opening and keys[at] in _W["opening"]  # "that would be a no to", "I've had the first"
        depth += (keys[at] == "(") - (keys[at] == ")")
        opens = at <= opening or keys[at - 1] in _W["dividing"] or bool(found) and found[-1].end == at
        after_all = bool(found) and found[-1].scope == "all" and found[-1].end == at
        head = _head(keys, at, count, named, after_all) if opens and depth <= 0 else None
        if head is None:
            at += 1
        else:
            found.append(head)
            at = head.end
    return found


def _head(keys: Sequence[str], at: int, count: int, named: Named, after_all: bool) -> Head | None:
    """`after_all`: nothing stands between it and what is said of all, so that "but" leaves something out."""
    if after_all and keys[at] == _BUT:
        return _left_out(keys, at, at + 1, count, named)
    start, corrects = at, False
    while at < len(keys):
        taken_back = _CORRECTS(keys, at)
        if not (taken_back or keys[at] in _W["lead"] or corrects and keys[at] in _W["pause"]):
            break
        corrects, at = corrects or taken_back > 0, taken_back or at + 1
    if at >= len(keys):
        return None
    if end := _REST(keys, at):
        return Head(start, end, "rest", Said("no", at, end), count=0, corrects=corrects)
    head = (
        _only(keys, at, count, named)
        or _except(keys, at, count, named)
        or _all(keys, at, count, named)
        or _counted(keys, at)
        or _replied(keys, at, count, named)
        or _placed(keys, at, count, named)
    )
    return head._replace(start=start, corrects=corrects) if head else None


def _only(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "Only the last two", "just the lungs", "upper only"."""
    leads = keys[at] in _W["only"]
    told = targets_at(keys, at + leads, count, named)
    if told is None or told.rest or told.bare and not told.named:
        return None
    trails = not leads and keys[told.end : told.end + 1] != [] and keys[told.end] in _W["only"]
    end = told.end + trails
    ends = _ends(keys, end) if leads else trails and divides(keys, end)  # not "lungs only when I have a cold"
    return Head(at, end, "only", None, told.places, named=told.named) if ends else None


def _except(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "Apart from the middle one", "bar the blood one", "except I drank": the thing may be told by what follows."""
    end = _EXCEPT(keys, at)
    return _left_out(keys, at, end, count, named) if end else None


def _left_out(keys: Sequence[str], at: int, end: int, count: int, named: Named) -> Head:
    told = targets_at(keys, end, count, named)
    if told is None or told.rest or not (_ends(keys, told.end) or said_at(keys, told.end)):
        return Head(at, end, "except", None)
    said = said_at(keys, told.end)
    return Head(at, said.end if said else told.end, "except", said, told.places, named=told.named)


def _all(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "None of those", "everything's no", "clear on all of them", "neg" before "bar MGUS", "none but the last"."""
    end = at
    while end < len(keys) and keys[end] in _W["general"] | _W["well"]:
        end += 1
    while end > at and keys[end - 1] in _W["not_last"]:
        end -= 1
    words = set(keys[at:end])
    excepts = _EXCEPT(keys, end + (keys[end : end + 1] == [","])) > 0
    told = targets_at(keys, end + 1, count, named) if keys[end : end + 1] == [_BUT] else None
    excepts = excepts or told is not None and not told.named
    if not words or _some(keys, at, end) or not (excepts or divides(keys, end)):
        return None
    if words & _W["well"] and not excepts:
        return None
    denied = bool(words & (_W["denying"] | _W["well"]))
    quantifying = _W["quantifying"] if denied else _W["everything"]
    counts = any(keys[i] in _COUNTS and keys[i - 1] in _W["before_a_count"] for i in range(at + 1, end))
    quantified = bool(words & quantifying) or denied and counts
    if not (quantified or denied and excepts):
        return None
    return Head(at, end, "all", Said("no" if denied else "yes", at, end))


def _some(keys: Sequence[str], start: int, end: int) -> bool:
    """ "One of them", but not "not one of them"."""
    counted = (i for i in range(start, end - 1) if keys[i] in _COUNTS and keys[i + 1] == "of")
    return any(i == start or keys[i - 1] not in _W["not_some"] for i in counted)


def _counted(keys: Sequence[str], at: int) -> Head | None:
    """ "Three noes", "a yes", "four times no", "no x3"."""
    if keys[at] in _COUNTS and keys[at + 1 : at + 2]:
        after = at + 1 + (keys[at + 1] in _W["times"])
        kind = next((kind for kind in ("noes", "yeses") if keys[after : after + 1] and keys[after] in _W[kind]), None)
        place = keys[at].isdigit() and after == at + 1 and said_at(keys, after) is not None  # "1 yes, the rest no"
        if kind and divides(keys, after + 1) and not place:
            said = Said("no" if kind == "noes" else "yes", after, after + 1)
            return Head(at, after + 1, "next", said, count=_COUNTS[keys[at]])
    said_ = said_at(keys, at)
    if said_ is None or keys[said_.end : said_.end + 1] != ["x"] or keys[said_.end + 1 : said_.end + 2] == []:
        return None
    times = _COUNTS.get(keys[said_.end + 1], 0)
    return Head(at, said_.end + 2, "next", said_, count=times) if times > 1 and divides(keys, said_.end + 2) else None


def _replied(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "No to the first two", "not the third", "don't know about the second"; "no", "yes, COPD", "n y n n"."""
    said = said_at(keys, at)
    if keys[at] in _W["not"]:
        after = at + 1 + (keys[at + 1 : at + 2] == ["of"])
        told = targets_at(keys, after, count, named)
        if told and (not told.bare or told.named) and _ends(keys, told.end):
            return _of(told, at, told.end, Said("no", at, at + 1))
    if said is None or said.end - at == 1 and keys[at] in _W["only_before_places"]:
        return None
    toward = said.end < len(keys) and keys[said.end] in _W["toward"]
    if toward or said.kind == "open":  # "can't remember the first"
        told = targets_at(keys, said.end + toward, count, named, words=True)
        if told and _ends(keys, told.end):
            return _of(told, at, told.end, said)
    after = keys[said.end] if said.end < len(keys) else ""
    if after in _W["figures"] and said.kind in ("yes", "no") and divides(keys, said.end + 1) and int(after) <= count:
        return Head(at, said.end + 1, "places", said, (int(after) - 1,), bare=True)
    if said.kind == "open" and after in _W["remarks"]:
        return None
    tells = said.kind == "yes" and said.end - at == 1 and after not in _W["only_toward"]
    return Head(at, said.end, "next", said) if _bare(keys, said) or tells or said.kind == "open" else None


def _bare(keys: Sequence[str], said: Said) -> bool:
    """Whether an answer is told to its end: not the no of "no joy with either"."""
    after = keys[said.end] if said.end < len(keys) else ""
    goes_on = said.kind == "no" and after in _W["after_no"]
    return divides(keys, said.end) or after == "(" or goes_on or said_at(keys, said.end) is not None


def _placed(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "First two no", "the third I'm afraid yes", "the others I haven't had", "the last one: COPD"."""
    told = targets_at(keys, at, count, named, words=True)
    if told is None or len(told.places) == 1 and told.end - at == 1 and keys[at] in _COUNTS and not keys[at].isdigit():
        return None  # "three no" counts; "one and two no"
    for turn in range(told.end, min(told.end + _FILLERS, len(keys) - 1) + 1):
        if end := _HAVING(keys, turn):
            return _of(told, at, end, Said("no", turn, end))
        said = said_at(keys, turn) if turn < len(keys) else None
        if said and (said.kind in ("yes", "open") or _bare(keys, said)):
            return _of(told, at, said.end, said)
        if turn < len(keys) and keys[turn] not in _W["before_said"]:
            break
    figure = told.bare and not told.named and (len(told.places) == 1 or not divides(keys, told.end))
    if told.rest or figure or told.named and not divides(keys, told.end):
        return None
    goes_on = not _ends(keys, told.end, telling=True)
    if goes_on and (told.named or keys[told.end] in _W["not_told"]):
        return None
    return Head(at, told.end, "places", None, told.places, named=told.named, bare=goes_on)


def _of(told: Targets, at: int, end: int, said: Said) -> Head:
    return Head(at, end, "rest" if told.rest else "places", said, told.places, told.count, named=told.named)


def _ends(keys: Sequence[str], at: int, *, telling: bool = False) -> bool:
    """Whether a place is told to its end: not "the first dose". `telling`: something is said of it, "the second is"."""
    if at >= len(keys) or keys[at] in _W["dividing"] or keys[at] in ("(", ":"):
        return True
    return keys[at] in _W["after_a_place"] or telling and (keys[at] in _W["telling"] or keys[at - 1] in _W["ones"])
