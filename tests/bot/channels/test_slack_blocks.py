"""Replies as Block Kit: within Slack's limits, nothing lost, and closed once answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from bot.channels import slack_blocks as kit
from bot.channels.incoming import read_choice
from bot.channels.slack_happened import Pressed
from bot.channels.slack_parts import escape
from bot.channels.slack_results import mark, rules
from criteria.load import catalogue, speech
from criteria.next_question import Chooser
from criteria.questions import Asked
from criteria.results import ResultWords
from criteria.speakers import Role, register_of
from tests.criteria.test_cases import GOLD
from tests.slack.limits import problems
from tests.slack.user import words

AS_OF = dt.date(2026, 11, 22)


def payload(question: str, option: str) -> str:
    return f'/answer{{"question":"{question}","option":"{option}"}}'


def question(options: list[dict[str, Any]], kind: str = "choice", id: str = "q", **more: Any) -> dict[str, Any]:
    drawn = [{"payload": payload(id, str(number)), "facts": {}, **option} for number, option in enumerate(options)]
    custom = {"type": "question", "id": id, "facts": [], "input": kind, "options": drawn, "unit": None, "why": ""}
    return {"text": "Which?", "custom": {**custom, "progress": None, **more}}


def reply_of(asked: Asked) -> dict[str, Any]:
    flags = ("none", "unknown", "skip", "rest")
    drawn = [
        {"title": o.title, "payload": payload(asked.id, o.id), **{f: True for f in flags if getattr(o, f)}}
        for o in asked.options
    ]
    more = {"unit": asked.unit, "why": asked.why, "progress": {"answered": 1, "at_most": 9}}
    return {**question(drawn, asked.input, asked.id, **more), "text": asked.text}


def every_question() -> Iterator[tuple[Role, Asked]]:
    chooser = Chooser(catalogue())
    nobody = catalogue().engine.person({}, AS_OF)
    roles: tuple[Role, ...] = ("patient", "carer", "clinician")
    for role in roles:
        register = register_of(role)
        ids = [*catalogue().table.facts, *(group.id for group in chooser.book.groups if register in group.for_)]
        ids += [chooser.book.sheet.id] if register == "patient" else []
        for id in ids:
            if asked := chooser.by_id(id, nobody, role):
                yield role, asked


ASKED = list(every_question())


def controls(message: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for block in message["blocks"]:
        found += block.get("elements", []) if block["type"] == "actions" else [block.get("accessory")]
    return [element for element in found if element]


def values(message: dict[str, Any]) -> set[str]:
    """Everything that the controls of a message can send."""
    ticks = [o["value"] for e in controls(message) for o in e.get("options", [])]
    return {*ticks, *(e["value"] for e in controls(message) if e["action_id"].startswith("answer"))}


def test_the_catalogue_has_questions_of_every_kind() -> None:
    assert {asked.input for _, asked in ASKED} == {"choice", "multi", "number", "date", "text"}
    assert len(ASKED) > 100


@pytest.mark.parametrize(("role", "asked"), ASKED, ids=[f"{r}-{a.id}" for r, a in ASKED])
def test_every_question_is_within_the_limits_and_offers_every_answer(role: Role, asked: Asked) -> None:
    (message,) = kit.messages([reply_of(asked)])
    assert problems(message) == []
    assert values(message) == {payload(asked.id, option.id) for option in asked.options}
    shown = words([message])
    assert all(option.title in shown.replace("…\n…", "") for option in asked.options)
    assert asked.text in shown


@pytest.mark.parametrize("count", [1, 5, 6, 25, 26, 60, 240])
@pytest.mark.parametrize("kind", ["choice", "multi"])
def test_any_number_of_answers(kind: str, count: int) -> None:
    messages = kit.messages([question([{"title": f"Answer {n}"} for n in range(count)], kind)])
    assert [problem for message in messages for problem in problems(message)] == []
    assert len({v for message in messages for v in values(message)}) == count


@pytest.mark.parametrize("length", [75, 76, 150, 400])
def test_a_title_too_long_for_a_button_stands_beside_one(length: int) -> None:
    title = ("word " * 100)[: length - 1] + "."
    (message,) = kit.messages([question([{"title": "Short"}, {"title": title}, {"title": "Last"}])])
    assert problems(message) == []
    assert title in words([message])
    button = next(e for e in controls(message) if e["value"] == payload("q", "1"))
    assert (button["text"]["text"] == title) == (length <= 75)


def test_long_texts_are_split_and_nothing_of_them_is_lost() -> None:
    text = "\n".join(f"Line {n} with < & > in it." for n in range(1_500))
    messages = kit.messages([{"text": text}])
    assert [p for m in messages for p in problems({**m, "text": "x"})] == []
    assert words(messages).split() == text.split()


def test_what_slack_would_read_as_its_own_is_escaped() -> None:
    (message,) = kit.messages([{"text": "AST < 200 & ALT > 40 <@U1>"}])
    assert message["blocks"][0]["text"]["text"] == "AST &lt; 200 &amp; ALT &gt; 40 &lt;@U1&gt;"
    assert problems(message) == []


def test_one_turn_is_one_message_where_it_fits() -> None:
    replies = [{"text": "Thank you."}, {"text": "I understood: age 54."}, question([{"title": "Yes"}])]
    (message,) = kit.messages(replies)
    assert message["text"] == "Thank you.\nI understood: age 54.\nWhich?"


def test_kinds_of_question() -> None:
    ticks = [{"title": f"T{n}"} for n in range(13)]
    alone = [{"title": "None", "none": True}, {"title": "?", "unknown": True}]
    multi = kit.messages([question([*ticks, *alone], "multi")])
    boxes = [e for e in controls(multi[0]) if e["type"] == "checkboxes"]
    assert [len(box["options"]) for box in boxes] == [10, 3]
    assert [e["text"]["text"] for e in controls(multi[0]) if e["type"] == "button"] == ["Send my answer", "None", "?"]
    date = kit.messages([question([{"title": "?", "unknown": True}], "date")])
    assert [e["type"] for e in controls(date[0])] == ["datepicker", "button"]
    number = kit.messages([question([{"title": "?", "unknown": True}], "number", unit="mg a day")])
    assert "type the number (mg a day)" in words(number)


def test_consent_says_who_else_may_read() -> None:
    shown = words(kit.messages([question([{"title": "Yes", "accept": True}], id="consent")]))
    assert "Slack keeps its own copy" in shown
    assert "Slack keeps" not in words(kit.messages([question([{"title": "Yes"}])]))


def test_an_emergency_cannot_be_missed() -> None:
    custom = {"type": "safety", "kind": "breathing"}
    (message,) = kit.messages([{"text": "Call now.", "custom": custom}])
    assert [b["type"] for b in message["blocks"]] == ["header", "section"]
    assert "🚨 This may be an emergency" in words([message])


def posted(reply: dict[str, Any], *more: dict[str, Any]) -> dict[str, Any]:
    (message,) = kit.messages([*more, reply])
    return {"ts": "1.0", **message}


def test_an_answered_message_shows_the_answer_and_has_no_controls_of_it() -> None:
    change = {"title": "Change age", "payload": payload("change", "age")}
    understood = {"text": "I understood: age 54.", "buttons": [change]}
    message = posted(question([{"title": "Yes"}, {"title": "No"}], why="Because."), understood)
    closed = kit.answered(message, "q", "Yes")
    assert problems(closed) == []
    assert [e["value"] for e in controls(closed)] == [payload("change", "age")]
    assert "Which?" in words([closed]) and "Your answer: *Yes*" in words([closed])
    assert "Because." not in words([closed])


def test_an_answer_that_was_not_taken_is_not_shown_as_taken() -> None:
    closed = kit.answered(posted(question([{"title": "Yes"}])), "q", None)
    assert controls(closed) == [] and "closed" in words([closed]) and "Your answer" not in words([closed])


def test_the_words_of_an_answer_too_long_for_its_button() -> None:
    title = "x < y, " * 20
    message = posted(question([{"title": title}]))
    block = next(b for b in message["blocks"] if "accessory" in b)
    pressed = Pressed("1", "U1", "D1", "answer:0", block["block_id"], "", "Choose this", message)
    assert kit.title_of(pressed) == title


@pytest.mark.parametrize("base", ["ae_fit", "als_fit"])
@pytest.mark.parametrize(
    "facts", [{}, {"heart_failure": True, "nyha_class": 4}, {"infection_status": "minor"}], ids=str
)
def test_a_result_has_a_section_with_verdict_and_quote_for_each_rule(base: str, facts: dict[str, Any]) -> None:
    said = ResultWords(catalogue(), speech(), "patient")
    told = catalogue().engine.assess({**GOLD["bases"][base], **facts}, AS_OF)
    text = "\n\n".join(["Here is the result.", *(said.trial(trial) for trial in told["trials"])])
    result = {"text": text, "custom": {"type": "assessment", "final": True, "assessment": told}}
    messages = kit.messages([result, {"text": "Next steps."}])
    assert [p for m in messages for p in problems(m)] == []
    sections = [b["text"]["text"] for m in messages for b in m["blocks"] if b["type"] == "section"]
    for trial in told["trials"]:
        failed = [c for c in trial["criteria"] if c["verdict"] == "not_met" and not c["advisory"]]
        for criterion in failed:
            (one,) = [s for s in sections if escape(criterion["quote"]) in s and "may not fit" in s]
            assert one.startswith("🔶 *may not fit*")
    assert {e["action_id"] for message in messages for e in controls(message)} == {"rules", "sheet"}
    shown = words(messages).replace("_", "").replace("*", "")
    assert all(line.removeprefix("• ") in shown for line in text.splitlines())


@pytest.mark.parametrize("role", ["patient", "clinician"])
def test_every_rule_can_be_shown(role: Any) -> None:
    told = catalogue().engine.assess(GOLD["bases"]["als_fit"], AS_OF)
    messages = rules(told, ResultWords(catalogue(), speech(), role))
    assert [p for m in messages for p in problems(m)] == []
    for trial, message in zip(told["trials"], messages, strict=True):
        sections = [b["text"]["text"] for b in message["blocks"]]
        for criterion in trial["criteria"]:
            (one,) = [s for s in sections if f"{criterion['id']}: " in s]
            assert escape(criterion["quote"]) in one and one.startswith(mark(criterion))


def test_controls_name_their_question() -> None:
    (message,) = kit.messages([question([{"title": "A"}], id="group:x")])
    assert kit.question_of(message["blocks"][-1]["block_id"]) == "group:x"
    assert read_choice(controls(message)[0]["value"]) is not None
    assert kit.question_of("b1") == ""
