"""What is told of the candidate right behind what another has: "breast cancer in an aunt, none in the patient", "her
GAD antibodies are sky high. Mine were tested too and are negative"."""

from __future__ import annotations

from bot.nlu.facts.shy import welcome
from bot.nlu.language.clauses import Clause
from bot.nlu.language.scene import PATIENT, SELF
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("own_beside")
_OF_WITHIN = 4
"""Words before a name within which "the daughter of a" stands."""
_TYPES = {"condition", "diagnosis", "test", "antibody"}
_PANEL = "antibody_panel_negative"
_RESULTS = ("UNDONE", "PENDING", "NEGATED", "POSITIVE")
"""The first of these that is said of one's own test is its result."""


def tell(page: Page) -> None:
    """What others have is theirs, and what is said of the candidate behind it is said of the same thing."""
    for mention in page.mentions:
        if mention.means.type == "condition" and _whose_child(page, mention):
            mention.other = True
    if not (_W["patient"] | _W["mine"]) & page.words:
        return
    for mention in [one for one in page.mentions if one.means.type in _TYPES and not one.clause.asks]:
        clause = next((one for one in page.clauses if one.start == mention.clause.end), None)
        if clause is None or clause.asks or clause.sentence - mention.clause.sentence > 1:
            continue
        here = [one for one in page.mentions if one.clause is clause]
        if any(one.fact != mention.fact for one in here):
            continue
        if _of_kin(page, mention) and _none_of_patient(page, clause, here):
            _leave_to_kin(page, mention)
            undone = "UNDONE" in {cue.category for cue in page.cues_in(clause, mention.means.type)}
            page.mentions += [] if here else [_own(page, mention, clause, {"UNDONE" if undone else "NEGATED"})]
        elif here:
            continue
        elif mention.other and (result := _mine(page, mention, clause)):
            page.mentions.append(_own(page, mention, clause, {result}, shy=not welcome(page, mention)))


def _whose_child(page: Page, mention: Mention) -> bool:
    """ "I'm an alcoholic's daughter", "the son of an addict": it is the parent's."""
    behind = page.keys[mention.end : mention.end + 1]
    if page.raw(mention.end - 1).lower().endswith(("'s", "’s")) and _W["descent"] & set(behind):
        return True
    before = page.keys[max(mention.clause.start, mention.start - _OF_WITHIN) : mention.start]
    of = next((at for at, key in enumerate(before) if key == "of"), 0)
    return of > 0 and before[of - 1] in _W["descent"] and before[of + 1 : of + 2] in (["a"], ["an"], ["two"])


def _own(page: Page, mention: Mention, clause: Clause, said: set[str], *, shy: bool = False) -> Mention:
    places = (at for at in range(clause.start, clause.end) if page.keys[at] not in _W["none"])
    return Mention(next(places, clause.start), clause.end, mention.means._replace(shy=shy), clause, said)


def _of_kin(page: Page, mention: Mention) -> bool:
    words = page.keys[mention.clause.start : mention.clause.end]
    return bool(_W["kin"] & set(words)) and _W["oneself"].isdisjoint(words)


def _leave_to_kin(page: Page, mention: Mention) -> None:
    """ "The wife has it, none in the patient": nor is she the candidate."""
    mention.other = True
    inside = {who for at, who in page.cast.people if mention.clause.start <= at < mention.clause.end}
    if page.cast.candidate in inside - {SELF, PATIENT}:
        page.cast.candidate, page.cast.sex = PATIENT, None


def _none_of_patient(page: Page, clause: Clause, here: list[Mention]) -> bool:
    """ "None in the patient", "never the patient", "the patient negative", "no cancer in him": and no more."""
    named = {at for one in here for at in range(one.start, one.end)}
    places = (at for at in range(clause.start, clause.end) if at not in named)
    words = {page.keys[at] for at in places if page.keys[at].isalnum()}
    told = words & _W["none"] and words & _W["patient"]
    return bool(told) and words <= _W["none"] | _W["patient"] | _W["beside"]


def _mine(page: Page, mention: Mention, clause: Clause) -> str | None:
    """ "Mine were tested too and are negative", "I was tested too and mine are negative": of a test."""
    codes = mention.means.type == "antibody" and mention.fact != _PANEL
    if not codes and (mention.means.type != "test" or mention.means.role == "value"):
        return None
    end = page.sentence(clause)[-1].end
    words = page.keys[clause.start : end]
    if _W["mine"].isdisjoint(words) or not page.plain(clause.start, end, also=_W["mine"] | _W["beside"]):
        return None
    said = {cue.category for one in page.clauses_in(clause.start, end) for cue in page.cues_in(one, mention.means.type)}
    return next((one for one in _RESULTS if one in said), None)
