"""The reader, built once for all tests of turns."""

from __future__ import annotations

import pytest

from bot.nlu.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
