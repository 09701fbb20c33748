"""What is denied of the active form of an infection alone: "latent TB; active disease was excluded by CT"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.language.said import Said
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("active_form")
_FACTS = ("tuberculosis", "hepatitis_b_status", "hepatitis_c_status")
_HEAD = 3
"""Words before a denial, but for what joins them, in which the active form is named."""


def tell(page: Page) -> None:
    """Such a denial is none of the infection that sleeps, or is over."""
    if _W["active"].isdisjoint(page.keys):
        return
    for mention in page.of_kind(*_FACTS):
        if "NEGATED" not in mention.said or mention.means.value == "active" or not _told_beside(page, mention):
            continue
        denials = [cue for cue in page.cues_in(mention.clause, "test") if cue.category == "NEGATED"]
        if denials and all(_of_active(page, cue) for cue in denials):
            mention.said = mention.said - {"NEGATED"}


def of_active(page: Page, named: Mention, clause: Clause) -> bool:
    """ "I have latent TB. Active disease was considered and the scan ruled it out": said of the active form."""
    if named.fact not in _FACTS or named.means.value in (None, "active"):
        return False
    start = max(named.end, page.sentence(clause)[0].start)
    return any(_names_it(page, at) for at in range(start, clause.end))


def denied_behind(page: Page, near: Found[Meaning]) -> bool:
    """ "TB suspected, active disease excluded", "latent not tested": what stands behind a form denies that form."""
    if near.of.fact not in _FACTS or near.of.value not in ("active", "latent"):
        return False
    at = near.end
    while page.keys[at : at + 1] and page.keys[at] in _W["disease"] | _W["joining"] | {":"}:
        at += 1
    cues = page.cues_in(page.clause_at(near.start), "test")
    return any(cue.category in ("NEGATED", "UNDONE") and cue.start <= at < cue.end for cue in cues)


def _told_beside(page: Page, mention: Mention) -> bool:
    """Whether the form that is there is told: by this name or by another one of the same infection."""
    values = {m.means.value for m in page.of_kind(mention.fact) if m.states and m.means.role == "value"}
    return bool(values - {"active"}) or any("POSITIVE" in m.said for m in page.of_kind(mention.fact))


def _of_active(page: Page, cue: Said) -> bool:
    """ "Active disease was excluded", "reactivation ruled out", "excluded active disease"."""
    at = cue.start
    while at and page.keys[at - 1] in _W["joining"]:
        at -= 1
    before, end = range(max(0, at - _HEAD), at), page.clause_at(cue.start).end
    behind = range(cue.end, min(end, cue.end + _HEAD))
    behind = behind[: next((n for n, place in enumerate(behind) if not page.keys[place].isalpha()), _HEAD)]
    return any(_names_it(page, place) for place in (*before, *behind))


def _names_it(page: Page, at: int) -> bool:
    """ "Active disease", "reactivation" at a place."""
    keys = page.keys[at : at + 3]
    if not keys or keys[0] not in _W["active"]:
        return False
    return keys[0] in _W["alone"] or bool(_W["disease"] & set(keys[1:]))
