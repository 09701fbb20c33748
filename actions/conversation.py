"""The state of a conversation, kept in one slot, and what one message brings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from bot.nlu.language.places import Places
from bot.nlu.language.text import lowered
from criteria.speakers import Role

_WORD = re.compile(r"[a-z0-9']+")

Stage = Literal["new", "consent", "role", "screening", "stopped", "emergency"]


@dataclass
class Conversation:
    """Where the conversation stands. Plain JSON types only, since it lives in a slot.

    before: the stage to return to after a stop. asked: id of the pending question; only its buttons count.
    asked_before: answered questions with the facts as they were before, for "go back".
    kept, given_up: trials with a failure that can change, where the person chose to go on or not.
    doubts: facts told but not yet taken, each waiting for a short answer; the first one is asked about. doubted: how
    many there were so far, so that each has buttons of its own.
    open_doubts: those that got no answer; their facts count as not known, and each is asked about once more.
    held: what was told before the questions begin, message by message: {text, number, facts, conflicts, doubts}.
    final: the result has been given and nothing was told since. shown: {nct id: verdict} of the result given last.
    failures: those that can change, as they were told when it was last asked whether to go on.
    called: what a carer calls the patient ("dad"), to know who types when the phone goes round.
    another: to start over was offered for another patient. number: by which the patient on file was announced ("Pt 1"),
    0 where by none. comforted: the kind reply to low mood was given in full.
    """

    stage: Stage = "new"
    role: Role | None = None
    before: Stage = "new"
    asked: str | None = None
    asked_before: list[dict[str, Any]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    doubts: list[dict[str, Any]] = field(default_factory=list)
    open_doubts: list[dict[str, Any]] = field(default_factory=list)
    doubted: int = 0
    held: list[dict[str, Any]] = field(default_factory=list)
    correcting: bool = False
    final: bool = False
    shown: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    called: str | None = None
    another: bool = False
    number: int = 0
    comforted: bool = False

    @classmethod
    def read(cls, slot: Mapping[str, Any] | None) -> Conversation:
        known = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in (slot or {}).items() if k in known})

    def as_slot(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def doubt(self) -> dict[str, Any] | None:
        """The doubt that is asked about."""
        return self.doubts[0] if self.doubts else None

    @property
    def listener(self) -> Role:
        """How to speak: until someone said who they are, as to a patient."""
        return self.role or "patient"


def words_of(text: str) -> list[str]:
    """The words and whole numbers of a text, in small letters, without signs: as the catalogue's are compared."""
    return _WORD.findall(lowered(text))


def spaced(text: str) -> str:
    """The words of a text with one space around each."""
    return f" {' '.join(words_of(text))} "


def has_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in a text as whole words."""
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) for phrase in phrases)


@dataclass(frozen=True)
class Incoming:
    """One message as it was understood.

    facts: {fact: value} that the message states. conflicts: facts stated twice and differently; taken neither way.
    others: facts named of somebody else, where nothing is stated of the candidate. about: facts that are asked about.
    dropped: facts to be forgotten.
    doubts: {fact: why the value should be confirmed}. choice: (question id, option ids) when buttons were pressed.
    places: what is said by places and in no other way. counted: some of `facts` come of counting the facts asked.
    planned: a medicine or a vaccine is meant to be stopped or changed, too.
    """

    text: str
    intent: str = "out_of_scope"
    facts: Mapping[str, Any] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    doubts: Mapping[str, str] = field(default_factory=dict)
    safety: str | None = None
    topic: str | None = None
    choice: tuple[str, tuple[str, ...]] | None = None
    places: Places | None = None
    counted: bool = False
    planned: bool = False

    @property
    def lowered(self) -> str:
        """The text in small letters, its apostrophes straight, as words are compared with it."""
        return lowered(self.text)

    @property
    def line(self) -> str:
        """The same with single spaces, as phrases are looked for in it."""
        return " ".join(self.lowered.split())

    @property
    def words(self) -> list[str]:
        return words_of(self.text)

    @classmethod
    def read(cls, message: Mapping[str, Any]) -> Incoming:
        """From Rasa's latest message: intent, and entities for facts, safety, conflicts, doubts and topics."""
        intent = (message.get("intent") or {}).get("name") or "out_of_scope"
        entities = message.get("entities") or []
        special: dict[str, list[Any]] = {}
        facts: dict[str, Any] = {}
        doubts: dict[str, str] = {}
        for entity in entities:
            name, value = entity["entity"], entity.get("value")
            if name == "doubt":
                doubts[value] = entity.get("reason", "")
            elif name in _SPECIAL:
                special.setdefault(name, []).extend(value if isinstance(value, list) else [value])
            else:
                facts[name] = value
        choice = None
        if intent == "choose" and special.get("question"):
            choice = (str(special["question"][0]), tuple(map(str, special.get("option", ()))))
        return cls(
            text=message.get("text") or "",
            intent=intent,
            facts=facts,
            conflicts=tuple(map(str, special.get("conflict", ()))),
            others=tuple(map(str, special.get("of_another", ()))),
            about=tuple(map(str, special.get("about", ()))),
            dropped=tuple(map(str, special.get("dropped", ()))),
            doubts=doubts,
            safety=_first(special.get("safety")),
            topic=_first(special.get("topic")),
            choice=choice,
            places=_places(_first(special.get("places"))),
            counted=bool(special.get("counted")),
            planned=bool(special.get("planned")),
        )


_SPECIAL = {
    "safety", "conflict", "of_another", "about", "dropped", "topic", "places", "counted", "planned", "question",
    "option",
}  # fmt: skip


def _first(values: list[Any] | None) -> Any:
    return values[0] if values else None


def _places(value: Mapping[str, Any] | None) -> Places | None:
    """As they come through JSON: tuples have become lists."""
    if value is None:
        return None
    return Places(tuple(value["chosen"]), tuple(value["denied"]), value["others"], value["by"])


@dataclass
class Reply:
    """One message to the person: text, buttons, and what a client can draw from (contract section 4)."""

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    custom: dict[str, Any] | None = None


def payload(question: str, option: str) -> str:
    """What a button sends: it names its question, so that a stale one changes nothing."""
    return "/answer" + json.dumps({"question": question, "option": option}, separators=(",", ":"))
