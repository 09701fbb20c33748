"""Whether a reply answers what was asked at all: "we have 3 cats" is no age, "never typed this much" no no.

A linear model for each kind of answer judges the words of the whole reply, and how many of them people use who answer.
What weighs how much was learned from the labelled replies and the small talk of tests/bot/nlu/data
(`python -m tests.bot.nlu.learn_relevance`, which writes relevance_weights.tsv). An answer it speaks against is not
taken: the question is asked again. It never adds one, and what a reply names is judged by the other opinion.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol

from bot.nlu.opinion import weighing
from bot.nlu.page import Finding, Page
from bot.nlu.reply.none_of_the_list import says_none
from bot.nlu.reply.remarks import opens
from bot.nlu.vocabulary import COUNTED, HERE, catalogue, says, word_lists

_W = word_lists("relevance")
_YES = word_lists("details")["yes"]

WEIGHTS = HERE / "relevance_weights.tsv"
WORDS = "<words>"
"""The rows of the weights that tell how many replies that answer hold a word."""
SELDOM, OFTEN = 2, 8
"""Answers with a word from which people are known to answer with it, and to do so often."""
LEAST = {"true": -0.5, "false": 0.0, "number": -0.25, "day": -1.0, "treatment": -1.0, "value": -0.75}
"""Log odds below which a reply is no answer of its kind; chosen on small talk and sets that had taught nothing, so that
each costs about one answer in a hundred, see docs/understanding-measured.md."""
_STATED = {"value", "true", "false"}
"""Kinds of answers that are not judged by a remark behind them."""
_MOST = 6
"""More words that nobody answers with weigh no more."""
_LONGEST = 5
"""Replies of 32 words and more are long."""
_ANY, _DIGITS, _LINE, _ASKED, _NAMED = "<any>", "<n>", "<line>", "<it>", "<other>"
_SORTS = (_DIGITS, _ASKED, _NAMED)


class Seen(NamedTuple):
    """Two sorts of features, which weigh the same however many they are."""

    words: set[str]
    whole: set[str]


def kind(one: Finding) -> str:
    """What kind of answer it is: each has a model of its own."""
    spec = catalogue()[one.fact]
    if isinstance(one.value, bool):
        return str(one.value).lower()
    if spec["type"] in COUNTED:
        return "day" if spec["type"] == "date" else "number"
    return "treatment" if one.fact in says() and says()[one.fact].kind == "therapy" else "value"


def spelt(page: Page) -> list[str]:
    """The words of a reply; numbers, and names of what was asked and of other things, stand for their sort."""
    keys = [_DIGITS if key[:1].isdigit() else _LINE if key == "\n" else key for key in page.keys]
    for number in page.numbers:
        if number.spelled:
            keys[number.start : number.end] = [_DIGITS] * (number.end - number.start)
    for mention in page.mentions:
        sort = _ASKED if mention.fact in page.asked else _NAMED
        keys[mention.start : mention.end] = [sort] * (mention.end - mention.start)
    return keys


def _bare(key: str) -> bool:
    """A word, a number or a letter ("212 H") with which nothing but an answer is given."""
    return key in _W["bare"] or key[:1].isdigit() or len(key) == 1


class Judge(Protocol):
    def kept(self, page: Page, found: Collection[Finding]) -> list[Finding]:
        """The answers to keep of those that the rules read in a reply."""


class Relevance:
    def __init__(self, often: Mapping[str, int] | None = None) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        if often is None:
            self._weights = weighing.read(WEIGHTS)
            often = {word: int(count) for word, count in self._weights.pop(WORDS).items()}
        self._often = often

    def kept(self, page: Page, found: Collection[Finding]) -> list[Finding]:
        """The answers without those that the reply does not look like. Bare yes, no and places are not judged, nor a
        yes that takes up the whole reply: "yes, don't know which kind", nor a result with a remark behind it."""
        if not found or says_none(page) or all(_bare(key) for key in page.keys):
            return list(found)
        seen = self.features(page)
        doubted = page.keys[0] in _YES and any(cue.category == "UNSURE" for cue in page.cues)
        whole = (0, len(page.keys) if doubted else -1)
        plain = [one for one in found if one.value == "unknown" or one.value is True and (one.start, one.end) == whole]
        plain += [one for one in found if kind(one) in _STATED and opens(page, one.start, one.end)]
        plain += [one for one in found if _W["plainly"] & set(page.keys[one.start : one.end])]  # "he shook his head"
        return [one for one in found if one in plain or self._score(one, seen) >= LEAST[kind(one)]]

    def features(self, page: Page) -> Seen:
        """What is seen of a reply, whatever it is taken for."""
        keys = spelt(page)
        known = [key if not key.isalpha() or key in self._often else _ANY for key in keys]
        once = [key for at, key in enumerate(known) if key not in _SORTS or known[at - 1 : at] != [key]]
        words = {f"W {key}" for key in once}
        words.update(f"P {left} {right}" for left, right in zip(["^", *once], [*once, "$"], strict=True))
        count = sum(key.isalnum() or key[0] == "<" for key in once) or 1
        whole = {f"long {min(_LONGEST, int(math.log2(count + 1)))}", "one" if len(page.asked) == 1 else "list"}
        for name, least in (("seldom", SELDOM), ("often", OFTEN)):
            strange = sum(key.isalpha() and self._often.get(key, 0) < least for key in keys)
            whole.add(f"{name} share {4 * strange // count}")
            whole.update(f"{name} {at}" for at in range(min(strange, _MOST) + 1))
        return Seen(words, whole)

    def of(self, fact: str, seen: Seen) -> Seen:
        """With what is asked for."""
        crossed = {f"{fact}|{feature[2:]}" for feature in seen.words if feature[0] == "W"}
        return Seen(seen.words | crossed, seen.whole | {f"fact {fact}", f"type {catalogue()[fact]['type']}"})

    def _score(self, one: Finding, seen: Seen) -> float:
        return weighing.score(self._weights[kind(one)], self.of(one.fact, seen))
