"""Results in Slack's Block Kit: each criterion in a section of its own, with its verdict and its quote."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.channels.incoming import Reply
from bot.channels.slack_parts import Block, Message, chunked, escape, pack, section, sections
from criteria.load import speech
from criteria.results import ResultWords

MARKS = {"met": "✅", "not_met": "🔶", "unknown": "❔", "not_applicable": "➖", "site": "🏥"}


def trials_of(replies: Iterable[Reply]) -> list[Mapping[str, Any]]:
    """The trials of the assessment among the replies."""
    customs = [reply.get("custom") or {} for reply in replies]
    return [t for custom in customs if custom.get("type") == "assessment" for t in custom["assessment"]["trials"]]


def result_sections(text: str, trials: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
    """Sections. A trial's result is a paragraph under a line with its number; it gets sections of its own."""
    others: list[str] = []
    for paragraph in text.split("\n\n"):
        title, _, rest = paragraph.partition("\n")
        trial = next((t for t in trials if t["nct_id"] in title), None) if rest else None
        if trial is None:
            others.append(paragraph)
            continue
        yield from sections("\n\n".join(others))
        others = []
        yield from _result(title, rest, trial)
    yield from sections("\n\n".join(others))


def _result(title: str, rest: str, trial: Mapping[str, Any]) -> Iterator[Block]:
    """A trial's result: each criterion in a section of its own, with its verdict before its quote."""
    yield {"type": "divider"}
    yield section(f"*{escape(title)}*")
    for is_rule, group in itertools.groupby(rest.split("\n"), key=lambda line: line.startswith("• ")):
        if not is_rule:
            yield from sections("\n".join(group))
            continue
        for line in group:
            yield from _rule(line.removeprefix("• "), _criterion(line, trial))


def _criterion(line: str, trial: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return next((criterion for criterion in trial["criteria"] if f'"{criterion["quote"]}"' in line), None)


def _rule(words: str, criterion: Mapping[str, Any] | None) -> Iterator[Block]:
    if criterion is None:
        yield from sections(words)
        return
    quote = f'"{criterion["quote"]}"'
    text = escape(words).replace(escape(quote), f"_{escape(quote)}_")
    verdict = speech().say(f"criterion_{criterion['verdict']}", "patient")
    yield from chunked(f"{mark(criterion)} *{verdict}*\n{text}")


def mark(criterion: Mapping[str, Any]) -> str:
    return "⚠️" if criterion["advisory"] and criterion["verdict"] == "not_met" else MARKS[criterion["verdict"]]


def rules(assessment: Mapping[str, Any], words: ResultWords) -> list[Message]:
    """Every criterion of every trial, each with its verdict and its quote; a message a trial."""
    parts = []
    for trial in assessment["trials"]:
        title = f"{words.trial_name(trial['nct_id'])} ({trial['nct_id']}): {words.verdict(trial)}"
        drawn = [section(f"*{escape(title)}*")]
        for criterion in trial["criteria"]:
            drawn += _rule(f'{criterion["id"]}: "{criterion["quote"]}"', criterion)
        parts.append((title, drawn))
    return [message for part in parts for message in pack([part])]
