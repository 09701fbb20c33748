"""Contraception: for how many days so far, and whether for the whole trial."""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("contraception")

DAYS, LONG, DURING = "contraception_days", "contraception_at_least_14_days", "contraception_during_trial"
_WILL = _W["will"]
_OPERATIONS = ("vasectomy", "snip", "vasectomised", "vasectomized")


def read(page: Page) -> list[Finding]:
    drinks = bool(page.of_kind("substance_abuse_history")) and DAYS not in page.asked  # "alcohol: abstinent since ..."
    mentions = [
        m
        for m in page.of_kind(DAYS)
        if (m.states or _worn(page, m)) and not (drinks and page.keys[m.start] in _W["from_drink"])
    ]
    asked = {DAYS, LONG, DURING} & set(page.asked)
    if not mentions and not asked:
        return _of_partner(page)
    used = [m for m in mentions if not _ended(page, m)]
    found = _none_used(page, used) or _of_partner(page)
    if not found and (used or asked and not mentions):
        found = _duration(page, used) or _vague_duration(page, used)
    return found + _during(page, mentions, found)


def _ended(page: Page, mention: Mention) -> bool:
    """ "Stopped the pill in May", "had a coil until last month", "took it in my twenties", "would start the pill"."""
    words = page.keys[mention.clause.start : mention.clause.end]
    before = page.keys[max(mention.clause.start, mention.start - 4) : mention.start]
    used_to = any(pair == ("used", "to") for pair in zip(before, before[1:], strict=False))
    used_to = used_to or "used" in words and "ago" in words
    return used_to or bool(_W["ended"] & set(words) or _W["not_yet"] & set(before))


def _none_used(page: Page, mentions: list[Mention]) -> list[Finding]:
    """ "Not using contraception": none at all, so not for two weeks; "not on the pill" may mean another kind."""
    keys = page.keys
    if {DAYS, LONG} & set(page.asked) and _uses_nothing(keys):
        return [Finding(LONG, False, 0, len(keys))]
    for mention in mentions:
        clause = set(keys[mention.clause.start : mention.clause.end])
        of_any_kind = keys[mention.start] in _W["of_any_kind"]
        if of_any_kind and "NEGATED" in mention.said and not clause & (_W["needless"] | _W["future"] | _W["trial"]):
            return [Finding(LONG, False, mention.start, mention.end)]
    return []


def _uses_nothing(keys: list[str]) -> bool:
    """ "We don't use any", "nothing"."""
    denied = _W["denied"] & set(keys) and {"use", "using", "uses", "take", "taking", "on"} & set(keys)
    return bool(denied and {"any", "anything"} & set(keys)) or keys[-1:] == ["nothing"] and len(keys) < 5


def _of_partner(page: Page) -> list[Finding]:
    """ "My husband had a vasectomy": what was done to a partner protects too."""
    for mention in page.of_kind(DAYS):
        words = set(page.keys[mention.clause.start : mention.clause.end])
        operated = page.keys[mention.end - 1] in _OPERATIONS and _W["partners"] & words
        if operated and not (mention.clause.asks or "NEGATED" in mention.said or words & (_W["not_yet"] | {"wants"})):
            return [Finding(LONG, True, mention.start, mention.end)]
    return []


def _vague_duration(page: Page, mentions: list[Mention]) -> list[Finding]:
    """A span without a number: "for ages", "a few months", "over a month", "only a week", "longer than that"."""
    asked = bool({DAYS, LONG} & set(page.asked))
    lately = ["longer", "than", "that"], ["more", "than", "that"]
    if asked and (page.keys[-3:] in lately or page.keys[:3] == ["since", "i", "was"]):
        return [Finding(LONG, True, 0, len(page.keys))]
    for at in range(len(page.keys)):
        long = _long_span(page.keys, at, asked)
        if long is not None and not page.clause_at(at).asks and (asked or _of_contraception(page, at, mentions)):
            return [Finding(LONG, long, at, at + 1)]
    return []


def _long_span(keys: list[str], at: int, asked: bool) -> bool | None:
    """Whether the span named at a token is two weeks or more; None where it is none, or may be either."""
    before, after = keys[max(0, at - 4) : at], keys[at + 1 : at + 2]
    if after[:1] and after[0] in ("ago", "old", "time", "before") or _W["not_a_past_span"] & set(before[-2:]):
        return None
    short = {"less", "under", "only", "just", "barely", "nearly", "almost", "not"} & set(before)
    single = before[-1:] in (["a"], ["one"])
    if keys[at] == "week" and single and not {"more", "over", "least"} & set(before):
        return False
    several = before[-1:] in (["few"], ["several"], ["many"])
    whole = keys[at] in _W["long_spans"] and (asked or {"for", "x", "since", "past", "last", "over"} & set(before))
    if short or not (whole or keys[at] in ("month", "year") and single or keys[at] == "weeks" and several):
        return None
    return True


def _duration(page: Page, mentions: list[Mention]) -> list[Finding]:
    """ "for four years", "13 d", "started twelve days ago", "since 2024"."""
    for number in page.numbers:
        if (
            "time_day" not in number.units
            or page.clause_at(number.start).asks
            or not _of_contraception(page, number.start, mentions)
        ):
            continue
        factor, end = number.units["time_day"]
        if page.keys[number.start - 1 : number.start] in (["q"], ["every"], ["each"]):
            continue  # "Depo q12w" tells how often
        if factor == 0 or page.keys[end : end + 1] == ["old"] or page.keys[end : end + 1] == ["postpartum"]:
            continue
        days = (
            round(number.value * factor) if factor < 30 else round(number.value * (365.25 if factor > 300 else 30.44))
        )
        more = {"more", "over", ">", "than", "least"} & set(page.keys[max(0, number.start - 3) : number.start])
        less = {"less", "under", "<"} & set(page.keys[max(0, number.start - 3) : number.start])
        if more or less:
            long = bool(more) and days >= 14 and not less
            return (
                [Finding(LONG, long, number.start, end)]
                if (more and not less and days >= 14) or (less and days <= 14)
                else []
            )
        return [Finding(DAYS, days, number.start, end), Finding(LONG, days >= 14, number.start, end)]
    for when in page.dates:
        clause = page.clause_at(when.start)
        if clause.asks or not _of_contraception(page, when.start, mentions) or when.first > page.as_of:
            continue
        if not (mentions or {DAYS, LONG} & set(page.asked)):
            continue
        if page.keys[max(0, when.start - 1)] == "since" and when.first.year < page.as_of.year:
            return [Finding(LONG, True, when.start, when.end)]
        least, most = (page.as_of - when.last).days, (page.as_of - when.first).days
        if when.span:
            least = most if when.first == when.last else least
        start = when.start
        if when.span or "since" in page.keys[max(0, start - 1) : start + 1]:
            first = when.first
            days = (page.as_of - first).days
            told = any(key.isdigit() and int(key) <= 31 for key in page.keys[when.start : when.end])
            sure = (page.as_of - first).days >= 400 or when.first.day != 1 or told
            if sure and not (when.first.month == 1 and when.first.day == 1):
                return [Finding(DAYS, days, start, when.end), Finding(LONG, days >= 14, start, when.end)]
            return [Finding(LONG, True, start, when.end)] if days >= 60 else []
        if when.day and (_W["starts"] & set(page.keys) or DAYS in page.asked):
            return [Finding(DAYS, least, start, when.end), Finding(LONG, least >= 14, start, when.end)]
        if least >= 14:
            return [Finding(LONG, True, start, when.end)]
        if most < 14 and _W["starts"] & set(page.keys):
            return [Finding(LONG, False, start, when.end)]
    return _standing(page, mentions)


def _of_contraception(page: Page, at: int, mentions: list[Mention]) -> bool:
    if {DAYS, LONG} & set(page.asked):
        return True
    sentence = page.clause_at(at).sentence
    near = [m for m in mentions if m.clause.sentence == sentence and (0 <= at - m.end <= 12 or _follows(page, at, m))]
    others = [
        m
        for m in page.mentions
        if m.fact not in (DAYS, LONG, DURING, "childbearing_potential", "sex") and m.clause.sentence == sentence
    ]
    return bool(near) and not any(abs(o.start - at) < min(abs(m.start - at) for m in near) for o in others)


def _follows(page: Page, at: int, mention: Mention) -> bool:
    """ "More than two weeks on the pill": the span stands before the name."""
    between = set(page.keys[at + 2 : mention.start])
    return at < mention.start <= at + 5 and {"on", "of", "using", "with", "the"} >= between


def _standing(page: Page, mentions: list[Mention]) -> list[Finding]:
    """In place for long by its nature: "tubes tied", "on the pill since uni", "coil in situ"."""
    for mention in mentions:
        words = page.keys[max(0, mention.start - 4) : mention.end + 6]
        name = page.keys[mention.start : mention.end]
        permanent = name in (["tubes", "tied"], ["tubal", "ligation"], ["btl"], ["vasectomy"])
        since = "since" in words or "years" in words or "always" in words or "ages" in words
        if {"NEGATED", "PLANNED", "STOPPED"} & mention.said:
            continue
        if permanent or since and "on" not in words[-1:]:
            return [Finding(LONG, True, mention.start, mention.end)]
    return []


def _during(page: Page, mentions: list[Mention], found: list[Finding]) -> list[Finding]:
    for clause in page.clauses:
        words = page.keys[clause.start : clause.end]
        if words[0] in ("while", "until", "whilst") and clause.start:
            words = page.keys[page.clause_at(clause.start - 1).start : clause.end]
        keys = set(words)
        named = any(m.clause.sentence == clause.sentence for m in mentions)
        trial = keys & {"trial", "study", "throughout"} or "end" in keys and ({"f", "follow"} & keys or "fu" in keys)
        trial = trial or "duration" in keys and "for" in keys
        trial = trial or "visit" in keys and keys & {"final", "last", "end"}
        future = _W["future"] & keys
        if (
            clause.asks
            or not (named or mentions and trial)
            or not (trial or {"wont"} & keys and {"using", "use"} & keys or {"refuse", "refuses"} & keys)
        ):
            continue
        if page.cast.other(clause.start, clause, clause.start):
            continue
        if keys & _W["refusals"] and not {"problem"} & keys:
            return [Finding(DURING, False, clause.start, clause.end)]
        if future or keys & _WILL:
            return [Finding(DURING, True, clause.start, clause.end)]
    return []


def _worn(page: Page, mention: Mention) -> bool:
    """ "My husband's worn condoms": a partner's contraception is the couple's."""
    partner = any(who in _W["partners"] for _, who in page.cast.people)
    return partner and not mention.clause.asks and bool(_W["of_men"] & set(page.keys[mention.start : mention.end]))
