"""Names that mean something else as often ("GAD", "LE"): the signs that they are meant (`meant` in the catalogue)."""

from __future__ import annotations

from bot.nlu.facts import antibody_names
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import Sign, says, word_lists

_W = word_lists("shy")
_QUOTES = "'\""
_BEFORE = 6
"""Words before a name that count as beside it."""
_MOST = 16.0
"""No calcium is higher, in mg/dL."""


def welcome(page: Page, mention: Mention) -> bool:
    """Whether a name is meant: it is not shy, it is asked for, or one of its signs is there."""
    entry = says()[mention.fact]
    if not mention.means.shy:
        return True
    if mention.fact in page.asked and entry.asked_is_meant:
        return True
    if any(m.start == mention.start and antibody_names.real(page, m) for m in page.of_kind("antibodies_positive")):
        return False  # "GAD 1:320" is the antibody
    words = " ".join(page.keys[mention.start : mention.end])
    return any(
        _shown(page, mention, sign)
        for sign in entry.meant
        if (not sign.names or words in sign.names) and (not sign.values or mention.means.value in sign.values)
    )


def measured(page: Page, mention: Mention) -> bool:
    """ "CA 2.3", "CA was 9.4 mg/dL": calcium; not "CA 2019", nor "prostate CA 2.1 cm"."""
    if not _W["measured"].issuperset(page.keys[mention.start : mention.end]):
        return False
    number = next((one for one in page.numbers if one.start >= mention.end), None)
    if number is None or number.value > _MOST or _W["beside_a_size"] & set(page.keys[number.end : number.end + 1]):
        return False
    return number.value % 1 > 0 and _W["is"].issuperset(page.keys[mention.end : number.start])


def _shown(page: Page, mention: Mention, sign: Sign) -> bool:
    """Whether everything is there that a sign is made of."""
    raw = page.raw(mention.start)
    before = range(max(0, mention.start - _BEFORE), mention.start)
    return (
        (not sign.said or bool({word.upper() for word in sign.said} & mention.said))
        and (not sign.capitals or raw.isupper() and len(raw) > 1)
        and (not sign.valued or page.beside(mention) is not None)
        and not (sign.unasked and page.asked)
        and (not sign.asked or mention.fact in page.asked)
        and (not sign.beside or bool(sign.beside.intersection(page.keys[max(0, mention.start - 1) : mention.start])))
        and (not sign.then or _goes_on(page, mention.end, sign.then))
        and not sign.not_then.intersection(page.keys[mention.end : mention.end + 2])
        and not (sign.no_noun and _noun(page, mention.end))
        and (not sign.after or bool(sign.after & {page.keys[at] for at in before}))
        and not sign.not_after & {page.keys[at] for at in before if at >= mention.clause.start}
        and (not sign.rest or page.plain(mention.end, mention.clause.end, also=sign.rest))
        and (not sign.after_fact or any(m.end - 1 in before for m in page.of_kind(sign.after_fact)))
        and (not sign.sentence or bool(sign.sentence & page.sentence_words(mention.clause)))
        and (not sign.words or bool(sign.words & page.words))
        and (not sign.facts or bool(page.of_kind(*sign.facts)))
        and not sign.without & page.words
        and not (sign.without_facts and page.of_kind(*sign.without_facts))
    )


def _goes_on(page: Page, at: int, words: frozenset[str]) -> bool:
    """Whether one of these words, a count of them, a day, a sign or nothing comes next: "als, 2 years"."""
    following = page.keys[at : at + 2]
    if not following or page.in_date(at) or following[0] in words or not following[0][-1].isalnum():
        return not following or following[0] not in _QUOTES
    dated = len(following) > 1 and page.in_date(at + 1) and following[0] in _W["before_a_day"]
    return dated or following[0].isdigit() and bool(words.intersection(following[1:]))


def _noun(page: Page, at: int) -> bool:
    """Whether a word with a capital comes next that names nothing known: "als Rentner"."""
    raw = page.raw(at) if at < len(page.keys) else ""
    known = page.in_date(at) or any(m.start <= at < m.end for m in page.mentions) or page.plain(at, at + 1)
    return len(raw) > 1 and raw.istitle() and not known and all(place != at for place, _ in page.cast.people)
