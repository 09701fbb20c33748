"""Who breathes without help is in no danger: "on room air", "off oxygen, saturating well", "trache out"."""

from __future__ import annotations

from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("safety")
_TUBES = frozenset({"trach", "trache", "tracheostomy", "trachy"})


def breathes_well(page: Page, calm: Found[str]) -> bool:
    """ "Saturating well on room air", "trache out, talking", "54F AE, now on room air": nothing is said beside it in
    its sentence but facts and days. A tube that is out and no more may have come out just now."""
    sentence = page.sentence(page.clause_at(calm.start))
    told = {at for one in (*page.mentions, *page.dates) for at in range(one.start, one.end)}
    told |= {one.start - 1 for one in page.of_kind("sex") if page.keys[one.start - 1].isdigit()}  # "54F"
    words = [page.keys[at] for at in range(sentence[0].start, sentence[-1].end) if at not in told]
    return _W["air_well"].issuperset(words) and not _W["well_without"].isdisjoint(words)


def taken_out(page: Page) -> bool:
    """ "Trache out", in the notes of a clinician: it was removed."""
    return page.keys[:1] != [] and page.keys[0] in _TUBES and _W["air_well"].issuperset(page.keys)
