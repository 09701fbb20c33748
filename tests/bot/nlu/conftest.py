from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from bot.nlu.reader import Reader

AS_OF = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def facts(reader: Reader) -> Callable[..., dict[str, Any]]:
    """The facts of one message, `asked` in answer to these."""

    def read(text: str, *asked: str) -> dict[str, Any]:
        return reader.read(text, asked, AS_OF).facts

    return read
