"""Conditions with a reserve: only possible, told as what a treatment did, or not all of what was looked at."""

from __future__ import annotations

from bot.nlu.facts.suspected_too import beside_it
from bot.nlu.language.clauses import Clause
from bot.nlu.language.commas import aside_in_denial
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("conditions")
_ENDING = {"TOLERATED", "INTOLERANT", "ENDED"}
"""What a treatment that did harm is said to be."""
_CAUSE = 6
"""Words of a cause: "because of my childhood BCG"."""
_LEFT_EMPTY = (["n", "/", "a"], ["n", ".", "a"])
_BEHIND = 3
"""Words behind a name within which it is ruled out."""


def effect(page: Page, mention: Mention) -> bool:
    """ "1 g x1 only, psychosis, not rechallenged", asked how a treatment went: what the treatment did."""
    kinds = {says()[fact].kind for fact in page.asked if fact in says()}
    bare = page.plain(mention.clause.start, mention.start) and page.plain(mention.end, mention.clause.end)
    return kinds == {"therapy"} and bare and not mention.said and any(cue.category in _ENDING for cue in page.cues)


def of_a_couple(page: Page, mention: Mention) -> bool:
    """ "We're expecting in February, my wife's blooming": she is, not the writer."""
    before = set(page.keys[max(mention.clause.start, mention.start - 3) : mention.end])
    couple = mention.fact == "pregnant" and bool(_W["couple"] & before)
    return couple and any(who in _W["expecting_wives"] for _, who in page.cast.people)


def one_ruled_out(page: Page, mention: Mention) -> bool:
    """ "AML ruled out", "bipolar was excluded": one illness of its kind; whether there is another is not said."""
    if mention.means.role != "value" or mention.fact in page.asked or "NEGATED" not in mention.said:
        return False
    behind = set(page.keys[mention.end : mention.end + _BEHIND])
    return mention.fact in _W["of_many_kinds"] and bool(_W["ruled_out"] & behind)


def from_the_vaccine(page: Page, mention: Mention) -> bool:
    """ "The TB test was positive because of my BCG", "Mantoux positive from the vaccine": no infection."""
    if mention.fact != "tuberculosis" or mention.means.role != "test" or "POSITIVE" not in mention.said:
        return False
    after = page.keys[mention.end : page.sentence(mention.clause)[-1].end]
    at = next((at for at, key in enumerate(after) if key in _W["caused_by"]), len(after))
    told = any(cue.category == "POSITIVE" and mention.end <= cue.start < mention.end + at for cue in page.cues)
    return told and bool(_W["of_the_vaccine"] & set(after[at : at + _CAUSE]))


def only_possible(page: Page, clause: Clause, named: Mention, near: Found[Meaning]) -> bool:
    """ "Autoimmune encephalitis, possible": what doubts the diagnosis right behind its comma."""
    doubt = near.of.value == "suspected" and near.start == clause.start == named.end + 1
    after = page.keys[near.end : near.end + 1]
    return doubt and (not after or not after[0].isalnum())


def either_cause(page: Page, mention: Mention) -> bool:
    """ "Encephalitis, they're not sure if it's autoimmune or viral": no more than suspected; "hepatitis, autoimmune or
    viral" tells of no brain."""
    if mention.fact != "ae_diagnosis" or _W["viral"].isdisjoint(page.keys):
        return False
    if _of_either(page, mention):
        return not any(key.startswith(tuple(_W["of_the_brain"])) for key in page.keys)
    return any(m.start >= mention.end and _of_either(page, m) for m in page.of_kind(mention.fact) if m.states)


def _of_either(page: Page, mention: Mention) -> bool:
    words = set(page.keys[mention.start : mention.end])
    return mention.means.value == "suspected" and bool(words & _W["viral"]) and bool(words & _W["either"])


def bilirubin_raised(page: Page) -> bool:
    """ "Bili 3.2x ULN, transaminases normal": not all liver tests are."""
    return bool(_W["of_the_bile"] & page.words) and any("multiple" in n.units for n in page.numbers)


def not_applicable(page: Page, mention: Mention) -> bool:
    """ "Depression: n/a", "ALS n/a", "dementia - not applicable": a line of a form that is left empty."""
    at = mention.end + (page.keys[mention.end : mention.end + 1] in ([":"], ["-"], ["="]))
    return page.keys[at : at + 3] in _LEFT_EMPTY or page.keys[at : at + 2] == ["not", "applicable"]


def denied_across(page: Page, mention: Mention) -> bool:
    """ "We have ruled out, with two EMGs, any MND": what stands between keeps the denial from its name."""
    article = mention.start - 1
    led = article > 1 and page.keys[article - 1] == "," and page.keys[article] in word_lists("clauses")["any"]
    return led and "NEGATED" not in mention.said and bool(aside_in_denial(article - 1, page.keys))


RESERVES = (effect, one_ruled_out, of_a_couple, from_the_vaccine, not_applicable, denied_across, beside_it)
"""Ways in which one is named with a reserve and not said to be there."""
