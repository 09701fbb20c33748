"""Parts of a reply that its end strikes out: "the pos was the previous pt's strip. hers neg", "?SCLC on CT, hamartoma.
so none", "they did think so but no, it was epilepsy"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.text import pairs
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.reply.after_all import meant_after_all
from bot.nlu.reply.told_now import told_now
from bot.nlu.vocabulary import asks_for_ever, says, word_lists

_W = word_lists("struck")
_LONGEST = 32
"""Tokens of a reply that is read so."""
_OPENING = 3
"""Words of a clause among which stands whose result it tells, or of which test."""
_SIGNS = _W["concluding"] | _W["own"] | _W["turning"] | _W["isnt"] | _W["no"] | _W["now"]
_TWO = 2
_THERE = {"HAS", "HAD", "POSITIVE"}


def last_word(page: Page) -> int:
    """Where the last word of a reply on the matter begins, 0 if nothing before it is struck out."""
    if meant := meant_after_all(page) or told_now(page):
        return meant
    if len(page.keys) > _LONGEST or not page.asked or _SIGNS.isdisjoint(page.keys):
        return 0
    if len(page.asked) > 1:
        return 0 if page.mentions else _row_of_now(page)
    if concluded := _no_in_the_end(page) or _of_two_people(page):
        return concluded
    start = max(_concluded(page), _turned(page), _own(page))
    return 0 if any(m.start < start and not _queried(page, m) for m in page.of_kind(*page.asked) if m.states) else start


def _queried(page: Page, mention: Mention) -> bool:
    """ "They queried myeloma, marrow clean, so no": what was only asked about."""
    words = page.keys[mention.clause.start : mention.end]
    told = _asked_about(words) or not _W["reported"].isdisjoint(words)
    return not mention.said & _THERE and ("UNSURE" in mention.said or told)


def _asked_about(words: list[str]) -> bool:
    """ "They queried it", "it did look like it", "?SCLC on CT": that it is there was never told."""
    return not _W["queried"].isdisjoint(words) or not _W["asked_in_two"].isdisjoint(pairs(words))


def shifted(found: list[Finding], by: int) -> list[Finding]:
    """Findings of a part of the page at their places in the whole."""
    return [one._replace(start=one.start + by, end=one.end + by) for one in found] if by else found


def _concluded(page: Page) -> int:
    """ "So none", "so no", "hence negative": the last clause says what a thing asked about comes to; not "all clear
    since 2015 so no"."""
    if len(page.clauses) < _TWO or page.clauses[-1].asks or not (_asked_about(page.keys) or _looked_into(page)):
        return 0
    at = page.clauses[-1].start
    words = [key for key in page.keys[at:] if key.isalnum()]
    if len(words) == 1 and words[0] in _W["in_a_word"] and page.clauses[-1].sentence > page.clauses[0].sentence:
        return at + page.keys[at:].index(words[0])  # "SHO queried PD, team say not. None"
    whole = words[:1] and words[0] in _W["concluding"] and set(words[1:]) <= _W["answers"] and len(words) > 1
    return at + page.keys[at:].index(words[1]) if whole else 0


def _looked_into(page: Page) -> bool:
    """ "PET-avid node, bx reactive only. So no": what was looked into has no name of what was asked about."""
    return not _W["looked_into"].isdisjoint(page.keys) and not any(m.states for m in page.of_kind(*page.asked))


def _no_in_the_end(page: Page) -> int:
    """ "Postural drop 8 only, so no", "forgetful at times, MoCA 29, so no": what was told of it comes to a no; not what
    has been ("all clear since 2015 so no")."""
    fact = page.asked[0]
    if len(page.clauses) < _TWO or page.clauses[-1].asks or asks_for_ever(fact) or fact not in says():
        return 0
    words = [key for key in page.keys[page.clauses[-1].start :] if key.isalnum()]
    if says()[fact].kind != "condition" or words[:1] == [] or words[0] not in _W["concluding"] or words[1:] != ["no"]:
        return 0
    told = page.of_kind(fact)
    there = any(m.said & _THERE or m.means.role != "about" for m in told)
    return 0 if there or not told else page.clauses[-1].start + page.keys[page.clauses[-1].start :].index("no")


def _of_two_people(page: Page) -> int:
    """ "I'm still having my periods, but mum went through the change, so no": of what is told of two people the
    conclusion is the candidate's."""
    told = page.of_kind(page.asked[0])
    last = page.clauses[-1]
    words = [key for key in page.keys[last.start :] if key.isalnum()]
    if last.asks or words[:1] == [] or words[0] not in _W["concluding"] or words[1:] not in (["no"], ["yes"]):
        return 0
    two = any(m.other for m in told) and any(m.states for m in told)
    return last.start + page.keys[last.start :].index(words[1]) if two else 0


def _turned(page: Page) -> int:
    """ "They did think so but no, ...", "that's what they wrote at first. No": a no to what was thought."""
    for at in range(2, len(page.keys)):
        if page.keys[at] not in _W["no"] or not _asked_about(page.keys[:at]):
            continue
        if page.clause_at(at).asks:
            continue
        opens = page.keys[at - 1] in _W["turning"] or page.clause_at(at).start == at
        if opens and (at + 1 == len(page.keys) or page.keys[at + 1] in _W["pauses"]):
            return at
    return next((one.start for one in page.clauses[1:] if _isnt(page, one)), 0)


def _isnt(page: Page, clause: Clause) -> bool:
    """ "They queried fibrosis on the scan. It isn't that"."""
    words = page.keys[clause.start : clause.start + _OPENING]
    denied = words[:1] and words[0] in _W["it"] and _W["isnt"] & set(words[1:])
    before = page.keys[: clause.start]
    if not denied or clause.asks:
        return False
    return _asked_about(before) or _W["reported"] & set(before) and _flatly(page, clause)


def _flatly(page: Page, clause: Clause) -> bool:
    """ "Referrer says ALS. It isn't: cervical myelopathy", but not "I have ALS. It isn't easy"."""
    at = next(at for at in range(clause.start, clause.end) if page.keys[at] in _W["isnt"])
    after = page.keys[at + 1 : at + 2]
    return not after or after[0] in _W["pauses"] or after[0] in _W["it"]


def _row_of_now(page: Page) -> int:
    """ "Was 260/310, now 48/52": a row of values of now, one for each thing asked, behind one of then."""
    rows = [(one, [n for n in page.numbers if one.start <= n.start < one.end]) for one in page.clauses]
    rows = [(one, row) for one, row in rows if row]
    whole = len(rows) == _TWO and all(len(row) == len(page.asked) for _, row in rows)
    return rows[1][0].start if whole and page.keys[rows[1][0].start] in _W["now"] else 0


def _own(page: Page) -> int:
    """ "Mother yes, pt no", "first one was a false positive, the proper one was negative": whose, or which, result the
    last one is, where the one before it is another's or none."""
    for clause in page.clauses[1:]:
        words = page.keys[clause.start : clause.end]
        if clause.asks or _W["own"].isdisjoint(words[:_OPENING]) or _W["results"].isdisjoint(words):
            continue
        if _void(page, clause):
            return clause.start
    return 0


def _void(page: Page, clause: Clause) -> bool:
    before = page.keys[: clause.start]
    if _W["void_in_two"] & pairs(before) or _W["void"] & set(before):
        return True
    first = page.clauses[0]
    return any(first.start <= at < clause.start and page.cast.other(at + 1, first, at) for at, _ in page.cast.people)
