"""Antibody results told in a sentence of their own: "They only tested me for LGI1. That was negative." """

from __future__ import annotations

from bot.nlu.facts import specimens
from bot.nlu.facts.antibody_names import names_disease
from bot.nlu.facts.panels import PANEL
from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibody_next")
_RESULTS = frozenset({"POSITIVE", "NEGATED"})
_SHORT = 2
"""Tokens of a denial that denies what is done: "nobody ever"."""
_BESIDE = frozenset({PANEL, specimens.SPECIMEN})


def told_next(page: Page, mention: Mention) -> set[str]:
    """What the next sentence says of an antibody that was looked for and has no result in its own."""
    words = page.sentence_words(mention.clause)
    if mention.said & _RESULTS or _W["looked_for"].isdisjoint(words) or names_disease(page, mention):
        return set()
    after = [clause for clause in page.clauses if clause.sentence == mention.clause.sentence + 1]
    if not after or after[0].asks or any(m.fact not in _BESIDE and m.clause in after for m in page.mentions):
        return set()
    if not page.plain(after[0].start, after[0].end, also=_W["taking_up"]):
        return set()
    told = {cue.category for clause in after for cue in page.cues_in(clause, "antibody")} & _RESULTS
    if page.keys[after[0].start] in _W["none"]:
        return {"NEGATED"} if told else set()  # "Nothing found."
    return told if len(told) == 1 else set()


def told_behind(page: Page, mention: Mention) -> set[str]:
    """ "NMDAR was sent, that was negative": what the next clause of the sentence says of an antibody sent off."""
    after = [c for c in page.sentence(mention.clause) if c.start >= mention.clause.end]
    if not after or after[0].asks or page.keys[after[0].start] not in _W["taking_it_up"]:
        return set()
    if any(m.clause is after[0] and m.fact not in _BESIDE for m in page.mentions):
        return set()
    if not page.plain(after[0].start, after[0].end, also=_W["taking_up"]):
        return set()
    told = {cue.category for cue in page.cues_in(after[0], "antibody")} & {*_RESULTS, "PENDING", "UNSURE", "UNDONE"}
    return told if len(told) == 1 and told <= _RESULTS else set()


def of_something_else(page: Page, clause: Clause) -> bool:
    """ "VGKC, they never broke it down", "nobody told me the titre": what is denied is no finding."""
    denials = [cue for cue in page.cues_in(clause, "antibody") if cue.category == "NEGATED"]
    of_deeds = all(page.keys[cue.start] in _W["deeds_denied"] and cue.end <= cue.start + _SHORT for cue in denials)
    words = set(page.keys[clause.start : clause.end])
    return bool(denials) and of_deeds and not page.pure(clause) and words.isdisjoint(_W["findings"])
