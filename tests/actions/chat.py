"""A conversation in the words of people, read by the reader."""

from __future__ import annotations

import json

from actions.conversation import Incoming
from bot.channels.incoming import awaited
from bot.nlu import short_answers
from bot.nlu.component import entities
from bot.nlu.reader import Reader
from tests.actions.talk import TODAY, Talk


class Chat(Talk):
    """A conversation whose messages are read as the channel has them read."""

    def __init__(self, reader: Reader, role: str, *told: str) -> None:
        super().__init__(role)
        self.reader = reader
        for text in told:
            self.say(text)

    def say(self, text: str) -> None:
        waiting = awaited([{"custom": reply.custom or {}} for reply in self.replies])
        reading = short_answers.read(self.reader, text, waiting, TODAY)
        message = {"text": text, "intent": {"name": reading.intent}, "entities": entities(reading)}
        self._take(Incoming.read(json.loads(json.dumps(message))))
