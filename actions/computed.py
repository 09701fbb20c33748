"""Numbers worked out from what was told: "what's his CrCl?", "how many mg/kg is that?" """

from __future__ import annotations

from actions.context import Turn
from actions.conversation import words_of
from criteria.assessment import told_value
from criteria.derivations import Derivation

_OF_ANYTHING = {"age_years", "sex", "weight_kg"}
"""What every formula takes, so that it tells of none which number is asked for."""


def computed(turn: Turn) -> None:
    """The number with its formula, or what it still takes."""
    turn.reply("\n".join(_number(turn, rule) for rule in _asked_for(turn)))


def _asked_for(turn: Turn) -> list[Derivation]:
    """By its own name or that of a source, else by its unit ("per kg"), else every one."""
    rules = [rule for rule in turn.table.derivations if rule.formula]
    about = set(turn.incoming.about) - _OF_ANYTHING
    words = set(turn.incoming.words)
    named = [rule for rule in rules if about & {rule.fact, *rule.inputs}]
    return named or [rule for rule in rules if words & set(_unit(turn, rule))] or rules


def _unit(turn: Turn, rule: Derivation) -> list[str]:
    return words_of(turn.table.facts[rule.fact].unit)


def _number(turn: Turn, rule: Derivation) -> str:
    person = turn.person()
    label = turn.label(rule.fact)
    if rule.fact not in person.values:
        lacking = ", ".join(turn.label(fact) for fact in person.lacking(rule) or rule.inputs)
        return turn.words("computed_lacks", fact=label, facts=lacking)
    value = turn.value_words(rule.fact, told_value(person, rule.fact))
    if rule.fact in person.stated:
        return turn.words("computed_stated", fact=label, value=value)
    sources = turn.fact_words({fact: told_value(person, fact) for fact in rule.inputs})
    formula = turn.words(f"formula_{rule.formula}")
    return turn.words("computed", fact=label, value=value, facts=sources, formula=formula)
