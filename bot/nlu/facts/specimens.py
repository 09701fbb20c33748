"""The specimen in which an antibody was looked for: serum, CSF or both."""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("specimens")
_LOST = word_lists("antibodies")["lost"]
SPECIMEN = "antibody_specimen"
_NOT_IN = 3
"""Words before a specimen in which it is said that nothing was found in it, or that it was lost."""
_UNABLE = 8
"""Words before a specimen in which it is said that it could not be taken."""
POSITIVE, NEGATIVE, PENDING = "antibodies_positive", "antibodies_negative", "antibodies_pending"


def read(page: Page, decided: list[Mention]) -> list[Finding]:
    """Where the antibody was looked for, when an antibody or the panel is spoken of."""
    asked = SPECIMEN in page.asked
    panels = [m for m in page.of_kind("antibody_panel_negative") if m.states]
    if not decided and not panels and not asked:
        return _beside_the_answer(page)
    if asked and (both := _said_both(page)):
        return [both]
    values = {}
    for mention in page.of_kind(SPECIMEN):
        if _to_come(page, mention) and not asked:
            continue
        if _unlooked(page, mention, panels):
            continue
        refused = _W["refused"] & set(page.keys[max(mention.clause.start, mention.start - 3) : mention.start])
        if ({"UNDONE", "PENDING", "PLANNED"} & mention.said or refused) and not asked:
            continue
        if _W["refused"] & set(page.keys[mention.start - 1 : mention.start]) and "NEGATED" in mention.said:
            continue  # "serum, no LP yet"
        if asked and _elsewhere(page, mention) and _impossible(page, mention):
            continue
        before = set(page.keys[mention.clause.start : mention.start])
        if asked and (_W["never_taken"] & before or _W["doubting"] & before):
            continue
        after = set(page.keys[mention.end : mention.clause.end])
        if any(_W["by_nobody"] & part and _W["taking"] & part for part in (before, after - _W["found_there"])):
            continue  # "nobody ever took fluid from my back", "the spinal tap they haven't done"
        if (_LOST | _W["failed"]) & after or "UNDONE" in mention.said and not _W["doubting"] & after:
            continue  # "CSF. Serum tube was lost, never run"
        if _W["without"] & set(page.keys[max(0, mention.start - _NOT_IN) : mention.start]) and _elsewhere(
            page, mention
        ):
            continue  # "in the spinal fluid only, not in the blood"
        if _LOST & set(page.keys[max(mention.clause.start, mention.start - _NOT_IN) : mention.start]):
            continue  # "blood. they lost the spinal fluid"
        clean = _W["clean"] & set(page.keys[mention.end : mention.clause.end]) and not found_in(page, mention)
        if asked and clean and (decided or _elsewhere(page, mention)):
            continue  # "in the blood, the spinal tap was clean"
        absent = len(page.of_kind(SPECIMEN)) > 1 and "NEGATED" in mention.said and not found_in(page, mention)
        if absent and any(found_in(page, m) for m in page.of_kind(SPECIMEN)):
            continue  # "serum negative, CSF positive"
        if mention.states and (asked or _about_antibody(page, mention, decided + panels)):
            values[mention.means.value] = mention
    if not values:
        return []
    last = list(values.values())[-1]
    value = "both" if "both" in values or len(values) > 1 else last.means.value
    return [Finding(SPECIMEN, value, last.start, last.end)]


def _beside_the_answer(page: Page) -> list[Finding]:
    """Asked for the panel "yes, all 12, serum & CSF", "yes (serum only)": nothing but where it was looked for."""
    named = page.of_kind(SPECIMEN)
    if "antibody_panel_negative" not in page.asked or not named or any(not m.states or m.said for m in named):
        return []
    places = {at for m in named for at in range(m.start, m.end)}
    rest = {key for at, key in enumerate(page.keys) if at not in places and key.isalpha()}
    if rest - _W["of_the_test"] - _W["beside_a_yes"]:
        return []
    values = {m.means.value for m in named}
    return [Finding(SPECIMEN, "both" if len(values) > 1 else named[0].means.value, named[0].start, named[-1].end)]


def _said_both(page: Page) -> Finding | None:
    """ "Both I was told, more in the spinal fluid": the answer itself; not "both taken, don't know which"."""
    opens = next((at for at, key in enumerate(page.keys[:_NOT_IN]) if key == "both"), None)
    if opens is None or (_W["doubting"] | {"which"}) & page.words:
        return None
    return Finding(SPECIMEN, "both", opens, opens + 1)


def _elsewhere(page: Page, mention: Mention) -> bool:
    """Whether another specimen is named in which it is not denied that the antibody was."""
    return any("NEGATED" not in m.said and m.means.value != mention.means.value for m in page.of_kind(SPECIMEN))


def _impossible(page: Page, mention: Mention) -> bool:
    """ "Blood. She was too poorly for a lumbar puncture", "serum, LP contraindicated", "blood. LP planned"."""
    others = [m.end for m in page.of_kind(SPECIMEN) if m.end <= mention.start]
    before = set(page.keys[max([mention.clause.start, mention.start - _UNABLE, *others]) : mention.start])
    after = set(page.keys[mention.end : mention.clause.end])
    undone = _W["undoable"] & after and (_W["by_nobody"] | _W["without"]) & after
    too = _W["too"] <= before or "too" in before and _W["afraid"] & before
    to_come = {"PLANNED", "PENDING"} & mention.said
    return bool(too or to_come or _W["unable"] & before or undone or _W["ruled_out"] & after)


def _unlooked(page: Page, mention: Mention, panels: list[Mention]) -> bool:
    """ "I did have a lumbar puncture but they didn't run antibodies on that": what nobody looked in."""
    sentence = mention.clause.sentence
    after = (m for m in panels if m.clause.sentence == sentence and m.start >= mention.end and "UNDONE" in m.said)
    return any({"that", "it", "this"} & set(page.keys[m.end : m.end + 3]) for m in after)


def _to_come(page: Page, mention: Mention) -> bool:
    """ "LP tmrw, serum panel sent": what is yet to be taken was looked at for nothing."""
    return bool(_W["to_come"] & set(page.keys[mention.end : min(mention.clause.end, mention.end + 3)]))


def _about_antibody(page: Page, mention: Mention, decided: list[Mention]) -> bool:
    near = [m for m in decided if m.clause.sentence == mention.clause.sentence]
    if not near and _of_the_test_before(page, mention, decided):
        return True
    denied = _W["denied"]
    of_all = page.keys[mention.clause.start] == "all"  # "all twelve tested, all negative, serum and CSF"
    told = denied & set(page.keys[mention.clause.start : mention.clause.end])
    if told and not of_all and all(m.clause is not mention.clause for m in near):
        return False
    return bool(near) and not of_other(page, mention)


def _of_the_test_before(page: Page, mention: Mention, decided: list[Mention]) -> bool:
    """ "... NMDA: not detected. All done on blood.": a sentence that says nothing but on what it was done."""
    before = mention.clause.sentence - 1
    told = any(m.clause.sentence == before for m in page.of_kind(SPECIMEN))
    if told or not any(m.clause.sentence == before for m in decided):
        return False
    parts = page.sentence(mention.clause)
    if parts[0] is mention.clause and _W["nothing_more"] & set(page.keys[mention.start : mention.clause.end]):
        parts = parts[:1]  # "Blood only, I wouldn't let them near my spine"
    named = {at for m in page.of_kind(SPECIMEN) for at in range(m.start, m.end)}
    if {"+", "-"} & set(page.keys[parts[0].start : parts[-1].end]):
        return False  # "NMDAR encephalitis; CSF+ serum-"
    beside = {page.keys[at] for at in range(parts[0].start, parts[-1].end) if at not in named}
    words = {key for key in beside if key.isalpha()}
    return words <= _W["of_the_test"] and (not words or bool(words & _W["of_that_test"]))


def of_other(page: Page, specimen: Mention) -> bool:
    """ "Blood count", "CSF protein", "CSF OCB pos"; but not "blood test showed LGI1", "both the blood test and ..."."""
    test = page.keys[specimen.end : specimen.end + 1] != [] and page.keys[specimen.end] in _W["tests"]
    told = test and _W["found_there"] & set(page.keys[specimen.end + 1 : specimen.end + 3])
    within = {"in", "on", "both"} & set(page.keys[max(0, specimen.start - 2) : specimen.start])
    return bool(_W["of_something_else"] & set(page.keys[specimen.end : specimen.end + 1])) and not (told or within)


def found_in(page: Page, specimen: Mention) -> bool:
    """The specimen with its own result directly after it: "CSF was positive", "CSF+"."""
    cues = page.cues_in(specimen.clause, "antibody")
    return any(cue.category == "POSITIVE" and 0 <= cue.start - specimen.end <= 1 for cue in cues)
