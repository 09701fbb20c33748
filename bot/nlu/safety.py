"""Present danger: signs and what quiets them are data (emergencies.yml), or what it is like (danger/likeness.py)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from bot.nlu.danger.airway import taken_out
from bot.nlu.danger.likeness import Likeness
from bot.nlu.danger.measured import grave, hot, lasts
from bot.nlu.danger.present import (
    as_meant,
    asks_whether,
    before_a_condition,
    behind_a_question,
    dated_by_the_next,
    dated_long_ago,
    drug_after,
    listed_none,
    more_than_a_gesture,
    none_of_these,
    of_long_ago,
    of_somebody_far,
    on_an_earlier_day,
    only_asks,
    starts_anew,
    turned,
    wished,
)
from bot.nlu.danger.together import Rule, raised
from bot.nlu.language.clauses import Clause
from bot.nlu.language.phrases import Found, Lexicon, Phrases
from bot.nlu.page import Page
from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("safety")
_HARMLESS = -3.0
"""The score up to which a sentence beside one of long ago adds no danger to it."""
_ALWAYS = ("drug_now", "weak_defences", "il2", "right_now")
"""Groups that are no danger by themselves: a drug that was given is still behind a sign of today."""
_WEAKENING = ("immunosuppressants", "tx_rituximab", "tx_cyclophosphamide")
"""Facts whose drugs weaken the defences against an infection."""
_DESPAIR = ("bleak", "hoard", "what_for", "supply")
"""Groups that alarm together only: "I've got the pills lined up" is no past."""
_EVEN_ASKED = ("threat", *_DESPAIR)
""" "What's the point? If they say no I've got enough pills." """
_EVEN_DENIED = ("threat", "supply")
_MORTAL = "mortal"
"""Fear or grief of a death that comes: calm only where the rest is like no danger."""
_QUIETING = ("long_past", "origin", "recent", "lasting", "denied", "stranger_past", "over", "jest", "allergies")


class Emergencies(BaseModel):
    """bot/nlu/emergencies.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    signs: dict[str, list[str]]
    alarms: dict[str, list[list[str]]]
    firm: list[str]
    calm: list[str]
    order: list[str]
    idioms: list[str]
    long_past: list[str]
    origin: list[str]
    recent: list[str]
    lasting: list[str]
    denied: list[str]
    stranger_past: list[str]
    over: list[str]
    jest: list[str]
    allergies: list[str]
    continues: dict[str, str]


class Safety:
    def __init__(self, lexicon: Lexicon) -> None:
        self._table = Emergencies.model_validate(load_yaml("emergencies.yml"))
        self._alarms = {kind: [Rule.of(one) for one in rules] for kind, rules in self._table.alarms.items()}
        self._signs: Phrases[str] = Phrases(lexicon)
        for group, phrases in self._table.signs.items():
            self._signs.add(phrases, group)
        self._quiet: Phrases[str] = Phrases(lexicon)
        for kind in _QUIETING:
            self._quiet.add(getattr(self._table, kind), kind)
        self._likeness = Likeness()
        self.words = self._signs.words | self._quiet.words

    def alarm(self, pages: list[Page], typed: list[str], *, replied: bool = False, notes: bool = False) -> str | None:
        """The kind of danger that a message tells of, or None. `typed`: its tokens before any slip was mended;
        `replied`: it answers the question in a few words, so that only a plain sign of danger counts; `notes`: a
        clinician writes it."""
        if notes and all(map(taken_out, pages)):
            return None
        kinds: dict[str, bool] = {}
        for page in pages:
            kinds |= {kind: firm or kinds.get(kind, False) for kind, firm in self._kinds(page).items()}
        if kinds and self._likeness.unlike(typed, despair="suicidal_thoughts" in kinds):
            kinds = {kind: True for kind, firm in kinds.items() if firm}
            if not kinds:
                return None  # "my tongue swelled up from penicillin once, I've never reacted since"
        plain = next((kind for kind in self._table.order if kind in kinds), None)
        if plain or replied and not more_than_a_gesture(pages[0], self._signs.find(pages[0].doc)):
            return plain
        return self._alike(pages[0], typed)

    def _alike(self, page: Page, typed: list[str]) -> str | None:
        """The kind of the part that is most like a danger, no mere question (but one of dying) nor of long ago."""
        quiet: list[Found[str]] | None = None
        for start, end in self._likeness.alike(typed):
            if self._calm(page, start, end, typed) or none_of_these(page, start):
                continue
            quiet = as_meant(page, self._quiet.find(page.doc)) if quiet is None else quiet
            kind = self._likeness.kind(typed[start:end])
            clauses = page.clauses_in(start, end)
            if (rest := behind_a_question(page, clauses, start)) and not self._likeness.likely(typed[rest:end]):
                continue
            asks = all(only_asks(page, clause) for clause in clauses)
            harmless = kind != "suicidal_thoughts" and (asks or self._pair_of_denials(page, clauses, quiet))
            if not clauses or not harmless and not self._all_past(page, clauses, quiet):
                return kind
        return None

    def _calm(self, page: Page, start: int, end: int, typed: list[str]) -> bool:
        """Whether all that names a danger in a part is known to be none ("denies SI, plan") or a stranger's."""
        signs = [one for one in self._signs.find(page.doc) if start <= one.start < end and one.of not in _ALWAYS]
        feared = {at for one in signs if one.of == _MORTAL for at in range(one.start, one.end)}
        if feared and self._likeness.likely([typed[at] for at in range(start, end) if at not in feared]):
            return False  # "I'm going to die anyway, so I'll do it myself"
        calm = self._harmless(page, signs, self._table.calm)
        far = [one for one in signs if of_somebody_far(page, one, recent=True)]
        return bool(calm or far) and all(one in far or calm & {*range(one.start, one.end)} for one in signs)

    def _harmless(self, page: Page, signs: list[Found[str]], groups: list[str]) -> set[int]:
        """Where idioms stand; none is calm that goes on: "I never thought of killing myself until now"."""
        return {
            at
            for one in signs
            if one.of in groups and not (one.of in self._table.calm and turned(page, one))
            for at in range(one.start, one.end)
        }

    def _pair_of_denials(self, page: Page, clauses: list[Clause], quiet: list[Found[str]]) -> bool:
        """Whether neighbouring sentences are like a danger only together, and each sign in them is denied: "it breaks
        my heart to see him so. But no chest pain, no fever", "not choking any more. Sleeps flat"."""
        if len({clause.sentence for clause in clauses}) < 2:
            return False
        start, end = clauses[0].start, clauses[-1].end
        signs = [one for one in self._signs.find(page.doc) if start <= one.start < end and one.of not in _ALWAYS]
        return bool(signs) and all(_denied(page, one, quiet) for one in signs)

    def _all_past(self, page: Page, clauses: list[Clause], quiet: list[Found[str]]) -> bool:
        """Whether all is told of long ago or is like no danger: "In 2022 I fitted for an hour. Not one since." """
        past = 0
        for sentence in {clause.sentence: page.sentence(clause) for clause in clauses}.values():
            start, end = sentence[0].start, sentence[-1].end
            if of_long_ago(page, start, end, quiet):
                past += 1
            elif self._likeness.score(page.keys[start:end]) > _HARMLESS or _W["again"] & set(page.keys[start:end]):
                return False
        return past > 0

    def _kinds(self, page: Page) -> dict[str, bool]:
        found = self._signs.find(page.doc)
        if not found:
            return {}
        idioms = self._harmless(page, found, self._table.idioms)
        quiet = as_meant(page, self._quiet.find(page.doc))
        meant = [one for one in found if idioms.isdisjoint(range(one.start, one.end)) and grave(page, one)]
        present = [one for one in meant if self._present(page, one, quiet)]
        there = {one.of for one in present}
        for one in meant:  # "had a fit and she isn't waking up": what goes on makes what it goes on from present
            if self._table.continues.get(one.of) in there and one not in present:
                present += [one] if self._present(page, one, quiet, goes_on=True) else []
        if any(one.of == "returns" and not _denied(page, one, quiet) for one in meant):
            present += [one for one in meant if one.of == "suicidal"]  # "I wanted to die in 2016 and it's back"
        said: dict[str, set[tuple[int, int]]] = {}
        for one in present:
            said.setdefault(one.of, set()).add((one.start, one.end))
        if any(not mention.taken_back for mention in page.of_kind(*_WEAKENING)):
            said.setdefault("weak_defences", set()).add((0, 0))
        for number in page.numbers:
            if hot(page, number):
                said["fever_now" if number.value % 1 else "fever"] = {(0, 0)}
        kinds = raised(self._alarms, said, {one.of for one in found}, self._table.firm)
        if "seizure" in said and lasts(page, said["seizure"]):
            kinds.setdefault("status_epilepticus", False)
        return kinds

    def _present(self, page: Page, sign: Found[str], quiet: list[Found[str]], goes_on: bool = False) -> bool:
        """Whether the sign is there now: not denied, not long past or over, not supposed or merely asked about."""
        clause = page.clause_at(sign.start)
        is_wished = wished(page, clause, sign)
        told_all_the_same = sign.of in _EVEN_ASKED or is_wished or before_a_condition(page, clause, sign)
        if only_asks(page, clause) and not told_all_the_same:
            return False
        context = [one for one in quiet if not (one.start < sign.end and sign.start < one.end)]
        before = {one.of for one in context if clause.start <= one.start < sign.start}
        denied = sign.of not in _EVEN_DENIED and _denied(page, sign, context)
        if denied or asks_whether(page, clause, sign) or listed_none(page, sign):
            return False
        sentence = page.sentence(clause)
        start, end = sentence[0].start, sentence[-1].end
        around = {one.of for one in context if start <= one.start < end}
        beside = {one.of for one in context if clause.start <= one.start < clause.end}
        if any(one.of == "recent" and sign.start <= one.start < one.end <= sign.end for one in quiet):
            around, beside = around | {"recent"}, beside | {"recent"}  # "four fits today" says when by itself
        if sign.of in ("suicidal", "threat"):  # that it passed, or a joke about it, is no reason to keep quiet
            around -= {"jest"}
        elif "over" in self._after(page, sign, context) and "recent" not in beside:
            return False
        if "jest" in around or "allergies" in before and sign.of.startswith("allergy") and "recent" not in beside:
            return False
        says_now = is_wished or sign.of == "suicidal" and _says_now(page, sign)
        long_past = "long_past" in (beside if says_now else around)
        # "s/p aldesleukin dose 3, new effusions": the drug was given before what is new
        recent = is_wished or "recent" in (around if sign.of == "il2" else beside)
        if not recent and (long_past or dated_by_the_next(page, end, context)):
            return False
        if sign.of == "weak_defences":
            return True  # a drug of months ago still weakens
        if of_somebody_far(page, sign, "recent" in around):
            return False
        until = drug_after(page, sign, _WEAKENING)  # "fever of 39 and I got rituximab last month" dates the drug
        told_then = dated_long_ago(page, clause.start, min(until, clause.end))  # "passive SI 2018, well, no SI now"
        if not says_now and (told_then or "recent" not in beside and dated_long_ago(page, start, min(until, end))):
            return False  # "SAH 2016, now a thunderclap headache" dates the bleed only
        told_before = {one.of for one in context if start <= one.start < sign.start}
        if goes_on or "stranger_past" not in told_before or sign.of in (*_ALWAYS, *_DESPAIR) or _says_now(page, sign):
            return True
        return "recent" in around or "lasting" in around and not on_an_earlier_day(page, start, end)

    def _after(self, page: Page, sign: Found[str], context: list[Found[str]]) -> set[str]:
        """What is said after a sign that is told in the past, or without a verb of the present."""
        clause = page.clause_at(sign.start)
        if _W["present"] & set(page.keys[clause.start : sign.end]):
            return set()
        return {one.of for one in context if one.start >= sign.end}


def _denied(page: Page, sign: Found[str], quiet: list[Found[str]]) -> bool:
    start = page.clause_at(sign.start).start
    before = [one for one in quiet if one.of == "denied" and start <= one.start and one.end <= sign.start]
    return any(sign.of != "suicidal" or not starts_anew(page.keys[one.end + 2 : sign.start + 1]) for one in before)


def _says_now(page: Page, sign: Found[str]) -> bool:
    """ "Had three fits and hasn't woken", "I want to die": the sign itself opens with a verb of the present."""
    did = page.keys[sign.start - 1 : sign.start]
    return page.keys[sign.start] in _W["verbs_of_now"] and not (did and did[0] in _W["helpers_of_then"])
