"""Replies in Slack's Block Kit: from the contract's messages (section 4) to what chat.postMessage takes.

Limits: https://docs.slack.dev/reference/block-kit
"""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.channels.incoming import Reply, read_choice
from bot.channels.slack_happened import Pressed
from bot.channels.slack_parts import (
    LONGEST_LABEL,
    LONGEST_TEXT,
    MOST_BLOCKS,
    Block,
    Message,
    chunks,
    context,
    escape,
    header,
    label,
    pack,
    section,
    sections,
)
from bot.channels.slack_results import result_sections, trials_of
from criteria.load import speech

MOST_IN_A_ROW = 5
MOST_TICKS = 10


def say(key: str, /, **values: Any) -> str:
    """A text about Slack's own controls. They speak plainly to everyone."""
    return speech().say(key, "patient", **values)


def messages(replies: Iterable[Reply]) -> list[Message]:
    """A turn's replies in as few messages as Slack's limits allow, in order."""
    replies = list(replies)
    trials = trials_of(replies)
    return pack([(reply["text"], list(blocks(reply, trials))) for reply in replies])


def blocks(reply: Reply, trials: Iterable[Mapping[str, Any]] = ()) -> Iterator[Block]:
    """One reply; `trials`: those of the result that it belongs to."""
    custom = reply.get("custom") or {}
    buttons = reply.get("buttons") or []
    if custom.get("type") == "question":
        yield from _question(reply["text"], custom)
        return
    if custom.get("type") == "safety":
        yield header(f"🚨 {say('slack_emergency')}")
    yield from result_sections(reply["text"], trials)
    yield from _options(buttons)
    if custom.get("type") == "assessment":
        more = [plain_button("rules", say("slack_rules")), plain_button("sheet", say("slack_sheet"))]
        yield from _row(more, "result")


def plain(text: str) -> Message:
    """A text of the channel's own."""
    return {"text": escape(text)[:LONGEST_TEXT], "blocks": list(sections(text))}


# questions


def _question(text: str, custom: Mapping[str, Any]) -> Iterator[Block]:
    question, options = custom["id"], custom.get("options") or []
    yield from sections(text)
    if question == "consent":
        yield from sections(f"🔒 {say('slack_notice')}")
    if about := _about(text, custom):
        yield {**context(about), "block_id": _block_id(question)}
    if custom["input"] == "multi":
        yield from _multi(question, options)
    elif custom["input"] == "date":
        picker = {"type": "datepicker", "action_id": "date", "placeholder": label(say("slack_pick_date"))}
        yield {"type": "actions", "block_id": _block_id(question), "elements": [picker]}
        yield from _options(options)
    else:
        yield from _options(options)


def _about(text: str, custom: Mapping[str, Any]) -> str:
    """The small print of a question: how to answer, why it is asked, how far along it is."""
    why = custom.get("why") or ""
    lines = [_how(custom), "" if why in text else why]
    if progress := custom.get("progress"):
        left = max(progress["at_most"] - progress["answered"], 1)
        lines.append(say("progress", answered=progress["answered"], left=left))
    return "\n".join(line for line in lines if line)


def _how(custom: Mapping[str, Any]) -> str:
    match custom["input"]:
        case "multi":
            return say("slack_multi", send=say("slack_send"))
        case "number":
            return say("slack_number_unit", unit=custom["unit"]) if custom.get("unit") else say("slack_number")
        case "date":
            return say("slack_date")
        case "text":
            return say("slack_text")
    return ""


def _multi(question: str, options: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    """Tick boxes in groups of ten; the answers that stand alone are buttons beside the one that sends."""
    alone = [option for option in options if any(option.get(flag) for flag in ("none", "unknown", "skip"))]
    ticks = [option for option in options if option not in alone]
    for number, group in enumerate(chunks(ticks, MOST_TICKS)):
        boxes = {"type": "checkboxes", "action_id": f"tick:{number}", "options": [_tick(o) for o in group]}
        yield {"type": "actions", "block_id": _block_id(question), "elements": [boxes]}
    send = {**plain_button("send", say("slack_send")), "value": question, "style": "primary"}
    yield from _options(alone, first=[send], question=question)


def _tick(option: Mapping[str, Any]) -> dict[str, Any]:
    title = option["title"]
    tick = {"text": label(title), "value": option["payload"]}
    if len(title) > LONGEST_LABEL:
        # the label ends in "…"; what it left out stands below it
        tick["description"] = label("…" + title[LONGEST_LABEL - 1 :])
    return tick


def _options(
    options: Sequence[Mapping[str, Any]], *, first: Sequence[Block] = (), question: str = ""
) -> Iterator[Block]:
    """Buttons in rows. A title too long for a button stands in full beside one."""
    numbered = [(f"answer:{number}", option) for number, option in enumerate(options)]
    question = question or next((q for _, o in numbered if (q := _question_of(o))), "")
    row = list(first)
    for long, group in itertools.groupby(numbered, key=lambda pair: len(pair[1]["title"]) > LONGEST_LABEL):
        if not long:
            row += [_button(action, option) for action, option in group]
            continue
        yield from _row(row, _block_id(question))
        row = []
        for action, option in group:
            chooser = {**_button(action, option), "text": label(say("slack_choose"))}
            yield {**section(escape(option["title"])), "block_id": _block_id(question), "accessory": chooser}
    yield from _row(row, _block_id(question))


def _question_of(option: Mapping[str, Any]) -> str:
    choice = read_choice(option["payload"])
    return choice.question if choice else ""


def _button(action: str, option: Mapping[str, Any]) -> dict[str, Any]:
    button = {**plain_button(action, option["title"]), "value": option["payload"]}
    return {**button, "style": "primary"} if option.get("accept") else button


def plain_button(action: str, title: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action, "text": label(title)}


def _row(buttons: Sequence[Block], block_id: str) -> Iterator[Block]:
    for group in chunks(buttons, MOST_IN_A_ROW):
        yield {"type": "actions", "block_id": block_id, "elements": list(group)}


# a message after it was answered


def question_of(block_id: str) -> str:
    """The question that a block belongs to; empty for one that belongs to none."""
    kind, _, rest = block_id.partition(":")
    return rest.rsplit(":", 1)[0] if kind == "question" else ""


def answered(message: Mapping[str, Any], question: str, answer: str | None) -> Message:
    """The message as it looks once its question is answered: the answer shown, the controls gone.

    answer: the words chosen; None when nothing was taken, because the question had passed.
    """
    mine = [question_of(block.get("block_id", "")) == question for block in message.get("blocks", [])]
    kept = [block for block, own in zip(message.get("blocks", []), mine, strict=True) if not own]
    words = say("slack_chosen", answer=f"*{escape(answer)}*") if answer else say("slack_closed")
    place = mine.index(True) if any(mine) else len(kept)
    kept.insert(place, context(f"✅ {words}" if answer else words, escaped=True))
    return {"text": message.get("text") or words, "blocks": kept[:MOST_BLOCKS]}


def title_of(pressed: Pressed) -> str:
    """The words of the answer that was pressed: of one too long for its button, the words beside it."""
    for block in pressed.message.get("blocks", []):
        if block.get("block_id") == pressed.block and block.get("type") == "section":
            return html.unescape(str(block["text"]["text"]))
    return pressed.title


def _block_id(question: str) -> str:
    return f"question:{question}"
