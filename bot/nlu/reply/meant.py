"""Phrases that state a value beside a name, in a reply that names nothing: whether they are meant of what was asked."""

from __future__ import annotations

from bot.nlu.facts import infection
from bot.nlu.facts.infection_then import taken_then, was_then
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.reply.other_causes import of_another_cause
from bot.nlu.reply.other_tests import of_another_test
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("answers")
_OTHER_JABS = word_lists("windows")["kinds_of_jabs"]
_NAMED = "tuberculosis"
JABBED, _BEHIND = "vaccinated_immune", 4
"""Words behind a vaccine within which it is said that it had no effect."""
OF_NOW = {"venous_access", "severe_hypotension", "infection_status", "in_other_trial", "investigational_drug",
           "riluzole_use", "immunosuppressant_route"}  # fmt: skip
"""Facts that ask how it is now."""
_RESULTS = {"chest_xray", "liver_tests_normal"}
"""Results of which a former one tells nothing of today."""


_DENIED_WITHIN = 3
"""Words between a denial and what it denies: "I never finished the jabs"."""
_OF_HEPATITIS = {"hepatitis_b_status", "hepatitis_c_status"}


def _of_the_candidate(page: Page, near: Found[Meaning]) -> bool:
    clause = page.clause_at(near.start)
    return not clause.asks and not page.cast.other(near.start, clause, clause.start)


def told_of_now(page: Page, near: Found[Meaning]) -> bool:
    """Whether a phrase is said of the candidate and meant: "nothing confirmed" and "in hospital in 2021" are not."""
    infected = near.of.fact == infection.FACT and near.of.value != "none"
    if infected and (was_then(page, near) or taken_then(page, near.start, near.end)):
        return False
    if formerly(page, near.start, near.of.fact):
        return False
    if near.of.value == JABBED and _against_another(page, near):
        return False
    if near.of.value == "cured" and page.keys[near.start : near.end] == ["all", "clear"]:
        return False  # of a test: that there ever was anything is not said
    if near.of.value is True and of_another_cause(page, near.start, near.of.fact):
        return False
    if of_another_test(page, near.start, near.end, near.of.fact):
        return False
    return _of_the_candidate(page, near) and not (_denied(page, near) or _of_another(page, near))


def _against_another(page: Page, near: Found[Meaning]) -> bool:
    """ "Vaccinated last month against flu": not against hepatitis."""
    clause = page.clause_at(near.start)
    words = set(page.keys[clause.start : clause.end])
    return bool(_OTHER_JABS & words) and _W["of_hepatitis"].isdisjoint(words)


def formerly(page: Page, start: int, fact: str) -> bool:
    """ "Used to be a nightmare, some weeks they gave up", "was clear before the pneumonia": how it was, of a thing that
    is asked of now."""
    before = page.keys[page.sentence(page.clause_at(start))[0].start : start]
    if fact in _RESULTS and _W["was_then"] & set(before[-2:]) and page.keys[start + 1 : start + 2] == ["before"]:
        return True
    if fact not in OF_NOW:
        return False
    if fact == "riluzole_use" and before[-1:] in (["was"], ["were"]):
        return True  # "was on it till March"
    return any(a == "used" and b == "to" for a, b in zip(before, before[1:], strict=False))


def _denied(page: Page, near: Found[Meaning]) -> bool:
    """ "Nothing confirmed", "not formally proven", "not that anyone's proven": what is so denied is not there."""
    if says()[near.of.fact].kind == "diagnosis" and near.of.value == "diagnosed":
        clause = page.clause_at(near.start)
        return bool(_W["denying_what_follows"] & set(page.keys[clause.start : near.start]))
    named = [m for m in page.of_kind(near.of.fact) if m.start <= near.start < m.end and m.means.role == "value"]
    if near.of.value == JABBED and unjabbed(page, near.start, near.end):
        return True
    if any("NEGATED" in m.said for m in named):
        return True  # "there hasn't been one time they couldn't get blood"
    if near.of.fact in _OF_HEPATITIS and page.denied(near, _DENIED_WITHIN):
        return True  # "never had the jabs", "haven't had any shots for it"
    before = page.keys[max(0, near.start - 2) : near.start]
    return bool(before and _W["denying_what_follows"] & {before[-1], *(before[:1] if before[-1] in _W["ways"] else ())})


def unjabbed(page: Page, start: int, end: int) -> bool:
    """ "Never had it nor the vaccine", "the vaccine didn't take", "due the vaccine"."""
    denial = next((page.keys[at] for at in reversed(range(start)) if page.keys[at] not in _W["leads_to_a_jab"]), "")
    after, denials = page.keys[end : end + _BEHIND], _W["denying"] | _W["denying_what_follows"]
    failed = not denials.isdisjoint(after) and not _W["taking_hold"].isdisjoint(after)
    return failed or denial in denials | _W["before_a_jab"]


def _of_another(page: Page, near: Found[Meaning]) -> bool:
    """ "They found hep B and it's gone": a phrase that stands for two things speaks of the one that was named."""
    sentence = page.clause_at(near.start).sentence
    named = {
        m.fact for m in page.mentions if m.start < near.start and m.clause.sentence == sentence and not m.means.shy
    }
    return near.of.fact not in named and any(
        one.of.fact in named and one.start <= near.start < one.end for one in page.near if one.of.fact != near.of.fact
    )


def outright(page: Page, near: Found[Meaning]) -> bool:
    """ "Latent they call it, halfway through the pills": a state by its own name says more than its treatment."""
    named = near.of.fact == _NAMED and page.keys[near.start : near.end] == [str(near.of.value)]
    return named and not page.denied(near, 2)
