"""An assessment in words, for the chat and for the sheet: verdict, recruitment apart from it, reasons with quotes.

Wording follows clinical reference 6.3: nobody is told that they are eligible, a failure shows the listed words and what
was told, and who can settle what is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from criteria.answers import answer_words
from criteria.assessment import CompiledTrial
from criteria.load import Catalogue
from criteria.replies import Speech
from criteria.speakers import Role, register_of, upper_first
from criteria.trial import Criterion, OtherTrial, Trial
from criteria.words import date_words, facts_words, label, labels

MOST_NAMED = 6
"""Things that a patient is told of in one list."""
CHECKED = frozenset({"met", "not_met", "not_applicable"})


class ResultWords:
    """Says assessments (contract section 3, as JSON) to one listener."""

    def __init__(self, catalogue: Catalogue, speech: Speech, role: Role) -> None:
        self.catalogue = catalogue
        self.speech = speech
        self.role = role
        self.register = register_of(role)
        self._trials: dict[str, Trial] = {trial.nct_id: trial for trial in catalogue.trials}

    def say(self, key: str, **values: Any) -> str:
        return self.speech.say(key, self.role, **values)

    def facts(self, facts: Mapping[str, Any]) -> str:
        return facts_words(self.catalogue.table, facts, self.register)

    def named(self, facts: Iterable[str]) -> str:
        """Labels of facts, each once."""
        return ", ".join(dict.fromkeys(label(self.catalogue.table, fact, self.register) for fact in facts))

    def labels(self, assessment: Mapping[str, Any]) -> dict[str, str]:
        """{fact: label} for every fact that an assessment names."""
        criteria = [c for trial in assessment["trials"] for c in trial["criteria"]]
        return labels(
            self.catalogue.table,
            sorted({f for c in criteria for f in (*c["because"], *c["needs"])}),
            self.register,
        )

    def statements(self, as_of: dt.date) -> list[str]:
        """The six statements of 6.2, with the trials and how recruitment stands filled in."""
        trials = self.catalogue.engine.trials
        recruitment = " ".join(f"{t.nct_id}: {t.recruitment(as_of)['statement']}" for t in trials)
        named = " and ".join(t.nct_id for t in trials)
        fill, statements = self.speech.fill, self.speech.replies.statements
        return [fill(words, self.role, trials=named, recruitment=recruitment) for words in statements]

    def trial_name(self, nct_id: str) -> str:
        return self._trials[nct_id].short_name[self.register]

    def verdict(self, trial: Mapping[str, Any]) -> str:
        failed = len(trial["would_change"])
        if trial["verdict"] != "does_not_fit":
            return self.say(f"verdict_{trial['verdict']}")
        return self.say("verdict_does_not_fit_one") if failed == 1 else self.say("verdict_does_not_fit", count=failed)

    def recruitment(self, trial: Mapping[str, Any]) -> str:
        told = trial["recruitment"]
        return self.say("result_recruitment", statement=told["statement"], verified=date_words(told["verified"]))

    def checked(self, trial: Mapping[str, Any]) -> str:
        """How many of the published criteria could be checked; advisory ones are not among them."""
        counting = [c for c in trial["criteria"] if not c["advisory"]]
        return self.say("result_checked", checked=sum(c["verdict"] in CHECKED for c in counting), all=len(counting))

    def failure(self, nct_id: str, criterion: Mapping[str, Any], key: str = "result_failed") -> str:
        """A failed criterion: its quote, what was told, and whether and from when it can change."""
        return self.say(
            key,
            trial=self.trial_name(nct_id),
            criterion=criterion["id"],
            quote=criterion["quote"],
            told=self.told(criterion),
            change=self.change(criterion),
        )

    def change(self, criterion: Mapping[str, Any]) -> str:
        if criterion["earliest"]:
            return self.say("change_time_earliest", earliest=date_words(criterion["earliest"]))
        return self.say(f"change_{criterion['can_change']}")

    def told(self, criterion: Mapping[str, Any]) -> str:
        return self.say("told", facts=self.facts(criterion["because"])) if criterion["because"] else ""

    def open(self, criterion: Mapping[str, Any]) -> str:
        """A criterion that could not be checked, and who can settle it."""
        return self.say("result_unknown", criterion=criterion["id"], quote=criterion["quote"], who=self.who(criterion))

    def who(self, criterion: Mapping[str, Any]) -> str:
        if not criterion["needs"]:
            return self.say("who_site")
        if criterion["answered_by"] == "patient":
            return self.say("who_patient", facts=self.few(criterion["needs"]))
        own, others = self._by_whom(criterion["needs"])
        told = self.say("who_patient", facts=self.few(own)) if own else ""
        asked = self.say("who_clinician", facts=self.few(others)) if others else ""
        return f"{told} {asked}".strip()

    def _by_whom(self, facts: Iterable[str]) -> tuple[list[str], list[str]]:
        """Facts that a patient knows, and those that a doctor must tell; a clinician knows both."""
        named = list(facts)
        if self.register == "clinician":
            return [], named
        own = [fact for fact in named if self.catalogue.table.facts[fact].who == "patient"]
        return own, [fact for fact in named if fact not in own]

    def few(self, facts: Iterable[str]) -> str:
        """Labels of facts; of a long list a patient reads the first ones, the sheet has all."""
        names = list(dict.fromkeys(label(self.catalogue.table, fact, self.register) for fact in facts))
        if self.register == "clinician" or len(names) <= MOST_NAMED:
            return ", ".join(names)
        return self.say("and_more", facts=", ".join(names[: MOST_NAMED - 1]), count=len(names) - MOST_NAMED + 1)

    def advisory(self, criterion: Mapping[str, Any]) -> str:
        return self.say(
            "result_advisory", criterion=criterion["id"], quote=criterion["quote"], told=self.told(criterion)
        )

    def criterion_name(self, criterion: Criterion) -> str:
        """What it is about in a few words; a clinician reads its id too."""
        name = self.speech.fill(criterion.name, self.role)
        return f"{criterion.id} {name}" if self.register == "clinician" else name

    def standing(self, trial: Mapping[str, Any]) -> str:
        """One trial in short: the verdict so far, what is not met, what is open."""
        lines = [
            self.say(
                "result_trial",
                trial=self.trial_name(trial["nct_id"]),
                nct_id=trial["nct_id"],
                verdict=self.verdict(trial),
            )
        ]
        for verdict in ("not_met", "unknown"):
            of = {c["id"] for c in trial["criteria"] if c["verdict"] == verdict and not c["advisory"]}
            names = [self.criterion_name(c) for c in self._trials[trial["nct_id"]].criteria if c.id in of]
            if names:
                lines.append(self.say(f"standing_{verdict}", names="; ".join(names)))
        return " ".join(upper_first(line) for line in lines)

    def change_set(self, trial: Mapping[str, Any]) -> str:
        """The smallest set of criteria between this person and "may fit", in short names."""
        wanted = set(trial["would_change"])
        criteria = self._trials[trial["nct_id"]].criteria
        names = [self.speech.fill(c.name, self.role) for c in criteria if c.id in wanted]
        return self.say("result_change_set", names="; ".join(names))

    def trial(self, trial: Mapping[str, Any]) -> str:
        """One trial's result as lines: verdict, recruitment, what failed, warns or is open, what would change it."""
        counting = [c for c in trial["criteria"] if not c["advisory"]]
        failed = [c for c in counting if c["verdict"] == "not_met"]
        name = self.trial_name(trial["nct_id"])
        lines = [self.say("result_trial", trial=name, nct_id=trial["nct_id"], verdict=self.verdict(trial))]
        lines.append(self.recruitment(trial))
        lines += ["• " + self.failure(trial["nct_id"], c) for c in failed]
        if not failed:
            lines += ["• " + self.open(c) for c in counting if c["verdict"] == "unknown"]
            lines += ["• " + self.advisory(c) for c in warnings(trial)]
        lines.append(self.checked(trial))
        if failed:
            lines.append(self.change_set(trial))
            if trial["earliest"]:
                lines.append(self.say("result_earliest", earliest=date_words(trial["earliest"])))
            lines.append(self.say("narrow_group"))
        return "\n".join(upper_first(line) for line in lines)

    def next_steps(self, assessment: Mapping[str, Any]) -> str:
        missing = [f for trial in assessment["trials"] if not trial["would_change"] for f in trial["missing"]]
        own, others = self._by_whom(missing)
        told = self.say("who_patient", facts=self.few(own)) if own else ""
        asked = self.say("ask_doctor", facts=self.few(others)) if others else ""
        return self.say("next_steps", ask_doctor=f"{told} {asked}".strip()).strip()

    def about(self, topic: str, as_of: dt.date, *, only: str = "") -> str:
        """What each trial's listing (or one trial's `only`) says to a question on `topic`, with its source, or that it
        does not say."""
        trials = [one for one in self.catalogue.engine.trials if only in ("", one.nct_id)]
        return "\n\n".join(self._about(compiled, topic, as_of) for compiled in trials)

    def _about(self, compiled: CompiledTrial, topic: str, as_of: dt.date) -> str:
        trial = compiled.trial
        name = f"{trial.short_name[self.register]} ({trial.nct_id})"
        if topic == "open":
            return self.say("said_open", trial=name, answer=compiled.recruitment(as_of)["statement"])
        answer = answer_words(trial, topic, self.register)
        if answer is None:
            return self.say("not_said", trial=name)
        told = trial.answers[topic].source
        source = trial.sources[told].name if told in trial.sources else told
        return self.say("said", trial=name, answer=answer, source=source, date=date_words(trial.status.verified))

    def other_trials(self, topics: set[str]) -> list[str]:
        """Other low-dose IL-2 trials for these diseases, with the date of each copy; information, never a match."""
        return [self._other(t) for t in self.catalogue.other_trials.trials if t.low_dose_il2 and topics & set(t.topics)]

    def _other(self, trial: OtherTrial) -> str:
        return self.say(
            "other_trial",
            name=trial.name,
            nct_id=trial.nct_id or "no NCT number",
            condition=trial.condition,
            status=trial.status,
            date=trial.status_date or "unknown date",
        )


def warnings(trial: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Advisory criteria that are not met: shown prominently, without changing the verdict."""
    return [c for c in trial["criteria"] if c["advisory"] and c["verdict"] == "not_met"]


def disease_topics(values: Mapping[str, Any]) -> set[str]:
    """The diseases that were told, as other_trials.yml names its topics."""
    topics = {"ae"} if values.get("ae_diagnosis") in ("diagnosed", "suspected") else set()
    if values.get("motor_syndrome") not in (None, "none", "other_not_als"):
        topics.add("als")
    return topics
