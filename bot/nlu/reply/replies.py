"""Values that a reply gives without naming its thing: numbers, days, words of a value, results."""

from __future__ import annotations

from typing import Any

from bot.nlu.counted import names_another
from bot.nlu.facts import birthdays, births, panels
from bot.nlu.facts.conditions import at_its_time
from bot.nlu.facts.conversion import convert
from bot.nlu.facts.heart_class import class_told, of_then, stands_for_one
from bot.nlu.facts.limit_told import limits, values
from bot.nlu.facts.nearest import dated_later, is_newer, repeated, since_today
from bot.nlu.facts.no_count import no_count
from bot.nlu.facts.unfit import at_its_worst, flagged, glued, long_ago, of_another_thing, unfit
from bot.nlu.facts.weight import beside_me, unit_told_apart, unweighed, weighed_since, wished
from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Page
from bot.nlu.reply import ages_told, gaps, opening_number
from bot.nlu.reply.cued import cued, given
from bot.nlu.reply.labels import named_by_value
from bot.nlu.reply.latest import told_of_today
from bot.nlu.reply.letters import denied_letter
from bot.nlu.reply.meant import outright, told_of_now
from bot.nlu.reply.of_a_thing import of_any
from bot.nlu.reply.of_other_doses import never_had, not_of_it
from bot.nlu.reply.of_several_windows import without_the_unnamed
from bot.nlu.reply.other_measures import at_first, but_ages, no_multiple, of_another_measure, of_two, telephone
from bot.nlu.reply.some_of_them import some_of_them
from bot.nlu.times import windows
from bot.nlu.times.said_last import last_told
from bot.nlu.treatments import amounts
from bot.nlu.treatments.not_jabbed import of_its_things
from bot.nlu.treatments.steroids import DOSE
from bot.nlu.vocabulary import NUMBERS, catalogue, says, word_lists

_W = word_lists("answers")

_DAYS = 31
_LIMIT = "_uln_iu_l"


def first_word(page: Page) -> int:
    """The word with which the answer begins: after fillers, and after the question said again ("IV ones? no never")."""
    stated = next((clause.start for clause in page.clauses if not clause.asks), 0)
    for at, key in enumerate(page.keys):
        if at >= stated and key not in _W["fillers"] or key in ("ok",) and len(page.keys) == 1:
            return at
    return 0


def checklist(facts: list[str]) -> bool:
    """Several separate things asked at once, not one thing and its date."""
    return len([fact for fact in facts if fact not in windows.DAY_OF.values()]) > 1


def valued(page: Page, facts: list[str], kind: str | None) -> list[Finding]:
    """Numbers, dates and value words that answer the question without naming its thing."""
    found: list[Finding] = []
    given_away = {m.fact for m in page.mentions if m.named and m.fact in windows.DAY_OF}  # "I gave flu jabs all autumn"
    given_away |= {m.fact for m in page.of_kind(windows.VACCINE) if of_its_things(page, m)}
    missing = gaps.missing(page)
    facts = [fact for fact in facts if fact not in given_away | missing]
    named = {m.fact for m in page.mentions if m.fact in page.asked} - missing
    if named and checklist(list(page.asked)):
        facts = [fact for fact in facts if fact in {*named, opening_number.lone(page, facts, named)}]
    numbers = page.own(gaps.values(page))
    for fact in facts:
        if finding := _value(page, fact, gaps.not_before(page, fact, numbers), len(facts), kind):
            found.append(finding)
            if kind == "all" and len(numbers) == 1 and finding.start == numbers[0].start:
                continue  # "both 30"
            numbers = [n for n in numbers if not finding.start <= n.start < finding.end]
        elif fact in windows.DAY_OF.values():
            found += _date(page, fact, kind)
        elif fact in windows.DAY_OF and windows.DAY_OF[fact] not in page.asked:
            told = _date(page, windows.DAY_OF[fact], kind)
            found += [one for one in told if one.fact == fact or kind not in ("no", "none")]
    return without_the_unnamed(page, found)


def _date(page: Page, fact: str, kind: str | None) -> list[Finding]:
    flag = next(flag for flag, day in windows.DAY_OF.items() if day == fact)
    days = page.own([w for w in page.dates if not page.clause_at(w.start).asks])
    told = [w for w in days if not not_of_it(page, w, flag)]
    dates = [w for w in told if w.first <= page.as_of and not w.span and windows.ahead(page, w) is not True]
    spans = [w for w in days if w.span]
    if not dates and spans and windows.denied(page, spans[0]):
        whole = (spans[0].begun or spans[0].first) <= windows.edge_of(flag, page.as_of)
        return [Finding(flag, False, spans[0].start, spans[0].end)] if whole else []
    none = [one for w in days if kind != "unsure" and (one := windows.nothing_in(page, flag, w))]
    if none and (none[0].value is False or len(days) == 1):
        return none[:1]
    if not dates and not spans and not page.mentions and never_had(page) and kind != "unsure":
        return [Finding(flag, False, 0, len(page.keys))]
    if not (dates := dates or (windows.counted(page) if len(told) == len(days) else [])):
        return []
    dates = last_told(page, dates)
    corrected = [
        w for w in dates if {"actually", "sorry", "meant", "no"} & set(page.keys[max(0, w.start - 3) : w.start])
    ]
    return windows.dated(flag, fact, (corrected or [max(dates, key=lambda w: w.last)])[0], page)


def _value(page: Page, fact: str, numbers: list[Any], asked: int, kind: str | None) -> Finding | None:
    entry, spec = says().get(fact), catalogue()[fact]
    if fact == DOSE:
        return None  # read with the medicines
    if spec["type"] in NUMBERS:
        return _number(page, fact, numbers, asked)
    if entry is None:
        return None
    if code := named_by_value(page, fact, spec) or denied_letter(page, fact):
        return code
    if fact == panels.PANEL and panels.only_some(page, kind == "yes"):
        return None
    near = [n for n in page.near if n.of.fact == fact and told_of_now(page, n) and not of_any(page, n.start, n.end)]
    near = told_of_today(page, fact, near)
    if near and kind != "unsure":
        best = max(near, key=lambda n: (outright(page, n), n.end - n.start, -n.start))
        if checklist(list(page.asked)) and set(page.keys[best.start : best.end]) <= _W["denying"]:
            return None  # "in a sleep study, yes. not the other two"
        if kind in ("no", "none") and best.of.value is True and best.start:
            return None  # "nothing in the diary"
        if not (kind in ("no", "none") and best.start == 0 and best.end == 1 and len(page.keys) <= 2):
            return Finding(fact, at_its_time(page, best), best.start, best.end)
    if kind == "unsure" and entry.kind == "therapy":
        return None if some_of_them(page) else given(page, fact)
    return cued(page, fact) if kind != "unsure" else None


def _number(page: Page, fact: str, numbers: list[Any], asked: int) -> Finding | None:
    family = (says()[fact].unit or "") if fact in says() else ""
    numbers = [n for n in numbers if not no_count(page, n)]
    pieces = amounts.words().pieces | _W["vague"]
    named = {m.fact for m in page.mentions if says()[m.fact].kind == "measure" and not m.means.shy}
    if fact == "nyha_class" and not named - {fact} and (told := class_told(page)):
        if of_then(page, told) or of_another_measure(page, told, fact) or no_count(page, told):
            return None
        return Finding(fact, int(told.value), told.start, told.end)
    if fact == "nyha_class":
        numbers = [n for n in numbers if not stands_for_one(page, n.start)]
    if fact == "liver_tests_max_x_uln":
        numbers = [n for n in numbers if set(n.units) <= {"multiple"} and not no_multiple(page, n)]
    numbers = limits(page, numbers) if fact.endswith(_LIMIT) else values(page, numbers)
    usable = [n for n in numbers if _fitting(page, n, fact, family, pieces) and not of_another_measure(page, n, fact)]
    if fact == "age_years":
        if born := births.replied(page) or ages_told.turned(page, numbers, asked):
            return born
        usable = ages_told.usable(page, numbers)
    usable = but_ages(page, usable) if family == "mass" else usable
    if not usable and any(cue.category == "UNDONE" and cue.start <= 2 for cue in page.cues):
        return Finding(fact, "unknown", 0, len(page.keys))
    if (
        not usable
        or (named and fact not in named and not opening_number.stands(page, usable[0]))
        or family == "mass"
        and page.of_two(usable)
    ):
        return None
    number = usable[0]
    for later in usable[1:]:
        if names_another(page, number.end, later.start) or page.keys[later.start - 1] == "not":
            break  # "31. ALT was a typo, 45", "72 actually not 73"
        between = since_today(page.keys[number.end : later.start])
        again = fact == "age_years" and later.value == number.value  # "sixty, well, sixty on the 2nd of December"
        if (
            again
            or (_W["corrections"] | _W["therefore"]) & set(between)
            or is_newer(page, later, between)
            or repeated(page, number.end, later)
            or dated_later(page, number, later)
        ):
            number = later
        elif "or" in between and set(between) <= _W["between_two"] or asked == 1 and list(between) == ["and"]:
            return None  # "two, or was it three", "five and forty"
    if page.keys[number.start - 1 : number.start] == ["not"] and len(usable) > 1:
        number = usable[1]
    if family or fact not in ("age_years", "contraception_days"):
        told = unit_told_apart(page, number) if family == "mass" else number
        value, doubt = convert(page, fact, told) if told else (None, None)
        return Finding(fact, value, number.start, number.end, doubt) if value is not None else None
    low, high = catalogue()[fact]["range"]
    if fact == "contraception_days" and page.keys[number.start - 1 : number.start] in (["was"], ["am"], ["im"]):
        return None  # "since I was 20"
    if fact == "contraception_days" and not number.units and not _alone(page, number):
        return None  # "since my son was born, he's two"
    if fact == "contraception_days" and "/" in page.keys[max(0, number.start - 1) : number.end + 1]:
        return None  # "since 01/11" is a day or a month
    halved = fact == "age_years" and number.spelled  # "seventy two and a half"
    if low <= number.value <= high and (halved or number.value == int(number.value)):
        value = birthdays.completed(page, number) if fact == "age_years" else int(number.value)
        return Finding(fact, value, number.start, number.end) if value is not None else None
    return None


def _fitting(page: Page, number: Any, fact: str, family: str, pieces: set[str] | frozenset[str]) -> bool:
    """Whether a number may be the value: in a unit of its kind, no count of pieces, none of the past."""
    before, after = page.keys[max(0, number.start - 4) : number.start], page.keys[number.end : number.end + 1]
    if _W["former"] & set(before) and not (before[-1:] == ["to"] or weighed_since(page, number)):
        return False  # "used to be 90, I've lost 20", but "dropped to 62"
    if _W["aimed"] & set(before) and not _W["corrections"] & set(before) and "but" not in before:
        return False  # "target is 80, but I'm still at 91"
    if family == "mass" and _W["compared"] & set(page.keys[number.until : number.until + 1]) or of_two(page, number):
        return False  # "70 pounds lighter than last year", "between 70 and 72"
    if family == "mass" and before[-1:] == ["was"] and _W["changed"] & page.words:
        return False  # "I lost 20 kilos, I was 85", "was 90 in June, lost 15 since"
    if at_first(page, number):
        return False
    plain = not number.units and not fact.startswith("liver")  # "3 times"
    if _W["counted"] & set(after) and plain or page.keys[number.end : number.end + 2] == ["of", "them"]:
        return False  # "3 doctors", "two of them I think"
    if (before[-1:], after) == (["was"], ["when"]):
        return False  # "I was 30 when it started"
    if family not in ("", "mass", "class") and _no_value(page, number, fact):
        return False
    if family == "mass" and (wished(page, number) or beside_me(page)):
        return False  # "IBW 61, actual 78.4", "I'm 95 kilos and he's lighter than me"
    if family == "mass" and (of_another_thing(page, number) or not number.units and unweighed(page)):
        return False
    if not number.units:
        return not pieces & set(after)  # "4 tablets", "30 something"
    return family in number.units or flagged(page, number) or fact.startswith("liver") and "multiple" in number.units


def _no_value(page: Page, number: Number, fact: str) -> bool:
    """A limit, a range, an old value, a telephone number or a page: "over 150", "180 last year", "it's on page 2"."""
    before = page.keys[max(0, number.start - 3) : number.start]
    if _W["numbered"] & set(before[-2:]):
        return True
    if any(n.start >= number.start - 3 and n.end <= number.start and glued(page, n) for n in page.numbers):
        return True  # "CD4 was 400", "A1c 6.1"
    slashed = "/" in (*before[-1:], *page.keys[number.end : number.end + 1]) and number.value <= _DAYS
    if slashed and len(page.asked) == 1 and len(page.numbers) > 2:
        return True  # "done 12/11, result 43"
    if before[-1:] == [">"] and says()[fact].unit == "clearance":
        return False  # laboratories print "> 90" for what is good enough
    worst = at_its_worst(page, 0, number) and not fact.endswith(_LIMIT)
    return worst or telephone(page, number) or unfit(page, number, fact) or long_ago(page, number.start, number)


def _alone(page: Page, number: Any) -> bool:
    """Whether nothing but words of measure stands beside a number: "about 30 I think"."""
    if page.keys[number.start - 1 : number.start] in (["d"], ["day"]):
        return True  # "d12 of COC"
    beside = page.keys[: number.start]
    if page.keys[number.end : number.end + 1] not in ([","], ["as"], ["("]):  # "90, implant", "13 as of today"
        beside = [*beside, *page.keys[number.end :]]
    return all(key in _W["about"] or not key.isalpha() for key in beside)
