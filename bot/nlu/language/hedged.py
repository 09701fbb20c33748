"""Doubts in a clause of their own: "... but the consultant only said 'probable', he won't commit till it's back"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("hedged")
_TYPES = {"condition", "diagnosis"}
_BEYOND, _CAUSE = 3, 4
"""Words after "commit" within which it is told what to; after "autoimmune" within which it is doubted."""


def tell(page: Page) -> None:
    """What was named last is in doubt where a clause that names nothing says only how sure somebody is."""
    words = page.words
    if words & _W["thinking"]:
        _trailing(page)
    if words & _W["immune"]:
        _perhaps_immune(page)
    if not words & _W["hedges"] and not words & _W["committing"] and not words & _W["firm"]:
        return
    last: list[Mention] = []
    sentence, beside = -1, False
    for clause in page.clauses:
        here = [m for m in page.mentions if m.clause is clause and m.means.type in _TYPES]
        if here:
            last, sentence, beside = here, clause.sentence, False
            continue
        beside = beside or any(m.clause is clause for m in page.mentions)
        near = last and clause.sentence - sentence <= 1 and not clause.asks
        if near and (_hedges(page, clause) or not beside and _nothing_firm(page, clause)):
            for mention in last:
                mention.said |= set() if mention.other or "NEGATED" in mention.said else {"UNSURE"}


def _perhaps_immune(page: Page) -> None:
    """ "Limbic encephalitis, possibly autoimmune", "encephalitis, autoimmune cause suspected"."""
    for mention in page.mentions:
        if mention.fact != "ae_diagnosis" or _W["immune"] & set(page.keys[mention.start : mention.end]):
            continue
        words = page.keys[mention.end : page.sentence(mention.clause)[-1].end]
        at = next((at for at, key in enumerate(words) if key in _W["immune"]), len(words))
        behind = [key for key in words[at + 1 : at + 1 + _CAUSE] if key not in _W["cause"]]
        before = set(words[:at])
        doubted = before & _W["cause_hedges"] or behind[:1] != [] and behind[0] in _W["hedges"]
        if at < len(words) and doubted and before <= _W["before_cause"] | _W["cause_hedges"]:
            mention.said.add("UNSURE")


def _trailing(page: Page) -> None:
    """ "Parkinson's they think", "dementia, the doctor thinks": who thinks so ends what is said."""
    for clause in page.clauses:
        end = clause.end
        while end > clause.start and not page.keys[end - 1].isalnum():
            end -= 1
        start = end - 1
        while start > clause.start and page.keys[start - 1] in _W["thinkers"]:
            start -= 1
        if end == clause.start or page.keys[end - 1] not in _W["thinking"] or start == end - 1 or clause.asks:
            continue
        at = start - (page.keys[start - 1 : start] == [","])
        for mention in page.mentions:
            denied = "NEGATED" in mention.said or "not" in page.keys[max(0, mention.start - 1) : mention.end]
            if mention.end == at and mention.means.type in _TYPES and not denied:
                mention.said.add("UNSURE")


def _hedges(page: Page, clause: Clause) -> bool:
    return _only_doubts(page, clause) or _uncommitted(page, clause)


def _nothing_firm(page: Page, clause: Clause) -> bool:
    """ "He muttered motor neurone. Nothing official": the whole of it says so."""
    if _W["firm"].isdisjoint(page.keys[clause.start : clause.end]) or not page.plain(clause.start, clause.end):
        return False
    return any(cue.category == "UNSURE" for cue in page.cues_in(clause, "diagnosis"))


def _only_doubts(page: Page, clause: Clause) -> bool:
    """ "But the consultant only said 'probable'", "'query' is the word on the letter"."""
    words = {key for key in page.keys[clause.start : clause.end] if key.isalnum()}
    if words <= _W["hedges"] | _W["most"] and words & _W["hedges"]:
        return page.keys[clause.start - 1 : clause.start] == [","]  # "motor neurone disease, probably"
    told = words & _W["saying"] and (words & _W["only"] or words & _W["turning"] or '"' in page.keys[clause.start :])
    return bool(words & _W["hedges"] and told) and words <= _W["about_it"]


def _uncommitted(page: Page, clause: Clause) -> bool:
    """ "He won't commit himself yet", not "he won't commit to weekly visits"."""
    keys = page.keys
    at = next((at for at in range(clause.start, clause.end) if keys[at] in _W["committing"]), None)
    if at is None or not _W["refusing"] & set(keys[clause.start : at]):
        return False
    if set(keys[clause.start : at]) - _W["refusing"] - _W["about_it"] - {","}:
        return False
    beyond = keys[at + 1 : at + 1 + _BEYOND]
    return "to" not in beyond[:2] or bool(_W["names"] & set(beyond))
