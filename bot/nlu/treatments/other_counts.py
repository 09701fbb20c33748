"""Counts after a dose that count something else: "prednisolone 60 mg od, melaena x3 since this morning"."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from spacy.vocab import Vocab

from bot.nlu.language.numbers import Number
from bot.nlu.page import Page
from bot.nlu.treatments.amounts import Amount, Sign, known
from bot.nlu.treatments.dose_words import words
from bot.nlu.vocabulary import word_lists


@lru_cache(maxsize=2)
def _ordinary(vocab: Vocab) -> frozenset[str]:
    """Words that tell how a dose is taken, or nothing."""
    return frozenset(known(vocab) | word_lists("page")["function_words"])


def counts_another(page: Page, number: Number, amount: Amount, signs: list[Sign]) -> bool:
    """Whether a number after a dose counts what is named between, or what it stands before: "pred 20 mg, vomited x4",
    "pred 20 mg, x4 fits today", "5 mg od, 2 tablets of co-trimoxazole", not "5 mg tablets x4" or "5 mg, x4 od"."""
    keys = page.keys
    if keys[number.start - 1] != "x":
        return about_another(page, amount, number.start) or _of_another(page, number)
    of_doses = _of_doses(page, signs)
    between = range(amount.end, number.start - 1)
    if not all(at in of_doses or _joins(keys[at]) for at in between):
        return True
    apart = any(keys[at] in (",", ";", ".") for at in between)
    follows = keys[number.end : number.end + 1]
    return apart and follows != [] and follows[0].isalpha() and number.end not in of_doses and not _joins(follows[0])


def about_another(page: Page, amount: Amount, at: int) -> bool:
    """Whether a word between a dose and a place shows that something else is told there: "15 mg, fell 3 times a
    day", "10 mg, paracetamol qds"."""
    strange = {place for place in range(amount.end, at) if names_another(page, place)}
    if not strange or words().the_dose & set(page.keys[amount.end : at]):
        return False  # "10 mg, my wife hands it to me twice a day"
    return not strange <= _of_doses(page, [])


def names_another(page: Page, at: int) -> bool:
    """Whether a word has nothing to do with how a dose is taken."""
    key = page.keys[at]
    return len(key) > 1 and key.isalpha() and key not in _ordinary(page.doc.vocab)


def _of_another(page: Page, number: Number) -> bool:
    """ "2 tablets of co-trimoxazole"."""
    after = page.keys[number.end : number.end + 3]
    at = after.index("of") + 1 if "of" in after[:2] else len(after)
    return at < len(after) and names_another(page, number.end + at) and number.end + at not in _of_doses(page, [])


def _joins(key: str) -> bool:
    """What may stand between a dose and the number of its tablets or times."""
    vocabulary = words()
    return key in vocabulary.glue or key in vocabulary.pieces or key in vocabulary.looks or key in vocabulary.rates


def _of_doses(page: Page, signs: list[Sign]) -> set[int]:
    """Where the steroid is named, the day's parts and how often a dose is taken."""
    named = [(m.start, m.end) for m in page.of_kind("oral_steroid_drug", "tx_steroid_any")]
    told = [(sign.start, sign.end) for sign in signs]
    parts = {at for at, key in enumerate(page.keys) if key in words().parts_of_day}
    return parts | set(chain(*(range(start, end) for start, end in named + told)))
