"""How big an effect is said to be: "no clin. response", "the benefit was modest", "I don't think the IVIG worked".

Words of effect (EFFECT in outcomes.yml) say nothing by themselves; a denial or a grade beside them makes a cue of them.
A denial also turns what says that a treatment helped ("did not appear to have worked").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.nlu.language.said import Said
from bot.nlu.vocabulary import word_lists

_W = word_lists("effects")
_FAR = 9
"""How many tokens before a word of effect its denial may stand."""
_GRADES = ("FAILED", "PARTIAL", "RESPONDED", "EARLY")


def graded(keys: Sequence[str], cues: Sequence[Said], named: Collection[int]) -> list[Said]:
    """The cues with those that words of effect make in their place. `named`: the places of treatments."""
    result: list[Said] = []
    hidden = {at for cue in cues if cue.direction == "pseudo" for at in range(cue.start, cue.end)}
    for cue in cues:
        if hidden.issuperset(range(cue.start, cue.end)):
            result.append(cue)  # "told she'd never walk again" denies no effect
        elif cue.category == "EFFECT":
            made = _denied(keys, cue, cues, named) or _grade(keys, cue, named) or _of_neither(keys, cue, cues, named)
            result += [made] if made else []
            result += _titled(keys, cue, named)
        elif cue.category == "RESPONDED":
            result.append(_denied(keys, cue, cues, named) or _only(keys, cue))
        elif cue.category == "FAILED" and _too_early(keys, cue, named):
            result.append(_cue("EARLY", cue.start, cue.end))
        else:
            result.append(_only(keys, cue))
    return sorted((cue for cue in result if not _of_these_days(keys, cue, result)), key=lambda cue: cue.start)


def _too_early(keys: Sequence[str], cue: Said, named: Collection[int]) -> bool:
    """ "Too soon to say rituximab has failed"."""
    denial = _denial(keys, cue.start, named)
    return denial is not None and keys[denial] in _W["premature"]


def _of_these_days(keys: Sequence[str], cue: Said, cues: Sequence[Said]) -> bool:
    """ "Day 3, no change so far": what is told of the first days is no failure."""
    early = (one for one in cues if one.category == "EARLY" and _W["first_days"] & set(keys[one.start : one.end]))
    return cue.category == "FAILED" and any(one.start <= cue.start and cue.end <= one.end for one in early)


def _denied(keys: Sequence[str], cue: Said, cues: Sequence[Said], named: Collection[int]) -> Said | None:
    denial = _denial(keys, cue.start, named)
    if denial is None:
        return None
    if keys[denial] in _W["whether"] | _W["premature"]:
        return _cue("EARLY", cue.start, cue.end)  # "not sure if the IVIG helped", "too early to say it helped"
    after = set(keys[cue.end : cue.end + 3])
    category = (
        "EARLY"
        if _W["yet"] & {*keys[denial : cue.start], *after}
        else "PARTIAL"
        if _W["formerly"] & after
        else "FAILED"
    )
    start = min((one.start for one in cues if one.start <= denial < one.end), default=denial)
    crossed = any(at in named for at in range(denial, cue.start))
    return _cue(category, cue.start if crossed else start, cue.end)


def _of_neither(keys: Sequence[str], cue: Said, cues: Sequence[Said], named: Collection[int]) -> Said | None:
    """ "Neither steroids nor IVIG have done anything", "neither of them has touched it"."""
    at = cue.start - 1
    while at >= 0 and keys[at] in _W["after_neither"]:
        at -= 1
    told = at in named or keys[at] in _W["of_them"]
    start = max((one.end for one in cues if one.category == "NEITHER" and one.start <= at), default=None)
    if start is None or at == cue.start - 1 or not told or _W["ends"] & set(keys[start : cue.start]):
        return None
    return _cue("FAILED", cue.start, cue.end)


def _only(keys: Sequence[str], cue: Said) -> Said:
    """ "It only took the edge off": the "only" belongs to what follows; what only helped, helped in part. What "hasn't
    helped yet" may still."""
    if cue.category == "FAILED" and keys[cue.end : cue.end + 1] == ["yet"]:
        after = keys[cue.end + 1 : cue.end + 2]
        return cue if after and after[0] not in _W["ends"] else cue._replace(category="EARLY", end=cue.end + 1)
    at = cue.start - 1 - (keys[cue.start - 1 : cue.start] in (["a"], ["an"], ["some"]))
    if cue.category not in _GRADES or keys[max(0, at) : at + 1] not in (["only"], ["just"]):
        return cue
    partial = cue.category == "RESPONDED" and keys[at] == "only"
    return cue._replace(category="PARTIAL" if partial else cue.category, start=at)


def _cue(category: str, start: int, end: int) -> Said:
    return Said(category, start, end, frozenset({"therapy"}), "both")


def _denial(keys: Sequence[str], start: int, named: Collection[int]) -> int | None:
    """Where the denial stands that reaches a word of effect: "didn't seem to", "I wouldn't say the IVIG"."""
    crossed = False
    for at in range(start - 1, max(-1, start - _FAR), -1):
        if at in named:
            crossed = True
        elif keys[at] in _W["premature"] and keys[at - 1] == "too":
            return at
        elif keys[at] in _W["whether"]:
            return at if _W["doubting"] & set(keys[max(0, at - 6) : at]) else None
        elif keys[at] in _W["denying"]:
            thought = bool(_W["thinking"] & set(keys[at + 1 : at + 3]))
            meant = not _W["only"] & set(keys[at + 1 : at + 2])
            return at if meant and (thought or not crossed) else None
        elif not _passes(keys, at) and not _of_any_kind(keys, at, start):
            return None
    return None


def _of_any_kind(keys: Sequence[str], at: int, start: int) -> bool:
    """ "No added benefit": one word of any kind stands between a "no" and the gain it denies."""
    return at == start - 1 and keys[start] in _W["gains"] and keys[at - 1] in _W["no"] and keys[at] not in _W["of_harm"]


def _passes(keys: Sequence[str], at: int) -> bool:
    """Whether a denial reaches over a word: "no clin. response"."""
    if keys[at] == ".":
        return keys[at - 1] in _W["abbreviated"]
    if keys[at] == "to":
        return keys[at - 1] in _W["seeming"] or keys[at + 1] in _W["thinking"]  # "didn't seem to", "no reason to think"
    return keys[at] in _W["between"] or keys[at] in _W["thinking"]


def _grade(keys: Sequence[str], cue: Said, named: Collection[int]) -> Said | None:
    """ "A rather limited response", "benefit was short lived", "response to IVIG: nil"."""
    for at in range(cue.start - 1, max(-1, cue.start - 4), -1):
        if keys[at] in _W["part"] and keys[at - 1] in _W["small"]:
            return _cue("PARTIAL", at, cue.end)  # "little benefit" is none to speak of, "little bit benefit" is some
        if grade := _word(keys[at]):
            return _cue(grade, at, cue.end)
        if keys[at] not in _W["between"]:
            break
    crossed = False
    for at in range(cue.end, min(len(keys), cue.end + 6)):
        crossed = crossed or at in named
        if keys[at] in _W["small"] and (keys[at - 1] in _W["a_little"] or keys[at + 1 : at + 2] == ["bit"]):
            return _cue("PARTIAL", at if crossed else cue.start, at + 1)  # "improved only little bit"
        if (grade := _word(keys[at])) or keys[at] in _W["nil"]:
            return _cue(grade or "FAILED", at if crossed else cue.start, at + 1)
        if keys[at] not in _W["linking"] and at not in named:
            break
    return None


def _titled(keys: Sequence[str], cue: Said, named: Collection[int]) -> list[Said]:
    """ "Response to treatment: IVMP minimal, IVIG moderate, RTX none": grades right after the names of such a list."""
    colon = next((at for at in range(cue.end, min(len(keys), cue.end + 4)) if keys[at] == ":"), None)
    if colon is None:
        return []
    end = next((at for at in range(colon, len(keys)) if keys[at] in _W["ends"]), len(keys))
    graded = [
        at for at in range(colon + 2, end) if at - 1 in named or keys[at - 1] in (":", "-", "=") and at - 2 in named
    ]
    told = [(at, _word(keys[at]) or ("FAILED" if keys[at] in _W["nil"] else None)) for at in graded]
    return [_cue(grade, at, at + 1)._replace(direction="backward") for at, grade in told if grade]


def _word(key: str) -> str | None:
    return next((grade for grade in _GRADES if key in _W[grade.lower()]), None)
