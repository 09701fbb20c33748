"""Illnesses of a writer who sets himself apart from the candidate: "I've got that myself, Mum's heart is sound"."""

from __future__ import annotations

from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import absent, word_lists

_W = word_lists("writers_own")


def writers_own(page: Page, mention: Mention) -> bool:
    """ "I'm the one with Parkinson's", said beside a "he" whom nobody names; "I have heart failure myself, Mum's heart
    is sound": the candidate is the other one, or it cannot be told."""
    if "NEGATED" not in mention.said and _beside_an_illness(page, mention):
        return True
    if not _W["own"] & page.words or "NEGATED" in mention.said:
        return False
    clause = mention.clause
    words = page.keys[clause.start : clause.end]
    own = any(who == SELF and clause.start <= at < mention.start for at, who in page.cast.people)
    if own and _W["myself"] & set(page.keys[mention.end : clause.end]):
        others = [m for m in page.of_kind(mention.fact) if m.other]
        return any("NEGATED" in m.said or m.means.role == "value" and absent(m.fact, m.means.value) for m in others)
    the_one = any(a == "the" and b == "one" for a, b in zip(words, words[1:], strict=False))
    strangers = [at for at, who in page.cast.people if who == PATIENT and page.keys[at - 1 : at] != ["not"]]
    return own and the_one and any(not clause.start <= at < mention.start for at in strangers)


def _beside_an_illness(page: Page, mention: Mention) -> bool:
    """ "I've been depressed since she fell ill": another one is ill, and the writer tells of himself."""
    sentence = page.sentence(mention.clause)
    before = set(page.keys[sentence[0].start : mention.start])
    if before.isdisjoint(_W["i"]) or not before.isdisjoint(_W["of_another"]):
        return False
    after = page.keys[mention.end : sentence[-1].end]
    return any(
        joint in _W["since"] and who in _W["another"] and verb in _W["falling"] and state in _W["ill"]
        for joint, who, verb, state in zip(after, after[1:], after[2:], after[3:], strict=False)
    )
