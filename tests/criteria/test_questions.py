"""The questions as data: every fact has one, in every register, and every answer sets what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from criteria.load import CATALOGUE, Catalogue, load
from criteria.next_question import Chooser
from criteria.person import Person
from criteria.questions import Asked
from criteria.speakers import Role, render
from criteria.yamlfile import CatalogueError
from tests.criteria.conftest import AS_OF

ROLES: tuple[Role, ...] = get_args(Role)


@pytest.fixture(scope="module")
def chooser(catalogue: Catalogue) -> Chooser:
    return Chooser(catalogue)


@pytest.fixture(scope="module")
def everything(chooser: Chooser) -> list[tuple[Role, Asked]]:
    """Every question that there is, as somebody of whom nothing is known would be asked it."""
    nobody = Person.read(chooser.index, {}, AS_OF)
    ids = [*chooser.table.facts, *(group.id for group in chooser.book.groups), chooser.book.sheet.id]
    found = [(role, chooser.by_id(id, nobody, role)) for role in ROLES for id in ids]
    return [(role, question) for role, question in found if question is not None]


def test_every_fact_has_a_question_in_both_wordings(catalogue: Catalogue) -> None:
    for name, fact in catalogue.table.facts.items():
        for words in (fact.ask, fact.why, fact.label):
            assert set(words) == {"patient", "clinician"} and all(words.values()), name


def test_answers_set_allowed_values_of_the_facts_asked_for(
    chooser: Chooser, everything: list[tuple[Role, Asked]]
) -> None:
    assert len(everything) > 200
    for _, question in everything:
        for option in question.options:
            assert set(option.facts) <= set(question.facts), (question.id, option.id)
            for fact, value in option.facts.items():
                chooser.table.read(fact, value, AS_OF)  # raises FactError when it is not allowed


def test_not_knowing_and_skipping_are_always_offered(everything: list[tuple[Role, Asked]]) -> None:
    for _, question in everything:
        unknown = [o for o in question.options if o.unknown]
        skip = [o for o in question.options if o.skip]
        assert len(unknown) == len(skip) == 1, question.id
        assert unknown[0].facts == dict.fromkeys(question.facts, "unknown")
        assert skip[0].facts == dict.fromkeys(question.facts, "declined")


def test_options_have_ids_and_titles_of_their_own(everything: list[tuple[Role, Asked]]) -> None:
    for role, question in everything:
        for part in ("id", "title"):
            values = [getattr(option, part) for option in question.options]
            assert len(set(values)) == len(values), (role, question.id, values)


def test_a_list_says_what_none_of_it_means(everything: list[tuple[Role, Asked]]) -> None:
    for role, question in everything:
        if question.input != "multi":
            continue
        none = [o for o in question.options if o.none]
        assert len(none) == 1, question.id
        listed = {fact for o in question.options if not (o.none or o.rest or o.skip or o.unknown) for fact in o.facts}
        silent = set(none[0].facts) - listed
        own = none[0].title not in ("None of these", "None of these: ")
        assert not silent or own, (role, question.id, silent)


def test_a_carer_is_asked_about_the_person_they_help(everything: list[tuple[Role, Asked]]) -> None:
    for role, question in everything:
        said = " ".join([question.text, question.why, *(option.title for option in question.options)])
        assert "{" not in said, (role, question.id)
        if role == "carer":
            assert not re.search(r"\byour?\b", said.replace("person you are helping", ""), re.I), (question.id, said)
        else:
            assert "helping" not in said, question.id


def test_a_sensitive_question_gives_its_reason_first(everything: list[tuple[Role, Asked]]) -> None:
    sensitive = {question.id for _, question in everything if question.sensitive}
    assert {"hiv_serology", "pregnant", "mental_illness", "substance_abuse_history", "pregnancy"} <= sensitive
    for role, question in everything:
        if question.sensitive and role != "clinician":
            assert question.text.startswith(question.why), question.id


def test_a_patient_has_few_options_at_a_time(everything: list[tuple[Role, Asked]]) -> None:
    by_name = {"antibodies_found", "motor_syndrome"}  # lists of names; motor_form is asked in place of the second
    for role, question in everything:
        own = [o for o in question.options if not (o.none or o.rest or o.skip or o.unknown)]
        if role != "clinician" and question.id not in by_name:
            assert len(own) <= 9, (question.id, len(own))


def test_rendering() -> None:
    text = "{Are you} pregnant? Has a doctor told {you} that {they have} {x}?"
    assert render(text, "patient", x="it") == "Are you pregnant? Has a doctor told you that you have it?"
    carer = render(text, "carer", x="it")
    assert carer.startswith("Is the person you are helping pregnant?")
    assert carer.endswith("told the person you are helping that they have it?")
    assert render("you said {braces}", "patient") == "you said {braces}"


def edited(folder: Path, file: str, edit: Any) -> Path:
    """A copy of the catalogue in which `edit` has changed the data of one file."""
    copy = folder / "catalogue"
    shutil.copytree(CATALOGUE, copy)
    data = yaml.safe_load((copy / file).read_text(encoding="utf-8"))
    edit(data)
    (copy / file).write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda d: d["groups"][0]["facts"].append("no_such"), "unknown fact no_such"),
        (lambda d: d["groups"][0]["options"][0]["facts"].update(ae_diagnosis="maybe"), "one of diagnosed, suspected"),
        (lambda d: d["groups"][1].update(id="disease"), "the id disease stands twice"),
        (lambda d: d["only_if"].update(dementia={"fact": "nothing", "is": True}), "unknown fact nothing"),
        (lambda d: d["clear"].update(hiv_serology="fine"), "one of positive, negative"),
        (lambda d: d["groups"][0].update(input="slider"), "'choice', 'multi', 'number', 'date' or 'text'"),
        (lambda d: d["groups"][0]["why"].clear(), "disease: the why has no words for clinician"),
        (lambda d: d.update(surprise=1), "surprise"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, edit: Any, words: str) -> None:
    with pytest.raises(CatalogueError) as error:
        load(edited(tmp_path, "questions.yml", edit))
    assert any(problem.startswith("questions.yml:") and words in problem for problem in error.value.problems)


def test_a_fact_without_a_question_is_named(tmp_path: Path) -> None:
    folder = edited(tmp_path, "facts.yml", lambda d: d["facts"]["dementia"].pop("ask"))
    with pytest.raises(CatalogueError) as error:
        load(folder)
    assert "ask needs words for patient and clinician" in error.value.problems[0]
    assert error.value.problems[0].startswith("facts.yml:")


def test_a_new_fact_and_a_third_trial_need_no_more_than_their_entries(tmp_path: Path) -> None:
    folder = edited(
        tmp_path,
        "facts.yml",
        lambda d: d["facts"].update(
            tremor={
                "type": "yes_no",
                "who": "patient",
                "label": {"patient": "shaking hands", "clinician": "tremor"},
                "ask": {"patient": "Do {your} hands shake?", "clinician": "Tremor?"},
                "why": {"patient": "The study is about shaking.", "clinician": "Inclusion."},
            }
        ),
    )
    trial = yaml.safe_load((folder / "trials" / "NCT02714959.yml").read_text(encoding="utf-8"))
    rule = {"can_change": "never", "requires": {"fact": "tremor", "is": True}}
    criterion = {**trial["criteria"][0], "id": "T-I1", **rule}
    trial |= {"nct_id": "NCT00000003", "criteria": [criterion]}
    (folder / "trials" / "NCT00000003.yml").write_text(yaml.safe_dump(trial, allow_unicode=True), encoding="utf-8")
    chooser = Chooser(load(folder))
    person = Person.read(chooser.index, {"ae_diagnosis": "ruled_out", "motor_syndrome": "none"}, AS_OF)
    question = chooser.next(person, "carer")
    assert question is not None and question.text == "Do their hands shake?"
    assert [option.facts for option in question.options[:2]] == [{"tremor": True}, {"tremor": False}]
    person = Person.read(chooser.index, {**person.stated, "tremor": True}, AS_OF)
    assert chooser.next(person, "carer") is None
