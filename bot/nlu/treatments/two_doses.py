"""Of two doses told together: what a paper says beside what is taken, and the one that is today's of two that take
turns."""

from __future__ import annotations

from bot.nlu.page import Page
from bot.nlu.treatments.amounts import Amount, Sign
from bot.nlu.treatments.dose_words import words

TURNING = (("turns", 0), ("times", 0.5))
"""Signs of doses that take turns from day to day."""
_BEFORE, _AFTER = 7, 4
"""Words before an amount in which its source stands, and after it in which "today" does."""
_BEHIND_SINCE = 4
"""Words between "since last week" and the dose."""


def on_paper(page: Page, amounts: list[Amount]) -> tuple[list[Amount], bool]:
    """ "Chart says pred 50, pharmacy confirms 5 mg", "the letter lists 40, she takes 20": without what is only written,
    and whether what is left is sure; "notes have 60 mg, wife says 10" is not."""
    written = [one for one in amounts if _written(page, one)]
    taken = [one for one in amounts if one not in written]
    if not written or not taken or written[-1].start > taken[0].start:
        return amounts, True
    told = page.keys[written[-1].end : min(len(page.keys), taken[-1].end + _AFTER)]
    return taken, bool(words().taken_really & set(told))


def _written(page: Page, amount: Amount) -> bool:
    """Whether a paper or a hospital is what says an amount."""
    start = page.sentence(page.clause_at(amount.start))[0].start
    before = page.keys[max(start, amount.start - _BEFORE) : amount.start]
    if words().prescribed & set(before[-2:-1] if before[-1:] in (["at"], ["for"], ["as"], ["on"]) else before[-1:]):
        return True  # "charted 60, actually taking 40"
    if any(key in words().meant and then == "to" for key, then in zip(before, before[1:], strict=False)):
        return True  # "meant to take 20 mg but I only take 10"
    says = [at for at, key in enumerate(before) if key in words().writing]
    return bool(says) and bool(words().papers & set(before[: says[-1]])) and "," not in before[says[-1] :]


def of_today(page: Page, amounts: list[Amount], signs: list[Sign]) -> list[Amount]:
    """ "30/25 alternating, 25 today": which of the two it is today changes nothing."""
    if not amounts:
        return amounts
    last = amounts[-1]
    turning = any(sign.of in TURNING for sign in signs)
    today = words().today & {*page.keys[last.end : last.end + _AFTER], *page.keys[last.start - 1 : last.start]}
    if turning and len(amounts) == 1 and words().today & set(page.keys[last.end : last.end + 1]):
        return []  # "20/10 alternate days, 10 today": the others were not understood
    if turning and today and len(amounts) > 2 and last.mg in {one.mg for one in amounts[:-1]}:
        return amounts[:-1]
    return amounts


def lasts(page: Page, amount: Amount) -> bool:
    """ "Prednisolone 30 mg until Friday, then it goes to 25": what is taken till a day to come is taken now."""
    end = min(amount.until, amount.end + _AFTER)
    till = next((at for at in range(amount.end, end) if page.keys[at] in words().till), None)
    if till is None or words().former_before & set(page.keys[max(amount.after, amount.start - _AFTER) : amount.start]):
        return False
    when = next((w for w in page.dates if till < w.start <= till + 2), None)
    if when is None or when.until(page.as_of).first <= page.as_of:
        return False
    return when.first > page.as_of or bool(words().then_on & set(page.keys[when.end : when.end + 2 * _AFTER]))


def halved(page: Page, amount: Amount) -> float | None:
    """ "Used to be 12, now half that"."""
    after = page.keys[amount.end : amount.end + 2 * _AFTER]
    half = next((at for at, key in enumerate(after) if key == "half"), None)
    if half is None or not words().half_of & set(after[half + 1 : half + 3]) or not words().today & set(after[:half]):
        return None
    return amount.mg / 2


def goes_to(page: Page, amount: Amount) -> bool:
    """ "20 od -> 15 od since 1 Nov": a dose without a unit has come after it."""
    after = page.keys[amount.end : amount.until]
    return any(key == "->" and then.isdigit() for key, then in zip(after, after[1:], strict=False))


def since_then(page: Page, amount: Amount) -> bool:
    """ "Medrol 32, then 16, since last week it's 8 mg every morning"."""
    spans = [w for w in page.dates if w.span and 0 <= amount.start - w.end <= _BEHIND_SINCE]
    since = [w for w in spans if "since" in page.keys[max(0, w.start - 1) : w.start + 1]]
    return any(words().its_since.issuperset(page.keys[w.end : amount.start]) for w in since)
