from __future__ import annotations

import datetime as dt

import pytest

from criteria.load import Catalogue
from criteria.load import catalogue as shipped

AS_OF = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return shipped()
