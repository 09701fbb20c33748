"""Measured numbers: laboratory values, weight and classes, in the unit of their fact."""

from __future__ import annotations

from bot.nlu.facts.asked_himself import answered
from bot.nlu.facts.beside_limits import after_limits, headed
from bot.nlu.facts.conversion import convert
from bot.nlu.facts.heart_class import of_something_else, of_then
from bot.nlu.facts.labelled import former_name
from bot.nlu.facts.liver import of_the_limit
from bot.nlu.facts.nearest import number_after, number_before, of_a_drug
from bot.nlu.facts.other_fluids import of_another_fluid
from bot.nlu.facts.rows_of_days import latest
from bot.nlu.facts.spoilt import redone
from bot.nlu.facts.struck_value import put_right
from bot.nlu.facts.told_for import told_for
from bot.nlu.facts.unfit import aimed_at, at_its_worst, long_ago, unfit
from bot.nlu.facts.value_first import before_its_name
from bot.nlu.facts.weight import alone, former, in_its_unit, of_a_thing, unweighed, wished
from bot.nlu.language.numbers import Number
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("measures")
_PAIR = 2
"""Names in a pair."""
_PENIA, _CYTOSIS = (10, 140), (400, 2000)
"""A count of platelets, in thousands, that is called too low, or too high."""


def read(page: Page) -> list[Finding]:
    found: list[Finding] = []
    taken: set[int] = set()
    found += told_for(page, taken)
    found += _in_rows(page, taken, {finding.start for finding in found})
    paired = {finding.start for finding in found}
    for mention in page.mentions:
        if says()[mention.fact].kind != "measure" or mention.start in paired or of_the_limit(page):
            continue
        if mention.states or _supposed(mention) and (after_limits(page, mention) or answered(page, mention)):
            finding = _of_mention(page, mention, taken)
            if finding:
                found.append(finding)
    return found + alone(page, taken)


def _supposed(mention: Mention) -> bool:
    """ "If the ALT goes over 150 we stop, but it's only ever been 44": named in what is supposed, told after it."""
    return mention.clause.asks and not (mention.other or mention.named)


def _of_mention(page: Page, mention: Mention, taken: set[int]) -> Finding | None:
    number = answered(page, mention) if mention.clause.asks else None
    number = number or number_after(page, mention)
    number = before_its_name(page, mention, number) or number or number_before(page, mention)
    number = number or after_limits(page, mention)
    number = put_right(page, mention, number or _redone(page, mention))
    if number is None:
        undone = {"UNDONE", "PENDING"} & mention.said
        return (
            Finding(mention.fact, "unknown", mention.start, mention.end)
            if undone and mention.fact in page.asked
            else None
        )
    classed = mention.fact == "nyha_class" and bool(
        any("NEGATED" not in m.said for m in page.of_kind("heart_failure"))
        or _W["of_the_heart"] & page.sentence_words(mention.clause)
    )
    row = mention.fact != "nyha_class" and len(_row_of_numbers(page, number.start)) > _PAIR
    if mention.end <= number.start and row:
        return None  # "gone 80, 95, 120": which is of today is not told
    if mention.means.shy and mention.fact not in page.asked and not classed and not _fits_shy(page, mention, number):
        return None
    if former_name(page, mention) and 0 <= number.start - mention.end <= _PAIR:
        return None  # "prev plt 141"
    told = in_its_unit(page, number) if mention.fact == "weight_kg" else number
    value, doubt = convert(page, mention.fact, told)
    if value is None or former(page, number) or of_another_fluid(page, mention, number):
        return None
    if mention.fact == "nyha_class" and (
        of_then(page, number) or _denied_since(page, number) or of_something_else(page, mention, number)
    ):
        return None
    anew = None
    if mention.fact not in ("weight_kg", "nyha_class") and _not_of_today(page, mention, number):
        anew = after_limits(page, mention)
        if anew is None:
            return None
    if (later := _told_anew(page, mention, number)) is not None:
        anew = later[0] if len(later) == 1 else None
        if anew is None or mention.fact == "weight_kg":
            return None
    if anew is not None:
        number, (value, doubt) = anew, convert(page, mention.fact, anew)
        if value is None:
            return None
    if mention.fact == "weight_kg" and (
        wished(page, number) or of_a_thing(page, mention) or unweighed(page, mention.clause.start, mention.end)
    ):
        return None
    taken.add(number.start)
    return Finding(mention.fact, value, min(mention.start, number.start), max(mention.end, number.end), doubt)


def _redone(page: Page, mention: Mention) -> Number | None:
    number = redone(page, mention)
    return number if number and not unfit(page, number, mention.fact) else None


def _told_anew(page: Page, mention: Mention, number: Number) -> list[Number] | None:
    """Other values of the same that are told of now, if any are: "Hb dropped to 79 when I had the bleed; last week's
    was 118", "lymphocytes were 500 in the summer, last week they said 1100"."""
    event = _W["at_an_event"] & set(page.keys[number.until : number.until + 1])
    if not _W["was"] & set(page.keys[mention.end : number.start]) and not event:
        return None
    here = mention.clause.sentence
    for clause in (one for one in page.clauses if here <= one.sentence <= here + int(bool(event))):
        told = _W["of_late"] & set(page.keys[clause.start : clause.end])
        named = any(m.clause is clause and says()[m.fact].kind == "measure" for m in page.mentions)
        later = [n for n in page.numbers if clause.start <= n.start < clause.end and not page.in_date(n.start)]
        later = [n for n in later if not of_a_drug(n, mention.fact)]
        fits = [n for n in later if not unfit(page, n, mention.fact) and convert(page, mention.fact, n)[0] is not None]
        if clause.start >= number.end and told and not named and fits:
            return fits
    return None


def _not_of_today(page: Page, mention: Mention, number: Number) -> bool:
    """A laboratory value of long ago, at its worst, aimed at, or the limit of what is usual."""
    before = page.keys[max(mention.clause.start, mention.start - 5) : mention.start]
    limit = before[-1:] in (["for"], ["of"]) and bool(_W["limits"] & set(before))  # "the upper limit for ALT is 55"
    was = _W["was"] & set(page.keys[mention.end : number.start])
    limit = limit or headed(page, mention) or bool(was and _W["extreme"] & set(before[-1:]))
    if number.start < mention.start:
        return limit
    worst = at_its_worst(page, mention.end, number)
    return limit or worst or long_ago(page, mention.start, number) or aimed_at(page, mention.start, number)


def _in_rows(page: Page, taken: set[int], told: set[int]) -> list[Finding]:
    """Names and as many numbers in the same order: "AST/ALT 42/51", "Hb/WBC/Plt 11.2/5.4/187"."""
    found: list[Finding] = []
    names = [m for m in page.mentions if says()[m.fact].kind == "measure" and m.states and m.start not in told]
    at = 0
    while at < len(names):
        row = [names[at]]
        for name in names[at + 1 :]:
            if page.keys[row[-1].end : name.start] not in (["/"], ["and"], ["&"], [","], ["+"]):
                break
            row.append(name)
        at += len(row)
        before = _before_it_in_row(page, row[0])
        told = len(row) > 1 or before
        numbers = _row_of_numbers(page, _behind_others(page, row[-1].end))[before:] if told else []
        if len(numbers) < len(row) or headed(page, row[0]):
            continue
        until = names[at].start if at < len(names) else len(page.keys)
        numbers = numbers if len(row) < _PAIR else latest(page, numbers[: len(row)], until) or []
        for mention, number in zip(row, numbers, strict=False):
            value, doubt = convert(page, mention.fact, number)
            if value is not None:
                taken.add(number.start)
                found.append(Finding(mention.fact, value, mention.start, number.end, doubt))
    return found


def _before_it_in_row(page: Page, mention: Mention) -> int:
    """How many other names stand before one in a row: "LDH/AST 410/39", "BUN/Creat 14/0.9"."""
    at = mention.start
    while at > 1 and page.keys[at - 1] == "/" and page.raw(at - 2).isalpha() and page.raw(at - 2)[:1].isupper():
        at -= 2
    return (mention.start - at) // 2


def _behind_others(page: Page, at: int) -> int:
    """Behind what is named last in a row and is no value that is asked for: "FBC (Hb/WCC/Plt/N/L): 118/4.4/167"."""
    while page.keys[at : at + 1] == ["/"] and page.keys[at + 1 : at + 2] and page.keys[at + 1].isalpha():
        at += 2
    return at


def _denied_since(page: Page, number: Number) -> bool:
    """ "I said class 3 heart failure. I was reading the wrong line: no heart failure at all": there is no class."""
    named = [m for m in page.of_kind("heart_failure") if m.states]
    had = any(m.clause.holds(number.start) and "NEGATED" not in m.said for m in named)
    return had and any("NEGATED" in m.said for m in named if m.start >= number.end)


def _row_of_numbers(page: Page, start: int) -> list[Number]:
    """Numbers from a place on with nothing but a sign between them."""
    row: list[Number] = []
    for number in page.numbers:
        if row and page.keys[row[-1].end : number.start] not in (["/"], ["and"], [","], ["&"], ["+"]):
            break
        if row or start <= number.start <= start + 4:
            row.append(number)
    return row


def _fits_shy(page: Page, mention: Mention, number: Number) -> bool:
    """A short name ("Cr") counts beside a unit of its own, or in a row of values ("Hb 12.8 Cr 0.7", "AST 22. Cr 1")."""
    company = any(
        not m.means.shy and says()[m.fact].kind == "measure" and abs(m.clause.sentence - mention.clause.sentence) <= 1
        for m in page.mentions
    )
    salts = _W["salts"] & set(page.keys[max(0, mention.start - 6) : mention.start])
    company = company or bool(salts) and page.keys[mention.start - 1] != "/"  # in "BUN/Cr 14/0.9" it has the second
    beside = number.start == mention.end
    if (
        set(page.keys[mention.end : number.start]) <= _W["before_a_lack"]
        and page.keys[mention.start].endswith(("penia", "penic", "cytosis", "philia"))
        and not number.units
    ):
        low, high = _PENIA if "peni" in page.keys[mention.start] else _CYTOSIS
        counted = mention.fact == "platelets_per_mm3" and low <= number.value <= high
        return "." in page.keys[number.start] or counted  # "lymphopenia 0.5", "thrombocytopenia 68"
    if "percent" in number.units and mention.fact == "neutrophils_per_mm3":
        return beside and bool(page.of_kind("wbc_per_mm3"))  # "WBC 3900 (seg 58%, lym 30%)"
    row = company and beside and page.raw(mention.start)[:1].isupper()
    return row or (says()[mention.fact].unit or "") in number.units
