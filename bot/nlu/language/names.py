"""The names and phrases of the catalogue's facts in a text."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import NamedTuple

from spacy.tokens import Doc

from bot.nlu.language.notation import expand, parse
from bot.nlu.language.phrases import Found, Lexicon, Phrases, longest
from bot.nlu.language.text import keys_of
from bot.nlu.vocabulary import Says, Value, says


class Meaning(NamedTuple):
    """What a phrase stands for: a fact's thing ("about"), a test of it, one of its values, or nothing ("ignore")."""

    fact: str
    role: str
    value: Value = None
    shy: bool = False
    type: str = "condition"
    """Which cues may speak of it (cues.yml)."""


_TYPES = {
    **dict.fromkeys(("therapy", "therapies"), "therapy"),
    **dict.fromkeys(("antibodies", "panel"), "antibody"),
    **dict.fromkeys(("steroid", "immunosuppressants", "contraception"), "medicine"),
    "window": "vaccine",
    "diagnosis": "diagnosis",
}
_WRITTEN_OUT = 2000
"""Wordings up to which a shy phrase makes all that are worded like it shy, too."""
_TESTS = {"positive", "normal", "undone"}


def type_of(entry: Says) -> str:
    if entry.kind in _TYPES:
        return _TYPES[entry.kind]
    if "stopped" in entry.means:
        return "medicine"
    return "test" if _TESTS & set(entry.means) else "condition"


class Names:
    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases: Phrases[Meaning] = Phrases(lexicon)
        self._near: Phrases[Meaning] = Phrases(lexicon)
        self._shy: dict[str, set[tuple[str, ...]]] = {}
        for fact, entry in says().items():
            self._add(fact, entry)
        self.words = self._phrases.words | self._near.words

    def _add(self, fact: str, entry: Says) -> None:
        kind = type_of(entry)
        whole = set(entry.shy) & {phrase for phrases in entry.values.values() for phrase in phrases}
        listed = (phrase for phrase in entry.shy if phrase not in whole or _few(phrase))
        self._shy[fact] = {keys for phrase in listed for keys in expand(phrase)}
        self._phrases.add(entry.about, Meaning(fact, "about", None, False, kind))
        for value, phrases in entry.values.items():
            for phrase in phrases:
                wary = value in entry.shy_values or phrase in whole
                self._phrases.add([phrase], Meaning(fact, "value", value, wary, kind))
        for code, test in entry.tests.items():
            self._phrases.add(test.names, Meaning(fact, "test", code, False, "test"))
        for value, phrases in entry.near.items():
            code = str(value).replace("_", " ")
            self._near.add([*phrases, code], Meaning(fact, "near", value))
        self._phrases.add(entry.ignore, Meaning(fact, "ignore"))

    def find(self, doc: Doc) -> tuple[list[Found[Meaning]], list[Found[Meaning]], set[int]]:
        """The names that stand, the phrases that count only beside one, and the places that name nothing: "weaned off
        prednisolone" tells of no baby, but names a drug."""
        found = self._phrases.find(doc)
        ignores = _whole([one for one in found if one.of.role == "ignore"])
        ignored = [(one.start, one.end, one.of.fact) for one in ignores]
        stand = longest([one for one in found if one.of.role != "ignore" and not _ignored(one, ignored)])
        stand = [self._wary(one, keys_of(doc)) for one in stand]
        near = _whole(self._near.find(doc))
        near = [one for one in near if not (_ignored(one, ignored) or _part_of_another(one, stand))]
        drugs = [one for one in stand if one.of.type == "medicine"]
        empty = [place for place in ignored if not any(place[0] <= one.start and one.end <= place[1] for one in drugs)]
        return stand, near, {at for start, end, _ in empty for at in range(start, end)}

    def _wary(self, name: Found[Meaning], keys: list[str]) -> Found[Meaning]:
        """Each wording for itself: "lupus" may be shy where "lupus antibodies", of the same phrase, is not."""
        wordings = self._shy.get(name.of.fact, ()) if name.of.role in ("about", "value") else ()
        if tuple(keys[name.start : name.end]) in wordings:
            return replace(name, of=name.of._replace(shy=True))
        return name


def _few(phrase: str) -> bool:
    """Whether the wordings of a phrase may be written out."""
    return prod(map(len, parse(phrase))) <= _WRITTEN_OUT


def _ignored(name: Found[Meaning], ignored: list[tuple[int, int, str]]) -> bool:
    """Whether the name stands within a phrase of its own fact that states nothing."""
    return any(
        fact == name.of.fact and start < name.end and name.start < end and end - start >= name.end - name.start
        for start, end, fact in ignored
    )


def _part_of_another(near: Found[Meaning], names: list[Found[Meaning]]) -> bool:
    """The "spot" of "T-SPOT" is nothing seen on a chest X-ray."""
    return any(
        one.start <= near.start and near.end <= one.end and one.end - one.start > near.end - near.start
        for one in names
        if one.of.fact != near.of.fact
    )


def _whole(phrases: list[Found[Meaning]]) -> list[Found[Meaning]]:
    """Without those that are part of a longer phrase of the same fact ("normal" in "not normal")."""
    by_fact: dict[str, list[Found[Meaning]]] = {}
    for one in phrases:
        by_fact.setdefault(one.of.fact, []).append(one)
    return [one for group in by_fact.values() for one in longest(group)]


def own_results(names: list[Found[Meaning]]) -> list[Found[Meaning]]:
    """ "NMDA antibodies: negative, GABA-B antibodies: positive": what follows an antibody is its result, no panel's."""
    named = {one.end for one in names if one.of.fact == "antibodies_positive" and one.of.role == "value"}
    return [
        one
        for one in names
        if not (one.of.fact == "antibody_panel_negative" and one.of.role == "value" and one.start in named)
    ]
