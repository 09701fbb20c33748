"""Hepatitis B and C from words, or from their markers where words do not tell more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from bot.nlu.facts import hepatitis_letters
from bot.nlu.facts.conditions import meaning
from bot.nlu.facts.echoes import echoes
from bot.nlu.facts.hepatitis_markers import STATUS, B, C, beside, read_markers, unvaccinated
from bot.nlu.facts.only_carrier import only_carrier
from bot.nlu.facts.told_since import screened
from bot.nlu.language.anew import is_anew
from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.language.text import pairs
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import Value, says, word_lists

_W = word_lists("hepatitis")

_TOLD = {B: ("inactive_carrier", "active", "vaccinated_immune", "past_resolved"), C: ("cured", "current")}
"""What is told in words says more than single markers."""
_VAGUE = {B: ("positive_unspecified",), C: ("current",)}
"""Values that what is said later may make exact."""
_IMMUNE = ("vaccinated_immune", "past_resolved")
_YEAR = 366
_TEST_CUES = {"NEGATED", "POSITIVE", "UNSURE", "PAST"}


def read(page: Page) -> list[Finding]:
    return [*_read(page, B), *_read(page, C)]


def _read(page: Page, fact: str) -> list[Finding]:
    if carrier := only_carrier(page, fact):
        return [carrier]
    markers = read_markers(page, fact)
    named = [f for m in page.of_kind(fact) if m.states and m.means.role != "test" for f in _of_mention(page, m)]
    unanswered = fact == B and (_W["non_responder"] & page.words or _W["not_immune"] & pairs(page.keys))
    later = _in_context(page, fact)
    if unanswered:  # "vaccinated x3; anti-HBs <10 (non-responder)", "never seroconverted"
        named, later = ([one for one in told if one.value not in _IMMUNE] for told in (named, later))
    if fact == B and unvaccinated(page):
        later = [one for one in later if one.value != "vaccinated_immune"]
        named = [one for one in named if one.value not in ("vaccinated_immune", "unknown" if later else None)]
    value = STATUS[fact]({name: found for name, (found, _) in markers.items()}, page) if markers else None
    had = any({"PAST", "HAD"} & m.said for m in page.of_kind(B) if m.states) or fact in page.asked and _is_over(page)
    if value == "negative" and fact == B and had and markers.get("c", (None,))[0] is not False:
        value = "past_resolved"  # "old hep B, sAg neg"
    if value:
        named += [_found(page, near, m.clause, m.start, m.end) for m, near in _beside_markers(page, fact)]
        told = [f for f in named + later if f.value in _TOLD[fact] or value == f.value == "negative"]
        if markers.get("s", (None,))[0]:  # "HBsAg positive 2 weeks after Engerix"
            told = [one for one in told if one.value != "vaccinated_immune"]
        if fact == C and (virus := markers.get("rna", (None,))[0]) is not None:
            told = [one for one in told if one.value != ("cured" if virus else "current") or "svr" in page.keys]
        start = min(at for _, at in markers.values())
        end = max(at for _, at in markers.values()) + 2
        return told[:1] or [Finding(fact, value, start, min(end, len(page.keys)))]
    told = named or later
    if told and (anew := _anew(page, fact, told[0].end)):
        return anew
    if not named:
        return later or hepatitis_letters.told(page, fact)
    if any(one.value == "cured" for one in named):
        named = [one for one in named if one.value != "negative"]  # "HCV - SVR12"
    exact = [one for one in later if one.value in _TOLD[fact] and one.value != "vaccinated_immune"]
    return exact[:1] if exact and all(one.value in _VAGUE[fact] for one in named) else named


def _is_over(page: Page) -> bool:
    """ "Old infection, cleared. sAg neg": the clauses of a reply that name nothing say that it once was there."""
    named = {id(m.clause) for m in page.mentions}
    for clause in (one for one in page.clauses if id(one) not in named and not one.asks):
        words = set(page.keys[clause.start : clause.end])
        if words & _W["former"] and not words & _W["denials"]:
            return True
    return False


def _anew(page: Page, fact: str, start: int) -> list[Finding]:
    """ "Carrier per 2020 clinic, reclassified active in August": what it is called since then."""
    for clause in page.clauses:
        moved = any(page.keys[at] == "now" or is_anew(page.keys, at) for at in range(clause.start, clause.end))
        moved = moved or bool(_W["woken"] & set(page.keys[clause.start : clause.end]))
        if clause.start < start or clause.asks or not moved or _names_another(page, clause, fact):
            continue
        told = [one for one in _of_clause(page, clause, fact) if one.value in _TOLD[fact]]
        if told and told[0].value != "vaccinated_immune":  # who had it and is immune now has not been vaccinated
            return told
    return []


def _beside_markers(page: Page, fact: str) -> Iterable[tuple[Mention, Found[Meaning]]]:
    """What is said in words beside a marker of hepatitis C: "hep C virus gone after the pills"."""
    for mention in page.of_kind(fact) if fact == C else ():
        if mention.means.role == "test" and mention.states and (near := beside(page, mention)):
            yield mention, near


def _of_mention(page: Page, mention: Mention) -> list[Finding]:
    if mention.means.shy and mention.fact not in page.asked:
        return _of_shy(page, mention)
    if page.keys[mention.start] == "b" and mention.end - mention.start == 1:
        return []
    if mention.means.role == "value":
        value = _of_value(page, mention)
        return [Finding(mention.fact, value, mention.start, mention.end)] if value else []
    near = beside(page, mention)
    if near and near.of.value == "active" and _of_a_year(page, near):
        return []
    if near:
        found = _found(page, near, mention.clause, min(mention.start, near.start), max(mention.end, near.end))
        had = _W["immune"] & set(page.keys[near.start : near.end]) and {"PAST", "HAD"} & mention.said
        return [found._replace(value="past_resolved") if had else found]  # "previous hep B, now immune"
    pending = {"PENDING"} if "POSITIVE" in mention.said else set()
    said = meaning(says()[mention.fact], mention.said - pending)
    if said is None and mention.fact == C and _W["strain"] & set(page.keys[mention.start : mention.clause.end]):
        said = "current"  # who has a genotype has the virus
    return [Finding(mention.fact, said, mention.start, mention.end)] if said is not None else []


def _of_a_year(page: Page, near: Found[Meaning]) -> bool:
    """ "Hep B active in 2015": what it was in a year that is over."""
    edge = page.as_of - dt.timedelta(days=_YEAR)
    dated = (w for w in page.dates if near.end <= w.start <= near.end + 1 and not w.span)
    return page.keys[near.end : near.end + 1] == ["in"] and any(w.last < edge for w in dated)


def _of_shy(page: Page, mention: Mention) -> list[Finding]:
    """ "Hepatitis" alone, or "B or C" after it: denied or doubted it is both of them, positive it may be either."""
    letters = page.keys[mention.start] in ("b", "c")
    if letters and (mention.end - mention.start == 1 or not _W["hepatitis"] & page.words):
        return []
    if mention.end < len(page.keys) and page.raw(mention.end) in _W["other_letters"]:
        return []  # "it was hepatitis A I had"
    told = set(page.keys[mention.clause.start : mention.clause.end])
    doubtful = {"UNSURE", "UNDONE"} & mention.said or mention.fact == B and _W["doubting"] & told
    if not ("NEGATED" in mention.said or doubtful):
        return []
    return [Finding(mention.fact, "unknown" if doubtful else "negative", mention.start, mention.end)]


def _of_value(page: Page, mention: Mention) -> Value:
    value = mention.means.value
    if mention.said & {"PLANNED", "PENDING"} or value == "vaccinated_immune" and "UNDONE" in mention.said:
        return None
    if "UNSURE" in mention.said:
        return "unknown"
    if "NEGATED" in mention.said:
        return "negative" if value not in ("vaccinated_immune", "cured") else None
    if value == "inactive_carrier" and _W["antivirals"] & page.words:
        return "positive_unspecified"  # who takes an antiviral is no quiet carrier
    return value


def _found(page: Page, near: Found[Meaning], clause: Clause, start: int, end: int) -> Finding:
    """What a phrase beside the name says; a drug that failed, or is still taken or awaited, has cured nobody."""
    value = near.of.value
    if value == "cured" and page.keys[near.start : near.end] == ["all", "clear"] and not _W["had_it"] & page.words:
        return Finding(near.of.fact, "negative", start, end)
    if value == "cured" and _W["drugs"] & set(page.keys[near.start : near.end]):
        rest = [one for one in page.sentence(clause) if one.start >= clause.start]
        said = {cue.category for one in rest for cue in page.cues_in(one, "therapy")}
        words = set(page.keys[clause.start : clause.end])
        if said & {"FAILED", "PLANNED", "NOT_GIVEN"} and "cleared" not in words or _W["taking"] & words:
            value = "current"
    return Finding(near.of.fact, value, start, end)


def _in_context(page: Page, fact: str) -> list[Finding]:
    """A later clause that says what became of it: "Mum passed me hep B at birth so I'm a carrier"."""
    named = [m for m in page.of_kind(fact) if m.means.role != "test" and (echoes(page, m) or not m.clause.asks)]
    if not _W["hepatitis"] & page.words and not {B, C} & set(page.asked):
        named = [m for m in named if page.keys[m.start] not in ("b", "c")]  # "IVIG f/b rituximab"
    if not named:
        return []
    if all(page.keys[m.start] == "b" and m.end == m.start + 1 for m in named):
        return []  # "IVIG c/b haemolysis, not rechallenged"
    vague = all(m.means.shy for m in named)  # "screened for hepatitis, all negative"
    found = []
    for clause in page.clauses:
        if clause.asks or clause.start < named[0].start or _names_another(page, clause, fact):
            continue
        last = [m for m in named if m.start < clause.end][-1]
        if page.of_other(clause, last) or _of_the_other_virus(page, clause, last):
            continue
        found += _of_clause(page, clause, fact, last)
    found = [one for one in found if one.value == "negative" or not vague]
    told = [one for one in found if one.value in _TOLD[fact]]
    exact = [one for one in told if one.value not in _VAGUE[fact]]  # "hep C, yes, treated ..., now undetectable"
    return exact[:1] or told[:1] or found[:1]


def _of_the_other_virus(page: Page, clause: Clause, last: Mention) -> bool:
    """ "Tested for hep C, negative. Hep B I caught as a student, got over it": the one named since is spoken of."""
    other = page.of_kind(C if last.fact == B else B)
    return any(last.end <= m.start < clause.start and m.clause is not last.clause and not m.means.shy for m in other)


def _names_another(page: Page, clause: Clause, fact: str) -> bool:
    """Whether a clause names a thing, so that it speaks of that; a vaccine may be the one against hepatitis B."""
    ours = {at for one in page.near_in(clause, fact) for at in range(one.start, one.end)}
    here = (m for m in page.mentions if m.clause is clause and not m.means.shy and m.start not in ours)
    return any(says()[m.fact].kind != "window" or fact == C for m in here)


def _of_the_later(page: Page, clause: Clause, fact: str) -> bool:
    """ "I was rid of hep C. They did HIV at the same time, negative": the sentence's own name is spoken of."""
    before = [one for one in page.sentence(clause) if one.start < clause.start]
    named = any(m.fact == fact and any(m.clause is one for one in before) for m in page.mentions)
    return not named and any(_names_another(page, one, fact) for one in before)


def _of_a_deed(page: Page, clause: Clause, fact: str) -> bool:
    """ "Hep C from the 80s, the clinic keep on at me to have the tablets, I've not": what is denied is the deed."""
    before = [one for one in page.sentence(clause) if one.end <= clause.start][-1:]
    if not before or page.pure(before[0]) or any(m.clause is before[0] for m in page.of_kind(fact)):
        return False
    words = {key for key in page.keys[clause.start : clause.end] if key.isalpha()}
    return words <= _W["bare_denial"] and "to" in page.keys[before[0].start : before[0].end]


def _of_clause(page: Page, clause: Clause, fact: str, last: Mention | None = None) -> Iterable[Finding]:
    if {key for key in page.keys[clause.start : clause.end] if key.isalpha()} <= _W["yes_or_no"]:
        return []  # "hep C, yes, treated": what follows tells more
    near = [one for one in page.near_in(clause, fact) if not (last and screened(page, last, one))]
    to_come = "PLANNED" in {cue.category for cue in page.cues_in(clause, "vaccine")}
    if any(one.of.value == "vaccinated_immune" and (to_come or page.denied(one)) for one in near):
        return []  # "never been vaccinated against it either", "they're vaccinating me next week"
    if near:
        best = max(near, key=lambda n: n.end - n.start)
        found = _found(page, best, clause, best.start, best.end)
        got_over = _W["got_over"] & set(page.keys[clause.start : clause.end])
        had = got_over and _W["immune"] & set(page.keys[best.start : best.end])
        return [found._replace(value="past_resolved") if had else found]  # "got over it and am immune"
    if _of_a_deed(page, clause, fact):
        return []
    said = {cue.category for cue in page.cues_in(clause, "test")}
    start = page.reported_from(clause)
    bare = page.plain(start, clause.end, outcomes=False, also=_W["markers"])  # "all markers neg"
    told = said & _TEST_CUES and bare and not _of_the_later(page, clause, fact)
    value = meaning(says()[fact], said) if told else None
    return [Finding(fact, value, clause.start, clause.end)] if value is not None else []
