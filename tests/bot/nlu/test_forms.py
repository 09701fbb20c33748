"""Each thing a person may have, in every form a sentence takes: only a statement about the candidate sets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.bot.nlu import forms

Read = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(("fact", "text"), forms.each(forms.STATED))
def test_a_statement_sets_it(facts: Read, fact: str, text: str) -> None:
    assert facts(text).get(fact) == forms.HAVE[fact][1]


@pytest.mark.parametrize(("fact", "text"), forms.each(forms.DENIED))
def test_a_denial_sets_it_absent(facts: Read, fact: str, text: str) -> None:
    assert facts(text).get(fact) == forms.HAVE[fact][2]


@pytest.mark.parametrize(("fact", "text"), forms.each(forms.OF_OTHERS))
def test_what_others_have_sets_nothing(facts: Read, fact: str, text: str) -> None:
    assert fact not in facts(text)


@pytest.mark.parametrize(("fact", "text"), forms.each(forms.ASKED))
def test_a_question_sets_nothing(facts: Read, fact: str, text: str) -> None:
    assert fact not in facts(text)


@pytest.mark.parametrize(("fact", "text"), forms.each(forms.UNSURE))
def test_a_doubt_is_never_a_yes_or_a_no(facts: Read, fact: str, text: str) -> None:
    assert facts(text).get(fact) in (None, "unknown", "suspected")


@pytest.mark.parametrize(
    ("fact", "text", "value"), [(f, form.format(d), v) for f, d in forms.DRUGS.items() for form, v in forms.WENT]
)
def test_how_a_treatment_went(facts: Read, fact: str, text: str, value: str) -> None:
    assert facts(text).get(fact) == value


@pytest.mark.parametrize("form", forms.TREATING_NOBODY)
@pytest.mark.parametrize(("fact", "drug"), forms.DRUGS.items())
def test_a_treatment_of_others_or_to_come_sets_nothing(facts: Read, fact: str, drug: str, form: str) -> None:
    assert fact not in facts(form.format(drug))


CODES = {
    "nmdar": "NMDAR",
    "lgi1": "LGI1",
    "caspr2": "CASPR2",
    "ampar": "AMPAR",
    "gabab_r": "GABA-B",
    "hu": "anti-Hu",
    "yo": "anti-Yo",
    "ri": "anti-Ri",
    "ma2": "Ma2",
    "cv2_crmp5": "CRMP5",
    "amphiphysin": "amphiphysin",
    "gad": "GAD65",
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


@pytest.mark.parametrize("between", forms.BETWEEN)
@pytest.mark.parametrize("form", forms.LISTS)
def test_what_is_said_of_a_list_is_said_of_each(facts: Read, form: str, between: str) -> None:
    read = facts(form.format(between.join(forms.VIRUSES.values())))
    assert {fact: read.get(fact) for fact in forms.VIRUSES} == dict.fromkeys(forms.VIRUSES, "negative")
