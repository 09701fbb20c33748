"""Questions about the rules: a criterion in its own words, by id or by topic, and how each trial stands so far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions import results
from actions.context import Turn
from actions.conversation import spaced, words_of
from criteria.assessment import Finding
from criteria.trial import Criterion

_ID = re.compile(r"\b(?:(ae|als)[\s-]?)?([ier]\d)\b")
_MOST = 4
"""Criteria that are quoted in one reply."""
_NAMED_BESIDE = {"sex"}
"""Facts that other words name: "does a woman of 80 count?" """

_DISEASES = {"ae_diagnosis", "motor_syndrome"}
"""Facts that are named with a trial: "in the AE trial"."""

Ruled = tuple[str, Finding]
"""A trial's id and the finding on one of its criteria."""


def names_one(turn: Turn) -> bool:
    """Whether a criterion is named by its whole id, or by the short one in a question."""
    found = [match.group(1) for match in _ID.finditer(turn.incoming.text.lower())]
    return any(found) or bool(found) and turn.incoming.intent in _ASKS


_ASKS = ("criterion", "standing", "trial_question", "why", "what_if", "dont_know", "out_of_scope")


def criterion(turn: Turn) -> bool:
    """Quotes the criteria that are asked about and says how they stand; False where none is."""
    found = _named(turn)
    asks = asks_whether(turn, turn.incoming.text)
    if not found and not asks:
        found = [*_of(turn, _pending(turn))]
    if not found and not asks:
        return False
    told = [_words(turn, nct, one) for nct, one in found[:_MOST]]
    turn.reply("\n\n".join([*told, *(_not_named(turn, found) if asks else ())]))
    return True


def behind_facts(turn: Turn) -> None:
    """Answers the question behind what was told, by its topic: "RTX failed. Does PLEX count?" """
    last = re.split(r"[.!;\n]\s+", turn.incoming.text.strip())[-1]
    if last == turn.incoming.text.strip() or not last.endswith("?") or not asks_whether(turn, last):
        return
    found = [(nct, one) for nct, one in _findings(turn) if _speaks_of(spaced(last), one.rule.criterion)]
    if found:
        turn.reply("\n\n".join(_words(turn, nct, one) for nct, one in found[:_MOST]))


def asks_whether(turn: Turn, text: str) -> bool:
    """ "Does X exclude him", "is there an X exclusion": whether a rule names X."""
    own = turn.clinic.speech.replies.words
    words = words_of(text)
    rest = set(words) - {*own.whether, *own.excluding, *own.beside_excluded}
    return bool(rest) and words[0] in own.whether and not set(words).isdisjoint(own.excluding)


def _not_named(turn: Turn, found: list[Ruled]) -> Iterator[str]:
    """The trials that are meant and name nothing of it."""
    meant, holding = trials_named(turn), {nct for nct, _ in found}
    for trial in turn.clinic.catalogue.trials:
        if trial.nct_id not in holding and (not meant or trial.nct_id in meant):
            yield turn.words("not_named", trial=turn.trial_name(trial.nct_id))


def about(turn: Turn) -> bool:
    """The same, only where the message itself names what it asks about."""
    return bool(_named(turn) or asks_whether(turn, turn.incoming.text)) and criterion(turn)


def criteria(turn: Turn) -> None:
    """How many criteria each trial has, and what each is about."""
    lines = [turn.result_words.about("criteria", turn.as_of)]
    for trial in turn.clinic.catalogue.trials:
        names = [turn.result_words.criterion_name(one) for one in trial.criteria if not one.advisory]
        lines.append(turn.words("criteria_list", trial=turn.trial_name(trial.nct_id), names="; ".join(names)))
    turn.reply("\n\n".join(lines))


def standing(turn: Turn) -> None:
    """A short verdict on each trial: what is not met, what is open."""
    told = results.assessment(turn)
    lines = [turn.words("standing_intro"), *(turn.result_words.standing(trial) for trial in told["trials"])]
    turn.reply("\n".join(lines))


def trials_named(turn: Turn) -> set[str]:
    """The trials that the message names: "the Korean one", "in the AE trial"."""
    text = spaced(turn.incoming.text)
    trials = turn.clinic.catalogue.trials
    return {trial.nct_id for trial in trials if any(f" {name} " in text for name in trial.called)}


def _named(turn: Turn) -> list[Ruled]:
    """By id, by topic, or by both: "is past hep B excluded in E6?" Of the trial that is named, no other."""
    ids, topics = by_id(turn), [*_by_topic(turn)]
    return [one for one in ids if one in topics] or ids or _of_trials_named(turn, topics)


def by_id(turn: Turn) -> list[Ruled]:
    """The criteria whose id the message gives."""
    named = {(match.group(1), match.group(2)) for match in _ID.finditer(turn.incoming.text.lower())}
    found = []
    for nct, one in _findings(turn):
        trial, _, number = one.rule.id.lower().partition("-")
        if (trial, number) in named or (None, number) in named:
            found.append((nct, one))
    return found


def _of_trials_named(turn: Turn, found: list[Ruled]) -> list[Ruled]:
    named = trials_named(turn)
    return [(nct, one) for nct, one in found if not named or nct in named]


def _by_topic(turn: Turn) -> Iterator[Ruled]:
    text = spaced(turn.incoming.text)
    facts = set(turn.incoming.about) - _NAMED_BESIDE - (_DISEASES if trials_named(turn) else set())
    for nct, one in _findings(turn):
        rule = one.rule.criterion
        if facts & {*rule.facts(), *rule.about} or _speaks_of(text, rule):
            yield nct, one


def _speaks_of(text: str, one: Criterion) -> bool:
    return any(f" {topic} " in text for topic in one.topics)


def _of(turn: Turn, facts: set[str]) -> Iterator[Ruled]:
    for nct, one in _findings(turn):
        if facts & one.rule.criterion.facts():
            yield nct, one


def _pending(turn: Turn) -> set[str]:
    pending = turn.pending()
    return set(pending.facts) if pending else set()


def _findings(turn: Turn) -> Iterator[Ruled]:
    for nct, finding in turn.findings().items():
        for one in finding.findings:
            yield nct, one


def _words(turn: Turn, nct: str, finding: Finding) -> str:
    """One criterion: its quote, how it stands, and for a clinician how open words were read."""
    one = finding.rule.as_json(finding, turn.person())
    details = [turn.result_words.told(one), turn.result_words.who(one) if one["verdict"] == "unknown" else ""]
    words = turn.words(
        "criterion_asked",
        trial=turn.trial_name(nct),
        criterion=one["id"],
        quote=one["quote"],
        standing=turn.words(f"criterion_{one['verdict']}"),
        detail=" ".join(filter(None, details)),
    ).strip()
    decision = finding.rule.criterion.decision
    return (
        f"{words}\n{turn.words('criterion_read', decision=decision)}"
        if decision and turn.register == "clinician"
        else words
    )
