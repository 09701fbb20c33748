"""Drugs taken now that calm the immune system, and how they are taken."""

from __future__ import annotations

from bot.nlu.medicines import FORMER, OVER, therapy_said
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("medicines")

AGENTS = "immunosuppressants"
ROUTE = "immunosuppressant_route"
_NONE_OF = {"NEGATED", "NOT_GIVEN", "STOPPED"}


def read(page: Page) -> list[Finding]:
    agents = [
        m
        for m in page.of_kind(AGENTS)
        if m.means.role == "value" and m.states and not _over(page, m) and _current_agent(page, m)
    ]
    found = []
    if AGENTS in page.asked:
        agents += [m for m in page.of_kind("tx_cyclophosphamide") if m.states and not {"NOT_GIVEN", "NEGATED"} & m.said]
    if agents:
        codes = list(dict.fromkeys(str(m.means.value or "cyclophosphamide") for m in agents))
        found.append(Finding(AGENTS, codes, agents[0].start, agents[-1].end))
    elif none := [m for m in page.of_kind(AGENTS) if m.means.role == "about" and m.states and _NONE_OF & m.said]:
        mention = none[0]
        return [Finding(ROUTE, "none", mention.start, mention.end), Finding(AGENTS, [], mention.start, mention.end)]
    return found + _route(page, agents)


def _over(page: Page, mention: Mention) -> set[str]:
    """What says that it is not taken now; one that is planned to stop is still taken."""
    before = set(page.keys[max(0, mention.start - 4) : mention.start])
    to_stop = "PLANNED" in mention.said and before & _W["stops"]
    return OVER & mention.said - ({"PLANNED", "STOPPED", "PAST"} if to_stop else set())


def _current_agent(page: Page, mention: Mention) -> bool:
    said = therapy_said(page, mention)
    if FORMER & set(page.keys[max(0, mention.start - 2) : mention.start]) and AGENTS not in page.asked:
        return False
    if {"until", "till"} & set(page.keys[mention.end : mention.end + 4]):
        return False  # "was on MMF until 2022"
    return not {"FAILED", "INTOLERANT", "NOT_GIVEN"} & (said | mention.said)


def _route(page: Page, agents: list[Mention]) -> list[Finding]:
    named = agents or [m for m in page.of_kind(AGENTS) if m.means.role == "about" and m.states]
    if not named and ROUTE not in page.asked:
        return []
    sentences = {m.clause.sentence for m in named}
    near = [
        n
        for n in page.near
        if n.of.fact == ROUTE and (ROUTE in page.asked or page.clause_at(n.start).sentence in sentences)
    ]
    values = {str(n.of.value): n for n in near if _of_agent(page, n.start, agents)}
    for value in ("oral_above_routine", "non_oral", "oral_routine", "none"):
        if value in values and not (value == "non_oral" and "oral" in values and not agents):
            return [Finding(ROUTE, value, values[value].start, values[value].end)]
    return []


def _of_agent(page: Page, at: int, agents: list[Mention]) -> bool:
    """The nearest medicine named is one of these, not a steroid drip or a vaccine."""
    if not agents:
        return True
    names = [m for m in page.mentions if says()[m.fact].kind in ("immunosuppressants", "therapy", "steroid", "window")]
    before = [m for m in names if m.end <= at]
    nearest = max(before, key=lambda m: m.end) if before else min(names, key=lambda m: m.start, default=None)
    return nearest is None or any(m.start == nearest.start for m in agents)
