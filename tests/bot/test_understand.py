"""`python -m bot.understand`: one answer a line, bad lines named, a thousand lines in one process."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from bot import understand


def run(capsys: pytest.CaptureFixture[str], *lines: str) -> tuple[int, list[dict[str, Any]], str]:
    code = understand.run(io.StringIO("\n".join(lines)))
    printed = capsys.readouterr()
    return code, [json.loads(line) for line in printed.out.splitlines()], printed.err


def test_text_and_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    question = json.dumps({"text": "none of them", "asked": ["cancer_history", "dementia"], "as_of": "2026-11-22"})
    code, answers, errors = run(capsys, "plt 79 not 97 K/uL", question)
    assert (code, errors) == (0, "")
    assert answers[0] | {"evidence": None} == {
        "text": "plt 79 not 97 K/uL",
        "intent": "answer",
        "facts": {"platelets_per_mm3": 79000},
        "evidence": None,
        "safety": None,
    }
    assert answers[1]["facts"] == {"cancer_history": False, "dementia": False}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"text": ', "line 2: not valid JSON"),
        ('{"asked": []}', "line 2: text: Field required"),
        ('{"text": "no", "asked": ["height_cm"]}', "line 2: asked: no such fact: height_cm"),
        ('{"text": "no", "as_of": "2026-02-30"}', "line 2: day is out of range for month"),
        ('{"text": "no", "colour": 1}', "line 2: colour: Extra inputs are not permitted"),
    ],
)
def test_a_bad_line_is_named_and_the_others_answered(
    capsys: pytest.CaptureFixture[str], line: str, problem: str
) -> None:
    code, answers, errors = run(capsys, "HIV negative", line, "I am 54 years old")
    assert code == 2
    assert [answer["facts"] for answer in answers] == [{"hiv_serology": "negative"}, {"age_years": 54}]
    assert errors.startswith(problem)


def test_evidence_points_into_the_original_text(capsys: pytest.CaptureFixture[str]) -> None:
    text = "“Hello” — I’m   HIV‑negative…"
    _, answers, _ = run(capsys, text)
    start, end = answers[0]["evidence"]["hiv_serology"]
    assert text[start:end] == "HIV"


def test_a_thousand_lines_in_one_process(capsys: pytest.CaptureFixture[str]) -> None:
    code, answers, _ = run(capsys, *["steroids did nothing for me, my mum has hep B but I'm clear"] * 1000)
    assert code == 0
    assert {json.dumps(answer["facts"], sort_keys=True) for answer in answers} == {
        '{"hepatitis_b_status": "negative", "tx_steroid_any": "failed"}'
    }
    assert len(answers) == 1000
