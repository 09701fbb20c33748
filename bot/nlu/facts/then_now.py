"""What was denied of then and is so now: "wasn't pregnant last month, am now", "never had TB until last year", "I said
I wasn't in a trial, but I am"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import asks_for_ever, says, word_lists

_W = word_lists("then_now")
_DENIED = {"NEGATED", "NOT_GIVEN"}
_KINDS = {"condition", "diagnosis", "test", "therapy"}
_NURSING = "lactating"
_LATER = 2
"""Clauses after a denial within which it is overturned."""


def tell(page: Page) -> None:
    """A name that was denied of then and not of now is denied no more: it is so, or nothing is read of it."""
    if not (_W["now"] | _W["until"] | _W["claims"]) & page.words:
        return
    for mention in page.mentions:
        if _ended_then(page, mention):
            mention.said = mention.said | {"PAST"}
        if not mention.states or mention.means.type not in _KINDS or not _denied(mention):
            continue
        if _until_then(page, mention):
            _is_so(mention, ever=True)
        elif (later := _overturned(page, mention)) is not None:
            _is_so(mention, ever=asks_for_ever(mention.fact), positive=_positive(page, later))


def _denied(mention: Mention) -> bool:
    return bool(_DENIED & mention.said) or mention.means.role == "value" and mention.means.value in (False, "none")


def _is_so(mention: Mention, *, ever: bool, positive: bool = False) -> None:
    """Where it is plain what it now is, it is that; else nothing is read."""
    means = says()[mention.fact].means
    plain = mention.means.role != "value" and mention.means.type in ("condition", "test")
    if positive and plain and mention.means.type == "test":
        mention.said = mention.said - _DENIED - {"PAST"} | {"POSITIVE"}
    elif plain and means.get("affirmed") is True and (asks_for_ever(mention.fact) or not ever):
        mention.said = mention.said - _DENIED - {"PAST", "UNDONE"} | {"HAS"}
    else:
        mention.taken_back = True


def _until_then(page: Page, mention: Mention) -> bool:
    """ "Never had TB until last year", "I didn't have cancer till 2023"; not "no infection up until now"."""
    before = set(page.keys[mention.clause.start : mention.start])
    return until_past(page, mention.end, of_then=bool(before & _W["of_then"]))


def until_past(page: Page, at: int, *, of_then: bool) -> bool:
    """Whether "until" and a time past, or what came then, stand at a place. `of_then`: what is denied is told of then,
    so that "until March" is no March to come."""
    after = [*page.keys[at : at + 2], "", ""]
    if after[0] not in _W["until"] or after[1] in _W["today"]:
        return False
    days = [w for w in page.dates if at < w.start <= at + 2 and w.first <= page.as_of]
    return any(of_then or w.other is None for w in days) or of_then and after[1] in _W["came_then"]


def _ended_then(page: Page, mention: Mention) -> bool:
    """ "Breastfed until October", "breastfeeding until Sunday, dried up now": no more; not "until she is two"."""
    if mention.fact != _NURSING or not mention.states or _DENIED & mention.said:
        return False
    at = mention.end + (page.keys[mention.end : mention.end + 1] == ["up"])
    if page.keys[at : at + 1] == [] or page.keys[at] not in _W["until"] | _W["up_to"]:
        return False
    words = {*page.keys[mention.clause.start : mention.end]}
    over = (_W["was"] | _W["fed"]) & words or _W["dried_up"] & set(page.keys[at:])
    return bool(over) or any(at < w.start <= at + 2 and w.first <= page.as_of and w.other is None for w in page.dates)


def _overturned(page: Page, mention: Mention) -> Clause | None:
    """The clause that says so: "..., am now", "..., but now there is", "I said never, but I had two doses"."""
    after = [c for c in page.clauses if c.start >= mention.clause.end and not c.asks][:_LATER]
    claimed = bool(_W["claims"] & set(page.keys[mention.clause.start : mention.start]))
    for clause in after:
        if clause.sentence - mention.clause.sentence > 1 or page.of_other(clause, mention):
            return None
        if any(m.clause is clause and m.fact != mention.fact and not m.means.shy for m in page.mentions):
            return None
        words = page.keys[clause.start : clause.end]
        if _W["denying"] & set(words):
            return None
        if is_now(page, clause) or claimed and _speaks_against(words):
            return clause
    return None


def is_now(page: Page, clause: Clause) -> bool:
    """ "But now there is", "I am now", "positive now", "but I did have it in 1988": nothing else is said."""
    places = [at for at in range(clause.start, clause.end) if page.keys[at].isalnum()]
    words = [page.keys[at] for at in places if not page.in_date(at) or page.keys[at] in _W["now"]]
    if not set(words) <= _W["now"] | _W["is"] | _W["beside"] | _W["positive"]:
        return False
    insists = bool(_W["did"] & set(words)) and "but" in words
    said = bool((_W["is"] | _W["positive"]) & set(words))
    return said and (insists or bool(_W["now"] & set(words)))


def _positive(page: Page, clause: Clause) -> bool:
    return bool(_W["positive"] & set(page.keys[clause.start : clause.end]))


def _speaks_against(words: list[str]) -> bool:
    """ "But the test is positive now", "that was wrong", "but I had two doses in 2022"."""
    told = set(words)
    turns = bool(words) and words[0] in _W["turning"]
    return bool(told & (_W["wrong"] | _W["positive"])) or turns and bool(told & _W["is"])
