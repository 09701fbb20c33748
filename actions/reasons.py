"""Why a question is asked, and what its answers would change."""

from __future__ import annotations

from actions import asking, rules_asked
from actions.context import Turn
from criteria.questions import Asked


def why(turn: Turn) -> None:
    """Why the pending question is asked, or what the message names, with the words of the criteria that it serves."""
    pending = _spoken_of(turn)
    if pending is None:
        nothing_pending(turn)
        return
    if _means_another_thing(turn, pending):
        asking.not_understood(turn)
        return
    lines = [turn.words("why_intro", why=pending.why)]
    served = [
        turn.words("why_criteria", trial=turn.trial_name(nct), criterion=f.rule.id, quote=f.rule.criterion.quote)
        for nct, finding in turn.findings().items()
        for f in finding.findings
        if f.verdict == "unknown" and turn.person().index.mask(pending.facts) & f.outcome.needs
    ]
    turn.reply("\n".join(lines + served))


def _spoken_of(turn: Turn) -> Asked | None:
    """The question of what the message names, the pending one where it names nothing else."""
    pending = turn.pending()
    named = [fact for fact in turn.incoming.about if pending is None or fact not in pending.facts]
    if not named or pending and len(named) < len(turn.incoming.about):
        return pending
    return turn.clinic.chooser.by_id(named[0], turn.person(), turn.state.listener) or pending


def _means_another_thing(turn: Turn, pending: Asked) -> bool:
    """ "What do you mean by X", where the question holds nothing of X."""
    own = set(turn.clinic.speech.replies.words.meaning)
    words = [word for word in turn.incoming.words if len(word) > 3 or word in own]
    quoted = [word for word in words if word not in own]
    shown = " ".join([pending.text, pending.why, *(option.title for option in pending.options)]).lower()
    asks = not {"mean", "means", "meant"}.isdisjoint(words)
    return asks and not turn.incoming.about and bool(quoted) and not any(word in shown for word in quoted)


def nothing_pending(turn: Turn) -> None:
    turn.say("own_question" if turn.state.asked else "why_nothing")


def what_if(turn: Turn) -> None:
    """What each answer would do to the verdicts, from the rules."""
    pending = _spoken_of(turn)
    if pending is None:
        rules_asked.standing(turn)
        return
    engine = turn.clinic.catalogue.engine
    before = turn.verdicts()
    lines, same = [], []
    for option in pending.options:
        if not option.facts or option.unknown or option.skip:
            continue
        person = engine.person({**turn.facts, **option.facts}, turn.as_of)
        after = {t.nct_id: t.judge(person) for t in engine.trials}
        moved = [
            f"{turn.trial_name(nct)}: {turn.words('verdict_' + _KEY[finding.verdict])}"
            for nct, finding in after.items()
            if finding.verdict != before[nct]
        ]
        if moved:
            lines.append(turn.words("what_if", option=option.title, effect=" ".join(moved)))
        else:
            same.append(option.title)
    if same:
        lines.append(turn.words("what_if", option=" / ".join(same), effect=turn.words("what_if_none")))
    turn.reply("\n".join(lines) or turn.words("what_if_none"))


_KEY = {"does_not_fit": "does_not_fit_one", "may_fit": "may_fit", "undetermined": "undetermined"}
