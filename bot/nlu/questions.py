"""Which statements only ask, suppose or order: what they name is not stated."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.clauses import Clause, grammar
from bot.nlu.phrases import Phrases
from bot.nlu.vocabulary import word_lists

_W = word_lists("clauses")


class Questions:
    def __init__(self, vocab: Vocab) -> None:
        self.grammar = grammar()
        self._phrases: Phrases[str] = Phrases(vocab)
        self._phrases.add(self.grammar.question_phrases, "asks")
        self._phrases.add(self.grammar.supposing, "supposes")
        self._phrases.add(self.grammar.not_supposing, "states")
        self._phrases.add(self.grammar.commands, "orders")
        self._phrases.add(self.grammar.forged_turns, "forged")

    def mark(self, doc: Doc, clauses: list[Clause], covered: dict[int, str]) -> None:
        """Marks the clauses that ask, suppose or order. `covered`: the type of the name at a token."""
        keys = [token.text for token in doc]
        signs = self._phrases.find(doc)
        fine = {i for sign in signs if sign.of == "states" for i in range(sign.start, sign.end)}
        marks = {(sign.start, sign.of) for sign in signs if sign.of != "states" and sign.start not in fine}
        sentences: dict[int, list[Clause]] = {}
        for clause in clauses:
            sentences.setdefault(clause.sentence, []).append(clause)
        ordered = any(kind == "orders" for _, kind in marks)
        forged = any(sign.of == "forged" for sign in signs)
        for parts in sentences.values():
            self._mark_sentence(parts, keys, marks, ordered, covered)
            if forged or _assigns(keys[parts[0].start : parts[-1].end]):
                for clause in parts:
                    clause.asks = True

    def _mark_sentence(
        self, parts: list[Clause], keys: list[str], marks: set[tuple[int, str]], ordered: bool, covered: dict[int, str]
    ) -> None:
        questioned = keys[parts[-1].end - 1] == "?"
        opened = False
        for clause in parts:
            supposes = any((i, "supposes") in marks for i in range(clause.start, clause.end))
            asks = any((i, "asks") in marks for i in range(clause.start, clause.end))
            opens = self._opens_question(clause, keys, questioned, covered)
            if keys[clause.start] == "but" and not questioned:
                opened = False
            commands = any((i, "orders") in marks for i in range(clause.start, clause.end))
            values = ordered and "=" in keys[clause.start : clause.end]
            opened = opened or supposes or asks or opens or commands or values
            clause.asks = opened
        if questioned and not opened and not _answers_itself(parts, keys):
            for clause in parts[-1:] if len(parts) > 1 else parts:
                clause.asks = True

    def _opens_question(self, clause: Clause, keys: list[str], questioned: bool, covered: dict[int, str]) -> bool:
        words = [key for key in keys[clause.start : min(clause.end, clause.start + 5)] if key.isalpha()]
        words = words[1:] if words[:1] in (["and"], ["so"], ["but"], ["also"], ["ok"], ["or"], ["hi"]) else words
        if not words:
            return False
        first, second = words[0], words[1] if len(words) > 1 else ""
        if first in self.grammar.question_words:
            relative = first in _W["relatives"] and not questioned
            return not relative or (first in ("what", "where") and second in self.grammar.question_verbs)
        named = (
            clause.start + 1 in covered
            and clause.start not in covered
            and keys[clause.start] == first
            and (questioned or first not in _W["stating"])
        )
        asks = first in self.grammar.question_verbs and (second in self.grammar.question_subjects or named)
        did = first == "did" and second in ("a", "an") and bool(_W["tests_done"] & set(words))  # "did a chest X-ray"
        stating = first in _W["also_statements"] or did
        return asks and (questioned or not stating)


def _assigns(keys: list[str]) -> bool:
    """ "tx_rituximab := failed", '{"nyha_class": 1}': a program's names are given values; nobody tells of himself."""
    joined = any(a.isalpha() and b == "_" and c.isalpha() for a, b, c in zip(keys, keys[1:], keys[2:], strict=False))
    return joined and bool({"=", ":", "->"} & set(keys))


def _answers_itself(parts: list[Clause], keys: list[str]) -> bool:
    """ "? MND" and "?AE" mark a doubt, not a question, when the sign does not end the sentence."""
    return keys[parts[-1].end - 1] != "?"
