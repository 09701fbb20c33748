"""Medicines that were taken for a time and given up, as what follows the name tells; and those taken up again."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.said import Said
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("medicines")

MEDICINES = ("steroid", "immunosuppressants", "therapy", "therapies")
_OPENING = 3
"""Words of a clause before which it says that something was stopped."""
_SPAN = 6
"""Words after a drug within which the end of its time is told."""


def of_now(page: Page, mention: Mention, said: set[str]) -> set[str]:
    """What is said of a medicine, as what follows changes it: "was on it till June", "... so I packed it in"."""
    if "stopped" not in says()[mention.fact].means:
        return said - {"STOPPED"}
    if _naive_till(page, mention) or taken_up_again(page, mention):
        return said - {"STOPPED", "PAST", "NEGATED", "DECLINED"}
    if _for_a_time(page, mention) or dropped_after(page, mention):
        return said - {"PLANNED"} | {"STOPPED"}  # "was offered it but declined"
    return said - {"STOPPED"} if _another_given_up(page, mention) else said


def _another_given_up(page: Page, mention: Mention) -> bool:
    """ "I take riluzole and gave up smoking": a deed that follows is what was given up."""
    said = [cue for cue in page.cues_in(mention.clause, "medicine") if cue.category == "STOPPED"]
    done = [key for cue in said for key in page.keys[cue.end : cue.end + 1]]
    return (
        bool(said)
        and all(cue.start >= mention.end for cue in said)
        and all(key.endswith("ing") and key not in _W["use"] for key in done)
        and bool(done)
    )


def _for_a_time(page: Page, mention: Mention) -> bool:
    """ "Was on Rilutek till June", "took it for about six weeks"."""
    end = min(mention.clause.end, mention.end + _SPAN)
    after = page.keys[mention.end : end]
    before = page.keys[max(mention.clause.start, mention.start - _SPAN) : mention.start]
    if _W["trial"] & set(after) or _W["lasting"] & set(page.keys[mention.clause.start : end]):
        return False
    then = bool(_W["taken_then"] & set(before)) or _W["was"] & set(before) and before[-1:] == ["on"]
    till = next((at for at, key in enumerate(after) if key in _W["till"]), None)
    if till is not None:
        start = mention.end + till
        passed = any(start <= w.start <= start + 2 and w.first <= page.as_of for w in page.dates)
        return bool(then) or passed
    return bool(then) and after[:1] == ["for"] and bool(_W["spans"] & set(after))


def _naive_till(page: Page, mention: Mention) -> bool:
    """ "Riluzole-naive till June", "naive to riluzole until October, now 50 mg bd": it was begun then."""
    near = page.keys[max(0, mention.start - 2) : mention.end + 2]
    return bool(_W["naive"] & set(near)) and bool(_W["till"] & set(page.keys[mention.end : mention.end + _SPAN]))


def taken_up_again(page: Page, mention: Mention) -> bool:
    """ "Came off it in the spring, went back on in September"."""
    parts = [c for c in page.clauses if 0 <= c.sentence - mention.clause.sentence <= 1 and c.end > mention.start]
    said = (cue for c in parts for cue in page.cues_in(c, "medicine") if cue.start > mention.start)
    named = [m.start for m in page.mentions if m.start > mention.start and says()[m.fact].kind in MEDICINES]
    return any(
        cue.category == "RESUMED"
        and not any(at < cue.start for at in named)
        and not _W["to_stop"] & set(page.keys[max(0, cue.start - 4) : cue.start])
        for cue in said
    )


def dropped_after(page: Page, mention: Mention) -> bool:
    """ "Imuran didn't agree with me so they took me off it": a clause that names no other says that it was stopped."""
    parts = [c for c in page.sentence(mention.clause) if c.start >= mention.end]
    end = page.sentence(mention.clause)[-1].end
    if page.keys[end - 1] == ";" and end < len(page.keys):
        parts.append(page.clause_at(end))  # "on azathioprine in 2024; off it since"
    named = [m.start for m in page.mentions if m.start >= mention.end and says()[m.fact].kind in MEDICINES]
    if _no_longer(page, mention):
        return True
    for clause in parts:
        if any(at < clause.end for at in named):
            return False
        said = [cue for cue in page.cues_in(clause, "medicine") if cue.category in ("STOPPED", "DECLINED")]
        if said and page.of_other(clause, mention):
            continue  # "my husband stopped his"
        planned = any(cue.category == "PLANNED" for cue in page.cues_in(clause, "medicine"))
        if said and not planned and not clause.asks and (page.pure(clause) or _ends_it(page, clause, said)):
            return True
    return False


def _no_longer(page: Page, mention: Mention) -> bool:
    """ "She was taking riluzole. She isn't any more", "he was on Rilutek but isn't now", "... That's over": the clause
    after the medicine says nothing else."""
    following = [c for c in page.clauses if c.start >= mention.clause.end and page.keys[c.start].isalnum()][:1]
    if not following or following[0].asks or following[0].sentence - mention.clause.sentence > 1:
        return False
    clause = following[0]
    if page.of_other(clause, mention):
        return False
    words = set(page.keys[clause.start : clause.end])
    was = bool((_W["was"] | _W["taken_then"]) & set(page.keys[mention.clause.start : mention.start]))
    denied = bool(words & _W["no_longer"]) and bool(words & _W["longer"])
    over = was and bool(words & _W["done_with"]) and not words & _W["no_longer"]
    ended = denied and (was or "now" not in words) or over
    return ended and words <= _W["of_no_longer"] | _W["no_longer"] | _W["longer"] | _W["done_with"]


def _ends_it(page: Page, clause: Clause, said: list[Said]) -> bool:
    """ "... got stopped in the spring because of my eyes", "it made me so queasy I packed it in": the medicine was."""
    for cue in said:
        after = page.keys[cue.end : cue.end + 1]
        if _W["to_stop"] & set(page.keys[clause.start : cue.start]):
            continue  # "doctor wants him off it by spring"
        if _W["not_stopped"] & set(page.keys[clause.start : cue.start]):
            continue  # "which has never been stopped"
        of_it = _W["it"] & set(page.keys[cue.start : cue.end])
        opens = cue.category == "STOPPED" and cue.start - clause.start <= _OPENING
        opens = opens and page.plain(clause.start, cue.start, also=_W["stopping_it"])  # not "edaravone stopped"
        if of_it or opens and (not after or after[0] in _W["after_the_end"] | _W["use"] or page.in_date(cue.end)):
            return True
    return False
