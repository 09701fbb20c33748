"""Questions about the result, answered in short from what the rules say now: the upshot, what stands in the way, when
it could change, every rule. Nothing is promised, and the result is not printed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from actions import reasons, results, rules_asked
from actions.context import Turn
from bot.nlu.times.windows import DAY_OF
from criteria.assessment import Finding
from criteria.words import date_words

Told = Mapping[str, Any]
"""One trial of an assessment (contract section 3)."""


def upshot(turn: Turn) -> None:
    """Each trial's verdict and whether it is open: "can I come or not?" """
    lines = [_upshot(turn, trial) for trial in meant(turn)]
    turn.reply("\n".join([turn.words("upshot_intro"), *lines, turn.words("upshot_end")]))


def _upshot(turn: Turn, trial: Told) -> str:
    return turn.words(
        "upshot",
        trial=turn.trial_name(trial["nct_id"]),
        verdict=turn.result_words.verdict(trial),
        recruitment=trial["recruitment"]["statement"],
    )


def in_the_way(turn: Turn) -> None:
    """The rules that may not fit, with what was told: "which thing is the problem?" """
    lines = [line for trial in meant(turn) for line in _in_the_way(turn, trial)]
    turn.reply("\n".join([*lines, turn.words("in_the_way_end")]))


def _in_the_way(turn: Turn, trial: Told) -> list[str]:
    name, nct = turn.trial_name(trial["nct_id"]), trial["nct_id"]
    failed = [one for one in trial["criteria"] if one["verdict"] == "not_met" and not one["advisory"]]
    if not failed:
        return [turn.words("in_the_way_none", trial=name)]
    return [turn.words("in_the_way", trial=name), *(f"• {turn.result_words.failure(nct, one)}" for one in failed)]


def when(turn: Turn) -> None:
    """What could change, and from which day: "when is the earliest date I could fit?" """
    lines = [line for trial in meant(turn) for line in _when(turn, trial)]
    turn.reply("\n".join([*lines, turn.words("when_end")]))


def _when(turn: Turn, trial: Told) -> list[str]:
    told = {one["id"]: one for one in trial["criteria"]}
    named = [one.rule.id for _, one in rules_asked.by_id(turn)]
    findings = [one for one in turn.findings()[trial["nct_id"]].findings if not one.rule.advisory]
    findings = [one for one in findings if not named or one.rule.id in named]
    failed = [one for one in findings if one.verdict == "not_met"]
    lines = [f"• {_change(turn, one, told[one.rule.id])}" for one in failed]
    lines += [f"• {line}" for one in findings if one.verdict == "unknown" for line in _window(turn, one)]
    if not lines:
        return [turn.words("when_none", trial=turn.trial_name(trial["nct_id"]))]
    lines.insert(0, f"{turn.trial_name(trial['nct_id'])}:")
    if trial["earliest"]:
        lines.append(turn.words("result_earliest", earliest=date_words(trial["earliest"])))
    elif any(told[one.rule.id]["can_change"] == "never" for one in failed):
        lines.append(turn.words("when_fixed"))
    return lines


def _change(turn: Turn, finding: Finding, told: Told) -> str:
    name = turn.result_words.criterion_name(finding.rule.criterion)
    return turn.words("when_one", name=name, change=turn.result_words.change(by_its_day(turn, finding, told)))


def by_its_day(turn: Turn, finding: Finding, told: Told) -> Told:
    """As the day alone tells it, where a day and the yes to its window were told: time does not undo the yes."""
    dated = {name: value for name, value in turn.facts.items() if DAY_OF.get(name) not in turn.facts}
    person = turn.clinic.catalogue.engine.person(dated, turn.as_of)
    again = finding.rule.judge(person)
    return finding.rule.as_json(again, person) if again.verdict == finding.verdict else told


def _window(turn: Turn, finding: Finding) -> Iterator[str]:
    """The end of the window that keeps a rule open: a drip within two months."""
    if day := finding.rule.window_ends(turn.person()):
        name = turn.result_words.criterion_name(finding.rule.criterion)
        yield turn.words("when_window", name=name, day=date_words(day))


def every_rule(turn: Turn) -> None:
    """Each rule in a few words with how it stands, and how many could be checked."""
    for trial in meant(turn):
        verdicts = {one["id"]: one["verdict"] for one in trial["criteria"]}
        lines = [
            turn.words(
                "every_rule_one",
                name=turn.result_words.criterion_name(one.rule.criterion),
                standing=turn.words(f"criterion_{verdicts[one.rule.id]}"),
            )
            for one in turn.findings()[trial["nct_id"]].findings
        ]
        name, checked = turn.trial_name(trial["nct_id"]), turn.result_words.checked(trial)
        turn.reply("\n".join([turn.words("every_rule", trial=name, checked=checked), *(f"• {one}" for one in lines)]))


def why(turn: Turn) -> None:
    """Why it is asked; behind the result, why it is so."""
    if turn.state.final and not turn.incoming.about:
        in_the_way(turn)
    else:
        reasons.why(turn)


def why_not(turn: Turn) -> None:
    """ "Why not?" asks for the reasons of a result, or whether to go on past it; else why the question is asked."""
    if turn.state.final or turn.state.asked == "go_on":
        in_the_way(turn)
    else:
        reasons.why(turn)


def what_now(turn: Turn) -> None:
    """What the person can do next, once there is a result."""
    if turn.state.final:
        turn.reply(turn.result_words.next_steps(results.assessment(turn)))
    else:
        reasons.why(turn)


def easier(turn: Turn) -> None:
    """Shorter and slower: the upshot where the result was too long."""
    if turn.state.final:
        turn.say("easier_done")
        upshot(turn)
    else:
        turn.say("easier")


def ages(turn: Turn) -> None:
    """The ages that the listings take, and whether the trials are open: "when he is 18, can he ...?" """
    for trial in meant(turn):
        answer = turn.result_words.about("ages", turn.as_of, only=trial["nct_id"])
        turn.say("ages", answer=answer, statement=trial["recruitment"]["statement"])


def meant(turn: Turn) -> list[Told]:
    """The trials that the message names, or all."""
    told = list(results.assessment(turn)["trials"])
    named = rules_asked.trials_named(turn)
    return [trial for trial in told if trial["nct_id"] in named] or told
