"""Later doses of a vaccine, told by their number behind the first one: "Zoster #1 10/6/26, #2 given 12 Aug"; and
vaccines and drips that only may have been: "I may have had a tetanus shot, or it may have been just stitches"."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.times.when import When
from bot.nlu.times.windows import settled
from bot.nlu.vocabulary import word_lists

_W = word_lists("later_doses")
_PERHAPS = 6
"""Words before a name within which stands that it may have been given."""


def later_doses(page: Page, mention: Mention) -> list[When]:
    """The days of doses that are told by nothing but their number, in this sentence or the next one."""
    if len(page.dates) < 2:
        return []
    found: list[When] = []
    for when in page.dates:
        clause = page.clause_at(when.start)
        if clause is mention.clause or clause.start < mention.end or clause.asks:
            continue
        if clause.sentence - mention.clause.sentence not in (0, 1) or any(m.clause is clause for m in page.mentions):
            continue
        before = page.keys[clause.start : when.start]
        told = {key for key in before if not key.isdigit()}
        counted = told & _W["ordinals"] or len(told) < len(before) and told & _W["counting"]
        counted = counted or before[:1] == ["2"] and page.keys[mention.end] == "1"  # "Shingrix 1 on 2 Sept, 2 on 4 Nov"
        if counted and told <= _W["ordinals"] | _W["counting"] | _W["beside"] and (meant := settled(page, when)):
            found += [meant] if meant.first <= page.as_of else []
    return found


def only_perhaps(page: Page, mention: Mention) -> bool:
    """ "I may have had the jab in October", "a booster, or maybe that was my blood test": nothing to count from."""
    start = max(mention.clause.start, mention.start - _PERHAPS)
    before = page.keys[start : mention.start]
    for at, key in enumerate(before[:-1]):
        if key in _W["may"] and before[at + 1] == "have" and _W["had"] & set(before[at + 2 : at + 3]):
            return True
    sentence = page.keys[mention.end : page.sentence(mention.clause)[-1].end]
    for at, key in enumerate(sentence):
        rest = sentence[at + 1 : at + 4]
        if key == "or" and (_W["maybe"] & set(rest) and _W["being"] & set(sentence[at + 1 : at + 6])):
            return True
        if key == "or" and rest[:1] != [] and rest[0] in _W["that"] and rest[1:2] != [] and rest[1] in _W["being"]:
            return True
    return False
