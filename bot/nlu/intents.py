"""What a message wants."""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

EXAMPLES = Path(__file__).parents[2] / "data" / "nlu"


class Intents:
    def __init__(self, vocab: Vocab) -> None:
        self.words: set[str] = set()

    def classify(
        self, doc: Doc, *, facts: bool, reply: str | None, asked: bool
    ) -> tuple[str, float, str | None, list[tuple[str, float]]]:
        intent = "answer" if facts or reply else "out_of_scope"
        return intent, 1.0, None, [(intent, 1.0)]
