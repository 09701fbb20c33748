"""What opens a part of a reply to a list: "no to the first two", "the third: yes", "none of them", "three noes".

Only words are looked at here; `items` puts the parts together.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.wordings import longest_words
from bot.nlu.reply.head import Head, Named, Said, divides, ends, said_at
from bot.nlu.reply.heads_of_all import BUT, COUNTED, counted, excepting, left_out, of_all, only
from bot.nlu.reply.targets import Targets, targets_at
from bot.nlu.vocabulary import word_lists

_W = word_lists("heads")
_REST = longest_words(_W["rest_denied"])
_HAVING, _CORRECTS = longest_words(_W["not_had"]), longest_words(_W["corrects"])
STILL_HAD = longest_words(_W["still_had"])
_FILLERS = 4
"""Words that may stand between a place and what is said of it: "the third I'm afraid yes"."""
_REMARK = 6
"""Words between a not knowing and the place that it is said of."""


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
    if after_all and keys[at] == BUT:
        return left_out(keys, at, at + 1, count, named)
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
        only(keys, at, count, named)
        or excepting(keys, at, count, named)
        or of_all(keys, at, count, named)
        or counted(keys, at)
        or _replied(keys, at, count, named)
        or _placed(keys, at, count, named)
    )
    return head._replace(start=start, corrects=corrects) if head else None


def _replied(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "No to the first two", "not the third", "don't know about the second"; "no", "yes, COPD", "n y n n"."""
    said = said_at(keys, at)
    if keys[at] in _W["not"]:
        told = targets_at(keys, at + 1 + (keys[at + 1 : at + 2] == ["of"]), count, named)
        if told and (not told.bare or told.named) and ends(keys, told.end):
            return _of(told, at, told.end, Said("no", at, at + 1))
    if said is None or said.end - at == 1 and keys[at] in _W["only_before_places"]:
        return None
    toward = said.end < len(keys) and keys[said.end] in _W["toward"]
    had = said.kind == "no" and keys[said.end - 1] in _W["of_having"]  # "never had the second"
    failed = said.kind == "result" and keys[at] in _W["failing"]  # "failed the first"
    if toward or had or failed or said.kind == "open":  # "can't remember the first"
        told = targets_at(keys, said.end + toward, count, named, words=True)
        if told and ends(keys, told.end) and not (had and told.named):
            return _of(told, at, told.end, said)
    after = keys[said.end] if said.end < len(keys) else ""
    if after in _W["figures"] and said.kind in ("yes", "no") and divides(keys, said.end + 1) and int(after) <= count:
        return Head(at, said.end + 1, "places", said, (int(after) - 1,), bare=True)
    if said.kind == "open" and after in _W["remarks"]:
        return _whether(keys, at, said, count, named)
    tells = said.kind == "yes" and said.end - at == 1 and after not in _W["only_toward"]
    return Head(at, said.end, "next", said) if _bare(keys, said) or tells or said.kind == "open" else None


def _whether(keys: Sequence[str], at: int, said: Said, count: int, named: Named) -> Head | None:
    """ "Don't know whether anyone looked for the third", "... if they helped" is a remark."""
    for place in range(said.end + 1, min(said.end + 1 + _REMARK, len(keys))):
        if divides(keys, place):
            break
        told = targets_at(keys, place, count, named)
        if told and not told.bare and not told.named and ends(keys, told.end):
            return _of(told, at, told.end, said)
    return None


def _bare(keys: Sequence[str], said: Said) -> bool:
    """Whether an answer is told to its end: not the no of "no joy with either"."""
    after = keys[said.end] if said.end < len(keys) else ""
    goes_on = said.kind == "no" and after in _W["after_no"]
    return divides(keys, said.end) or after == "(" or goes_on or said_at(keys, said.end) is not None


def _tested_then(keys: Sequence[str], said: Said) -> bool:
    """ "Negative in the work-up"."""
    return keys[said.end - 1] in _W["of_a_test"] and said.end < len(keys) and keys[said.end] in _W["tested_then"]


def _placed(keys: Sequence[str], at: int, count: int, named: Named) -> Head | None:
    """ "First two no", "the third I'm afraid yes", "the others I haven't had", "the C I've still got", "the last one:
    COPD"."""
    told = targets_at(keys, at, count, named, words=True)
    if told is None or len(told.places) == 1 and told.end - at == 1 and keys[at] in COUNTED and not keys[at].isdigit():
        return None  # "three no" counts; "one and two no"
    for turn in range(told.end, min(told.end + _FILLERS, len(keys) - 1) + 1):
        if (end := STILL_HAD(keys, turn)) and divides(keys, end):
            return _of(told, at, end, Said("yes", turn, end))
        if end := _HAVING(keys, turn):
            return _of(told, at, end, Said("no", turn, end))
        said = said_at(keys, turn) if turn < len(keys) else None
        if said and (said.kind in ("yes", "open") or _bare(keys, said) or _tested_then(keys, said)):
            return _of(told, at, said.end, said)
        if turn < len(keys) and keys[turn] not in _W["before_said"]:
            break
    figure = told.bare and not told.named and (len(told.places) == 1 or not divides(keys, told.end))
    figure = figure and not _headed(keys, told.end)
    if told.rest or figure or told.named and not divides(keys, told.end):
        return None
    goes_on = not ends(keys, told.end, telling=True)
    if goes_on and (told.named or keys[told.end] in _W["not_told"]):
        return None
    return Head(at, told.end, "places", None, told.places, named=told.named, bare=goes_on)


def _headed(keys: Sequence[str], at: int) -> bool:
    """ "3: melanoma", not "1:80"."""
    return list(keys[at : at + 1]) == [":"] and at + 1 < len(keys) and not keys[at + 1].isdigit()


def _of(told: Targets, at: int, end: int, said: Said) -> Head:
    return Head(at, end, "rest" if told.rest else "places", said, told.places, told.count, named=told.named)
