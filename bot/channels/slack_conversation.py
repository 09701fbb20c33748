"""One person's direct message with the app: what they do becomes turns, and the replies become Slack messages."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels import slack_blocks as kit
from bot.channels import slack_happened as slack
from bot.channels.incoming import PAYLOAD, Reply, clean, read_choice
from bot.channels.report import sheet_of
from bot.channels.slack_information import information
from bot.channels.slack_pace import Pace
from bot.channels.slack_parts import Message
from bot.channels.slack_results import rules
from bot.channels.slack_setup import Setup
from bot.report.sheet import Sheet
from bot.stores import NoConversation
from bot.turns import ScreeningAgent, take_turn
from criteria.load import speech
from criteria.words import date_words

logger = logging.getLogger(__name__)

LONGEST_TEXT = 4_000
GO_ON = "continue"
"""What the slash command says: it brings the notice in a new conversation, else the question that waits."""
SHEET_FILE = "il2-trials-sheet.html"
_TOLD_ONCE = "told once"


class SlackConversation:
    """What one thing that happened in Slack leads to. Raises what Slack's client raises when Slack refuses a call."""

    def __init__(self, setup: Setup, agent: ScreeningAgent, client: AsyncWebClient, pace: Pace, team: str) -> None:
        self.setup = setup
        self.agent = agent
        self.store = agent.tracker_store
        self.client = client
        self.pace = pace
        self.team = team
        self.sender = ""

    def claim(self, happened: slack.Happened, id: str) -> bool:
        """Whether this is to be done now: the first time that it is heard of, in any worker."""
        match happened:
            case slack.Pressed(action=action) if action.startswith("tick"):
                return False
            case slack.SaidElsewhere():
                id = _TOLD_ONCE
        return self.store.claim(self._sender(happened), id)

    async def handle(self, happened: slack.Happened) -> None:
        """One after the other for each person, replies included. What fails here is told to the person, once."""
        self.sender = self._sender(happened)
        try:
            async with self.agent.lock_store.lock(f"{self.sender}-order"):
                await self._do(happened)
        except (SlackClientError, ClientError, asyncio.TimeoutError):
            raise  # Slack itself refuses or is away, so that nobody can be told
        except Exception as error:
            logger.error("Something done on Slack could not be answered: %s", type(error).__name__)
            if channel := await self._private(happened):
                await self._tell(channel, "slack_failed")

    async def _do(self, happened: slack.Happened) -> None:
        channel = await self._private(happened) or ""
        match happened:
            case slack.SaidElsewhere(channel=place, thread=thread):
                await self.client.chat_postMessage(channel=place, thread_ts=thread, **kit.plain(kit.say("slack_hint")))
            case slack.Removed():
                self.store.delete(self.store.senders(self.setup.senders(self.team)))
            case slack.Said(text=text):
                await self._say(channel, text)
            case slack.Pressed():
                await self._press(channel, happened)
            case slack.Command(text=text):
                await self._command(channel, text)
            case slack.Unused():
                await self._tell(channel, "slack_unknown_action")

    async def _private(self, happened: slack.Happened) -> str | None:
        """The direct message with whoever did it. Controls elsewhere are none of ours, and are answered here too."""
        match happened:
            case slack.Said(channel=channel):
                return channel
            case slack.Pressed(channel=channel) if slack.is_direct(channel):
                return channel
            case slack.Pressed(user=user) | slack.Command(user=user) | slack.Unused(user=user):
                opened = await self.client.conversations_open(users=user)
                return str(opened["channel"]["id"])
        return None

    def _sender(self, happened: slack.Happened) -> str:
        match happened:
            case slack.SaidElsewhere(channel=channel, thread=thread):
                return self.setup.sender(self.team, channel, thread or "")
            case slack.Removed():
                return self.setup.sender(self.team)
        return self.setup.sender(self.team, happened.user)

    # turns

    async def _say(self, channel: str, text: str, pressed: tuple[slack.Pressed, str] | None = None) -> None:
        """A turn: what is said, the answered message closed, and the replies."""
        text = clean(text)
        if len(text) > LONGEST_TEXT:
            await self._tell(channel, "slack_too_long", most=f"{LONGEST_TEXT:,}")
            return
        replies = await self._replies(text)
        if pressed:
            await self._close(channel, *pressed, taken=not _refused(replies))
        await self._post(channel, kit.messages(replies))

    async def _replies(self, text: str) -> list[Reply]:
        async with self.pace.turn():
            if not self.setup.screening:
                return await information(self.agent, text, sender_id=self.sender, chat_url=self.setup.chat_url)
            self.store.open(self.sender)
            replies = await take_turn(self.agent, text, sender_id=self.sender, channel="slack")
        return replies if self._is_open() else [*replies, {"text": kit.say("slack_deleted")}]

    def _is_open(self) -> bool:
        try:
            self.store.awaited(self.sender)
        except NoConversation:
            return False
        return True

    # controls

    async def _press(self, channel: str, pressed: slack.Pressed) -> None:
        if pressed.action in ("sheet", "rules") and self.setup.screening:
            await self._show(channel, pressed.action)
            return
        question = kit.question_of(pressed.block)
        if pressed.action == "send" and question and not _ticked(pressed, question):
            await self._tell(channel, "slack_nothing_ticked")
            return
        text, answer = await self._answer(pressed, question)
        if text is None:
            await self._tell(channel, "slack_unknown_action")
            return
        await self._say(channel, text, (pressed, answer))

    async def _answer(self, pressed: slack.Pressed, question: str) -> tuple[str | None, str]:
        """What a control says in a turn, or None for a control that is not ours; and its words for the person."""
        match pressed.action.partition(":")[0]:
            case "answer" if read_choice(pressed.value):
                return pressed.value, kit.title_of(pressed)
            case "send" if question:
                ticked = _ticked(pressed, question)
                return "\n".join(value for _, value in ticked), ", ".join(title for title, _ in ticked)
            case "date" if question and _is_day(pressed.value):
                # a day names no question, so that one picked for an earlier question is sent as an answer to that one
                asked = (await self._state()).get("asked")
                old = PAYLOAD + json.dumps({"question": question, "option": pressed.value})
                return pressed.value if asked == question else old, date_words(pressed.value)
        return None, ""

    async def _show(self, channel: str, what: str) -> None:
        """The sheet as a file, or every criterion, from what was told so far."""
        tracker = await self.store.retrieve(self.sender) if self._is_open() else None
        if tracker is None:
            await self._tell(channel, "slack_unknown_action")
            return
        sheet = sheet_of(tracker, dt.date.today())
        if what == "rules":
            await self._post(channel, rules(sheet.assessment(), sheet.words))
        else:
            await self._send_sheet(channel, sheet)

    async def _send_sheet(self, channel: str, sheet: Sheet) -> None:
        await self.client.files_upload_v2(
            channel=channel,
            content=sheet.html(),
            filename=SHEET_FILE,
            title=sheet.words.say("sheet_title"),
            initial_comment=kit.say("slack_sheet_sent"),
        )

    async def _state(self) -> Mapping[str, Any]:
        tracker = await self.store.retrieve(self.sender) if self._is_open() else None
        return (tracker.get_slot("conversation") if tracker else None) or {}

    async def _command(self, channel: str, text: str) -> None:
        """/trial-match begins or goes on; "/trial-match delete" erases at once."""
        if not text.strip().lower().startswith("delete"):
            await self._say(channel, GO_ON)
            return
        async with self.agent.lock_store.lock(self.sender):
            self.store.delete([self.sender])
        await self._post(channel, kit.messages([{"text": kit.say("deleted")}, {"text": kit.say("slack_deleted")}]))

    # messages

    async def _close(self, channel: str, pressed: slack.Pressed, answer: str, *, taken: bool) -> None:
        timestamp = pressed.message.get("ts")
        if not timestamp:
            return
        closed = kit.answered(pressed.message, kit.question_of(pressed.block), answer if taken else None)
        try:
            await self.client.chat_update(channel=channel, ts=str(timestamp), **closed)
        except SlackApiError as error:  # the message may have been deleted; the replies must come all the same
            logger.warning("An answered message could not be closed: %s", error.response.get("error"))

    async def _tell(self, channel: str, key: str, **values: Any) -> None:
        await self._post(channel, [kit.plain(kit.say(key, **values))])

    async def _post(self, channel: str, messages: Iterable[Message]) -> None:
        for message in messages:
            await self.client.chat_postMessage(channel=channel, unfurl_links=False, **message)


def _ticked(pressed: slack.Pressed, question: str) -> list[tuple[str, str]]:
    """(title, payload) of each ticked box of the question."""
    return [(title, value) for block, title, value in pressed.ticked if kit.question_of(block) == question]


def _is_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _refused(replies: Iterable[Reply]) -> bool:
    """Whether the turn says that the answer changed nothing."""
    return any(reply["text"] in _refusals() for reply in replies)


@lru_cache(maxsize=1)
def _refusals() -> frozenset[str]:
    said = speech().replies.replies
    return frozenset(
        text for key in ("stale_button", "unknown_option", "none_and_others") for text in said[key].values()
    )
