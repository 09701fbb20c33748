"""A tuberculosis that only a test found and that was treated: "IGRA pos, completed isoniazid"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("latent_treated")
_FACT, _LATENT, _TREATED = "tuberculosis", "latent", "past_treated"
_WITHIN = 4
"""Words between "completed" and what was taken."""


def treated_since(page: Page, one: Finding) -> Finding:
    """The finding, as treated where the treatment is over: not "on isoniazid", "declined treatment"."""
    if one.fact != _FACT or one.value != _LATENT:
        return one
    return one._replace(value=_TREATED) if any(_over(page, at) for at in range(len(page.keys))) else one


def _over(page: Page, at: int) -> bool:
    if page.keys[at] not in _W["done"] | _W["treated"] or page.clause_at(at).asks:
        return False
    if _W["not_so"] & set(page.keys[max(0, at - _WITHIN) : at]):
        return False
    after = page.keys[at + 1 : at + 1 + _WITHIN]
    return page.keys[at] in _W["treated"] and not _W["for_else"] & set(after) or bool(_W["drugs"] & set(after))
