"""Short replies to the question that was asked: yes, no, none of them, only the first, a bare number or date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.vocab import Vocab

from bot.nlu.facts.contraception_spans import DAYS, LONG, broken
from bot.nlu.language.phrases import Found
from bot.nlu.page import Finding, Page
from bot.nlu.reply import places, several
from bot.nlu.reply.after_yes import denies_a_part, stands
from bot.nlu.reply.kinds import MIDDLE, PLACES, Kinds
from bot.nlu.reply.replies import checklist, first_word, valued
from bot.nlu.reply.turned import thought_again, turned
from bot.nlu.reply.willed import willed
from bot.nlu.reply.worded import NOTHING, Worded
from bot.nlu.reply.yes_no import SHORT, reply
from bot.nlu.vocabulary import Says, catalogue, says, word_lists

_W = word_lists("answers")

_COUNTED = {"integer", "number", "date"}
"""Types of facts that are told by a number or a day."""


@dataclass
class Reply:
    """What a message answers to the question: findings, or that the person declines.

    counted: the findings come of counting the facts asked."""

    findings: list[Finding] = field(default_factory=list)
    kind: str | None = None
    counted: bool = False


class Answers:
    def __init__(self, vocab: Vocab) -> None:
        self._kinds, self._worded = Kinds(vocab), Worded(vocab)
        self.words = self._kinds.words | self._worded.words

    def read(self, page: Page, known: set[str], doubted: set[str], listed: bool = False) -> Reply:
        """The reply to the question, without the yes or the no that is not meant as such."""
        told = self._read(page, known, doubted, listed)
        if (denying := willed(page)) and denying.fact not in known and not self._left_open(page, denying.fact):
            told.findings = [denying] if denying.value is not None else []
            return told
        if not told.findings:
            return told
        kind, place = self._kinds.of(page)
        opening = self._kinds.opening(page) or (place if kind in ("yes", "no") else None)
        if kind := turned(page, list(page.asked), opening):
            told.findings = [one for one in told.findings if one.value != reply(one.fact, kind)]
        again = thought_again(page)
        told.findings = [one for one in told.findings if one.start >= again]
        return told

    def _read(self, page: Page, known: set[str], doubted: set[str], listed: bool) -> Reply:
        """The reply to `page.asked`, for the facts that nothing else in the message has told.

        `doubted`: known, but only that they are not; the question's own wordings may say more.
        `listed`: some of them are answered by name, so that a yes or a no is not said of the others."""
        facts = [fact for fact in page.asked if fact not in known and fact in catalogue()]
        worded = facts + [fact for fact in page.asked if fact in doubted]
        kind, place = self._kinds.of(page)
        if (
            _turned(page)
            or _ordered(page)
            or kind in ("yes", "no")
            and place is not None
            and _thinks_again(page, place)
        ):
            return Reply(kind=kind)
        if {DAYS, LONG} & set(page.asked) and broken(page):
            return Reply(kind=kind)
        echoed = _echoed(page)
        if echoed:
            page = _without_cues(page, echoed, {"UNSURE"})
        if not worded or (page.clauses and all(one.asks for one in page.clauses) and kind != "decline"):
            return Reply(kind=kind)
        single = not checklist(list(page.asked))
        if kind == "decline" and place and _W["politeness"] & {page.keys[place.start], page.keys[place.end - 1]}:
            single = False  # "not now please" says nothing of the illness that was asked for
        if kind == "decline" and place and single:  # "we would rather not": of what one is asked to do
            said = self._in_its_words(page, worded)
            return Reply([one for one in said or [] if one.start < place.end and place.start < one.end], kind)
        if kind == "same" and single and (said := self._in_its_words(page, worded)):
            return Reply(said, kind)  # "no change" of a treatment
        if kind in ("decline", "same"):
            return _counted(several.placed(page, left=place), facts, kind)
        if kind == "yes" and place:  # "afraid so": the yes itself is no doubt; of a list, or of "ever", it says nothing
            open_ = not single or all(entry.means.get("on_yes", "") is None for entry in _entries(worded))
            taken = {"UNSURE", "NEGATED", "NOT_GIVEN"}  # "without hesitation"
            page = _without_cues(page, place, {*taken, "POSITIVE"} if open_ else taken)
        if not kind and (opening := self._kinds.opening(page)):
            page = _without_cues(page, opening, {"NEGATED", "NOT_GIVEN"})
        if chosen := places.option(page) or places.excepted(page):
            return _counted(chosen, facts, kind)
        said = self._in_its_words(page, worded) if single else None
        if said and kind == "yes" and place:  # "yes, she won't take a bottle"
            said = [one for one in said if not denies_a_part(page, one, place)] or None
        if said and kind == "unsure" and place:  # "nobody has told us how bad his lungs are"
            said = [one for one in said if not (place.start <= one.start and one.end < place.end)] or None
        spoken = kind == "yes" and any(reply(fact, "yes") is not None for fact in facts)
        if said or said is not None and not spoken:  # "yes but I'm careful, on the pill"
            return Reply(said, kind)
        if kind in (*PLACES, MIDDLE) and not (single and page.dates):  # "the last one was in July" is none of a list
            things = [fact for fact in page.asked if fact in catalogue()]
            middle = len(things) // 2 if len(things) % 2 else len(things)
            only = several.only(page, things, PLACES.get(kind, middle), place)
            return _counted(only, facts, kind)
        told = len(known & set(page.asked)) > 1  # each by its name: "no IVIG in the last 2 months" counts nothing
        if not told and (placed := several.placed(page)):
            return _counted(placed, facts, kind)
        place = place or several.only_these(page)
        if place and (kind == "rest_no" or place.of == "rest_no"):
            named = {m.fact for m in page.mentions if m.start < place.end and m.states}  # "just the TB"
            others = [fact for fact in facts if fact not in named]
            return Reply(self._spoken(page, others, set(), "no", place) if named | known else [], kind)
        if listed or several.mixed(page):
            return Reply(kind=kind)
        if lone := self._only_worded(page, facts):
            others = [fact for fact in facts if fact != lone.fact]
            return Reply([lone, *self._spoken(page, others, set(), "no", Found(lone.start, lone.end, "no"))], kind)
        found = valued(page, facts, kind)
        if place and kind == "yes" and found and denies_a_part(page, found[0], place):
            found = []
            facts = facts if stands(page, facts[0], place) else []
        told = {finding.fact for finding in found}
        rest = [fact for fact in facts if fact not in told]
        if found and not checklist(facts):
            return Reply(found, kind)
        return Reply(found + self._spoken(page, rest, known, kind, place), kind)

    def _in_its_words(self, page: Page, facts: list[str]) -> list[Finding] | None:
        """What the question's own wordings say, [] where they leave it open. A number or a day that is told says more
        than they do."""
        counted = {fact for fact in facts if catalogue()[fact]["type"] in _COUNTED}
        if counted and valued(page, sorted(counted), None):
            return None
        found = [one for fact in facts if (one := self._worded.find(page, fact))]
        return [one for one in found if one.value != NOTHING] if found else None

    def _left_open(self, page: Page, fact: str) -> bool:
        said = self._worded.find(page, fact)
        return said is not None and said.value in (NOTHING, "unknown")

    def _only_worded(self, page: Page, facts: list[str]) -> Finding | None:
        """ "Only a sleep study": of several things asked the one that its question's own wordings affirm."""
        if not checklist(list(page.asked)) or len(page.keys) > SHORT or page.keys[first_word(page)] not in _W["only"]:
            return None
        found = [one for fact in facts if (one := self._worded.find(page, fact)) and one.value != NOTHING]
        told = [one for one in found if one.value != reply(one.fact, "no")]
        return told[0] if len(told) == 1 else None

    def _spoken(
        self, page: Page, facts: list[str], known: set[str], kind: str | None, place: Found[str] | None
    ) -> list[Finding]:
        """A yes, a no, or not knowing, for each fact asked that is still open."""
        if kind is None or place is None or not facts:
            return []
        if kind in ("yes", "all") and len(page.asked) > 1 and known & set(page.asked):
            return []
        if kind == "no" and len(page.asked) > 1:  # "no IVIG and no steroids by mouth" leaves other steroids open
            facts = [fact for fact in facts if not any(m.start > place.end for m in page.of_kind(fact))]
        values = [(fact, reply(fact, kind)) for fact in facts]
        if kind == "yes" and checklist(list(page.asked)):
            return []
        return [Finding(fact, value, place.start, place.end) for fact, value in values if value is not None]


def _entries(facts: list[str]) -> list[Says]:
    return [says()[fact] for fact in facts if fact in says()]


def _thinks_again(page: Page, place: Found[str]) -> bool:
    """ "Nope. Oh wait, does a basal cell count? Had one cut out": what comes after it may be the answer."""
    signs = [one for one in page.corrections if 0 <= one.start - place.end <= 2]
    return any(_W["second_thought"] & set(page.keys[one.start : one.end]) for one in signs)


def _turned(page: Page) -> bool:
    """ "No... I mean I do still at night, so yes": the other answer follows a second thought."""
    first = page.keys[0] if page.keys else ""
    others: frozenset[str] = _W["yes"] if first in _W["no"] else _W["no"] if first in _W["yes"] else frozenset()
    after = range(min([one.end for one in page.corrections if one.start > 0], default=len(page.keys)), len(page.keys))
    return any(page.keys[at] in others and page.keys[at - 1] in _W["before_a_turn"] for at in after)


def _ordered(page: Page) -> bool:
    """ "Tick no, my GP would say different": a yes or a no that is to be written, and is not so."""
    said = next((at for at, key in enumerate(page.keys) if key not in _W["ordering"]), 0)
    told = said > 0 and page.keys[said] in _W["yes"] | _W["no"]
    return told and bool(_W["otherwise"] & set(page.keys[said:]))


def _counted(findings: list[Finding], facts: list[str], kind: str | None) -> Reply:
    found = [one for one in findings if one.fact in facts]
    return Reply(found, kind, counted=bool(found))


def _without_cues(page: Page, place: Found[str], categories: set[str]) -> Page:
    """The page without what a place of it says in these categories."""
    kept = [cue for cue in page.cues if cue.category not in categories or not place.start <= cue.start < place.end]
    return replace(page, cues=kept)


def _echoed(page: Page) -> Found[str] | None:
    """ "HIV?? no": the question said again before its answer."""
    first = page.clauses[0] if page.clauses else None
    echoed = any(page.echo(m) and m.clause is first for m in page.of_kind(*page.asked))
    return Found(first.start, first.end, "echo") if first and echoed else None
