"""What people answer to one question without naming its thing: "they manage", "morning and night only".

It counts in reply to that question alone, so it may be worded as loosely as people do.
"""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter
from spacy.vocab import Vocab

from bot.nlu.language.phrases import Found, Lexicon, Phrases
from bot.nlu.language.said import Said
from bot.nlu.language.twice import twice
from bot.nlu.page import Finding, Page
from bot.nlu.reply.cued import of_another
from bot.nlu.reply.gaps import missing
from bot.nlu.reply.meant import JABBED, formerly, unjabbed
from bot.nlu.reply.other_tests import of_another_test
from bot.nlu.vocabulary import Value, asks_for_ever, load_yaml, word_lists

_W = word_lists("answers")

NOTHING = "nothing"
"""The value of a phrase that answers nothing: "I'd need to see it first"."""
_ILL = {"condition", "diagnosis", "test"}
_VALUES: dict[str, Value] = {"true": True, "false": False}


class _Entry(BaseModel):
    """One entry of bot/nlu/replies.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    asked: list[str]
    """The facts whose question it answers."""
    tells: str | None = None
    """The fact that it tells, where that is another one: the window of a date."""
    says: dict[str, list[str]]
    """Phrases by the value that they give. Of several that a reply says, the value that stands first counts."""


_SIGNS = {"umn_signs", "lmn_signs"}


class _Meaning(NamedTuple):
    rank: int
    fact: str
    value: Value


class Worded:
    """The wordings of bot/nlu/replies.yml."""

    def __init__(self, vocab: Vocab) -> None:
        self._phrases: dict[str, Phrases[_Meaning]] = {}
        for entry in TypeAdapter(list[_Entry]).validate_python(load_yaml("replies.yml")):
            for fact in entry.asked:
                phrases = self._phrases.setdefault(fact, Phrases(Lexicon(vocab)))
                for rank, (written, wordings) in enumerate(entry.says.items()):
                    phrases.add(wordings, _Meaning(rank, entry.tells or fact, _value(written)))
        self.words: set[str] = {word for phrases in self._phrases.values() for word in phrases.words}

    def find(self, page: Page, fact: str) -> Finding | None:
        """What is answered to the question of a fact; the value is `NOTHING` where the words leave it open."""
        if fact not in self._phrases:
            return None
        found = [one for one in _whole(self._phrases[fact].find(page.doc)) if self._stated(page, one)]
        first = min(found, key=lambda one: (one.of.rank, one.start), default=None)
        return Finding(first.of.fact, first.of.value, first.start, first.end) if first else None

    def _stated(self, page: Page, one: Found[_Meaning]) -> bool:
        clause = page.clause_at(one.start)
        if of_another(page, one.start, one.of.fact) or of_another_test(page, one.start, one.end, one.of.fact):
            return False
        if one.of.fact in missing(page) or _of_a_name(page, one) or formerly(page, one.start, one.of.fact):
            return False
        if one.of.value == "failed" and (twice(page.keys, one.start, one.end) or _not_yet(page, one)):
            return False  # "I wouldn't say it did nothing", "no effect yet"
        if one.of.value == JABBED and unjabbed(page, one.start, one.start + 1):
            return False
        if one.of.value == "partial" and page.keys[max(0, one.start - 1)] in _W["denying"]:
            return False  # "no better, worse when they stopped"
        if one.of.value == "not_given" and page.keys[0] in _W["yes"] and _W["ongoing"] & page.words:
            return False
        if one.of.value == "responded" and _none_of_it(page, one):
            return False
        if page.keys[one.end - 1] == "same" and _W["same_what"] & set(page.keys[one.end : one.end + 1]):
            return False  # "got both at the same time, improved a lot"
        if one.of.value == "intolerant" and any(_borne(c, one) for c in page.cues):
            return False  # "a bad reaction first time, then a different brand and it was fine"
        if one.of.value is True and one.of.fact in _SIGNS and page.keys[max(0, one.start - 1)] in _W["denying"]:
            return False  # "none evident now"
        if one.of.value is True and page.keys[max(0, one.start - 1)] in _W["auxiliaries"] and one.start:
            return False  # "I wouldn't take it"
        return not (clause.asks or page.denied(one, 0) or page.cast.other(one.start, clause, clause.start))


def _borne(cue: Said, one: Found[_Meaning]) -> bool:
    """Whether a reaction is denied, or made good afterwards: "didn't have any side effects"."""
    return cue.category == "TOLERATED" and (cue.start >= one.end or cue.start <= one.start < cue.end)


def _none_of_it(page: Page, one: Found[_Meaning]) -> bool:
    """ "No major effect"."""
    return any(cue.category == "FAILED" and cue.start < one.start < cue.end for cue in page.cues)


def _not_yet(page: Page, one: Found[_Meaning]) -> bool:
    """ "No effect yet": what may still come has not failed."""
    early = (cue for cue in page.cues if cue.category == "EARLY" and _W["early"] & set(page.keys[cue.start : cue.end]))
    return any(cue.start < one.end and one.start < cue.end for cue in early)


def _of_a_name(page: Page, one: Found[_Meaning]) -> bool:
    """ "I got a kidney in 2012" tells of a transplant and of no cancer, "the infection was cured in 2019" of none."""
    if not asks_for_ever(one.of.fact) or one.of.value is not True:
        return False
    clause = page.clause_at(one.start)
    named = [m for m in page.mentions if m.fact not in page.asked and not m.means.shy and m.clause is clause]
    return any(m.means.type in _ILL and m.start <= one.start for m in named)


def _whole(found: list[Found[_Meaning]]) -> list[Found[_Meaning]]:
    """Without those that are part of a longer one; "yes it helped" and "helped some" only overlap."""
    return [
        one
        for one in found
        if not any(
            other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start
            for other in found
        )
    ]


def _value(written: str) -> Value:
    return int(written) if written.isdigit() else _VALUES.get(written, written)
