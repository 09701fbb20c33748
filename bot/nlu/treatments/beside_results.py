"""Days of a result beside a treatment that only says when another was: "plt 64K before IVIg, 132K yesterday"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("beside_results")
_KINDS = {"measure", "limit", "multiple"}


def of_a_result(page: Page, when: When, mention: Mention) -> bool:
    """Whether a day of another clause is that of a second result, the treatment standing only for a time."""
    clause = page.clause_at(when.start)
    if clause is mention.clause or when.start < mention.end:
        return False
    before = [key for key in page.keys[mention.clause.start : mention.start] if key not in _W["between"]]
    if before[-1:] == [] or before[-1] not in _W["only_when"]:
        return False
    measured = any(m.start < mention.start and _measured(m) for m in page.mentions if m.clause is mention.clause)
    told = [n for n in page.numbers if clause.start <= n.start < clause.end and not page.in_date(n.start)]
    return measured and bool(told)


def _measured(mention: Mention) -> bool:
    entry = says().get(mention.fact)
    return entry is not None and entry.kind in _KINDS
