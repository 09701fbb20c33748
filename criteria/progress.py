"""How far along a screening is, in questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from criteria.fact_table import FactTable
from criteria.question_book import QuestionBook
from criteria.speakers import Register, Role, register_of


class Progress:
    """Counts questions by the facts that they ask for."""

    def __init__(self, table: FactTable, book: QuestionBook) -> None:
        self._question = {register: _questions(table, book, register) for register in get_args(Register)}

    def of(self, told: Iterable[str], needed: Iterable[str], role: Role) -> tuple[int, int]:
        """(questions answered, at most so many in all), the one that is asked now included."""
        question = self._question[register_of(role)]
        ahead = {question[fact] for fact in needed}
        done = len({question[fact] for fact in told} - ahead)
        return done, done + max(len(ahead), 1)


def _questions(table: FactTable, book: QuestionBook, register: Register) -> dict[str, str]:
    """The question that each fact is counted with: the first group that has it, the sheet, or its own."""
    question = {fact: fact for fact in table.facts}
    if register == "patient":
        question.update(dict.fromkeys(book.sheet.facts(table), book.sheet.id))
    for group in reversed(book.groups):
        if register in group.for_:
            question.update(dict.fromkeys([*group.also, *group.facts], group.id))
    return question
