"""Replies that tell of two tests, one of then and one of now: "the old one showed a shadow, the new one is clear"."""

from __future__ import annotations

from bot.nlu.facts import chest
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.language.said import Said
from bot.nlu.page import Page
from bot.nlu.renewed import TESTED, newer
from bot.nlu.reply.meant import OF_NOW
from bot.nlu.reply.over_since import over_since
from bot.nlu.vocabulary import word_lists

_W = word_lists("renewed")
_SIGNS = {"POSITIVE": True, "ABNORMAL": True, "NEGATED": False, "NORMAL": False}
_LASTING = {"tuberculosis", "hepatitis_b_status", "hepatitis_c_status"}
"""What was found once and is not found today leaves these open."""
_TODAY = OF_NOW | {"hiv_serology", "urine_hcg", "ae_diagnosis"}


def _film_of_now(page: Page, near: list[Found[Meaning]]) -> list[Found[Meaning]]:
    """What is said of the chest film of today; nothing where a later one is spoken of and not what it showed."""
    seen = chest.newest(page, [(one, page.denied(one, chest.REACH)) for one in near])
    kept = [one for one, _ in seen]
    if not kept or len(page.clauses) == 1:
        return kept
    last = page.clause_at(kept[-1].start)
    told = _W["later"].intersection(page.keys[last.start : last.end])
    rest = set(page.keys[last.end :])
    return [] if not told and _W["anew"] & rest else kept  # "a shadow, but they repeated it and it had gone"


def told_of_today(page: Page, fact: str, near: list[Found[Meaning]]) -> list[Found[Meaning]]:
    """What is said of today, of phrases that say two things of one fact: "the one in June was negative, the one last
    week came back positive"."""
    if fact == chest.FACT:
        return _film_of_now(page, near)
    if fact not in _TODAY or len(page.clauses) < 2 or len({one.of.value for one in near}) != 2:
        return near
    kept = sorted(near, key=lambda one: one.start)
    for one, other in zip(kept, kept[1:], strict=False):
        first, second = page.clause_at(one.start), page.clause_at(other.start)
        if first is not second and one.of.value != other.of.value:
            later = newer(page, first, second)
            now = other if later else one
            return near if later is None else [n for n in near if n.of.value == now.of.value]
    return near


def results_of_now(page: Page, fact: str, cues: list[Said]) -> list[Said]:
    """The cues of a reply without the result of then: "it was positive in 2019, the one from this month negative", and
    without that of the rest: "no, GGT up, others fine"."""
    cues = [cue for cue in cues if cue.category != "NORMAL" or page.keys[max(0, cue.start - 1)] not in _W["the_rest"]]
    if over_since(page, fact):
        return []
    if fact not in TESTED | _LASTING or len(page.clauses) < 2:
        return cues
    results = sorted((cue for cue in cues if cue.category in _SIGNS and _is_result(page, cue)), key=lambda c: c.start)
    for one, other in zip(results, results[1:], strict=False):
        first, second = page.clause_at(one.start), page.clause_at(other.start)
        if first is second or _SIGNS[one.category] == _SIGNS[other.category]:
            continue
        later = newer(page, first, second)
        if later is None:
            continue
        then, now = (first, other) if later else (second, one)
        if fact in _LASTING and not _SIGNS[now.category]:
            return []
        return [cue for cue in cues if page.clause_at(cue.start) is not then]
    return cues


def never_found(cues: list[Said]) -> bool:
    """ "... and it's never found any in me"."""
    denials = {cue.end for cue in cues if cue.category == "NEGATED"}
    return any(cue.category == "POSITIVE" and cue.start in denials for cue in cues)


def _is_result(page: Page, cue: Said) -> bool:
    return not _W["results"].isdisjoint(page.keys[cue.start : cue.end])
