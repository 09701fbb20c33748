"""Answers to the assistant's own questions: start over, delete, go on in spite of a failure, a doubt."""

from __future__ import annotations

from actions import asking, doubts, results, settling, worded
from actions.context import Turn
from actions.conversation import Conversation


def own_answer(turn: Turn) -> bool:
    """Takes the answer to one of the assistant's own questions; False when the message is none."""
    asked = turn.state.asked or ""
    handler = _HANDLERS.get(asked.partition("-")[0])
    if handler is None:
        return False
    if turn.incoming.choice:
        question, options = turn.incoming.choice
        if question != asked or len(options) != 1:
            return False
        return handler(turn, options[0])
    if handler is doubt:
        return settling.settle(turn)
    answer = worded.yes_or_no(turn)
    return answer is not None and not turn.incoming.facts and handler(turn, answer)


def restart(turn: Turn, answer: str) -> bool:
    if answer == "yes":
        turn.forget(list(turn.facts))
        role, held = turn.state.role, turn.state.held
        turn.state = Conversation(stage="screening" if role else "role", role=role, held=held)
        turn.say("restarted")
    elif turn.state.another:
        turn.state.held, turn.state.another = [], False
        turn.say("another_stays")
    else:
        turn.say("kept")
    turn.state.asked = None
    _back_to_pending(turn)
    return True


def delete(turn: Turn, answer: str) -> bool:
    if answer == "yes":
        turn.goes_on = False
        turn.forget(list(turn.facts))
        role = turn.state.role
        turn.state = Conversation(role=role)
        # The channel deletes the conversation from every store when it sees this mark, the window clears itself.
        turn.reply(turn.words("deleted"), custom={"type": "deleted"})
    else:
        turn.say("kept")
        turn.state.asked = None
        _back_to_pending(turn)
    return True


def _back_to_pending(turn: Turn) -> None:
    if turn.state.stage != "screening":
        asking.ask_pending(turn)


def go_on(turn: Turn, answer: str) -> bool:
    changeable = results.changeable(turn)
    if answer == worded.EXACT:
        turn.reply("\n".join(told for nct in changeable for told in results.failures(turn, nct)))
        return True
    (turn.state.kept if answer == "yes" else turn.state.given_up).extend(changeable)
    turn.state.asked = None
    return True


def doubt(turn: Turn, answer: str) -> bool:
    """The option of the doubt whose button was pressed."""
    pending = turn.state.doubt
    option = next((o for o in pending["options"] if o["id"] == answer), None) if pending else None
    if pending is None or option is None:
        return False
    doubts.settle_doubt(turn, pending, option)
    return True


_HANDLERS = {"restart": restart, "delete": delete, "go_on": go_on, "doubt": doubt}
