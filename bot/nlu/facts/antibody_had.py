"""Antibodies that are told of as had, without a word of their result: "I have LGI1 antibodies", "Ab = CASPR2"."""

from __future__ import annotations

from bot.nlu.facts import specimens
from bot.nlu.facts.antibody_names import ANTIBODY_WORDS, names_disease
from bot.nlu.facts.specimens import POSITIVE
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibodies")


def carried(page: Page, mention: Mention) -> bool:
    """ "I have LGI1 antibodies", "LGI1 antibodies in the blood": had or found, and called an antibody."""
    if names_disease(page, mention):
        return False
    if _the_antibody(page, mention) or "NAMED" in mention.said:
        return True
    words = set(page.keys[mention.start : mention.end + 3])
    confirmed = words & _W["confirmed"] and not _W["denials"] & words
    if confirmed or _headed(page, mention):
        return True
    if _located(page, mention) or _joined(page, mention):
        return True
    if not words & (ANTIBODY_WORDS | {"anti"}):
        return False
    near = [m for m in page.of_kind(specimens.SPECIMEN) if 0 <= m.start - mention.end <= 5]
    located = any(not m.said and not specimens.of_other(page, m) for m in near)
    return "HAS" in mention.said or located


def _joined(page: Page, mention: Mention) -> bool:
    """ "She has anti-Ma1 and IgLON5": the second of two that are had."""
    before = [m for m in page.of_kind(POSITIVE) if m.clause is mention.clause and m.end <= mention.start]
    between = set(page.keys[before[-1].end : mention.start]) if before else set()
    return bool(between) and between <= _W["joining"] and not mention.said - {"HAS"} and carried(page, before[-1])


def _located(page: Page, mention: Mention) -> bool:
    """ "LGI1 in my blood": where it is, and nothing of a test."""
    between = [set(page.keys[mention.end : m.start]) for m in page.of_kind(specimens.SPECIMEN) if m.states]
    there = any({"in"} & words and words <= _W["specimen_words"] | ANTIBODY_WORDS for words in between if words)
    tested = _W["testing"] & set(page.keys[mention.clause.start : mention.clause.end])
    return there and not tested and not mention.said - {"HAS"}


def _headed(page: Page, mention: Mention) -> bool:
    """ "Antibodies: LGI1", "Ab = CASPR2": one antibody under its heading, and nothing more said of it."""
    before = page.keys[max(0, mention.start - 3) : mention.start]
    if before[-1:] not in ([":"], ["="]) or not before[-2:-1] or before[-2] not in _W["heads"] or mention.said:
        return False
    if before[-2] not in ANTIBODY_WORDS and before[0] not in ANTIBODY_WORDS:
        return False
    here = [m for m in page.of_kind(POSITIVE) if m.clause.sentence == mention.clause.sentence]
    return len(here) == 1


def _the_antibody(page: Page, mention: Mention) -> bool:
    """ "My antibody is LGI1", "the antibody is called LGI1", "I have antibodies to LGI1"."""
    before = page.keys[max(mention.clause.start, mention.start - 6) : mention.start]
    named = [at for at, key in enumerate(before) if key in ANTIBODY_WORDS]
    if not named or mention.said - {"HAS"}:
        return False
    between = before[named[-1] + 1 :]
    if not set(between) <= _W["identity"] or not between:
        return False
    owned = {"my", "the", "his", "her"} & set(before[: named[-1]]) and {"is", "was", ":", "="} & set(between)
    return bool(owned) or "HAS" in mention.said and bool({"to", "against"} & set(between))
