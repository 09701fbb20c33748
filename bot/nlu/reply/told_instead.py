"""Whether a reply tells of something else instead: "date of birth 22.11.1956", asked for the last vaccine, is no day of
one, and "I'm not breastfeeding" no answer to whether rituximab was given.

What a message says of a thing by its name it may say to any question, so it answers the one that was asked only in
words that stand apart from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from bot.nlu.opinion.likely import LIKELY
from bot.nlu.page import Finding, Page
from bot.nlu.reply.kin import BY_THE_WAY, KIN
from bot.nlu.reply.marked import marked
from bot.nlu.reply.none_of_the_list import says_none
from bot.nlu.reply.not_to_this import likely_to_another, not_to_this
from bot.nlu.reply.of_a_label import answers_plainly, of_a_label
from bot.nlu.reply.only_now import only_now
from bot.nlu.reply.relabelled import relabelled
from bot.nlu.reply.replies import first_word
from bot.nlu.reply.said import Reply
from bot.nlu.reply.yes_no import STATES, reply
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("told_instead")
_UNTOLD = ""
"""What a name by itself tells of its thing."""
_SHORT = 2
"""Words of a yes or a no by itself: "so no"."""


def told_instead(page: Page, one: Finding, told: Iterable[Finding]) -> bool:
    """Whether an answer is part of what the message tells (`told`) of other things, or stands behind that."""
    if says_none(page):
        return False
    if len(page.asked) > 1 and (_of_an_unknown_thing(page, one) or _of_one_of_them(page, one)):
        return True
    named = [*told, *_names(page, one)]
    if not_to_this(page, one, named) or _of_a_name(page, one) or relabelled(page, one.end):
        return True
    others = [other for other in named if other.fact not in {*page.asked, *BY_THE_WAY}]
    others = [other for other in others if not (_kin(page, one, other) or one.start < other.start < one.end)]
    if not others or _in_its_unit(page, one):
        return False
    if one.value == "unknown" and not _wholly(page, one):
        return True
    start, end = _segment(page, one.start)
    if any(other.start < end and start < other.end for other in others):
        return True
    if start <= first_word(page):
        return end - start <= _SHORT and _goes_on(page, one, end, others)
    concluded = end - start <= _SHORT and _W["therefore"] & set(page.keys[start:end]) and _said(one)
    counted = len(page.asked) > 1 and _W["all"] & set(page.keys[start:end])
    of_it = any(start <= mention.start < end for mention in page.of_kind(*page.asked))
    return not (concluded or counted or of_it)


def leave(page: Page, spoken: Reply, answers: Collection[Finding], told: Collection[Finding]) -> None:
    """Leaves in a reply those of its answers that are none told of something else. "Cause unclear": something is not
    known, but not what was asked."""
    kept = (one for one in answers if not told_instead(page, one, told))
    spoken.findings = [one._replace(doubt=LIKELY) if likely_to_another(page, one, told) else one for one in kept]
    if answers and not spoken.findings:
        spoken.kind = None if spoken.kind == "unsure" else spoken.kind
        spoken.closed |= any(_said_of_another(page, one, told) for one in answers)


def _said_of_another(page: Page, one: Finding, told: Collection[Finding]) -> bool:
    return not_to_this(page, one, told) or _of_a_name(page, one)


def _of_a_name(page: Page, one: Finding) -> bool:
    return of_a_label(page, one) or marked(page, one) or only_now(page, one)


def without_others(page: Page, told: Mapping[str, Finding]) -> dict[str, Finding]:
    """What a message states, without what only the question makes of words that tell of other things."""
    return {
        fact: one for fact, one in told.items() if _by_its_name(page, one) or not told_instead(page, one, told.values())
    }


def _by_its_name(page: Page, one: Finding) -> bool:
    """Whether what is stated is said by a name, so that the question is not needed to understand it."""
    facts = {one.fact}.union(*(names for names in KIN if one.fact in names))
    return facts.isdisjoint(page.asked) or bool(page.of_kind(*facts))


def _of_one_of_them(page: Page, one: Finding) -> bool:
    """ "Not sure about the HIV test", "no vaccine", asked for several: of the others it says nothing."""
    unknown, bare = one.value == "unknown", page.keys[one.start : one.end] == ["no"]
    start, end = (0, len(page.keys)) if unknown else _segment(page, one.start)
    words = set(page.keys[start:end])
    if words & _W["both"] and words.isdisjoint(_W["others"]) and _named_before(page, one.end):
        return not any(mention.states for mention in page.of_kind(one.fact))
    if not (unknown or bare and words.isdisjoint(_W["as_well"])) or words & _W["all"]:
        return False
    if any(mention.states for mention in page.of_kind(one.fact)):
        return False
    return any(start <= mention.start < end for mention in page.of_kind(*page.asked))


def _named_before(page: Page, at: int) -> bool:
    """ "HIV and HBV both negative"."""
    first = page.sentence(page.clause_at(at - 1))[0].start
    return any(first <= mention.start < at for mention in page.of_kind(*page.asked))


def _of_an_unknown_thing(page: Page, one: Finding) -> bool:
    """ "Bloods normal", "memory worse", asked for several things: the word may be of any, but something is named that
    is none of them."""
    if isinstance(one.value, int | float) and not isinstance(one.value, bool):
        return False
    start, end = _segment(page, one.start)
    start = max((at for at in range(start, one.start) if page.keys[at] in _W["counting"]), default=start)
    chosen = catalogue()[one.fact]["type"] == "choice" and one.value != "unknown"
    if chosen and not answers_plainly(page, one):  # "gait ataxia, chronic"
        start = page.sentence(page.clause_at(one.start))[0].start
    named = {at for mention in page.of_kind(*page.asked) for at in range(mention.start, mention.end)}
    apart = (at for at in range(start, end) if at not in named and not one.start <= at < one.end)
    beside = [at for at in apart if page.keys[at] not in _W["breaks"]]
    if one.fact in says() and says()[one.fact].kind in STATES and _W["medicines"] & {page.keys[at] for at in beside}:
        return True  # "meds stable yes"
    return not all(page.plain(at, at + 1, also=_W["beside_it"]) or page.keys[at][0].isdigit() for at in beside)


def _wholly(page: Page, one: Finding) -> bool:
    """Whether somebody does not know, and says so before anything else: not "he's maybe 62, weight 80"."""
    return one.start <= first_word(page) or not page.mentions


def _in_its_unit(page: Page, one: Finding) -> bool:
    """ "Prednisolone 20 od, 66 kg", asked for the weight: the unit says of what it is."""
    entry = says().get(one.fact)
    return entry is not None and any(n.start == one.start and entry.unit in n.units for n in page.numbers)


def _names(page: Page, one: Finding) -> Iterator[Finding]:
    """What else a message names; a name within the answer is its own."""
    for mention in page.mentions:
        if mention.states and not mention.means.shy and not one.start <= mention.start < one.end:
            yield Finding(mention.fact, _UNTOLD, mention.start, mention.end)


def _kin(page: Page, one: Finding, other: Finding) -> bool:
    """Facts of one matter, in whose words the other may be told: a value and its limit, a drug and its day; but of
    "isn't breastfeeding" the no is of that alone."""
    if page.keys[one.end - 1] in _W["verbs"] and one.end <= other.start < _segment(page, one.start)[1]:
        return False
    return any({one.fact, other.fact} <= names for names in KIN)


def _segment(page: Page, at: int) -> tuple[int, int]:
    """The part of a message between two signs, or words that join statements, in which a token stands."""
    breaks = [place for place, key in enumerate(page.keys) if key in _W["breaks"] and not _within_a_word(page, place)]
    start = max((place + 1 for place in breaks if place < at), default=0)
    return start, min((place for place in breaks if place >= at), default=len(page.keys))


def _within_a_word(page: Page, at: int) -> bool:
    """The sign in "s/p"."""
    beside = page.keys[max(0, at - 1) : at + 2]
    return page.keys[at] == "/" and all(len(key) == 1 and not key.isdigit() for key in beside)


def _said(one: Finding) -> str | None:
    """Whether a value is that of a plain yes, or no."""
    return next((kind for kind in ("yes", "no") if one.value == reply(one.fact, kind)), None)


def _goes_on(page: Page, one: Finding, end: int, others: Collection[Finding]) -> bool:
    """ "No, no ALS, just the encephalitis", "yes, I'm expecting": the no, or yes, belongs to what follows it."""
    said = _said(one)
    if said is None or page.keys[end : end + 1] != [","]:
        return False
    following = range(*_segment(page, end + 1))
    if _W["as_well"] & {page.keys[at] for at in following}:
        return False
    return any(other.start in following and other.value == reply(other.fact, said) for other in others)
