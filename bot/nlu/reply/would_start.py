"""Who does not do it now and will: "none at the moment but I'd start", "nothing now but I'd use condoms"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("would_start")
FACT = "contraception_during_trial"
_OPENS = 4
"""Words of a reply among which it denies what is done now."""


def would_start(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings with what is promised in place of what is not done now."""
    if FACT not in page.asked or _W["denying"].isdisjoint(page.keys[:_OPENS]) or _W["open"] & page.words:
        return found
    apart = next((at for at, key in enumerate(page.keys) if at and key in _W["parting"]), len(page.keys))
    at = next((at for at in range(apart + 1, len(page.keys)) if _promises(page, at)), None)  # not "nothing I'd do"
    if at is None:
        return found
    return [*(one for one in found if one.fact != FACT), Finding(FACT, True, at, len(page.keys))]


def _promises(page: Page, at: int) -> bool:
    """ "I'd use condoms", "but I would"; not "I'd rather not", "I'd have to ask"."""
    if page.keys[at] not in _W["would"] or page.clause_at(at).asks:
        return False
    rest = [key for key in page.keys[at + 1 :] if key.isalnum()]
    while rest and rest[0] in _W["between"]:
        rest = rest[1:]
    begins = _W["denying"].isdisjoint([page.keys[at - 1], *page.keys[at + 1 :]])
    return begins and (not rest or rest[0] in _W["doing"]) and not page.cast.other(at, page.clause_at(at), 0)
