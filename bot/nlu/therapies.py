"""Treatments and how each went: given or not, helped or not."""

from __future__ import annotations

from bot.nlu.clauses import Clause
from bot.nlu.medicines import FORMER
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("therapies")

OTHER, ANY_STEROID = "other_therapies", "tx_steroid_any"
RESPONSES = {"INTOLERANT": "intolerant", "PARTIAL": "partial", "FAILED": "failed", "RESPONDED": "responded",
             "EARLY": "given_unknown"}  # fmt: skip
"""The first that is said decides: a drug that helped and wore off helped in part."""
_COLLECTIVE = _W["collective"]


def response(said: set[str]) -> str | None:
    """What the cues say of a treatment; None where they leave it open."""
    if {"NOT_GIVEN", "NEGATED"} & said and not set(RESPONSES) & said:
        return "not_given"
    return next((value for cue, value in RESPONSES.items() if cue in said), None)


def read(page: Page) -> list[Finding]:
    answers: dict[str, Finding] = {}
    still_open: list[Mention] = []
    sentence = -1
    for clause in page.clauses:
        here = [m for m in page.mentions if m.clause is clause and _counts(page, m)]
        if here and clause.sentence != sentence:
            still_open, sentence = [], clause.sentence
        for mention in here:
            if _same_again(page, clause) and not response(mention.said) and answers:
                _note(answers, mention, str(list(answers.values())[-1].value), page)
                continue
            denied = response(mention.said) == "not_given"
            if denied and (_for_now(page, mention) or mention.fact == ANY_STEROID and _only_now(page, mention)):
                continue
            _note(answers, mention, response(mention.said), page)
        if here:
            still_open = [*still_open, *here]
        elif not clause.asks:
            _later(page, clause, still_open, answers)
    early = any(m.fact == ANY_STEROID and "EARLY" in m.said for m in page.mentions)
    return [f for f in answers.values() if f.fact != ANY_STEROID or f.value != "given_unknown" or early] + _others(page)


def _counts(page: Page, mention: Mention) -> bool:
    return says()[mention.fact].kind == "therapy" and mention.states


def _note(answers: dict[str, Finding], mention: Mention, value: str | None, page: Page) -> None:
    if value == "not_given" and any(
        w.span and w.start >= mention.end and page.clause_at(w.start).sentence == mention.clause.sentence
        for w in page.dates
    ):
        return  # "no IVIG since 2024" does not say that it was never given
    if "PLANNED" in mention.said and value in (None, "responded") or "UNSURE" in mention.said and value is None:
        return
    finding = Finding(mention.fact, value or "given_unknown", mention.start, mention.end)
    before = answers.get(mention.fact)
    if before is None or before.value == "given_unknown":
        answers[mention.fact] = finding
    elif finding.value not in ("given_unknown", before.value):
        answers[mention.fact] = finding._replace(value=_both(str(before.value), str(finding.value)))


def _same_again(page: Page, clause: Clause) -> bool:
    """ "... were useless and so was the IVIG", "neither did rituximab", "same with IVIG"."""
    words = page.keys[clause.start : clause.start + 4]
    return any(
        words[at : at + 2]
        in ([a, b] for a in ("so", "neither", "nor", "same") for b in ("was", "were", "did", "with", "for", "has"))
        for at in (0, 1)
    )


def _only_now(page: Page, mention: Mention) -> bool:
    """ "No steroid tablets" tells of now and of tablets, not of steroids ever."""
    words = set(page.keys[max(0, mention.start - 3) : mention.end + 1])
    return bool(words & _W["by_mouth"]) and "never" not in words


def _for_now(page: Page, mention: Mention) -> bool:
    """ "No IVIG at the moment" does not say that it was never given."""
    words = set(page.keys[mention.clause.start : mention.clause.end])
    return bool(words & _W["now"]) and not words & {"never", "ever"}


def _both(first: str, second: str) -> str:
    """Two statements about one drug: it helped and then did not, so in part; else the later one."""
    return "partial" if {first, second} in ({"responded", "failed"}, {"responded", "partial"}) else second


def _later(page: Page, clause: Clause, mentions: list[Mention], answers: dict[str, Finding]) -> None:
    """A clause without a name speaks of the treatments named before it: "Two rounds of MabThera: nothing"."""
    cues = [cue for cue in page.cues_in(clause, "therapy") if cue.category in RESPONSES]
    if not cues or not mentions or page.cast.other(cues[0].start, clause, clause.start):
        return
    value = response({cue.category for cue in cues})
    words = set(page.keys[clause.start : clause.end])
    for mention in (
        mentions if words & _COLLECTIVE or mentions[-1].clause.sentence == clause.sentence else mentions[-1:]
    ):
        before = answers.get(mention.fact)
        if before and before.value == "given_unknown":
            answers[mention.fact] = before._replace(value=value, end=max(before.end, cues[0].end))
        elif before and before.value == "responded" and value in ("partial", "failed"):
            answers[mention.fact] = before._replace(value="partial")


def _others(page: Page) -> list[Finding]:
    """Treatments that the criteria do not count, recorded when they were given."""
    given = [m for m in page.of_kind(OTHER) if m.states and _given(page, m)]
    known = catalogue()[OTHER]["values"]
    given += [
        m
        for m in page.of_kind("immunosuppressants")
        if m.states
        and m.means.value in known
        and (OTHER in page.asked or FORMER & set(page.keys[max(0, m.start - 2) : m.start]))
    ]
    if not given:
        return []
    return [Finding(OTHER, list(dict.fromkeys(str(m.means.value) for m in given)), given[0].start, given[-1].end)]


def _given(page: Page, mention: Mention) -> bool:
    if {"PLANNED", "UNSURE"} & mention.said or response(mention.said) == "not_given":
        return False
    if not mention.means.shy or OTHER in page.asked:
        return True
    after = page.keys[mention.end : mention.end + 3]
    treated = any(
        m for m in page.mentions if says()[m.fact].kind == "therapy" and m.clause.sentence == mention.clause.sentence
    )
    return page.raw(mention.start).isupper() and ("x" in after[:1] or treated and bool(set(RESPONSES) & mention.said))
