"""Answers to the assistant's own questions in words: yes and no, to go on, the words of a button."""

from __future__ import annotations

from actions.context import Turn
from actions.conversation import has_any, spaced

_SIGNS = " .!,;:\t\n"
_LONGEST = 9
"""Words of a message that may say whether to go on."""
EXACT = "exact"
"""The option that shows the exact words of what may not fit."""


def yes_or_no(turn: Turn) -> str | None:
    """Whether the whole message is one of the words for yes or no; "continue" is a yes to going on alone."""
    words = turn.clinic.speech.replies.words
    if turn.state.asked in ("consent", "go_on") and says(turn, words.resume):
        return "yes"
    if button := _button(turn):
        return button
    if turn.state.asked == "restart" and (answer := _anew(turn)):
        return answer
    if turn.state.asked == "go_on" and (answer := _whether_to_go_on(turn)):
        return answer
    return "yes" if says(turn, words.yes) else "no" if says(turn, words.no) else None


def _whether_to_go_on(turn: Turn) -> str | None:
    """ "Sorry, bad day, go on", "show me the result please"."""
    words = turn.clinic.speech.replies.words
    text = spaced(turn.incoming.text)
    if turn.incoming.intent == "resume":
        return "yes"
    if "?" in turn.incoming.text or len(text.split()) > _LONGEST or any(f" {word} " in text for word in words.not_on):
        return None
    if any(f" {phrase} " in text for phrase in words.resume):
        return "yes"
    return "no" if any(f" {word} " in text for word in words.result) else None


def well(turn: Turn) -> bool:
    """ "I'm fine, I only wanted to know": nobody is in danger; but for "I'm not sure if I'm ok"."""
    words, text = turn.clinic.speech.replies.words, turn.incoming.line
    return "?" not in text and has_any(text, words.well) and not has_any(text, (*words.not_on, "if"))


def _anew(turn: Turn) -> str | None:
    """ "Start anew please", "stay with the first one"."""
    words = turn.clinic.speech.replies.words
    return "yes" if says(turn, words.anew) else "no" if says(turn, words.not_anew) else None


def anew_before(turn: Turn) -> bool:
    """ "Start with her: 49F MMN": the words before the colon say to start over."""
    opening, colon, _ = turn.incoming.lowered.partition(":")
    return bool(colon) and opening.strip(_SIGNS) in turn.clinic.speech.replies.words.anew


def _button(turn: Turn) -> str | None:
    """The button of a question of the assistant's own whose own words were typed."""
    asked = turn.state.asked
    if asked == "consent":
        labels: dict[str, str] = dict(turn.clinic.speech.replies.consent)
    elif asked in ("go_on", "restart", "delete"):
        keys = ("yes", "no", EXACT) if asked == "go_on" else ("yes", "no")
        name = "another" if asked == "restart" and turn.state.another else asked
        labels = {key: turn.words(f"{name}_{key}") for key in keys}
    else:
        return None
    return next((key for key, label in labels.items() if says(turn, [label.lower()])), None)


def says(turn: Turn, words: list[str]) -> bool:
    """Whether the whole message is one of these words, or several of them: "yes, I agree"."""
    text = turn.incoming.lowered
    parts = [part.strip(_SIGNS) for part in text.split(",") if part.strip(_SIGNS)]
    return text.strip(_SIGNS) in words or bool(parts) and all(part in words for part in parts)
