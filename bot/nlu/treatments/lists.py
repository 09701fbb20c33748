"""Treatments that are listed together: "s/p IVMP, IVIg 2 g/kg and RTX without improvement"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.outcomes import RESPONSES, Treatment
from bot.nlu.vocabulary import word_lists

_W = word_lists("therapies")


def listed(page: Page, together: Sequence[Treatment], earlier: Sequence[Treatment]) -> bool:
    """ "IVIg and RTX without improvement": names joined by a word or three in a row, then what is said of all."""
    if not together or any(one.value != "failed" for one in together) or not _opens(page, together[0]):
        return False
    if len(together) == 1:
        return len(before_in_list(page, together[0], earlier)) > 1
    return bool(_W["joining"] & set(_between(page, together[-2], together[-1])))


def before_in_list(page: Page, first: Treatment, earlier: Sequence[Treatment]) -> list[Treatment]:
    """The treatments that a list begins with, before a comma that ended their clause, if nothing is said of them."""
    found: list[Treatment] = []
    for one in reversed(earlier):
        if one.sentence != first.sentence or not one.open or not _bare(_between(page, one, first)):
            break
        found.append(one)
        first = one
    return found


def _opens(page: Page, one: Treatment) -> bool:
    return all(key in _W["article"] for key in page.keys[one.clause : one.start])


def heads_a_list(page: Page, clause: Clause, first: Mention, told_of: Sequence[Treatment]) -> str:
    """ "Refractory to steroids (IVMP 5 g), IVIg and rituximab": what is said before a list goes on after brackets."""
    told = next((t.value for t in told_of if t.start == first.start), None)
    before = [cue for cue in page.cues_in(clause, "therapy") if cue.category in RESPONSES and cue.end <= first.start]
    return told if told and before and RESPONSES[before[0].category] == told else ""


def goes_on_list(page: Page, mention: Mention) -> bool:
    """Whether nothing but a number of doses stands between the beginning of its clause and a treatment."""
    return _bare(page.keys[mention.clause.start : mention.start])


def _between(page: Page, one: Treatment, other: Treatment) -> list[str]:
    return page.keys[one.end : other.start]


def _bare(keys: Sequence[str]) -> bool:
    """Doses, times and commas only."""
    return all(
        key in _W["of_a_dose"]
        or key in _W["article"]
        or key in _W["joining"]
        or not key.isalpha()
        and key not in ".;!?"
        for key in keys
    )


def said_of_all(page: Page, clause: Clause, here: list[Mention]) -> bool:
    """The last of a list, with what is said of all: "IVMP x5, IVIg 2 g/kg and RTX x2 all without benefit", "then ivig,
    zero difference from either of them"."""
    after = page.keys[here[-1].end : clause.end]
    words = [key for key in after if key.isalpha()]
    pairs = zip(words, words[1:], words[2:], strict=False)
    of_them = any(key in _W["each_of"] and of == "of" and them in _W["them"] for key, of, them in pairs)
    of_the_three = _of_a_count([key for key in after if key.isalnum()])
    from_either = words[-1:] in (["either"], ["any"]) and bool(_W["coming_from"] & set(words[-2:-1]))
    return of_them or of_the_three or from_either or bool({"all", "both"} & set(after))


def _of_a_count(words: Sequence[str]) -> bool:
    """ "No response to any of the three" at its end, not "to two of the three"."""
    each = words[-4:-3]
    return words[-3:-1] == ["of", "the"] and words[-1] in _W["counts"] and bool(_W["each_of"] & set(each))


def same_again(page: Page, clause: Clause) -> bool:
    """ "... were useless and so was the IVIG", "neither did rituximab", "IVIG likewise", "rituximab also"."""
    words = page.keys[clause.start : clause.start + 3]
    again = any(one in _W["once_more"] and then in _W["once_more_verbs"] for one, then in pairwise(words))
    if page.keys[clause.start] in _W["including"]:
        return True
    if any(page.keys[at] == "same" and page.keys[at + 1] in _W["same"] for at in range(clause.start, clause.end - 1)):
        return True
    last = [key for key in page.keys[clause.start : clause.end] if key.isalpha()][-1:]
    return again or bool(set(last) & _W["likewise"])
