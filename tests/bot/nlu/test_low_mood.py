"""Low mood is heard as such, without an alarm and as no answer; idioms that sound like it are nothing of the kind."""

from __future__ import annotations

import pytest

from bot.nlu import short_answers
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from tests.bot.nlu.conftest import AS_OF


def read(reader: Reader, text: str) -> Reading:
    return short_answers.read(reader, text, {"asked": ["mental_illness"], "writer": "patient"}, AS_OF)


@pytest.mark.parametrize(
    "text",
    [
        "I feel so low",
        "I am so down at the moment",
        "I am so lonely since she died",
        "I cry every day",
        "I can't stop crying",
        "everything feels pointless",
        "nobody understands what we go through",
        "I feel like a burden",
        "I feel empty",
        "I feel useless",
        "I'm depressed about all this",
        "I don't enjoy anything any more",
        "life is so hard right now",
        "I'm struggling",
        "things are really bad at home",
        "I have no one to talk to",
        "we are desperate",
        "feeling very down today",
        "it is so hard to watch him fade",
        "I'm exhausted from caring for her",
    ],
)
def test_low_mood(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert (reading.intent, reading.safety, reading.facts) == ("distress", None, {})


@pytest.mark.parametrize(
    "text",
    [
        "I'm hopeless with forms",
        "I'm hopeless at typing",
        "sorry I'm hopeless, what was the question",
        "I'm lost with all these words",
        "I'm a disaster with dates",
        "I'm terrible with numbers",
        "scared of needles",
        "I'm scared of needles",
        "I'm scared of spiders",
        "I was scared of the MRI",
        "I could kill for a coffee",
        "I'd kill for a cup of tea",
        "I'd rather die than eat hospital food",
        "this form will be the death of me",
        "these questions are killing me lol",
        "my feet are killing me",
        "my wife will kill me if I forget",
        "I nearly died laughing",
        "I'm dying to know the result",
        "I'm dying for a cigarette",
        "I'm dead tired after work",
        "I'm so tired today, slept badly",
        "I'm exhausted from the stairs",
        "I'm drowning in paperwork",
        "it's too much typing for me",
        "can't cope with this tiny keyboard",
        "I feel sad about the football",
        "I'm at the end of my list",
        "I'm low on battery",
        "I can't live without coffee",
    ],
)
def test_idioms(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert reading.intent != "distress" and reading.safety is None and reading.facts == {}
