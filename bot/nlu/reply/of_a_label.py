"""Answers that stand behind the name of something else: "allergies: none", "SI denied", "three relapses, none now"."""

from __future__ import annotations

from bot.nlu.language.names import type_of
from bot.nlu.page import Finding, Page
from bot.nlu.reply.own_words import own_names
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("of_a_label")
_PLAIN = word_lists("told_instead")["beside_it"] | word_lists("page")["function_words"]
_LONGEST = 3
"""Words of a label that no sign sets apart: "family hx neg"."""


def of_a_label(page: Page, one: Finding) -> bool:
    """Whether a no, a result or not knowing is said of what is named right before it, which was not asked for."""
    several = len(page.asked) > 1
    at = next((at for at in range(one.start, one.end) if page.keys[at] in _W["answers"]), None)
    asked_back = page.keys[one.start - 1 : one.start] == ["?"]  # "NYHA? dunno"
    if one.value == "unknown":
        at = one.start if asked_back or page.keys[one.start] in _W["not_applicable"] else None
    if at is None:
        return False
    end = at
    while end and page.keys[end - 1] in _W["signs"] | _W["being"]:
        end -= 1
    sign = _W["signs"].intersection(page.keys[end:at])
    start = end
    while start and page.keys[start - 1] not in _W["breaks"]:
        start -= 1
    if start == end:
        return several and _of_what_was(page, at)
    if any(start <= m.start < end for m in page.of_kind(*page.asked)):
        others = not _W["others"].isdisjoint(page.keys[at:])  # "what is dementia? no to the others"
        return several and not others and not page.of_kind(one.fact)  # "fasciculations: none", asked for stiffness too
    if _plain(page, start, end) or of_illnesses(page, start, end):
        return False
    if sign and (several or "?" not in sign or asked_back and _foreign(page, start, end)):
        return True
    if end - start > _LONGEST or not _W["of_a_sentence"].isdisjoint(page.keys[start:end]):
        return False
    if one.value == "unknown":  # "motor syndrome unclear", "FVC n/a"
        named = any(start <= m.start and m.end == end and not m.means.shy for m in page.mentions)
        return named or all(len(page.raw(place)) > 1 and page.raw(place).isupper() for place in range(start, end))
    return several and page.keys[at] in _W["denials"]


def _foreign(page: Page, start: int, end: int) -> bool:
    """Whether a question that is answered at once is another than the one that was asked: "smoker? no"."""
    if _plain(page, start, end) or not _W["anything"].isdisjoint(page.keys[start:end]):
        return False
    near = any(start <= one.start < end and one.of.fact in page.asked for one in page.near)
    return not near and own_names(page.asked).isdisjoint({*page.keys[start:end]} - _PLAIN)


def of_illnesses(page: Page, start: int, end: int) -> bool:
    """ "Comorbidities: none", asked for some."""
    return not _W["illnesses"].isdisjoint(page.keys[start:end]) and not any(
        fact in says() and type_of(says()[fact]) == "test" for fact in page.asked
    )


def answers_plainly(page: Page, one: Finding) -> bool:
    """Whether it is one of the words with which anything is answered: not "stable", "chronic"."""
    return not _W["answers"].isdisjoint(page.keys[one.start : one.end])


def _of_what_was(page: Page, at: int) -> bool:
    """ "Three relapses, none now", asked for several things: of what is named before."""
    if _W["now"].isdisjoint(page.keys[at + 1 : at + 3]) or not _W["it"].isdisjoint(page.keys[:at]):
        return False
    if page.of_kind(*page.asked) and not _named_last(page, at):
        return False
    return not _plain(page, 0, at)


def _plain(page: Page, start: int, end: int) -> bool:
    words = {key for key in page.keys[start:end] if key.isalpha()}
    return words <= _PLAIN | _W["beside"]


def _named_last(page: Page, at: int) -> bool:
    return any(m.start < at for m in page.of_kind(*page.asked))
