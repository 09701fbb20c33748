"""Tables with a legend: "IVIg: + | PLEX: - (+ given, - not given)", "R = responder, N = non-responder. IVMP R"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("legends")
_TOLD = 3
"""Words of what a sign of the legend means."""
_CHANGED = {
    "GIVEN",
    "NOT_GIVEN",
    "RESPONDED",
    "FAILED",
    "NEGATED",
    "POSITIVE",
    "UNDONE",
    "NORMAL",
    "ABNORMAL",
    "PARTIAL",
}


def tell(page: Page) -> None:
    """What each name has by the sign behind it, where the message says what the signs mean; a bare minus behind a
    treatment ("PLEX: -") is at least no treatment given."""
    if _W["signs"].isdisjoint(page.keys):
        return
    legend = _legend(page.keys)
    for mention in page.mentions:
        sign = _sign(page, mention)
        if sign is None or not (legend or sign == "-"):
            continue
        if sign in legend:
            mention.said = mention.said - _CHANGED | {legend[sign]}
        elif sign == "-" and mention.means.type == "therapy" and not legend:
            mention.named = "topic"


def _legend(keys: list[str]) -> dict[str, str]:
    """What each sign means; nothing where fewer than two are explained."""
    found: dict[str, str] = {}
    for at, key in enumerate(keys[:-1]):
        if key not in _W["signs"]:
            continue
        equals = keys[at + 1] in _W["equals"]
        if not equals and key.isalnum():
            continue
        said = " ".join(keys[at + 1 + equals : at + 1 + equals + _TOLD])
        for meaning in ("not_given", "failed", "undone", "negated", "given", "responded", "positive"):
            if any(said == one or said.startswith(f"{one} ") for one in _W[meaning]):
                found[key] = meaning.upper()
                break
    return found if len(found) > 1 or any(key.isalpha() for key in found) else {}


def _sign(page: Page, mention: Mention) -> str | None:
    """The sign behind a name that nothing but a mark follows."""
    at = mention.end + (page.keys[mention.end : mention.end + 1] == [":"])
    sign = page.keys[at] if at < len(page.keys) else ""
    after = page.keys[at + 1 : at + 2]
    return sign if sign in _W["signs"] and (not after or after[0] in _W["ends"]) else None
