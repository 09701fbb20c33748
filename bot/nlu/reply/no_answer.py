"""Replies that answer neither yes nor no: who does not know, will not tell or has no papers, and a mere "nothing"."""

from __future__ import annotations

from bot.nlu.language.phrases import Found
from bot.nlu.language.text import pairs, spoken
from bot.nlu.page import Page
from bot.nlu.reply.no_result import only_of_jabs
from bot.nlu.reply.of_the_talk import of_the_talk
from bot.nlu.reply.remarks import of_a_remark, result_told
from bot.nlu.reply.willed import OF_WILL
from bot.nlu.reply.wonders import wonders
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("no_answer")
_TREATMENTS = {"therapy", "therapies", "steroid", "medicine"}
_OWNED = 6
"""Words behind a denial within which stands what is not owned."""
_SHORT = 14
"""Words of a reply that tells of one thing."""


def answers_nothing(page: Page, kind: str | None, place: Found[str] | None) -> bool:
    """Whether a reply, taken for an answer of a kind at a place, leaves open what was asked."""
    if _unless_counted(page, place) or _only_nothing(page) or _of_other_things(page) or of_the_talk(page):
        return True
    if _owns_none(page) or only_of_jabs(page) or _begins_later(page) or _to_the_asker(page) or wonders(page):
        return True
    whole = kind == "yes" and place is not None and place.end == len(page.keys)  # "yes, don't know which kind"
    return not whole and kind not in ("unsure", "silent", "decline") and _unknowing(page)


def _begins_later(page: Page) -> bool:
    """ "Not yet, I start in January", asked for a reaction, a study and a drug: it is said of one of them."""
    yet = page.keys[:2] == ["not", "yet"] and len(page.asked) > 1
    return yet and not _W["to_begin"].isdisjoint(page.keys)


def _to_the_asker(page: Page) -> bool:
    """ "Yes, change it", "no, go on", "yes please", "I don't know why you ask that": said of the questions, in
    answer to none."""
    words = spoken(page.keys)
    opened = next((at for at, key in enumerate(words) if key not in _W["opening"]), len(words))
    wanted = [key for key in words[opened:] if key not in _W["polite"]]
    if opened and not wanted and "please" in words:
        return OF_WILL.isdisjoint(page.asked)  # "yes please"
    wondering = pairs(words) & _W["wondering"]
    told = result_told(page) or any(m.states for m in page.mentions)  # "negative, don't know why they tested it"
    return " ".join(wanted) in _W["commands"] or bool(wondering) and not told


def _unknowing(page: Page) -> bool:
    """ "I am not knowing this", "nowt I can tell you till I've seen the letter", "no, I'm not telling you that": the
    denial is of knowing, of telling or of papers, and not of what was asked."""
    if (
        OF_WILL & set(page.asked)
        and _W["clueless"].isdisjoint(page.keys)
        or any(m.states for m in page.mentions)
        or any(page.keys[number.start] != "zero" for number in page.numbers)
    ):
        return False
    clauses = [clause for clause in page.clauses if any(key.isalpha() for key in page.keys[clause.start : clause.end])]
    at = clauses[0].start if clauses else 0
    if len(clauses) > 1 and set(page.keys[at : clauses[0].end]) <= _W["opening"]:
        clauses = clauses[1:]
    return bool(clauses) and _denies_knowing(page, clauses[0].start, clauses[0].end)


def _denies_knowing(page: Page, start: int, end: int) -> bool:
    denial = next((at for at in range(start, end) if page.keys[at] in _W["denials_of_knowing"]), end)
    if of_a_remark(page, denial):
        return False  # "negative, don't know why they tested it"
    after = page.keys[denial + 1 : end]
    known = next((at for at, key in enumerate(after) if key in _W["knowing"]), len(after))
    if known == len(after) or set(after) & _W["finds"] or set(after[known + 1 : known + 2]) & _W["known_of"]:
        return False
    return set(after[:known]) <= _W["before_knowing"]


def _of_other_things(page: Page) -> bool:
    """ "I've never smoked", "no, not diabetic", "yes I have asthma": what no question asks for is denied or told."""
    if len(page.keys) > _SHORT or any(m.states and m.fact in page.asked for m in page.mentions):
        return False
    treatment = any(fact in says() and says()[fact].kind in _TREATMENTS for fact in page.asked)
    others = _W["other_things"] - (_W["of_effects"] if treatment else frozenset())
    return not others.isdisjoint(page.keys) and _W["limiting"].isdisjoint(page.keys)


def _owns_none(page: Page) -> bool:
    """ "I don't own one of those cuffs", "haven't got a thermometer": what one would measure with is denied."""
    if any(m.states and m.fact in page.asked for m in page.mentions):
        return False
    at = next((at for at, key in enumerate(page.keys) if key in _W["denials_of_knowing"]), len(page.keys))
    owned = page.keys[at + 1 : at + 1 + _OWNED]
    if page.keys[at + 1 : at + 2] == ["own"] or page.keys[at + 2 : at + 3] == ["own"]:
        return "that" not in owned
    return bool(_W["having"] & set(owned) or page.keys[at : at + 1] == ["no"]) and bool(_W["instruments"] & set(owned))


def _unless_counted(page: Page, place: Found[str] | None) -> bool:
    """ "No, nothing. Oh, unless leukaemia when I was six counts": it may; "no, unless tea counts" is a no."""
    at = next((at for at, key in enumerate(page.keys) if key in _W["unless"]), None)
    if at is None or place and place.start <= at < place.end:
        return False
    return not _W["counting"].isdisjoint(page.keys[at:])


def _only_nothing(page: Page) -> bool:
    """ "Nothing." to "Have you had it? Did it help?": it was not given, or it did nothing."""
    treatments = [fact for fact in page.asked if fact in says() and says()[fact].kind == "therapy"]
    words = page.words
    return bool(treatments) and words <= _W["only_nothing"] and not words <= _W["only_no"]
