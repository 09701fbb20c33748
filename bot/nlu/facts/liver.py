"""The upper limits that stand beside liver tests, and these as multiples of them."""

from __future__ import annotations

from bot.nlu.facts import liver_multiples, up_to
from bot.nlu.facts.limit_told import limits
from bot.nlu.language.numbers import Number, number_at, tidy
from bot.nlu.language.text import word_at
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("liver")
_LOWEST, _OPENING = 20, 3
"""The most that the lower end of a range may be, and the words that open a sentence in which it is called one."""
_REACH = 7
"""Words before a limit in which it is said to be that of several: "next to both of them it says normal up to 40"."""


def read(page: Page) -> list[Finding]:
    return liver_multiples.read(page) + _limits(page)


def _limits(page: Page) -> list[Finding]:
    """Upper limits beside liver values: "AST 45 (RI 10-40)", "SGOT 96 / SGPT 132 (ULN 40 / 44)"."""
    named = [m for m in page.of_kind("ast_iu_l", "alt_iu_l") if m.states]
    enzymes = [m for m in named if not m.means.shy or page.raw(m.start).isupper()]
    found: dict[str, Finding] = {}
    pending: list[Mention] = []
    if (lone := of_the_limit(page)) is not None:
        return [Finding(page.asked[0], tidy(lone.value), lone.start, lone.end)]
    if not enzymes:
        return _limit_in_reply(page)
    at = 0
    while at < len(page.keys):
        mention = next((m for m in enzymes if m.start == at), None)
        if mention and (ahead := _limit_ahead(page, mention) or _range_ahead(page, mention)):
            fact, top, at = ahead
            found[fact] = Finding(fact, top, mention.start, at + 1)
        elif mention:
            pending.append(mention)
        elif pending and (top := _bracketed_range(page, at) or _bracketed_top(page, at) or _in_column(page, at)):
            fact = _limit_of(pending[-1])
            found[fact] = Finding(fact, top, pending[-1].start, at + 4)
            pending = []
        elif pending and (top := _liked(page, at) or up_to.limit_at(page, at)):
            for name in pending if _of_each(page, pending, at) else pending[-1:]:
                found[_limit_of(name)] = Finding(_limit_of(name), tidy(top.value), name.start, top.end)
            pending = []
        elif page.keys[at] in _W["limit_words"] and pending and not _found_normal(page, pending[-1], at):
            each = _of_each(page, pending, at)
            whose = len(pending) == 1 or _of_each(page, pending, at + 3)
            values, at = _limit_values(page, at, _factor(page, pending[-1]), told=whose)
            if len(values) == 1 and (each or _of_each(page, pending, at)):
                values = values * len(pending)
            for name, value in zip(pending[-len(values) :] if values else [], values, strict=False):
                fact = _limit_of(name)
                found[fact] = Finding(fact, value, name.start, at + 1)
            pending = []
        at += 1
    return list(found.values())


def _of_each(page: Page, pending: list[Mention], at: int) -> bool:
    return bool(_W["of_each"] & set(page.keys[max(pending[-1].end, at - _REACH) : at + 4]))


def _limit_of(mention: Mention) -> str:
    return mention.fact.replace("_iu_l", "_uln_iu_l")


def _found_normal(page: Page, mention: Mention, at: int) -> bool:
    """ "SGOT normal 37": the value itself, called normal."""
    return page.keys[at] == "normal" and at == mention.end and number_at(page.numbers, at + 1) is not None


def _liked(page: Page, at: int) -> Number | None:
    """ "ALT is 41 and they like it under 50", "anything below 45 is fine": a limit told in words."""
    if page.keys[at] not in _W["under"] and page.keys[at : at + 2] not in (["less", "than"], ["up", "to"]):
        return None
    top = number_at(page.numbers, at + 1) or number_at(page.numbers, at + 2)
    if top is None or top.units.keys() - {"enzyme"} or not 20 <= top.value <= 200:
        return None
    before, after = page.keys[max(0, at - 6) : at], page.keys[top.until : top.until + 4]
    told = _W["liked"] & set(before) or _W["any"] & set(before[-2:]) and _W["fine"] & set(after)
    return top if told and not _W["of_trials"] & {*before, *after} else None


def of_the_limit(page: Page) -> Number | None:
    """ "ULN 45", "same as for the AST, 40", "upper limit 45, mine was 62": of the numbers of a reply the one that is
    the limit, asked for it."""
    if not any(fact.endswith("_uln_iu_l") for fact in page.asked[:1]) or len(tops := limits(page, page.numbers)) != 1:
        return None
    lone = tops[0]
    named = {m.fact for m in page.of_kind("ast_iu_l", "alt_iu_l") if m.clause is page.clause_at(lone.start)}
    if named and page.asked[0].replace("_uln", "") not in named:
        return None  # "40; ALT limit is 45", asked for that of the AST
    if any(_liked(page, at) is lone for at in range(lone.start)):
        return lone
    told = _W["limit_words"] & set(page.keys[page.clause_at(lone.start).start : lone.start])
    told = told or _W["same_limit"] & set(page.keys[: lone.start])
    return lone if told and not lone.units.keys() - {"enzyme"} and 5 <= lone.value <= 200 else None


def _limit_in_reply(page: Page) -> list[Finding]:
    """ "41, ULN 35", in reply to what the AST was."""
    number = next(iter(page.numbers), None)
    if number is None or page.asked[:1] not in (("ast_iu_l",), ("alt_iu_l",)) or page.mentions:
        return []
    at = next((i for i in range(number.end, len(page.keys)) if page.keys[i] in _W["limit_words"]), None)
    values, end = _limit_values(page, at) if at is not None else ([], 0)
    fact = page.asked[0].replace("_iu_l", "_uln_iu_l")
    return [Finding(fact, values[0], at, end)] if at is not None and len(values) == 1 else []


def _limit_ahead(page: Page, mention: Mention) -> tuple[str, float | int, int] | None:
    """ "The upper limit for ALT is 55", "ULN for AST here 35"."""
    place = mention.start - 1
    while place >= 0 and page.keys[place] in _W["between_limit_and_name"]:
        place -= 1
    if place < 0 or place == mention.start - 1 or page.keys[place] not in _W["of_limits"]:
        return None
    number = next((n for n in page.numbers if mention.end <= n.start <= mention.end + 4), None)
    told = number and {*page.keys[mention.end : number.start]} <= _W["between_limit_and_name"] | _W["between_limits"]
    if number is None or not told or not 5 <= number.value <= 200:
        return None
    return _limit_of(mention), tidy(number.value), number.end - 1


def _range_ahead(page: Page, mention: Mention) -> tuple[str, float | int, int] | None:
    """ "RI for ALT 0-55, AST 0-40 U/L": a range right behind a name, in a sentence that opens with a word for it."""
    high = _range_behind(page, mention.end - 1)
    low = number_at(page.numbers, mention.end)
    if high is None or low is None or low.value > _LOWEST:
        return None
    opening = page.keys[page.sentence(mention.clause)[0].start : mention.start][:_OPENING]
    return (_limit_of(mention), tidy(high.value), high.end - 1) if _W["range_words"] & set(opening) else None


def _bracketed_range(page: Page, at: int) -> float | int | None:
    """The upper end of the range that laboratories print in brackets after a value: "ALT 52 (0-41)"."""
    high = _range_behind(page, at) if page.keys[at] in ("(", "[") else None
    closed = high is not None and word_at(page.keys, high.end) in (")", "]", "u", "iu")
    return tidy(high.value) if high and closed else None


def _in_column(page: Page, at: int) -> float | int | None:
    """The upper end of the range in the last column of a row: "ALT | 168 H | 0-41", "ALT 168 H 0-41"."""
    high = _range_behind(page, at) if page.keys[at] in _W["columns"] else None
    closed = high is not None and word_at(page.keys, high.until) in _W["ends_of_rows"] | {""}
    return tidy(high.value) if high and closed else None


def _range_behind(page: Page, at: int) -> Number | None:
    """The upper end of a range of enzymes right behind a token."""
    low, high = number_at(page.numbers, at + 1), number_at(page.numbers, at + 3)
    if low is None or high is None or page.keys[at + 2] != "-":
        return None
    return high if 20 <= high.value <= 200 and low.value < high.value / 2 else None


def _bracketed_top(page: Page, at: int) -> float | int | None:
    """The limit alone in brackets after a value: "GOT 52 U/l (<50)", "ALT 61 (N < 45)"."""
    if page.keys[at] not in ("(", "["):
        return None
    place = at + 1
    while place < len(page.keys) and page.keys[place] in _W["before_a_top"]:
        place += 1
    top = number_at(page.numbers, place)
    if top is None or place == at + 1 or not 20 <= top.value <= 200:
        return None
    return tidy(top.value) if {")", "]"} & set(page.keys[top.end : top.end + 4]) else None


def _listed(page: Page, comma: int) -> bool:
    """ "(ULN 35, 45)": a comma between limits in brackets."""
    return (
        page.keys[comma] == ","
        and {")", "]"} >= set(page.keys[comma + 2 : comma + 3]) != set()
        and number_at(page.numbers, comma + 1) is not None
    )


def _factor(page: Page, mention: Mention) -> float:
    """What makes IU/L of the unit of a value: that is its limit's, too ("ALT 3,1 µkat/l (ULN 0,75)")."""
    value = next((n for n in page.numbers if mention.end <= n.start <= mention.end + 2), None)
    return value.units["enzyme"][0] if value and "enzyme" in value.units else 1.0


def _limit_values(page: Page, at: int, factor: float = 1.0, *, told: bool = False) -> tuple[list[float | int], int]:
    """The limits that follow a word for them; of a range its upper end. `told`: in words ("goes up to"), of whom is
    plain."""
    values: list[float | int] = []
    place = at + 1
    while place < min(len(page.keys), at + 14):
        between = _W["between_limits"] | _W["before_limits"] if told and not values else _W["between_limits"]
        number = number_at(page.numbers, place)
        value = number.value * number.units.get("enzyme", (factor,))[0] if number else 0
        if number and page.in_date(place):
            break  # "ALT 1.8 x ULN 18/11"
        if number and page.keys[number.until : number.until + 1] == ["ago"]:
            break  # "normal until 20 days ago"
        if number and 5 <= value <= 200:
            if page.keys[place - 1 : place] in (["-"], ["to"]) and values:
                values[-1] = tidy(value)
            else:
                values.append(tidy(value))
            place = number.end
        elif page.keys[place] in between or number or _listed(page, place):
            place += 1
        else:
            break
    return values, place - 1
