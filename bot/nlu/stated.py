"""What the rules read of a page: the readers of each kind of fact, and what their findings become."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from bot.nlu.excepted import excepted
from bot.nlu.expected import unexpected
from bot.nlu.facts import (
    antibodies,
    chest,
    conditions,
    contraception,
    demographics,
    differential,
    donors,
    hepatitis,
    infection,
    liver,
    measures,
    menopause,
    on_repeat,
)
from bot.nlu.facts.mixed_markers import not_all_normal
from bot.nlu.facts.never_tested import never_tested
from bot.nlu.formerly import of_now, told_now
from bot.nlu.guessed import unguessed
from bot.nlu.page import Finding, Page
from bot.nlu.repairs import unsettled
from bot.nlu.treatments import drips, immunosuppressants, nonstandard, stability, steroids, therapies, vaccines
from bot.nlu.vocabulary import allowed
from bot.nlu.withdrawn import exchanged, withdraw

READERS = (
    donors,
    conditions,
    antibodies,
    therapies,
    measures,
    differential,
    liver,
    demographics,
    immunosuppressants,
    steroids,
    stability,
    hepatitis,
    chest,
    infection,
    vaccines,
    drips,
    nonstandard,
    contraception,
    menopause,
)


def stated(page: Page) -> list[Finding]:
    """What the rules read of a page: values that the catalogue has, as their writer left them."""
    read = list(chain(*(reader.read(page) for reader in READERS)))
    found = corrected(page, read + told_now(page, read))
    return [one for one in found if allowed(one.fact, one.value)]


def corrected(page: Page, found: list[Finding], others: Iterable[Finding] = ()) -> list[Finding]:
    """The findings as their writer left them: corrected, withdrawn, exchanged. `others` are told of the page too."""
    told = unguessed(
        page, unsettled(page, exchanged(page, withdraw(page, on_repeat.settled(page, of_now(page, found)))), others)
    )
    return whole(page, told)


def whole(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without what is only expected or was never tested, and what something is left out of or against."""
    return not_all_normal(page, excepted(page, unexpected(page, never_tested(page, found))))


def supposed(page: Page, found: list[Finding]) -> list[Finding]:
    """What is only likely, without what its writer took back: "61 kg. No wait, that's my daughter's chart"."""
    return whole(page, withdraw(page, found))
