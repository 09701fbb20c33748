"""Diagnoses that somebody else made and the writer does not share: "other hospital says ALS, we think MMN"."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("disputed")
_KINDS = {"condition", "diagnosis"}
_LEAD = 6
"""Words of a clause within which it is said who thinks otherwise."""


def disputed(page: Page, mention: Mention) -> bool:
    """Whether what follows a diagnosis that others gave disagrees with it, or puts another one in its place."""
    if says()[mention.fact].kind not in _KINDS:
        return False
    after = next((c for c in page.clauses if c.start >= mention.end), None)
    if after is None or after.asks or after.sentence > mention.clause.sentence + 1:
        return False
    if "NEGATED" in mention.said:
        return _denied_only(page, mention, after)
    if not _reported(page, mention):
        return _settled(page, mention, after)
    ways = (_own_view, _really, _settled)
    return _disagrees(page, after) or any(way(page, mention, after) for way in ways)


def _settled(page: Page, mention: Mention, clause: Clause) -> bool:
    """ "AE was suspected but the final diagnosis was CJD", "thought to be AE but it's CJD"."""
    doubted = "UNSURE" in mention.said and _W["was_thought"] & set(page.keys[mention.clause.start : mention.clause.end])
    start = clause.start + (page.keys[clause.start] in _W["turning"])
    end = start
    while end < clause.end and page.keys[end] in _W["settling"]:
        end += 1
    return bool(doubted) and end > start and _instead(page, mention, clause, end)


def _denied_only(page: Page, mention: Mention, clause: Clause) -> bool:
    """ "Denies alcohol, wife reports a bottle of vodka a day": others tell what he denies; not "wife reports fits"."""
    words = page.keys[clause.start : clause.end]
    denied = _W["denies"] & set(page.keys[mention.clause.start : mention.start])
    told = _W["informants"] & set(words[:_LEAD]) and _W["informing"] & set(words[:_LEAD])
    contrary = any(m.clause is clause for m in page.of_kind(mention.fact)) or _W["otherwise"] & set(
        page.keys[clause.start : clause.end + 1]
    )
    return bool(denied and told and contrary) and (_W["denying"] | _W["confirming"]).isdisjoint(words)


def _reported(page: Page, mention: Mention) -> bool:
    """ "The letter says ALS", "they told her MND", "diagnosed in Hull with MND"; not "we diagnosed ALS"."""
    before = page.keys[mention.clause.start : mention.start]
    at = next((at for at, key in enumerate(before) if key in _W["reporting"]), None)
    if at is None:
        return False
    return before[at] in _W["told"] or _W["we"].isdisjoint(before[:at])


def _disagrees(page: Page, clause: Clause) -> bool:
    """ "We disagree", "neurology doubt it", "I'm not convinced": and it names nothing of its own."""
    words = page.keys[clause.start : clause.end]
    if any(m.clause is clause and says()[m.fact].kind in _KINDS for m in page.mentions):
        return False
    agreed = _W["denying"] & set(words) and _W["convinced"] & set(words)
    rest = [key for key in page.keys[clause.start : page.sentence(clause)[-1].end] if key.isalnum()]
    denied = _W["denying_it"] & set(rest[-1:])  # "but the consultant says he doesn't"
    by_whom = (_W["we"] | _W["specialists"]) & set(words[:_LEAD])
    return bool(by_whom) and bool(_W["disagreeing"] & set(words) or agreed or denied)


def _own_view(page: Page, mention: Mention, clause: Clause) -> bool:
    """ "We think MMN", "our view is FTD", "I think it's psychiatric": what is named, or told to be something else."""
    words = page.keys[clause.start : clause.end]
    at = next((at for at, key in enumerate(words[:_LEAD]) if key in _W["viewing"]), None)
    if at is None or _W["we"].isdisjoint(words[:at]) or _W["denying"] & set(words[:at]):
        return False
    return _instead(page, mention, clause, clause.start + at + 1)


def _really(page: Page, mention: Mention, clause: Clause) -> bool:
    """ "It's actually a plexopathy", "turns out to be myositis"; not "it's actually getting worse"."""
    words = page.keys[clause.start : clause.end]
    at = next((at for at, key in enumerate(words[:_LEAD]) if key in _W["really"]), None)
    if at is None or _W["it"].isdisjoint(words[:at]) or not set(words[:at]) <= _W["it"] | _W["leading"]:
        return False
    article = words[at + 1 : at + 2] != [] and words[at + 1] in _W["articles"]
    again = any(m.clause is clause and m.means == mention.means for m in page.mentions)
    return article and not again or _instead(page, mention, clause, clause.start + at + 1)


def _instead(page: Page, mention: Mention, clause: Clause, start: int) -> bool:
    """Whether another illness, or a word for one, stands right there."""
    while start < clause.end and page.keys[start] in _W["leading"]:
        start += 1
    if start < clause.end and page.keys[start] in _W["something_else"]:
        return True
    named = [m for m in page.mentions if m.start <= start < m.end and says()[m.fact].kind in _KINDS]
    return any(m.means != mention.means and "NEGATED" not in m.said for m in named)
