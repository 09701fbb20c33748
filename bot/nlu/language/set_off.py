"""Names and effects set off from their answer by a comma: "breastfeeding, no", "cancer, never", "helped, no"."""

from __future__ import annotations

from itertools import takewhile

from bot.nlu.language.clauses import Clause
from bot.nlu.language.said import Said
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import absent, word_lists

_W = word_lists("set_off")
_PAUSES = frozenset(",;.")
_DENIED = {"NEGATED", "NOT_GIVEN", "UNDONE", "PENDING", "UNSURE", "STOPPED"}


def tell(page: Page) -> None:
    """A clause of nothing but a denial denies the names before it that are all of theirs."""
    words = page.words
    if _W["not_then"] & words:
        _in_turn(page)
    if _W["differentials"] & words:
        _off_the_list(page)
    if "yet" in words:
        _not_yet(page)
    if _W["wholly"] & words:
        _all_denied(page)
    if not _W["denials"] & words:
        return
    for number, answer in enumerate(page.clauses):
        if not number or not _bare(page, answer.start, answer.end):
            continue
        before = [one for one in page.clauses[:number] if one.sentence == answer.sentence]
        for clause in takewhile(lambda one: _only_names(page, one), reversed(before)):
            for mention in _named(page, clause):
                mention.said |= set() if mention.said & _DENIED else {"NEGATED"}
    _effects(page)


def _not_yet(page: Page) -> None:
    """ "Cyclophosphamide, not yet.": what such a clause follows has not been given."""
    for before, clause in zip(page.clauses, page.clauses[1:], strict=False):
        words = [key for key in page.keys[clause.start : clause.end] if key.isalnum()]
        told = words[:2] == ["not", "yet"] and set(words[2:]) <= _W["after_a_denial"]
        if told and before.sentence == clause.sentence and _only_names(page, before):
            for mention in _named(page, before):
                mention.said |= {"NOT_GIVEN"} if mention.means.type == "therapy" and not mention.said else set()


def _off_the_list(page: Page) -> None:
    """ "Adm ?AE, no longer on the ddx": what was only asked about is denied by a clause of nothing else."""
    for before, clause in zip(page.clauses, page.clauses[1:], strict=False):
        words = {key for key in page.keys[clause.start : clause.end] if key.isalnum()}
        if clause.asks or not words & _W["leaving"] or not words & _W["differentials"] or not words <= _W["off_a_list"]:
            continue
        for mention in _named(page, before):
            if mention.means.type == "diagnosis" and "UNSURE" in mention.said:
                mention.said = mention.said - {"UNSURE"} | {"NEGATED"}


def _bare(page: Page, start: int, end: int) -> bool:
    """ "No", "never", "none at all, thank God"."""
    words = [key for key in page.keys[start:end] if key.isalnum()]
    return bool(words) and words[0] in _W["denials"] and set(words[1:]) <= _W["denials"] | _W["after_a_denial"]


def _all_denied(page: Page) -> None:
    """ "Alzheimer's, Parkinson's, motor neurone: the doctors have ruled out all three", "...: both excluded"."""
    for at in (at for at, key in enumerate(page.keys) if key == ":"):
        sentence = page.sentence(page.clause_at(at))
        start, end = sentence[0].start, sentence[-1].end
        told, listed = set(page.keys[at + 1 : end]), [m for m in page.mentions if start <= m.start < at]
        wholly = [place for place in range(at + 1, end) if page.keys[place] in _W["wholly"]]
        cues = [cue for cue in page.cues if at < cue.start < end and cue.category in ("NEGATED", "POSITIVE")]
        denied = all(
            cue.category == "NEGATED" and any(_one_part(page, cue.start, place) for place in wholly) for cue in cues
        )
        covered = {place for m in listed for place in range(m.start, m.end)}
        rest = {page.keys[place] for place in range(start, at) if place not in covered and page.keys[place].isalnum()}
        if not (cues and denied and wholly) or _W["in_part"] & told or not rest <= _W["beside_a_name"]:
            continue
        if not any(at < m.start < end for m in page.mentions):
            for mention in listed:
                mention.said |= set() if mention.said & _DENIED else {"NEGATED"}


def _one_part(page: Page, one: int, other: int) -> bool:
    """Whether no pause stands between two places."""
    return _PAUSES.isdisjoint(page.keys[min(one, other) : max(one, other)])


def _only_names(page: Page, clause: Clause) -> bool:
    named = _named(page, clause)
    covered = {at for one in named for at in range(one.start, one.end)}
    rest = {page.keys[at] for at in range(clause.start, clause.end) if at not in covered and page.keys[at].isalnum()}
    fine = any(one.means.role == "value" and absent(one.fact, one.means.value) for one in named)  # "lungs ok, no"
    return bool(named) and rest <= _W["beside_a_name"] and not (clause.asks or fine)


def _named(page: Page, clause: Clause) -> list[Mention]:
    return [one for one in page.mentions if one.clause is clause]


def _effects(page: Page) -> None:
    """ "Had it, yes. Helped, no": the effect is denied."""
    for at, cue in enumerate(page.cues):
        clause = page.clause_at(cue.start)
        if cue.category != "RESPONDED" or _named(page, clause) or not page.plain(clause.start, cue.start):
            continue
        end = page.sentence(clause)[-1].end if page.keys[cue.end : cue.end + 1] == [","] else clause.end
        if _bare(page, cue.end, end):
            page.cues[at] = cue._replace(category="FAILED")


def _in_turn(page: Page) -> None:
    """ "2019 good, 2026 not", "round one worked, round two didn't": the second time it failed."""
    for clause, after in zip(page.clauses, page.clauses[1:], strict=False):
        helped = any(cue.category == "RESPONDED" and clause.holds(cue.start) for cue in page.cues)
        if helped and clause.sentence == after.sentence and not after.asks and _not_then(page, after):
            kept = [cue for cue in page.cues if not after.holds(cue.start)]
            page.cues = [*kept, Said("FAILED", after.start, after.end, frozenset({"therapy"}), "both")]


def _not_then(page: Page, clause: Clause) -> bool:
    words = [
        page.keys[at] for at in range(clause.start, clause.end) if page.keys[at].isalnum() and not page.in_date(at)
    ]
    dated = any(page.in_date(at) for at in range(clause.start, clause.end)) or _W["times"] & set(words)
    denied = _W["not_then"] & set(words)
    return bool(dated and denied) and set(words) <= _W["times"] | _W["beside_a_time"] | _W["not_then"]
