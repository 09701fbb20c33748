"""Doses of medicines that no question asks for: "75 mg of pregabalin", "keppra 500 mg", "my thyroid pill, 100 mcg"."""

from __future__ import annotations

from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.amounts import Sign, find_signs
from bot.nlu.treatments.other_counts import names_another
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("other_medicines")
_NAMES = _W["names"] | word_lists("beside_it")["other_medicines"]
_ENDINGS = tuple(_W["endings"])
_KNOWN = ("steroid", "immunosuppressants", "therapy", "therapies")
_LEAST = 7
"""Letters of a word that is told to be a medicine by its ending."""
_BEFORE = 4
"""Words between such a medicine and its dose."""


def of_other_medicine(page: Page, number: Number) -> bool:
    """Whether a number is the dose of a medicine that is no steroid and calms no immune system."""
    end = number.after("dose")
    named = [m for m in page.mentions if says()[m.fact].kind in _KNOWN]
    if any(m.end == number.start or _leads_to(page, end, m) for m in named):
        return False
    return _follows(page, end) or _precedes(
        page, number, max((m.end for m in named if m.end <= number.start), default=0)
    )


def own_signs(page: Page) -> list[Sign]:
    """Where it is said how often a dose is taken, but for other medicines: not the "bd" of "keppra 500 mg bd and pred
    10"."""
    others = {n.after("dose") for n in page.numbers if not set(n.units) - {"dose"} and of_other_medicine(page, n)}
    others |= {end for n in page.numbers if (end := _end_of_another(page, n))}
    return [sign for sign in find_signs(page) if sign.start not in others]


def _end_of_another(page: Page, number: Number) -> int:
    """Where the dose of another drug that is named beside it ends: "1000mg of keppra (twice a day)", "MMF 1 g (bd)"."""
    if not number.units.keys() & {"dose", "hemoglobin"}:
        return 0
    end = max(number.after("dose"), number.after("hemoglobin"))
    agents = [m for m in page.mentions if says()[m.fact].kind == "immunosuppressants" and m.means.role == "value"]
    if any(m.end == number.start for m in agents):
        return end
    end += page.keys[end : end + 1] == ["of"]
    named = next((m.end for m in agents if m.start == end), 0)
    return named or (end + 1 if end < len(page.keys) and medicine_at(page, end) else 0)


def _leads_to(page: Page, end: int, mention: Mention) -> bool:
    """ "10 mg of prednisone", "10 mg steroid", not "baclofen 20 mg prednisone 10 mg"."""
    of = page.keys[end : mention.start] == ["of"]
    after = page.keys[mention.end : mention.end + 1]
    return of or mention.start == end and not (after and after[0][:1].isdigit())


def _follows(page: Page, at: int) -> bool:
    """ "75 mg of pregabalin", "500 mg keppra", "10 mg of something for my bladder"."""
    of = page.keys[at : at + 1] == ["of"]
    at += of
    at += page.keys[at : at + 1] != [] and page.keys[at] in _W["articles"]
    if at >= len(page.keys):
        return False
    alone = at + 1 >= len(page.keys) or not page.keys[at + 1][:1].isdigit()  # "prednisone 10 mg, baclofen 20 mg"
    return alone and medicine_at(page, at) or of and names_another(page, at) and page.keys[at] not in _W["of_steroids"]


def _precedes(page: Page, number: Number, since: int) -> bool:
    """ "Keppra 500 mg", "only my thyroid pill, 100 mcg", with no other medicine between."""
    for at in range(number.start - 1, max(since, number.start - 1 - _BEFORE) - 1, -1):
        if page.keys[at] in _W["apart"] or page.keys[at][:1].isdigit():
            return False
        if medicine_at(page, at):
            return True
    return False


def medicine_at(page: Page, at: int) -> bool:
    """Whether a word names a medicine, by itself or by what it is for: "thyroid pill", "water tablet"."""
    key = page.keys[at]
    if key in _NAMES or len(key) >= _LEAST and key.endswith(_ENDINGS):
        return True
    return key in _W["purposes"] and page.keys[at + 1 : at + 2] != [] and page.keys[at + 1] in _W["forms"]
