"""Yeses and noes that what follows them ends, limits or gives to somebody else: they are no answer by themselves."""

from __future__ import annotations

from bot.nlu.facts.infection import FACT as INFECTION
from bot.nlu.facts.infection_then import looked_into
from bot.nlu.facts.then_now import is_now, until_past
from bot.nlu.language.phrases import Found
from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.reply.willed import OF_WILL
from bot.nlu.reply.yes_no import STATES, reply
from bot.nlu.times.windows import DRIP, DRIP_DAY
from bot.nlu.treatments.other_drips import other_drip
from bot.nlu.vocabulary import asks_for_ever, says, word_lists

_W = word_lists("turned")
_NAMED_WITHIN = 6
"""Words behind "but nothing" within which it is said that it would have a name."""
_OPENS = 3
"""Words with which a reply opens as a no."""
_NOW = {"in_other_trial", "investigational_drug", "pregnant", "lactating", "infection_status", "severe_hypotension",
        "riluzole_use"}  # fmt: skip
"""Facts of now that the past of a verb does not tell."""


def turned(page: Page, facts: list[str], opening: Found[str] | None) -> str | None:
    """The kind of reply, "yes" or "no", that the message opens with and does not mean as such."""
    if _not_so_now(page):
        return "no"
    if opening is None:
        said = next((at for at, key in enumerate(page.keys) if key in _W["yes"]), None)
        return "yes" if said is not None and _without_a_name(page, facts, said + 1) else None
    if opening.of == "yes" and (_ended(page, facts, opening) or _of_somebody_else(page, facts, opening)):
        return "yes"
    signs = (_went_on, _of_then, _to_another_drug, _hedged)
    if opening.of == "yes" and _without_a_name(page, facts, opening.end):
        return "yes"
    if opening.of == "yes" and any(sign(page, facts, opening) for sign in signs):
        return "yes"
    if opening.of == "no" and OF_WILL & set(facts) and _would_after_all(page, opening):
        return "no"
    return "no" if INFECTION in facts and opening.of == "no" and looked_into(page) else None


def _not_so_now(page: Page) -> bool:
    """ "Not last month but I am now", "never, until this year": what opens as a no is none of today."""
    at = next((at for at, key in enumerate(page.keys[:_OPENS]) if key in _W["no_of_then"]), None)
    if at is None or any(not m.means.shy for m in page.mentions):
        return False
    behind = at + 1 + (page.keys[at + 1 : at + 2] == [","])
    later = [clause for clause in page.clauses if clause.start > at and not clause.asks]
    return until_past(page, behind, of_then=True) or any(is_now(page, clause) for clause in later)


def settled(page: Page) -> bool:
    """ "Thought I was, wasn't", "thought it was a UTI, dipstick clear, so nothing": the last clause ends the doubt."""
    if len(page.clauses) < 2 or page.clauses[-1].asks:
        return False
    words = {key for key in page.keys[page.clauses[-1].start :] if key.isalpha()}
    return bool(words & _W["ends_a_doubt"]) and words <= _W["ends_a_doubt"] | _W["of_no_doubt"]


def concluded(page: Page, fact: str) -> Finding | None:
    """ "MCI queried, neuropsych normal, so no and no": the answer to a doubt about a state comes last, behind "so"."""
    if fact not in says() or says()[fact].kind not in STATES:
        return None
    denied = reply(fact, "no") if says()[fact].kind != "diagnosis" else None
    if denied is not None and (last := dismissed(page)):
        return Finding(fact, denied, last, len(page.keys))
    last = next((at for at in reversed(range(1, len(page.keys))) if page.keys[at] in _W["therefore"]), None)
    if last is None:
        return None
    words = {key for key in page.keys[last + 1 :] if key.isalpha()}
    kinds = [kind for kind in ("yes", "no") if words & _W[kind] and words <= _W[kind] | _W["beside_an_answer"]]
    if kinds == ["no"] and asks_for_ever(fact):
        return None  # "all clear since 2015 so no": what was has been
    value = reply(fact, kinds[0]) if kinds else None
    return Finding(fact, value, last, len(page.keys)) if value is not None else None


def dismissed(page: Page) -> int | None:
    """ "I think I have a cold but I always think that. No": where a bare no ends one's own doubt."""
    if len(page.asked) != 1 or len(page.clauses) < 2 or page.keys[-1] == "?":
        return None
    last = page.clauses[-1].start
    words = [key for key in page.keys[last:] if key.isalpha() and key not in _W["beside_an_answer"]]
    bare = bool(words) and words[0] in _W["bare_no"] and set(words) <= _W["bare_no"] | _W["really"]
    doubted = any(cue.category == "UNSURE" and cue.start < last for cue in page.cues)
    return last if bare and doubted and _W["own_doubt"] & set(page.keys[:last]) else None


def _ended(page: Page, facts: list[str], place: Found[str]) -> bool:
    """ "Yes, until last month", "yes at first, but the new neurologist disagrees"."""
    if all(asks_for_ever(fact) for fact in facts):
        return False
    after = page.keys[place.end :]
    if after[:1] == [","]:
        after = after[1:]
    limited = after[:2] == ["but", "not"] and after[2:3] and after[2] in _W["limits"]
    if limited and OF_WILL & set(facts):
        return True  # "yes, but not after March"
    diagnosed = any(fact in says() and says()[fact].kind == "diagnosis" for fact in facts)
    return bool(_W["until"] & set(after) or diagnosed and _W["overturning"] & set(after))


def _would_after_all(page: Page, place: Found[str]) -> bool:
    """ "No, I'd love to", "no, of course I would"."""
    rest = page.keys[place.end :]
    return bool(_W["gladly"] & set(rest)) and not _W["denials"] & set(rest)


def thought_again(page: Page) -> int:
    """Where a reply thinks again, so that what stands before it may not be meant: "no, well, not officially"."""
    for at in range(1, len(page.keys) - 1):
        if page.keys[at] == "well" and page.keys[at - 1] in _W["before_well"] and page.keys[at + 1] in _W["after_well"]:
            return at
    return 0


def _of_then(page: Page, facts: list[str], place: Found[str]) -> bool:
    """ "I did, it's over" of what is asked of now; "yes, years ago" where the fact does not tell what was."""
    if len(facts) != 1 or facts[0] not in says():
        return False
    if facts[0] in _NOW and _W["past_helpers"] & set(page.keys[place.start : place.end]):
        return True
    was = says()[facts[0]].means.get("past", "") is None
    return was and any(cue.category == "PAST" and cue.start >= place.end for cue in page.cues)


def _hedged(page: Page, facts: list[str], place: Found[str]) -> bool:
    """ "Yes, sort of", "yes, allegedly"."""
    return bool(facts and _W["hedges"] & set(page.keys[place.end : place.end + 3]))


def _without_a_name(page: Page, facts: list[str], end: int) -> bool:
    """ "Sad, yeah, but nothing with a name to it", "yes, but never diagnosed": no illness that anybody named."""
    after = [key for key in page.keys[end:] if key.isalpha()]
    if after[:1] != ["but"] or not all(fact in says() and says()[fact].kind in STATES for fact in facts):
        return False
    denied = bool(_W["nothing"] & set(after[1:3]))
    return denied and bool(_W["naming"] & set(after[2 : 2 + _NAMED_WITHIN]))


def _to_another_drug(page: Page, facts: list[str], place: Found[str]) -> bool:
    """ "Yes, to peanuts"; "yes, but only fluids" of a drip."""
    if set(facts) <= {DRIP, DRIP_DAY} and other_drip(page):
        return True
    if _to_another_treatment(page, facts, place):
        return True
    after = [key for key in page.keys[place.end :] if key.isalnum()][:3]
    return facts == ["il2_allergy_or_intolerance"] and after[:1] == ["to"] and not _W["the_drug"] & set(after)


def _to_another_treatment(page: Page, facts: list[str], place: Found[str]) -> bool:
    """ "Yes to cyclophosphamide", "the steroids, yes. Not this", asked about rituximab: a yes to what is named."""
    if len(facts) != 1 or facts[0] not in says() or says()[facts[0]].kind != "therapy" or page.of_kind(*facts):
        return False
    others = [m for m in page.mentions if m.means.type == "therapy" and not _told_by_the_way(page, m)]
    behind = page.keys[place.end : place.end + 1] == ["to"] and any(m.start == place.end + 1 for m in others)
    at = next((at for at in range(place.start, place.end) if page.keys[at] in _W["yes"]), place.start)
    ahead = at - 1 if page.keys[at - 1 : at] == [","] else at
    return behind or at > 0 and any(m.end == ahead for m in others)


def _told_by_the_way(page: Page, mention: Mention) -> bool:
    """ "With the steroids, yes", "after IVIG, yes"."""
    return not _W["by_the_way"].isdisjoint(page.keys[max(0, mention.start - 2) : mention.start])


def _went_on(page: Page, facts: list[str], place: Found[str]) -> bool:
    """ "Yes, and by the third day he was back at the piano", "yes, five days, and I went downhill": how it went, in
    words that are not known, and not only that it was given."""
    if not any(fact in says() and says()[fact].kind == "therapy" for fact in facts):
        return False
    people = {page.clause_at(at).start for at, who in page.cast.people if who in (SELF, PATIENT, page.cast.candidate)}
    for clause in page.clauses:
        words = {key for key in page.keys[clause.start : clause.end] if key.isalpha()}
        told = clause.start in people and not _W["giving"] & words
        if clause.start >= place.end and not clause.asks and told:
            return True
    return False


def _of_somebody_else(page: Page, facts: list[str], place: Found[str]) -> bool:
    """ "Yes, my mother and both aunts", "yes, they said that about my dad": an illness of the first person named."""
    if not all(fact in says() and says()[fact].kind in STATES for fact in facts) or page.cast.candidate:
        return False
    first = next((at for at in range(place.end, len(page.keys)) if page.keys[at].isalpha()), None)
    after = [at for at, _ in page.cast.people if at >= place.end]
    if first is None or not after or after[0] >= (clause := page.clause_at(first)).end:
        return False
    own = _W["myself"] & {*page.keys[place.end : after[0]], *page.keys[after[0] + 1 : clause.end]}
    return not own and page.cast.other(after[0] + 1, clause, after[0])
