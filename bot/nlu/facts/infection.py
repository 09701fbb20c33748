"""An infection of now: how grave it is, whether it is treated, whether it is over."""

from __future__ import annotations

from bot.nlu.danger.measured import fever
from bot.nlu.facts import viruses
from bot.nlu.facts.infection_then import (
    last_day_passed,
    long_gone,
    looked_into,
    not_of_now,
    of_two,
    over,
    put_back,
    recent,
)
from bot.nlu.facts.shy import welcome
from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import Value, word_lists

_W = word_lists("infection")

FACT = "infection_status"

_TAKEN_WITHIN = 8
"""Tokens after "no fever" within which a temperature is told."""

_SHORT_BY = 7
"""Words before a grave sign within which it is said not to be reached."""


def read(page: Page) -> list[Finding]:
    found: list[Finding] = []
    last: Mention | None = None
    for clause in page.clauses:
        here = [m for m in page.of_kind(FACT) if m.clause is clause]
        for mention in here:
            found += _of_mention(page, mention) if welcome(page, mention) else []
        named = [m for m in here if m.means.role != "test" or _taken(page, m)]
        if here:
            last = named[-1] if named else last
        elif last and not clause.asks and not page.of_other(clause, last) and not _names_another(page, clause):
            found = _in_context(page, clause, last, found)
    return _of_today(page, found) + viruses.read(page)


def _of_today(page: Page, found: list[Finding]) -> list[Finding]:
    """ "Bacteraemia in August, no infection at present": what was is over."""
    if FACT in page.asked and looked_into(page):
        found = [one for one in found if one.value != "none"]
    if of_two(page, found):
        return []
    if any(one.value != "none" for one in found):  # "meropenem D3 for a VAP, afebrile today"
        found = [one for one in found if page.keys[one.end - 1] not in _W["no_fever"]]
    now = _W["going_on"] | _W["active"]
    none = [one for one in found if one.value == "none" and now & set(page.keys[one.start : one.end + 1])]
    return none or found


def _of_mention(page: Page, mention: Mention) -> list[Finding]:
    if not mention.states or mention.means.role == "test" and not _taken(page, mention) or not_of_now(page, mention):
        return []
    value = _value(page, mention)
    return [Finding(FACT, value, mention.start, mention.end)] if value is not None else []


def _taken(page: Page, drug: Mention) -> bool:
    """Whether an antibiotic is said to be taken, not only named ("allergic to penicillin")."""
    before = set(page.keys[max(drug.clause.start, drug.start - 4) : drug.start])
    after = set(page.keys[drug.end : min(drug.end + 3, drug.clause.end)])
    return FACT in page.asked or bool(_W["taking"] & before or _W["dosed"] & after)


def _value(page: Page, mention: Mention) -> Value:
    said, level = mention.said, mention.means.value if mention.means.role == "value" else "treated"
    mild_drip = _dripped(page, mention) and (_not_septic(page, mention) or _outside(page, mention))
    level = "treated" if mild_drip else level
    if level == "none":
        return None if said & {"NEGATED", "PLANNED"} or _of_then(page, mention) or _hot(page, mention) else "none"
    near = _around(page, mention)
    if level != "severe" and not said & {"NEGATED", "UNSURE", "PLANNED"} and over(page, mention):
        near = near | {"none"}
    if "PLANNED" in said or _only_talk(page, mention, level):
        return "none" if "none" in near else None
    if "UNSURE" in said:
        return None if "PAST" in said else "unknown"
    if {"NEGATED", "RETRACTED"} & said:
        told = (
            level == "treated"
            and mention.means.role != "test"
            and not any(m.clause is mention.clause for m in page.of_kind("chest_xray"))
        )
        return "none" if told else None
    if "none" in near:
        return "none" if recent(page, mention.clause) else None
    if "PAST" in said or mention.means.role == "value" and long_gone(page, mention.clause):
        return None
    if "HAD" in said and not _goes_on(page, mention):
        return None
    return level if mild_drip and "severe" not in near else _graded(level, near)


def _dripped(page: Page, mention: Mention) -> bool:
    """ "IV fluclox", "an antibiotic drip": grave by nothing but the drip."""
    grave = mention.means.role == "value" and mention.means.value == "severe"
    return grave and bool(_W["by_drip"] & set(page.keys[mention.start : mention.end]))


def _outside(page: Page, mention: Mention) -> bool:
    """ "IV fluclox via OPAT", "a drip at home": not in hospital."""
    here = [m for m in page.of_kind(FACT) if m.clause.sentence == mention.clause.sentence and m.means.value == "severe"]
    graver = any("NEGATED" not in m.said and not _dripped(page, m) for m in here)  # "after sepsis, on IV ... at home"
    return not graver and bool(_W["outside"] & page.sentence_words(mention.clause))


def _hot(page: Page, none: Mention) -> bool:
    """ "No fever: got 38.5 yesterday", "no fever, T 39": a temperature that is one."""
    end = page.sentence(none.clause)[-1].end
    near = (n for n in page.numbers if none.end <= n.start < min(end, none.end + _TAKEN_WITHIN))
    told = _W["fever"] & set(page.keys[none.start : none.end])
    return bool(told) and any(fever(n.value) for n in near)


def _only_talk(page: Page, mention: Mention, level: Value) -> bool:
    """ "Prophylactic azithromycin", "I keep getting cystitis", "a runny nose from hay fever": no infection of now."""
    clause, sentence = set(page.keys[mention.clause.start : mention.clause.end]), page.sentence_words(mention.clause)
    named = mention.means.role == "test"
    dripped = _dripped(page, mention)
    drug = (named or dripped) and _W["ended"] & sentence
    drug = drug or named and last_day_passed(page, mention)
    drug = drug or named and (_W["other_reasons"] & sentence or page.of_kind("tuberculosis"))
    if _caused(page, mention) or _of_then(page, mention) or mention.said & {"CHECKED", "POSITIVE"} == {"CHECKED"}:
        return True
    allergic = level == "minor" and (_W["allergic"] | _W["swallowing"]) & sentence
    return bool(drug or allergic or _W["prevention"] & sentence or _W["habit"] & clause)


def _of_then(page: Page, mention: Mention) -> bool:
    """ "Cultures negative at onset", "after a chest infection the weakness started": nothing of now."""
    clause = mention.clause
    before = page.keys[max(clause.start, mention.start - 2) : mention.start]
    after = _W["after"] & set(before) and not _W["this_one"] & set(before)  # "during this chest infection"
    return bool(after or _W["then"] & set(page.keys[clause.start : clause.end]))


def _caused(page: Page, mention: Mention) -> bool:
    """ "IVIG gave me meningitis": what a treatment did, then."""
    before = page.keys[max(mention.clause.start, mention.start - 4) : mention.start]
    treated = any(m.means.type == "therapy" and m.clause is mention.clause for m in page.mentions)
    return treated and bool(_W["causing"] & set(before))


def _graded(level: Value, near: set[Value]) -> Value:
    """What is said around it makes an infection graver or lighter than its name."""
    if level == "minor":
        return "treated" if "treated" in near else level
    if "severe" in near:
        return "severe"
    return "minor" if level == "treated" and "minor" in near and "treated" not in near else level


def _around(page: Page, mention: Mention) -> set[Value]:
    """What the sentence, as far as it names no other illness, and a next one that names nothing say of it."""
    sentence = mention.clause.sentence
    values: set[Value] = {"treated"} if _on_antibiotics(page, mention) else set()
    for clause in page.clauses:
        if clause.sentence < sentence or clause.asks or clause is not mention.clause and _names_another(page, clause):
            continue
        if clause.sentence > sentence + 1:
            break
        if clause is not mention.clause and page.of_other(clause, mention):
            continue
        near = [one for one in page.near_in(clause, FACT) if one.end <= mention.start or one.start >= mention.end]
        if _not_septic(page, mention) or _outside(page, mention):
            drips = [one for one in near if _W["by_drip"] & set(page.keys[one.start : one.end])]
            near = [one for one in near if one not in drips]
            values |= {"treated" for one in drips if not page.denied(one)}
        values |= {one.of.value for one in near if not page.denied(one) and not _falls_short(page, one)}
    return values


def _on_antibiotics(page: Page, mention: Mention) -> bool:
    """ "Cellulitis L shin, on PO fluclox, mild": what is treated is not only minor."""
    here = [m for m in page.of_kind(FACT) if m.clause.sentence == mention.clause.sentence and m is not mention]
    drugs = [m for m in here if m.means.role == "test" or _dripped(page, m)]
    ended = {"NEGATED", "PLANNED", "STOPPED", "PAST", "UNSURE", "DECLINED"}
    return any(
        m.states and not ended & m.said and m.start > mention.start and (_dripped(page, m) or _taken(page, m))
        for m in drugs
    )


def _falls_short(page: Page, near: Found[Meaning]) -> bool:
    """ "Not bad enough for hospital", "too mild for hospital", "didn't need a hospital bed"."""
    before = page.keys[max(page.clause_at(near.start).start, near.start - _SHORT_BY) : near.start]
    words = set(before)
    return bool(_W["too_little"] & words) or bool(_W["needing"] & words and _W["denying"] & words)


def _not_septic(page: Page, mention: Mention) -> bool:
    """ "CTX 2 g IV for pyelonephritis, not septic": a drip alone does not make it grave where that is denied."""
    near = (m for m in page.of_kind(FACT) if 0 <= m.clause.sentence - mention.clause.sentence <= 1)
    return any(m.means.value == "severe" and "NEGATED" in m.said for m in near)


def _names_another(page: Page, clause: Clause) -> bool:
    here = (m for m in page.mentions if m.clause is clause and not m.means.shy)
    return any(m.fact != FACT or m.means.role != "test" for m in here)


def _goes_on(page: Page, mention: Mention) -> bool:
    """ "I've had a cold since Monday": it is not over."""
    words = page.keys[mention.clause.start : mention.clause.end]
    perfect = any(a in _W["perfect"] and b == "had" for a, b in zip(words, words[1:], strict=False))
    return perfect or bool(_W["going_on"] & set(words))


def _in_context(page: Page, clause: Clause, last: Mention, found: list[Finding]) -> list[Finding]:
    """A clause without a name speaks of the infection named last: "to prevent infections. I haven't got one"."""
    said = {cue.category for cue in page.cues_in(clause, "condition")}
    if put_back(page, clause):
        return [one for one in found if one.start < last.start or one.value == "none"]
    if last.clause.asks or not _says_only(page, clause):
        return found
    if "NEGATED" in said and not found:
        return [Finding(FACT, "none", clause.start, clause.end)]
    if "UNSURE" in said and not found:
        return [Finding(FACT, "unknown", clause.start, clause.end)]
    over = any(one.of.value == "none" for one in page.near_in(clause, FACT))
    return [] if said == {"PAST"} and not over else found  # "UTI. That was years ago"


def _says_only(page: Page, clause: Clause) -> bool:
    """ "I don't have one today", "nil current": cues and words of now only."""
    cued = {at for cue in page.cues_in(clause, "condition") for at in range(cue.start, cue.end)}
    words = {page.keys[at] for at in range(clause.start, clause.end) if at not in cued}
    return bool(cued) and words <= _W["filling"] | _W["going_on"]
