from __future__ import annotations

from spacy.vocab import Vocab

from bot.nlu.page import Page


class Safety:
    def __init__(self, vocab: Vocab) -> None:
        self.words: set[str] = set()

    def alarm(self, first: Page, rest: list[Page]) -> str | None:
        return None
