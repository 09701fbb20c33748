"""Each thing a person may have, in every form a sentence takes: only a statement about the candidate sets it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests.bot.nlu import forms
from tests.bot.nlu.forms import Sentence

Read = Callable[..., dict[str, Any]]


def by_form(found: Iterable[Sentence]) -> list[Any]:
    """One test for each form, of all its names."""
    forms: dict[str, list[Sentence]] = defaultdict(list)
    for one in found:
        forms[one.form].append(one)
    return [pytest.param(those, id=form) for form, those in forms.items()]


def stated() -> Iterable[Sentence]:
    """What sets something."""
    return (one for one in forms.sentences() if one.facts)


@pytest.mark.parametrize("sentences", by_form(stated()))
def test_a_statement_sets_it(facts: Read, sentences: list[Sentence]) -> None:
    read = {one.text: {fact: facts(one.text).get(fact) for fact in one.facts} for one in sentences}
    assert read == {one.text: one.facts for one in sentences}


@pytest.mark.parametrize("sentences", by_form(forms.conditions("of_nobody")))
def test_what_others_have_or_what_is_asked_sets_nothing(facts: Read, sentences: list[Sentence]) -> None:
    assert [one.text for one in sentences if one.about[0] in facts(one.text)] == []


@pytest.mark.parametrize("sentences", by_form(forms.conditions("doubted")))
def test_a_doubt_is_never_a_yes_or_a_no(facts: Read, sentences: list[Sentence]) -> None:
    read = {one.text: facts(one.text).get(one.about[0]) for one in sentences}
    assert {text: value for text, value in read.items() if value not in (None, "unknown", "suspected")} == {}


@pytest.mark.parametrize("sentences", by_form(forms.treatments_of_nobody("treating_nobody")))
def test_a_treatment_of_others_or_asked_about_sets_nothing(facts: Read, sentences: list[Sentence]) -> None:
    assert [one.text for one in sentences if one.about[0] in facts(one.text)] == []


@pytest.mark.parametrize("sentences", by_form(forms.treatments_of_nobody("not_yet")))
def test_a_treatment_to_come_was_not_given(facts: Read, sentences: list[Sentence]) -> None:
    assert {facts(one.text).get(one.about[0]) for one in sentences} <= {None, forms.NOT_YET}


CODES = {
    "ampar": "AMPAR",
    "yo": "anti-Yo",
    "ri": "anti-Ri",
    "ma2": "Ma2",
    "cv2_crmp5": "CRMP5",
    "amphiphysin": "amphiphysin",
}


@pytest.mark.parametrize(("code", "name"), CODES.items())
def test_antibodies(facts: Read, code: str, name: str) -> None:
    assert facts(f"{name} positive")["antibodies_positive"] == [code]
    assert facts(f"{name} antibodies were detected")["antibodies_positive"] == [code]
    assert facts(f"{name} neg")["antibodies_negative"] == [code]
    assert facts(f"tested negative for {name}")["antibodies_negative"] == [code]
    assert facts(f"{name} sent, result pending")["antibodies_pending"] == [code]
    assert "antibodies_positive" not in facts(f"does {name} count?")
    assert "antibodies_positive" not in facts(f"My brother is {name} positive. I was never tested.")
    assert "antibodies_positive" not in facts(f"{name} borderline")
