"""What the assistant says: replies.yml, and how a text is chosen and filled."""

from __future__ import annotations

from typing import Any, Literal

from criteria.speakers import Role, Words, register_of, render
from criteria.yamlfile import Entry


class OwnWords(Entry):
    """Words that answer the assistant's own questions: yes, no, go on, the result, and who is typing.

    not_on: what turns "go on" and "the result" into what is not wanted. anew, not_anew: whether to start over.
    role_openings: what a role is told behind ("I am ..."). role_owners: whose doctor does not type ("my doctor").
    role_denials: what says that a role named behind is somebody else's ("I'm not a doctor"). role_whole: words that
    tell a role as the whole answer alone ("me"). role_selves: "I am not myself" denies no role.
    role_corrections: with which another role than the chosen one is told.
    kin: relatives, each with the names for one. leaving: who is named beside these does not type. oneself: with these
    and no relative the patient types, with for_another a carer. whole_result: with these the result is shown whole.
    doubts: what points at an option of "Which is right?" and "Is that right?". beside_doubts: what says nothing there.
    denying: what turns the option pointed at into the other one. corrections: with these a value replaces an earlier
    one at once; corrections_first: with these among the first words of a message. newer: with these
    a number is a later measurement. turning: with these what is on file already may have been misread.
    of_others: with these what is named was told of somebody else. patients, numbers_of_patients: "Pt 1", "second case".
    pronouns: by the sex of whom they speak.
    naming_oneself, naming_no_one: a name is told behind it, or none; numbers_of_people: beside a long number;
    streets: behind a number and a name.
    meaning: what asks for the meaning of the other words of a message.
    whether, excluding, beside_excluded: how "does X exclude him" opens, what it asks, and what is no part of X.
    """

    yes: list[str]
    no: list[str]
    resume: list[str]
    well: list[str]
    not_on: list[str]
    anew: list[str]
    not_anew: list[str]
    result: list[str]
    roles: dict[Role, list[str]]
    meaning: list[str]
    whether: list[str]
    excluding: list[str]
    beside_excluded: list[str]
    whole_result: list[str]
    role_openings: list[str]
    role_owners: list[str]
    role_whole: list[str]
    role_denials: list[str]
    role_selves: list[str]
    role_corrections: list[str]
    kin: list[list[str]]
    leaving: list[str]
    oneself: list[str]
    for_another: list[str]
    doubts: dict[Literal["keep", "change", "yes", "no"], list[str]]
    beside_doubts: list[str]
    denying: list[str]
    corrections: list[str]
    corrections_first: list[str]
    newer: list[str]
    turning: list[str]
    of_others: list[str]
    patients: list[str]
    numbers_of_patients: list[list[str]]
    pronouns: dict[str, list[str]]
    naming_oneself: list[str]
    naming_no_one: list[str]
    numbers_of_people: list[str]
    streets: list[str]


class Replies(Entry):
    """replies.yml: every text of the conversation, in two registers; {braces} are filled in."""

    statements: list[Words]
    replies: dict[str, Words]
    emergency_numbers: str
    crisis_lines: Words
    emergencies: dict[str, Words]
    after_emergency: Words
    roles: dict[Role, str]
    consent: dict[Literal["yes", "no"], str]
    words: OwnWords


class Speech:
    """Says the texts of replies.yml; a carer hears the patient's words, about the person they are helping."""

    def __init__(self, replies: Replies) -> None:
        self.replies = replies

    def say(self, key: str, role: Role, /, **values: Any) -> str:
        """The reply `key` for this listener. Raises KeyError for a key or a placeholder that does not exist."""
        return self.fill(self.replies.replies[key], role, **values)

    def fill(self, words: Words, role: Role, /, **values: Any) -> str:
        return render(words[register_of(role)], role, **{name: str(value) for name, value in values.items()})

    def emergency(self, kind: str, role: Role) -> str:
        """The reply to an emergency; an unknown kind gets the general one, never silence."""
        words = self.replies.emergencies.get(kind, self.replies.emergencies["other_red_flags"])
        reply = self.fill(words, role, numbers=self.replies.emergency_numbers, lines=self.crisis_lines(role))
        return f"{reply}\n\n{self.fill(self.replies.after_emergency, role)}"

    def crisis_lines(self, role: Role) -> str:
        """Whom to call who cannot bear it any more, by country."""
        return self.replies.crisis_lines[register_of(role)]
