"""Drugs taken now that calm the immune system, and how they are taken."""

from __future__ import annotations

from itertools import pairwise

from bot.nlu.facts.shy import welcome
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments.left_behind import left_behind
from bot.nlu.treatments.medicines import FORMER, over, therapy_said
from bot.nlu.treatments.stopped_by_now import stopped_by_now
from bot.nlu.treatments.ways import set_right
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("medicines")

AGENTS = "immunosuppressants"
ROUTE = "immunosuppressant_route"
_NONE_OF = {"NEGATED", "NOT_GIVEN", "STOPPED", "DECLINED"}
_BEHIND = 4
"""Words in which a denial stands behind a way of taking a medicine."""
_COURSES = ("other_therapies", "tx_high_dose_steroid", "tx_ivig", "tx_rituximab", "tx_cyclophosphamide")
_KINDS = {"immunosuppressants", "therapy", "steroid", "window"}
_DOSES = {"oral_routine", "oral_above_routine"}
"""Values that may stand in a sentence of their own: "MMF 1 g twice a day. That's the usual dose"."""


def read(page: Page) -> list[Finding]:
    named = [m for m in page.of_kind(AGENTS) if m.means.role == "value" and m.states]
    agents = [m for m in named if not over(page, m) and _current_agent(page, m)]
    agents = [
        m for m in agents if not (_stopped_since(page, m, named) or stopped_by_now(page, m) or left_behind(page, m))
    ]
    if AGENTS in page.asked:
        agents += [m for m in page.of_kind("tx_cyclophosphamide") if m.states and not {"NOT_GIVEN", "NEGATED"} & m.said]
    if either := _either(page, agents):
        return [either]
    if agents:
        codes = list(dict.fromkeys(str(m.means.value or "cyclophosphamide") for m in agents))
        found = [Finding(AGENTS, codes, agents[0].start, agents[-1].end)]
        return found + _route(page, agents)
    about = _spoken_of(page)
    if any(page.keys[m.start - 1] in _W["excepting"] for m in named if m.start):
        return []  # "not on any DMARD save HCQ"
    if denied := [m for m in about if _NONE_OF & m.said] or _none_left(page, [*named, *about]):
        mention = denied[0]
        return [Finding(ROUTE, "none", mention.start, mention.end), Finding(AGENTS, [], mention.start, mention.end)]
    return _route(page, agents)


def _either(page: Page, agents: list[Mention]) -> Finding | None:
    """ "MMF or azathioprine, I forget which", "on either MMF or AZA": which of the two is not known."""
    for first, second in pairwise(agents):
        joined = page.keys[first.end : second.start] == ["or"] and first.means.value != second.means.value
        if joined and _W["either"] & (page.sentence_words(first.clause) | page.sentence_words(second.clause)):
            return Finding(AGENTS, "unknown", first.start, second.end)
    return None


def _stopped_since(page: Page, mention: Mention, named: list[Mention]) -> bool:
    """ "Platelets 61 under MMF, MMF long stopped": what its last naming says is over."""
    later = [m for m in named if m.start > mention.start and m.means.value == mention.means.value]
    return bool(later) and "STOPPED" in later[-1].said and bool(over(page, later[-1]))


def _spoken_of(page: Page) -> list[Mention]:
    """Words for such medicines that name none of them."""
    return [m for m in page.of_kind(AGENTS) if m.means.role == "about" and m.states and welcome(page, m)]


def _none_left(page: Page, named: list[Mention]) -> list[Mention]:
    """ "I came off azathioprine in 2023, nothing like that since": what was named is over, and nothing came after."""
    for near in page.near:
        if near.of.fact != ROUTE or near.of.value != "none" or near.end - near.start < 2:
            continue
        clause = page.clause_at(near.start)
        before = [m for m in named if m.end <= near.start and clause.sentence - m.clause.sentence in (0, 1)]
        of_another = any(m.clause is clause and m.start <= near.start and m.fact != AGENTS for m in page.mentions)
        if before and not clause.asks and not of_another:  # "Tac never. Alcohol: none since 2017"
            return before
    return []


def _current_agent(page: Page, mention: Mention) -> bool:
    said = therapy_said(page, mention)
    if FORMER & set(page.keys[max(0, mention.start - 2) : mention.start]) and AGENTS not in page.asked:
        return False
    if page.keys[mention.start - 3 : mention.start] == ["s", "/", "p"] and AGENTS not in page.asked:
        return False  # "s/p anakinra, s/p tofacitinib"
    if FORMER & set(page.keys[mention.end : min(mention.clause.end, mention.end + 1)]) and AGENTS not in page.asked:
        return False  # "took azathioprine previously"
    if AGENTS not in page.asked and _one_of_a_row(page, mention):
        return False
    after = set(page.keys[mention.end : min(mention.clause.end, mention.end + 7)])
    if {"until", "till"} & after and not _W["trial"] & set(page.keys[mention.end : mention.end + 7]):
        return False  # "was on MMF until 2022"
    return not {"FAILED", "INTOLERANT", "NOT_GIVEN"} & (said | mention.said)


def _one_of_a_row(page: Page, mention: Mention) -> bool:
    """ "5x PLEX, then tofacitinib. RTX not started": of courses told in their order the name alone is one more, where
    the drug is known as a course, too; "then tofacitinib 5 mg bd" is taken."""
    row = [m for m in page.of_kind(*_COURSES) if m.states and m.clause.sentence == mention.clause.sentence]
    course = any(m.start == mention.start for m in row) and any(m.end < mention.start for m in row)
    ends = all(not key.isalnum() for key in page.keys[mention.end : mention.end + 1])
    return course and ends and page.keys[mention.start - 1] in _W["next_course"]


def _route(page: Page, agents: list[Mention]) -> list[Finding]:
    named = agents or _spoken_of(page)
    if not named and ROUTE not in page.asked:
        return []
    near = [n for n in page.near if n.of.fact == ROUTE and n.of.value != "none" and _reached(page, n, named)]
    near = [n for n in near if not _anothers_way(page, n)]
    near = [n for n in near if n.of.value != "non_oral" or not page.denied(n)]  # "swallowed, not infused"
    near = set_right(page, [n for n in near if n.of.value != "non_oral" or not _never_used(page, n)])
    values = {str(n.of.value): n for n in near if _of_agent(page, n, agents) and not _of_another(page, n, agents)}
    for value in ("oral_above_routine", "non_oral", "oral_routine"):
        if value in values and not (value == "non_oral" and "oral" in values and not agents):
            return [Finding(ROUTE, value, values[value].start, values[value].end)]
    return []


def _anothers_way(page: Page, near: Found[Meaning]) -> bool:
    """ "We're both on methotrexate, him the injection, me the tablets": how somebody else takes it; not how a carer
    gives it."""
    clause = page.clause_at(near.start)
    start = page.sentence(clause)[0].start
    here = any(clause.start <= at < near.start for at, _ in page.cast.people)
    return here and page.cast.other(near.start, clause, start) and not page.cast.watched(near.start, clause, start)


def _never_used(page: Page, near: Found[Meaning]) -> bool:
    """ "Routine dose, sc form never used": a way of taking it that is denied behind its name."""
    after = page.keys[near.end : min(page.clause_at(near.start).end, near.end + _BEHIND)]
    return bool(_W["never"] & set(after)) and bool(_W["used"] & set(after))


def _reached(page: Page, near: Found[Meaning], named: list[Mention]) -> bool:
    """In the sentence of a medicine, or a word on its dose in the next one."""
    if ROUTE in page.asked:
        return True
    sentence = page.clause_at(near.start).sentence
    steps = {sentence - m.clause.sentence for m in named}
    return 0 in steps or 1 in steps and near.of.value in _DOSES


def _of_agent(page: Page, near: Found[Meaning], agents: list[Mention]) -> bool:
    """The nearest medicine named is one of these, not a steroid drip or a vaccine; that of "the usual dose of Imuran"
    follows."""
    at = near.start
    if not agents or page.keys[near.end : near.end + 1] == ["of"] and any(m.start == near.end + 1 for m in agents):
        return True
    kinds = _KINDS | ({"therapies"} if near.of.value == "non_oral" else set())  # "Cuvitru SC + Neoral PO"
    names = [m for m in page.mentions if says()[m.fact].kind in kinds]
    before = [m for m in names if m.end <= at and not _put_aside(page, m)]
    nearest = max(before, key=lambda m: m.end) if before else min(names, key=lambda m: m.start, default=None)
    return nearest is None or any(m.start == nearest.start for m in agents)


def _put_aside(page: Page, mention: Mention) -> bool:
    """ "Ciclosporin, not cyclophosphamide as I wrote: 100 mg BD PO": named to say that it is another."""
    return mention.taken_back or page.keys[mention.start - 1 : mention.start] == ["not"]


def _of_another(page: Page, near: Found[Meaning], agents: list[Mention]) -> bool:
    """ "I inject insulin and take azathioprine": what stands closer to another injection is said of that."""
    if _W["rooms"] & set(page.keys[near.end : near.end + 1]):
        return True  # "rigors in the infusion suite"
    clause = page.clause_at(near.start)
    others = [at for at in range(clause.start, clause.end) if page.keys[at] in _W["other_injections"]]
    nearest = min((abs(m.start - near.start) for m in agents), default=len(page.keys))
    return near.of.value == "non_oral" and any(abs(at - near.start) < nearest for at in others)
