"""Whether a statement is about the candidate or about somebody else."""

from __future__ import annotations

from bisect import bisect_left

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.clauses import Clause
from bot.nlu.numbers import table
from bot.nlu.phrases import Found, Phrases, longest
from bot.nlu.vocabulary import load_yaml, word_lists

_W = word_lists("people")

STRANGER, CARER, DEAD, ELSEWHERE, SELF, PATIENT = "stranger", "carer", "dead", "elsewhere", "self", "patient"
BYSTANDER, NURSED = "bystander", "nursed"
_CHILDREN = frozenset({"child", "son", "daughter", "sibling"})
"""Who may be a baby: "twins" are siblings."""


class _Words(BaseModel):
    """bot/nlu/people.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    relatives: dict[str, list[str]]
    strangers: list[str]
    sexes: dict[str, str]
    closest: list[str]
    not_the_child: list[str]
    not_the_relative: list[str]
    self: list[str]
    patient: list[str]
    carer: list[str]
    bystander: list[str]
    dead: list[str]


class Cast:
    """The people of one message: who the candidate is, and which places speak of others."""

    def __init__(
        self, subjects: list[tuple[int, str]], candidate: str | None, sex: str | None, asides: list[tuple[int, int]]
    ) -> None:
        self._asides = asides
        self.people = subjects
        """(token, who) in order; who is "self", "patient", "stranger" or a relative."""
        self._places = [place for place, _ in subjects]
        self.candidate = candidate
        self.sex = sex
        """The sex that the word for the candidate tells ("my husband")."""

    def other(self, at: int, clause: Clause, sentence_start: int) -> bool:
        """Whether what stands at a token is said of somebody who is not the candidate."""
        nearest = self._before(at, sentence_start)
        if nearest is None or nearest == STRANGER and self.candidate:
            after = self._after(at, clause.end)
            return self._is_other(after) and nearest is None
        return self._is_other(nearest)

    def _before(self, at: int, start: int) -> str | None:
        place = bisect_left(self._places, at) - 1
        while place >= 0 and self._places[place] >= start and self._bracketed(self._places[place], at):
            place -= 1
        return self.people[place][1] if place >= 0 and self._places[place] >= start else None

    def _bracketed(self, person: int, at: int) -> bool:
        """Whether a person is named in brackets that have closed before `at`."""
        return any(start <= person < end <= at for start, end in self._asides)

    def _after(self, at: int, end: int) -> str | None:
        place = bisect_left(self._places, at)
        return self.people[place][1] if place < len(self._places) and self._places[place] < end else None

    def _is_other(self, who: str | None) -> bool:
        if who == SELF:
            return self.candidate is not None  # a carer who speaks of herself
        return who is not None and who not in (PATIENT, self.candidate)


class People:
    def __init__(self, vocab: Vocab) -> None:
        self.words = _Words.model_validate(load_yaml("people.yml"))
        self._phrases: Phrases[tuple[str, str]] = Phrases(vocab)
        for relative, names in self.words.relatives.items():
            self._phrases.add(names, ("relative", relative))
            self._phrases.add([f"{name}'s" for name in names], ("relative", relative))  # "Mum's 71", "my wife's been"
        groups = {
            STRANGER: self.words.strangers,
            ELSEWHERE: self.words.not_the_relative,
            NURSED: self.words.not_the_child,
            CARER: self.words.carer,
            BYSTANDER: self.words.bystander,
            DEAD: self.words.dead,
            SELF: self.words.self,
            PATIENT: self.words.patient,
        }
        for group, phrases in groups.items():
            self._phrases.add(phrases, (group, group))

    def cast(self, doc: Doc, clauses: list[Clause], clinical: bool) -> Cast:
        """Who is who. `clinical`: the message names the trials' own diseases or treatments, or an age."""
        found = self._phrases.find(doc)
        elsewhere = {one.end for one in found if one.of[0] == ELSEWHERE}
        nursed = {one.end for one in found if one.of[0] == NURSED}
        aside = {place for one in found if one.of[0] == BYSTANDER for place in range(one.start, one.end)}
        named = longest([one for one in found if one.of[0] in ("relative", STRANGER, SELF, PATIENT)])
        owners = {one.start for one in named if one.of[0] == "relative"}
        people = [
            (one.start, one.of[1])
            for one in named
            if not (one.of[0] == SELF and one.start in aside)  # "I read your page" says nothing of the writer
            and not (one.end in owners and doc[one.end - 1].text.endswith("s"))  # "my dad's brother" is the brother
            and not self._reports(doc, one.start, one.of[1])
            and not (one.start in nursed and one.of[1] in _CHILDREN)  # "had our baby in July": a baby, not a person
        ]
        people = [one for at, one in enumerate(people) if not _doubled(people, at, doc)]
        candidate = self._candidate(doc, people, found, clinical)
        spoken = self._subjects(people, elsewhere, candidate, doc)
        asides = [(clause.start, _closing(doc, clause.start)) for clause in clauses if clause.aside]
        return Cast(spoken, candidate, self.words.sexes.get(candidate or ""), asides)

    def _candidate(
        self, doc: Doc, people: list[tuple[int, str]], found: list[Found[tuple[str, str]]], clinical: bool
    ) -> str | None:
        """The relative whom a carer writes about."""
        relatives = [(at, who) for at, who in people if who in self.words.relatives and not _of_writer(doc, at)]
        if not relatives:
            return None
        at, first = relatives[0]
        if any(token.text in ("fhx", "fh") for token in doc[:at]):
            return None  # "FHx C9 in mat. aunt"
        carer = [one.end for one in found if one.of[0] == CARER]
        if carer:  # "my sister is pregnant, but I'm asking for my mother"
            return next((who for at, who in relatives if at in carer), first)
        speaks = any(who == SELF and _speaks_up(doc, place) for place, who in people)
        if speaks or any(one.of[0] == DEAD for one in found):
            return None
        owner = self._owner(doc, at)
        named = owner == "" or owner in _W["owners"] or owner == "the" and first in self.words.closest
        if not named or doc[at - 1].text in ("fhx", ":") or first in ("child", "sibling", "parent", "cousin"):
            return None
        refers = any(who == PATIENT for place, who in people if place > at)
        pointed = any(who == PATIENT and doc[place].text in _W["pronouns"] for place, who in people if place > at)
        several = len({who for _, who in relatives}) > 1
        if several and not refers and (owner == "" or first not in self.words.closest):
            return None  # "Father ALS, mother Lewy body", "my brother has ... and my aunt had": a family's history
        if owner == "" and refers and not pointed:
            return None  # "Mother ALS; pt well": the patient is somebody else
        had = doc[at + 1 : at + 2].text in ("had", "died", "d", "got")
        had = had and not (doc[at + 1].text == "got" and doc[at].text.endswith("s"))  # "wife's got ALS" is now
        told = had and (several or not refers) and not (first in self.words.closest and doc[at + 1].text == "had")
        if clinical and not told or (first in self.words.closest and refers):
            return first
        if at == 0 and owner == "" and pointed and not (had and several):
            return first
        alone = not several and owner in ("my", "our", ".", "\n", "")
        return first if alone and doc[at + 1 : at + 2].text in _W["present"] else None

    def _reports(self, doc: Doc, at: int, who: str) -> bool:
        """ "Wife reports he is breathless": the relative tells of somebody of the other sex."""
        others = _W["of_men"] if self.words.sexes.get(who) == "female" else _W["of_women"]
        told = {token.text for token in doc[at + 2 : at + 6]}
        return doc[at + 1 : at + 2].text in _W["reporting"] and who in self.words.sexes and bool(told & others)

    def _may_be(self, who: str, pronoun: str) -> bool:
        """Whether a pronoun has the sex of a person: "her father hanged himself. She has been sad"."""
        others = {"female": _W["of_men"], "male": _W["of_women"]}.get(self.words.sexes.get(who, ""), frozenset())
        return pronoun not in others

    @staticmethod
    def _owner(doc: Doc, at: int) -> str:
        """The word before a relative and what describes him: "my" in "my 34 year old son"; "" at the start."""
        place = at - 1
        while place >= 0 and (
            doc[place].text in _W["between_owner_and_relative"]
            or doc[place].text.isdigit()
            or doc[place].text in table().words
        ):
            place -= 1
        return doc[place].text if place >= 0 else ""

    def _subjects(
        self, people: list[tuple[int, str]], elsewhere: set[int], candidate: str | None, doc: Doc
    ) -> list[tuple[int, str]]:
        """People in order; a pronoun is the person named last, unless that is the candidate or nobody."""
        spoken: list[tuple[int, str]] = []
        last_other: str | None = None
        for at, who in people:
            if who in self.words.relatives and at in elsewhere and doc[at + 1 : at + 2].text not in _W["verbs"]:
                continue  # "with my wife and my son"; in "and my son has asthma" he is who is spoken of
            if who == PATIENT:
                word = doc[at].text
                if last_other and word in _W["pronouns"] and self._may_be(last_other, word):
                    who = last_other
            elif who not in (SELF, candidate):
                last_other = who
            else:
                last_other = None if who == candidate else last_other
            spoken.append((at, who))
        return spoken


def _speaks_up(doc: Doc, at: int) -> bool:
    """Whether a word for the writer says that the message is about the writer: "I", or "Me, ..." for a start."""
    if doc[at].text in ("mine", "myself"):
        return False
    opens = at == 0 or doc[at - 1].text in (".", ",", ";", "\n")
    return doc[at].text != "me" or opens and doc[at + 1 : at + 2].text in (",", ":")


def _of_writer(doc: Doc, at: int) -> bool:
    """ "I am her father": the relative is the writer."""
    before = [token.text for token in doc[max(0, at - 3) : at]]
    speaks = before[-2:-1] == ["im"] or before[-3:-1] == ["i", "am"]
    return speaks and before[-1] in ("her", "his", "their", "the")


def _doubled(people: list[tuple[int, str]], at: int, doc: Doc) -> bool:
    """ "My brothers got MND" is "brother's": of two readings of a word the singular one before a verb of its own."""
    place, who = people[at]
    both = {other for where, other in people if where == place}
    if len(both) < 2 or "sibling" not in both:
        return False
    singular = doc[place + 1 : place + 2].text in _W["of_one"]
    return (who == "sibling") == singular


def _closing(doc: Doc, start: int) -> int:
    """Where the brackets close that open before a token."""
    return next((at for at in range(start, len(doc)) if doc[at].text in (")", "]")), len(doc))
