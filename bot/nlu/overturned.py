"""Results that a later test or their own laboratory overturned: "LGI1 positive. Barcelona ran it again: negative"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu import said_before
from bot.nlu.denied_before import take_back
from bot.nlu.facts.specimens import SPECIMEN
from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("overturned")
_ANTIBODY, _LASTING = "antibodies_positive", "tuberculosis"
_TESTED = frozenset({_ANTIBODY, _LASTING, "hiv_serology", "hepatitis_b_status", "hepatitis_c_status", "urine_hcg",
                     "pregnant", "dementia"})  # fmt: skip
_TOLD_BY_TESTS = {"pregnant", "urine_hcg"}
_RESULTS = frozenset({"POSITIVE", "NEGATED", "NORMAL"})
_TURNING = {"same"} | _W["vaccines"] | _W["again"] | _W["them"] | _W["mistakes"] | _W["whole"] | _W["a_test"]
_SAID = {"hiv_serology", "hepatitis_b_status", "hepatitis_c_status", "urine_hcg"}
_FOUND = (True, "positive", "latent", "active", "current", "positive_unspecified")
_EITHER_WAY = {_ANTIBODY, "hiv_serology"}
_SENTENCES, _REACH, _WHOLE = 3, 45, 5
"""Sentences and tokens after a result within which it is overturned; words after "no TB" that make it all of it."""


def overturn(page: Page) -> None:
    """A name whose result a later clause overturns is no positive one any more: "TB test positive, repeat negative";
    nor is one denied whose denial is taken back."""
    take_back(page)
    said_before.take_back(page)
    if not _TURNING & page.words:
        return
    for mention in page.of_kind(*_TESTED):
        if not mention.states:
            continue
        if "NEGATED" in mention.said:
            mention.taken_back = mention.taken_back or mention.fact in _EITHER_WAY and _found_later(page, mention)
        elif _shown(mention) and _overturned(page, mention):
            mention.taken_back = mention.fact != _ANTIBODY and mention.fact != "hiv_serology"
            mention.said = mention.said - _RESULTS - {"UNSURE", "HAS", "PAST"} | {"NEGATED"}


def _shown(mention: Mention) -> bool:
    """Whether a test is said to be positive; a skin test's result is a size, an antibody's a titre."""
    if mention.means.role == "value" and mention.fact != _ANTIBODY:
        return mention.means.value in _FOUND
    return mention.fact not in _SAID or "POSITIVE" in mention.said


def _overturned(page: Page, mention: Mention) -> bool:
    named = any(m.clause is mention.clause and m.end > mention.end and _is_test(m) for m in page.mentions)
    ours = False
    for clause in _after(page, mention):
        here = [m for m in page.mentions if m.clause is clause and _is_test(m)]
        words = page.keys[clause.start : clause.end]
        told = set(words)
        if any(_same(mention, m) and _wholly(page, m) for m in here):
            return True
        if any(not _same(mention, m) for m in here):
            return False  # what follows is told of that one
        shown = {cue.category for cue in page.cues_in(clause, mention.means.type)} & _RESULTS
        mistaken = bool(_W["mistakes"] & told) and not _W["no_mistake"] & told or _of_a_vaccine(told)
        if mistaken and not named:
            return True
        if "POSITIVE" in shown and not shown & {"NEGATED"}:
            return False
        tested = mention.fact in _TOLD_BY_TESTS and bool(_W["a_test"] & told)
        goes_on = ours and page.clause_at(clause.start - 1).sentence == clause.sentence
        ours = goes_on or tested or _again(words)
        if ours and _negative(words) and _of_the_same(page, mention, clause, words):
            return True
    return False


def _of_a_vaccine(told: set[str]) -> bool:
    """ "The TB skin test looked positive, it was only the BCG"."""
    return bool(_W["vaccines"] & told and _W["put_down_to"] & told)


def _again(words: list[str]) -> bool:
    """ "Repeat", "our own", "the same blood", "Mayo neg for both": it is the same test, or one on all that was told."""
    pairs = list(zip(words, words[1:], strict=False))
    others = any(a == "other" and (b[:1].isdigit() or b in _W["several"]) for a, b in pairs)  # "CV2 pos, other 11 neg"
    return (
        bool(_W["again"] - ({"other"} if others else set()) & set(words))
        or _same_sample(words)
        or any(a in _W["of"] and b in _W["them"] for a, b in pairs)
    )


def _found_later(page: Page, mention: Mention) -> bool:
    """ "CASPR2 neg at first lab. Oxford repeat: positive": nor does a first negative count any more."""
    for clause in _after(page, mention):
        if any(m.clause is clause and _is_test(m) for m in page.mentions):
            return False
        words = page.keys[clause.start : clause.end]
        shown = {cue.category for cue in page.cues_in(clause, mention.means.type)} & _RESULTS
        if shown == {"POSITIVE"} and _W["again"] & set(words) and not _W["other_tests"] & set(words):
            return bool(_W["positive"] & set(words))
    return False


def _after(page: Page, mention: Mention) -> Iterator[Clause]:
    """The clauses that follow a result and may speak of it."""
    for clause in page.clauses:
        if clause.start < mention.clause.end or clause.asks:
            continue
        if clause.sentence - mention.clause.sentence > _SENTENCES or clause.start - mention.end > _REACH:
            return
        yield clause


def _negative(words: list[str]) -> bool:
    """ "Negative", "not detected", "the blood test said no"."""
    if _W["negative"] & set(words):
        return True
    pairs = zip(words, words[1:], strict=False)
    return any(a in _W["not"] and b in _W["found"] or a in _W["saying"] and b in _W["not"] for a, b in pairs)


def _same_sample(words: list[str]) -> bool:
    """ "The university looked at the same blood and found neither"."""
    return any(a == "same" and b in _W["sample"] for a, b in zip(words, words[1:], strict=False))


def _is_test(mention: Mention) -> bool:
    if mention.fact == SPECIMEN or mention.means.shy and mention.fact != _ANTIBODY:
        return False
    return (
        mention.fact in _TESTED
        or mention.means.type in ("antibody", "diagnosis")
        or says()[mention.fact].kind == "measure"
    )


def _same(one: Mention, other: Mention) -> bool:
    return one.fact == other.fact and (one.fact != _ANTIBODY or one.means.value == other.means.value)


def _wholly(page: Page, mention: Mention) -> bool:
    """ "I've no TB, sleeping or otherwise", "no TB, active or latent": there is none of any kind."""
    around = page.keys[mention.end : mention.end + _WHOLE]
    return mention.fact == _LASTING and "NEGATED" in mention.said and bool(_W["whole"] & set(around))


def _of_the_same(page: Page, mention: Mention, clause: Clause, words: list[str]) -> bool:
    """Whether a negative result can be that of the same test: no scan's, no other fluid's, no earlier one."""
    if (_W["other_tests"] | _W["earlier"]) & set(words):
        return False
    if mention.fact != _ANTIBODY or _same_sample(words):
        return True
    fluids = [{m.means.value for m in page.of_kind(SPECIMEN) if m.clause is one} for one in (mention.clause, clause)]
    return fluids[1] <= fluids[0]
