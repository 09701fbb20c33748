"""Messages that name no fact and are about one all the same: the answer to a doubt, and what was told last put right.

"It helped a bit" where it is asked which of two responses is right; "no, 66" and "that was 3 May" after a weight and a
day. "Forget the ALT" names one and tells no value of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu import at_hand, counted_as, newer_value, next_patient, plans, said_wrong, terms
from bot.nlu.intents import CORRECT, HANDOVER
from bot.nlu.reader import Reader
from bot.nlu.reading import Reading
from bot.nlu.times.windows import DAY_OF
from bot.nlu.vocabulary import COUNTED, catalogue, says, word_lists

_W = word_lists("short_answers")
_WORD = re.compile(r"[a-z']+|\d[\d.,/]*\d|\d")
_LONGEST, _BARE, _SAYING = 12, 3, 5
"""Words of a message that names nothing, of one that is but a value ("sorry, negative"), and of "I never said that"."""
_TOLD_BEFORE = re.compile(
    r"\bi (?:said|put|ticked|answered) (?:no|none|nothing|never)\b[^.;]{0,12}? but "
    r"|^(?:sorry,? )?about the [\w ]{3,20}[:,] "
)
_INSTEAD = re.compile(
    r"[\W\w]{0,20}?\b(?:scratch|scrap|strike) (?:that|this)\b[\s,.;:–—-]*(?:sorry,? |i meant (?:that )?)*"
)
_NO_RESPONSE = {"not_given", "given_unknown", "unknown"}


def read(reader: Reader, text: str, awaited: Mapping[str, Any], day: dt.date) -> Reading:
    """A message after a question: `awaited` is what it may be about (bot/channels/incoming.py)."""
    reading = _read(reader, text, awaited, day)
    plans.mark(reader, reading, day)
    return reading


def _read(reader: Reader, text: str, awaited: Mapping[str, Any], day: dt.date) -> Reading:
    asked, doubted, told = (awaited.get(key) or () for key in ("asked", "doubted", "told"))
    writer = awaited.get("writer")
    reading = reader.read(text, asked, day, writer)
    if reading.safety:
        return reading
    if skipped := at_hand.denied(reader, reading, asked, day, writer):
        return skipped
    if reading.intent == HANDOVER:
        return _handed_over(reader, text, day)
    if term := terms.asked(reader, text, day):
        return term
    if reading.intent == next_patient.ANOTHER:
        return next_patient.read(reader, reading, day, writer)
    if dropped := _dropped(reader, text, reading, day):
        return _taken_back(text, reading, dropped, _put_instead(reader, text, day))
    if again := _but(reader, reading, day):
        return again
    if ordered := counted_as.read(reader, reading, told or {}, day):
        again, facts, at = ordered
        return _with(reading, again, facts, at, CORRECT)
    if about := said_wrong.named(reader, text, day):
        return Reading(text, CORRECT, 1.0, about=about, ranking=reading.ranking)
    if doubted and not reading.facts and not reading.conflicts:
        again = _of_the_doubt(reader, reading, doubted, day)
        return again or told and _put_right(reader, reading, asked, told, day) or reading
    if told and (newer := newer_value.read(reader, text, asked, told, day)):
        again, at, fact = newer
        return _with(reading, again, {fact: again.facts[fact]}, at, CORRECT)
    if told and (again := _put_right(reader, reading, asked, told, day)):
        return again
    if not reading.facts and (again := _behind_wrong(reader, reading, asked, day, writer)):
        return again
    return reader.read(text, (), day, writer) if _contradicts(text) or _vents(reader, reading, day) else reading


def _vents(reader: Reader, reading: Reading, day: dt.date) -> bool:
    """Whether it is about how the writer feels, without a yes or no before it, and so answers nothing that is asked."""
    words = _WORD.findall(reading.text.lower())
    return bool(words) and words[0] not in _W["plain"] and reader.intents.vents(reader.page(reading.text, (), day).doc)


def _behind_wrong(
    reader: Reader, reading: Reading, asked: Sequence[str], day: dt.date, writer: str | None
) -> Reading | None:
    """ "Wrong, the weight is 72": what it tells behind the words that deny what was noted."""
    rest, at = _behind(reading.text, _W["opening"] | _W["leading"])
    if "?" in rest or _W["opening"].isdisjoint(_WORD.findall(reading.text[:at].lower())):
        return None
    again = reader.read(rest, asked, day, writer)
    return _with(reading, again, again.facts, at, CORRECT) if again.facts else None


def _handed_over(reader: Reader, text: str, day: dt.date) -> Reading:
    """ "Dad here, my son is gone for today" answers nothing and tells nobody's sex; who writes it is not known yet."""
    reading = reader.read(text, (), day)
    reading.drop("sex")
    return reading


def _contradicts(text: str) -> bool:
    """ "No, I mean ...", "no wait": what was said before is denied, and not what is asked."""
    words = _WORD.findall(text.lower())[:4]
    return bool(words) and words[0] in _W["opening_slightly"] and bool(_W["contradicting"] & set(words))


def _of_the_doubt(
    reader: Reader, reading: Reading, doubted: Sequence[Mapping[str, Any]], day: dt.date
) -> Reading | None:
    """One of the values that are doubted, told in words that answer its question; a yes or no before it is none."""
    rest, at = _behind(reading.text, _W["opening"] | _W["opening_slightly"] | _W["agreeing"] | _W["leading"])
    words = _WORD.findall(rest.lower())
    if not words or len(words) > _LONGEST or "?" in rest:
        return None
    if words[0] in _W["denying"] and _W["effects"].isdisjoint(words[1:2]):  # but "no response"
        return None
    again = reader.read(rest, list(dict.fromkeys(fact for option in doubted for fact in option)), day)
    meant = [option for option in doubted if option and all(again.facts.get(fact) == option[fact] for fact in option)]
    if len(meant) != 1 or not all(_is_whole(again, fact) for fact in meant[0]):
        return None
    return _with(reading, again, meant[0], at, reading.intent)


def _put_right(
    reader: Reader, reading: Reading, asked: Sequence[str], told: Mapping[str, Any], day: dt.date
) -> Reading | None:
    """What was told last told otherwise: behind words of correction, or beside the value that it was not."""
    whole, at = _behind(reading.text, _W["opening"] | _W["opening_slightly"] | _W["leading"])
    rest, opening = _before_not(whole), set(_WORD.findall(reading.text[:at].lower()))
    surely = bool(opening & _W["opening"]) or rest != whole
    if not surely and opening.isdisjoint(_W["opening_slightly"]) and not {"that", "was"} <= opening:
        return None
    if not 0 < len(_WORD.findall(rest.lower())) <= _LONGEST or "?" in rest or reader.read(rest, (), day).facts:
        return None
    if not surely and any(map(_is_short, reader.read(rest, asked, day).facts)):
        return None  # "no, in May" answers what is asked
    words = _WORD.findall(rest.lower())
    named = surely and len(words) <= _BARE and _W["plain"].isdisjoint(words) and not re.search(r"\d", rest)
    facts = [fact for fact in told if _is_short(fact) or named and catalogue()[fact]["type"] == "choice"]
    windows = [fact for fact in told if fact in DAY_OF]
    facts += [DAY_OF[fact] for fact in windows if DAY_OF[fact] not in facts]
    again, wanted = reader.read(rest, facts, day), {*facts, *windows}
    found = {
        fact: value for fact, value in again.facts.items() if fact in wanted and _is_other(again, fact, value, told)
    }
    if len({DAY_OF.get(fact, fact) for fact in found}) != 1 or len(facts) > 1 and _is_number(found):
        return None
    return _with(reading, again, found, at, CORRECT)


def _is_short(fact: str) -> bool:
    """Whether a fact is told by a number or a day alone, or by what a treatment did."""
    return catalogue()[fact]["type"] in COUNTED or fact in says() and says()[fact].kind == "therapy"


def _is_number(found: Mapping[str, Any]) -> bool:
    return any(isinstance(value, int | float) and not isinstance(value, bool) for value in found.values())


def _is_other(again: Reading, fact: str, value: Any, told: Mapping[str, Any]) -> bool:
    """Whether a short message says this of what was told last, and nothing besides."""
    if value == told.get(fact) or value in _NO_RESPONSE:
        return False
    return _is_whole(again, fact)


def _is_whole(again: Reading, fact: str) -> bool:
    """Whether a number or a day is all that a message tells; other values may be told in more words."""
    if catalogue()[fact]["type"] not in COUNTED and fact not in DAY_OF:
        return True
    start, end = again.evidence[fact]
    beside = _WORD.findall(f"{again.text[:start]} {again.text[end:]}".lower())
    return set(beside) <= _W["beside"] | _W["opening"]


def _with(reading: Reading, again: Reading, facts: Mapping[str, Any], at: int, intent: str) -> Reading:
    """The reading with these facts of what stands behind its opening words."""
    reading.facts = dict(facts)
    reading.evidence = {fact: [place + at for place in again.evidence[fact]] for fact in facts}
    reading.doubts, reading.conflicts, reading.others, reading.places = {}, {}, [], None
    reading.counted, reading.intent, reading.confidence = False, intent, 1.0
    return reading


def _behind(text: str, words: frozenset[str]) -> tuple[str, int]:
    """What follows the words at the beginning of a text that are among these, and where."""
    at = 0
    for found in re.finditer(r"[\w']+", text):
        word, behind = found.group().lower().replace("’", "'"), text[found.end() :]
        if word not in words or word in _W["opening_slightly"] and not _set_off(behind, words):
            break
        at = found.end()
    at += len(text[at:]) - len(text[at:].lstrip(" ,.;:!-–—"))
    return text[at:], at


def _set_off(behind: str, words: frozenset[str]) -> bool:
    """Whether a no stands apart from what follows it: "no, 66", "no it was", and not "no relapse since March"."""
    following = re.match(r"(\W*)([\w']+)", behind)
    if following is None or following[1].strip():
        return True
    return following[2][0].isdigit() or following[2].lower() in words


def _before_not(text: str) -> str:
    """ "82 not 28", "3 May, not 3 June": what stands before the value that it was not."""
    found = re.search(r"[,;]?\s+(?:and |instead of |rather than )?not\s+(?=\d)", text)
    return text[: found.start()] if found else text


def _dropped(reader: Reader, text: str, reading: Reading, day: dt.date) -> list[str]:
    """Facts that are to be forgotten: "please delete ALT", "ignore what I said about RTX"."""
    words = [word.lower() for word in re.findall(r"[\w']+", text.replace("’", "'"))]
    while words and words[0] in _W["please"]:
        words = words[1:]
    if not words or len(words) > _LONGEST or _W["whole"] & set(words):
        return []
    if words[0] not in _W["forgetting"] and not _never_said(words[:_SAYING]):
        return []
    page = reader.page(text, (), day)
    named = dict.fromkeys(mention.fact for mention in page.mentions if mention.fact in catalogue())
    stated = {fact for fact, value in reading.facts.items() if _is_number({fact: value})}
    days = {one: None for pair in DAY_OF.items() if set(pair) & named.keys() for one in pair}
    return [] if stated & named.keys() else list(named | days)


def _never_said(words: list[str]) -> bool:
    """ "I never said hepatitis B negative"."""
    opening = set(words)
    return words[0] in _W["speakers"] and bool(opening & _W["never"]) and bool(opening & _W["saying"])


def _taken_back(text: str, reading: Reading, dropped: list[str], instead: Reading | None) -> Reading:
    back = Reading(text, CORRECT, 1.0, dropped=dropped, ranking=reading.ranking)
    return _with(back, instead, instead.facts, len(text) - len(instead.text), CORRECT) if instead else back


def _put_instead(reader: Reader, text: str, day: dt.date) -> Reading | None:
    """ "Scratch that, the steroids helped a little": what stands in the place of what is to be forgotten."""
    found = _INSTEAD.match(text.lower())
    again = reader.read(text[found.end() :], (), day) if found else None
    return again if again and again.facts else None


def _but(reader: Reader, reading: Reading, day: dt.date) -> Reading | None:
    """ "I said none but I have a cold sore", "about the infection: I do have a cold": what is told behind it is so."""
    found = _TOLD_BEFORE.search(reading.text.lower())
    again = reader.read(reading.text[found.end() :], (), day) if found else None
    return _with(reading, again, again.facts, found.end(), CORRECT) if found and again and again.facts else None
