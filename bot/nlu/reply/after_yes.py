"""A denial after a yes: "yes, not severe", "yes, no side effects" deny something of it and not the yes itself."""

from __future__ import annotations

from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Page
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import asks_for_ever, says, word_lists

_W = word_lists("after_yes")
_OWN = {"riluzole_use", "in_other_trial", "investigational_drug", "lactating", "pregnant", "childbearing_potential",
        "consent_willingness", "vaccination_planned", "contraception_during_trial", "contraception_at_least_14_days",
        "can_keep_medication_stable"}  # fmt: skip
"""Facts that somebody knows of himself, so that his yes is meant: what follows it is no result of a test."""
_NEAR = 3
"""Words before a value within which a denial speaks of it."""


def denies_a_part(page: Page, one: Finding, yes: Found[str] | None) -> bool:
    """Whether a value comes of a denial after a yes: "yes, not far along"."""
    if (
        yes is None
        or len(page.asked) > 1
        or not _W["yes"] & {page.keys[yes.start]}
        or one.value != reply(one.fact, "no")
    ):
        return False
    signs = [one for one in page.corrections if one.start >= yes.end]
    if any(not set(page.keys[one.start : one.end]) <= _W["denials"] for one in signs):
        return False  # "yes!! sorry no, wrong tick"
    denied = [at for at in range(max(yes.end, one.start - _NEAR), one.end) if page.keys[at] in _W["denials"]]
    if one.fact not in _OWN and says()[one.fact].kind == "window":  # "yes, but not in the last two months"
        denied = [at for at in denied if not _W["spans"] & set(page.keys[at + 1 : at + 2])]
    return bool(denied)


def stands(page: Page, fact: str, yes: Found[str]) -> bool:
    """Whether the yes still answers the question, so that what is denied is something else."""
    rest = [key for key in page.keys[yes.end :] if key.isalpha()]
    told = _W["of_now"] & set(rest)
    behind = page.keys[yes.end : yes.end + 2]
    if behind[:1] and behind[0] in _W["denials"] and behind[1:] in ([","], ["."]):
        return False  # "yes no, tablets only"
    if fact in _OWN or says()[fact].kind == "therapy":
        opens = _W["denials"] & set(rest[:_NEAR]) and "but" not in rest[:_NEAR]
        return bool(opens) and not told and not set(rest) <= _W["denials"] | _W["bare"]  # "yes, not any more"
    later = _W["grades"] | _W["treatments"]
    graded = any(key in _W["denials"] and later & set(rest[at : at + _NEAR]) for at, key in enumerate(rest))
    return graded or bool(told) and asks_for_ever(fact)
