"""The result at the end of a screening, and what the other steps need to know of it."""

from __future__ import annotations

from typing import Any

from actions.context import Turn
from criteria.results import disease_topics
from criteria.speakers import upper_first

ADULT = 18


def is_minor(turn: Turn) -> bool:
    """Neither trial takes minors; they get no further health question (clinical reference 6.4)."""
    age = turn.person().values.get("age_years")
    return isinstance(age, int) and age < ADULT


def assessment(turn: Turn) -> dict[str, Any]:
    return turn.clinic.catalogue.engine.assess(turn.facts, turn.as_of)


def custom(turn: Turn, told: dict[str, Any], *, final: bool, words: dict[str, str] | None = None) -> dict[str, Any]:
    """words: {nct id: the trial's result in words}, for clients that draw a card for each trial."""
    labels = turn.result_words.labels(told)
    return {"type": "assessment", "final": final, "assessment": told, "labels": labels, "words": words or {}}


def finish(turn: Turn) -> None:
    """Nothing is left to ask: the result, whole when it is new or asked for."""
    state, verdicts = turn.state, turn.verdicts()
    if state.shown != verdicts:
        show_final(turn)
    elif not state.final:
        turn.reply(turn.words("final_same"), custom=custom(turn, assessment(turn), final=True))
    elif not turn.replies:
        turn.say("final_waits")
    state.shown, state.final = verdicts, True


def show_final(turn: Turn) -> None:
    """The assessment that ends a screening: each trial, then what to do next and the six statements."""
    told = assessment(turn)
    if is_minor(turn):
        turn.say("minor_carer" if turn.state.role == "carer" else "minor")
    if turn.facts.get("dementia") is True and turn.state.role != "carer":
        turn.say("capacity")
    words = {trial["nct_id"]: turn.result_words.trial(trial) for trial in told["trials"]}
    text = "\n\n".join([turn.words("result_intro"), *words.values()])
    turn.reply(text, custom=custom(turn, told, final=True, words=words))
    if others := other_trials(turn):
        turn.reply(others)
    turn.reply("\n\n".join([turn.result_words.next_steps(told), *turn.result_words.statements(turn.as_of)]))


def other_trials(turn: Turn, *, everywhere: bool = False) -> str:
    """Other low-dose IL-2 trials for the diseases that were told, or for any while none was; "" without a disease."""
    topics = disease_topics(turn.person().values)
    if everywhere and not topics:
        topics = {topic for trial in turn.clinic.catalogue.other_trials.trials for topic in trial.topics}
    lines = turn.result_words.other_trials(topics)
    if not lines:
        return turn.words("other_trials_none") if topics else ""
    return turn.words("other_trials", trials="\n".join(["", *(f"• {line}" for line in lines)]))


def verdict_words(turn: Turn, nct_id: str) -> str:
    """The verdict as it stands, in words."""
    finding = turn.findings()[nct_id]
    told = {"verdict": finding.verdict, "would_change": [f.rule.id for f in finding.failed]}
    return turn.result_words.verdict(told)


def changeable(turn: Turn) -> list[str]:
    """Trials that fail only by what time, a test or a choice can undo, and about which nobody decided yet."""
    decided = (*turn.state.kept, *turn.state.given_up)
    return [
        nct
        for nct, finding in turn.findings().items()
        if finding.verdict == "does_not_fit"
        and nct not in decided
        and all(f.rule.can_change(turn.person()) != "never" for f in finding.failed)
    ]


def in_short(turn: Turn, nct_id: str) -> str:
    """One plain sentence on what may not fit in a trial."""
    names = [turn.result_words.criterion_name(f.rule.criterion) for f in turn.findings()[nct_id].failed]
    return upper_first(turn.words("go_on_short", trial=turn.trial_name(nct_id), names="; ".join(names)))


def failures(turn: Turn, nct_id: str) -> list[str]:
    """Every failed criterion of a trial, in words that ask whether to go on."""
    person = turn.person()
    failed = [f.rule.as_json(f, person) for f in turn.findings()[nct_id].failed]
    told = (turn.result_words.failure(nct_id, criterion, "go_on_failure") for criterion in failed)
    return [upper_first(sentence) for sentence in told]
