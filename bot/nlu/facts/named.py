"""Illnesses that are named and not said of anybody: "a cancer charity", "prev miscoded as CIDP", "googled MND"."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.nlu.facts.shy import measured
from bot.nlu.facts.spelt_out import spell_out
from bot.nlu.language.forms import crossed, left_empty
from bot.nlu.language.phrases import Found, Lexicon, Phrases
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import load_yaml, says

_RESULTS = {"NEGATED", "POSITIVE", "NORMAL", "ABNORMAL", "PENDING", "UNDONE", "HAS"}


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    side: Literal["after", "before", "ahead", "raised"]
    kinds: frozenset[str] = frozenset()
    unsaid: bool = False
    """It counts only where nothing is said of the result: "depression screen 3", not "TB screen negative"."""
    denied: bool = False
    """It counts only where a denial speaks of it: "no heart failure admissions"."""
    phrases: list[str]


class _Table(BaseModel):
    """bot/nlu/named.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    illnesses: frozenset[str]
    stated: frozenset[str]
    owners: frozenset[str]
    joining: dict[str, frozenset[str]]
    answers: frozenset[str]
    rules: list[_Rule]


class Named:
    """Marks the names that nothing is said of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._table = _Table.model_validate(load_yaml("named.yml"))
        self._phrases: Phrases[int] = Phrases(lexicon)
        for number, rule in enumerate(self._table.rules):
            self._phrases.add(rule.phrases, number)
        self.words = self._phrases.words

    def mark(self, page: Page) -> None:
        if not page.mentions:
            return
        self._mark_by_words(page)
        spell_out(page)
        for mention in page.mentions:
            mention.named = "topic" if measured(page, mention) else mention.named
        for mention in page.mentions if {"_", "x"} & page.words else ():
            open_ = left_empty(page.keys, mention.end) or crossed(page.keys, mention.end)
            mention.named = "topic" if open_ else mention.named

    def _mark_by_words(self, page: Page) -> None:
        found = self._phrases.find(page.doc)
        if not found:
            return
        names = {at for one in page.mentions for at in range(one.start, one.end)}
        for mention in page.mentions:
            if mention.fact not in self._table.stated:
                sides = {self._table.rules[one.of].side for one in found if self._speaks(page, one, mention, names)}
                mention.named = "topic" if sides else ""
                if len(sides) == 1:
                    mention.named = {"after": "kind", "raised": "raised"}.get(*sides, "topic")

    def _speaks(self, page: Page, words: Found[int], mention: Mention, names: set[int]) -> bool:
        rule = self._table.rules[words.of]
        if (
            rule.unsaid
            and mention.said & _RESULTS
            or rule.denied
            and "NEGATED" not in mention.said
            or says()[mention.fact].kind not in (rule.kinds or self._table.illnesses)
        ):
            return False
        if rule.side == "after":
            return words.start >= mention.end and self._listed(page, mention.end, words.start, "after", names)
        if words.end > mention.start or words.start < page.sentence(mention.clause)[0].start:
            return False
        if rule.side == "ahead" and page.keys[mention.start - 1] in self._table.owners:
            return False
        if rule.side == "raised":
            return not mention.said and self._raised(page, words, mention, names)
        if rule.side == "ahead":
            return words.start >= mention.clause.start or not mention.said and self._goes_on(page, words.end, mention)
        return self._listed(page, words.end, mention.start, "before", names)

    def _raised(self, page: Page, words: Found[int], mention: Mention, names: set[int]) -> bool:
        """Whether a name ends what only says what is spoken of: "as for transplants, nobody ...", no "yes, ..."."""
        end = mention.clause.end
        alone = words.start >= mention.clause.start and all(at in names for at in range(words.end, end - 1))
        told = page.keys[end : end + 1]
        return alone and page.keys[end - 1] == "," and bool(told) and told[0] not in self._table.answers

    def _goes_on(self, page: Page, start: int, mention: Mention) -> bool:
        """Whether a list goes on over its commas: nobody is spoken of since."""
        people = any(start <= at < mention.start for at, _ in page.cast.people)
        return not people and all(
            one.start >= start or page.keys[one.end - 1] in ",(" for one in page.clauses_in(start, mention.start)
        )

    def _listed(self, page: Page, start: int, end: int, side: str, names: set[int]) -> bool:
        """Whether nothing but other names of a list stand between: "panel named ALS/FTD"."""
        joining = self._table.joining[side]
        signs = [page.keys[at] for at in range(start, end) if at not in names]
        return start == end or bool(signs) and joining.issuperset(signs)
