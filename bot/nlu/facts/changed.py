"""Diagnoses in whose place another one was put."""

from __future__ import annotations

from bot.nlu.facts.first_thought import first_thought
from bot.nlu.facts.renamed import renamed
from bot.nlu.facts.told_since import denies_already
from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import asks_for_ever, word_lists

_W = word_lists("conditions")
_OPEN = {"UNSURE", "PENDING", "UNDONE"}
_LABEL = 5
"""Words behind a diagnosis within which it is said to be somebody else's label."""
_INTO, _TOLD_WITHIN = 3, 7
"""Words before the diagnosis that stands within which "to" does, and before "from X" within which it is changed."""
_CHANGED_WITHIN = 16
"""Words after a diagnosis within which the one stands to which it was changed."""


def changed_since(page: Page, mention: Mention) -> bool:
    """ "First doctor diagnosed MSA, later professor changed to AE", "thought it was MS, he said no, it's AE": another
    diagnosis stands in its place."""
    if "NEGATED" not in mention.said and _on_paper(page, mention):
        return True
    if mention.fact not in _W["diagnoses"] or "NEGATED" in mention.said:
        return False
    if first_thought(page, mention) or renamed(page, mention) or _labelled_elsewhere(page, mention):
        mention.taken_back = True
        return True
    for later in page.mentions:
        near = mention.end <= later.start <= mention.end + _CHANGED_WITHIN
        if near and later.fact in _W["diagnoses"] and later.means != mention.means and later.states:
            words = page.keys[mention.end : later.start]
            ends = page.keys[later.end : later.end + 1]
            return (
                _changes(words, ends)
                or _says_no(words)
                or _put_away(page, mention, words)
                or _left(page, mention, words)
                or _from_to(page, mention, words)
            )
    return False


def _changes(words: list[str], after: list[str]) -> bool:
    """ "... changed it to", "... revised to": done, not feared or denied."""
    at = next((at for at, key in enumerate(words) if key in _W["changes"]), None)
    if at is None or "." in words or _W["unchanged"] & set(words[max(0, at - 3) : at]) or after == ["?"]:
        return False
    return bool(_W["into"] & set(words[at + 1 : at + 4]) & set(words[-3:]))


def _labelled_elsewhere(page: Page, mention: Mention) -> bool:
    """ "PMA on the referral; here ... MMN", "LSS per us, 'atypical CIDP' per the DGH letters": others' name for it."""
    if mention.fact not in _W["one_disease"] or not _label(page, mention):
        return False
    if "now" in page.keys[mention.clause.start : mention.start]:
        return False  # "now it goes down as PMA in his notes"
    others = [m for m in page.of_kind(*_W["one_disease"]) if m.means != mention.means and m.states]
    return any(not m.said & {"NEGATED", "UNSURE", "PAST"} and not _label(page, m) for m in others)


def _label(page: Page, mention: Mention) -> bool:
    at = mention.end + (page.keys[mention.end : mention.end + 1] in (["'"], ['"']))
    behind = page.keys[at : at + _LABEL]
    pause = next((i for i, key in enumerate(behind) if not key[0].isalnum()), len(behind))
    return behind[:1] != [] and behind[0] in _W["label_of"] and bool(_W["labels"] & set(behind[1:pause]))


def _on_paper(page: Page, mention: Mention) -> bool:
    """ "'Heart failure' is on my discharge letter, but ... I do not have heart failure", "my chart says history of
    melanoma ... I've never had any cancer", "clonus was noted once and never again, so no upper motor neuron signs"."""
    words = page.keys[mention.clause.start : mention.clause.end]
    written = _W["papers"] & set(words) and _W["on_paper"] & set(words)
    if not written and _W["seen_once"].isdisjoint(pairs(words)):
        return False
    later = [m for m in page.of_kind(mention.fact) if m.start >= mention.clause.end and m.states]
    denied = (m for m in later if ("NEGATED" in m.said or denies_already(m)) and not m.said & _OPEN)
    return any(_outright(page, m) for m in denied)


def _outright(page: Page, mention: Mention) -> bool:
    """Whether a denial is of all that was told: not "no cancer since"; of what ever was only "never" is."""
    words = page.keys[mention.clause.start : mention.clause.end]
    ever = asks_for_ever(mention.fact) and _W["never"].isdisjoint(words)
    return not ever and _W["not_all"].isdisjoint(words)


def _put_away(page: Page, mention: Mention, words: list[str]) -> bool:
    """ "ALS dx'd Dec 2025, withdrawn Mar 2026: cervical myelopathy"."""
    at = next((at for at, key in enumerate(words) if key in _W["put_away"]), None)
    if at is None:
        return False
    told = range(mention.end, mention.end + at)
    return all(page.in_date(place) or page.keys[place] in _W["before_put_away"] for place in told)


def _left(page: Page, mention: Mention, words: list[str]) -> bool:
    """ "From ALS they downgraded me to benign fasciculations"."""
    left = page.keys[mention.start - 1 : mention.start] == ["from"] and bool(_W["into"] & set(words[-2:]))
    return left and bool(_W["changes"] & set(words)) and not _W["unchanged"] & set(words)


def _from_to(page: Page, mention: Mention, words: list[str]) -> bool:
    """ "They changed it from PMA to ALS", "she went from being PLS to full-blown ALS": done, not feared or denied."""
    start = mention.clause.start
    before = ["" if page.in_date(at) else page.keys[at] for at in range(start, mention.start)]  # "in May they changed"
    at = next((len(before) - n for n in (1, 2) if before[-n:][:1] == ["from"]), None)
    if at is None or not words or not _W["into"] & set(words[-_INTO:]) or not all(key.isalnum() for key in words):
        return False
    told = before[max(0, at - _TOLD_WITHIN) : at]
    return bool((_W["changes"] | _W["turns"]) & set(told)) and not (_W["unchanged"] | _W["turns_to_come"]) & set(told)


def _says_no(words: list[str]) -> bool:
    """ "... but no: final dx", "... finally no, it is"."""
    trios = zip(words, words[1:], words[2:], strict=False)
    return any(a == "no" and b in _W["after_no"] and c in _W["it_is_rather"] for a, b, c in trios)
