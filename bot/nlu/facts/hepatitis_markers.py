"""What the markers of hepatitis B and C say together (clinical reference 3.4, CDC tables)."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import Value, word_lists

_W = word_lists("hepatitis")

B, C = "hepatitis_b_status", "hepatitis_c_status"
_VIRUSES = ("hiv_serology", B, C)
_IMMUNE = 10
"""mIU/mL of surface antibody from which a person is immune (clinical reference 3.4, CDC tables)."""
_LOADS = ("rna", "dna")
"""Markers that count the virus itself."""
_DENIED = 4
"""Words before an antiviral in which it is denied."""
_HIGH_DNA, _LOW_DNA = 20_000, 2_000
"""IU/mL: from the one a virus multiplies, below the other it is quiet (clinical reference 3.4)."""

Markers = dict[str, tuple[bool | None, int]]
"""Markers by their code: found, not found, or awaited (None), and where."""


def read_markers(page: Page, fact: str) -> Markers:
    found: Markers = {}
    for mention in page.of_kind(fact):
        if mention.means.role != "test" or not mention.states:
            continue
        if page.keys[mention.start] in _W["short"] and not _in_company(page, mention):
            continue  # "sag" is a word as well
        marker = str(mention.means.value)
        titre = next((n for n in page.numbers if 0 <= n.start - mention.end <= 3), None)
        after = set(page.keys[mention.end : min(mention.end + 3, mention.clause.end)])
        if marker == "a" and titre and titre.start == mention.end and "PENDING" not in mention.said:
            found[marker] = (_immune(page, mention, titre), mention.start)  # "anti-HBs 480, HBsAg and anti-HBc both -"
        elif _W["absent"] & after:
            found[marker] = (False, mention.start)
        elif marker in _LOADS and _W["there"] & after or page.keys[mention.start - 1 : mention.start] == ["isolated"]:
            found[marker] = (True, mention.start)
        elif marker in _LOADS and (near := beside(page, mention)) and near.of.value == "cured":
            found[marker] = (False, mention.start)  # "hep C virus gone after the pills"
        elif "PENDING" in mention.said:
            found[marker] = (None, mention.start)
        elif {"POSITIVE", "NEGATED"} & mention.said:
            found[marker] = ("POSITIVE" in mention.said, mention.start)
        elif marker == "a" and titre:
            found[marker] = (_immune(page, mention, titre), mention.start)
        elif marker in _LOADS and titre and titre.value > 1:
            found[marker] = ("<" not in page.keys[mention.end : titre.start], mention.start)
        elif fact == B:
            found.setdefault(marker, (None, mention.start))  # named without a result that can be read
    return found


def _immune(page: Page, mention: Mention, titre: Number) -> bool:
    """Whether a titre of surface antibody makes immune; "anti-HBs <10" does not."""
    return titre.value >= _IMMUNE and "<" not in page.keys[mention.end : titre.end]


def _in_company(page: Page, mention: Mention) -> bool:
    """ "RNA" is that of the virus named before it; "sAg" needs another marker, or its question."""
    if mention.fact == C:
        before = [m for m in page.of_kind(*_VIRUSES) if m.end <= mention.start]
        before = [m for m in before if page.keys[m.start] not in _W["short"]]  # "HSV PCR neg, VZV PCR neg"
        return bool(before) and before[-1].fact == C
    others = [m for m in page.of_kind(mention.fact) if (m.start, m.end) != (mention.start, mention.end)]
    return mention.fact in page.asked or bool(others or (_W["company"] | _W["vaccine"]) & page.words)


def _status_b(markers: dict[str, bool | None], page: Page) -> Value:
    words = {key for clause in _taken(page) for key in page.keys[clause.start : clause.end]}
    if markers.get("e"):
        return "active"
    dna = _dna(page)
    near = _words_of_b(page)
    active = _W["active"] & near or "^" in near or dna >= _HIGH_DNA
    if markers.get("s"):
        loads = markers.get("dna") is False or bool(_W["load"] & near)
        quiet = _W["told_quiet"] & near or loads and _W["quiet"] & near or 0 < dna < _LOW_DNA
        treated = _treated(page)
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
    if "c" in markers and markers["c"] is None:
        return None  # without it the surface antigen leaves open what once was
    if markers.get("dna"):
        return "active" if active else "positive_unspecified"
    if markers.get("a"):
        return "vaccinated_immune" if "c" in markers or _W["vaccine"] & words and "never" not in words else None
    return "negative" if markers.get("s") is False else None


def unvaccinated(page: Page) -> bool:
    """ "Hep B never vaccinated", "HBV: no vaccine", "vaccine refused": who says so is immune by no vaccine."""
    for at, key in enumerate(page.keys):
        before, after = page.keys[max(0, at - 2) : at], page.keys[at + 1 : at + 3]
        if key in _W["unvaccinated"]:
            return True
        if key not in _W["vaccination"] or (_W["other_jabs"] | {"further", "more"}) & {*before, *after}:
            continue
        if before and (before[-1] in _W["not_had"] or before[0] in _W["not_had"] and before[-1] in _W["hepatitis"]):
            return True
        if after and (after[0] in _W["refused"] or " ".join(after) in _W["not_given"]):
            return True
    return False


def _treated(page: Page) -> bool:
    """Whether an antiviral is taken, which "never on antivirals" denies."""
    places = ((one, at) for one in _taken(page) for at in range(one.start, one.end))
    taken = [(one, at) for one, at in places if page.keys[at] in _W["antivirals"]]
    return any(_W["denials"].isdisjoint(page.keys[max(one.start, at - _DENIED) : at]) for one, at in taken)


def _words_of_b(page: Page) -> set[str]:
    """The words of the sentences that speak of hepatitis B: in "HBsAg pos. HCV: RNA undetectable" it is not B's."""
    sentences = {m.clause.sentence for m in page.of_kind(B)}
    sentences |= {page.clause_at(at).sentence for at, key in enumerate(page.keys) if key in _W["of_b"]}
    parts = [clause for clause in _of_the_candidate(page) if clause.sentence in sentences]
    return {key for clause in parts for key in page.keys[clause.start : clause.end]}


def _of_the_candidate(page: Page) -> list[Clause]:
    """All but "Mother: inactive carrier"."""
    starts = {clause.sentence: clause.start for clause in reversed(page.clauses)}
    return [one for one in page.clauses if not page.cast.other(one.end, one, starts[one.sentence])]


def _taken(page: Page) -> list[Clause]:
    """What is told of the candidate, without what is only planned: "prophylactic tenofovir being considered"."""
    parts = _of_the_candidate(page)
    return [one for one in parts if all(cue.category != "PLANNED" for cue in page.cues_in(one, "medicine"))]


def _dna(page: Page) -> float:
    """The viral load in IU/mL; 0 where none is given."""
    for at, key in enumerate(page.keys):
        number = next((n for n in page.numbers if 0 < n.start - at <= 3), None) if key in _W["load"] else None
        if number:
            after = page.keys[number.end : number.end + 1]
            power = page.keys[number.end + 1 : number.end + 2]
            if after == ["e"] and power and power[0] in "123456789":
                return float(number.value * 10 ** int(power[0]))  # "DNA 2.4e6"
            return (
                10**number.value
                if after == ["log"]
                else number.value * (1_000_000 if _W["millions"] & set(after) else 1)
            )
    return 0


def _status_c(markers: dict[str, bool | None], page: Page) -> Value:
    words = page.words
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


STATUS = {B: _status_b, C: _status_c}


def beside(page: Page, mention: Mention) -> Found[Meaning] | None:
    """The longest phrase of the clause that states a value. What is denied or doubted has none, unless the denial is
    part of the phrase: "no longer detectable"."""
    near = [n for n in page.near_in(mention.clause, mention.fact) if n.start >= mention.end or n.end <= mention.start]
    if mention.said & {"UNSURE", "UNDONE"} or mention.said & {"NEGATED", "PENDING"}:
        cues = [cue for cue in page.cues_in(mention.clause, "test") if cue.category in ("NEGATED", "PENDING")]
        near = [n for n in near if any(n.start <= cue.start and cue.end <= n.end for cue in cues)]
    return max(near, key=lambda n: (n.end - n.start, n.start), default=None)
