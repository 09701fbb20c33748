"""Replies that answer the things asked in turn: "1 no 2 yes", "former absent, latter florid", "no, yes, no"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.nlu.reply import numbered
from bot.nlu.reply.several import one_by_one


class InTurn(NamedTuple):
    """parts: by the thing asked, where in the message its answer begins, and the answer.
    numbered: marks of their own count the things asked, so that each part stands for one of them whatever it says."""

    parts: dict[str, tuple[int, str]]
    numbered: bool


def in_turn(text: str, asked: Sequence[str], *, by_places: bool) -> InTurn | None:
    """How a message is divided among the things asked, None where it is not; `by_places`: it tells of them by their
    places instead ("all but the last")."""
    if parts := numbered.in_order(text, asked):
        return InTurn(parts, numbered=True)
    told = [] if by_places else numbered.by_words(text, asked) or one_by_one(text, asked)
    return InTurn(dict(zip(asked, told, strict=True)), numbered=False) if told else None
