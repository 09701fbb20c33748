"""A no behind a dose or a number of courses: it is the effect that is denied, not the giving."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.treatments.labelled_none import not_given
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("therapies")
_ENTRY, _NEAR, _CHAIN = 14, 4, 3
"""Tokens within which an entry of a list of treatments ends, and behind a name its number of courses; sentences from
one entry to another."""
_HOW = {"RESPONDED", "PARTIAL", "FAILED"}
_ENDED = ([], ["."], [";"], ["\n"], ["!"])


def denies_effect(page: Page, mention: Mention) -> bool:
    """ "Rituximab 2 x 1 g: nil": after a dose it is the effect that is denied."""
    if _no_behind(page, mention) or _had_everything(page, mention):
        return True
    if _marked_no(page, mention) is not None:
        others = [m for m in page.mentions if m.means.type == "therapy"]
        return any(_dosed(page, m, no) for m in others if (no := _marked_no(page, m)) is not None)
    nil = next((at for at in range(mention.end, mention.clause.end) if page.keys[at] in _W["nil"]), None)
    if nil is None or page.keys[nil + 1 : nil + 2] and page.keys[nil + 1].isalnum():
        return False
    return _dosed(page, mention, nil)


def _had_everything(page: Page, mention: Mention) -> bool:
    """ "He had everything, IVIG no, rituximab no, cyclophosphamide six rounds no": the no ends what was had."""
    places = range(mention.start - 2)
    pair = (" ".join(page.keys[at : at + 2]) for at in places if page.keys[at + 2] in _W["lists"])
    if _W["had_all"].isdisjoint(pair):
        return False
    after = page.keys[mention.end : mention.end + _ENTRY]
    end = next((at for at, key in enumerate(after) if key in _W["ends_entry"]), len(after))
    return after[max(0, end - 1) : end] != [] and after[end - 1] in _W["no"]


def of_what_is_asked(page: Page, clause: Clause) -> bool:
    """ "That was rituximab. Never had this one", asked about cyclophosphamide: what is asked is denied."""
    asked = [fact for fact in page.asked if fact in says() and says()[fact].kind == "therapy"]
    this = _W["this"] & set(page.keys[clause.start : clause.end])
    return bool(this) and len(asked) == 1 and not page.of_kind(*asked)


def _dosed(page: Page, mention: Mention, until: int) -> bool:
    """Whether a dose or a number of courses is told after a name."""
    told = [n for n in page.numbers if mention.end <= n.start < until]
    counted = any(_W["courses"] & set(page.keys[n.end : n.end + 1]) for n in told)  # "four times"
    return counted or any("dose" in n.units or page.keys[n.start - 1] == "x" for n in told)


def _no_behind(page: Page, mention: Mention) -> bool:
    """ "Rituxan four times, nope.", "RTX x4, CYC x6. RTX nope": a no behind what was given is of its effect."""
    end = next((at for at in range(mention.end, len(page.keys)) if page.keys[at] in _W["before_no"]), None)
    bare = page.keys[mention.end : mention.end + 1] != [] and page.keys[mention.end] in _W["no"]
    no = mention.end if bare else end + 1 if end is not None else len(page.keys)
    if no >= len(page.keys) or page.keys[no] not in _W["no"] or page.keys[no + 1 : no + 2] not in _ENDED:
        return False
    if _dosed(page, mention, no) and all(key not in _W["ends_entry"] for key in page.keys[mention.end : no - 1]):
        return True
    before = [m for m in page.mentions if m.fact == mention.fact and m.end <= mention.start and not m.other]
    return no <= mention.end + 1 and any(_dosed(page, m, min(m.clause.end, m.end + _NEAR)) for m in before)


def _marked_no(page: Page, mention: Mention) -> int | None:
    """The "no" at the end of an entry: "IVIg x5 - no. RTX = no"."""
    for at in range(mention.end, min(mention.end + _ENTRY, len(page.keys))):
        if page.keys[at] in _W["no"] and page.keys[at - 1] in _W["marks"]:
            return None if page.keys[at + 1 : at + 2] and page.keys[at + 1].isalnum() else at
        if page.keys[at] in _W["ends_entry"] and not _per(page, at):
            return None
    return None


def _per(page: Page, at: int) -> bool:
    """The stroke of a dose, "2 g/kg", ends no entry."""
    beside = (*page.keys[at - 1 : at], *page.keys[at + 1 : at + 2])
    return page.keys[at] == "/" and all(key in _W["of_a_dose"] or key.isdigit() for key in beside)


def bracketed_no(page: Page, mention: Mention) -> bool:
    """ "Steroids (no), plasma exchange (a bit), rituximab (yes)": marks for how each went, as one of them shows."""
    end = next((w.end for w in page.dates if w.start == mention.end), mention.end)  # "RTX 1/25 (none)"
    mark = page.keys[end : end + 3]
    if mark[:1] != ["("] or mark[2:] != [")"] or mark[1] not in (_W["no"] | _W["nil"] if end > mention.end else {"no"}):
        return False
    if end > mention.end:
        return True
    graded = (cue for part in page.sentence(mention.clause) for cue in page.cues_in(part, "therapy"))
    return any(cue.category == "PARTIAL" and page.keys[cue.start - 1] == "(" for cue in graded)


def chained(page: Page, mention: Mention) -> str | None:
    """ "IVMP partial, IVIg nil, RTX nil", "some benefit from rituximab, cyclophosphamide none": between outcomes a bare
    nil is one, too; "unsaid" where it may as well tell that it was not given."""
    word = _bare_nil(page, mention)
    if word is None or not_given(page, mention):
        return None
    told = [m for m in page.mentions if m.means.type == "therapy" and abs(_sentences(m, mention)) <= _CHAIN]
    others = [m for m in told if m.clause is not mention.clause]
    parts = {part.start: part for m in others for part in page.sentence(m.clause)}
    outcomes = [cue for part in parts.values() for cue in page.cues_in(part, "therapy") if cue.category in _HOW]
    if not outcomes:
        again = [m for m in others if _bare_nil(page, m) and not _sentences(m, mention)]
        return "unsaid" if again and len(again) == len(others) else None
    if any("NOT_GIVEN" in m.said and not _bare_nil(page, m) for m in others):
        return "unsaid"
    if word in _W["nils"]:
        return "failed"
    before = page.keys[page.sentence(mention.clause)[0].start : mention.start]
    beside = page.keys[mention.end] == word
    return "failed" if beside and _W["nouns_of_effect"] & set(before) else "unsaid"


def _bare_nil(page: Page, mention: Mention) -> str | None:
    """The nil or none of an entry that says nothing else; not of "nil given", "nil, as no access"."""
    at = mention.end + (page.keys[mention.end : mention.end + 1] != [] and page.keys[mention.end] in _W["marks_nil"])
    word, after = page.keys[at : at + 1], page.keys[at + 1 : at + 3]
    if not word or word[0] not in _W["nils"] | _W["nones"] or after and after[0] not in _W["ends_nil"]:
        return None
    return None if _W["why_nil"] & set(after) else word[0]


def _sentences(one: Mention, other: Mention) -> int:
    return one.clause.sentence - other.clause.sentence


def zero_behind(page: Page, mention: Mention) -> bool:
    """ "CYC 0", "RTX 0, CYC 0": an entry of nothing but a name and its number of courses; not "mRS after IVIG 0"."""
    before, after = page.keys[max(0, mention.start - 1) : mention.start], page.keys[mention.end : mention.end + 2]
    return (
        mention.fact in page.asked
        and after[:1] == ["0"]
        and not any(key.isalnum() or key in _W["marks"] for key in [*before, *after[1:]])
    )
