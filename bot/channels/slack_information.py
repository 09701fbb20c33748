"""Slack without screening (SLACK_SCREENING=off): what the trials are, and where the web chat is. Nothing is kept."""

from __future__ import annotations

import datetime as dt

from bot.channels.incoming import Collected, Reply, read_choice, user_message
from bot.channels.slack_blocks import say
from bot.turns import ScreeningAgent
from criteria.load import catalogue, speech
from criteria.results import ResultWords


async def information(agent: ScreeningAgent, text: str, *, sender_id: str, chat_url: str) -> list[Reply]:
    """The answer to a question about the trials, to an emergency, or to the wish to delete; else the web chat."""
    intent, found = ("", {}) if read_choice(text) else await _read(agent, text, sender_id)
    if kind := found.get("safety"):
        emergencies = speech().replies.emergencies
        words = emergencies.get(kind, emergencies["other_red_flags"])
        numbers = speech().replies.emergency_numbers
        return [{"text": speech().fill(words, "patient", numbers=numbers), "custom": {"type": "safety", "kind": kind}}]
    if intent == "delete_data":
        agent.tracker_store.delete([sender_id])
        return [{"text": say("deleted")}, {"text": say("slack_deleted")}]
    web_chat: Reply = {"text": say("slack_off", url=chat_url)}
    return [{"text": _about(found.get("topic") or "il2")}, web_chat] if intent == "trial_question" else [web_chat]


async def _read(agent: ScreeningAgent, text: str, sender_id: str) -> tuple[str, dict[str, str]]:
    """The intent, and {"safety": kind, "topic": topic} where there is any."""
    message = user_message(
        text, sender_id=sender_id, channel="slack", message_id=None, awaited={}, output=Collected("slack")
    )
    read = await agent.processor.parse_message(message)
    found = {e["entity"]: e["value"] for e in read.get("entities", []) if e["entity"] in ("safety", "topic")}
    return read["intent"]["name"] or "", found


def _about(topic: str) -> str:
    words = ResultWords(catalogue(), speech(), "patient")
    if topic == "other_trials":
        lines = words.other_trials({topic for trial in catalogue().other_trials.trials for topic in trial.topics})
        return say("other_trials", trials="\n".join(["", *(f"• {line}" for line in lines)]))
    return words.about(topic, dt.date.today())
