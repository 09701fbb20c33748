"""Examples from which the likeness to a danger is learned: messages, and signs put into frames (lessons/*.yml)."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import yaml

from tests.bot.nlu.learning import taught
from tests.bot.nlu.scoring import DATA, messages

LESSONS = Path(__file__).parent / "lessons"
Example = tuple[str, str | None]
"""A message and the kind of danger it tells of, if any."""

_PEOPLE = {
    "I": ("my", "myself", "I", "me"),
    **dict.fromkeys(("he", "my husband", "dad", "my son", "pt"), ("his", "himself", "he", "him")),
    **dict.fromkeys(("she", "my wife", "mum", "the patient"), ("her", "herself", "she", "her")),
}
"""Who has a sign: whose, oneself, subject, object."""
_OF_FIRST_PERSON = {"is": "am", "has": "have", "doesn't": "don't", "wishes": "wish", "passes": "pass"}
_NOW, _RECENT, _NEVER = 8, 1, 9
"""Frames that each sign is put into."""
_RECENT_COUNTS = {"status_epilepticus", "infusion_allergic_reaction", "other_red_flags"}
"""Kinds that are as urgent just after as during."""


def banks() -> dict[str, list[Example]]:
    """Every example by the bank it was written in, so that a fold never holds back half a bank."""
    found: dict[str, list[Example]] = {}
    for path in sorted(DATA.glob("dangers*.yml")):
        found[path.stem] = _by_kind(path)
    for name in taught():
        found[Path(name).stem] = [(one["text"], one.get("safety")) for one in messages(name)[1]]
    found["lessons"] = _by_kind(LESSONS / "danger_messages.yml")
    found["grammar"] = composed()
    return found


def _read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return document


def _by_kind(path: Path) -> list[Example]:
    table = _read(path)
    alarms = [(text, kind) for kind, one in table.items() for text in one["alarm"]]
    return alarms + [(text, None) for one in table.values() for text in one["quiet"]]


def composed() -> list[Example]:
    """Every sign in some frames of each sort; the same ones each time."""
    table = _read(LESSONS / "danger_grammar.yml")
    chance = random.Random(7)
    frames, fillers = table["frames"], table["fillers"]
    found: list[Example] = []
    for kind, signs in table["signs"].items():
        for forms in signs:
            sign = dict(zip("NPK", forms.split(" | "), strict=True))
            used: list[tuple[str, str | None]] = [(frame, kind) for frame in chance.sample(frames["now"], _NOW)]
            if kind in _RECENT_COUNTS and sign["P"][0] in "Xx":
                used += [(frame, kind) for frame in chance.sample(frames["recent"], _RECENT)]
            used += [(frame, None) for frame in chance.sample(frames["never"], _NEVER)]
            found += [(_typed(_said(frame, sign, fillers, chance), chance), told) for frame, told in used]
    return found


def _said(frame: str, sign: dict[str, str], fillers: dict[str, list[str]], chance: random.Random) -> str:
    """A frame with its sign, of somebody."""
    who = chance.choice(list(_PEOPLE))
    whose, oneself, subject, him = _PEOPLE[who]
    text = re.sub(r"\b[NPK]\b", lambda found: sign[found[0]], frame)
    text = re.sub(r"\b[DW]\b", lambda found: chance.choice(fillers[found[0]]), text)
    text = re.sub(r"\bwithout X\b", f"without {him}", text)
    text = re.sub(r"\bX\b", who, _first_named(text, subject))
    text = re.sub(r"\bx\b", whose, text)
    return re.sub(r"\{([^}]*)\}", lambda found: _filled(found[1], who, oneself, fillers, chance), text)


def _first_named(text: str, subject: str) -> str:
    """Who it is is said once, then by a pronoun."""
    first, *rest = re.split(r"\bX\b", text)
    return first + "".join(("X" if not at else subject) + part for at, part in enumerate(rest))


def _filled(name: str, who: str, oneself: str, fillers: dict[str, list[str]], chance: random.Random) -> str:
    if name == "self":
        return oneself
    if name == "age":
        return str(chance.randint(19, 80))
    if name in fillers:
        return chance.choice(fillers[name])
    return _OF_FIRST_PERSON.get(name, name.removesuffix("s")) if who == "I" else name


def _typed(text: str, chance: random.Random) -> str:
    """As people type: mostly as written, else without capitals or apostrophes, or with a slip."""
    how = chance.random()
    if how < 0.35:
        return text
    if how < 0.65:
        return text.lower().replace("'", "") if how < 0.55 else text.lower()
    if how < 0.8:
        return _slipped(text, chance)
    return text[0].upper() + text[1:]


def _slipped(text: str, chance: random.Random) -> str:
    """Two letters of a long word change places."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) > 4]
    if long:
        at = chance.choice(long)
        word = words[at]
        place = chance.randrange(1, len(word) - 2)
        words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)
