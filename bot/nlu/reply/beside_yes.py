"""Yeses and noes that are not of the illness that was asked for: a yes to the testing or to the asking, a yes that is
to come, was long ago or is the family's, and a "no, not any more" of what asks for ever."""

from __future__ import annotations

import datetime as dt

from bot.nlu.language.phrases import Found
from bot.nlu.language.text import pairs
from bot.nlu.page import Page
from bot.nlu.reply.willed import OF_WILL
from bot.nlu.vocabulary import asks_for_ever, says, word_lists

_W = word_lists("beside_yes")
_TESTED = {"hiv_serology", "hepatitis_b_status", "hepatitis_c_status", "urine_hcg", "liver_tests_normal",
           "tuberculosis"}  # fmt: skip
"""Facts that a test tells, so that a yes may be of the testing."""
_TO_COME = {"vaccinated_within_6_months", "iv_steroid_or_ig_within_2_months", "urine_hcg",
            "nonstandard_treatment_within_2_months"}  # fmt: skip
_NOW = {"in_other_trial", "investigational_drug", "pregnant", "lactating", "infection_status"}
_CHILDBED = {"pregnant", "lactating"}
_TERM = dt.timedelta(days=300)
_FEW = 4
"""Words behind a yes within which stands what turns it round."""


def of_something_else(page: Page, facts: list[str], opening: Found[str] | None) -> str | None:
    """The kind of reply, "yes" or "no", that is not meant of what was asked."""
    if opening is not None and opening.of == "yes":
        rest = [key for key in page.keys[opening.end :] if key.isalnum()]
        first = [key for key in page.keys[opening.start : opening.end] if key.isalpha()]
        signs = (_of_the_test, _to_the_asking, _to_come, _of_then, _of_the_family)
        return "yes" if any(sign(page, facts, first, rest) for sign in signs) else None
    if facts and all(asks_for_ever(fact) for fact in facts) and _no_longer(page):
        return "no"
    return None


def _of_the_test(page: Page, facts: list[str], first: list[str], rest: list[str]) -> bool:
    """ "Yes I was tested for it", "I did one on Monday"; not "yes, tested positive"."""
    if not facts or not set(facts) <= _TESTED or _W["results"] & set(rest):
        return False
    if facts == ["urine_hcg"]:
        return bool(rest) and not _W["sure"] >= set(rest)
    did = bool(_W["did"] & set(first)) and bool(_W["one"] & set(rest[:1]))
    return did or bool(_W["testing"] & set(rest))


def _to_the_asking(page: Page, facts: list[str], first: list[str], rest: list[str]) -> bool:
    """ "Yes, let me look it up", "yes of course I know", "yes one moment": a yes to the one who asks."""
    joined = " ".join([*(key for key in first if key not in _W["yes"]), *rest])
    helpful = any(joined.startswith(" ".join(phrase.split("_"))) for phrase in _W["helpful"])
    return helpful and OF_WILL.isdisjoint(facts) and len(page.clauses) <= 2 and _W["denials"].isdisjoint(rest)


def _to_come(page: Page, facts: list[str], first: list[str], rest: list[str]) -> bool:
    """ "Yes, booked for Friday", "yes next month" of what has been given or not."""
    therapy = all(fact in says() and says()[fact].kind == "therapy" for fact in facts)
    if not facts or not (set(facts) <= _TO_COME or therapy) or _W["done"] & set(rest):
        return False
    ahead = any(when.first > page.as_of for when in page.dates)
    past = any(when.last <= page.as_of and when.other is None for when in page.dates)
    return not past and (ahead or bool(_W["to_come"] & set(rest[:_FEW])))


def _of_then(page: Page, facts: list[str], first: list[str], rest: list[str]) -> bool:
    """ "Yes, in 2019" and "yes with my first" of a pregnancy, "yes last year" of a study, "yes but it recovered"."""
    if not facts or any(asks_for_ever(fact) for fact in facts):
        return False
    over = _W["over"] & set(rest) and "but" in rest and _W["denials"].isdisjoint(rest) and _W["still"].isdisjoint(rest)
    if over and all(fact in says() and says()[fact].means.get("past") is None for fact in facts):
        return True
    if not set(facts) <= _NOW or _W["begun"] & set(rest) or _W["still"] & set(rest):
        return False
    if set(facts) <= _CHILDBED and rest[:1] == ["with"] and _W["a_child"] & set(rest[1:_FEW]):
        return True
    if rest[:1] and rest[0] in _W["when"] and _W["was"] & set(rest[1:_FEW]):
        return True
    whens = [when for when in page.dates if when.last < page.as_of and not when.span]
    if set(facts) <= _CHILDBED:
        whens = [when for when in whens if page.as_of - when.last > _TERM]
    return bool(whens) and "infection_status" not in facts


def _of_the_family(page: Page, facts: list[str], first: list[str], rest: list[str]) -> bool:
    """ "Yes in the family", "yes, in my family": not "yes, and in my family too"."""
    family = _W["family"] & set(rest[1:_FEW]) and rest[:1] and rest[0] in _W["in"]
    states = all(fact in says() and says()[fact].kind == "condition" for fact in facts)
    return bool(facts and states and family) and _W["myself"].isdisjoint(rest)


def _no_longer(page: Page) -> bool:
    """ "No, but I used to", "not since 2012", "no, not any more", "that was cut out", "did, not now": it has been."""
    words = [key for key in page.keys if key.isalnum()]
    if not words or page.cast.candidate or _of_others(page):
        return False
    return not _W["no_longer"].isdisjoint(pairs(words))


def _of_others(page: Page) -> bool:
    return any(page.cast.other(at + 1, page.clause_at(at), at) for at, _ in page.cast.people)
