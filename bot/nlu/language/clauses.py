"""Where one statement ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from bot.nlu.language.apart import divided
from bot.nlu.language.asked_aside import doubts_ahead, in_brackets
from bot.nlu.language.commas import ALWAYS, HARD, LISTED, Commas, chunk_places
from bot.nlu.language.forms import FORM, begins, parts_statements
from bot.nlu.language.text import Token, keys_of, list_points
from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("clauses")


class Grammar(BaseModel):
    """bot/nlu/grammar.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    abbreviations: set[str]
    letter_names: set[str]
    clause_words: set[str]
    clause_starts: set[str]
    list_words: set[str]
    list_heads: set[str]
    list_titles: set[str]
    question_words: set[str]
    question_verbs: set[str]
    question_subjects: set[str]
    question_phrases: list[str]
    supposing: list[str]
    not_supposing: list[str]
    commands: list[str]
    criteria_heads: list[str]
    forged_turns: list[str]
    insincere: list[str]
    truth: list[str]


@cache
def grammar() -> Grammar:
    return Grammar.model_validate(load_yaml("grammar.yml"))


@dataclass(slots=True)
class Clause:
    """One statement: tokens start to end of sentence number `sentence`."""

    start: int
    end: int
    sentence: int
    asks: bool = False
    """It asks, supposes or orders: what it names is not stated."""
    aside: bool = False
    """It stands in brackets."""
    resumed: tuple[int, int] = (0, 0)
    """Where it goes on after a relative clause (resumed.py)."""

    def holds(self, token: int) -> bool:
        """Whether a token stands in it, or where it goes on."""
        return self.start <= token < self.end or self.resumed[0] <= token < self.resumed[1]


_SHORT_QUESTION = 8
_NOT_YET = 7
"""Words between a "not" and its "yet"."""


class Clauses:
    """Divides a document. `covered` are the places of the names that matter, for lists of names."""

    def __init__(self) -> None:
        self.grammar = grammar()
        self.commas = Commas(self.grammar.list_words, self.grammar.list_heads, self.grammar.list_titles)

    def divide(self, doc: Doc, text: str, covered: dict[int, str]) -> list[Clause]:
        """The clauses in order. `covered`: the type of the name at a token."""
        keys = keys_of(doc)
        places: list[Token] = doc.user_data["tokens"]
        cuts = self._cuts(keys, places, text, covered)
        return [
            Clause(start, end, sentence, aside=keys[start - 1 : start] == ["("])
            for start, end, sentence in _spans(cuts, len(keys))
        ]

    def _cuts(self, keys: list[str], places: list[Token], text: str, covered: dict[int, str]) -> list[tuple[int, int]]:
        """(token, sentence step) where a new clause begins; the step is 1 where a sentence ends."""
        cuts = []
        points = list_points(keys)
        begun = points | begins(keys, places, text, covered)
        apart, rows = divided(keys, covered)
        listed = self.commas.signs(keys, covered) | rows
        for i, key in enumerate(keys):
            if i in begun:
                cuts.append((i, 1))
            elif i - 1 in points:
                continue
            elif (
                (
                    key in HARD
                    and self._ends_sentence(i, keys, places, text)
                    and not self._answered(i, keys, covered, cuts)
                )
                or key in _W["laughs"]
                or parts_statements(i, keys, places)
            ):
                cuts.append((i + 1, 1))
            elif i in listed:
                continue
            elif key in "()[]" and i not in covered and not self._short_aside(i, keys):
                cuts.append((i + (key in "(["), 0))
            elif (
                key == ","
                and not self.commas.joins(i, keys, covered)
                or (key == ":" and i not in covered and self._colon(i, keys, covered))
                or key == "-"
                and _is_dash(i, keys, places, covered)
            ):
                cuts.append((i + 1, 0))
            elif (
                i in apart or i and i not in covered and self._opens_clause(i, keys) and not _goes_on(i, keys, covered)
            ):
                cuts.append((i, 0))
            elif key in _W["going_on"] and covered.get(i + 1) in ("therapy", "medicine"):
                cuts.append((i, 0))  # "IVMP 5 October then IVIg", "no improvement so rituximab was started"
        return cuts

    def _ends_sentence(self, i: int, keys: list[str], places: list[Token], text: str) -> bool:
        if keys[i] == "?" and i + 1 < len(keys) and places[i + 1].start == places[i].end and keys[i + 1].isalnum():
            return False  # "?ALS" marks a doubt
        if keys[i] == "?" and i + 1 < len(keys) and (doubts_ahead(keys, i) or in_brackets(keys, i)):
            return False
        if keys[i] != "." or i == 0 or i + 1 >= len(keys) or keys[i + 1] in ("\n", ","):
            return keys[i + 1 : i + 2] != [","]  # "cardiomegaly, sig., unconnected with her MND"
        if places[i + 1].start == places[i].end and keys[i + 1].isalnum():
            return False  # "y.o.", "e.g."
        before, after = keys[i - 1], text[places[i + 1].start]
        scale = text[places[i - 1].start : places[i - 1].end] in _W["scales_as_written"]  # "mRS. No IVIG ever"
        if scale or before == "no" and (i == 1 or keys[i - 2] in HARD):
            return True  # "enrolled? no. not in any trial"; in "trial no. 5" it stands for number
        if before in _W["after_v"] and keys[max(0, i - 2) : i - 1] == ["."] and keys[max(0, i - 3) : i - 2] == ["v"]:
            return False  # "V.a. ALS": suspected
        if before in self.grammar.abbreviations:
            beyond = keys[i + 2] if i + 2 < len(keys) else ""
            headed = keys[i + 1] in _W["closing_heads"] and beyond == ":"  # "all excl. Final: ..."
            aged = after.isdigit() and beyond in _W["after_an_age"]  # "no psych hx. 44F"
            return headed or (after.isupper() or aged) and before in _W["short_forms"]
        if len(before) == 1 and before.isalpha() and before != "i":
            return after.isupper() or keys[max(0, i - 2)] in self.grammar.letter_names
        return True

    def _answered(self, i: int, keys: list[str], covered: dict[int, str], cuts: list[tuple[int, int]]) -> bool:
        """ "Any TB? no. Cancer? yes, skin": a bare name that is asked and answered at once is a statement."""
        if keys[i] == "?" and keys[i + 2 : i + 3] == [":"] and keys[i + 1] in FORM["answerer"]:
            return True  # "Q: CrCl? A: 74"
        if i + 1 >= len(keys) or keys[i + 1] not in FORM["answers"] or keys[i] != "?" and keys[i + 1] == "not":
            return False
        if keys[i] == "." and covered.keys() & set(chunk_places(range(i + 2, min(i + 5, len(keys))), keys, 3)):
            return False  # "Band: Ri. Negative bands: Hu, Yo", "On riluzole. Never had cancer"
        asked = range(cuts[-1][0] if cuts else 0, i)
        named = any(place in covered for place in asked)
        plain = all(place in covered or keys[place] in _W["asked_in_short"] for place in asked)
        return named and plain and len(asked) <= _SHORT_QUESTION

    def _short_aside(self, i: int, keys: list[str]) -> bool:
        """Brackets of up to three words belong to what they follow: "IVIG (Privigen) failed", "LGI1 (+)"."""
        near = keys[i + 1 : i + 5] if keys[i] in "([" else keys[max(0, i - 4) : i]
        return {"(": ")", ")": "(", "[": "]", "]": "["}[keys[i]] in near

    def _colon(self, i: int, keys: list[str], covered: dict[int, str]) -> bool:
        """A colon after a name and before others opens a statement ("Seroneg AE: ENC2 clean"); "HIV: neg" is one."""
        if (
            keys[i + 1 : i + 2]
            and keys[i + 1] in FORM["answers"]
            and (i + 2 not in covered or keys[i + 3 : i + 4] == [":"])
        ):
            return False  # "HIV: NR | HBsAg: NR"
        if (
            (i - 1) not in covered
            and _W["doing"] & set(keys[i + 1 : i + 2])
            and _W["denying"] & set(keys[max(0, i - 6) : i])
        ):
            return True  # "No IVIg to date: went straight to PLEX"
        after = chunk_places(range(i + 1, len(keys)), keys, 14)
        if (i - 1) in covered and covered[i - 1] not in LISTED and _W["of_antibodies"] & set(keys[i + 1 : i + 9]):
            return True  # "Seronegative AE: all Abs tested neg"
        return (i - 1) in covered and any(place in covered for place in after)

    def _opens_clause(self, i: int, keys: list[str]) -> bool:
        key = keys[i]
        if key in ALWAYS or _turns_to_the_rest(i, keys):
            return True
        return key in self.grammar.clause_words and i + 1 < len(keys) and keys[i + 1] in self.grammar.clause_starts


def _turns_to_the_rest(i: int, keys: list[str]) -> bool:
    """ "Hep C yes the other two no": of what is left over something else is said."""
    others = keys[i] == "the" and bool(_W["remaining"] & set(keys[i + 1 : i + 2])) or keys[i] in ("others", "rest")
    return others and keys[i - 1] in _W["replied"]


def _goes_on(i: int, keys: list[str], covered: dict[int, str]) -> bool:
    """ "Better after the steroid drip" is one statement; so are "not yet received", "no clue yet if it helped"."""
    alike = covered.get(i + 2) in LISTED and covered.get(i - 1) == covered.get(i + 2)
    if keys[i : i + 2] == ["and", "the"] and alike and keys[i + 2] not in _W["pointing"]:
        return not _one_alone(i + 2, keys, covered)  # "waiting on the LGI1 and the GABA-B"
    if keys[i] == "yet":
        return keys[i - 1] in _W["before_yet"] or _still_open(i, keys)
    return keys[i] in _W["bound"] and any(covered.get(at) == "therapy" for at in range(i + 1, i + 5))


def _still_open(i: int, keys: list[str]) -> bool:
    """Whether "yet" is a time and no "but": "no clue yet if it helped", "not done a test yet too scared to look"."""
    if keys[i + 1 : i + 3] == ["if", "anything"]:
        return False
    after, before = set(keys[i + 1 : i + 2]), set(keys[max(0, i - _NOT_YET) : i])
    return bool(after & _W["after_yet"] or after & _W["after_not_yet"] and before & _W["before_yet"])


def _one_alone(i: int, keys: list[str], covered: dict[int, str]) -> bool:
    """ "It had GABA-B antibodies and the NMDA one was negative": of the second something is said by itself."""
    while i in covered:
        i += 1
    return keys[i : i + 1] == ["one"] and bool(_W["of_one"] & set(keys[i + 1 : i + 2]))


def _spans(cuts: list[tuple[int, int]], length: int) -> Iterable[tuple[int, int, int]]:
    start = sentence = 0
    for place, step in cuts:
        if place > start:
            yield start, min(place, length), sentence
            start = place
        sentence += step
    if start < length:
        yield start, length, sentence


def _is_dash(i: int, keys: list[str], places: list[Token], covered: dict[int, str]) -> bool:
    """A dash between two statements; after a name it is a minus sign ("LGI1 -"), between numbers a range."""
    row = keys[i - 1] == ":" and keys[i + 1 : i + 2] != [] and keys[i + 1] in _W["ends_a_row"]  # "PLEX: - | RTX: +"
    if i == 0 or i + 1 >= len(keys) or row or (i - 1) in covered and not places[i].break_:
        return False
    spaced = places[i - 1].end < places[i].start and places[i].end < places[i + 1].start
    return (spaced or keys[i + 1] == "-") and not (keys[i - 1][0].isdigit() and keys[i + 1][0].isdigit())
