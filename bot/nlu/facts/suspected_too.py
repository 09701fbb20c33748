"""A suspicion of ALS beside another nerve disease, and such a disease beside what is spoken of: "I have myasthenia, and
now they suspect ALS on top", "only the myasthenia" to a list of illnesses, "I have myasthenia too"."""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("suspected_too")
_FACT, _ANOTHER, _SUSPECTED = "motor_syndrome", "other_not_als", "suspected"
_NEAR = 3
"""Words before a name within which "also" or "and" stands: "I also have myasthenia"."""


def without_the_other(page: Page, stated: list[Finding]) -> list[Finding]:
    """ "Myasthenia, and maybe ALS": the suspicion is of today, so it is what is left open of the two."""
    suspected = [one for one in stated if (one.fact, one.value) == (_FACT, _SUSPECTED)]
    others = [one for one in stated if (one.fact, one.value) == (_FACT, _ANOTHER)]
    if not suspected or not others or len(suspected) + len(others) < len(stated):
        return stated
    return suspected if all(_beside(page, one, other) for one in suspected for other in others) else stated


def _beside(page: Page, one: Finding, other: Finding) -> bool:
    clause = page.clause_at(one.start)
    between = page.keys[min(one.end, other.end) : max(clause.end, other.start)]
    suspecting = bool(_W["suspecting"] & set(page.keys[clause.start : clause.end]))
    joined = other.end <= one.start or not _W["joining"].isdisjoint(page.keys[other.start - _NEAR : other.start])
    return suspecting and joined and _W["then"].isdisjoint(between)


def plainly_suspected(page: Page, one: Finding) -> bool:
    """ "They suspect ALS", "ALS is suspected", "maybe ALS too": a clause that says nothing else."""
    if (one.fact, one.value) != (_FACT, _SUSPECTED):
        return False
    clause = page.clause_at(one.start)
    named = {at for m in page.mentions if m.clause is clause for at in range(m.start, m.end)}
    said = {page.keys[at] for at in range(clause.start, clause.end)}
    rest = {page.keys[at] for at in range(clause.start, clause.end) if at not in named and page.keys[at][0].isalnum()}
    return bool(said & _W["hedges"]) and rest <= _W["hedges"] | _W["beside"]


def beside_it(page: Page, mention: Mention) -> bool:
    """ "Only the myasthenia", "it's for the myasthenia", asked for something else: what was told before; "I have
    myasthenia too": it stands beside what was told, in its place it does not."""
    if mention.fact != _FACT or mention.means.value != _ANOTHER:
        return False
    before = page.keys[max(mention.clause.start, mention.start - _NEAR) : mention.start]
    after = page.keys[mention.end : mention.end + 2]
    if after[:1] != [] and after[0] in _W["too"] or after == ["as", "well"] or _W["also"] & set(before):
        return True
    if not page.asked or _FACT in page.asked or "HAS" in mention.said:
        return False
    return bool((_W["known"] | _W["only"]) & set(before[-1:] if before[-1:] != [] else ()))
