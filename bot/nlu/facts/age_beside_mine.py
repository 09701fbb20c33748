"""The age of him who is asked about, beside the writer's own: "he's 66, I'm 59", in answer to the question of it."""

from __future__ import annotations

from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.language.two_people import NOBODY
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("age_beside_mine")
_AGES = range(16, 111)


def of_him_beside_me(page: Page) -> list[Finding]:
    """Where the reply tells nothing but the two ages: who tells his own beside another's tells it as an aside."""
    if page.asked[:1] != ("age_years",) or page.cast.candidate != NOBODY or len(page.numbers) != 2:
        return []
    told = {who: number for number in page.numbers if (who := _owner(page, number.start))}
    places = {at for number in page.numbers for at in range(number.start, number.end)}
    places |= {at for at, _ in page.cast.people}
    rest = {page.keys[at] for at in range(len(page.keys)) if at not in places and page.keys[at].isalnum()}
    if told.keys() != {SELF, PATIENT} or not rest <= _W["beside"]:
        return []
    his = told[PATIENT]
    if his.units or his.value not in _AGES:
        return []
    return [Finding("age_years", int(his.value), his.start, his.end)]


def _owner(page: Page, at: int) -> str | None:
    """Of whom the number is told that stands at a place: "he's 66", "he is 66"."""
    people = dict(page.cast.people)
    return people.get(at - 1) or (people.get(at - 2) if page.keys[at - 1] in _W["being"] else None)
