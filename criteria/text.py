"""An assessment as a sheet to read in a terminal, in the clinician's register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from textwrap import fill
from typing import Any

from criteria.load import Catalogue, speech
from criteria.results import ResultWords, disease_topics, warnings
from criteria.words import date_words

WIDTH = 100
MARKS = {"met": "+", "not_applicable": "+", "not_met": "-", "unknown": "?", "site": "s"}


class Sheet:
    """Renders assessments (contract section 3, as JSON) of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.words = ResultWords(catalogue, speech(), "clinician")

    def render(self, assessment: Mapping[str, Any]) -> str:
        as_of = dt.date.fromisoformat(assessment["as_of"])
        version = f"catalogue {assessment['catalogue'][:19]}, engine {assessment['engine']}"
        lines = [f"Pre-screening on {assessment['as_of']}, {version}"]
        lines += [_wrapped(words, "  ") for words in self.words.statements(as_of)]
        for trial in assessment["trials"]:
            lines += ["", *self._trial(trial)]
        others = self.words.other_trials(disease_topics(_told(assessment)))
        if others:
            lines += ["", self.words.say("other_trials", trials=""), *(_wrapped(line, "  ") for line in others)]
        return "\n".join(lines) + "\n"

    def _trial(self, trial: Mapping[str, Any]) -> Iterator[str]:
        words = self.words
        yield f"{trial['nct_id']}  {trial['title']}"
        yield _wrapped(words.recruitment(trial), "  ")
        settled = "settled" if trial["settled"] else "not settled"
        yield _wrapped(f"{trial['verdict'].upper()} ({settled}): {words.verdict(trial)} {words.checked(trial)}", "  ")
        yield from (_wrapped(words.advisory(c), "  ! ") for c in warnings(trial))
        if trial["would_change"]:
            yield _wrapped(words.change_set(trial), "  ")
        if trial["earliest"]:
            yield _wrapped(words.say("result_earliest", earliest=date_words(trial["earliest"])), "  ")
        for criterion in trial["criteria"]:
            yield from self._criterion(criterion)

    def _criterion(self, criterion: Mapping[str, Any]) -> Iterator[str]:
        advisory = f"  [advisory: {criterion['source']}]" if criterion["advisory"] else ""
        mark, verdict = MARKS[criterion["verdict"]], criterion["verdict"].replace("_", " ")
        yield f"  {mark} {criterion['id']:8}{criterion['kind']:10} {verdict}{advisory}"
        yield _wrapped(f'"{criterion["quote"]}"', " " * 6)
        if criterion["because"]:
            yield _wrapped(self.words.told(criterion), " " * 6)
        if criterion["verdict"] == "unknown":
            yield _wrapped(self.words.who(criterion), " " * 6)
        if criterion["verdict"] == "not_met":
            yield _wrapped(self.words.change(criterion), " " * 6)


def _told(assessment: Mapping[str, Any]) -> dict[str, Any]:
    """Every fact that a criterion names with what was told of it."""
    return {f: v for trial in assessment["trials"] for c in trial["criteria"] for f, v in c["because"].items()}


def _wrapped(text: str, indent: str) -> str:
    return fill(text, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False)
