"""Immunoglobulin that is kept up, asked whether there was any within two months: "IVIg every 4 weeks, ongoing"."""

from __future__ import annotations

from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.times.windows import DRIP, NONE, edge_of
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("kept_up")
_ENDED = word_lists("gone_on_since")["ended"]
_IVIG = "tx_ivig"
_TREATMENTS = ("therapy", "therapies", "immunosuppressants")
_APART = _ENDED - {"-", "to", "last", "latest"}


def kept_up(page: Page, mention: Mention) -> bool:
    """ "Monthly IVIg since August", "still on it every 4 weeks"; not "IVIg monthly", which may be over, nor where a day
    of the past or an end is told."""
    if DRIP not in page.asked or mention.fact != _IVIG or mention.said & (NONE | {"PLANNED", "UNSURE"}):
        return False
    clauses = page.sentence(mention.clause)
    start, end = clauses[0].start, clauses[-1].end
    others = any(says()[m.fact].kind in _TREATMENTS and m.fact != _IVIG for m in page.mentions)
    then = any(not (w.span or w.first >= edge_of(DRIP, page.as_of)) for w in page.dates)
    words = page.keys[start:end]
    if others or then and not _W["began"] & set(words):
        return False
    often = bool(_W["often"] & {*words, *pairs(words)}) or any(
        page.keys[n.start - 1 : n.start] == ["every"] and page.keys[n.end : n.end + 1] == ["weeks"]
        for n in page.numbers
        if start <= n.start < end
    )
    goes_on = bool(_W["going_on"] & set(words)) or "on" in page.keys[max(start, mention.start - 2) : mention.start]
    return often and goes_on and not (_APART | _W["changed"]) & set(words)
