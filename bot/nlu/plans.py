"""Medicines and vaccines that somebody means to stop or change, or asks whether to: "I'll stop my prednisone then".

That is no fact of today: what such words deny is not taken, and the person is told to change nothing for the chat."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

from bot.nlu.language.text import spoken, typed_words
from bot.nlu.page import Page
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from bot.nlu.vocabulary import word_lists

_W = word_lists("plans")
_THINGS = {"medicine", "therapy", "vaccine"}
_FOR_IT = tuple(f" {phrase.replace('_', ' ')} " for phrase in _W["for_it"])
_ADVICE = "medical_advice"
_SAYS_LITTLE = {
    "out_of_scope",
    "answer",
    "standing",
    "criterion",
    "trial_question",
    "correct",
    "stop",
    "dont_know",
    _ADVICE,
}
"""Intents beside which nothing needs to be said but that nothing should be changed."""
_BEFORE, _BEHIND = 7, 8
"""Words before the verb among which stands that it is a plan, and behind it among which stands of what."""
_ABSENT = (False, "none", "not_given", "given_unknown")
_STABLE = "can_keep_medication_stable"
"""A plan to change a medicine tells of this."""


def mark(reader: Reader, reading: Reading, day: dt.date) -> None:
    """Marks the reading of a message that tells or asks such a thing; what it says of then is no fact of now."""
    words = set(typed_words(reading.text))
    if (
        reading.safety
        or reading.dropped
        or words.isdisjoint(_W["verbs"] | _W["supposed"] | _W["taking"] | _W["asking"])
    ):
        return
    page = reader.page(reading.text, (), day)
    at = _planned(page)
    if at is None:
        return
    tokens = page.doc.user_data["tokens"]
    start, opened = tokens[at].start, tokens[page.sentence(page.clause_at(at))[0].start].start
    told = reader.read(reading.text, (), day).facts  # and nothing that only answers what was asked
    for fact, value in [*reading.facts.items()]:
        end = reading.evidence[fact][1]
        denied = value in _ABSENT and fact != _STABLE
        if denied and end > start or fact not in told and end > opened:
            reading.drop(fact)
    if reading.facts or reading.conflicts or reading.intent not in _SAYS_LITTLE:
        reading.planned = True
    else:
        reading.intent, reading.confidence, reading.about = _ADVICE, 1.0, []


def _planned(page: Page) -> int | None:
    """Where the verb of the plan stands."""
    keys = page.keys
    if _asks_at_the_end(page):
        return len(keys) - 1
    for at, key in enumerate(keys):
        opened = page.sentence(page.clause_at(at))[0].start
        before = keys[max(opened, at - _BEFORE) : at]
        if _W["plan"].isdisjoint(before) or _W["advisers"] & {*before}:
            continue
        supposed = key in _W["supposed"] and "if" in before
        if (key in _W["verbs"] or supposed) and _apart(key, keys[at + 1 : at + 4]) and _names(page, at, key):
            return at
        if key in _W["taking"] and _W["denying"] & {*before} and _names(page, at, key) and _for_it(keys):
            return at
    return None


def _apart(key: str, behind: list[str]) -> bool:
    """ "Come off", "put it off": verbs that say it only with such a word behind them."""
    return key not in _W["with_off"] or not _W["off"].isdisjoint(behind)


def _names(page: Page, at: int, key: str) -> bool:
    """Whether something is named that is taken; "cancel it" may point at what was named before."""
    behind = [*takewhile(lambda one: one not in _W["pauses"], page.keys[at + 1 : at + 1 + _BEHIND])]
    start = 0 if key in _W["called_off"] and "it" in behind else at
    named = any(m.means.type in _THINGS and start <= m.start <= at + len(behind) for m in page.mentions)
    return named or not _W["things"].isdisjoint(behind)


def _for_it(keys: list[str]) -> bool:
    """Whether it is for the study's sake: "then I will not take the flu shot"."""
    text = f" {' '.join(keys)} "
    return any(phrase in text for phrase in _FOR_IT)


def _asks_at_the_end(page: Page) -> bool:
    """ "They want me to have the flu shot. Should I?" """
    words = spoken(page.keys)
    asks = len(words) > 2 and words[-2] in _W["asking"] and words[-1] in _W["askers"]
    return asks and any(m.means.type in _THINGS for m in page.mentions)
