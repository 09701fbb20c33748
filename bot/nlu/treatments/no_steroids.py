"""That no steroid is taken by mouth now: none ever, none any more, only creams and inhalers."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments.contrasts import neither_of_two, not_that_one
from bot.nlu.treatments.given_up import taken_up_again
from bot.nlu.treatments.medicines import DRUG, names_drug, owner_of
from bot.nlu.treatments.none_taken import none_taken
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("medicines")
_EFFECT = 3
"""Words before a drug in which it is one of those that did not help: "not even the steroids"."""
_WISH = 6
"""Words before a drug within which a wish to be off it may stand."""


def read(page: Page) -> list[Finding]:
    """No steroid by mouth: "no steroid tablets", "nil PO steroids", "the inhaler is my only steroid"."""
    named = [m for m in page.of_kind(DRUG) if m.states]
    if named and all(m.means.value == "none" for m in named):
        return [Finding(DRUG, "none", named[0].start, named[0].end)]  # "a steroid cream, that's the lot"
    for mention in page.of_kind("tx_steroid_any"):
        only = mention.states and page.keys[mention.start - 1 : mention.start] == ["only"]
        if only and not names_drug(page, mention) and _W["not_oral"] & page.sentence_words(mention.clause):
            return [Finding(DRUG, "none", mention.start, mention.end)]
    for mention in page.of_kind("tx_steroid_any"):
        if not mention.states or not {"NEGATED", "NOT_GIVEN"} & mention.said:
            continue
        if _of_their_effect(page, mention) or neither_of_two(page, mention) or not_that_one(page, mention):
            continue
        words = set(page.keys[mention.start : mention.end + 2])
        any_way = _W["by_mouth"] & words or _either_way(page, mention)
        if _by_drip(page, mention) or _ever(page, mention) and not any_way:
            continue
        response = {"FAILED", "PARTIAL", "RESPONDED", "EARLY"} & mention.said
        oral = _W["by_mouth"] & words or not {"iv", "drip", "pulse"} & words
        effect = _W["effect"] & set(page.keys[mention.end : mention.end + 1])  # "no steroid response"
        if oral and not response and not effect:
            return [Finding(DRUG, "none", mention.start, mention.end)]
    return _ended(page)


def _ended(page: Page) -> list[Finding]:
    """ "Off steroids", "came off prednisone last year", "steroid-free": none now, where no other one is named."""
    named = [m for m in page.mentions if m.fact in (DRUG, "tx_steroid_any") and m.states]
    named = [m for m in named if not _W["told_of_a_drug"] & set(page.keys[m.end : m.end + 1])]  # "steroid side effects"
    if _off_them_all(page, named):
        return [Finding(DRUG, "none", named[-1].start, named[-1].end)]
    if named and (end := none_taken(page, named[-1])):
        return [Finding(DRUG, "none", named[-1].start, end)]
    if any(taken_up_again(page, m) for m in named):
        return []  # "off pred, back on it since Monday"
    codes = {m.means.value for m in named if m.fact == DRUG}
    doses = [n.start for n in page.numbers if "dose" in n.units and _of_steroid(page, n)]
    if doses:  # "tapered off prednisone 20 mg to 10 mg"; but "prednisone 60 mg, two months, no use. Now stopped"
        return _told_after(page, named[-1], max(doses)) if named and len(codes) == 1 else []
    if not named or len(codes) > 1 or any({"PLANNED", "UNSURE"} & m.said for m in named):
        return []
    over = [m for m in named if _over(page, m) and not any(_iv(page, one) for one in named)]
    if over and all(m.start in {o.start for o in over} for m in named):
        return [Finding(DRUG, "none", over[0].start, over[0].end)]
    return _told_after(page, named[-1])


def _off_them_all(page: Page, named: list[Mention]) -> bool:
    """ "PO pred 1 mg/kg no benefit, now off steroids completely": whatever was named before is over."""
    if len(named) < 2 or names_drug(page, named[-1]) or {"PLANNED", "UNSURE"} & named[-1].said:
        return False
    last = named[-1]
    later = any("dose" in n.units and n.start > last.start and _of_steroid(page, n) for n in page.numbers)
    before = [key for key in page.keys[max(0, last.start - 3) : last.start] if key not in _W["all_of_them"]][-2:]
    after = page.keys[last.end : last.clause.end][:1]
    ends = not after or not after[0].isalnum() or after[0] in _W["for_good"]
    return bool(_W["at_present"] & set(before[:1])) and before[1:] == ["off"] and ends and not later


def _over(page: Page, mention: Mention) -> bool:
    around = page.keys[max(0, mention.start - 3) : mention.end + 3]
    if mention.fact != DRUG and "PAST" in mention.said and _W["stopping"] & set(around):
        return True  # "stopped my steroids in May"
    before, after = page.keys[max(0, mention.start - 2) : mention.start], page.keys[mention.end : mention.end + 1]
    if after == ["free"] or mention.fact == DRUG and "STOPPED" in mention.said and after != ["off"]:
        return True
    if mention.fact == DRUG and off_later(page, mention):
        return True
    if _W["wishing"] & set(page.keys[max(mention.clause.start, mention.start - _WISH) : mention.start]):
        return False  # "hope to be off the steroids by Easter"
    if _W["unable"] & set(page.keys[max(mention.clause.start, mention.start - _WISH) : mention.start]):
        return False  # "cannot be weaned off pred without relapse"
    if any(cue.direction == "pseudo" and cue.start < mention.start <= cue.end + 1 for cue in page.cues):
        return False  # "never been off the steroids"
    return (
        before[-1:] == ["off"] and before[:1] != ["edge"] or before in (["off", "all"], ["off", "any"], ["off", "the"])
    )


def off_later(page: Page, mention: Mention) -> bool:
    """ "Pred helped, flared on every taper. No pulse. Now off.": a later clause of its own ends what is taken."""
    named = [m.start for m in page.mentions if m.start > mention.end and m.fact in (DRUG, "immunosuppressants")]
    later = [c for c in page.clauses if c.start >= mention.clause.end and c.end <= min(named, default=len(page.keys))]
    return any(page.pure(c) and not c.asks and "off" in page.keys[c.start : c.end] and _stopped(page, c) for c in later)


def _stopped(page: Page, clause: Clause) -> bool:
    cues = page.cues_in(clause, "medicine")
    return any(cue.category == "STOPPED" for cue in cues) and not any(cue.category == "NEGATED" for cue in cues)


def _told_after(page: Page, last: Mention, since: int = 0) -> list[Finding]:
    """ "I had steroids years ago but not now", "Prednisone in spring. None since"; behind a dose (`since`) it must be
    said of it: not "60 mg. Not now, later"."""
    for near in page.near:
        if since and (near.start < since or not _W["ended"] & set(page.keys[near.start : near.end])):
            continue
        if near.of.fact != DRUG or near.of.value != "none" or near.start < last.end or near.end - near.start < 2:
            continue  # a "none" alone may be said of anything
        if _to_come(page, near) or _of_more(page, near) or _helped_no_more(page, last, near):
            continue
        clause = page.clause_at(near.start)
        if clause.sentence - last.clause.sentence in (0, 1) and not clause.asks:
            return [Finding(DRUG, "none", last.start, near.end)]
    return []


def _helped_no_more(page: Page, last: Mention, near: Found[Meaning]) -> bool:
    """ "Steroids helped in the beginning but not any more": what is over is the effect; not "... no longer on them"."""
    end = page.sentence(page.clause_at(near.start))[-1].end
    behind = [key for key in page.keys[near.end : end] if key.isalnum()]
    words = page.keys[last.end : near.start]
    told = {cue.category for cue in page.cues if last.end <= cue.start < near.start}
    helped = told & {"RESPONDED", "PARTIAL"} or _W["helping"] & set(words)
    return bool(helped) and not behind and not _W["taking"] & {*words, *page.keys[near.start : near.end]}


def told_after(page: Page, mention: Mention, until: int) -> bool:
    """ "Then prednisone with a taper, now off": said behind the drug that it has ended."""
    if (end := none_taken(page, mention)) and end <= until:
        return True
    for near in page.near:
        if near.of.fact != DRUG or near.of.value != "none" or not mention.end <= near.start < until:
            continue
        if _to_come(page, near) or _of_more(page, near) or _have_done(page, near):
            continue
        ended = near.end - near.start > 1 and _W["ended"] & set(page.keys[near.start : near.end])
        if ended and (
            page.clause_at(near.start).sentence == mention.clause.sentence or _by_itself(page, mention, near)
        ):
            return True
    return False


def _have_done(page: Page, near: Found[Meaning]) -> bool:
    """ "I take 20 mg every morning and have done since June": it goes on."""
    words = page.keys[max(0, near.start - 1) : near.end]
    return any(a in _W["have"] and b == "done" for a, b in zip(words, words[1:], strict=False))


def _by_itself(page: Page, mention: Mention, near: Found[Meaning]) -> bool:
    """ "It was prednisolone till June. Nothing since.": the next sentence says no more than that."""
    clause = page.clause_at(near.start)
    named = any(mention.end <= m.start < near.start and m.fact != DRUG and not m.means.shy for m in page.mentions)
    rest = {*page.keys[clause.start : near.start], *page.keys[near.end : clause.end]}
    return not (named or clause.asks or any(key.isalnum() for key in rest - _W["before_nothing"])) and (
        clause.sentence == mention.clause.sentence + 1
    )


def _to_come(page: Page, near: Found[Meaning]) -> bool:
    """ "Down by 5 a week, off it by Christmas": it has not ended yet."""
    return any(cue.direction == "pseudo" and cue.start < near.end and near.start < cue.end for cue in page.cues)


def _of_more(page: Page, near: Found[Meaning]) -> bool:
    """ "Already stopped the omeprazole", "not any more than that", "then stopped working": said of something else."""
    after = page.keys[near.end : near.end + 1]
    ends = not after or not after[0].isalnum() or after[0] in _W["behind_an_end"] or page.in_date(near.end)
    return not ends


def _of_steroid(page: Page, number: Number) -> bool:
    owner = owner_of(page, number)
    return owner is None or owner.fact in (DRUG, "tx_steroid_any", "tx_high_dose_steroid")


def _iv(page: Page, mention: Mention) -> bool:
    """A drip or a cream: that it has stopped tells nothing of tablets."""
    near = page.keys[max(0, mention.start - 3) : mention.end + 3]
    drips = page.of_kind("tx_high_dose_steroid")
    return bool(_W["not_oral"] & set(near)) or any(m.start <= mention.start < m.end for m in drips)


def _either_way(page: Page, mention: Mention) -> bool:
    """ "Never had steroids in my life, drip or tablet"."""
    after = page.keys[mention.end : page.sentence(mention.clause)[-1].end]
    joints = [at for at, key in enumerate(after) if key in _W["either_way"]]
    sides = [{*after[max(0, at - 2) : at], *after[at + 1 : at + 4]} for at in joints]
    return any(_W["by_mouth"] & side and _W["drips"] & side for side in sides)


def _of_their_effect(page: Page, mention: Mention) -> bool:
    """ "Nothing touched it, not the steroids not the IVIG", "none of it helped, not even my steroids"."""
    before = page.keys[max(mention.clause.start, mention.start - _EFFECT) : mention.start]
    return before[-1:] != [] and before[-1] in _W["the_ones"] and bool(_W["nor"] & set(before[:-1]))


def _by_drip(page: Page, mention: Mention) -> bool:
    """ "Nothing through a drip since Easter, neither steroids nor the immunoglobulin" tells nothing of tablets."""
    start = page.sentence(mention.clause)[0].start
    head = page.keys[start : mention.start]
    return head[:1] != [] and head[0] in _W["nothing"] and bool(_W["drips"] & set(head))


def _ever(page: Page, mention: Mention) -> bool:
    """ "Never had steroids" tells of treatments, not of tablets taken now."""
    return "never" in page.keys[mention.clause.start : mention.clause.end] and not says()[DRUG].values.keys() & {
        m.means.value for m in page.of_kind(DRUG) if m.start == mention.start
    }
