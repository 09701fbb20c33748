"""What is supposed by the order of its words, or promised for a favour: neither is stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.nlu.language.clauses import Clause
from bot.nlu.vocabulary import word_lists

_W = word_lists("supposed")
_TESTS = ("test", "measure", "condition", "diagnosis")
_NAME = 6
"""Words within which a name and its "of" end: "an ALT of 190"."""
_PARTICIPLE, _PROMISE = 8, 3
"""Words after "had" within which what would have happened follows, and before "say" within which it is promised."""
_QUOTED = 4
"""Words of "it says here: no"."""
_FORBIDDING = 3
"""Words of "do not write"."""


def supposes(clause: Clause, keys: Sequence[str], named: Mapping[int, str], questioned: bool) -> bool:
    """ "Say the CrCl came back at 30", "should her HIV test turn out positive", "had it been positive"."""
    start = _opening(clause, keys)
    first, second = keys[start : start + 1], keys[start + 1 : min(start + 2, clause.end)]
    if not second:
        return False
    if questioned and _on_the_line(clause, keys, named):
        return True
    if questioned and _of_a_value(keys[start : clause.end], start, named):
        return True
    if questioned and first[0] in _W["of_people"] and second[0] in _W["anybody"]:
        return True  # "for pts w/ NYHA III, does this criterion apply?"
    if first[0] in _W["opening"]:
        told = questioned or start + 1 in named or second[0] in _W["said_of"]
        return told and second[0] not in _W["not_supposed"]
    if first[0] in _W["turned"]:
        return second[0] in _W["subjects"] | _W["owners"]
    if first[0] not in _W["turned_past"] or second[0] not in _W["subjects"] | _W["owners"]:
        return False
    turned = _W["happened"] & set(keys[start + 2 : min(clause.end, start + _PARTICIPLE)])
    return second[0] in _W["subjects_only"] or bool(turned)


def _opening(clause: Clause, keys: Sequence[str]) -> int:
    return next((at for at in range(clause.start, clause.end) if keys[at] not in _W["before_it"]), clause.end)


def _of_a_value(words: Sequence[str], start: int, named: Mapping[int, str]) -> bool:
    """ "An ALT of 190, would that keep me out?", "given NYHA III, would she be excluded?": no value of anybody's."""
    if words[0] in _W["granting"]:
        return words[1] in _W["articles"] or named.get(start + 1) in _TESTS
    after = next((at for at in range(1, min(len(words), _NAME)) if words[at] in _W["of_a_number"]), 0)
    counted = words[after + 1 : after + 2] != [] and words[after + 1][0].isdigit()
    return words[0] in _W["articles"] and after > 0 and start + after - 1 in named and counted


def _on_the_line(clause: Clause, keys: Sequence[str], named: Mapping[int, str]) -> bool:
    """ "Quick check: ALT of exactly 200, in or out?": where a limit lies is asked; "his ALT is exactly 200" is his."""
    headed = [at + 1 for at in range(clause.start, clause.end) if keys[at] in _W["headings"]]
    start = max([clause.start, *headed])
    start += keys[start : start + 1] != [] and keys[start] in _W["articles"]
    number = next((at for at in range(start, min(start + _NAME, clause.end)) if keys[at][0].isdigit()), None)
    if number is None or named.get(start) not in _TESTS:
        return False
    return bool(_W["on_the_line"] & set(keys[start : min(number + _NAME // 2 + 1, clause.end)]))


def forbids(clause: Clause, keys: Sequence[str]) -> bool:
    """ "Don't write down that I had cancer" denies no cancer."""
    start = _opening(clause, keys)
    words = list(keys[start : min(start + _FORBIDDING, clause.end)])
    denied = next((at + 1 for at, key in enumerate(words) if key in _W["forbidding"]), len(words))
    return words[:1] != [] and words[0] in _W["opening_ban"] and bool(_W["telling"] & set(words[denied : denied + 1]))


def quotes(clause: Clause, keys: Sequence[str]) -> bool:
    """ "It says no vaccination in 6 months, is flu included", "you want no other trials": what the page asks of all;
    not "here is my letter. It says no LGI1"."""
    start = _opening(clause, keys)
    words = [*keys[start : min(clause.end, start + _QUOTED)], *[""] * _QUOTED]
    if words[0] in _W["demander"] and words[1] in _W["demanding"]:
        return words[2] in _W["demanded"]
    said = start == 0 and words[0] in _W["page"] and words[1] in _W["page_says"] and clause.end < len(keys)
    told = words[2] if words[2] not in _W["before_demand"] else words[3]
    return said and told in _W["demanded"] and _W["papers"].isdisjoint(keys)


def tells_of_own(clause: Clause, keys: Sequence[str]) -> bool:
    """ "It says no active hepatitis, mine is cured": what follows a quotation is the writer's own."""
    return keys[_opening(clause, keys) : clause.end][:1] != [] and keys[_opening(clause, keys)] in _W["own"]


def told_instead(clause: Clause, keys: Sequence[str], start: int) -> bool:
    """ "Ignore the 'HIV pos' in the form, his result is neg": behind what is to be forgotten stands what is so."""
    opening = next((at for at in range(start, clause.start) if keys[at] not in _W["before_it"]), clause.start)
    if opening == clause.start or keys[opening] not in _W["dismissing"] or keys[clause.start] not in _W["told_of_whom"]:
        return False
    words = keys[clause.start : min(clause.end, clause.start + _NAME)]
    return bool(_W["being"] & set(words)) and not _W["rules"] & set(keys[opening : clause.end])


def promises(clause: Clause, keys: Sequence[str], end: int) -> bool:
    """ "I'll say I've been on the pill for a month if you need me to": said for a favour only."""
    saying = [at for at in range(clause.start, clause.end) if keys[at] in _W["saying"]]
    return any(
        _W["promising"] & set(keys[max(clause.start, at - _PROMISE) : at])
        and _W["for_a_favour"] & set(keys[at + 1 : end])
        for at in saying
    )


def claimed(clause: Clause, keys: Sequence[str]) -> bool:
    """ "He'll tell you he's 29 but his mother was there", "she swears she has never had it, but": what is set right."""
    turned = keys[clause.end : clause.end + 1] + keys[clause.end + 1 : clause.end + 2]
    if not turned or not (turned[0] in _W["setting_right"] or turned[0] == "," and turned[-1] in _W["setting_right"]):
        return False
    words = list(keys[clause.start : clause.end])
    telling = any(a in _W["tells"] and b in _W["to_you"] for a, b in zip(words, words[1:], strict=False))
    claims = (at for at, key in enumerate(words) if key in _W["claiming"])  # not "swears at my veins"
    return telling or any(words[at + 1 : at + 2] != ["at"] for at in claims)
