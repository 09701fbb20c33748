"""Settings: each has one default and one line in the documentation, and a wrong one says what is allowed."""

from __future__ import annotations

import re

import pytest

from bot import settings

DOCUMENTED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_every_setting_is_documented() -> None:
    documents = "".join(path.read_text() for path in (settings.ROOT / "docs").glob("*.md"))
    assert set(settings.DEFAULTS) <= set(DOCUMENTED.findall(documents))


def test_documented_defaults_are_the_real_ones() -> None:
    table = (settings.ROOT / "docs" / "deploying.md").read_text()
    rows = re.findall(r"^\| `([A-Z_]+)` \| `([^`]+)` \|", table, re.MULTILINE)
    compared = {name: default for name, default in rows if name in settings.DEFAULTS and name != "DATABASE_URL"}
    assert len(compared) >= 9
    assert compared == {name: settings.DEFAULTS[name] for name in compared}


@pytest.mark.parametrize("value", ["", "many", "-1", "0", "1.5"])
def test_wrong_number_names_the_setting(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("RETENTION_HOURS", value)
    with pytest.raises(ValueError, match="RETENTION_HOURS=.*1 or more"):
        settings.number("RETENTION_HOURS", at_least=1)
