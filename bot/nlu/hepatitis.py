"""Hepatitis B and C from words or from their markers (clinical reference 3.4, CDC tables)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.clauses import Clause
from bot.nlu.conditions import kind_of_thing, meaning
from bot.nlu.names import Meaning
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.phrases import Found
from bot.nlu.vocabulary import Value, says, word_lists

_W = word_lists("hepatitis")

KIND = "hepatitis"
B, C = "hepatitis_b_status", "hepatitis_c_status"
_VIRUSES = ("hiv_serology", B, C)
_TOLD = {B: ("inactive_carrier", "active", "vaccinated_immune", "past_resolved"), C: ("cured", "current")}
"""What is told in words says more than single markers."""
_VAGUE = {B: ("positive_unspecified",), C: ("current",)}
"""Values that what is said later may make exact."""
_IMMUNE = 10
"""mIU/mL of surface antibody from which a person is immune (clinical reference 3.4, CDC tables)."""
_LOADS = ("rna", "dna")
"""Markers that count the virus itself."""
_HIGH_DNA, _LOW_DNA = 20_000, 2_000
"""IU/mL: from the one a virus multiplies, below the other it is quiet (clinical reference 3.4)."""
_TEST_CUES = {"NEGATED", "POSITIVE", "UNSURE", "PAST"}

Markers = dict[str, tuple[bool | None, int]]
"""Markers by their code: found, not found, or awaited (None), and where."""


def read(page: Page) -> list[Finding]:
    return [*_read(page, B), *_read(page, C)]


def _read(page: Page, fact: str) -> list[Finding]:
    markers = _read_markers(page, fact)
    named = [f for m in page.of_kind(fact) if m.states and m.means.role != "test" for f in _of_mention(page, m)]
    value = _STATUS[fact]({name: found for name, (found, _) in markers.items()}, page) if markers else None
    if value == "negative" and fact == B and any({"PAST", "HAD"} & m.said for m in page.of_kind(B) if m.states):
        value = "past_resolved"  # "old hep B, sAg neg"
    if value:
        named += [_found(page, near, m.clause, m.start, m.end) for m, near in _beside_markers(page, fact)]
        told = [f for f in named + _in_context(page, fact) if f.value in _TOLD[fact] or value == f.value == "negative"]
        if fact == C and (virus := markers.get("rna", (None,))[0]) is not None:
            told = [one for one in told if one.value != ("cured" if virus else "current") or "svr" in page.keys]
        start = min(at for _, at in markers.values())
        end = max(at for _, at in markers.values()) + 2
        return told[:1] or [Finding(fact, value, start, min(end, len(page.keys)))]
    later = _in_context(page, fact)
    if not named:
        return later
    if any(one.value == "cured" for one in named):
        named = [one for one in named if one.value != "negative"]  # "HCV - SVR12"
    exact = [one for one in later if one.value in _TOLD[fact] and one.value != "vaccinated_immune"]
    return exact[:1] if exact and all(one.value in _VAGUE[fact] for one in named) else named


def _read_markers(page: Page, fact: str) -> Markers:
    found: Markers = {}
    for mention in page.of_kind(fact):
        if mention.means.role != "test" or not mention.states:
            continue
        if page.keys[mention.start] in _W["short"] and not _in_company(page, mention):
            continue  # "sag" is a word as well
        marker = str(mention.means.value)
        titre = next((n for n in page.numbers if 0 <= n.start - mention.end <= 3), None)
        after = set(page.keys[mention.end : min(mention.end + 3, mention.clause.end)])
        if _W["absent"] & after:
            found[marker] = (False, mention.start)
        elif marker in _LOADS and _W["there"] & after or page.keys[mention.start - 1 : mention.start] == ["isolated"]:
            found[marker] = (True, mention.start)
        elif "PENDING" in mention.said:
            found[marker] = (None, mention.start)
        elif {"POSITIVE", "NEGATED"} & mention.said:
            found[marker] = ("POSITIVE" in mention.said, mention.start)
        elif marker == "a" and titre:
            found[marker] = (titre.value >= _IMMUNE, mention.start)
        elif marker in _LOADS and titre and titre.value > 1:
            found[marker] = ("<" not in page.keys[mention.end : titre.start], mention.start)
    return found


def _beside_markers(page: Page, fact: str) -> Iterable[tuple[Mention, Found[Meaning]]]:
    """What is said in words beside a marker of hepatitis C: "hep C virus gone after the pills"."""
    for mention in page.of_kind(fact) if fact == C else ():
        if mention.means.role == "test" and mention.states and (near := _beside(page, mention)):
            yield mention, near


def _in_company(page: Page, mention: Mention) -> bool:
    """ "RNA" is that of the virus named before it; "sAg" needs another marker, or its question."""
    if mention.fact == C:
        before = [m for m in page.of_kind(*_VIRUSES) if m.end <= mention.start]
        return bool(before) and before[-1].fact == C
    others = [m for m in page.of_kind(mention.fact) if (m.start, m.end) != (mention.start, mention.end)]
    return mention.fact in page.asked or bool(others or (_W["company"] | _W["vaccine"]) & set(page.keys))


def _status_b(markers: dict[str, bool | None], page: Page) -> Value:
    words = set(page.keys)
    if markers.get("e"):
        return "active"
    dna = _dna(page)
    active = _W["active"] & words or "^" in words or dna >= _HIGH_DNA
    if markers.get("s"):
        quiet = _W["quiet"] & words or 0 < dna < _LOW_DNA and markers.get("e") is False
        treated = _W["antivirals"] & words
        return (
            "active"
            if active and not {"inactive"} & words
            else "inactive_carrier"
            if quiet and not treated
            else "positive_unspecified"
        )
    if markers.get("c"):
        return (
            "past_resolved"
            if markers.get("a")
            else "positive_unspecified"
            if "isolated" in words or "a" not in markers or markers.get("a") is False
            else None
        )
    if markers.get("dna"):
        return "active" if active else "positive_unspecified"
    if markers.get("a"):
        return "vaccinated_immune" if "c" in markers or _W["vaccine"] & words and "never" not in words else None
    return "negative" if markers.get("s") is False else None


def _dna(page: Page) -> float:
    """The viral load in IU/mL; 0 where none is given."""
    for at, key in enumerate(page.keys):
        number = next((n for n in page.numbers if 0 < n.start - at <= 3), None) if key in _W["load"] else None
        if number:
            after = page.keys[number.end : number.end + 1]
            return (
                10**number.value
                if after == ["log"]
                else number.value * (1_000_000 if _W["millions"] & set(after) else 1)
            )
    return 0


def _status_c(markers: dict[str, bool | None], page: Page) -> Value:
    words = set(page.keys)
    if markers.get("rna"):
        return "current"
    if "rna" in markers and markers["rna"] is None:
        return "unknown" if markers.get("ab") is not False else "negative"
    if markers.get("rna") is False:
        had = markers.get("ab", "antibodies" in words)
        return "cured" if had or _W["treated"] & words else "negative"
    if "ab" in markers:
        return {True: "current", False: "negative", None: "unknown"}[markers["ab"]]
    return None


_STATUS = {B: _status_b, C: _status_c}


def _of_mention(page: Page, mention: Mention) -> list[Finding]:
    if kind_of_thing(page, mention):
        return []
    if mention.means.shy and mention.fact not in page.asked:
        return _of_shy(page, mention)
    if page.keys[mention.start] == "b" and mention.end - mention.start == 1:
        return []
    if mention.means.role == "value":
        value = _of_value(page, mention)
        return [Finding(mention.fact, value, mention.start, mention.end)] if value else []
    near = _beside(page, mention)
    if near:
        found = _found(page, near, mention.clause, min(mention.start, near.start), max(mention.end, near.end))
        had = _W["immune"] & set(page.keys[near.start : near.end]) and {"PAST", "HAD"} & mention.said
        return [found._replace(value="past_resolved") if had else found]  # "previous hep B, now immune"
    said = meaning(says()[mention.fact], mention.said)
    if said is None and mention.fact == C and _W["strain"] & set(page.keys[mention.start : mention.clause.end]):
        said = "current"  # who has a genotype has the virus
    return [Finding(mention.fact, said, mention.start, mention.end)] if said is not None else []


def _beside(page: Page, mention: Mention) -> Found[Meaning] | None:
    """The longest phrase of the clause that states a value. What is denied or doubted has none, unless the denial is
    part of the phrase: "no longer detectable"."""
    near = [n for n in page.near_in(mention.clause, mention.fact) if n.start >= mention.end or n.end <= mention.start]
    if mention.said & {"UNSURE", "UNDONE"} or mention.said & {"NEGATED", "PENDING"}:
        cues = [cue for cue in page.cues_in(mention.clause, "test") if cue.category in ("NEGATED", "PENDING")]
        near = [n for n in near if any(n.start <= cue.start and cue.end <= n.end for cue in cues)]
    return max(near, key=lambda n: (n.end - n.start, n.start), default=None)


def _of_shy(page: Page, mention: Mention) -> list[Finding]:
    """ "Hepatitis" alone, or "B or C" after it: denied or doubted it is both of them, positive it may be either."""
    letters = page.keys[mention.start] in ("b", "c")
    if letters and (mention.end - mention.start == 1 or not _W["hepatitis"] & set(page.keys)):
        return []
    doubtful = {"UNSURE"} & mention.said or mention.fact == B and _W["doubting"] & set(page.keys)
    if not ("NEGATED" in mention.said or doubtful):
        return []
    return [Finding(mention.fact, "unknown" if doubtful else "negative", mention.start, mention.end)]


def _of_value(page: Page, mention: Mention) -> Value:
    value = mention.means.value
    if "PLANNED" in mention.said:
        return None
    if "UNSURE" in mention.said:
        return "unknown"
    if "NEGATED" in mention.said:
        return "negative" if value not in ("vaccinated_immune", "cured") else None
    if value == "inactive_carrier" and _W["antivirals"] & set(page.keys):
        return "positive_unspecified"  # who takes an antiviral is no quiet carrier
    return value


def _found(page: Page, near: Found[Meaning], clause: Clause, start: int, end: int) -> Finding:
    """What a phrase beside the name says; a drug that failed, or is still taken or awaited, has cured nobody."""
    value = near.of.value
    if value == "cured" and _W["drugs"] & set(page.keys[near.start : near.end]):
        rest = [one for one in page.sentence(clause) if one.start >= clause.start]
        said = {cue.category for one in rest for cue in page.cues_in(one, "therapy")}
        words = set(page.keys[clause.start : clause.end])
        if said & {"FAILED", "PLANNED", "NOT_GIVEN"} and "cleared" not in words or _W["taking"] & words:
            value = "current"
    return Finding(near.of.fact, value, start, end)


def _in_context(page: Page, fact: str) -> list[Finding]:
    """A later clause that says what became of it: "Mum passed me hep B at birth so I'm a carrier"."""
    named = [m for m in page.of_kind(fact) if not (m.clause.asks or m.means.shy or m.means.role == "test")]
    if not named:
        return []
    found = []
    for clause in page.clauses:
        if clause.asks or clause.start < named[0].start or _names_another(page, clause, fact):
            continue
        if page.of_other(clause, [m for m in named if m.start < clause.end][-1]):
            continue
        found += _of_clause(page, clause, fact)
    told = [one for one in found if one.value in _TOLD[fact]]
    return told[:1] or found[:1]


def _names_another(page: Page, clause: Clause, fact: str) -> bool:
    """Whether a clause names a thing, so that it speaks of that; a vaccine may be the one against hepatitis B."""
    ours = {at for one in page.near_in(clause, fact) for at in range(one.start, one.end)}
    here = (m for m in page.mentions if m.clause is clause and not m.means.shy and m.start not in ours)
    return any(says()[m.fact].kind != "window" or fact == C for m in here)


def _of_clause(page: Page, clause: Clause, fact: str) -> Iterable[Finding]:
    near = page.near_in(clause, fact)
    if near:
        best = max(near, key=lambda n: n.end - n.start)
        return [_found(page, best, clause, best.start, best.end)]
    said = {cue.category for cue in page.cues_in(clause, "test")}
    value = meaning(says()[fact], said) if said & _TEST_CUES and page.pure(clause) else None
    return [Finding(fact, value, clause.start, clause.end)] if value is not None else []
