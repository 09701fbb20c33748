"""What is said of a treatment beside its name: how it went; and what a denial denies: giving, effect, or now."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.page import Mention, Page
from bot.nlu.times.windows import DRIP, heads
from bot.nlu.treatments import still_to_come
from bot.nlu.treatments.contrasts import (
    at_last,
    neither_of_two,
    never_did,
    nor_did,
    not_this,
    this_instead,
    ticked,
    tried_in_vain,
)
from bot.nlu.treatments.gone_on_since import BY_VEIN
from bot.nlu.treatments.marked_no import bracketed_no, chained, denies_effect, zero_behind
from bot.nlu.treatments.outcomes import RESPONSES, response
from bot.nlu.vocabulary import word_lists

_W = word_lists("therapies")

_NEXT, _HAD = 3, 4
"""Statements after an order within which what is really so follows, words after "never" within which "had" does."""
STEROID, PULSE = "tx_steroid_any", "tx_high_dose_steroid"


def own(page: Page, mention: Mention, before: str) -> str | None:
    """What is said of a treatment beside its name; "unsaid" where the words deny it for some time or kind only."""
    said = mention.said
    if marked := ticked(page, mention):
        return marked
    if never_had(page, mention) or still_to_come.never_yet(page, mention):
        return "not_given"
    if page.keys[mention.end : mention.end + 1] == ["neither"] and before in ("failed", "not_given"):
        return before  # "never had steroids, IVIg neither"
    if not set(RESPONSES) & said:
        if "DIDNT" in said and "either" in words_of(page, mention.clause):
            return before or "failed"
        if "DIDNT" in said:
            return "failed" if before in ("responded", "partial") else "unsaid"
        if "DID" in said and before == "failed":
            return "responded"
    if before == "failed" and (_nor(page, mention) or nor_did(page, mention)) or neither_of_two(page, mention):
        return "failed"
    if never_did(page, mention):
        helped = {"RESPONDED", "PARTIAL", "FAILED"} & said or _W["helping"] & words_of(page, mention.clause)
        return "failed" if helped else "unsaid"
    if _doubly(page, mention):
        return "given_unknown"
    value = outcome(page, mention.clause, said)
    if value in ("responded", "partial") and not_this(page, mention):
        return "failed"  # "it wasn't the IVIG that helped"
    if value == "failed" and at_last(page, mention):
        return "responded"
    if value == "failed" and not_this(page, mention):
        return "unsaid"  # "it wasn't the steroids that failed"
    if value is None and before == "failed" and this_instead(page, mention):
        return "responded"
    if value is None and zero_behind(page, mention):
        return "not_given"
    if value != "not_given":
        return value
    if denies_effect(page, mention) or bracketed_no(page, mention) or tried_in_vain(page, mention):
        return "failed"
    if nil := chained(page, mention):
        return nil
    if page.keys[mention.end : mention.end + 1] and page.keys[mention.end] in _W["effects"]:
        return "failed"  # "no steroid response"
    if before in ("responded", "partial", "failed") and not_this(page, mention):
        return "failed"
    if _for_now(page, mention) or _bounded(page, mention) or _besides(page, mention):
        return "unsaid"
    if page.keys[mention.end : mention.end + 1] == ["again"] or _at_least(page, mention):
        return None  # "don't ask me to have IVIG again": it was given
    oral = mention.fact == STEROID or page.keys[mention.start] == "oral"  # "no oral cyclophosphamide"
    if oral and only_now(page, mention):
        return "unsaid"
    return value


def outcome(page: Page, clause: Clause, said: set[str]) -> str | None:
    """What cues say of a treatment; that it was stopped for a reason that is no harm tells nothing of how it went."""
    value = response(said)
    ended = value == "intolerant" and "INTOLERANT" not in said
    return "given_unknown" if ended and harmless(page, clause) else value


def harmless(page: Page, clause: Clause) -> bool:
    """ "Stopped because of the shortage", "... because the hospital ran out of it", "they stopped it, nobody said
    why": no intolerance."""
    if _W["harmless"] & page.sentence_words(clause):
        return True
    parts = page.sentence(clause)
    words = page.keys[parts[0].start : parts[-1].end]
    pairs = list(zip(words, words[1:], strict=False))
    if any(a in _W["running"] and b in _W["run_out"] or a in _W["none"] and b in _W["none_left"] for a, b in pairs):
        return True
    return not _W["reasons"] & set(words) or _unexplained(words)


def _unexplained(words: list[str]) -> bool:
    """ "Nobody told us why", "no idea why", "for no reason"."""
    asked = next((at for at, key in enumerate(words) if key in _W["why"]), None)
    return asked is not None and bool(_W["unknowing"] & set(words[max(0, asked - 5) : asked]))


def _doubly(page: Page, mention: Mention) -> bool:
    """ "I can't say it didn't help", "it's not that it failed": the failure itself is denied."""
    if "FAILED" not in mention.said:
        return False
    before = page.keys[max(mention.clause.start, mention.start - 6) : mention.start]
    pairs = list(zip(before, before[1:], strict=False))
    if any(b in _W["claiming"] and a in _W["denying_a_claim"] for a, b in pairs):
        return bool(_W["denying_a_claim"] & set(page.keys[mention.end : mention.clause.end]))
    return any(b in _W["that_it"] and a in _W["denying_that"] for a, b in pairs)


def _nor(page: Page, mention: Mention) -> bool:
    """ "Not a bit of difference the plasma exchange made, nor the IVIG": the same is said of both."""
    beside = page.keys[max(mention.clause.start, mention.start - 2) : mention.start]
    told = mention.said & {"GIVEN", "HAD", "PLANNED", *RESPONSES}
    return "nor" in beside and not told and "neither" not in page.sentence_words(mention.clause)


def another_one(page: Page, mention: Mention) -> bool:
    """ "Due her second rituximab on Friday": the first was given."""
    before = page.keys[max(mention.clause.start, mention.start - 2) : mention.start]
    return bool(_W["nth"] & set(before))


def raised(page: Page, mention: Mention) -> bool:
    """ "Rituximab? A waste of a year": the question only names what is spoken of next."""
    clause = mention.clause
    named = {at for m in page.mentions if m.clause is clause for at in range(m.start, m.end)}
    words = {page.keys[at] for at in range(clause.start, clause.end) if at not in named}
    told = clause.end < len(page.keys) and not page.clause_at(clause.end).asks
    return clause.asks and not mention.other and told and words <= _W["raising"] or never_had(page, mention)


def never_had(page: Page, mention: Mention) -> bool:
    """ "Put down that rituximab failed. Truth is I've never had it": what was supposed or ordered is denied next."""
    if not mention.clause.asks or mention.other:
        return False
    rest = [one for one in page.clauses if one.start >= mention.clause.end][:_NEXT]
    after = next((one for one in rest if not one.asks), None)
    if after is None or any(m.clause is after for m in page.mentions):
        return False
    words = page.keys[after.start : after.end]
    for at, key in enumerate(words):
        had, it = set(words[at + 1 : at + _HAD]), set(words[at + 2 : at + _HAD + 2])
        if key in _W["never"] and had & _W["had"] and it & _W["had_it"]:
            return True
        if key in _W["had"] and had & _W["had_none"]:
            return True
    return False


def _at_least(page: Page, mention: Mention) -> bool:
    """ "Never had anything stronger than prednisolone", "nothing but steroids": that much was given."""
    return bool(_W["at_least"] & set(page.keys[max(mention.clause.start, mention.start - 2) : mention.start]))


def _besides(page: Page, mention: Mention) -> bool:
    """ "No other steroid", "no further IVIg" say that one is given."""
    return bool(set(page.keys[max(mention.clause.start, mention.start - 4) : mention.start]) & _W["other"])


def only_now(page: Page, mention: Mention) -> bool:
    """ "No steroid tablets", "by mouth I take no steroids", "no steroid by mouth" tell of now or of tablets, not of
    steroids ever."""
    after = page.keys[mention.end : min(mention.clause.end, mention.end + 2)]
    words = {*page.keys[mention.clause.start : mention.end + 1], *after}
    ends = [key for key in page.keys[mention.end : mention.clause.end] if key.isalpha()]  # "steroids I'm not on"
    return bool(words & _W["by_mouth"] or _W["taking"] & set(ends[-1:])) and "never" not in {*words, *ends}


def _for_now(page: Page, mention: Mention) -> bool:
    """ "No IVIG at the moment", "not on any steroid" do not say that it was never given, nor does "no IV steroid or
    IVIG" in answer to the question of the last two months."""
    words = words_of(page, mention.clause)
    before = page.keys[max(mention.clause.start, mention.start - 4) : mention.start]
    current = bool(words & _W["now"]) or ["not", "on"] in (before[at : at + 2] for at in range(len(before)))
    current = current or DRIP in page.asked and mention.fact in (*BY_VEIN, STEROID) and mention.fact not in page.asked
    return current and not words & {"never", "ever"}


def _bounded(page: Page, mention: Mention) -> bool:
    """ "No IVIG since 2024", "no drips this year", "none in that window", "past 2 months: no IVIg" do not say that it
    was never given."""
    after = [at for at in range(mention.end, len(page.keys)) if page.clause_at(at).sentence == mention.clause.sentence]
    dated = any(w.span and (w.start in after or heads(page, mention.clause, w)) for w in page.dates)
    near = set(page.keys[mention.end : min(mention.clause.end, mention.end + 10)])
    before = set(page.keys[mention.clause.start : mention.start])
    never = before & {"never", "ever"}
    back = any(page.keys[at] in _W["of_that"] and page.keys[at + 1] in _W["time"] for at in after[:-1])
    back = back or page.keys[mention.clause.end : mention.clause.end + 1] == ["since"]
    back = back or any(page.keys[at] == "after" and page.keys[at + 1] in _W["of_that"] for at in after[:-1])
    return dated or back or bool(near & _W["bounded"] or before & {"recent", "recently", "lately"}) and not never


def words_of(page: Page, clause: Clause) -> set[str]:
    return set(page.keys[clause.start : clause.end])


def subject_from(page: Page, clause: Clause, cue: int) -> int:
    """Where the subject of an outcome is looked for: "my cousin had it and got better" goes on with the cousin."""
    goes_on = page.keys[clause.start] in _W["joining"] and cue == clause.start + 1
    return page.sentence(clause)[0].start if goes_on else clause.start
