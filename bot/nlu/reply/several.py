"""Replies to several questions at once: each in its turn, by its place, or only those that are named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.language import places
from bot.nlu.language.phrases import Found
from bot.nlu.language.text import tokens
from bot.nlu.page import Finding, Page
from bot.nlu.reply import gaps
from bot.nlu.reply.bare_things import bare_thing
from bot.nlu.reply.head import said_at
from bot.nlu.reply.yes_no import SHORT, reply
from bot.nlu.vocabulary import catalogue, says, word_lists

_W = word_lists("answers")
ORDINALS = (*places.ORDINALS[:4], places.LAST)
"""Those that free text is searched for: further on they are days."""
_COUNTS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_DENIED = {"NEGATED", "NOT_GIVEN"}
_BETWEEN_REPLIES = re.compile(r"\s+/\s+|;|\n")
_BETWEEN_COMMAS = re.compile(r"[^,\s](?:\([^()]*\)|[^,])*")
_DASH, _AND = re.compile(r" [-\u2013\u2014] "), re.compile(r"and\s+(?=(?:no|yes)\b)", re.IGNORECASE)
_OUTCOME = re.compile(r"(?!(?:and|then)\b)[^,\s](?:(?!\s(?:and|then)\s)[^,])*", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)?")
_SIGN = re.compile(r"(?:neg|pos)\b|[-+\u2212\u2013](?:ve\b)?", re.IGNORECASE)
_ROW = re.compile(rf"\s*(?:{_SIGN.pattern})(?:\s*[/,]\s*(?:{_SIGN.pattern}))+(?!\S)", re.IGNORECASE)
_LONGEST_REPLY = 60
_THOUGHT = 4
"""Words from a yes on within which a second thought makes it the only reply."""
_ORDINAL = 2
"""Words within which the replies are counted: "the first one no, the second yes"."""
_BRIEF = 2
"""Tokens of the parts of a brief reply."""
_LISTED = 3
"""Things asked from which a yes among noes is one of them: of two, "yeah, no, never" may be one reply."""


def one_by_one(text: str, asked: Sequence[str]) -> list[tuple[int, str]]:
    """The parts of a reply to several questions, with their places, where there is one for each."""
    if len(asked) < 2 or len(text) > _LONGEST_REPLY * len(asked):
        return []
    ends = [*(match.span() for match in _BETWEEN_REPLIES.finditer(text)), (len(text), len(text))]
    starts = [0, *(end for _, end in ends[:-1])]
    parts = [(start, text[start:end]) for start, (end, _) in zip(starts, ends, strict=True)]
    if len(parts) == len(asked) and all(part.strip() for _, part in parts):
        return parts
    parts = _signs(text) or _opening(text, asked) or gaps.in_order(text, asked) or _with_commas(text, asked)
    parts = parts or _two_outcomes(text, asked)
    return parts if len(parts) == len(asked) else []


def _signs(text: str) -> list[tuple[int, str]]:
    """The results of "-/-/+ RNA 2.1 million", "neg/neg/pos", "-, -, +": the last one with all that is told of it."""
    row = None if text.strip() == "+/-" else _ROW.match(text)  # by itself perhaps "equivocal"
    found = list(_SIGN.finditer(text, 0, row.end())) if row else []
    ends = [*(one.end() for one in found[:-1]), len(text)]
    return [(one.start(), text[one.start() : end]) for one, end in zip(found, ends, strict=True)] if row else []


def _opening(text: str, asked: Sequence[str]) -> list[tuple[int, str]]:
    """The replies of "no, no, and yes, the drink. Ten years dry": the last one with all that is told of it; of two
    questions "no. Yes, breast, 2016" are the replies, while "yeah, no, never" is one. So are "first one no, second yes,
    a kidney"."""
    found = list(tokens(text))
    run = _run([token.key for token in found])
    told = [found[at] for at in run]
    counted = [token.key for token in found[: max(run, default=0)] if token.key in ORDINALS]
    in_order = counted == list(ORDINALS[: len(asked)])
    if len(told) != len(asked) or counted and not in_order:
        return []
    if len(asked) < _LISTED and not in_order and [*run.values()] != ["no", "yes"]:
        return []
    after = [token.key for token in found[max(run) :] if token.key != "."]
    if _W["one_reply"] & {*after[:_THOUGHT]}:
        return []  # "no... yes actually", "yes, yes and yes... only joking"
    return [*((one.start, text[one.start : one.end]) for one in told[:-1]), (told[-1].start, text[told[-1].start :])]


def _run(keys: Sequence[str]) -> dict[int, str]:
    """The yeses and noes, each with its place, that a message opens with."""
    run: dict[int, str] = {}
    counts = any(key in ORDINALS for key in keys[:_ORDINAL])
    between = _W["between_opening"] | (_W["beside_an_ordinal"] | {*ORDINALS} if counts else set())
    for at, key in enumerate(keys):
        if bare(key):
            run[at] = "yes" if key in _W["yes"] else "no"
        elif key not in between:
            break
    return run


def mixed(page: Page) -> bool:
    """ "No, no, and yes, the drink" to four questions, "no to one, yes to the other" to two: which of them it is said
    of cannot be told."""
    if len(page.asked) > 1 and len(page.keys) <= SHORT and {"one", "other"} <= page.words:
        return all(words & page.words for words in (_W["yes"], _W["no"]))
    run = _run(page.keys)
    if len(page.asked) < _LISTED:
        return len(page.asked) > 1 and [*run.values()] == ["no", "yes"]
    return len(run) >= _LISTED and len({*run.values()}) > 1


def some_told(page: Page) -> bool:
    """ "The first was negative in 2019 but positive this year", "1: no", "neg, jabbed in 2010, neg, IGRA see letter":
    some of them are told by their places or in a row. Where that is not understood, nothing is said of all of them."""
    keys = page.keys
    if len(page.asked) < 2 or len(keys) < _LISTED:
        return False
    if keys[0].isdigit() and keys[1] in _W["behind_a_figure"] and int(keys[0]) <= len(page.asked) and keys[2].isalpha():
        return True
    if keys[0] in _W["results"] and keys[1] == "," and page.text.count(",") == len(page.asked) - 1 >= _ORDINAL:
        return True
    told = [
        places.place_at(keys, at + 1) for at, key in enumerate(keys[:-1]) if key == "the" and not page.in_date(at + 1)
    ]
    return any(one and not one.bare and not _W["being_it"].isdisjoint(keys[one.end : one.end + 1]) for one in told)


def counted_before(page: Page, rest: Found[str]) -> list[Finding]:
    """ "Two and four, not the rest. Liver in 2015; OCD": the numbers before are places, and what follows tells more."""
    said = places.read(
        [_COUNTS.get(key, key) for key in page.keys[: page.sentence(page.clause_at(rest.start))[-1].end]]
    )
    facts = [fact for fact in page.asked if fact in catalogue()]
    chosen = said.over(len(facts)) if said else []
    values = [(fact, reply(fact, "yes" if one else "no")) for fact, one in zip(facts, chosen, strict=False)]
    return [Finding(fact, value, 0, rest.end) for fact, value in values if value is not None]


def _with_commas(text: str, asked: Sequence[str]) -> list[tuple[int, str]]:
    """The replies of "no, no, cured in 2019, no", "no, yes (breast, 2016)": most of them a yes or a no; so are the
    outcomes of three treatments and more ("failed, partial, never had": of two, "yes, no effect" is one reply) and
    replies of a word or two ("71, F, 49.5"). The last one may follow "and": "no, a kidney off his dad, and no"."""
    parts = [_without_and(match) for match in _BETWEEN_COMMAS.finditer(_DASH.sub(" , ", text.rstrip(" .")))]
    treatments = len(asked) > 2 and all(fact in says() and says()[fact].kind == "therapy" for fact in asked)
    plain = [bare(_BRACKETS.sub("", part)) for _, part in parts]
    each = len(parts) == len(asked) == 2 and plain[1] and bare(parts[0][1].split()[0])  # "yes mild, no"
    each = each or len(parts) == len(asked) == 2 and plain[0] and _stands_for(parts[1][1], asked[1])  # "no, cornea"
    tested = all(fact in says() and "positive" in says()[fact].means for fact in asked)
    told = _W["results"] | (_W["results_in_words"] if tested else set())
    results = all({token.key for token in tokens(part)} & told for _, part in parts)  # "neg, immune, RNA pos"
    brief = len(asked) > 2 and all(len(list(tokens(part))) <= _BRIEF for _, part in parts)
    return parts if treatments or each or results or brief or sum(plain) * 2 > len(parts) else []


def _without_and(match: re.Match[str]) -> tuple[int, str]:
    led = _AND.match(match[0])
    return (match.start() + led.end(), match[0][led.end() :]) if led else (match.start(), match[0])


def _two_outcomes(text: str, asked: Sequence[str]) -> list[tuple[int, str]]:
    """ "NR, partial", "failed, then responded", "failed and responded": how two treatments went, each in a word or two;
    but "yes, no effect", "tried and failed" and "worked, then stopped working" are one reply."""
    told = [(one.start(), one[0]) for one in _OUTCOME.finditer(text.rstrip(" ."))]
    words = [[token.key for token in tokens(part)] for _, part in told]
    short = all(len(part) <= _BRIEF and not (bare(" ".join(part)) or _W["no_outcome"] & {*part}) for part in words)
    lost = words[:1] and _W["helped_once"] & {*words[0]} and "then" in text.lower()
    treatments = all(fact in says() and says()[fact].kind == "therapy" for fact in asked)
    return told if short and treatments and not lost else []


def _stands_for(text: str, fact: str) -> bool:
    return bare_thing([token.key for token in tokens(text)], fact) is not None


def one_between(parts: Sequence[str]) -> bool:
    """ "No, home oxygen since May, and no": what stands between replies is not denied by them, understood or not."""
    plain = [bare(part) for part in parts]
    return len(parts) >= _LISTED and plain[0] and plain[-1] and plain.count(False) == 1


def bare(text: str) -> bool:
    """A yes or a no and nothing else."""
    return text.strip().lower() in _W["yes"] | _W["no"]


def only_these(page: Page) -> Found[str] | None:
    """ "Just the cancer, 2009", "ritux only": of several things asked the one named, and so not the others."""
    if len(page.asked) < 2 or len(page.keys) > SHORT:
        return None
    told = [m for m in page.mentions if m.fact in page.asked and m.states and not _DENIED & m.said]
    for mention in told:
        before, after = page.keys[: mention.start], page.keys[mention.end : mention.end + 1]
        if before and before[0] in _W["only"] and len(before) < 4 or after and after[0] in _W["only"]:
            return Found(mention.start, mention.end, "rest_no")
    return None


def only(page: Page, facts: list[str], index: int, place: Found[str] | None) -> list[Finding]:
    """ "only the first": that one yes, the others no."""
    if place is None or not -len(facts) <= index < len(facts) or _told_well(page, place.end):
        return []
    chosen = facts[index]
    clause = page.clause_at(place.start)
    if _W["jabbed"] & set(page.keys[clause.start : clause.end]):
        return _vaccinated(chosen, place)
    values = [(fact, reply(fact, "yes" if fact == chosen else "no")) for fact in facts]
    return [Finding(fact, value, place.start, place.end) for fact, value in values if value is not None]


def _told_well(page: Page, at: int) -> bool:
    """ "First one clear. The TB is being treated": what is told of the place is no yes."""
    while page.keys[at : at + 1] and page.keys[at] in _W["being"]:
        at += 1
    said = said_at(page.keys, at) if at < len(page.keys) else None
    return said is not None and said.kind in ("no", "result")


def _vaccinated(chosen: str, place: Found[str]) -> list[Finding]:
    """ "The middle one I've only been vaccinated for": no illness; of hepatitis B that says what the blood shows."""
    if "vaccinated_immune" not in (catalogue()[chosen].get("values") or {}):
        return []
    return [Finding(chosen, "vaccinated_immune", place.start, place.end)]
