"""Made-up people screened over Slack from hello to result get the verdicts of the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.people import people
from bot.settings import ROOT
from criteria.load import catalogue, speech
from criteria.results import ResultWords
from tests.slack.conftest import Stores
from tests.slack.fake import FakeSlack
from tests.slack.people import screen
from tests.slack.user import SlackUser, words

PEOPLE = [facts for facts in people(40, seed=6) if facts.get("age_years", 0) >= 18][:24]
"""Encephalitis, ALS and neither; some fit, some but for one answer, some have forgotten a part."""


def by_command_line(facts: dict[str, Any]) -> dict[str, Any]:
    """`python -m criteria assess` on these facts, today."""
    told = subprocess.run(
        [sys.executable, "-m", "criteria", "assess", "-", "--format", "json"],
        input=json.dumps(facts), capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    return dict(json.loads(told.stdout))


def verdicts(assessment: dict[str, Any]) -> dict[str, str]:
    return {trial["nct_id"]: trial["verdict"] for trial in assessment["trials"]}


@pytest.mark.parametrize("number", range(24))
def test_the_verdicts_are_those_of_the_command_line(
    new_user: Callable[[], SlackUser], slack: FakeSlack, stores: Stores, number: int
) -> None:
    facts, role = PEOPLE[number], ("clinician", "patient")[number % 2]
    user, refused = new_user(), len(slack.refusals)
    got = screen(user, stores, facts, role, typed=number % 6 == 5)
    wanted = by_command_line(facts)
    assert verdicts(got) == verdicts(wanted)
    said = ResultWords(catalogue(), speech(), "clinician" if role == "clinician" else "patient")
    shown = words(user.seen).casefold()
    for trial in got["trials"]:
        assert said.trial(trial).split("\n")[0].casefold() in shown
    assert slack.refusals[refused:] == []
