"""What the steps of a turn share: the person as known now, the replies so far, and how to speak."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from actions.clinic import Clinic
from actions.conversation import Conversation, Incoming, Reply, payload
from criteria import words
from criteria.assessment import TrialFinding
from criteria.person import Person
from criteria.questions import Asked
from criteria.results import ResultWords
from criteria.speakers import Register, register_of, upper_first


class Turn:
    """One turn in the making. Steps add `replies`, change `facts` and `state`; `goes_on` asks for a next question."""

    def __init__(
        self, clinic: Clinic, state: Conversation, facts: dict[str, Any], incoming: Incoming, as_of: dt.date
    ) -> None:
        self.clinic = clinic
        self.state = state
        self.facts = facts
        self.incoming = incoming
        self.as_of = as_of
        self.replies: list[Reply] = []
        self.goes_on = True
        self._person: Person | None = None
        self._findings: dict[str, TrialFinding] = {}

    @property
    def register(self) -> Register:
        """The register in which labels and values are read."""
        return register_of(self.state.listener)

    @property
    def result_words(self) -> ResultWords:
        return ResultWords(self.clinic.catalogue, self.clinic.speech, self.state.listener)

    @property
    def table(self) -> Any:
        return self.clinic.catalogue.table

    def person(self) -> Person:
        """The person as known now. Facts in the slots were checked when they were told."""
        if self._person is None:
            self._person = self.clinic.catalogue.engine.person(self.facts, self.as_of)
        return self._person

    def findings(self) -> dict[str, TrialFinding]:
        """{nct id: finding} as things stand."""
        if not self._findings:
            person = self.person()
            self._findings = {t.nct_id: t.judge(person) for t in self.clinic.catalogue.engine.trials}
        return self._findings

    def verdicts(self) -> dict[str, str]:
        """{nct id: verdict}, without reasons: fast among thousands of trials."""
        return self.clinic.chooser.verdicts(self.person())

    def pending(self) -> Asked | None:
        """The catalogue's question that waits for an answer; None while the assistant asks one of its own."""
        state = self.state
        if state.asked is None:
            return None
        given_up, kept = frozenset(state.given_up), frozenset(state.kept)
        return self.clinic.chooser.by_id(state.asked, self.person(), state.listener, given_up=given_up, kept=kept)

    def learn(self, facts: dict[str, Any]) -> None:
        self.facts.update(facts)
        self._changed()

    def forget(self, names: list[str]) -> None:
        for name in names:
            self.facts.pop(name, None)
        self._changed()

    def _changed(self) -> None:
        self._person = None
        self._findings = {}
        self.state.final = False

    def words(self, key: str, **values: Any) -> str:
        return self.clinic.speech.say(key, self.state.listener, **values)

    def say(self, key: str, *, buttons: list[tuple[str, str, str]] | None = None, **values: Any) -> None:
        """Adds a reply; buttons as (title, question, option)."""
        self.reply(self.words(key, **values), buttons=buttons)

    def reply(
        self,
        text: str,
        *,
        buttons: list[tuple[str, str, str]] | None = None,
        custom: dict[str, Any] | None = None,
    ) -> None:
        drawn = [{"title": title, "payload": payload(q, o)} for title, q, o in buttons or []]
        lines = [upper_first(line) for line in text.split("\n")]
        self.replies.append(Reply("\n".join(lines), drawn, custom))

    def fact_words(self, facts: dict[str, Any]) -> str:
        return words.facts_words(self.table, facts, self.register)

    def label(self, fact: str) -> str:
        return words.label(self.table, fact, self.register)

    def value_words(self, fact: str, value: Any) -> str:
        return words.value_words(self.table, fact, value, self.register)

    def wordings(self, fact: str, value: Any) -> list[str]:
        """A value in the words of patients and of clinicians, in small letters."""
        return [words.value_words(self.table, fact, value, register).lower() for register in get_args(Register)]

    def trial_name(self, nct_id: str) -> str:
        return self.result_words.trial_name(nct_id)
