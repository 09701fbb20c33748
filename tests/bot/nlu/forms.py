"""Plain sentences about each thing a person may have and each treatment that may be given (forms.yml), and what each of
them states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FORMS = yaml.safe_load(Path(__file__).with_name("forms.yml").read_text(encoding="utf-8"))
NOT_YET = "not_given"
"""What a plan may be read as, if it is read at all."""


class Sentence(NamedTuple):
    """form: the sentence with {} for the names. about: the facts that it names. facts: what it states of them."""

    form: str
    text: str
    about: Sequence[str]
    facts: dict[str, Any]


def conditions(kind: str) -> Iterator[Sentence]:
    """Sentences of a `kind`: what is held, absent, of nobody or doubted."""
    for form in _FORMS[kind]:
        for fact, of in _FORMS["conditions"].items():
            for name in of["names"]:
                yield Sentence(form, form.format(name), [fact], {fact: of[kind]} if kind in of else {})


def two_conditions() -> Iterator[Sentence]:
    """Two that are denied together."""
    known = list(_FORMS["conditions"].items())
    for form in _FORMS["both_absent"]:
        for (first, one), (second, other) in _pairs(known):
            text = form.format(one["names"][0], other["names"][-1])
            yield Sentence(form, text, [first, second], {first: one["absent"], second: other["absent"]})


def treatments() -> Iterator[Sentence]:
    """How each went."""
    for value, forms in _FORMS["went"].items():
        for form in forms:
            for fact, name in _drugs():
                yield Sentence(form, form.format(name), [fact], {fact: value})


def two_treatments() -> Iterator[Sentence]:
    known = list(_FORMS["treatments"].items())
    for value, forms in _FORMS["both_went"].items():
        for form in forms:
            for (first, one), (second, other) in _pairs(known):
                text = form.format(one[0], other[-1])
                yield Sentence(form, text, [first, second], {first: value, second: value})


def treatments_of_nobody(kind: str) -> Iterator[Sentence]:
    """Sentences of a `kind`: treating_nobody or not_yet."""
    for form in _FORMS[kind]:
        for fact, name in _drugs():
            yield Sentence(form, form.format(name), [fact], {})


def antibodies() -> Iterator[Sentence]:
    """Results of one and of two."""
    known = list(_FORMS["antibodies"].items())
    for fact, forms in _FORMS["tested"].items():
        for form in forms:
            for code, name in known:
                yield Sentence(form, form.format(name), [fact], {fact: [code]})
    for fact, forms in _FORMS["both_tested"].items():
        for form in forms:
            for (first, one), (second, other) in _pairs(known):
                yield Sentence(form, form.format(one, other), [fact], {fact: [first, second]})


def viruses() -> Iterator[Sentence]:
    """A list of them, with one result."""
    names = _FORMS["viruses"]
    for form in _FORMS["all_negative"]:
        for between in _FORMS["between"]:
            yield Sentence(form, form.format(between.join(names.values())), [*names], dict.fromkeys(names, "negative"))


def sentences() -> Iterator[Sentence]:
    for kind in ("held", "absent", "of_nobody", "doubted"):
        yield from conditions(kind)
    yield from two_conditions()
    yield from treatments()
    yield from two_treatments()
    for kind in ("treating_nobody", "not_yet"):
        yield from treatments_of_nobody(kind)
    yield from antibodies()
    yield from viruses()


def _drugs() -> Iterator[tuple[str, str]]:
    for fact, names in _FORMS["treatments"].items():
        for name in names:
            yield fact, name


def _pairs(known: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each with the one behind it."""
    return zip(known, [*known[1:], known[0]], strict=True)
