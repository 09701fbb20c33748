"""Things asked that are a part of another one that the reply names: "HCQ only" does not deny how it is taken."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.reply.rest_of_panel import of_a_panel
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import word_lists

_W = word_lists("part_of")
_PARTS = {
    "immunosuppressant_route": "immunosuppressants",
    "umn_signs": "motor_syndrome",
    "lmn_signs": "motor_syndrome",
    "immune_markers": "motor_syndrome",
}
_DENIED = {"NEGATED", "NOT_GIVEN", "STOPPED", "PAST", "DECLINED"}


def without_parts(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without a no to a part of what is there, or to what is of no panel ("ANA 1:640, rest neg")."""
    return [one for one in found if one.value != reply(one.fact, "no") or not of_something_else(page, one.fact)]


def of_something_else(page: Page, fact: str) -> bool:
    """Whether a no is said of a part of what is there, or of the rest of a panel."""
    return _part_of_what_is_there(page, fact) or of_a_panel(page, fact)


def _part_of_what_is_there(page: Page, fact: str) -> bool:
    """ "Just azathioprine", "Plaquenil, nothing else" of the drugs and the way they are taken; not "no, stopped
    azathioprine in spring"."""
    whole = _PARTS.get(fact)
    if whole is None or whole not in page.asked or _W["nothing_else"].isdisjoint(page.keys):
        return False
    named = [m for m in page.of_kind(whole) if m.states and m.means.role == "value"]
    return any(not m.said & _DENIED or _W["others"] & set(page.keys[m.end :]) for m in named)
