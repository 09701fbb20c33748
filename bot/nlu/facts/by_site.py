"""Signs of a neurone told limb by limb: "UMN: UL (-), LL (+)", "LMN: arms -, legs -, tongue -"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("by_site")
_FACTS = ("umn_signs", "lmn_signs")
_TWO = 2
_AROUND = 4
"""Words around a sign within which its site is told."""


def tell(page: Page) -> None:
    """What is found in one limb is there; all limbs must be without it for it not to be."""
    for mention in page.of_kind(*_FACTS):
        if "NEGATED" in mention.said and _elsewhere_open(page, mention):
            mention.named = "topic"
    if _W["sites"].isdisjoint(page.keys):
        return
    for mention in page.of_kind(*_FACTS):
        found = _signs(page, mention)
        if len(found) >= _TWO:
            mention.said = mention.said - {"POSITIVE", "NEGATED"} | {"POSITIVE" if True in found else "NEGATED"}


def _elsewhere_open(page: Page, mention: Mention) -> bool:
    """ "EMG: no bulbar denervation", "no fasciculations in tongue": of the limbs nothing is said."""
    near = set(page.keys[max(mention.clause.start, mention.start - _AROUND) : mention.end + _AROUND])
    whole = set(page.keys[mention.clause.start : mention.clause.end])
    return not _W["axial"].isdisjoint(near & whole) and _W["everywhere"].isdisjoint(page.sentence_words(mention.clause))


def _signs(page: Page, mention: Mention) -> list[bool]:
    """For each site behind a name, up to the next name or anything that is no site, whether the sign is there."""
    found: list[bool] = []
    sited = False
    names = {m.start for m in page.mentions if m.start > mention.start}
    for at in range(mention.end, len(page.keys)):
        key = page.keys[at]
        if at in names or key not in _W["beside"] | _W["sites"] | _W["there"] | _W["absent"]:
            break
        if key in _W["sites"]:
            sited = True
        elif sited and key in _W["there"] | _W["absent"]:
            found.append(key in _W["there"])
            sited = False
    return found
