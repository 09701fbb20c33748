"""Doubts in a reply that are only those of a remark behind it: "negative, i test every year because i worry"."""

from __future__ import annotations

from bot.nlu.language.said import Said
from bot.nlu.page import Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("remarks")
_RESULTS = {"POSITIVE", "NEGATED", "ABNORMAL", "NORMAL"}


def without_remarks(page: Page, cues: list[Said]) -> list[Said]:
    """The cues of a reply that speak of its answer; the "ok" of "ok, he says positive" does not."""
    told = [cue.start for cue in cues if cue.category in _RESULTS]
    cues = [cue for cue in cues if not (_assents(page, cue) and any(start > cue.start for start in told))]
    if all(cue.category != "UNSURE" for cue in cues):
        return cues
    rest = [cue for cue in cues if not (cue.category == "UNSURE" and of_a_remark(page, cue.start))]
    return [cue for cue in rest if not (cue.category == "POSITIVE" and _feared(page, cue.start))]


def _assents(page: Page, cue: Said) -> bool:
    """ "Ok. Negative", "wait, ok": a word with which one begins."""
    return page.keys[cue.start] in _W["assents"] and set(page.keys[: cue.end]) <= _W["assents"] | _W["begins"]


def of_a_remark(page: Page, at: int) -> bool:
    """Whether a doubt stands behind the answer and is of why, when or where it was found, or mere worry: "negative, I
    think in March", "no, although she worries"; not "negative, I think", "no, but my wife thinks I might have it"."""
    end = _answer(page)
    if not end or at < end or any(says()[fact].kind == "therapy" for fact in page.asked if fact in says()):
        return False
    start, until = _part(page, at)
    words = set(page.keys[max(start, end) : until])
    if _feared(page, at):
        return True
    if _told_anew(page, max(start, end), until):
        return False
    if _W["suspected"] & words and _W["others"] & words or _W["reasons"] & words:
        return True  # "they tested because they suspected it", "not sure why you ask"
    result = set(page.keys[:end]).isdisjoint(_W["no"])
    timed = any(start <= when.start < until for when in page.dates) or bool(_W["details"] & words)
    return timed and (result or not _W["tested"].isdisjoint(words))


def result_told(page: Page) -> bool:
    """Whether a reply opens with a result, and no bare yes or no: "negative, ..."."""
    return bool(_answer(page)) and (_W["no"] | _W["yes"]).isdisjoint(page.keys[: _answer(page)])


def _answer(page: Page) -> int:
    """The end of what is nothing but an answer and opens a reply: "negative", "no, thankfully", "all normal"."""
    end = next((at for at, key in enumerate(page.keys) if key in _W["breaks"]), len(page.keys))
    told = any(cue.start < end and cue.category in _RESULTS for cue in page.cues)
    doubted = any(cue.start < end and cue.category == "UNSURE" for cue in page.cues)
    bare = not (_W["no"] | _W["yes"]).isdisjoint(page.keys[:end])
    return end if (told or bare) and not doubted and page.plain(0, end, also=_W["beside"]) else 0


def opens(page: Page, start: int, end: int) -> bool:
    """Whether a value is all that stands before the first sign, so that what follows is a remark: "vaccinated, like i
    said"; not "no, ..."."""
    until = next((at for at, key in enumerate(page.keys) if key in _W["signs"]), 0)
    words = set(page.keys[start:until])
    if len(page.asked) > 1 or not start < until or end > until or words <= _W["no"] | _W["yes"]:
        return False
    return page.plain(0, start, also=_W["beside"]) and page.plain(end, until, also=_W["beside"])


def _part(page: Page, at: int) -> tuple[int, int]:
    """The tokens between two signs around a place."""
    breaks = [place for place, key in enumerate(page.keys) if key in _W["breaks"]]
    start = max((place + 1 for place in breaks if place <= at), default=0)
    return start, min((place for place in breaks if place > at), default=len(page.keys))


def _feared(page: Page, at: int) -> bool:
    """ "Negative, I was scared it might be positive": only feared; not "but I worry it was a mistake"."""
    end = _answer(page)
    start = page.sentence(page.clause_at(at))[0].start
    words = set(page.keys[max(start, end) : _part(page, at)[1]])
    return 0 < end <= at and bool(_W["worries"] & words) and _W["wrong"].isdisjoint(words)


def _told_anew(page: Page, start: int, end: int) -> bool:
    """Whether a result, or the thing itself, is named again: "negative, maybe positive in 2019"."""
    named = any(start <= mention.start < end for mention in page.of_kind(*page.asked))
    results = (cue for cue in page.cues if start <= cue.start < end and cue.category in _RESULTS)
    return named or any(page.keys[cue.start] not in _W["denying"] for cue in results)
