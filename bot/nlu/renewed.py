"""Results of then and of now: "HIV initially negative, now positive", "NMDAR negative in blood, found in the CSF"."""

from __future__ import annotations

import datetime as dt
import re

from bot.nlu.facts.specimens import SPECIMEN
from bot.nlu.language.clauses import Clause
from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("renewed")

_ANTIBODY = "antibodies_positive"
TESTED = frozenset({"hiv_serology", "tuberculosis", "urine_hcg", "umn_signs", "lmn_signs", _ANTIBODY})
"""Facts that a later result decides. What hepatitis was says what it is now, so its results are no such."""
_SIGNS = {"POSITIVE": "POSITIVE", "ABNORMAL": "POSITIVE", "NEGATED": "NEGATED", "NORMAL": "NEGATED"}
_APART = 4
"""Words between two results of which the second is the later one."""
_LASTING, _HEPATITIS = "tuberculosis", frozenset({"hepatitis_b_status", "hepatitis_c_status"})
_YEAR = re.compile(r"(?:19|20)\d\d")


def renew(page: Page) -> None:
    """Gives the names of tests the result that a later clause tells of today; where it cannot be told which of two
    results is the later one, the name states nothing."""
    markers = [one for one in page.of_kind(*_HEPATITIS) if one.means.role == "test"]
    for mention in [*page.of_kind(*TESTED), *markers]:
        if (turned := _turned(page, mention)) is not None:
            mention.said = mention.said - _SIGNS.keys() | {turned}
            mention.taken_back = mention.taken_back or turned == "NEGATED" and mention.fact == _LASTING
            continue
        said = _sign({category for category in mention.said if category in _SIGNS})
        clause = _next(page, mention) if said and mention.states else None
        if clause is None:
            continue
        told = _sign({cue.category for cue in page.cues_in(clause, mention.means.type) if _is_result(page, cue.start)})
        if told is None or told == said:
            continue
        if mention.fact in _HEPATITIS:
            mention.taken_back = True  # "HBsAg pos, now neg": what it is now is not told by the first one
            continue
        elsewhere = mention.fact == _ANTIBODY and _elsewhere(page, mention.clause, clause)
        if not elsewhere and _W["blood"] & set(page.keys[clause.start : clause.end]):
            continue  # "pregnancy test negative, blood test positive"
        later = newer(page, mention.clause, clause)
        if later and told == "NEGATED" and mention.fact == _LASTING:
            later = None  # tests may turn negative in one who once was infected
        if elsewhere or later:
            mention.said = mention.said - _SIGNS.keys() - {"PAST"} | {"POSITIVE" if elsewhere else told}
        elif later is None:
            mention.taken_back = True


def _turned(page: Page, mention: Mention) -> str | None:
    """The last of two results right behind a name: "HIV neg then pos", "LGI1 neg x2 -> pos in CSF"."""
    others = (m.start for m in page.mentions if m.start >= mention.end and m.fact != SPECIMEN and _tells(m))
    end = min([mention.clause.end, *others])
    cues = [cue for cue in page.cues_in(mention.clause, mention.means.type) if mention.end <= cue.start < end]
    signs = [(cue.start, cue.end, _SIGNS[cue.category]) for cue in cues if cue.category in _SIGNS]
    signs = [one for one in sorted(set(signs)) if _is_result(page, one[0])]
    for (_, first, one), (second, last, other) in zip(signs, signs[1:], strict=False):
        told = page.keys[first:last]  # "now pos" is one sign
        if one != other and (_W["turning"] & set(told) or told[:2] == ["-", ">"]) and second - first <= _APART:
            return other
    return None


def newer(page: Page, first: Clause, second: Clause) -> bool | None:
    """Whether what the second of two clauses tells is of a later day; None where nothing says so."""
    words, after = ({*keys, *pairs(keys)} for keys in (page.keys[one.start : one.end] for one in (first, second)))
    for signs, of_the_second in ((_W["later"] | _W["later_in_two"], True), (_W["earlier"], False)):
        if bool(words & signs) != bool(after & signs):
            return of_the_second == bool(after & signs)
    then, now = _day(page, first), _day(page, second)
    if then and now and then != now:
        return now > then
    return None


def _day(page: Page, clause: Clause) -> dt.date | None:
    days = [when.last for when in page.dates if clause.start <= when.start < clause.end]
    days += [dt.date(int(key), 1, 1) for key in page.keys[clause.start : clause.end] if _YEAR.fullmatch(key)]
    return max(days, default=None)


def _sign(categories: set[str]) -> str | None:
    signs = {_SIGNS[category] for category in categories if category in _SIGNS}
    return signs.pop() if len(signs) == 1 else None


def _is_result(page: Page, at: int) -> bool:
    return bool(_W["results"] & set(page.keys[at : at + 4]))


def _next(page: Page, mention: Mention) -> Clause | None:
    """The next clause, of this sentence or the next, where it speaks of a result and of nothing else."""
    for clause in page.clauses:
        if clause.start < mention.clause.end:
            continue
        if clause.asks or clause.sentence > mention.clause.sentence + 1:
            return None
        if any(m.clause is clause and m.fact != SPECIMEN and _tells(m) for m in page.mentions):
            return None
        if _W["several"] & set(page.keys[clause.start : clause.end]):
            return None  # "HIV positive, all the rest negative"
        if _W["results"] & set(page.keys[clause.start : clause.end]):
            also = _W["beside"] | _W["later"] | _W["earlier"]
            return clause if page.plain(clause.start, clause.end, outcomes=False, also=also) else None
    return None


def _tells(mention: Mention) -> bool:
    return mention.fact == _ANTIBODY or not mention.means.shy


def _elsewhere(page: Page, first: Clause, second: Clause) -> bool:
    """Whether the results are of two specimens."""
    one, other = (
        {str(m.means.value) for m in page.of_kind(SPECIMEN) if m.clause is clause} for clause in (first, second)
    )
    return bool(one and other and one != other)
