"""Help that is none of the treatments asked for: "just a bit of physio", "the acupuncture made no difference"."""

from __future__ import annotations

from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("other_help")
_HELP = _W["help"] | word_lists("topics")["remedies"]
_OF_WITHIN = 4
"""Words from an amount on within which what it is of stands: "a bit of the old physio"."""


def of_other_help(page: Page, one: Finding) -> bool:
    """Whether a reply tells of such help how it went, not of the treatment asked for; "no, just physio" denies that."""
    if _HELP.isdisjoint(page.keys) or one.value == "not_given" or page.of_kind(one.fact):
        return False
    if one.fact not in says() or says()[one.fact].kind != "therapy":
        return False
    clause = page.clause_at(one.start)
    behind = page.keys[one.end : min(clause.end, one.end + _OF_WITHIN)]
    if behind[:1] and behind[0] in _W["of"] and not _HELP.isdisjoint(behind):
        return True
    named = [at for at in range(clause.start, one.end) if page.keys[at] in _HELP]
    if not named or not _W["along"].isdisjoint(page.keys[max(clause.start, named[0] - 2) : named[0]]):
        return False  # "with physio it helped a bit"
    return _W["it"].isdisjoint(page.keys[clause.start : named[0]] + page.keys[named[-1] + 1 : one.end])
