"""What a reply tells that has another cause than the one asked for: "anaphylaxis to nuts", "IL-6 blocker yes
(urticaria)", "I had chemo, for lupus", "I'm gay, so that's not an issue"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Finding, Page
from bot.nlu.treatments.other_medicines import medicine_at
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("other_causes")
IL2, _CANCER, _PROTECTED = "il2_allergy_or_intolerance", "cancer_history", "contraception_during_trial"
_DRUGS = ("therapy", "therapies", "immunosuppressants", "steroid", "window")


def of_another_cause(page: Page, start: int, fact: str) -> bool:
    """Whether the clause of a reaction names something else that people react to, and not what was asked for."""
    if fact != IL2:
        return False
    clause = page.clause_at(start)
    if any(m.clause is clause for m in page.of_kind(IL2)):
        return False
    words = page.keys[clause.start : clause.end]
    another = any(a in _W["kind_of"] and b in _W["numbers"] for a, b in zip(words, words[1:], strict=False))
    drugs = any(m.clause is clause and says()[m.fact].kind in _DRUGS for m in page.mentions)
    return another or drugs or bool(_W["allergens"] & set(words)) or _of_the_last(page, clause, words)


def _of_the_last(page: Page, clause: Clause, words: list[str]) -> bool:
    """ "I can't have tocilizumab, I'm allergic to it": "it" is the drug that was named before."""
    named = any(m.end <= clause.start and says()[m.fact].kind in _DRUGS for m in page.mentions)
    return named and not page.of_kind(IL2) and bool(_W["it"] & set(words))


def of_another_drug(page: Page, one: Finding) -> bool:
    """ "I can't have tocilizumab, I'm allergic to it", "yes, to the rituximab", "lactose intolerant": a message that
    names, up to the end of the sentence that answers, something else to react to and not what was asked for."""
    if one.fact != IL2 or one.value is not True or page.of_kind(IL2):
        return False
    end = page.sentence(page.clause_at(one.start))[-1].end
    drugs = any(m.start < end and says()[m.fact].kind in _DRUGS for m in page.mentions)
    return drugs or bool(_W["allergens"] & set(page.keys[:end])) or any(medicine_at(page, at) for at in range(end))


def of_other_illness(page: Page, one: Finding) -> bool:
    """ "I had chemo but not for cancer, for lupus", "chemo yes, but that was cyclophosphamide": no cancer is named."""
    if one.fact != _CANCER or one.value is not True or _W["chemo"].isdisjoint(page.keys):
        return False
    named = [m for m in page.of_kind(_CANCER) if "NEGATED" not in m.said]
    if any(_W["chemo"].isdisjoint(page.keys[m.start : m.end]) for m in named):
        return False
    treated = any(m.fact in ("tx_cyclophosphamide", "ae_diagnosis", "motor_syndrome") for m in page.mentions)
    return treated or not _W["immune"].isdisjoint(page.keys)


def of_no_need(page: Page, one: Finding) -> bool:
    """ "I'm gay, it's not an issue": no will is told where there is nothing to protect from."""
    if one.fact != _PROTECTED or one.value is not True:
        return False
    return not (_W["no_need"].isdisjoint(page.keys) or _W["issue"].isdisjoint(page.keys))
