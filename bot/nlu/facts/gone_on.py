"""Illnesses told with their year: there still ("CLL 2020, watch and wait"), or perhaps ("MGUS 2018")."""

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


def open_since(page: Page, mention: Mention) -> bool:
    """Whether nothing but its year is told of an illness that seldom goes: it may be over, or go on since then. "I had
    leukaemia in 2015", "ITP 2015, resolved" are over."""
    if "PAST" not in mention.said or not {"HAD", "STOPPED", "NEGATED"}.isdisjoint(mention.said):
        return False
    if mention.fact not in _W["open_by_year"] and _W["lifelong"].isdisjoint(page.keys[mention.start : mention.end]):
        return False
    before = page.keys[max(mention.clause.start, mention.start - 1) : mention.start]
    bare = not before or not before[0].isalnum() or before[0] in _W["before_a_diagnosis"]
    if not bare or not any(mention.end <= w.start <= mention.end + 2 for w in page.dates):
        return False
    parts = [c for c in page.clauses if 0 <= c.sentence - mention.clause.sentence <= 1 and c.end > mention.start]
    end, over = parts[-1].end, says()[mention.fact].means.get("past")
    told = any(n.of.fact == mention.fact and n.of.value == over and mention.end <= n.start < end for n in page.near)
    told = told or not _W["seen_over"].isdisjoint(page.keys[mention.end : end])  # "ITP 2018, splenectomy, in CR since"
    return not told and not any(c.category in _OVER for part in parts for c in page.cues_in(part, "condition"))
