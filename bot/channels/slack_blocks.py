"""Replies in Slack's Block Kit: from the contract's messages (section 4) to what chat.postMessage takes.

Limits: https://docs.slack.dev/reference/block-kit
"""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.channels.incoming import Reply, read_choice
from bot.channels.slack_requests import Pressed
from criteria.load import speech
from criteria.results import ResultWords

Block = dict[str, Any]
Message = dict[str, Any]
"""Keyword arguments of chat.postMessage and chat.update: "text" for notices and screen readers, and "blocks"."""

MOST_BLOCKS = 50
MOST_LETTERS = 12_000
LONGEST_SECTION = 3_000
LONGEST_TEXT = 4_000
LONGEST_LABEL = 75
MOST_IN_A_ROW = 5
MOST_TICKS = 10

MARKS = {"met": "✅", "not_met": "🔶", "unknown": "❔", "not_applicable": "➖", "site": "🏥"}


def say(key: str, /, **values: Any) -> str:
    """A text about Slack's own controls. They speak plainly to everyone."""
    return speech().say(key, "patient", **values)


def messages(replies: Iterable[Reply]) -> list[Message]:
    """A turn's replies in as few messages as Slack's limits allow, in order."""
    replies = list(replies)
    trials = _trials(replies)
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
    yield from _sections(reply["text"], trials)
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
        picker = {"type": "datepicker", "action_id": "date", "placeholder": _label(say("slack_pick_date"))}
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
    for number, group in enumerate(_chunks(ticks, MOST_TICKS)):
        boxes = {"type": "checkboxes", "action_id": f"tick:{number}", "options": [_tick(o) for o in group]}
        yield {"type": "actions", "block_id": _block_id(question), "elements": [boxes]}
    send = {**plain_button("send", say("slack_send")), "value": question, "style": "primary"}
    yield from _options(alone, first=[send], question=question)


def _tick(option: Mapping[str, Any]) -> dict[str, Any]:
    title = option["title"]
    tick = {"text": _label(title), "value": option["payload"]}
    if len(title) > LONGEST_LABEL:
        # the label ends in "…"; what it left out stands below it
        tick["description"] = _label("…" + title[LONGEST_LABEL - 1 :])
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
            chooser = {**_button(action, option), "text": _label(say("slack_choose"))}
            yield {**_section(escape(option["title"])), "block_id": _block_id(question), "accessory": chooser}
    yield from _row(row, _block_id(question))


def _question_of(option: Mapping[str, Any]) -> str:
    choice = read_choice(option["payload"])
    return choice.question if choice else ""


def _button(action: str, option: Mapping[str, Any]) -> dict[str, Any]:
    button = {**plain_button(action, option["title"]), "value": option["payload"]}
    return {**button, "style": "primary"} if option.get("accept") else button


def plain_button(action: str, title: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action, "text": _label(title)}


def _row(buttons: Sequence[Block], block_id: str) -> Iterator[Block]:
    for group in _chunks(buttons, MOST_IN_A_ROW):
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


# results


def _trials(replies: Iterable[Reply]) -> list[Mapping[str, Any]]:
    """The trials of the assessment among the replies."""
    customs = [reply.get("custom") or {} for reply in replies]
    return [t for custom in customs if custom.get("type") == "assessment" for t in custom["assessment"]["trials"]]


def _sections(text: str, trials: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
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
    yield _section(f"*{escape(title)}*")
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
    yield from _chunked(f"{mark(criterion)} *{say('criterion_' + criterion['verdict'])}*\n{text}")


def mark(criterion: Mapping[str, Any]) -> str:
    return "⚠️" if criterion["advisory"] and criterion["verdict"] == "not_met" else MARKS[criterion["verdict"]]


def rules(assessment: Mapping[str, Any], words: ResultWords) -> list[Message]:
    """Every criterion of every trial, each with its verdict and its quote; a message a trial."""
    parts = []
    for trial in assessment["trials"]:
        title = f"{words.trial_name(trial['nct_id'])} ({trial['nct_id']}): {words.verdict(trial)}"
        drawn = [_section(f"*{escape(title)}*")]
        for criterion in trial["criteria"]:
            drawn += _rule(f'{criterion["id"]}: "{criterion["quote"]}"', criterion)
        parts.append((title, drawn))
    return [message for part in parts for message in pack([part])]


# parts


def pack(parts: Iterable[tuple[str, list[Block]]]) -> list[Message]:
    """Messages of (text, blocks) within Slack's limits; a part is split only when it is too long for one message."""
    packed: list[tuple[list[str], list[Block]]] = []
    for text, drawn in parts:
        for group in _chunks(drawn, MOST_BLOCKS):
            if not packed or not _fits(packed[-1][1], group):
                packed.append(([], []))
            packed[-1][0].append(text)
            packed[-1][1].extend(group)
    return [{"text": _notice(texts), "blocks": _numbered(drawn)} for texts, drawn in packed]


def _fits(before: Sequence[Block], more: Sequence[Block]) -> bool:
    return len(before) + len(more) <= MOST_BLOCKS and _letters([*before, *more]) <= MOST_LETTERS


def _letters(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(_letters(one) for one in inside)


def _notice(texts: Iterable[str]) -> str:
    text = escape("\n".join(dict.fromkeys(texts)))
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 8].rsplit(" ", 1)[0] + " …"


def _numbered(drawn: Iterable[Block]) -> list[Block]:
    """Block ids must differ within a message."""
    return [{**b, "block_id": f"{b['block_id']}:{n}"} if "block_id" in b else b for n, b in enumerate(drawn)]


def _block_id(question: str) -> str:
    return f"question:{question}"


def sections(text: str) -> Iterator[Block]:
    """A text as sections, split only where it is too long for one."""
    yield from _chunked(escape(text.strip()))


def _chunked(text: str) -> Iterator[Block]:
    while len(text) > LONGEST_SECTION:
        cut = max(text.rfind("\n", 1, LONGEST_SECTION), 0) or max(text.rfind(" ", 1, LONGEST_SECTION), 0)
        yield _section(text[: cut or LONGEST_SECTION])
        text = text[cut or LONGEST_SECTION :].lstrip()
    if text:
        yield _section(text)


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150], "emoji": True}}


def context(text: str, *, escaped: bool = False) -> Block:
    words = text if escaped else escape(text)
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": words[:LONGEST_SECTION]}]}


def _label(text: str) -> dict[str, Any]:
    short = text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"
    return {"type": "plain_text", "text": short, "emoji": False}


def escape(text: str) -> str:
    """Slack reads <, > and & as its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _chunks(items: Sequence[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
