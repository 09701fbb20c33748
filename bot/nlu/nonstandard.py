"""Treatments outside the standard, with their last day."""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists
from bot.nlu.when import When
from bot.nlu.windows import NONE, ODD, ODD_DAY, absent, dated, dates_of, latest_of

_W = word_lists("windows")


def read(page: Page) -> list[Finding]:
    found: list[Finding] = []
    past: list[When] = []
    for mention in page.of_kind(ODD):
        if not mention.states:
            continue
        if mention.means.role == "value":
            found.append(Finding(ODD, bool(mention.means.value), mention.start, mention.end))
            continue
        if _going_on(page, mention):
            found.append(Finding(ODD, True, mention.start, mention.end))
            continue
        dates = [w for w in dates_of(page, mention) if w.first <= page.as_of]
        if NONE & mention.said or page.keys[mention.start - 1 : mention.start] == ["nothing"]:
            span = latest_of([w for w in dates if w.span])
            since = "since" in page.keys[mention.end : mention.end + 2]
            found += absent(ODD, span, page.as_of, mention) if not since else []
        elif "PLANNED" not in mention.said:
            if not dates and _W["going_on"] & page.sentence_words(mention.clause):
                found.append(Finding(ODD, True, mention.start, mention.end))
            spans = [w for w in dates if w.span]
            past += [w for w in dates if not w.span] or spans
    latest = latest_of(past)
    return found + (dated(ODD, ODD_DAY, latest, page.as_of) if latest else [])


def _going_on(page: Page, mention: Mention) -> bool:
    """ "Currently getting ozone drips", "non-standard treatment within 2 months: yes"."""
    if {*NONE, "PLANNED", "UNSURE"} & mention.said:
        return False
    before = set(page.keys[mention.clause.start : mention.start])
    after = page.keys[mention.end : mention.clause.end]
    window = after[:1] == ["within"] and after[-2:] in ([":", "yes"], ["-", "yes"])
    return window or bool(before & _W["now"] and before & _W["getting"])
