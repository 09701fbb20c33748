"""What denies one kind of illness, or was found in one test, and leaves open all others: "MGUS only, no myeloma", "CT
chest: no malignancy", "strep negative", "flu A/B neg"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("one_kind")
_GERMS = word_lists("infection")["viruses"] | _W["germs"]
_KINDS = frozenset({"cancer_history", "blood_disease"})
_VIRUSES = frozenset({"hepatitis_b_status", "hepatitis_c_status"})
_BEFORE = 3
"""Tokens before a letter or a method within which the germ is named: "flu A/B"."""


def tell(page: Page) -> None:
    """Takes a name that is denied in this way for a topic, of which nothing is stated."""
    for mention in page.mentions:
        if _kind_denied(page, mention) or _germ_not_found(page, mention) or _of_a_germ(page, mention):
            mention.named = mention.named or "topic"


def _kind_denied(page: Page, mention: Mention) -> bool:
    """Whether no more than one sort of cancer is denied, or one scan found none; "no cancer" denies all of them."""
    if mention.fact not in _KINDS or "NEGATED" not in mention.said or page.asked == (mention.fact,):
        return False
    words = page.sentence_words(mention.clause)
    if not _W["ever"].isdisjoint(words) or _W["denials"].isdisjoint(words):
        return False  # "the mole turned out not to be melanoma"
    scanned = not _W["scans"].isdisjoint(page.keys[page.sentence(mention.clause)[0].start : mention.start])
    named = set(page.keys[mention.start : mention.end])
    return scanned or mention.means.role == "value" and not _W["kinds"].isdisjoint(named)


def _germ_not_found(page: Page, mention: Mention) -> bool:
    """ "Strep negative", "C diff neg": a test for one germ, which tells of no other infection."""
    if mention.fact != "infection_status" or _GERMS.isdisjoint(page.keys[mention.start : mention.end]):
        return False
    return not _W["found_not"].isdisjoint(page.keys[mention.end : mention.clause.end])


def _of_a_germ(page: Page, mention: Mention) -> bool:
    """ "Flu A/B negative", "COVID PCR neg": a letter or a method behind a germ is none of hepatitis."""
    if mention.fact not in _VIRUSES or not _W["short"].issuperset(page.keys[mention.start : mention.end]):
        return False
    return not _GERMS.isdisjoint(page.keys[max(mention.clause.start, mention.start - _BEFORE) : mention.end])
