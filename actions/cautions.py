"""What must be said beside anything else: change no medicine for this chat, and type no names or numbers."""

from __future__ import annotations

import re

from actions.context import Turn
from actions.conversation import has_any

_EMAIL = re.compile(r"\S+@\w+\.\w+")
_NUMBER = re.compile(r"\+?\d(?:[ ()./-]{0,2}\d){8,}")
"""Nine digits and more in one run: a telephone or a record number."""
_STREET = re.compile(r"\b\d{1,4} (?:(?!the\b|down\b|by\b)\w+ ){1,2}")


def say(turn: Turn) -> None:
    """The sentences of clinical reference 6.2 (4 and 6), where the message gives a reason."""
    if turn.incoming.choice:
        return
    if _identifies(turn):
        turn.say("identifiers")
    if turn.incoming.planned:
        turn.say("change_nothing")


def _identifies(turn: Turn) -> bool:
    """Whether the message holds a name, an address, a telephone or a record number."""
    own, text = turn.clinic.speech.replies.words, turn.incoming.line
    named = has_any(text, own.naming_oneself) and not has_any(text, own.naming_no_one)
    numbered = _NUMBER.search(text) and has_any(text, own.numbers_of_people)
    street = any(text[found.end() :].startswith(tuple(own.streets)) for found in _STREET.finditer(text))
    return bool(_EMAIL.search(text) or named or numbered or street)
