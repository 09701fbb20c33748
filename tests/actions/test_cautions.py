"""What must be said beside anything else: no medicine is changed for this chat, no names and numbers are typed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.reader import Reader
from tests.actions.chat import Chat

NOTHING = "Do not start, stop or change any medicine"
NO_NAMES = "Please do not type names"


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("And the flu needle next week, my husband already rang them, should I tell him to cancel it then?", {}),
        ('Message from care team: "Please schedule your flu shot." should I?', {}),
        ("I'll cancel my vaccine appointment then", {"vaccination_planned": True}),
        ("then I will not take the flu shot", {}),
        ("I'll stop my prednisone then", {"oral_steroid_drug": "prednisone"}),
        ("I will stop the azathioprine so I fit", {"immunosuppressants": ["azathioprine"]}),
        ("my wife says I should drop the riluzole for this", {"riluzole_use": True}),
        ("ok then i stop the IVIG in december so i can join", {}),
        ("I will leave the prednisone for two months then", {}),
        ("I'll postpone my IVIG to fit", {}),
        ("I could stop the sertraline then", {}),
        ("so I come off the pill", {}),
        ("what if I stop the azathioprine?", {}),
        ("if I stopped IVIG, when could I join?", {}),
    ],
)
def test_who_means_to_change_a_medicine_is_told_to_change_nothing(
    reader: Reader, text: str, noted: dict[str, Any]
) -> None:
    chat = Chat(reader, "patient", "I have ALS, no encephalitis")
    before = chat.facts
    chat.say(text)
    assert NOTHING in chat.text and "did not understand" not in chat.text
    assert chat.facts == {**before, **noted}


@pytest.mark.parametrize(
    "text",
    [
        "I stopped the prednisone two weeks ago",
        "my doctor will stop the azathioprine in May",
        "no vaccine, and I will not get one",
        "I want to stop here, my tablets are due",
        "they're planning to switch my tablets next month",
        "Could I skip this question?",
    ],
)
def test_what_was_stopped_or_is_no_plan_needs_no_such_word(reader: Reader, text: str) -> None:
    chat = Chat(reader, "patient", "I have ALS, no encephalitis")
    chat.say(text)
    assert NOTHING not in chat.text


@pytest.mark.parametrize(
    "text",
    [
        "Will you ring me back? My number is 0161 496 0000",
        "my email is jo@example.org",
        "My name is Harold Smith, 14 Mill Lane, I have ALS",
        "we live at 14 Mill Lane",
        "MRN 104 556 902",
    ],
)
def test_who_types_who_they_are_is_asked_not_to(reader: Reader, text: str) -> None:
    chat = Chat(reader, "patient")
    chat.say(text)
    assert NO_NAMES in chat.text and "did not understand" not in chat.text


@pytest.mark.parametrize(
    "text",
    ["plt 212,000, wbc 6.4, lymph 1200", "do you know my name?", "I'm 73 by the way", "IVIG 400 mg x 5, 12.10.2026"],
)
def test_laboratory_values_tell_nobody(reader: Reader, text: str) -> None:
    chat = Chat(reader, "patient")
    chat.say(text)
    assert NO_NAMES not in chat.text


@pytest.mark.parametrize("told", ["HIV negative", "I am 50"])
@pytest.mark.parametrize(
    "text",
    [
        "please don't show the HIV answer",
        "he reads over my shoulder, can you hide the HIV thing",
        "don't write the HIV in the sheet please",
    ],
)
def test_what_is_not_to_be_seen_is_not_printed_and_not_noted(reader: Reader, told: str, text: str) -> None:
    chat = Chat(reader, "patient", "I have encephalitis", told)
    before = chat.facts
    chat.say(text)
    assert "HIV" not in chat.replies[0].text and "sheet shows" in chat.replies[0].text and chat.facts == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("can we speak spanish", "I only know English"),
        ("I not understand the english so good", "I only know English"),
        ("Can you hear me all right, young lady?", "Take your time"),
        ("Just a moment ... Hold on.", "Take your time"),
    ],
)
def test_who_takes_it_for_a_call_or_speaks_little_english_gets_a_fitting_word(
    reader: Reader, text: str, words: str
) -> None:
    chat = Chat(reader, "patient")
    chat.say(text)
    assert words in chat.text and chat.question


@pytest.mark.parametrize("text", ["is azathioprine allowed", "is mycophenolate a problem", "is tacrolimus ok"])
def test_whether_a_medicine_counts_names_the_rule_that_decides_it(reader: Reader, text: str) -> None:
    chat = Chat(reader, "patient", "I have ALS, no encephalitis", "I take azathioprine")
    chat.say(text)
    assert "routine dose of immunosuppressants" in chat.text
    assert "trial in Beijing: I found no listed rule" not in chat.text
