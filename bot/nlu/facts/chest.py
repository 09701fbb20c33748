"""The chest X-ray: what was seen on it, what is denied, and whether it matters or comes from the illness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.nlu.facts.conditions import meaning
from bot.nlu.facts.echoes import echoes
from bot.nlu.facts.shy import welcome
from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.renewed import newer
from bot.nlu.vocabulary import Value, says, word_lists

_W = word_lists("chest")

FACT = "chest_xray"
_NORMAL, _SEEN = "normal", "abnormal_unspecified"
_SLIGHT, _UNRELATED = "abnormal_not_significant", "abnormal_significant_unrelated"
REACH = 6
"""Words from a link to the illness ("consistent with his known ALS"), or between a denial and what it denies."""


def read(page: Page) -> list[Finding]:
    films = [m for m in page.of_kind(FACT) if m.states and welcome(page, m) and not elsewhere(page, m.start)]
    echoed = [replace(m, said=set()) for m in page.of_kind(FACT) if echoes(page, m) and welcome(page, m)]
    return [finding for film in films + echoed for finding in _of_film(page, film)]


def _of_film(page: Page, film: Mention) -> list[Finding]:
    if film.means.role == "value":
        since = _seen_since(page, film) if "PAST" in film.said else []
        told = [Finding(FACT, film.means.value, film.start, film.end)]
        return [] if "UNSURE" in film.said else since or told
    if film.said & {"UNDONE", "PENDING", "PLANNED", "UNSURE"}:
        if {"PENDING", "PLANNED"} & film.said and (undone := _undone(page, film)):
            return [undone]
        value = meaning(says()[FACT], film.said)
        return [Finding(FACT, value, film.start, film.end)] if value is not None else []
    clauses = list(_about_film(page, film))
    seen = [
        (one, _denied(page, film, one))
        for clause in clauses
        for one in page.near_in(clause, FACT)
        if (one.end <= film.start or one.start >= film.end)
        and not (_undone_other(page, film, one) or _said_of_another(page, film, one) or _before(page, film, one))
    ]
    seen = newest(page, seen)
    value, one = _weigh(page, seen) if seen else (meaning(says()[FACT], film.said), film)
    if value in (_SEEN, "abnormal_not_significant"):
        value = next(filter(None, (_linked(page, clause) for clause in clauses)), value)
    return [Finding(FACT, value, min(film.start, one.start), max(film.end, one.end))] if value is not None else []


def _denied(page: Page, film: Mention, one: Found[Meaning]) -> bool:
    """ "She has none of it: chest X-ray was normal", "no: the film shows a shadow": what stands before the last colon
    denies neither what is fine behind it, nor what is seen on a film that is named behind it."""
    clause = page.clause_at(one.start)
    before = page.keys[clause.start : one.start]
    if {"no", "nil", "without"} & set(before[-1:]) or before[-2:-1] == ["no"] and before[-1] in _W["of_a_finding"]:
        return True  # "lungs clear. No effusion" is one wording of a film's report
    behind = before[::-1].index(":") if ":" in before else REACH + 1
    if one.of.value == _NORMAL or one.start - behind <= film.start < one.start:
        return page.denied(one, min(REACH, behind - 1))
    return page.denied(one, REACH)


def _seen_since(page: Page, film: Mention) -> list[Finding]:
    """ "2022 film NAD, this week's has an effusion": what is seen on the film of now, where the other is of then."""
    later = [c for c in page.sentence(film.clause) if c.start >= film.clause.end and not of_another(page, c)]
    seen = [(one, _denied(page, film, one)) for c in later if not c.asks for one in page.near_in(c, FACT)]
    value, one = _weigh(page, seen) if seen else (None, film)
    return [Finding(FACT, value, film.start, one.end)] if value is not None else []


def _undone(page: Page, film: Mention) -> Finding | None:
    """ "CXR requested, not performed yet": what is awaited is the film itself."""
    after = next((c for c in page.sentence(film.clause) if c.start == film.clause.end), None)
    if after is None or any(m.clause is after for m in page.mentions):
        return None
    cues = [cue for cue in page.cues_in(after, "condition") if cue.category == "UNDONE"]
    plain = bool(cues) and page.plain(after.start, after.end)
    return Finding(FACT, "not_done", film.start, cues[0].end) if plain else None


def _undone_other(page: Page, film: Mention, one: Found[Meaning]) -> bool:
    """ "Screening before planned rituximab: ..., chest film clear": the drug is planned, the film is not."""
    clause = page.clause_at(one.start)
    others = any(m.clause is clause and m.fact != FACT for m in page.mentions)
    return one.of.value == "not_done" and clause is not film.clause and others


def _said_of_another(page: Page, film: Mention, one: Found[Meaning]) -> bool:
    """ "LFTs WNL, CXR not obtained": what another clause says right after the name of another thing is said of that."""
    clause = page.clause_at(one.start)
    before = [m for m in page.mentions if m.clause is clause and m.end <= one.start and m.fact != FACT]
    return clause is not film.clause and one.of.value == _NORMAL and any("NORMAL" in m.said for m in before)


def _before(page: Page, film: Mention, one: Found[Meaning]) -> bool:
    """ "She got over her pneumonia and last week's chest X-ray was normal": what stands before a film that tells."""
    return one.start < film.clause.start and bool(film.said & {"NORMAL", "ABNORMAL"})


def newest(page: Page, seen: list[tuple[Found[Meaning], bool]]) -> list[tuple[Found[Meaning], bool]]:
    """ "CXR in March abnormal, now clear": what was seen on the film of today, where the words tell it from another."""
    kept: list[tuple[Found[Meaning], bool]] = []
    for one in seen:
        last, clause = page.clause_at(kept[-1][0].start) if kept else None, page.clause_at(one[0].start)
        turned = kept and _fine(kept[-1]) != _fine(one)
        told = replace(clause, start=last.end) if turned and last and last is not clause else None  # "... repeated it"
        later = newer(page, last, told) if last and told else None
        later = later or turned and bool(_W["set_right"] & set(page.keys[kept[-1][0].end : one[0].start])) or later
        if later is not False:
            kept = [one] if later else [*kept, one]
    return kept


def _fine(seen: tuple[Found[Meaning], bool]) -> bool:
    return (seen[0].of.value == _NORMAL) != seen[1]


def _linked(page: Page, clause: Clause) -> Value:
    """ "Consistent with his ALS", "nothing to do with the encephalitis": whether it comes from the illness."""
    for at in range(clause.start, clause.end):
        if page.keys[at] in _W["links"] and _W["illness"] & set(page.keys[at : min(at + REACH, clause.end)]):
            denied = _W["denials"] & set(page.keys[max(clause.start, at - 4) : at])
            return "abnormal_significant_unrelated" if denied else "abnormal_disease_related"
    return None


def _weigh(page: Page, seen: list[tuple[Found[Meaning], bool]]) -> tuple[Value, Found[Meaning]]:
    """The gravest of what was seen; where every finding is denied ("no effusion, no mass"), nothing was."""
    order = list(says()[FACT].near)
    there = [one for one, denied in seen if not denied]
    if there:
        best = min(there, key=lambda one: order.index(str(one.of.value)))
        slight = [one for one in there if one.of.value == _SLIGHT]
        if slight and best.of.value == _UNRELATED and not _W["grave"] & page.words:
            best = slight[0]  # "old rib fracture, nothing to do with the AE"
        return best.of.value, best
    denied = seen[0][0]
    return (_SEEN if denied.of.value == _NORMAL else _NORMAL), denied


def _about_film(page: Page, film: Mention) -> Iterator[Clause]:
    """The clauses of the film's sentence, and of what follows it, that speak of no other scan or thing."""
    sentence = film.clause.sentence
    for clause in page.clauses:
        if clause is film.clause:
            yield clause
        elif clause.asks or not sentence <= clause.sentence <= sentence + 1 or of_another(page, clause):
            if clause.sentence > sentence:
                return
        elif clause.sentence == sentence or not any(m.clause is clause for m in page.mentions):
            yield clause


def elsewhere(page: Page, at: int) -> bool:
    """ "Knee x-ray fine", "they did my ankle and it was clear", "CT head normal": seen in another part of the body,
    where none of the chest is named before it in the sentence."""
    if not _W["other_parts"] & page.words:
        return False
    parts = page.sentence(page.clause_at(at))
    before = page.keys[parts[0].start : at]
    after = page.keys[at : page.clause_at(at).end]
    if _W["of_the_chest"] & {*before, *after[:2]}:
        return False
    behind = next((key for key in after if key in _W["other_parts"] | _W["of_the_chest"]), "")
    return bool(_W["other_parts"] & set(before)) or behind in _W["other_parts"] and bool(_W["film_of"] & set(after))


def of_another(page: Page, clause: Clause) -> bool:
    """Whether a clause speaks of another scan: not of "my brain illness"."""
    words = page.keys[clause.start : clause.end]
    pairs = zip(words, [*words[1:], ""], strict=True)
    return any(key in _W["other_scans"] and after not in _W["ill"] for key, after in pairs)
