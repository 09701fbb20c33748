"""Whom a message names: the writer, relatives, strangers, and who a pronoun stands for."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from bot.nlu.language import lettered, professionals
from bot.nlu.language.cast import STRANGER, Cast
from bot.nlu.language.clauses import Clause
from bot.nlu.language.known_writer import candidate_of
from bot.nlu.language.owners import (
    doubled,
    months_old,
    named_after_they,
    named_later,
    no_stranger,
    of_a_side,
    set_apart,
    sets_himself_apart,
    several,
    shares,
)
from bot.nlu.language.phrases import Found, Lexicon, Phrases, longest
from bot.nlu.language.scene import PATIENT, SELF, Scene, agrees, aside_at, closed_asides, sentence_starts
from bot.nlu.language.text import keys_of, word_at
from bot.nlu.language.writer import (
    compared,
    elided,
    in_name_only,
    is_writer,
    namesakes,
    own_things,
    owning,
    related,
    says_who,
)
from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("people")
CARER, DEAD, ELSEWHERE = "carer", "dead", "elsewhere"
BYSTANDER, APPLIES, HIMSELF, NURSED, _SEVERAL = "bystander", "applies", "himself", "nursed", "children"
_HIS = _W["professionals"] | _W["of_a_body"]
_CHILDREN = frozenset({"child", "son", "daughter", "sibling"})
"""Who may be a baby: "twins" are siblings."""


class _Words(BaseModel):
    """bot/nlu/people.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    relatives: dict[str, list[str]]
    acquaintances: dict[str, list[str]]
    strangers: list[str]
    sexes: dict[str, str]
    not_the_child: list[str]
    not_the_relative: list[str]
    self: list[str]
    patient: list[str]
    carer: list[str]
    bystander: list[str]
    dead: list[str]
    applies: list[str]
    himself: list[str]


class People:
    def __init__(self, lexicon: Lexicon) -> None:
        self.words = _Words.model_validate(load_yaml("people.yml"))
        self._phrases: Phrases[tuple[str, str]] = Phrases(lexicon)
        for who, names in {**self.words.relatives, **self.words.acquaintances}.items():
            self._phrases.add(names, ("person", who))
            self._phrases.add([f"{name}'s" for name in names], ("person", who))  # "Mum's 71", "my wife's been"
        groups = {
            STRANGER: self.words.strangers,
            ELSEWHERE: self.words.not_the_relative,
            CARER: self.words.carer,
            BYSTANDER: self.words.bystander,
            NURSED: self.words.not_the_child,
            DEAD: self.words.dead,
            APPLIES: self.words.applies,
            HIMSELF: self.words.himself,
            SELF: self.words.self,
            PATIENT: self.words.patient,
        }
        for group, phrases in groups.items():
            self._phrases.add(phrases, (group, group))
        self.known = self._phrases.words  # right as they stand: "granda" is no slip of "grandma"

    def cast(
        self, doc: Doc, clauses: list[Clause], told: Mapping[int, bool], clinical: bool, writer: str | None
    ) -> Cast:
        """Who is who. `told`: the tokens at which facts are named, and whether it is one of the trials' own diseases or
        treatments. `clinical`: the message names one of those, or an age."""
        keys = keys_of(doc)
        found = self._phrases.find(doc)
        groups: dict[str, list[Found[tuple[str, str]]]] = {}
        for one in found:
            groups.setdefault(one.of[0], []).append(one)
        people = self._people(doc, found, groups, told)
        informants = {one.of[1] for one in groups.get("person", ()) if self._reports(keys, one.start, one.of[1])}
        scene = Scene(
            doc,
            people,
            {who: names for who, names in self.words.relatives.items() if who not in informants},
            self.words.acquaintances,
            self.words.sexes,
            [(one.start, one.end) for one in groups.get(CARER, ()) if HIMSELF not in groups],
            [one.start for one in groups.get(DEAD, ())],
            APPLIES in groups or HIMSELF in groups,
            told,
            clinical,
            sentence_starts(clauses),
        )
        chosen = candidate_of(scene, writer)
        later = named_after_they(keys, [one for one in people if one[1] in self.words.relatives])
        named = sorted([*people, *later], key=lambda one: one[0])
        spoken = self._subjects(named, _elsewhere(keys, groups, told), chosen, keys)
        return Cast(spoken, chosen, self.words.sexes.get(chosen or ""), closed_asides(keys), writer=writer)

    def _people(
        self,
        doc: Doc,
        found: list[Found[tuple[str, str]]],
        groups: dict[str, list[Found[tuple[str, str]]]],
        told: Mapping[int, bool],
    ) -> list[tuple[int, str]]:
        """Everybody whom the message names, in order."""
        keys = keys_of(doc)
        aside = {place for one in groups.get(BYSTANDER, ()) for place in range(one.start, one.end)}
        named = longest([one for one in found if one.of[0] in ("person", STRANGER, SELF, PATIENT)])
        owners = {one.start for one in named if one.of[0] == "person"}
        nursed = {one.end for one in groups.get(NURSED, ())}
        people = [
            (one.start, SELF if says_who(doc, one.start) else self._single(doc, one))
            for one in named
            if not (one.of[0] == SELF and one.start in aside)  # "I read your page" says nothing of the writer
            and not (one.end in owners and keys[one.end - 1].endswith("s") and not is_writer(doc, one.end))
            and not (one.of[1] in _CHILDREN and (one.start in nursed or months_old(keys, one.end)))  # a baby, no person
            and not self._reports(keys, one.start, one.of[1])
            and not in_name_only(keys, one.start)
            and not (one.of[0] == STRANGER and no_stranger(keys, one.start))
            and not (one.of[0] == PATIENT and (several(keys, one.start) or related(doc, one, owners)))
            and not (is_writer(doc, one.start) and not says_who(doc, one.start))
            and not (one.of[0] == SELF and compared(keys, one.start))
        ]
        called = set(namesakes(doc, owners)) - {place for one in named for place in range(one.start, one.end)}
        people += [(at, PATIENT) for at in called]
        own = {*own_things(doc, owners, told), *elided(keys, sorted(people))} - aside
        people = lettered.apart(keys, people + [(at, SELF) for at in sorted(own)])
        people = sorted(professionals.apart(doc, people, told), key=lambda one: (one[0], one[1] == PATIENT))
        return [one for at, one in enumerate(people) if not doubled(people, at, keys)]

    def _single(self, doc: Doc, one: Found[tuple[str, str]]) -> str:
        """Who is named; "my sister's" is one sister, and so is "my sisters consultant"."""
        keys = keys_of(doc)
        of_one = one.end == one.start + 1 and (owning(doc, one.start) or word_at(keys, one.end) in _HIS)
        relatives = self.words.relatives.items() if of_one else ()
        return next((who for who, names in relatives if keys[one.start][:-1] in names), one.of[1])

    def _reports(self, keys: list[str], at: int, who: str) -> bool:
        """ "Wife reports he is breathless": the relative tells of the other sex, "pt's wife" of the patient."""
        told = set(keys[at + 2 : at + 6])
        sex = self.words.sexes.get(who)
        reporting = not _W["reporting"].isdisjoint(keys[at + 1 : at + 4])
        of_patient = word_at(keys, at - 1) in _W["of_the_patient"]
        return reporting and (of_patient or any(not agrees(word, sex) for word in told))

    def _subjects(
        self, people: list[tuple[int, str]], elsewhere: set[int], chosen: str | None, keys: list[str]
    ) -> list[tuple[int, str]]:
        """People in order; a pronoun is the person named last whom it fits, unless that is the candidate or nobody."""
        spoken: list[tuple[int, str]] = []
        last_other: str | None = None
        referred = any(who == PATIENT and keys[at] not in _W["pronouns"] for at, who in people)
        for number, (at, who) in enumerate(people):
            if who == PATIENT and not (last_other or chosen or referred):
                last_other = named_later(keys, people[number:], self.words.sexes)
            if who in self.words.relatives and at in elsewhere:
                last_other = last_other if who == chosen else who  # "I live with my wife, she has asthma"
                continue
            if who == chosen and word_at(keys, at - 1) in _W["of_another"] and spoken:
                who = STRANGER  # "my mother has ALS; her mother had it too"
            if who == PATIENT and word_at(keys, at - 1) == "(" and word_at(keys, at - 2) in _W["professionals"]:
                who = STRANGER  # "my consultant (she's pregnant)"
            if who == PATIENT:
                word = keys[at]
                himself = sets_himself_apart(keys, at)  # "her sister is 43, she herself is 47"
                last_other = last_other if word in _W["pronouns"] and not himself else None  # "pt's brother ...; pt"
                fits = agrees(word, self.words.sexes.get(chosen)) if chosen else referred
                if last_other and fits and set_apart(keys, at):
                    who, last_other = chosen or PATIENT, None
                elif last_other and agrees(word, self.words.sexes.get(last_other)):
                    who = last_other
            elif who == _SEVERAL or keys[at] in _W["several_people"] | _W["everybody"]:  # "the grandkids": not she
                named = who != _SEVERAL and keys[at] in _W["several_people"]
                last_other = None if named else last_other  # "her parents are abroad. She is 18"
            elif who == STRANGER and word_at(keys, at + 1) in _W["donors"]:
                last_other = None  # "her donor was a lad of 24. She has had the new lung for six years"
            elif who not in (SELF, chosen) and not of_a_side(keys, at):
                last_other = who
            else:
                last_other = None if who == chosen else last_other
            spoken.append((at, who))
        return _joined(spoken, chosen, keys)


def _elsewhere(keys: list[str], groups: dict[str, list[Found[tuple[str, str]]]], told: Mapping[int, bool]) -> set[int]:
    """Where relatives are named of whom nothing is told: "with my wife and my son", not "my son has asthma" or "gave
    my brother rituximab"."""
    ends = {one.end for one in groups.get(ELSEWHERE, ())}
    acting = {one.start for one in groups.get("person", ()) if _acts(keys, one.end, told) or told.get(one.end)}
    return ends - acting


def _acts(keys: list[str], end: int, told: Mapping[int, bool]) -> bool:
    """Whether something is told of a person: "because my aunt in Kyoto has tuberculosis", "his brother (vet, AML)"."""
    if word_at(keys, end) == "(" and any(at in told for at in aside_at(keys, end)):
        return True
    after = keys[end : end + 4]
    if set(after[:2]) & _W["tell_of_one"]:
        return True  # "I'm 61 and my husband, who has the ALS, is 66"
    if after[:1] == ["with"] and any(at in told for at in range(end + 1, end + 4)):
        return True  # "ending up like my uncle with the dementia"
    if after[:1] and (after[0] in _W["whom_it_befalls"] or after[0] in _W["gone"] and after[1:2] == ["through"]):
        return True  # "with my brother it was ALS", "I'm 52 and my sister went through the change"
    placed = after[:1] and after[0] in _W["before_a_place"] and after[1:2] and after[1].isalpha()
    return bool(_W["verbs"] & set(after[2:] if placed else after[:1]))


def _joined(people: list[tuple[int, str]], chosen: str | None, keys: list[str]) -> list[tuple[int, str]]:
    """ "Neither I nor my sister has had cancer", "my wife and I": what is said of both is said of the candidate."""
    who_counts = (chosen,) if chosen else (SELF, PATIENT)
    joined = list(people)
    for at, ((first, one), (second, other)) in enumerate(zip(people, people[1:], strict=False)):
        between = set(keys[first + 1 : second])
        alike = one not in who_counts and shares(keys[second - 2 : second])
        if alike and other in who_counts:
            joined[at] = (first, other)  # "my sister beat breast cancer and so did I"
            continue
        if keys[first] == "me" and keys[second] in _W["he_or_she"]:
            continue  # "my daughter types for me and she is pregnant"
        if not between & _W["joining"] or between - _W["joining"] - _W["between_joined"]:
            continue
        for candidate_, companion in ((one, other), (other, one)):
            if candidate_ in who_counts and companion not in who_counts:
                joined[at], joined[at + 1] = (first, candidate_), (second, candidate_)
    return joined
