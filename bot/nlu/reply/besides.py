"""Replies that answer and then tell or put right another thing: "All normal. TB answer needs changing: latent".

Words of correction, and what else stands behind the answer, are said of that other thing, so that the answer stands as
it would without it. Not where they may be said of the answer: "5 mg. No wait, wrong", "no, unless hep C counts"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from bot.nlu.page import Mention, Page
from bot.nlu.reading import Reading
from bot.nlu.reply.relabelled import relabelled
from bot.nlu.treatments.outcomes import RESPONSES
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("besides")
_KIN = [names for key, names in word_lists("told_instead").items() if key in _W["alike"]]
_TREATMENT = "therapy"
_LONGEST, _TRIES = 24, 3
"""Tokens of an answer before another thing, and places at which the other thing may begin."""
_OPENING = 3
"""Words with which another thing begins by taking up the answer."""


def take_answer(page: Page, reading: Reading, read: Callable[[str], Reading]) -> None:
    """Takes what the part before another thing answers by itself, if the part behind it answers nothing, where the
    whole message (`reading`) answers nothing."""
    if not page.asked or any(fact in reading.facts or fact in reading.conflicts for fact in page.asked):
        return
    for at in islice(_ends_of_answer(page, reading), _TRIES):
        answer = read(page.text[:at])
        if answer.facts.keys().isdisjoint(page.asked):
            continue
        behind = read(page.text[at:])
        if {*behind.facts, *behind.conflicts}.isdisjoint(page.asked):
            reading.add(answer)
        return


def _ends_of_answer(page: Page, reading: Reading) -> Iterator[int]:
    """Where in the text an answer may end and another thing begin."""
    for at in range(1, min(len(page.keys), _LONGEST)):
        if _begins(page, at) and _of_another(page, reading, at):
            yield page.doc.user_data["tokens"][at].start


def _begins(page: Page, at: int) -> bool:
    """A new sentence, or ", and ..."."""
    before, joins = page.keys[at - 1], page.keys[at] in _W["adding"]
    return page.keys[at] not in _W["breaks"] and (before in _W["breaks"] or before == "," and joins)


def _of_another(page: Page, reading: Reading, at: int) -> bool:
    """Whether all from a place on is of something else than what was asked."""
    start = next((i for i in range(at, len(page.keys)) if page.keys[i] not in _W["adding"] | _W["breaks"]), at)
    end = page.sentence(page.clause_at(start))[-1].end
    denies = start > at and page.keys[start] in _W["denying"] and any(m.start == start + 1 for m in page.mentions)
    if (
        relabelled(page, at - 1)
        or not denies
        and _takes_up(page, start, end)
        or any(m.start >= at for m in page.of_kind(*page.asked))
    ):
        return False
    if _answers(page, page.sentence(page.clauses[-1])[0].start) or _of_the_treatment(page, at):
        return False
    places = page.doc.user_data["tokens"]
    facts = {fact for fact, (place, _) in reading.evidence.items() if place >= places[at].start}
    others = [m for m in page.mentions if start <= m.start < end and (not m.means.shy or m.fact in facts)]
    if any(_kin(page, m.fact) for m in others) or any(_kin(page, fact) for fact in facts):
        return False
    told = any(reading.evidence[fact][0] < places[end - 1].end for fact in facts)  # "by the way I'm 63 not 36"
    return told or _of_before(page, start, end) or any(_told(page, m, end) for m in others)


def _takes_up(page: Page, start: int, end: int) -> bool:
    """ "That's the potassium", "wrong line, Hb 4.1", "unless ...": said of the answer; not "correction to HIV: ..."."""
    words = page.keys[start : start + _OPENING]
    if words[:1] and words[0] in _W["of_it"]:
        return True
    taken_back = bool(words) and words[0] in _W["taking_back"] and not _W["to"] & set(words[1:])
    return taken_back and not _of_before(page, start, end)


def _of_before(page: Page, start: int, end: int) -> bool:
    """ "My answer about steroids was wrong", "I spelt my name wrong earlier": it is of what was answered before."""
    words = set(page.keys[start:end])
    return not _W["wrong"].isdisjoint(words) and not _W["before"].isdisjoint(words)


def _told(page: Page, mention: Mention, end: int) -> bool:
    """Whether something is said of a name, so that it does not only name what the answer is about: "yes. IVIG"."""
    if mention.means.role == "value":
        return True
    around = (*range(mention.clause.start, mention.start), *range(mention.end, end))
    return any(page.keys[at].isalnum() and page.keys[at] not in _W["adding"] for at in around)


def _answers(page: Page, start: int) -> bool:
    """Whether the last sentence is an answer by itself: "so no", "yes"."""
    words = {key for key in page.keys[start:] if key.isalnum()}
    return bool(words) and words <= _W["answers"]


def _of_the_treatment(page: Page, at: int) -> bool:
    """ "They tried. Veins collapsed, reaction on top": how the treatment that was asked for went on."""
    if not any(says()[fact].kind == _TREATMENT for fact in page.asked if fact in says()):
        return False
    named = any(m.start >= at and m.means.type == _TREATMENT for m in page.mentions)
    return not named and any(cue.start >= at and cue.category in RESPONSES for cue in page.cues)


def _kin(page: Page, fact: str) -> bool:
    return any(fact in names and not names.isdisjoint(page.asked) for names in _KIN)
