"""Contraception: whether the couple uses any. For how long is read in contraception_spans.py, for how long to come in
contraception_plans.py."""

from __future__ import annotations

from bot.nlu.facts import contraception_plans, contraception_spans
from bot.nlu.facts.shy import welcome
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.treatments.given_up import dropped_after
from bot.nlu.vocabulary import word_lists

_W = word_lists("contraception")

DAYS, LONG, DURING = "contraception_days", "contraception_at_least_14_days", "contraception_during_trial"


def read(page: Page) -> list[Finding]:
    uses = [m for m in page.of_kind(DAYS) if _meant(page, m) and _of_couple(page, m) and not _of_drink(page, m)]
    asked = bool({DAYS, LONG, DURING} & set(page.asked))
    stated = [m for m in page.of_kind(LONG, DURING) if m.states and (m.fact == LONG or _meant(page, m))]
    if not (uses or asked or stated):
        return []
    current = [m for m in uses if not _over(page, m)]
    found = _none_used(page, uses, current, stated)
    if not found and (current or asked and not uses):
        found = contraception_spans.read(page, current)
    return found + contraception_plans.read(page, uses, stated)


def _meant(page: Page, mention: Mention) -> bool:
    """A method, not the implant of a hip: no shy name, one with a sign beside it, or one that was asked for."""
    return bool({DAYS, LONG, DURING} & set(page.asked)) or welcome(page, mention) or _trying(page)


def _trying(page: Page) -> bool:
    """ "Came off the pill, we're trying for number 2": who wants a baby uses nothing."""
    wishes = (m for m in page.of_kind("childbearing_potential") if m.states and "NEGATED" not in m.said)
    return any(_W["trying"] & set(page.keys[m.start : m.end]) for m in wishes)


def _of_couple(page: Page, mention: Mention) -> bool:
    """The candidate's own, or a partner's: "my husband's worn condoms", "he had a vasectomy"."""
    of_men = bool(_W["of_men"] & set(page.keys[mention.start : mention.end]))
    if of_men and _W["parted"] & page.sentence_words(mention.clause):
        return False  # "my partner's had the snip but he's my ex now"
    if mention.states:
        return True
    return of_men and not mention.clause.asks and any(who in _W["partners"] for _, who in page.cast.people)


def _of_drink(page: Page, mention: Mention) -> bool:
    """ "Alcohol: abstinent since 2019"."""
    drinks = page.of_kind("substance_abuse_history") and DAYS not in page.asked
    return bool(drinks) and page.keys[mention.start] in _W["from_drink"]


def _over(page: Page, mention: Mention) -> bool:
    """No longer or not yet in use: "stopped the pill", "had a coil until last month", "would start the pill"."""
    words = page.keys[mention.clause.start : mention.clause.end]
    before = page.keys[max(mention.clause.start, mention.start - 4) : mention.start]
    used_to = any(pair == ("used", "to") for pair in zip(before, before[1:], strict=False))
    used_to = used_to or "used" in words and "ago" in words
    return (
        used_to
        or "NEGATED" in mention.said
        or "STOPPED" in mention.said
        and not mention.said & {"PLANNED", "UNSURE"}
        or bool((_W["ended"] | _W["run_out"]) & set(words) or _W["not_yet"] & set(before))
        or _came_off(page, mention, before)
        or _to_be_fitted(page, mention, before)
        or dropped_after(page, mention)
    )


def _to_be_fitted(page: Page, mention: Mention, before: list[str]) -> bool:
    """ "The coil is going in after Christmas", "I'm having an implant fitted on Monday": it is not there yet."""
    after = page.keys[mention.end : min(mention.end + 4, mention.clause.end)]
    goes = any(one in _W["going_in"] and other == "in" for one, other in zip(after, after[1:], strict=False))
    fitted = _W["fitted"] & set(after) and _W["to_be"] & {*before, *after}
    return goes or bool(fitted) and not _W["had_been"] & {*before, *after}


def _came_off(page: Page, mention: Mention, before: list[str]) -> bool:
    """ "Came off the pill", "the coil came out"; "not taking it out" goes on."""
    if "off" in before[-2:]:
        return True
    clause = page.keys[mention.clause.start : mention.clause.end]
    taken = "out" in clause and bool(_W["taking_out"] & set(clause))
    taken = taken or page.keys[mention.end : mention.end + 1] == ["out"]
    return taken and not _W["denied"] & set(clause)


def _none_used(page: Page, uses: list[Mention], current: list[Mention], stated: list[Mention]) -> list[Finding]:
    """ "Not using contraception", "stopped using protection": none at all, so not for two weeks; "not on the pill" may
    mean another kind."""
    keys = page.keys
    if {DAYS, LONG} & set(page.asked) and _uses_nothing(keys):
        return [Finding(LONG, False, 0, len(keys))]
    for mention in uses:
        clause = set(keys[mention.clause.start : mention.clause.end])
        denied = "NEGATED" in mention.said or not current and clause & _W["given_up"]
        if (
            denied
            and keys[mention.start] in _W["of_any_kind"]
            and not clause & (_W["needless"] | _W["future"] | _W["trial"])
            and not (current and clause & _W["of_another"])
        ):
            return [Finding(LONG, False, mention.start, mention.end)]
    if current:
        return []
    if uses and _trying(page):
        return [Finding(LONG, False, uses[0].start, uses[0].end)]
    for mention in stated:
        if mention.fact == LONG and (not mention.means.shy or uses or LONG in page.asked):
            return [Finding(LONG, mention.means.value, mention.start, mention.end)]
    return []


def _uses_nothing(keys: list[str]) -> bool:
    """ "We don't use any", "nothing"."""
    denied = _W["denied"] & set(keys) and {"use", "using", "uses", "take", "taking", "on"} & set(keys)
    return bool(denied and {"any", "anything"} & set(keys)) or keys[-1:] == ["nothing"] and len(keys) < 5
