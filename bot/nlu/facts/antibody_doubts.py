"""Antibodies that what follows makes doubtful ("LGI1 1:10, lab calls it equivocal"), or that a reply leaves out."""

from __future__ import annotations

from bot.nlu.facts.specimens import NEGATIVE, PENDING, POSITIVE
from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibodies")
_OTHERS = {NEGATIVE, PENDING, "antibody_panel_negative"}
_YES = word_lists("answers")["yes"]
_OTHER_TESTS = word_lists("overturned")["other_tests"]


def doubted(page: Page, mention: Mention) -> bool:
    """Whether a result that is told as positive is called false, or said to be none for certain."""
    return _called_false(page, mention) or _called_doubtful(page, mention)


def later(page: Page, mention: Mention) -> bool:
    """ "Low-titre LGI1, lab calls it equivocal": a bare name that the rest of its sentence doubts."""
    return bool(_W["doubtful"] & set(page.keys[mention.end : _next(page, mention)]))


def weakly(page: Page, mention: Mention) -> bool:
    """ "CASPR2 low positive in serum", "NMDAR, weakly positive": no certain result, whatever is positive about it; not
    "low positive in serum, strongly positive in CSF"."""
    at, end = mention.end, _next(page, mention)
    while at < end and page.keys[at] in _W["before_a_grade"]:
        at += 1
    positive = at + 1 + (page.keys[at + 1 : at + 2] == ["-"])
    if not page.keys[at : at + 1] or page.keys[at] not in _W["weak"] or positive >= end:
        return False
    rest = page.keys[positive + 1 : end]
    return page.keys[positive] in _W["found"] and (_W["strong"] | _W["found"]).isdisjoint(rest)


def left_out(page: Page, mention: Mention, said: set[str]) -> bool:
    """ "Hu and Yo. Not Ri, that one's still at the lab", asked which are negative: it is not among these."""
    if not _of_what_is_not_found(page) or page.keys[mention.start - 1 : mention.start] != ["not"]:
        return False
    others = [m for m in page.of_kind(POSITIVE) if m.start < mention.start and m.states]
    bare = any(not m.said for m in others)
    return bare and "POSITIVE" not in said


def of_another_list(page: Page, mention: Mention) -> bool:
    """ "CASPR2, not LGI1", asked which are awaited: a bare name that opens a reply is not one that was found."""
    return (
        _of_what_is_not_found(page)
        and not mention.said
        and all(
            any(m.start <= at < m.end for m in page.mentions) or key in _W["joining"] or not key[0].isalnum()
            for at, key in enumerate(page.keys[: mention.start])
        )
    )


def only_assents(page: Page, clause: Clause) -> bool:
    """ "Yes, NMDAR included", asked whether all were negative: the yes finds no antibody."""
    words = {key for key in page.keys[clause.start : clause.end] if key.isalpha()}
    return bool(_OTHERS & set(page.asked)) and POSITIVE not in page.asked and words <= _YES


def _of_what_is_not_found(page: Page) -> bool:
    return [fact for fact in (POSITIVE, NEGATIVE, PENDING) if fact in page.asked] in ([NEGATIVE], [PENDING])


def _next(page: Page, mention: Mention) -> int:
    """Where the next antibody is named, or the sentence ends."""
    following = [m.start for m in page.of_kind(POSITIVE) if m.start >= mention.end]
    return min([page.sentence(mention.clause)[-1].end, *following])


def _called_doubtful(page: Page, mention: Mention) -> bool:
    """ "LGI1 serum 1:10, at the cut-off, lab calls it equivocal"; not "LGI1 positive, MRI equivocal"."""
    end = _next(page, mention)
    if _W["doubtful"].isdisjoint(page.keys[mention.end : end]):
        return False
    for clause in page.clauses_in(mention.clause.end, end):
        words = page.keys[clause.start : min(clause.end, end)]
        if _W["doubtful"] & set(words) and _W["calling"] & set(words) and not _OTHER_TESTS & set(words):
            return True
    return False


def _called_false(page: Page, mention: Mention) -> bool:
    """ "Ma2 2+ on the blot, not confirmed, felt to be a false positive", "...; the lab calls it a false positive"."""
    ends = [one.end for one in page.clauses if one.sentence == mention.clause.sentence]
    ends += [one.end for one in page.clauses if one.sentence == mention.clause.sentence + 1]
    end = min([m.start for m in page.of_kind(POSITIVE) if m.start >= mention.end] + [ends[-1]])
    after = page.keys[mention.end : end]
    pairs = set(zip(after, after[1:], strict=False))
    return bool(_W["called_false"] & set(after) or {("false", "positive"), ("not", "confirmed")} & pairs)


def sent_again(page: Page, mention: Mention) -> bool:
    """ "NMDAR Ab equivocal, repeat sent and outstanding": a doubtful result is awaited once more."""
    after = next((c for c in page.sentence(mention.clause) if c.start >= mention.clause.end), None)
    if after is None or after.asks or not _W["once_more"] & set(page.keys[after.start : after.end]):
        return False
    if any(m.clause is after for m in page.of_kind(POSITIVE)):
        return False
    told = {cue.category for cue in page.cues_in(after, "antibody")}
    return "PENDING" in told and not told & {"POSITIVE", "NEGATED", "UNDONE"}
