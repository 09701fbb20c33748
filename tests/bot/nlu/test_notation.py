"""The notation of phrases: what each part may stand for, and what is refused."""

from __future__ import annotations

import pytest

from bot.nlu.language.notation import expand


@pytest.mark.parametrize(
    ("phrase", "wordings"),
    [
        ("hep|hepatitis b", ["hep b", "hepatitis b"]),
        ("<hep b|hbv> carrier", ["hep b carrier", "hbv carrier"]),
        ("no (known) cancer", ["no known cancer", "no cancer"]),
        ("on <n> mg", ["on <n> mg"]),
        ("gaba ( b", ["gaba ( b"]),
    ],
)
def test_a_phrase_and_its_wordings(phrase: str, wordings: list[str]) -> None:
    assert [" ".join(keys) for keys in expand(phrase)] == wordings


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("no (known cancer", "stands around a whole part"),
        ("mg(s) daily", "stands around a whole part"),
        ("no access (", "a comma has split this phrase"),
        (") unable to bleed", "a comma has split this phrase"),
        ("gaba ( b ) receptor", "stands alone"),
        (" ".join(["a|b|c|d|e"] * 8), "allowed at most"),
    ],
)
def test_a_malformed_phrase_is_refused_with_the_phrase(phrase: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        expand(phrase)
    assert phrase in str(refused.value)
