"""What is taken back with no name in its place: "hep C positive, no sorry, negative", "72 kg. No, that's my wife's"."""

from __future__ import annotations

from itertools import dropwhile

from bot.nlu.answered import answered_before
from bot.nlu.facts.whose_will import of_a_helper
from bot.nlu.language.clauses import Clause
from bot.nlu.language.phrases import Found
from bot.nlu.merge import fact_is_number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.retractions import ANOTHERS, STRONG, UNDOING, exchanges
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("corrections")
_OFF = word_lists("called_off")
_JABS = word_lists("windows")["kinds_of_jabs"]
_RESULTS = (
    frozenset({"NEGATED", "POSITIVE", "PENDING", "UNDONE", "UNSURE", "HAS", "HAD", "PAST"}),
    frozenset({"NORMAL", "ABNORMAL"}),
    frozenset({"FAILED", "PARTIAL", "RESPONDED", "INTOLERANT", "NOT_GIVEN", "EARLY"}),
)
"""Of each of these what is said last replaces what was said before."""
_OUTRIGHT = (frozenset({"NEGATED", "POSITIVE"}), *_RESULTS[1:])
_COMMA, _PAUSE, _NEAR, _ON = 1, 5, 12, 20
"""Tokens between what is taken back and the correction, and after it, within which the right value may stand."""


def restate(page: Page) -> None:
    """Gives the last name before a correction the result that follows in its place."""
    for sign in page.corrections:
        mention = _before(page, sign) if sign.of == STRONG else None
        for one in _alike(page, mention) if mention else ():
            _say(page, sign, one)


def undated(page: Page) -> None:
    """ "On the 4th, hang on no, that was ...; the flu one was the 14th": a date that is taken back is none."""
    for sign in page.corrections:
        later = sign.of == STRONG and any(0 <= w.start - sign.end <= _ON for w in page.dates)
        if later:
            page.dates = [w for w in page.dates if not 0 <= sign.start - w.end <= _COMMA]


def withdraw(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without those that are taken back and have nothing put in their place."""
    kept = list(found)
    for sign in page.corrections:
        if sign.of == ANOTHERS:
            gone = [one for one in kept if _told_of_another(page, sign, one)]
        elif sign.of == UNDOING or sign.of == STRONG and _W["retracting"] & set(page.keys[sign.start : sign.end]):
            gone = _last(page, sign, kept)
        else:
            continue
        kept = [one for one in kept if one not in gone]
    kept = [one for one in kept if not (answered_before(page, one) or _called_off(page, one) or of_a_helper(page, one))]
    return [one for one in kept if not (fact_is_number(one) and _of_then(page, one))]


def _called_off(page: Page, one: Finding) -> bool:
    """ "Was going to have the shingles jab but I've told them to take me off the list": a plan that was given up."""
    if one.fact != "vaccination_planned" or one.value is not True:
        return False
    after = page.keys[one.end :]
    own = _JABS & set(page.keys[page.clause_at(one.start).start : one.end])
    if own:  # what is refused behind another kind's name is that
        after = after[: next((at for at, key in enumerate(after) if key in _JABS - own), None)]
    pairs = {f"{a}_{b}" for a, b in zip(after, after[1:], strict=False)}
    return bool(_OFF["signs"] & set(after) or _OFF["pairs"] & pairs)


def exchanged(page: Page, found: list[Finding]) -> list[Finding]:
    """ "AST 32, ALT 45, other way round": the findings without those that are exchanged and not told again."""
    for sign in page.corrections:
        if not exchanges(page, sign):
            continue
        later = {one.fact for one in found if one.start >= sign.end}
        before = [one for one in found if 0 <= sign.start - one.end <= _ON and one.fact not in later]
        kinds = [says()[one.fact].kind for one in before if one.fact in says()]
        gone = [one for one in before if one.fact in says() and kinds.count(says()[one.fact].kind) > 1]
        found = [one for one in found if one not in gone]
    return found


def _of_then(page: Page, one: Finding) -> bool:
    """ "72 kilos. No hang on, that was before I got ill", "that's from when I was well"."""
    after = page.keys[one.end : one.end + _PAUSE + _PAUSE]
    for at, key in enumerate(after):
        told = list(dropwhile(_W["being"].__contains__, after[at + 1 :]))
        being = key.endswith("s") or len(told) < len(after) - at - 1
        if key in _W["that"] and being and set(told[:1]) & _W["of_then"]:
            return True
    return False


def _before(page: Page, sign: Found[str]) -> Mention | None:
    near = [m for m in page.mentions if 0 <= sign.start - m.end <= _PAUSE]
    return max(near, key=lambda m: m.end, default=None)


def _alike(page: Page, mention: Mention) -> list[Mention]:
    """What stands at the same place: "steroids" may name two facts."""
    return [m for m in page.mentions if (m.start, m.end) == (mention.start, mention.end)]


def _say(page: Page, sign: Found[str], mention: Mention) -> None:
    start = next((at for at in range(sign.end, len(page.keys)) if page.keys[at].isalnum()), None)
    if start is None:
        return
    clause = page.clause_at(start)
    told = {cue.category for cue in page.cues_in(clause, mention.means.type) if cue.start >= start}
    if clause.asks or not page.plain(start, clause.end):
        mention.taken_back = mention.taken_back or _told_otherwise(page, mention, clause, told)
        return
    for group in _RESULTS:
        if told & group and mention.said & group:
            mention.said = mention.said - group | told & group


def _told_otherwise(page: Page, mention: Mention, clause: Clause, told: set[str]) -> bool:
    """ "It didn't help, oh wait, it did help the second time": not understood, and no longer what was said first."""
    if clause.asks or any(m.clause is clause and m.end > mention.end for m in page.mentions):
        return False
    return any(told & group and mention.said & group and not told & mention.said & group for group in _OUTRIGHT)


def _told_of_another(page: Page, sign: Found[str], one: Finding) -> bool:
    """ "72 kilos. Strike that, those are my wife's": said of the number before, in this sentence or the last."""
    opened = page.sentence(page.clause_at(sign.start))[0].start
    named = any(opened <= m.start < sign.start for m in page.mentions)
    apart = page.clause_at(sign.start).sentence - page.clause_at(one.start).sentence
    return 0 <= sign.start - one.end <= _NEAR and apart <= (0 if named else 1)


def _last(page: Page, sign: Found[str], found: list[Finding]) -> list[Finding]:
    """The finding right before a correction after which nothing else is told."""
    before = [one for one in found if 0 <= sign.start - one.end <= _PAUSE]
    counts = [n.start for n in page.numbers if page.keys[n.start] != "one"]  # "the GAD one, but I may be mixing it up"
    before = [one for one in before if not any(one.end <= at < sign.start for at in counts)]
    if not before:
        return []
    last = max(before, key=lambda one: one.end)
    later = [one for one in found if sign.start <= one.start <= sign.end + _ON]
    if any(not _outright(page, sign) or _kind(one) == _kind(last) for one in later):
        return []
    corrected = any(m.taken_back for m in page.mentions)
    return [] if corrected else [one for one in before if one.end == last.end]


def _outright(page: Page, sign: Found[str]) -> bool:
    """ "NYHA II ticked. That's wrong, he has no heart failure": it is wrong whatever follows but another class."""
    return sign.of == STRONG and bool(_W["outright"] & set(page.keys[sign.start : sign.end]))


def _kind(one: Finding) -> str:
    return says()[one.fact].kind if one.fact in says() else one.fact
