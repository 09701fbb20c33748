"""Denials that do not deny the thing itself: of its test, of another denial, of what was found."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.language.denied_beside import only_the_reason, without_denials
from bot.nlu.language.said import Name, Said
from bot.nlu.vocabulary import word_lists

_W = word_lists("context")
_AT_HAND = {tuple(phrase.split("_")) for phrase in _W["at_hand"]}
_DENIES_FINDING = 3
"""Tokens between a denial and the "found" that it denies."""

_TESTING_WITHIN = 4
"""Tokens after a denial within which stands the deed that it denies."""
_REASON_WITHIN = 6
"""Tokens before an illness within which stands the test that was done for it."""
_RESULTS = {"NEGATED", "POSITIVE", "NORMAL", "ABNORMAL"}
_GOOD = {"NEGATED", "NORMAL"}
_DENYING = {"NEGATED", "NOT_GIVEN"}
_SIGNED_WITHIN = 7
"""Tokens after a label within which it says whose it is."""


def denied_finding(cue: Said, cues: list[Said]) -> bool:
    """ "None of the doctors found any sign of TB": a denial before "found" denies what is found."""
    if cue.category != "POSITIVE" or cue.direction != "forward":
        return False
    return any(
        other.category == "NEGATED" and other.direction == "forward" and 0 <= cue.start - other.end <= _DENIES_FINDING
        for other in cues
    )


def _before_a_colon(keys: list[str], name: Name, cue: Said) -> bool:
    """ "Not MS: LGI1 encephalitis", "no transport issues: wants to join": what stands before a colon is denied."""
    if cue.category not in _DENYING or cue.direction != "forward" or ":" not in keys[cue.end + 1 : name.start]:
        return False
    colon = keys.index(":", cue.end + 1)
    willing = keys[colon + 1] in _W["willing"]
    return willing or keys[cue.start : cue.end] == ["not"] and not _W["heads_a_list"] & set(keys[cue.end : colon])


def _told_behind_a_colon(keys: list[str], name: Name, cue: Said, cues: list[Said]) -> bool:
    """ "None of it: CXR clear", "no: liver tests normal": a test with a good result of its own explains the denial."""
    if cue.category not in _DENYING or cue.direction != "forward" or ":" not in keys[cue.end : name.start]:
        return False
    return any(one.category in _GOOD and one.start >= name.end for one in cues)


def _of_what_was_told(keys: list[str], name: Name, cue: Said) -> bool:
    """ "The second one said no, multifocal motor neuropathy": the no denies what was thought before."""
    told = cue.category == "NEGATED" and cue.end == name.start - 1 and keys[cue.end - 1] == "no"
    return told and bool(_W["having_said"] & set(keys[cue.end - 3 : cue.end - 1]))


def said_of(keys: list[str], name: Name, cues: list[Said], named: set[int]) -> set[str]:
    """What the cues say of a name. "No HIV test" and "never had one" deny the test, not what it looks for; having had
    it is no result. `named` are the places of all names beside it."""
    if ":" in keys[: name.start]:
        cues = [cue for cue in cues if not _before_a_colon(keys, name, cue)]
        if name.type in ("test", "antibody"):
            cues = [cue for cue in cues if not _told_behind_a_colon(keys, name, cue, cues)]
    if name.type == "diagnosis" and keys[name.start - 1 : name.start] == [","]:
        cues = [cue for cue in cues if not _of_what_was_told(keys, name, cue)]
    own = bool(set(keys[max(0, name.start - 1) : name.start]) & _W["own"])
    if own and (name.type == "condition" or name.type == "diagnosis" and keys[name.start - 2] in _W["cause"]):
        cues = [cue for cue in cues if not _of_something_else(keys, name, cue)]
    if name.type in ("condition", "diagnosis") and reason_of_a_test(keys, name):
        cues = [cue for cue in cues if cue.category not in _RESULTS or cue.end <= name.start]
    cues = [cue for cue in cues if not (_of_knowing(keys, name, cue) or _by_a_doctor(keys, name, cue))]
    if name.type in ("condition", "diagnosis", "test"):
        cues = [cue for cue in cues if not only_the_reason(keys, name, cue)]
    told: set[str] = set()
    if name.type in ("therapy", "medicine"):
        cues, told = without_denials(keys, name, cues)
    said = _suchlike({cue.category for cue in cues}) | told
    before, after = keys[max(0, name.start - 1) : name.start], keys[name.end : name.end + 1]
    if name.type == "medicine" and after and after[0] in _W["until_another"] and _replaced(keys, name, named):
        return said | {"STOPPED"}
    if name.type in ("test", "antibody") and set(before) & _W["not_that"] and set(after) & _W["negative"]:
        return said - {"NEGATED"} | {"POSITIVE"}  # "I'm not HIV negative"
    if name.type == "test" and _W["assays"] & set(keys[name.start : name.end]) and keys[name.start - 1] == "no":
        return said - {"NEGATED"}  # "no ANA": negative, or not done
    if name.type == "diagnosis" and set(before) & _W["in_time"]:
        return said - {"NEGATED"}  # "no psych hx pre-AE"
    denials = [cue for cue in cues if cue.category == "NEGATED"]
    if name.type in ("test", "antibody") and denials and all(_denies_the_result(keys, name, cue) for cue in denials):
        return said - {"NEGATED", "HAS"} | {"UNDONE"}
    if name.type == "test" and any(denies_testing(keys, cue.end, name.end) for cue in denials if cue.end <= name.start):
        return said - {"NEGATED", "HAS", "CHECKED"} | {"UNDONE"}
    if name.type == "antibody" and denials and all(_denies_a_deed(keys, name, cue, named) for cue in denials):
        return said - {"NEGATED", "HAS"} | {"UNDONE"}
    if name.type == "antibody" and any(_never_sent(keys, cue) for cue in cues):
        said = said - {"PENDING"} | {"UNDONE"}
    if name.type == "therapy" and denials and all(_result(keys, cue) for cue in denials):
        ahead = _W["ahead_of"] & set(keys[max(0, name.start - 2) : name.start])
        said = said - {"NEGATED"} | ({"PLANNED"} if ahead else set())  # "TB test before tocilizumab was negative"
    if name.type != "test" or not _W["tests"] & set(keys[name.start : name.end + 1]):
        return said
    if denials and all(_denies_the_test(keys, name, cue) for cue in denials):
        said = said - {"NEGATED"} | {"UNDONE"}
    return said - {"HAS"}


def reason_of_a_test(keys: list[str], name: Name) -> bool:
    """ "Bloods for my MND were all clean", "MRI because of his Parkinson's was clear": the result is the test's."""
    before = keys[max(0, name.start - _REASON_WITHIN) : name.start]
    if before[-1:] == [] or before[-1] not in _W["own"] or not _W["because_of"] & set(before[-3:-1]):
        return False
    return not _W["tested_with"].isdisjoint(before[:-2])


def _suchlike(said: set[str]) -> set[str]:
    """ "CIDP or the like" is a doubt; "no ALS or the like" denies what is like it, too."""
    if "SUCHLIKE" not in said:
        return said
    return said - {"SUCHLIKE"} | (set() if said & {"NEGATED", "NOT_GIVEN"} else {"UNSURE"})


def _replaced(keys: list[str], name: Name, named: set[int]) -> bool:
    """ "Was on Imuran before Prograf": the one that is named behind took the place of the first."""
    another = not named.isdisjoint(range(name.end + 1, name.end + 4))
    return another and not _W["was_taken"].isdisjoint(keys[max(0, name.start - 4) : name.start])


def _of_something_else(keys: list[str], name: Name, cue: Said) -> bool:
    """ "I haven't told them about my cancer": what one calls one's own is there, unless its having is denied."""
    if cue.category not in ("NEGATED", "UNSURE") or cue.end > name.start:
        return False
    return not _W["having"] & set(keys[cue.start : name.start])


def _of_knowing(keys: list[str], name: Name, cue: Said) -> bool:
    """ "Nobody has told us how bad his lungs are": it is the telling that is denied."""
    between = keys[cue.end - 1 : name.start] if cue.category == "NEGATED" and cue.end <= name.start else []
    how = next((at for at, key in enumerate(between) if key in _W["asked_about"]), None)
    return how is not None and bool(_W["telling"] & {*keys[cue.start : cue.end], *between[:how]})


def _by_a_doctor(keys: list[str], name: Name, cue: Said) -> bool:
    """ "Labelled as severe hypotension by the cardiologist": a label of his is a diagnosis."""
    label = cue.category == "UNSURE" and keys[cue.start] in _W["labelled"] and name.type == "condition"
    after = keys[name.end : name.end + _SIGNED_WITHIN]
    return label and "by" in after and bool(_W["doctors"] & set(after[after.index("by") :]))


def _denies_the_test(keys: list[str], name: Name, cue: Said) -> bool:
    between = set(keys[cue.end : name.start])
    absent = bool(_W["absent"] & set(keys[cue.start : cue.end])) and "positive" not in keys[cue.start : cue.end]
    return cue.end <= name.start and absent and between <= _W["before_a_test"]


def _denies_the_result(keys: list[str], name: Name, cue: Said) -> bool:
    """ "No anti-GAD result on file", "no hCG available": there is none to read."""
    if cue.end > name.start or not _W["absent"] & set(keys[cue.start : cue.end]):
        return False
    at = name.end
    while at < len(keys) and keys[at] in _W["of_a_result"]:
        at += 1
    if not set(keys[cue.end : name.start]) <= _W["before_a_test"] or _W["found"] & set(keys[at : at + 3]):
        return False
    return at < len(keys) and (keys[at] in _W["results"] or tuple(keys[at : at + 2]) in _AT_HAND)


def _denies_a_deed(keys: list[str], name: Name, cue: Said, named: set[int]) -> bool:
    """ "Never typed for LGI1", "no lab here does CASPR2", "they did not ask for GABA-B": nothing was looked for."""
    between = {keys[at] for at in range(cue.end, name.start) if at not in named}
    return cue.end <= name.start and not between <= _W["before_an_antibody"]


def denies_testing(keys: list[str], start: int, end: int, *, only_looked: bool = False) -> bool:
    """ "Haven't peed on a stick", "never did this test", "we did not make one": the words after a denial say that it is
    the testing that is denied. `only_looked`: by a word that means nothing else, "never been checked"."""
    had = keys[start - 1] in _W["arranging"]  # "hasn't had | that one done"
    start -= had and keys[start - 2] in _W["not_doing"]
    words = keys[start : min(end, start + _TESTING_WITHIN)]
    arranged = "done" in words and not _W["arranging"].isdisjoint(words)
    verbs = _W["examining"] if only_looked and not arranged else _W["examining"] | _W["testing"]
    denial = keys[start - 2] if keys[start - 1] == "of" else keys[start - 1]
    nobody = denial in _W["by_none"]
    deed = next((at for at, key in enumerate(words) if key in verbs and not (nobody and key in _W["testers"])), None)
    if deed is None or not set(words[:deed]) <= _W["before_testing"] | _W["testers"]:
        return False
    by_none = nobody and not _W["testers"].isdisjoint(words[:deed])  # "no doctor ever tested me for it"
    if keys[start - 1] not in _W["not_doing"] and not by_none:
        return False
    rest = [key for key in keys[start + deed + 1 : start + deed + 1 + _TESTING_WITHIN] if key not in _W["a_test"]]
    return not rest or not rest[0].isalnum() or rest[0] in _W["of_testing"]  # not "I never did drugs"


def _never_sent(keys: list[str], cue: Said) -> bool:
    """ "Nobody went back to look for LGI1", "was supposed to be sent off for": nothing is awaited."""
    if cue.category != "PENDING":
        return False
    before = keys[max(0, cue.start - 2) : cue.start]
    return (
        bool(_W["never_sent"] & set(before))
        or before == ["no", "one"]
        or {"was", "going"} <= set(keys[max(0, cue.start - 4) : cue.end])
    )


def _result(keys: list[str], cue: Said) -> bool:
    """ "The repeat after rituximab was negative": no drug is."""
    return bool(_W["negative"] & set(keys[cue.start : cue.end]))


def of_the_next(keys: Sequence[str], start: int, end: int) -> bool:
    """ "In a sleep study, they gave me a watch, no drugs": a bare "no" denies what follows it."""
    return keys[start:end] == ["no"] and keys[end : end + 1] != [] and keys[end].isalpha()
