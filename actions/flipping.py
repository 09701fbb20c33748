"""What would change a verdict: the one fact, with the values by which a criterion would stand otherwise, tried out with
the rules; no list of everything that is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions import result_asked, rules_asked
from actions.context import Turn
from criteria.assessment import Finding
from criteria.facts import Choice, YesNo

_PASSED = ("met", "not_applicable")
_NEVER = "not_given"
"""The value of a treatment that is not told of, when it is tried out beside another."""
_MOST = 4
"""Criteria that are spoken of for one trial."""


def flip(turn: Turn) -> None:
    """Of the criteria that are named, or for each trial of those that fail or that something told keeps open."""
    if named := rules_asked.by_id(turn):
        turn.reply("\n".join(_turned(turn, one) for _, one in named))
        return
    lines = [line for trial in result_asked.meant(turn) for line in _trial(turn, trial["nct_id"])]
    turn.reply("\n".join([*lines, turn.words("flip_end")]))


def _trial(turn: Turn, nct: str) -> Iterator[str]:
    found = turn.findings()[nct]
    unmet = found.failed
    unknown = [one for one in found.findings if one.verdict == "unknown" and not one.rule.advisory]
    kept_open = [one for one in unknown if _told(turn, one)]
    asked = [one for one in unknown if one not in kept_open]
    yield turn.words("flip_trial", trial=turn.trial_name(nct), count=len(unmet) or len(unknown))
    yield from (f"• {_turned(turn, one)}" for one in (unmet or kept_open)[:_MOST])
    if unmet and unknown:
        yield turn.words("flip_then_open", count=len(unknown))
    elif asked:
        yield turn.words("flip_open", count=len(asked))


def _told(turn: Turn, one: Finding) -> bool:
    """Whether something that was told decides it so, and no question alone."""
    return any(fact in turn.person().values for fact in turn.person().index.names_of(one.outcome.because))


def _turned(turn: Turn, one: Finding) -> str:
    """ "AE-I3 ... is unknown. Met with: rituximab: failed." """
    name = turn.result_words.criterion_name(one.rule.criterion)
    lines = [turn.words("flip_one", name=name, standing=turn.words(f"criterion_{one.verdict}"))]
    told = result_asked.by_its_day(turn, one, one.rule.as_json(one, turn.person()))
    if one.verdict == "not_met" and (told["can_change"] == "never" or told["earliest"]):
        return " ".join([*lines, turn.result_words.change(told)])
    if ways := _ways(turn, one):
        lines.append(turn.words("flip_with", facts="; ".join(ways)))
    elif one.outcome.needs:
        lines.append(turn.words("flip_needs", facts=turn.result_words.few(told["needs"])))
    else:
        lines.append(turn.words("who_site"))
    return " ".join(lines)


def _ways(turn: Turn, one: Finding) -> list[str]:
    """Single facts that turn it, each with its values; else what was told read otherwise beside one that was not."""
    facts = sorted(one.rule.criterion.facts(), key=turn.person().index.bit.__getitem__)
    known = [fact for fact in facts if fact in turn.person().values]
    ways = [_way(turn, one, fact, {}) for fact in facts]
    if not any(ways):
        open_ = [(fact, value) for fact in facts if fact not in known for value in _values(turn, fact)]
        beside = {fact: [{other: v} for other, v in open_ if v == _NEVER] for fact in known}
        ways = [_way(turn, one, fact, other) for fact in known for other in beside[fact]]
    return [way for way in ways if way]


def _way(turn: Turn, one: Finding, fact: str, beside: dict[str, Any]) -> str:
    """The values of a fact by which the criterion would be passed (or failed, where it is passed now)."""
    values = [value for value in _values(turn, fact) if _turns(turn, one, {fact: value, **beside})]
    if not values:
        return ""
    words = " / ".join(turn.value_words(fact, value) for value in values)
    way = turn.words("flip_way", fact=turn.label(fact), values=words)
    return turn.words("flip_beside", way=way, facts=turn.fact_words(beside)) if beside else way


def _values(turn: Turn, fact: str) -> list[Any]:
    entry = turn.table.facts[fact]
    if isinstance(entry, YesNo):
        return [True, False]
    return [code for code in entry.values if code not in entry.not_known] if isinstance(entry, Choice) else []


def _turns(turn: Turn, one: Finding, told: dict[str, Any]) -> bool:
    person = turn.clinic.catalogue.engine.person({**turn.facts, **told}, turn.as_of)
    return (one.rule.judge(person).verdict in _PASSED) != (one.verdict in _PASSED)
