"""Vaccines that are spoken of and were not received: offered, refused, reminded of, written about, given to others."""

from __future__ import annotations

from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("not_jabbed")
_OWN = (SELF, PATIENT)
_NONE = {"NEGATED", "NOT_GIVEN"}
_HAD_WITHIN, _TOLD_WITHIN, _OBJECT, _UNTIL = 4, 7, 2, 4
"""Words before a vaccine within which it is received; within which it is only spoken of; between a verb and "it";
before a vaccine until which there is none."""


def only_spoken_of(page: Page, mention: Mention) -> bool:
    """ "The pharmacist offered me a flu jab on Friday", "missed my flu jab on 20 October", "a letter inviting me for
    the flu vaccine": what was done was not the jab."""
    start = page.sentence(mention.clause)[0].start
    before = page.keys[max(start, mention.start - _TOLD_WITHIN) : mention.start]
    behind = page.keys[mention.end : mention.end + 1]
    told = _W["told_of"] & set(before) or _turned_down(before) or _W["told_behind"] & set(behind)
    return of_its_things(page, mention) or bool(told) and not received(page, mention)


def of_its_things(page: Page, mention: Mention) -> bool:
    """ "The vaccine fridge broke on Monday", "the flu jab van came": what belongs to vaccines was there."""
    behind = page.keys[mention.end : mention.end + 1]
    return bool(_W["of_jabs"] & set(behind)) and not received(page, mention)


def received(page: Page, mention: Mention) -> bool:
    """ "The GP offered it and I had it on Friday", "she called and gave me the flu jab": it was had after all."""
    parts = page.sentence(mention.clause)
    first = max(parts[0].start, mention.start - _HAD_WITHIN)
    before = page.keys[first : mention.start]
    verb = next((at for at in reversed(range(len(before))) if before[at] in _W["had"]), None)
    if verb is not None and _W["before_a_jab"].issuperset(before[verb + 1 :]) and not _W["not"] & set(before[:verb]):
        return True
    behind = page.keys[mention.end : parts[-1].end]
    if _W["accepting"] & set(behind) and not _W["not"] & set(behind):
        return True
    objects = [(key, set(behind[at + 1 : at + 1 + _OBJECT])) for at, key in enumerate(behind)]
    return not _W["not"] & set(behind) and any(key in _W["had"] and rest & _W["it"] for key, rest in objects)


def _turned_down(before: list[str]) -> bool:
    """ "Turned down the flu jab", "said no to it"."""
    return any(a in _W["turning"] and b in _W["down"] for a, b in zip(before, before[1:], strict=False))


def usual_not_this_time(page: Page, when: When) -> bool:
    """ "I always get it in October but haven't got round to it", "not this year, usually get it in October though"."""
    clause = page.clause_at(when.start)
    before = page.keys[clause.start : when.start]
    parts = page.sentence(clause)
    return bool(_W["habit"] & set(before)) and not _W["done"] & set(page.keys[parts[0].start : parts[-1].end])


def others_since(page: Page, mentions: list[Mention], latest: When) -> bool:
    """ "COVID vaccine in 2021, boosters every autumn since", "her first one was in 2021", "records only up to 2022": an
    old day need not be that of the last one."""
    told = pairs(page.keys)
    if each_year(page, latest):
        return True
    named = [m for m in mentions if m.means.role != "value"]
    first = any(_W["first"] & set(page.keys[max(0, m.start - 3) : m.start]) for m in named)
    if first and not _W["only_one"] & page.words and len(page.dates) == 1:
        return True
    if any({"since"} & set(page.keys[m.end : m.end + 2]) and not _NONE & m.said for m in named):
        return True
    return bool(_W["records"] & page.words and (_W["no_further"] & page.words or told & _W["no_further_in_two"]))


def each_year(page: Page, latest: When) -> bool:
    """ "Boosters every autumn since", "last covid 2022, flu yearly": others follow the latest that is told by its day;
    not "flu jab yearly, last Oct 2025"."""
    before = page.keys[: latest.start]
    clause = before[page.clause_at(latest.start).start :]  # "..., so the last one was October of last year"
    last = _W["the_last"] & {*before[-2:], *clause} and _W["each_year"] & {*before, *pairs(before)}
    told = _W["each_year"] & {*page.keys, *pairs(page.keys)}
    return bool(told) and not last and not _W["not"] & page.words


def after_study(page: Page, mention: Mention) -> bool:
    """ "Flu vaccine deferred until after the trial", "her booster once the study is over": none until then."""
    behind = page.keys[mention.end : page.sentence(mention.clause)[-1].end]
    at = next((at for at, key in enumerate(behind) if key in _W["until"]), len(behind))
    rest = set(behind[at:])
    return bool(_W["study"] & rest and _W["over"] & rest)


def until_it(page: Page, mention: Mention) -> bool:
    """ "No vaccine planned until the next covid one": that one is to come."""
    return bool(_W["until"] & set(page.keys[max(mention.clause.start, mention.start - _UNTIL) : mention.start]))


def for_another(page: Page, mention: Mention) -> bool:
    """ "HPV vaccine for my daughter next week": unasked, whoever is told to get it gets it."""
    behind = [at for at, who in page.cast.people if mention.end < at <= mention.end + _OBJECT and who not in _OWN]
    unasked = not {mention.fact, "vaccination_planned"} & set(page.asked)
    return unasked and bool(behind) and page.keys[mention.end] in _W["for"]


def not_before(page: Page, mention: Mention) -> str:
    """ "No jabs till I've asked", "no vaccinations during the trial": of a time to come, that of the "trial" or another
    ("later"); "" where it is of then, as in "none until now"."""
    behind = page.keys[mention.end : page.sentence(mention.clause)[-1].end]
    if _W["study"] & set(behind) and _W["during"] & set(behind[:2]):
        return "trial"
    return "later" if _W["until"] & set(behind[:3]) and not _W["till_now"] & set(behind) else ""


def of_an_illness(page: Page, mention: Mention, when: When) -> bool:
    """ "I got covid in October, the vaccine was the year before": when the illness was."""
    clause = page.clause_at(when.start)
    words = page.keys[clause.start : clause.end]
    ill = bool(_W["caught"] & set(words) and _W["viruses"] & set(words))
    return ill and clause is not mention.clause and _W["shots"].isdisjoint(words)


def of_another_shot(page: Page, mention: Mention) -> bool:
    """ "My B12 shot", "the cortisone injection": no vaccine, even where one is asked for."""
    near = page.keys[max(mention.clause.start, mention.start - 2) : mention.end + 1]
    return bool(_W["other_shots"] & {*near, *pairs(near)})
