"""Vaccines that were not given on the day beside them, are had by habit, or are denied of one kind alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.facts.viruses import joins
from bot.nlu.language.text import pairs
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.times.when import When
from bot.nlu.times.windows import NONE, VACCINE
from bot.nlu.vocabulary import word_lists

_W = word_lists("windows")
_VIRUSES = word_lists("infection")["viruses"]
_SHORT, _FEW = 5, 3
"""Tokens, and words beside those that join, of a clause that speaks of nothing but the vaccine."""
PLANNED = "vaccination_planned"
_NAMED = 2
"""Words before a vaccine's name that may say of which kind it is ("live vaccine")."""


def fell_through(page: Page, mention: Mention) -> bool:
    """ "My RSV jab on the 10th of October was called off", "... but they cancelled it": there was none on its day."""
    for clause in page.sentence(mention.clause):
        if clause is not mention.clause and (clause.start < mention.start or not _of_it(page, clause.start)):
            continue
        words = page.keys[clause.start : clause.end]
        first_one = _W["until_now"] & set(words)  # "going to get it in December, never had one before"
        if (_W["put_off"] | _W["unattended"]) & set(words) or not first_one and _W["fell_through"] & pairs(words):
            return True
    return False


def given_up(page: Page, mention: Mention) -> bool:
    """ "Booked for 12 October, fell through", "was going to get it but never went": it was not put off to another day
    ("moved to 2 December")."""
    behind = page.keys[mention.end : page.sentence(mention.clause)[-1].end]
    return fell_through(page, mention) and _W["put_off_to"].isdisjoint(behind)


def _of_it(page: Page, start: int) -> bool:
    """Whether a clause that begins here goes on about the vaccine: "but they cancelled it", "skipped it this year"."""
    clause = page.clause_at(start)
    words = set(page.keys[clause.start : clause.end])
    if any(m.clause is clause and m.fact != VACCINE for m in page.mentions) or _W["another_dose"] - {"one"} & words:
        return False
    opens = next((key for key in page.keys[start : clause.end] if key not in _W["joining"]), "")
    content = sum(key.isalpha() and key not in _W["joining"] for key in page.keys[start : clause.end])
    short = clause.end - clause.start <= _SHORT or content <= _FEW  # "... I didn't go", "but she did not attend"
    return short or opens in _W["put_off"] or bool(_W["of_it"] & words)


def illness(page: Page, mention: Mention) -> bool:
    """ "Had flu & covid in October, both mild", "flu/covid swabs neg 12 Nov": viruses, and no vaccine."""
    if page.keys[mention.start] not in _VIRUSES or page.keys[mention.end - 1] not in _VIRUSES:
        return False
    result = any(page.keys[at] == "+" and not joins(page, at) for at in range(mention.start + 1, mention.end))
    result = result or page.keys[mention.end : mention.end + 1] in (["-"], ["+"])  # "Flu+ COVID-"
    return result or not _W["caught_or_tested"].isdisjoint(page.sentence_words(mention.clause))


def of_hepatitis(page: Page, mention: Mention) -> bool:
    """ "HBV: no vaccine", "not vaccinated for hep B", "hep B unvaccinated": told of that vaccine alone; not what is
    planned."""
    if "PLANNED" in mention.said and not NONE & mention.said:
        return False
    if VACCINE in page.asked or any(page.clause_at(w.start) is mention.clause for w in page.dates):
        return False
    for named in page.of_kind("hepatitis_b_status"):
        if named.start >= mention.end and set(page.keys[mention.end : named.start]) <= _W["against"]:
            return True
        if named.end <= mention.start and set(page.keys[named.end : mention.start]) <= _W["denied_jab"]:
            return True
    return False


def filled_in(page: Page, mentions: Sequence[Mention]) -> list[Finding]:
    """ "Vaccine: Shingrix", asked whether there was any within six months: a line filled in with its name."""
    if VACCINE not in page.asked or len(mentions) != 2 or any(m.said for m in mentions):
        return []
    head, name = mentions
    sentence = page.sentence(head.clause)
    alone = sentence[0].start == head.start and all(
        not page.keys[at].isalnum() for at in range(name.end, sentence[-1].end)
    )
    filled = page.keys[head.end : name.start] == [":"] and head.fact == name.fact == VACCINE
    return [Finding(VACCINE, True, head.start, name.end)] if alone and filled else []


def by_habit(page: Page, mention: Mention, when: When) -> bool:
    """ "Has her flu shot every October", "always gets it in October": which October, or whether this one, is not
    said."""
    clause = page.clause_at(when.start)
    if page.keys[when.start - 1 : when.start] and page.keys[when.start - 1] in _W["every"]:
        return _W["been"].isdisjoint(page.keys[when.end : page.sentence(clause)[-1].end])  # "... and I took it"
    return clause is mention.clause and not _W["habit"].isdisjoint(page.keys[clause.start : clause.end])


def without_one_kind(page: Page, mentions: Sequence[Mention], found: list[Finding]) -> list[Finding]:
    """ "No live vax ever; inactivated flu 30 Sep", "no MMR. Flu jab on 3 November": one kind denied is not all."""
    kinds = [m for m in mentions if m.means.role != "value" and _of_a_kind(page, m)]
    denied = {m.start for m in kinds if NONE & m.said}
    told = {m.start for m in mentions if m.start not in denied and not NONE & m.said}
    if not denied or not told and not _others(page, mentions):
        return found
    return [one for one in found if one.fact != VACCINE or one.value is not False or one.start not in denied]


def not_to_be(page: Page, mention: Mention) -> bool:
    """ "No live vaccine planned", "Covid booster not planned"."""
    near = page.near_in(mention.clause, PLANNED)
    denied = any(one.of.value is False and mention.end <= one.start <= mention.end + 1 for one in near)
    return denied or bool(NONE & mention.said)


def without_the_refused(page: Page, found: list[Finding]) -> list[Finding]:
    """ "Shingles jab booked for spring, flu jab refused": of several kinds one is to come, so what is denied of another
    kind is not denied of all."""
    coming = [_kinds(page, one) for one in found if one.fact == PLANNED and one.value is True]
    if not coming or not all(coming):
        return found
    kinds = set().union(*coming)
    return [one for one in found if one.fact != PLANNED or one.value is not False or not _of_another(page, one, kinds)]


def _of_another(page: Page, denied: Finding, kinds: set[str]) -> bool:
    words = set(page.keys[page.clause_at(denied.start).start : page.clause_at(denied.end - 1).end])
    own = _kinds(page, denied)
    return bool(own) and own.isdisjoint(kinds) and not _W["any_kind"] & words


def _kinds(page: Page, finding: Finding) -> set[str]:
    """The kinds of vaccines that the clause of a finding names, or else its sentence: "the flu jab was offered and
    refused"."""
    clause = page.clause_at(finding.start)
    end = page.clause_at(finding.end - 1).end
    own = _W["kinds_of_jabs"] & set(page.keys[clause.start : end])
    return own or _W["kinds_of_jabs"] & set(page.keys[page.sentence(clause)[0].start : end])


def _of_a_kind(page: Page, mention: Mention) -> bool:
    return not _W["kinds_of_jabs"].isdisjoint(page.keys[max(0, mention.start - _NAMED) : mention.end])


def _others(page: Page, mentions: Sequence[Mention]) -> bool:
    """ "No covid vaccine ever; flu 12 October": a day beside the name of another kind."""
    named = {at for m in mentions for at in range(m.start, m.end)}
    for when in page.dates:
        before = range(max(page.clause_at(when.start).start, when.start - _NAMED - 1), when.start)
        if any(page.keys[at] in _W["kinds_of_jabs"] and at not in named for at in before):
            return True
    return False
