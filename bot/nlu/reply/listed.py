"""What a reply to a list has told so far: by the place of each thing asked its answer, in its writer's words."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.nlu.page import Page
from bot.nlu.reply.head import Head
from bot.nlu.reply.heads import STILL_HAD
from bot.nlu.reply.several import ORDINALS
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("items")
SENTENCE_ENDS = (".", ";", "!", "\n")
_DENIED = {"NEGATED", "NOT_GIVEN"}
OTHER_WAY = {"yes": "no", "no": "yes"}
Part = tuple[int, str]
"""Where an answer begins, and the answer."""


class Unclear(Exception):
    """The parts cannot be told apart, or say different things of one."""


@dataclass
class Listed:
    """told: by the place of a thing, its answer. general: what is said of all, the others of `told` among them; and of
    treatments how they went. turn: how many things are answered in a row."""

    page: Page
    keys: list[str]
    facts: list[str]
    told: dict[int, tuple[str, Part]] = field(default_factory=dict)
    general: str | None = None
    course: str = ""
    turn: int = 0

    def put(self, place: int, kind: str, part: Part, *, anew: bool = False) -> None:
        """What is said of one of them; `anew`: in place of what was said before."""
        if place in self.told and self.told[place][0] != kind and not anew:
            raise Unclear
        self.told[place] = (kind, part)

    def anew(self) -> None:
        """All that was said is taken back."""
        self.told, self.general, self.turn = {}, None, 0

    def answers(self) -> dict[str, Part]:
        """What is said of each thing asked, where anything is."""
        answers = {self.facts[place]: part for place, (_, part) in sorted(self.told.items())}
        if self.general:
            others = f"{self.general}, {self.course}" if self.course else self.general
            answers |= {fact: (0, others) for at, fact in enumerate(self.facts) if at not in self.told}
        return {fact: part for fact, part in answers.items() if part[1]}

    def spoken_of(self) -> frozenset[str]:
        """The things of which anything is said, also those left open: the hep B of "all clear apart from hep B"."""
        return frozenset(fact for at, fact in enumerate(self.facts) if self.general or at in self.told)

    def treats(self, *places: int) -> bool:
        """Whether these, or all of them, are treatments."""
        return all(says()[self.facts[place]].kind == "therapy" for place in places or range(len(self.facts)))

    def at(self, token: int) -> int:
        """Where a token begins in the text."""
        places = self.page.doc.user_data["tokens"]
        return int(places[min(token, len(places) - 1)].start)

    def text(self, start: int, end: int) -> str:
        """The text between two tokens without the signs that divide it from others."""
        while start < end and self.keys[start] in _W["dividing"]:
            start += 1
        while end > start and self.keys[end - 1] in _W["dividing"]:
            end -= 1
        places = self.page.doc.user_data["tokens"]
        return self.page.text[places[start].start : places[end - 1].end] if start < end else ""

    def named(self, start: int, end: int) -> set[int]:
        """Which of the things asked are named, and stated of the candidate or of nobody else, between two tokens."""
        people = [place for place, _ in self.page.cast.people if place >= start]
        stated = {
            m.fact
            for m in self.page.mentions
            if start <= m.start < end and not (m.clause.asks or m.named or m.taken_back or _DENIED & m.said)
            if not m.other or start > 0 and not any(place < m.start for place in people)
        }
        return {at for at, fact in enumerate(self.facts) if fact in stated}

    def of_others(self, start: int, end: int) -> bool:
        """ "Only the last one, and that's my dad"."""
        page = self.page
        people = [place for place, _ in page.cast.people if start <= place < end]
        return any(page.cast.other(place + 1, page.clause_at(place), place) for place in people)

    def of_these(self, head: Head, places: tuple[int, ...], end: int) -> bool:
        """Whether what is told further names nothing else that was asked, by its name or by its place."""
        keys = {key for at, key in enumerate(self.keys[head.end : end], head.end) if not self.page.in_date(at)}
        if (_W["other_things"] | _W["taken_back"]) & keys:
            return False
        told = {at for at, ordinal in enumerate(ORDINALS[:4]) if ordinal in keys} | self.named(head.end, end)
        return told <= {*places}

    def part(self, head: Head, end: int) -> Part:
        """The answer in its writer's words; of what follows a no only what stands in the same sentence."""
        said = head.said
        if said is None:
            return self.at(head.end), self.text(head.end, end)
        if said.kind != "yes":
            end = next((at for at in range(head.end, end) if self.keys[at] in SENTENCE_ENDS), end)
        further = self.text(head.end, end)
        if further and said.end == head.end and not STILL_HAD(self.keys, said.start):
            return self.at(said.start), self.text(said.start, end)
        return self.at(said.start), f"{self.word(head)}, {further}" if further else self.word(head)

    def word(self, head: Head) -> str:
        """What is said, by itself."""
        if head.said is None:
            return ""
        effect = self.treats() and self.keys[head.said.start] in _W["of_an_effect"] and head.scope != "rest"
        if head.said.kind in OTHER_WAY and not effect:
            return head.said.kind
        return self.text(head.said.start, head.said.end)
