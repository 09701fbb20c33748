"""Tablets against a sleeping infection make no active one of it: "LTBI, currently month 4 of 9 isoniazid"."""

from __future__ import annotations

from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("sleeping")
_TB = "tuberculosis"


def treats_latent(page: Page, near: Found[Meaning]) -> bool:
    """Whether a phrase that tells of treatment or of now stands after tuberculosis that was called latent."""
    if near.of.fact != _TB or near.of.value != "active" or _W["open"] & set(page.keys[near.start : near.end]):
        return False
    told = [m.start for m in page.of_kind(_TB) if m.states and m.means.value == "latent"]
    told += [one.start for one in page.near if one.of.fact == _TB and one.of.value == "latent"]
    return any(start < near.start for start in told)
