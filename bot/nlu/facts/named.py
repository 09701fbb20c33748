"""Illnesses that are named and not said of anybody: "a cancer charity", "prev miscoded as CIDP", "googled MND"."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict
from spacy.vocab import Vocab

from bot.nlu.language.phrases import Found, Phrases
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import load_yaml, says


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    side: Literal["after", "before", "ahead"]
    kinds: frozenset[str] = frozenset()
    phrases: list[str]


class _Table(BaseModel):
    """bot/nlu/named.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    illnesses: frozenset[str]
    stated: frozenset[str]
    joining: dict[str, frozenset[str]]
    rules: list[_Rule]


class Named:
    """Marks the names that nothing is said of."""

    def __init__(self, vocab: Vocab) -> None:
        self._table = _Table.model_validate(load_yaml("named.yml"))
        self._phrases: Phrases[int] = Phrases(vocab)
        for number, rule in enumerate(self._table.rules):
            self._phrases.add(rule.phrases, number)
        self.words = self._phrases.words

    def mark(self, page: Page) -> None:
        if not page.mentions:
            return
        found = self._phrases.find(page.doc)
        if not found:
            return
        names = {at for one in page.mentions for at in range(one.start, one.end)}
        for mention in page.mentions:
            if mention.fact not in self._table.stated:
                sides = {self._table.rules[one.of].side for one in found if self._speaks(page, one, mention, names)}
                mention.named = "kind" if sides == {"after"} else "topic" if sides else ""

    def _speaks(self, page: Page, words: Found[int], mention: Mention, names: set[int]) -> bool:
        rule, clause = self._table.rules[words.of], mention.clause
        if says()[mention.fact].kind not in (rule.kinds or self._table.illnesses):
            return False
        if rule.side == "after":
            return words.start >= mention.end and self._listed(page, mention.end, words.start, "after", names)
        if not clause.start <= words.start < words.end <= mention.start:
            return False
        return rule.side == "ahead" or self._listed(page, words.end, mention.start, "before", names)

    def _listed(self, page: Page, start: int, end: int, side: str, names: set[int]) -> bool:
        """Whether nothing but other names of a list stand between: "panel named ALS/FTD"."""
        joining = self._table.joining[side]
        signs = [page.keys[at] for at in range(start, end) if at not in names]
        return start == end or bool(signs) and joining.issuperset(signs)
