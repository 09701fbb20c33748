"""Results in a reply that are those of another test or scan than the one asked for: "he's had his hip x-rayed"."""

from __future__ import annotations

from bot.nlu.facts import chest
from bot.nlu.language.names import type_of
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("other_tests")
_FEW = 3
"""Words before a yes that name what it is said of."""
_BEHIND = 2
"""Words between a result and the name of what was tested: "negative for my HIV"; between "with" and its test."""
_OF_THE_LIVER = {"liver_tests_normal", "ast_iu_l", "alt_iu_l"}


def of_another_test(page: Page, start: int, end: int, fact: str) -> bool:
    """ "My HIV was negative", "neg for HIV", "the covid test was negative", "MRI brain normal": the result is of what
    is named before it, or right behind it, where the test that was asked for is not named at all."""
    if fact == "urine_hcg" and _of_the_blood(page, start):
        return True
    if fact not in says() or not set(page.keys[start:end]) <= _W["results"]:
        return False
    if fact == chest.FACT:
        clause = page.clause_at(start)
        unnamed = not any(m.clause.sentence == clause.sentence for m in page.of_kind(fact) if m.start < start)
        if chest.elsewhere(page, start) or unnamed and chest.of_another(page, clause):  # "the CT's fine"
            return True
    if page.of_kind(fact) or type_of(says()[fact]) != "test":
        return False
    clause = page.clause_at(start)
    named = [m for m in page.mentions if m.clause is clause and m.means.type == "test" and not m.means.shy]
    named = [m for m in named if m.start < start or m.start - end <= _BEHIND and page.keys[end : end + 1] != [","]]
    opening = page.sentence(clause)[0].start
    return bool(named) or bool(_W["other_tests"] & set(page.keys[opening:start])) or _measured(page, start, end, fact)


def _measured(page: Page, start: int, end: int, fact: str) -> bool:
    """ "CK 400, a bit high", "EMG abnormal", "raised PSA": nothing that was asked is measured; not "CK high, the rest
    normal", "they did it with the MRI and it was negative"."""
    tests = _W["measured"] if fact in _OF_THE_LIVER else _W["measured"] | _W["organs"]
    behind = [key for key in page.keys[end : end + _BEHIND] if key not in _W["before_a_name"]]
    if behind and behind[0] in tests:
        return True
    before = page.keys[page.sentence(page.clause_at(start))[0].start : start]
    at = max((at for at, key in enumerate(before) if key in tests), default=None)
    if at is None or not _W["of_all"].isdisjoint(before) or not _W["the_rest"].isdisjoint(before[at:]):
        return False
    return _W["beside_a_test"].isdisjoint(before[max(0, at - _BEHIND) : at])


def yes_to_another(page: Page, start: int, end: int) -> bool:
    """ "Meds stable yes", "EEG yes": a yes right behind what nobody asked for; not "clinically yes", "MDT says yes"."""
    clause = page.clause_at(start)
    if not set(page.keys[start:end]) <= _W["bare_yes"] or not 0 < start - clause.start <= _FEW:
        return False
    if any(key.isalnum() for key in page.keys[end : clause.end]) or any(
        key.isdigit() for key in page.keys[clause.start : start]
    ):
        return False  # "murmur yes failure no", "33 so yes"
    ignored = any(cue.category == "IGNORED" and cue.end <= start for cue in page.cues)
    bare = page.plain(clause.start, start, also=_W["before_yes"]) and not ignored
    return page.clause_at(0) is clause and not bare


def _of_the_blood(page: Page, start: int) -> bool:
    """ "Neg 14 Nov. Serum b-hCG not sent": not the test of the urine."""
    clause = page.clause_at(start)
    words = page.keys[clause.start : start]
    return not _W["of_blood"].isdisjoint(words) and _W["of_urine"].isdisjoint(words)
