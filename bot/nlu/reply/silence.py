"""Silence is no denial: "didn't ask", "the notes haven't come", "the lab isn't picking up" tell nothing of the illness
that was asked for."""

from __future__ import annotations

from bot.nlu.language.phrases import Found
from bot.nlu.language.said import Said
from bot.nlu.page import Finding, Page
from bot.nlu.reply.yes_no import STATES
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("silence")
_TOLD_OF = STATES | {"panel"}
_STUDIES = {"in_other_trial", "investigational_drug"}
_OPENING = 2
"""Words with which a reply that knows nothing may begin ("sorry, I ...")."""


def told(page: Page, one: Found[str]) -> bool:
    """Whether words that else say that nothing is known tell something here: "never been asked to join one" and
    "nobody's ever asked me" of a study, "didn't say what was wrong", "never got round to it" of a treatment."""
    if one.of == "silent":
        return not all(fact in says() and says()[fact].kind in _TOLD_OF for fact in page.asked)
    if one.of != "unsure":
        return False
    last, after = page.keys[one.end - 1], set(page.keys[one.end : one.end + 1])
    if last in _W["forgetting"] and after & _W["forgotten"] or one.start > _OPENING and _not_what(page, one):
        return True
    if _W["telling"] & set(page.keys[one.end - 2 : one.end]):
        return bool(after & _W["told_of"])  # "nobody told me I had it"
    if last in _W["asking"]:
        return bool(after & _W["asked_for"]) or bool(after & _W["me"] and set(page.asked) & _STUDIES)
    return last in _W["saying"] and bool(after & _W["details"])


def part_of_not_knowing(page: Page, one: Finding, place: Found[str]) -> bool:
    """ "Nobody has told us how bad his lungs are", "it doesn't | say", "we don't know, nobody has told us that": words
    that would be a no belong to the not knowing at `place`."""
    if place.start < one.end < place.end + (one.start < place.start):
        return True
    knows_not = not _W["not_knowing"].isdisjoint(page.keys[place.start : place.end])
    return knows_not and not _W["unheard"].isdisjoint(page.keys[one.start : one.end])


def _not_what(page: Page, one: Found[str]) -> bool:
    """ "They saw a shadow but nobody has told me what it is": that there is something is known."""
    seen = (
        set(page.asked) == {"chest_xray"}
        and not _W["seeing"].isdisjoint(page.keys[: one.start])
        and not page.clause_at(one.start).asks
    )
    told = page.keys[one.end - 1 : one.end + 3]
    return seen and "what" in told and not {"it", "that", "this"}.isdisjoint(told)


def of_an_office(page: Page, cue: Said) -> bool:
    """ "The lab isn't picking up", "cardiology can't see him till March": no "no" of what the doctors found."""
    if page.keys[cue.start] not in _W["auxiliaries"] or not _W["offices"] & set(page.keys[cue.start - 1 : cue.start]):
        return False
    return _W["finds"].isdisjoint(page.keys[cue.start + 1 : page.clause_at(cue.start).end])


def past_counting(page: Page, at: int) -> bool:
    """ "She's had that many drips I couldn't tell you": which is not known; only "how many" leaves no doubt of that."""
    near, after = page.keys[max(0, at - 2) : at + 4], page.keys[at + 1 :]
    many = any(a in _W["so"] and b in _W["many"] for a, b in zip(near, near[1:], strict=False))
    return (many or bool(_W["all_sorts"] & set(after[:2]))) and _W["how_many"].isdisjoint(after)


def inquires(page: Page) -> bool:
    """ "I'll ask at my next appointment", "I need to find the letter": what is to come is an inquiry."""
    return not _W["inquiring"].isdisjoint(page.keys)
