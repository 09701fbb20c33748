"""Answers that are chosen: by buttons, by an option's own words, or by the places where options are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from actions import answers, telling
from actions.context import Turn
from bot.nlu.language.places import Places
from criteria.questions import Asked, Option


def choose(turn: Turn) -> None:
    """Buttons were pressed. One that belongs to another question changes nothing and says so."""
    assert turn.incoming.choice is not None
    question, options = turn.incoming.choice
    if question == "change" and len(options) == 1 and options[0] in turn.facts:
        start_correcting(turn, options[0])
    elif answers.own_answer(turn):
        return
    elif question != turn.state.asked:
        turn.say("stale_button")
    else:
        _choose_options(turn, options)


def _choose_options(turn: Turn, ids: Iterable[str]) -> None:
    asked = turn.pending()
    wanted = list(dict.fromkeys(ids))
    chosen = [option for option in asked.options if option.id in wanted] if asked else []
    if asked is None or len(chosen) != len(wanted) or (len(chosen) > 1 and asked.input != "multi"):
        turn.say("unknown_option")
    elif len(chosen) > 1 and any(o.none or o.unknown or o.skip for o in chosen):
        turn.say("none_and_others")
    else:
        take_options(turn, asked, chosen)


def choose_typed(turn: Turn) -> bool:
    """An option's own words, typed, count as the option; so do places: "all but the second" of the options shown."""
    asked = turn.pending()
    if asked is None:
        return False
    said = turn.incoming.text.strip().rstrip(".!").casefold()
    titled = [o for o in asked.options if o.title.casefold().rstrip(".!") == said]
    if len(titled) == 1:
        take_options(turn, asked, titled)
        return True
    offered = [o for o in asked.options if not (o.none or o.rest or o.unknown or o.skip)]
    if turn.incoming.places and offered:
        return _choose_by_place(turn, asked, offered, turn.incoming.places)
    if turn.incoming.counted and offered and not _one_for_a_fact(asked, offered):
        turn.say("which_option")
        return True
    return False


def _choose_by_place(turn: Turn, asked: Asked, offered: list[Option], places: Places) -> bool:
    """Takes the options at these places and says them again; False where it is no place that the message tells."""
    said = places.over(len(offered))
    if places.by not in _TOLD_BY.get(asked.input, ("name",)) or not said and places.by == "number":
        return False
    marks = dict(zip((option.id for option in offered), said, strict=False))
    facts = _ticked(turn, asked, marks) if asked.input == "multi" else _picked(turn, asked, marks)
    if facts:
        telling.tell(turn, facts)
    else:
        turn.say("which_option" if said else "unknown_option")
    return True


_TOLD_BY = {"multi": ("number", "ordinal", "name"), "choice": ("ordinal", "name")}
"""What tells a place, by the kind of question: "2" may be a number that is asked for, "the second" a day."""


def _picked(turn: Turn, asked: Asked, marks: dict[str, bool | None]) -> dict[str, Any]:
    """The facts of the one option that is meant; none where it is not one."""
    picked = [id for id, mark in marks.items() if mark]
    return turn.clinic.chooser.answer(asked, picked) if len(picked) == 1 else {}


def _ticked(turn: Turn, asked: Asked, marks: dict[str, bool | None]) -> dict[str, Any]:
    """The facts of a list with these options ticked; where all others are marked no, with "none of the others" too.

    A no to one of the options that speak of a fact says nothing; a no to all of them is a no to the fact."""
    ticked = [id for id, mark in marks.items() if mark]
    if marks and None not in marks.values():
        closing = [option.id for option in asked.options if (option.rest if ticked else option.none)]
        return turn.clinic.chooser.answer(asked, ticked + closing)
    spoken_of = [option for option in asked.options if option.id in marks]
    open_ = {fact for option in spoken_of if marks[option.id] is not False for fact in option.facts}
    none = next((option.facts for option in asked.options if option.none), {})
    denied = {fact: none[fact] for o in spoken_of for fact in o.facts if fact in none and fact not in open_}
    return {**denied, **turn.clinic.chooser.answer(asked, ticked)}


def _one_for_a_fact(asked: Asked, offered: list[Option]) -> bool:
    """Whether it is the same to count the options and to count the facts."""
    return [[*option.facts] for option in offered] == [[fact] for fact in asked.facts[: len(offered)]]


def take_options(turn: Turn, asked: Asked, chosen: list[Option]) -> None:
    if chosen[0].unknown or chosen[0].skip:
        telling.leave_open(turn, asked.facts, "unknown" if chosen[0].unknown else "declined")
        return
    facts = turn.clinic.chooser.answer(asked, [option.id for option in chosen])
    if facts:
        telling.tell(turn, facts, echo=False)
    else:
        turn.say("none_and_others")


def start_correcting(turn: Turn, fact: str) -> None:
    turn.state.correcting = True
    turn.state.asked = fact
