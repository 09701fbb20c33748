"""The command line as others call it: a process, its streams and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from criteria.__main__ import main

ROOT = Path(__file__).parents[2]
AE, ALS = "NCT02714959", "NCT04952155"
TODAY = ("--on", "2026-11-22")


def run(*arguments: str, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Any:
    content = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        [sys.executable, "-m", "criteria", *arguments],
        input=content,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        timeout=60,
    )
    done.out, done.err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in done.err
    return done


class Here:
    """The same command in this process, which is quicker; the facts are in a file."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.file = folder / "people.json"
        self.capture = capture

    def assess(self, content: str | bytes, *arguments: str) -> tuple[int, str, str]:
        self.file.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(["assess", str(self.file), *TODAY, *arguments])
        return code, *self.capture.readouterr()


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(tmp_path, capsys)


def test_one_object_gives_one_assessment() -> None:
    done = run("assess", *TODAY, stdin='{"age_years": 18}')
    assert (done.returncode, done.err, done.out.count("\n")) == (0, "", 1)
    assessment = json.loads(done.out)
    assert list(assessment) == ["as_of", "catalogue", "engine", "trials"]
    assert assessment["as_of"] == "2026-11-22"
    assert assessment["catalogue"].startswith("sha256:")
    trial = assessment["trials"][0]
    assert list(trial) == [
        *("nct_id", "title", "verdict", "settled", "recruitment", "criteria", "missing", "would_change", "earliest")
    ]
    assert list(trial["criteria"][0]) == [
        *("id", "kind", "advisory", "quote", "source", "verdict", "because", "needs", "answered_by"),
        *("can_change", "earliest"),
    ]
    assert list(trial["recruitment"]) == ["status", "open", "stale", "verified", "statement"]


def test_an_object_may_be_spread_over_lines() -> None:
    facts = {"age_years": 54, "platelets_per_mm3": {"about": 200000}, "antibodies_positive": ["lgi1"]}
    flat, spread = (run("assess", *TODAY, stdin=json.dumps(facts, indent=indent)) for indent in (None, 2))
    assert flat.returncode == spread.returncode == 0
    assert flat.stdout == spread.stdout


def test_json_lines_give_a_line_each_and_blank_lines_none() -> None:
    done = run("assess", *TODAY, stdin='{"age_years": 18}\n\n{"age_years": 19}\r\n{}\n')
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert done.returncode == 0
    assert [line["trials"][0]["criteria"][0]["verdict"] for line in lines] == ["not_met", "met", "unknown"]


def test_wrong_lines_are_told_and_the_others_answered() -> None:
    content = '{"age_years": 54}\n{"age_years": 154, "wbc": 3, "sex": "f"}\nnonsense\n[1]\n{"sex": "male"}\n'
    done = run("assess", *TODAY, stdin=content)
    assert done.returncode == 2
    assert len(done.out.splitlines()) == 2
    problems = done.err.splitlines()
    assert [problem.split(":")[0] for problem in problems] == ["line 2"] * 3 + ["line 3", "line 4"]
    assert "age_years" in problems[0] and "from 0 to 120" in problems[0]
    assert "wbc" in problems[1] and "wbc_per_mm3" in problems[1]
    assert "sex" in problems[2] and "female, male" in problems[2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"age_years": "54"}', "a whole number from 0 to 120"),
        ('{"age_years": 54.5}', "a whole number"),
        ('{"age_years": true}', "a whole number"),
        ('{"age_years": -1}', "from 0 to 120"),
        ('{"age_years": null}', "unknown, declined"),
        ('{"age_years": NaN}', "NaN"),
        ('{"weight_kg": Infinity}', "Infinity"),
        ('{"weight_kg": 1e999}', "from 20 to 300"),
        ('{"weight_kg": 300.1}', "from 20 to 300"),
        ('{"weight_kg": {"about": "x"}}', "about"),
        ('{"weight_kg": {"from": 80, "to": 70}}', "smaller number first"),
        ('{"weight_kg": {"around": 70}}', "about"),
        ('{"platelets_per_mm3": 99999999}', "from 0 to 5000000"),
        ('{"heart_failure": "yes"}', "true or false"),
        ('{"heart_failure": 1}', "true or false"),
        ('{"hiv_serology": "maybe"}', "positive, negative"),
        ('{"hiv_serology": true}', "positive, negative"),
        ('{"antibodies_positive": "lgi1"}', "a list"),
        ('{"antibodies_positive": ["lgi"]}', "lgi1"),
        ('{"antibodies_positive": [1]}', "a list"),
        ('{"immunosuppressants": ["Tacro limus"]}', "lower case"),
        ('{"last_vaccination_date": "2026-11-23"}', "to 2026-11-22"),
        ('{"last_vaccination_date": "2026-02-30"}', "YYYY-MM-DD"),
        ('{"last_vaccination_date": "2026-13"}', "YYYY-MM"),
        ('{"last_vaccination_date": "22.11.2026"}', "YYYY-MM-DD"),
        ('{"last_vaccination_date": 2026}', "YYYY"),
        ('{"last_vaccination_date": "1826"}', "1900-01-01"),
        ('{"age_years": 54, "age_years": 55}', "twice"),
        ('{"age": 54}', "age_years"),
        ('{"": 54}', "no such fact"),
        ('{"age_years": 54', "not valid JSON"),
        ("[]", "JSON object"),
        ("54", "JSON object"),
        ("", "no facts"),
        ("\n \n", "no facts"),
        ("[" * 100_000, "nested"),
    ],
)
def test_bad_input_is_refused_with_what_is_allowed(here: Here, content: str, words: str) -> None:
    code, out, err = here.assess(content)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("line 1: ")
    assert words in err


def test_a_slip_in_a_spread_object_names_its_line(here: Here) -> None:
    code, _, err = here.assess('{\n  "age_years": 54,\n  "sex" "male"\n}\n')
    assert code == 2
    assert err.startswith("line 3: not valid JSON")


def test_a_wrong_fact_of_a_spread_object_is_told_once(here: Here) -> None:
    assert here.assess('{\n  "age_years": 540\n}\n')[2].count("\n") == 1


def test_a_first_line_that_is_broken_does_not_hide_the_rest(here: Here) -> None:
    code, out, err = here.assess('{"age_years": 5\n{"age_years": 54}\nno\n')
    assert (code, len(out.splitlines())) == (2, 1)
    assert [line[:7] for line in err.splitlines()] == ["line 1:", "line 3:"]


def test_bytes_that_are_no_text(here: Here) -> None:
    code, _, err = here.assess(b'{"age_years": 54}\n\xff\n')
    assert (code, err) == (2, "line 2: not UTF-8 text\n")


def test_a_byte_order_mark_is_no_error(here: Here) -> None:
    assert here.assess(b'\xef\xbb\xbf{"age_years": 54}')[0] == 0


def test_a_fact_name_cannot_break_the_message(here: Here) -> None:
    code, _, err = here.assess(json.dumps({"a\nb\ud800" + "x" * 500: 1}))
    assert code == 2
    assert len(err.splitlines()) == 1
    assert "x" * 100 not in err


def test_one_trial(here: Here) -> None:
    _, out, _ = here.assess('{"age_years": 75}', "--trial", ALS)
    assert [t["nct_id"] for t in json.loads(out)["trials"]] == [ALS]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("assess", "--trial", "NCT00000000"), f"{AE}, {ALS}"),
        (("assess", "--on", "2026-02-30"), "YYYY-MM-DD"),
        (("assess", "--on", "yesterday"), "YYYY-MM-DD"),
        (("assess", "--on", "0001-01-01"), "YYYY-MM-DD"),
        (("assess", "--format", "xml"), "json"),
        (("assess", "/nowhere/person.json"), "cannot be read"),
        (("assess", "."), "cannot be read"),
        (("judge",), "assess"),
        ((), "assess"),
    ],
)
def test_bad_options(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str) -> None:
    try:
        code: Any = main(list(arguments))
    except SystemExit as stop:  # how argparse refuses
        code = stop.code
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert words in err


def test_the_same_bytes_again_in_any_locale_and_hash_seed() -> None:
    facts = '{"antibodies_positive": ["lgi1", "caspr2"], "motor_syndrome": "als", "age_years": 18}'
    runs = [
        run("assess", *TODAY, stdin=facts, env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"})
        for seed, locale in (("1", "C.UTF-8"), ("2", "C"))
    ]
    assert runs[0].stdout == runs[1].stdout
    assert "≥ grade III NYHA" in runs[0].out


def test_the_sheet_can_be_read() -> None:
    done = run("assess", "--format", "text", *TODAY, stdin='{"age_years": 54, "platelets_per_mm3": 100000}')
    assert done.returncode == 0
    assert "Completed in June 2019. Not recruiting." in done.out
    assert done.out.index("Completed in June 2019") < done.out.index("UNDETERMINED")
    assert "1 of 12" in done.out
    assert '"19 Years 80 Years"' in done.out
    assert "Warning, AE-R1" in done.out
    assert "eligible" not in done.out


def test_a_reader_that_stops_early_is_no_error() -> None:
    people = "{}\n" * 300
    done = subprocess.run(
        f"{sys.executable} -m criteria assess | head -c 100",
        shell=True,
        input=people.encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=60,
    )
    assert done.stderr == b""


def test_lint_of_the_shipped_catalogue() -> None:
    done = run("lint")
    assert (done.returncode, done.err) == (0, "")
    assert "no problems" in done.out and len(done.out.splitlines()) == 1
