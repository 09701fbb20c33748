"""Illnesses told with their year that are there still: "CLL 2020, watch and wait", "depression 2019, still on ..."."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("conditions")
_OVER = {"PAST", "STOPPED", "HAD", "PLANNED", "UNSURE"}


def goes_on(page: Page, mention: Mention) -> bool:
    """Whether the sentence goes on with what is so of that illness today; its year was that of its beginning."""
    if "PAST" not in mention.said or not any(mention.end <= w.start <= mention.end + 2 for w in page.dates):
        return False
    entry = says()[mention.fact]
    end = page.sentence(mention.clause)[-1].end
    later = [one for one in page.near if one.of.fact == mention.fact and mention.end <= one.start < end]
    current = [one for one in later if one.of.value == entry.means.get("affirmed") and not page.denied(one)]
    if not current or any(one.of.value == entry.means.get("past") for one in later):
        return False
    if any(_W["till"] & set(page.keys[one.end : one.end + 1]) for one in current):
        return False  # "depression 2019, on sertraline until 2020"
    clause = page.clause_at(current[0].start)
    between = (m for m in page.mentions if mention.end <= m.start < current[0].start and m.means.type == "condition")
    cues = [cue for cue in page.cues_in(clause, "condition") if not current[0].start <= cue.start < current[0].end]
    told_over = any(cue.category in _OVER for cue in cues)
    return not (told_over and clause is not mention.clause) and not any(m.start >= mention.end for m in between)
