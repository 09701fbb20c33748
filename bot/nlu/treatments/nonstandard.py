"""Treatments outside the standard, with their last day."""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.times.when import When
from bot.nlu.times.windows import NONE, ODD, ODD_DAY, absent, dated, dates_of, edge_of, latest_of, none_since, settled
from bot.nlu.treatments.later_doses import only_perhaps
from bot.nlu.vocabulary import word_lists

_W = word_lists("windows")


def read(page: Page) -> list[Finding]:
    found: list[Finding] = []
    past: list[When] = []
    for mention in page.of_kind(ODD):
        if not mention.states or {"PLANNED", "UNSURE"} & mention.said or only_perhaps(page, mention):
            continue
        if mention.means.role == "value":
            found.append(Finding(ODD, bool(mention.means.value), mention.start, mention.end))
            continue
        dates = [w for one in dates_of(page, mention) if (w := settled(page, one)) and w.first <= page.as_of]
        if told := _answered(page, mention):
            found.append(told)
        elif NONE & mention.said and _heads(page, mention):
            continue
        elif NONE & mention.said or page.keys[mention.start - 1 : mention.start] == ["nothing"]:
            span = latest_of([w for w in dates if w.span])
            last = none_since(span)
            since = "since" in page.keys[mention.end : mention.end + 2]
            past += [last] if last and last.day and not since else []
            long_ago = last is not None and last.last < edge_of(
                ODD, page.as_of
            )  # "none since spring", whenever that ends
            found += absent(ODD, span, page.as_of, mention) if long_ago or not since else []
        elif _going_on(page, mention, dates):
            found.append(Finding(ODD, True, mention.start, mention.end))
        else:
            spans = [w for w in dates if w.span]
            past += [w for w in dates if not w.span] or spans
    latest = latest_of(past)
    return found + (dated(ODD, ODD_DAY, latest, page) if latest else [])


def _answered(page: Page, mention: Mention) -> Finding | None:
    """ "Non-standard: yes", "non-standard: tofersen", asked whether there was any within two months."""
    end = page.sentence(mention.clause)[-1].end
    after = [key for key in page.keys[mention.end : end] if key.isalnum()]
    if ODD not in page.asked or len(after) != 1:
        return None
    told = after[0] in word_lists("answers")["yes"] or after[0].endswith(tuple(_W["ends_of_drugs"]))
    return Finding(ODD, True, mention.start, end) if told else None


def _heads(page: Page, mention: Mention) -> bool:
    """ "Non-standard - tocilizumab": a dash before what it was, no minus sign."""
    return page.keys[mention.end : mention.end + 1] == ["-"] and any(m.start == mention.end + 1 for m in page.mentions)


def _going_on(page: Page, mention: Mention, dates: list[When]) -> bool:
    """ "Currently getting ozone drips", "weekly ozone", "non-standard treatment within 2 months: yes"."""
    after = page.keys[mention.end : mention.clause.end]
    if after[:1] == ["within"] and after[-2:] in ([":", "yes"], ["-", "yes"]):
        return True
    words = page.sentence_words(mention.clause)
    if _W["ended"] & words:
        return False
    if _W["now"] & words and _W["getting"] & words:
        return True
    since = any(w.begun for w in dates) and bool(words & (_W["getting"] | {"been"}))
    return since or not dates and bool(_W["going_on"] & words)
