"""What a reply tells beside the thing asked for: of another bed, another medicine, an older test, a relative's own."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.numbers import Number
from bot.nlu.language.phrases import Found
from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.page import Finding, Page
from bot.nlu.reply.of_another import of_another
from bot.nlu.reply.other_causes import of_another_drug, of_no_need, of_other_illness
from bot.nlu.reply.other_help import of_other_help
from bot.nlu.treatments.spoken_of import FACT as STABILITY
from bot.nlu.vocabulary import COUNTED, catalogue, says, word_lists

_W = word_lists("beside_it")
_TREATED = {"therapy", "steroid"}
_TAKEN = {"riluzole_use"}
_TESTED = {"chest_xray", "hiv_serology", "urine_hcg"}
"""Facts of a test of which an older one tells nothing of today's."""
_WINDOW = "vaccinated_within_6_months"
_BEFORE = 3


def told_beside(page: Page, one: Finding, opening: Found[str] | None) -> bool:
    """Whether a finding of a reply is of something else than what was asked; `opening`: the reply's yes or no."""
    clause = page.clause_at(one.start)
    return (
        of_another(page, one)
        or _of_a_bed(page, one, clause)
        or _of_an_older_one(page, one, clause)
        or _of_a_relative(page, one, opening, clause)
        or of_other_help(page, one)
        or of_another_drug(page, one)
        or of_other_illness(page, one)
        or of_no_need(page, one)
    )


def of_other_medicine(page: Page, start: int, fact: str) -> bool:
    """ "On it. Edaravone I gave up on": a medicine that no question asks for is named before, in the clause."""
    if fact == STABILITY or fact not in says() or not (says()[fact].kind in _TREATED or fact in _TAKEN):
        return False
    if _W["other_medicines"].isdisjoint(page.keys):
        return False
    clause = page.clause_at(start)
    named = any(m.clause is clause for m in page.of_kind(fact))
    return not named and not _W["other_medicines"].isdisjoint(page.keys[clause.start : start])


def numbers_a_place(page: Page, number: Number) -> bool:
    """ "He's in bed 14, 2nd floor": where somebody lies is no age."""
    before = page.keys[number.start - 1 : number.start]
    after = page.keys[number.end : number.end + 2]
    return bool(_W["places"] & set(before) or _W["counted_places"] & set(after[:1]) or after[:1] == ["nd"])


def _of_a_bed(page: Page, one: Finding, clause: Clause) -> bool:
    """ "That's 6.2 / 1.9 for bed 3", "82, no wait, that's bed 4's": results of whoever lies there."""
    if "bed" not in page.keys or one.fact == "sex":
        return False
    parts = page.sentence(clause)
    for at in range(parts[0].start, parts[-1].end - 1):
        if page.keys[at] == "bed" and page.keys[at + 1][:1].isdigit():
            before = page.keys[at - 1 : at]
            if before and before[0] in _W["belonging"]:
                return True
    return False


def _of_an_older_one(page: Page, one: Finding, clause: Clause) -> bool:
    """ "Done Friday, unreported. The 2022 one was normal": today's is told of before, and nothing of what it showed."""
    if one.fact not in _TESTED or not clause.start or not {"one", "ones"} & set(page.keys[clause.start : one.end]):
        return False
    at = next(at for at in range(clause.start, one.end) if page.keys[at] in ("one", "ones"))
    before = page.keys[max(clause.start, at - _BEFORE) : at]
    year = str(page.as_of.year)
    years = any(len(key) == len(year) and key.isdigit() and key < year for key in before)
    return "the" in before and (years or bool(_W["older"] & set(before)))


def _of_a_relative(page: Page, one: Finding, opening: Found[str] | None, clause: Clause) -> bool:
    """ "Couldn't tell you. My husband's was 4 October", "no idea, my daughter had hers in May": who does not know the
    answer tells somebody else's beside it."""
    counted = one.fact == _WINDOW or catalogue()[one.fact]["type"] in COUNTED
    if not counted or opening is None or opening.of != "unsure" or clause.start < opening.end:
        return False
    heads = [at for at, who in page.cast.people if clause.start <= at < one.start and who not in (SELF, PATIENT)]
    if not heads:
        return False
    owned = page.raw(heads[0]).lower().endswith("s") and page.keys[heads[0] + 1] in _W["being"]
    return owned or not _W["ones_own"].isdisjoint(page.keys[heads[0] : one.start])
