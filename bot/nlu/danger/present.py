"""Whether what is said around a sign of danger lets it be of now: asked only, denied in a list, dated long ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import pairwise

from bot.nlu.danger.airway import breathes_well
from bot.nlu.language.cast import STRANGER
from bot.nlu.language.clauses import Clause
from bot.nlu.language.phrases import Found
from bot.nlu.page import Page
from bot.nlu.times.when import When
from bot.nlu.vocabulary import word_lists

_W = word_lists("safety")
_OLD = dt.timedelta(days=14)
_WILL, _GESTURE, _OWN_AIR, _DOUBTED = "wants_to_live", "gesture", "own_air", 5
"""What tells that somebody wants to live, answers without a word, or breathes without help; and words before within
which it is doubted."""
_OPENING = 3
"""Words in which a sentence opens: "once, in 2018, ..."."""
_LASTS = _W["present"] | _W["verbs_of_now"] | _W["lasts"]
_PERSONAL = _W["personal"]
_ONLY_KNOWN = {STRANGER, "friend", "neighbour", "colleague", "flatmate"}


def listed_none(page: Page, sign: Found[str]) -> bool:
    """ "Self harm: none ever", "chest pain - no", "suicidal, no."."""
    joint, answer, then = [*page.keys[sign.end : sign.end + 3], "", "", ""][:3]
    opens = sign.start == 0 or page.keys[sign.start - 1] in _W["apart"]
    alone = opens and joint == "," and (not then or then in _W["apart"])
    return (joint in _W["ratio"] or alone) and answer in _W["none"] or none_of_these(page, sign.start)


def none_of_these(page: Page, at: int) -> bool:
    """ "Counselled about chest pain, black stools. She has none of these": the sentence behind a token denies the list;
    not "none of these was treated"."""
    sentence = page.clause_at(at).sentence
    keys = [key for c in page.clauses if c.sentence == sentence + 1 for key in page.keys[c.start : c.end]] + ["."]
    denials = zip(keys, keys[1:], keys[2:], keys[3:], strict=False)
    return any(a in _W["none"] and b == "of" and c in _W["these"] and d in _W["now_there"] for a, b, c, d in denials)


def of_somebody_far(page: Page, sign: Found[str], recent: bool) -> bool:
    """ "My grandmother's face drooped after her stroke": a relative of long ago, and no verb of the present; "the man
    next door keeled over with chest pain last week": somebody whom one only knows, on a day that is past; and
    "my neighbour was rushed in last night gasping for air", however `recent`: others see to her."""
    clause = page.clause_at(sign.start)
    if _seen_to(page, clause, sign):
        return True
    words = set(page.keys[clause.start : clause.end])
    if _of_his_own(page, clause):
        return True
    if recent or words & _W["present"]:
        return False
    return bool(words & _W["far_relatives"]) or _strangers_past(page, clause.start, sign.start, clause.end)


def _of_his_own(page: Page, clause: Clause) -> bool:
    """ "Her brother took an overdose last week": a relative of the patient, told of by somebody else, on a past day."""
    whose, who = [*page.keys[clause.start : clause.start + 2], "", ""][:2]
    told = whose in _W["third_persons"] and who in _W["far_relatives"] | _W["siblings"]
    return told and _days_past(page, clause.start, clause.end, page.as_of)


def _seen_to(page: Page, clause: Clause, sign: Found[str]) -> bool:
    """Whether a sign is told of somebody whom one only knows, and who was taken to help, or all was yesterday; a
    friend's may be the candidate's."""
    who = _strangers(page, clause.start, sign.start)
    if not who or _W["present"] & set(page.keys[clause.start : sign.end]):
        return False
    sentence = page.sentence(clause)
    taken = _W["taken_in"] & set(page.keys[sentence[0].start : sentence[-1].end])
    return bool(taken) or "friend" not in who and _days_past(page, clause.start, clause.end, page.as_of)


def _strangers_past(page: Page, start: int, until: int, end: int) -> bool:
    """Whether only somebody whom one merely knows is named up to a place, and a day that is past."""
    known = _strangers(page, start, until)
    return bool(known) and _days_past(page, start, end, page.as_of - dt.timedelta(days=1))


def _strangers(page: Page, start: int, until: int) -> set[str]:
    """Who is named between two places, if all are people whom one only knows."""
    who = {who for at, who in page.cast.people if start <= at < until}
    return who if who <= _ONLY_KNOWN and page.cast.candidate not in who else set()


def _days_past(page: Page, start: int, end: int, before: dt.date) -> bool:
    """Whether days are named, and all are before another."""
    dates = dates_in(page, start, end)
    return bool(dates) and all(when.first < before and not when.span for when in dates)


def turned(page: Page, calm: Found[str]) -> bool:
    """Whether what is calm goes on otherwise: "I never thought of killing myself until now"; "he wants to live" is calm
    only where it ends its sentence and is not doubted before, and so is "he shakes his head"."""
    if calm.of == _OWN_AIR:
        return not breathes_well(page, calm)
    if calm.of not in (_WILL, _GESTURE):
        return bool(_W["until"] & set(page.keys[calm.end : calm.end + 2]))
    kind = "will" if calm.of == _WILL else "gesture"
    sentence = page.sentence(page.clause_at(calm.start))
    before, after = page.keys[sentence[0].start : calm.start], page.keys[calm.end : sentence[-1].end]
    told = next((at + 1 for at in range(len(before) - 1, -1, -1) if before[at] == ","), 0)
    return not _W[f"{kind}_goes_on"].issuperset(after) or bool(_W[f"{kind}_doubted"] & set(before[told:][-_DOUBTED:]))


def more_than_a_gesture(page: Page, signs: list[Found[str]]) -> bool:
    """ "He is shaking his head and jerking all over" is no answer."""
    return any(one.of == _GESTURE and turned(page, one) for one in signs)


def only_asks(page: Page, clause: Clause) -> bool:
    return clause.asks and not own_question(page, clause)


def behind_a_question(page: Page, clauses: list[Clause], start: int) -> int:
    """Where what follows a mere question begins, if a piece of a long sentence opens in the midst of it: "(what if he
    has a fit that lasts) over five minutes? I just want to be ready". 0 elsewhere."""
    opened = len(clauses) > 1 and clauses[0].start < start and only_asks(page, clauses[0])
    return clauses[0].end if opened else 0


def asks_whether(page: Page, clause: Clause, sign: Found[str]) -> bool:
    """ "Is chest pain a side effect": asked of the sign itself, with or without a question mark."""
    opens = page.keys[clause.start] in _W["asking"] and sign.start == clause.start + 1
    return opens and bool(_W["asked_of_a_sign"] & set(page.keys[sign.end : clause.end]))


def own_question(page: Page, clause: Clause) -> bool:
    """ "Is it bad that my lips are blue?" asks about a danger that is there; "can IL-2 cause hives?" does not."""
    words = set(page.keys[clause.start : clause.end])
    if words >= {"what", "do"} and words & {"i", "we"} and not words & {"if", "could", "would", "might", "ever"}:
        return True  # "she has ..., what do I do"
    if words & _W["usual"] and ("be", "this") in pairwise(page.keys[clause.start : clause.end]):
        return True  # "is it normal on interleukin-2 to be this breathless?"
    supposed = _W["supposed"]
    return bool(words & _PERSONAL) and not words & supposed


def on_an_earlier_day(page: Page, start: int, end: int) -> bool:
    """A day before yesterday: the hours told of are not the last ones."""
    dates = [when for when in page.dates if start <= when.start < end and not when.span]
    return bool(dates) and all(when.last < page.as_of - dt.timedelta(days=1) for when in dates)


def dated_long_ago(page: Page, start: int, end: int) -> bool:
    dates = dates_in(page, start, end)
    return bool(dates) and all(when.last < page.as_of - _OLD for when in dates)


def drug_after(page: Page, sign: Found[str], weakening: Collection[str]) -> int:
    """Where a drug that weakens is named after a fever: what is dated from there on is the drug."""
    if sign.of != "fever":
        return len(page.keys)
    return min((one.start for one in page.of_kind(*weakening) if one.start >= sign.end), default=len(page.keys))


def of_long_ago(page: Page, start: int, end: int, quiet: list[Found[str]]) -> bool:
    """Whether a sentence is told of long ago and says nothing in the present: it opens with such a time ("In 2022 I
    fitted for forty minutes"), says that all began so then, or the next sentence dates it."""
    inside = [one for one in quiet if start <= one.start < end]
    if any(one.of == "recent" for one in inside) or _lasts(page.keys[start:end]):
        return False
    dated = dated_long_ago(page, start, end)
    did = _W["helpers_of_then"] & set(page.keys[start : start + _OPENING])  # "I did think about ending it in 2022"
    opens = dated and (bool(did) or any(when.start < start + _OPENING for when in dates_in(page, start, end)))
    told = [one for one in inside if one.of == "long_past"]
    if opens or any(one.start < start + _OPENING for one in told) or _strangers_past(page, start, end, end):
        return True
    if (dated or told) and any(one.of == "origin" for one in inside):
        return True
    return dated_by_the_next(page, end, quiet) or bool(told) and _last_of_then(page, end, quiet)


def _lasts(words: list[str]) -> bool:
    """A verb of now; the "want" of "she didn't want to be here" is none."""
    return any(key in _LASTS and not (at and words[at - 1] in _W["helpers_of_then"]) for at, key in enumerate(words))


def dated_by_the_next(page: Page, end: int, quiet: list[Found[str]]) -> bool:
    """The next sentence dates this one: "His throat closed up. That was last year." """
    following = page.keys[end : end + 2]
    dates_it = len(following) == 2 and following[0] in _W["that"] and following[1] in _W["was"]
    return dates_it and _told_past(page, end, quiet)


def _last_of_then(page: Page, end: int, quiet: list[Found[str]]) -> bool:
    """ "They started at 14: half the face goes numb. Last one was in 2021." """
    return "last" in page.keys[end : end + 2] and _told_past(page, end, quiet)


def _told_past(page: Page, at: int, quiet: list[Found[str]]) -> bool:
    sentence = page.sentence(page.clause_at(at))
    start, end = sentence[0].start, sentence[-1].end
    return any(one.of == "long_past" and start <= one.start < end for one in quiet) or dated_long_ago(page, start, end)


def dates_in(page: Page, start: int, end: int) -> list[When]:
    return [when for when in page.dates if start <= when.start < end]


def starts_anew(keys: list[str]) -> bool:
    """ "No fever, wish I was dead", "not depressed, I choose to die": what was denied ends before the sign."""
    after_comma = keys[keys.index(",") + 1 :] if "," in keys else []
    return bool(_W["turns"] & set(keys)) or bool(_W["personal"] & set(after_comma))


def as_meant(page: Page, quiet: list[Found[str]]) -> list[Found[str]]:
    """Nothing is recent in "fine now" and in "used to last 20 minutes", nothing past in "I've got hives"."""
    past = [one for one in quiet if one.of in ("over", "long_past")]

    def meant(one: Found[str]) -> bool:
        if one.of == "stranger_past":
            return not (page.keys[one.start] == "got" and _W["having"] & set(page.keys[one.start - 1 : one.start]))
        return one.of != "recent" or not any(
            other.start < one.end and one.start < other.end and other.end - other.start > one.end - one.start
            for other in past
        )

    return [one for one in quiet if meant(one)]


def wished(page: Page, clause: Clause, sign: Found[str]) -> bool:
    """ "I wish I could go to sleep and never wake up", "it would be easier if I was gone": no mere supposition."""
    if sign.of != "suicidal" or "?" in page.keys[sign.end : clause.end]:
        return False
    inside, before = set(page.keys[sign.start : sign.end]), page.keys[max(clause.start, sign.start - 4) : sign.start]
    return "if" in inside or bool(_W["wishing"] & (inside | set(before)))


def before_a_condition(page: Page, clause: Clause, sign: Found[str]) -> bool:
    """ "He threatened to shoot himself if he gets worse": what hangs on a condition is meant now."""
    opens = page.keys[clause.start : sign.start]
    return sign.of == "suicidal" and "if" in page.keys[sign.end : clause.end] and not {"if", "?"} & {*opens}
