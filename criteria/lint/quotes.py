"""Checks against the protocol's own text: quotes that stand in it, open words decided, no listed line left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from criteria.lint.finding import Finding
from criteria.listing import Bullet, bullets
from criteria.trial import Criterion, Source, Trial, fold

OPEN_WORDS = re.compile(
    r"\b(etc|such as|including|significant|severe|poor|excessive|routine|conventional|reasonable|effective|refractory"
    r"|active|infection|failure|non-standard|history|currently|clinical|and/or|and or)\b",
    re.IGNORECASE,
)
"""Words of a protocol that can be read in more than one way: how they were read must be written down."""


def quote_findings(criterion: Criterion, source: Source) -> Iterator[Finding]:
    """A quote that its source does not have, or that leaves open what nobody has decided."""
    if fold(criterion.quote) not in source.folded:
        yield Finding(("quote",), f"these words do not stand in the text of the source '{criterion.source}'")
    open_words = OPEN_WORDS.search(criterion.quote)
    if open_words and not criterion.decision.strip():
        yield Finding(("decision",), f'"{open_words[0]}" is open; a decision must say how it was read')


def uncovered_lines(trial: Trial) -> Iterator[Finding]:
    """Every line of the listing's criteria must be in the quote of a criterion of its kind."""
    where = ("sources", trial.listing, "text")
    found = bullets(trial.sources[trial.listing].text)
    if not found:
        yield Finding(where, "no inclusion or exclusion criteria found in the listing's text")
    for bullet in found:
        quotes = [fold(c.quote) for c in trial.criteria if bullet.kind in (None, c.kind)]
        if not _is_covered(bullet, quotes):
            words = f"no criterion covers the {bullet.kind or 'listed'} line: {bullet.text}"
            yield Finding(where, words, below=bullet.line + 1)  # the text begins under its key


def _is_covered(bullet: Bullet, quotes: Iterable[str]) -> bool:
    """Whether one quote holds the line, or nothing but "and" and "or" is left of it without the quotes."""
    left = bullet.text
    for quote in sorted(quotes, key=len, reverse=True):
        if bullet.text in quote:
            return True
        left = left.replace(quote, " ")
    return not re.search(r"\w", re.sub(r"\b(and|or)\b", "", left))
