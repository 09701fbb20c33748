"""Whether an opening no, or yes, is said to something told before and not to the question: "no no, I'm 65, not 64",
"no, I meant the tablets", and "yes, I'm his daughter" where it is asked what a test showed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from bot.nlu.page import Finding, Page
from bot.nlu.reply.replies import first_word
from bot.nlu.reply.yes_no import reply
from bot.nlu.vocabulary import COUNTED, catalogue, word_lists

_W = word_lists("not_to_this")
_TOLD = 2
"""Words up to "actually not" by which something is told."""
_NEAR = 3
"""Words behind "not" within which the value stands that it was not: "60 mg and not the 40"."""


def not_to_this(page: Page, one: Finding, told: Collection[Finding]) -> bool:
    """Whether an answer is but the yes or no that opens a message about something else (`told`: what that tells)."""
    said = _opens_with(page, one)
    if said is None:
        return _says_what_it_is(page, one)
    at = first_word(page) + 1
    corrects = one.fact not in _W["of_an_age"] and _corrects(page, at, told)
    if said == "no" and (corrects or _contrasts(page, at)) or _who_it_is(page, at):
        return True
    bare = one.value == reply(one.fact, said)
    return bare and len(page.asked) == 1 and _open(one.fact) and not _of_it(page, at)


def _says_what_it_is(page: Page, one: Finding) -> bool:
    """ "I am 50 actually not 49", "it helped actually, not nothing": the not takes back something told before."""
    at = next((at for at in range(one.start, one.end) if page.keys[at] in _W["not"]), 0)
    if not at or one.value != reply(one.fact, "no"):
        return False
    before = page.keys[at - 2 : at] if page.keys[at - 1] == "," else page.keys[at - 1 : at]
    told = sum(key.isalnum() for key in page.keys[:at]) > _TOLD
    meant = told and page.keys[at + 1 : at + 2] != [] and not _W["after_all"].isdisjoint(before)
    return meant or _contrasts(page, 0)


def _opens_with(page: Page, one: Finding) -> str | None:
    """The yes or the no with which a message opens, if that is the answer."""
    at = first_word(page)
    said = next((kind for kind in ("no", "yes") if page.keys[at] in _W[kind]), None)
    if one.start > at or catalogue()[one.fact]["type"] in COUNTED:
        return None
    return said if said == "no" or one.value == reply(one.fact, "yes") else None


def _corrects(page: Page, at: int, told: Collection[Finding]) -> bool:
    """ "No no, ...", "no, sorry, ...", "no, I meant ...", where something else is named or told behind it."""
    words = [key for key in page.keys[at:] if key.isalnum()]
    if not ((_W["no"] | _W["sorry"]) & set(words[:1]) or _W["meaning"] & set(words[1:2])):
        return False
    if _W["denying"] & set(words[1:]):
        return False  # "no no, never had that"
    counted = len(page.asked) == 1 and (page.dates or any(n.start >= at for n in page.numbers))
    return bool(counted) or any(other.fact not in page.asked and other.start >= at for other in told)


def _who_it_is(page: Page, at: int) -> bool:
    """ "Yes, I'm his daughter", "no, he's my stepfather actually": who writes, or for whom."""
    words = [key for key in page.keys[at:] if key.isalpha()]
    relatives = {page.keys[place] for place, _ in page.cast.people if place >= at} - _W["pronouns"]
    who = bool(relatives) and not _W["whose"].isdisjoint(words) and not _W["being"].isdisjoint(words)
    return who and set(words) <= relatives | _W["pronouns"] | _W["whose"] | _W["being"] | _W["besides"]


def likely_to_another(page: Page, one: Finding, told: Iterable[Finding]) -> bool:
    """ "No, he is 65 now": perhaps said of what was noted before, so that the answer is to be asked about."""
    if _opens_with(page, one) is None:
        return False
    sentence = page.clause_at(one.start).sentence
    others = (other for other in told if other.fact not in page.asked and catalogue()[other.fact]["type"] in COUNTED)
    counted = (other for other in others if other.fact != "age_years" or one.fact not in _W["of_an_age"])
    return any(other.start > one.start and page.clause_at(other.start).sentence == sentence for other in counted)


def _contrasts(page: Page, start: int) -> bool:
    """ "It was 60, not 40", "Tuesday not Monday", "CASPR2, not LGI1": the same sort of thing on both sides of a not."""
    sorts: list[Callable[[int], object]] = [
        lambda at: next((True for n in page.numbers if n.start <= at < n.end), None),
        lambda at: page.keys[at] in _W["times"] or None,
        lambda at: next((m.fact for m in page.mentions if m.start <= at < m.end and m.fact not in page.asked), None),
    ]
    for at in range(start + 1, len(page.keys)):
        if page.keys[at] not in _W["not"]:
            continue
        before, behind = range(start, at), range(at + 1, min(at + 1 + _NEAR, len(page.keys)))
        for sort in sorts:
            found = {kind for place in before if (kind := sort(place))}
            if any(sort(place) in found for place in behind if sort(place)):
                return True
    return False


def _open(fact: str) -> bool:
    """Whether a question asks what or how, so that a yes or a no is but half an answer to it."""
    return catalogue()[fact]["ask"]["patient"].split()[0].lower() in _W["asking"]


def _of_it(page: Page, at: int) -> bool:
    """Whether what follows may be of what was asked."""
    if page.of_kind(*page.asked) or not _W["results"].isdisjoint(page.keys):
        return True
    end = next((place for place in range(at, len(page.keys)) if page.keys[place] in _W["ends"]), len(page.keys))
    return page.plain(at, end, also=_W["of_a_test"])
