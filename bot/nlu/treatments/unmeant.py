"""Outcomes that are none of this illness's: of a treatment of another one, and claims that what follows takes back."""

from __future__ import annotations

from bot.nlu.page import Mention, Page
from bot.nlu.treatments import switched
from bot.nlu.treatments.outcomes import RESPONSES, Record, Treatment
from bot.nlu.vocabulary import word_lists

_W = word_lists("unmeant")
_TOLD = ("responded", "partial", "failed")
_STEROIDS = {"tx_steroid_any", "tx_high_dose_steroid"}
_WHAT_FOR, _QUOTE, _LATER = 4, 4, 2
"""Words after "for" in which an illness stands, beside a name where its quotation marks do, sentences after a claim."""


def settle(page: Page, record: Record) -> None:
    """What was told of a treatment, as what it was for and what follows a claim leave it."""
    quotes = bool(_W["quotes"] & page.words)
    _of_the_other(page, record)
    for one in record.treatments:
        if one.value in _TOLD and _for_another(page, one) or one.value == "not_given" and _no_more_than(page, one):
            one.value = "given_unknown"
        elif one.value == "not_given" and (_dated_and_denied(page, one) or _only_by_mouth(page, one, record)):
            one.value, one.considered = None, True
        elif quotes and one.value == "failed" and _quoted(page, one):
            _claimed(page, one, record)
    switched.settle(page, record)


def _no_more_than(page: Page, one: Treatment) -> bool:
    """ "Never had IVIG for longer than 3 days", "never had rituximab more than once": how much of it there was."""
    name = next((m for m in page.mentions if m.start == one.start), None)
    after = page.keys[name.end : name.end + _QUOTE] if name else []
    return any(a in _W["more"] and b in _W["than"] for a, b in zip(after, after[1:], strict=False))


def _only_by_mouth(page: Page, one: Treatment, record: Record) -> bool:
    """ "Oral steroids never, IVMP twice failed": steroids of another way were given."""
    near = page.keys[max(0, one.start - 1) : one.end + 1]
    if one.fact != "tx_steroid_any" or not _W["by_mouth"] & set(near):
        return False
    pulses = [t for t in record.treatments if t.fact == "tx_high_dose_steroid" and t.start != one.start]
    if pulses:
        return any(t.value != "not_given" and not t.considered for t in pulses)
    later = page.keys[one.end :]
    drip = next((at for at, key in enumerate(later) if key in _W["by_vein"]), None)
    return drip is not None and not _W["no"] & set(later[max(0, drip - _QUOTE) : drip])


def _of_the_other(page: Page, record: Record) -> None:
    """ "RTX pre-CYC: refractory", "IVIG after PLEX: good": what stands behind is said of the one whose time is told."""
    for other, one in zip(record.treatments, record.treatments[1:], strict=False):
        marks = one.only_when and not other.only_when and one.clause == other.clause
        if marks and one.value in _TOLD and _W["told_by"] & set(page.keys[one.end : one.end + 1]):
            if other.value in (None, "given_unknown") and not other.considered:
                other.value = one.value
            one.value = "given_unknown"


def _for_another(page: Page, one: Treatment) -> bool:
    """ "Cyclophosphamide in 2011, for Wegener's, worked beautifully", "s/p RTX 2015 for GPA (good)"."""
    parts = page.sentence(page.clause_at(one.start))
    name = next((m for m in page.mentions if m.start == one.start), None)
    if name is None or name.other:
        return False
    others = [m for m in page.mentions if m.means.type == "therapy" and not m.start <= name.start < m.end]
    if _W["this_one"] & set(page.keys[parts[-1].end : one.end]):
        return False  # "RTX for her lupus. For my encephalitis it did nothing"
    start = max((m.end for m in others if m.end <= name.start), default=parts[0].start)
    end = min((m.start for m in others if m.start >= name.end), default=parts[-1].end)
    if _its_own(page, name, min(end, name.clause.end)):
        return True
    told = [at for at in range(max(start, parts[0].start), min(end, parts[-1].end)) if page.keys[at] in _W["for"]]
    aims = [set(page.keys[at + 1 : min(at + 1 + _WHAT_FOR, parts[-1].end)]) for at in told]
    return any(_W["illnesses"] & aim for aim in aims) and not any(_W["this_one"] & aim for aim in aims)


def _its_own(page: Page, name: Mention, end: int) -> bool:
    """ "Rituximab worked on my arthritis", "IVIG helped her ITP": whose illness it worked on, in the name's clause."""
    told = [at for at in range(name.end, end - 1) if page.keys[at] in _W["owners"]]
    aims = [set(page.keys[at + 1 : min(at + _WHAT_FOR, end)]) for at in told]
    after = set(page.keys[name.end : page.sentence(name.clause)[-1].end])
    return any(_W["illnesses"] & aim for aim in aims) and not _W["this_one"] & after


def _quoted(page: Page, one: Treatment) -> bool:
    """ "The summary says I 'failed IVIG'", 'no response to "IVIg"': others' words, or a name that is doubted."""
    name = next((m for m in page.mentions if m.start == one.start), None)
    if name is None:
        return False
    before = page.keys[max(name.clause.start, name.start - _QUOTE) : name.start]
    return bool(_W["quotes"] & set(before) and _W["quotes"] & set(page.keys[name.end : name.end + _QUOTE]))


def _claimed(page: Page, one: Treatment, record: Record) -> None:
    """Takes back a quoted failure that the writer goes on to explain or to deny."""
    here = page.clause_at(one.start)
    others = {t.clause for t in record.treatments if t.fact != one.fact and {t.fact, one.fact} != _STEROIDS}
    name = next(m for m in page.mentions if m.start == one.start)
    following = [c for c in page.clauses if c.start >= here.end and 0 <= c.sentence - here.sentence <= _LATER]
    following = [c for c in following if c.start not in others and not c.asks]
    words = [*page.keys[name.end : here.end], *(key for c in following for key in page.keys[c.start : c.end])]
    said = [{cue.category for cue in page.cues_in(c, "therapy")} for c in following]
    told = {category for cues in said for category in cues}
    only = any(a in _W["only"] and b in _W["in_a_sense"] for a, b in zip(words, words[1:], strict=False))
    if any("NOT_GIVEN" in cues and not cues & set(RESPONSES) for cues in said) or _W["naive"] & set(words):
        one.value = "not_given"
    elif "RESPONDED" in told and "FAILED" not in told:
        one.value = "responded"
    elif only or _W["taking_back"] & set(words):
        one.value, one.considered = None, True


def _dated_and_denied(page: Page, one: Treatment) -> bool:
    """ "IVIG in Feb = no. IVIG in June = no": named twice with a time of its own, the no need not deny the giving."""
    return sum(_equals_no(page, m) for m in page.of_kind(one.fact)) > 1


def _equals_no(page: Page, mention: Mention) -> bool:
    signs = [at for at in range(mention.end, mention.clause.end - 1) if page.keys[at] == "="]
    dated = any(mention.end <= w.start < at for at in signs for w in page.dates)
    return dated and any(page.keys[at + 1] in _W["no"] for at in signs)
