"""One value a fact: later ones correct earlier ones where the words say so; else a contradiction takes neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.nlu.facts.ever import lasting
from bot.nlu.facts.suspected_too import without_the_other
from bot.nlu.language.phrases import Found
from bot.nlu.language.scene import SELF
from bot.nlu.language.text import pairs
from bot.nlu.page import Finding, Page
from bot.nlu.retractions import STRONG
from bot.nlu.vocabulary import word_lists

_W = word_lists("merge")

CORRECTIONS = _W["corrections"]
_TAKEN = {"riluzole_use"}
"""A medicine of which a later word that it stopped says the last."""
_OF_WOMEN = {"pregnant", "lactating"}
_LEFT = {"in_other_trial", "investigational_drug"}
"""What one is in until it is said that one is not now."""
_REACH = 20
"""Tokens between two statements of which the later may take the earlier back."""
_SETS = {"antibodies_positive", "antibodies_negative", "antibodies_pending", "other_therapies", "immunosuppressants"}
_LEVELS = {
    "infection_status": ("none", "minor", "treated", "severe"),
    "chest_xray": ("normal", "abnormal_unspecified", "abnormal_not_significant", "abnormal_disease_related",
                   "abnormal_significant_unrelated"),
    "immune_markers": ("normal", "mild_nonspecific", "significant"),
    "venous_access": ("not_allowing_repeated_tests", "difficult_but_obtainable"),
}  # fmt: skip
"""Values of which the later listed one says more."""
_SPECIFIC = {
    "motor_syndrome": ("none", "suspected", "other_not_als", "mnd", "als"),
    "ae_diagnosis": ("suspected", "diagnosed"),
    "hepatitis_b_status": ("negative", "vaccinated_immune"),
    "hepatitis_c_status": ("current", "cured"),
    "tuberculosis": ("none", "latent", "active", "past_treated"),
    "infection_status": ("none",),
    "mental_illness": ("none", "current", "past"),
    "blood_disease": ("none", "current", "past"),
    "in_other_trial": (False,),
}
"""Values that a more specific one of the same message replaces, weakest first."""
_OPEN = {"motor_syndrome": "suspected"}
"""What two values joined by "or" leave of a fact that has but one: "ALS or MMN, they don't know yet"."""
_SAME = {"mnd", "als"}
"""Names of which one holds the other: "ALS or MND, whatever you call it"."""


def merge(page: Page, findings: Iterable[Finding]) -> tuple[dict[str, Finding], dict[str, list[object]]]:
    """The finding that stands for each fact, and the facts whose statements contradict each other."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        if not _of_another_kind(page, finding):
            grouped.setdefault(finding.fact, []).append(finding)
    kept: dict[str, Finding] = {}
    conflicts: dict[str, list[object]] = {}
    for fact, stated in grouped.items():
        stated = [one for one in stated if page.keys[page.clause_at(one.start).start] in _W["mine"]] or stated
        stated = lasting(page, stated)
        one = _settle(page, fact, sorted(stated, key=lambda f: f.start))  # "she's got it active, mine's latent"
        if one is not None:
            kept[fact] = one
        else:
            conflicts[fact] = list(dict.fromkeys(str(f.value) for f in stated))
    return {fact: one for fact, one in kept.items() if not _of_a_woman(one, kept)}, conflicts


def _of_a_woman(one: Finding, kept: Mapping[str, Finding]) -> bool:
    """ "Wife rang: she's expecting. 33M": what no man has is told of somebody else."""
    male = "sex" in kept and kept["sex"].value == "male"
    return male and one.fact in _OF_WOMEN and one.value is True


def _settle(page: Page, fact: str, stated: list[Finding]) -> Finding | None:
    if fact in _SETS and all(isinstance(f.value, list) for f in stated):
        codes = list(dict.fromkeys(code for f in stated for code in f.value))  # type: ignore[union-attr]
        return stated[0]._replace(value=codes, end=max(f.end for f in stated))
    known = [f for f in stated if f.value != "unknown"] or stated
    known = [f for f in without_the_other(page, known) if not _of_the_rest(page, f)] or known
    last = known[0]
    for later in known[1:]:
        if later.value == last.value:
            continue
        if _alternatives(page, last, later):
            last = last._replace(value=_OPEN[fact], end=later.end)
        elif (
            _stopped(page, last, later)
            or _ended(page, last, later)
            or _corrects(page, last, later)
            or _finer(fact, last, later)
            or _excepted(page, last, later)
            or _still_there(page, last, later)
            or _not_again(page, last, later)
        ):
            last = later
        elif not _finer(fact, later, last) or _named_later(page, last, later):
            return None
    return last


def _still_there(page: Page, earlier: Finding, later: Finding) -> bool:
    """ "The depression is over. The anxiety disorder I still take sertraline for": one of two is there."""
    parts = page.sentence(page.clause_at(later.start))
    apart = parts[0].start >= earlier.end and (earlier.value, later.value) == ("past", "current")
    return apart and bool(_W["still"] & set(page.keys[later.end : parts[-1].end]))


def _not_again(page: Page, earlier: Finding, later: Finding) -> bool:
    """ "Poor access, guided attempts fail too, repeat bloods not possible": that they cannot be repeated is the end."""
    told = (earlier.value, later.value) == ("difficult_but_obtainable", "not_allowing_repeated_tests")
    return told and bool(_W["repeated"] & set(page.keys[max(0, later.start - 2) : later.end]))


def _alternatives(page: Page, earlier: Finding, later: Finding) -> bool:
    """Whether two values are named as one or the other."""
    between = page.keys[earlier.end : later.start]
    named = {earlier.value, later.value}
    joined = bool(between) and set(between) <= _W["joining"] and bool(_W["either"] & set(between))
    return joined and later.fact in _OPEN and "none" not in named and (named != _SAME or _undecided(page, later))


def _undecided(page: Page, later: Finding) -> bool:
    """ "MND or ALS, they don't know": others cannot tell which; not "I don't know what you call it"."""
    parts = [one for one in page.sentence(page.clause_at(later.start)) if one.end > later.end]
    doubted = [one for one in parts for cue in page.cues_in(one, "diagnosis") if cue.category == "UNSURE"]
    doubted += [one for one in parts if _W["undecided"] & set(page.keys[one.start : one.end])]
    return any(not any(one.start <= at < one.end and who == SELF for at, who in page.cast.people) for one in doubted)


def _corrects(page: Page, earlier: Finding, later: Finding) -> bool:
    between = page.keys[max(earlier.end, later.start - 6) : later.start]
    if "not" in page.keys[max(0, earlier.start - 2) : earlier.start] and fact_is_number(earlier):
        return True
    if earlier.fact in _SPECIFIC and (_W["reclassified"] & set(between) or _W["reclassified_in_two"] & pairs(between)):
        return True
    if fact_is_number(earlier) and _W["repeats"] & set(between) and not _W["earlier"] & set(between):
        return True  # "AST 212. Rpt AST 34"
    if any(_takes_back(page, sign, earlier, later) for sign in page.corrections):
        return True
    spoken = CORRECTIONS & set(between)
    if "other" in between or later.value in (False, "none"):
        spoken -= {"no"}  # "thalassaemia. No other blood disease", "G6PD def; no haem malignancy" take nothing back
    own = set(page.keys[page.clause_at(later.start).start : later.start])
    spoken -= _W["of_now"] - own  # "he is 64 now; I'm 61"
    now = _W["of_now_in_two"] & pairs(between)  # "these days they call it ALS"
    return bool(spoken or now) and later.start - earlier.end <= 14


def _stopped(page: Page, earlier: Finding, later: Finding) -> bool:
    """ "LFTs 4x on riluzole so riluzole ceased": what was taken ended later."""
    if later.fact not in _TAKEN or (earlier.value, later.value) != (True, False):
        return False
    return any(cue.category == "STOPPED" for cue in page.cues_in(page.clause_at(later.start), "medicine"))


def _ended(page: Page, earlier: Finding, later: Finding) -> bool:
    """ "Prev enrolled in a masitinib RCT, exited Feb 2025. Not in any trial now"."""
    after = page.keys[later.start : page.clause_at(later.start).end]
    return later.fact in _LEFT and (earlier.value, later.value) == (True, False) and bool(_W["of_now"] & set(after))


def _of_the_rest(page: Page, finding: Finding) -> bool:
    """ "BCC x2; otherwise no cancer": a denial of what is left takes nothing back."""
    return finding.value in (False, "none") and _behind_otherwise(page, finding)


def _behind_otherwise(page: Page, finding: Finding) -> bool:
    return bool(_W["rest"] & set(page.keys[max(0, finding.start - 3) : finding.start]))


def _of_another_kind(page: Page, finding: Finding) -> bool:
    """ "Hydrocortisone 20 mg, otherwise no steroid ever": besides what is named none of its kind was given."""
    if finding.value != "not_given" or not _behind_otherwise(page, finding):
        return False
    return any(one.end <= page.clause_at(finding.start).start for one in page.of_kind(finding.fact))


def _takes_back(page: Page, sign: Found[str], earlier: Finding, later: Finding) -> bool:
    """ "ALT 34, AST 43. Sorry, other way round, ALT 43 and AST 34": what follows the correction in its sentence."""
    told = earlier.end <= sign.start and sign.end <= later.start and later.start - earlier.end <= _REACH
    return (
        told and sign.of == STRONG and page.clause_at(later.start).sentence - page.clause_at(sign.start).sentence <= 1
    )


def _named_later(page: Page, earlier: Finding, later: Finding) -> bool:
    """ "He was told PLS by one doctor and then ALS": it is not certain that the finer one stands."""
    return earlier.fact in _OPEN and bool(_W["then"] & set(page.keys[earlier.end : later.start]))


def _excepted(page: Page, earlier: Finding, later: Finding) -> bool:
    """ "No infection but a cold sore": what comes after "but" or "except" is the exception to the denial."""
    denial = earlier.value in (False, "none", "negative", "normal")
    clause = page.clause_at(later.start)
    return denial and page.keys[clause.start] in ("but", "except", "apart", "although", "though", "just")


def fact_is_number(finding: Finding) -> bool:
    return isinstance(finding.value, int | float) and not isinstance(finding.value, bool)


def _finer(fact: str, earlier: Finding, later: Finding) -> bool:
    """Whether the later value says more than the earlier one of the same message."""
    order: tuple[object, ...] = _SPECIFIC.get(fact, ())
    if earlier.value in order:
        return later.value not in order or order.index(later.value) > order.index(earlier.value)
    levels: tuple[object, ...] = _LEVELS.get(fact, ())
    if earlier.value in levels and later.value in levels and earlier.value != "none" and later.value != "none":
        return levels.index(later.value) > levels.index(earlier.value)
    return False
