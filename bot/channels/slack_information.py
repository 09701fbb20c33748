"""Slack without screening (SLACK_SCREENING=off): what the trials are, and where the web chat is. Nothing is kept."""

from __future__ import annotations

import datetime as dt

from bot.channels.incoming import Collected, Reply, read_choice, user_message
from bot.channels.slack_blocks import say
from bot.turns import ScreeningAgent
from criteria.answers import answer_words
from criteria.load import catalogue
from criteria.replies import speech


async def information(agent: ScreeningAgent, text: str, *, sender_id: str, chat_url: str) -> list[Reply]:
    """The answer to a question about the trials, to an emergency, or to the wish to delete; else the web chat."""
    intent, found = ("", {}) if read_choice(text) else await _read(agent, text, sender_id)
    if kind := found.get("safety"):
        emergencies = speech().replies.emergencies
        words = emergencies.get(kind, emergencies["other_red_flags"])
        numbers = speech().replies.emergency_numbers
        return [
            {"text": speech().fill(words, "patient", numbers=numbers), "custom": {"type": "safety", "kind": kind}}
        ]
    if intent == "delete_data":
        agent.tracker_store.delete([sender_id])
        return [{"text": say("deleted")}, {"text": say("slack_deleted")}]
    web_chat: Reply = {"text": say("slack_off", url=chat_url)}
    return [{"text": _about(found.get("topic") or "what")}, web_chat] if intent == "trial_question" else [web_chat]


async def _read(agent: ScreeningAgent, text: str, sender_id: str) -> tuple[str, dict[str, str]]:
    """The intent, and {"safety": kind, "topic": topic} where there is any."""
    message = user_message(
        text, sender_id=sender_id, channel="slack", message_id=None, asked=(), output=Collected("slack")
    )
    read = await agent.processor.parse_message(message)
    found = {e["entity"]: e["value"] for e in read.get("entities", []) if e["entity"] in ("safety", "topic")}
    return read["intent"]["name"] or "", found


def _about(topic: str) -> str:
    today = dt.date.today()
    told = []
    for compiled in catalogue().engine.trials:
        trial = compiled.trial
        name = f"{trial.short_name['patient']} ({trial.nct_id})"
        if topic == "open":
            told.append(say("said_open", trial=name, words=compiled.recruitment(today)["statement"]))
        elif words := answer_words(trial, topic, "patient"):
            told.append(say("said", trial=name, words=words, source=trial.answers[topic].source))
        else:
            told.append(say("not_said", trial=name))
    return "\n\n".join(told)
