"""What people write for each fact: the `says` entries of the catalogue, read once and checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

CATALOGUE = Path(__file__).parents[2] / "criteria" / "catalogue" / "facts.yml"
HERE = Path(__file__).parent

NUMBERS = ("integer", "number")
COUNTED = (*NUMBERS, "date")
"""Types of facts that are told by a number, and by a number or a day."""

Value = bool | int | str | None
Kind = Literal[
    "age", "antibodies", "chest", "condition", "contraception", "diagnosis", "hepatitis", "immunosuppressants",
    "infection", "limit", "measure", "multiple", "panel", "phrases", "specimen", "stability", "steroid", "therapies",
    "therapy",
    "window",
]  # fmt: skip


class Test(BaseModel):
    """A test by name whose result says something else than the same words about the thing ("IGRA positive")."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    names: list[str]
    means: dict[str, Value] = Field(default_factory=dict)
    at_least: float | None = None
    """Millimetres from which a skin test is positive; below half of them it is negative."""


class Sign(BaseModel):
    """That a shy name is meant: everything said here must be there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    names: frozenset[str] = frozenset()
    """The names it is a sign for; none: for all of them."""
    said: frozenset[str] = frozenset()
    """One of these kinds of cues speaks of it."""
    capitals: bool = False
    valued: bool = False
    """One of its `near` phrases is beside it."""
    unasked: bool = False
    """The message answers no question."""
    asked: bool = False
    """It answers its own question."""
    values: frozenset[Value] = frozenset()
    """The values it is a sign for; none: for all of them."""
    after: frozenset[str] = frozenset()
    """One of these words shortly before it."""
    not_after: frozenset[str] = frozenset()
    """None of these words shortly before it."""
    beside: frozenset[str] = frozenset()
    """One of these words right before it."""
    then: frozenset[str] = frozenset()
    """Right after it comes one of these words (or a count of them), a sign, a day, or nothing."""
    not_then: frozenset[str] = frozenset()
    """None of these words comes right after it, or after one word more: not "had als (a) child"."""
    no_noun: bool = False
    """No word with a capital that is no name, day or person comes right after it: not the "als Lehrer" of German."""
    rest: frozenset[str] = frozenset()
    """Nothing follows it in its clause but these words, cues, days and words that name nothing."""
    after_fact: str | None = None
    """A name of this fact shortly before it."""
    sentence: frozenset[str] = frozenset()
    """One of these words in its sentence."""
    words: frozenset[str] = frozenset()
    """One of these words in the message."""
    facts: tuple[str, ...] = ()
    """One of these facts is named in the message."""
    without: frozenset[str] = frozenset()
    """None of these words in the message."""
    without_facts: tuple[str, ...] = ()


class Says(BaseModel):
    """What people write for one fact. Phrases are in the notation of bot/nlu/language/phrases.py."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Kind
    """Which reader makes a value of what is found."""
    about: list[str] = Field(default_factory=list)
    """Names of the thing itself; what is said around them decides the value."""
    means: dict[str, Value] = Field(default_factory=dict)
    """The value that each kind of statement about the thing gives; null: it gives none."""
    tests: dict[str, Test] = Field(default_factory=dict)
    """Tests that tell of the thing, each with the value that its own result gives."""
    values: dict[Value, list[str]] = Field(default_factory=dict)
    """Phrases that state a value by themselves."""
    near: dict[Value, list[str]] = Field(default_factory=dict)
    """Phrases that state a value only beside the name, or in answer to its question."""
    shy: list[str] = Field(default_factory=list)
    """Names that mean something else as often; they count only in company, or when asked for."""
    shy_values: frozenset[Value] = frozenset()
    """Values all phrases of which are shy."""
    meant: tuple[Sign, ...] = (Sign(capitals=True),)
    """The signs that a shy name is meant; one is enough."""
    asked_is_meant: bool = True
    """Whether its own question is such a sign."""
    ignore: list[str] = Field(default_factory=list)
    """Phrases that hold a name and state nothing."""
    reach: Literal["clause", "sentence", "sentences"] = "clause"
    """How far from the name a `near` phrase may stand."""
    unit: str | None = None
    """The family of units (bot/nlu/units.yml) of a measured number."""
    months: int | None = None
    """Length of the window that a fact asks about, in calendar months."""


def load_yaml(name: str) -> Any:
    """One of the files of words beside this module. Every scalar is text: "no" and "on" are words here."""
    return yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


@lru_cache(maxsize=1)
def _written() -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(CATALOGUE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return document


def catalogue() -> dict[str, dict[str, Any]]:
    """The facts of the catalogue as written."""
    facts: dict[str, dict[str, Any]] = _written()["facts"]
    return facts


def derivations() -> list[dict[str, Any]]:
    """How facts follow from others, as the catalogue has it."""
    rules: list[dict[str, Any]] = _written()["derivations"]
    return rules


@lru_cache(maxsize=1)
def says() -> dict[str, Says]:
    """The vocabulary of every fact that has one. Raises pydantic.ValidationError where an entry is malformed."""
    return {name: Says.model_validate(fact["says"]) for name, fact in catalogue().items() if fact.get("says")}


def absent(fact: str, value: object) -> bool:
    """Whether a value says that nothing is there, or all is well: what the fact means denied or normal, else False."""
    means = says()[fact].means
    told = [means[word] for word in ("negated", "normal") if word in means]
    return value in told if told else value is False


@lru_cache(maxsize=1)
def _all_word_lists() -> dict[str, dict[str, frozenset[str]]]:
    return TypeAdapter(dict[str, dict[str, frozenset[str]]]).validate_python(load_yaml("words.yml"))


def word_lists(reader: str) -> dict[str, frozenset[str]]:
    """The word lists of one reader (bot/nlu/words.yml)."""
    return _all_word_lists()[reader]


def listed_words() -> set[str]:
    """Every word of every reader's lists."""
    return {word for lists in _all_word_lists().values() for words in lists.values() for word in words}


def asks_for_ever(fact: str) -> bool:
    """Whether a fact is so by what was: what is over has been."""
    return fact.endswith("_history")


def allowed(fact: str, value: object) -> bool:
    """Whether the catalogue has this value for the fact: in range, one of its choices, or "unknown"."""
    spec = catalogue()[fact]
    if value == "unknown":
        return True
    if spec["type"] in NUMBERS:
        low, high = spec["range"]
        whole = spec["type"] == "number" or value == int(value)  # type: ignore[call-overload]
        return isinstance(value, int | float) and low <= value <= high and bool(whole)
    if spec["type"] == "choice":
        return value in (spec.get("values") or catalogue()[spec["values_of"]]["values"])
    return True
