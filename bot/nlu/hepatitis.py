"""Hepatitis B from words or from its markers (clinical reference 3.4, CDC tables)."""

from __future__ import annotations

from bot.nlu.conditions import kind_of_thing, meaning
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("hepatitis")

_TOLD = ("inactive_carrier", "active", "vaccinated_immune", "past_resolved")
"""What is told in words says more than single markers."""
FACT = "hepatitis_b_status"
_IMMUNE = 10
"""mIU/mL of surface antibody from which a person is immune (clinical reference 3.4, CDC tables)."""


def read(page: Page) -> list[Finding]:
    markers = _read_markers(page)
    named = [f for m in page.of_kind(FACT) if m.states and m.means.role != "test" for f in _of_mention(page, m)]
    if markers:
        start = min(at for _, at in markers.values())
        end = max(at for _, at in markers.values()) + 2
        value = _status({name: found for name, (found, _) in markers.items()}, page)
        stated = [f for f in named + _in_context(page) if f.value in _TOLD or value == f.value == "negative"]
        if value:
            return stated[:1] or [Finding(FACT, value, start, min(end, len(page.keys)))]
    return named + ([] if named else _in_context(page))


def _read_markers(page: Page) -> dict[str, tuple[bool, int]]:
    """Surface antigen (s), core antibody (c), surface antibody (a): found or not, and where."""
    found: dict[str, tuple[bool, int]] = {}
    for mention in page.of_kind(FACT):
        if mention.means.role != "test" or not mention.states:
            continue
        company = FACT in page.asked or _W["company"] & set(page.keys)
        if page.keys[mention.start] in _W["short"] and len(page.of_kind(FACT)) == 1 and not company:
            continue  # "sag" is a word as well
        marker = str(mention.means.value)
        titre = next((n for n in page.numbers if 0 <= n.start - mention.end <= 3), None)
        if {"POSITIVE", "NEGATED"} & mention.said:
            found[marker] = ("POSITIVE" in mention.said, mention.start)
        elif marker == "a" and titre:
            found[marker] = (titre.value >= _IMMUNE, mention.start)
    return found


def _status(markers: dict[str, bool], page: Page) -> str | None:
    words = set(page.keys)
    if markers.get("e"):
        return "active"
    if markers.get("s"):
        quiet = _W["quiet"] & words
        active = _W["active"] & words or "^" in words
        return (
            "active" if active and not {"inactive"} & words else "inactive_carrier" if quiet else "positive_unspecified"
        )
    if markers.get("c"):
        return (
            "past_resolved"
            if markers.get("a")
            else "positive_unspecified"
            if "isolated" in words or "a" not in markers or markers.get("a") is False
            else None
        )
    if markers.get("a"):
        return "vaccinated_immune" if "c" in markers or _W["vaccine"] & words and "never" not in words else None
    return "negative" if "s" in markers else None


def _of_mention(page: Page, mention: Mention) -> list[Finding]:
    entry = says()[FACT]
    if kind_of_thing(page, mention):
        return []
    if mention.means.shy and FACT not in page.asked:
        doubtful = {"UNSURE"} & mention.said or {"maybe", "which", "some", "unsure"} & set(page.keys)
        if not ({"NEGATED"} & mention.said or doubtful) or page.keys[mention.start] == "b":
            return []
        return [Finding(FACT, "unknown" if doubtful else "negative", mention.start, mention.end)]
    if page.keys[mention.start] == "b" and mention.end - mention.start == 1:
        return []
    if mention.means.role == "value":
        if "PLANNED" in mention.said:
            return []
        if {"NEGATED", "UNSURE"} & mention.said:
            value = (
                "unknown"
                if "UNSURE" in mention.said
                else "negative"
                if mention.means.value != "vaccinated_immune"
                else None
            )
            return [Finding(FACT, value, mention.start, mention.end)] if value else []
        treated = mention.means.value == "inactive_carrier" and _W["antivirals"] & set(page.keys)
        return [Finding(FACT, "positive_unspecified" if treated else mention.means.value, mention.start, mention.end)]
    near = [n for n in page.near_in(mention.clause, FACT) if n.start >= mention.end or n.end <= mention.start]
    if "UNSURE" not in mention.said and near and (mention.said & {"HAS", "POSITIVE", "PAST"} or not mention.said):
        best = max(near, key=lambda n: (n.end - n.start, n.start))
        return [Finding(FACT, best.of.value, min(mention.start, best.start), max(mention.end, best.end))]
    said = meaning(entry, mention.said)
    return [Finding(FACT, said, mention.start, mention.end)] if said is not None else []


def _in_context(page: Page) -> list[Finding]:
    """A later clause that says what became of it: "Mum passed me hep B at birth so I'm a carrier"."""
    named = [m for m in page.of_kind(FACT) if not (m.clause.asks or m.means.shy or m.means.role == "test")]
    if not named:
        return []
    for clause in page.clauses:
        named_here = any(m.clause is clause and says()[m.fact].kind != "window" for m in page.mentions)
        if clause.asks or clause.start < named[0].start or named_here:
            continue
        if page.cast.other(clause.start, clause, clause.start):
            continue
        near = page.near_in(clause, FACT)
        if near:
            best = max(near, key=lambda n: n.end - n.start)
            return [Finding(FACT, best.of.value, best.start, best.end)]
        said = {cue.category for cue in page.cues_in(clause, "test")}
        value = (
            meaning(says()[FACT], said)
            if said & {"NEGATED", "POSITIVE", "UNSURE", "PAST"} and page.pure(clause)
            else None
        )
        if value is not None:
            return [Finding(FACT, value, clause.start, clause.end)]
    return []
