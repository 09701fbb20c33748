"""Signs of yes and no that stand beside the name of something that was not asked for, known or not: "chemoport (+)",
"MRI: pos", "edema -", "V.a. TIA"."""

from __future__ import annotations

from bot.nlu.language.names import type_of
from bot.nlu.language.said import Said
from bot.nlu.page import Finding, Page
from bot.nlu.reply.of_a_label import of_illnesses
from bot.nlu.reply.of_a_thing import of_a_thing
from bot.nlu.reply.own_words import own_names, own_words
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("marked")
_PLAIN = word_lists("told_instead")["beside_it"] | word_lists("of_a_label")["beside"]
_FUNCTION_WORDS = word_lists("page")["function_words"]
_BREAKS = word_lists("of_a_label")["breaks"] | word_lists("of_a_label")["signs"] | {"["}


def marked(page: Page, one: Finding) -> bool:
    """Whether an answer is made of nothing but such signs: not of "seizure (-), all (-)"."""
    counted = isinstance(one.value, int | float) and not isinstance(one.value, bool)  # "seven n a half"
    if counted or any(page.keys[at] in _W["of_all"] for at in range(one.start, one.end)):
        return False
    signs = [at for at in range(one.start, one.end) if _sign(page, at)]
    return bool(signs) and all(_of_another(page, at) for at in signs)


def _sign(page: Page, at: int) -> bool:
    """A sign by itself, or a result in brackets or behind a colon."""
    key, before = page.keys[at], page.keys[max(0, at - 1) : at]
    return key in _W["signs"] or key in _W["results"] and bool(_W["opening"].intersection(before))


def _of_another(page: Page, at: int) -> bool:
    end = at
    while end and page.keys[end - 1] in _W["opening"] | _W["signs"]:
        end -= 1
    start = end
    while start and page.keys[start - 1] not in _BREAKS:
        start -= 1
    if start == end:  # "(+)" to a list: of one thing in it, and of which is not told
        bare = not any(key.isalnum() for key in page.keys)
        return bare and len(page.asked) > 1 and page.keys[at] in _W["yes"]
    if any(start <= m.start < end for m in page.of_kind(*page.asked)) or of_illnesses(page, start, end):
        return False
    if any(cue.category == "FAMILY" and start <= cue.start < end for cue in page.cues):
        return True
    return not page.plain(start, end, also=_PLAIN | (_W["methods"] if _tested(page) else frozenset()))


def _tested(page: Page) -> bool:
    """Whether a test was asked for, so that its way and its parts may be named instead: "ELISA (+)"."""
    return len(page.asked) == 1 and any(
        type_of(says()[fact]) in _W["tested"] or says()[fact].kind in _W["tested"]
        for fact in page.asked
        if fact in says()
    )


def of_another_name(page: Page, cue: Said) -> bool:
    """Whether a doubt or a denial is of what is named right behind it, or taken away is what is named before it, which
    was not asked for."""
    return _of_the_next(page, cue) or _denies_another(page, cue) or of_a_thing(page, cue)


def _of_the_next(page: Page, cue: Said) -> bool:
    """ "V.a. TIA", "?stroke", "suspected MS": what is doubted is the name behind it."""
    end = _abbreviated(page, cue.start)
    doubting = cue.direction == "forward" or page.keys[cue.start] in _W["doubting"]
    if end is None and not (cue.category == "UNSURE" and doubting):
        return False
    end = cue.end if end is None else end
    if end >= len(page.keys):
        return end > cue.end or page.keys[cue.end - 1] == "."  # what is named behind it is read by itself
    if any(m.start == end for m in page.of_kind(*page.asked)):
        return False
    return page.keys[end].isalpha() and page.keys[end] not in _PLAIN | _FUNCTION_WORDS | _W["behind_a_doubt"]


def _abbreviated(page: Page, at: int) -> int | None:
    """Where an abbreviation that opens a name ends: "V.a. TIA", "Z.n. stroke"."""
    return next((end for end in (at + 4, at + 3) if "".join(page.keys[at:end]) in _W["abbreviations"]), None)


def _denies_another(page: Page, cue: Said) -> bool:
    """ "Partial is not response", "he is not in hospital": what stands behind the "not" is denied, and is none of what
    was asked."""
    clause = page.clause_at(cue.start)
    if cue.category != "NEGATED" or page.keys[cue.end - 1] not in _W["nots"] or cue.end - 1 == clause.start:
        return False
    end = next((at for at in range(cue.end, clause.end) if page.keys[at] in _BREAKS), clause.end)
    before = {*page.keys[clause.start : cue.end]} - _FUNCTION_WORDS - _PLAIN - _W["nots"]
    if _named(page, cue.end, end) or not before.isdisjoint(own_names(page.asked)):
        return False  # "his heart is not failing"
    own = own_words(page.asked) | _PLAIN | _W["behind_a_not"]
    return not page.plain(cue.end, end, outcomes=_treats(page), also=own)


def _named(page: Page, start: int, end: int) -> bool:
    """Whether something asked is named between two places, or what is seen of it."""
    if any(start <= m.start < end for m in page.of_kind(*page.asked)):
        return True
    return any(start <= near.start < end and near.of.fact in page.asked for near in page.near)


def _treats(page: Page) -> bool:
    return any(fact in says() and says()[fact].kind in _W["treatments"] for fact in page.asked)
