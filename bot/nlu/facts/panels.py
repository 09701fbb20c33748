"""The whole antibody panel: whether every antibody of it was looked for and none found."""

from __future__ import annotations

from bot.nlu.facts.specimens import SPECIMEN
from bot.nlu.language.said import Said
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("panels")
PANEL = "antibody_panel_negative"
_LISTED = word_lists("antibodies")["listed"]
_OF_ANTIBODIES = {
    *("antibodies_positive", "antibodies_negative", "antibodies_pending"),
    *(PANEL, SPECIMEN, "ae_diagnosis"),
}
_SHORT = 2
_REPLY = 8
_UNFINISHED = {("so", "far"), ("to", "date"), ("thus", "far"), ("until", "now")}


def read(page: Page, antibodies: list[Mention]) -> list[Finding]:
    panels = [m for m in page.of_kind(PANEL) if m.states]
    if any({"PENDING", "UNDONE"} & m.said for m in panels) and any("NEGATED" in m.said for m in panels):
        return []  # one panel is back, another is not
    if any("PENDING" in m.said and m.states and m.means.value in _LISTED for m in antibodies):
        return []  # "Paraneoplastic panel neg, NMDAR awaited": the panel was not all of them
    for mention in page.of_kind(PANEL):
        if not mention.states:
            continue
        if _of_one_antibody(mention, antibodies) or _has_exception(page, mention) or _so_far(page, mention):
            continue
        if _some_of_them(page, mention) or _of_markers(page, mention, antibodies) or _of_tumours(page, mention):
            continue
        if mention.means.shy and not (_OF_ANTIBODIES & set(page.asked) or antibodies or page.of_kind("ae_diagnosis")):
            continue  # a panel of something else
        of_question = page.asked and not _OF_ANTIBODIES & set(page.asked)
        if of_question and mention.end - mention.start <= _SHORT:
            continue  # "never exposed, Ab neg", said of hepatitis C
        if mention.means.role == "value" and not _of_other(page, mention):
            return [Finding(PANEL, True, mention.start, mention.end)]
        if mention.means.role == "about":
            value = _panel_value(page, mention, antibodies)
            if value is not None:
                return [Finding(PANEL, value, mention.start, mention.end)]
    return [Finding(PANEL, True, 0, len(page.keys))] if not antibodies and _answers_none(page) else []


def beside(page: Page, antibodies: list[Mention], found: list[Mention]) -> list[Finding]:
    """ "Negative at first; a better lab found AMPA", asked "the report shows amphiphysin positive, so no": not every
    antibody of the list is negative where one of them was `found`."""
    told = [one for one in read(page, antibodies) if one.value is not True or not found]
    if found and not told and page.asked == (PANEL,):
        return [Finding(PANEL, False, found[0].start, found[0].end)]
    return told


def only_some(page: Page, agreed: bool = False) -> bool:
    """ "They only sent LGI1, it was negative", "NMDAR neg": of the others nothing is told. `agreed`: behind a yes."""
    named = {m.means.value for m in page.of_kind("antibodies_positive") if m.means.role == "value"}
    words = page.words
    some = 0 < len(named & _LISTED) < len(_LISTED) and not _W["all_of_it"] & words
    return some and (not agreed or bool(_W["only"] & words))


def denied(page: Page, fact: str, start: int, end: int) -> bool:
    """ "Negative", "both neg": a no that is itself the result that was asked for."""
    return fact == PANEL and bool(_W["denied"] & set(page.keys[start:end]))


def none_in(mention: Mention) -> bool:
    """Whether a panel, or what was looked for, is said to be negative."""
    denied = "NEGATED" in mention.said or mention.means.value is True
    return mention.states and denied and "UNDONE" not in mention.said


def _answers_none(page: Page) -> bool:
    """ "None of them", "all negative", said when it was asked which were found."""
    words = page.words
    if "antibodies_positive" not in page.asked or len(words) > _REPLY or words & _W["open"]:
        return False
    return bool(words & {"none", "nothing"}) or "all" in words and bool(words & _W["denied"])


def _so_far(page: Page, mention: Mention) -> bool:
    """ "No antibodies found so far", "seroneg so far": the search goes on."""
    after = page.keys[mention.start : mention.end + 4]
    return "yet" in after or any(pair in _UNFINISHED for pair in zip(after, after[1:], strict=False))


def _of_one_antibody(mention: Mention, antibodies: list[Mention]) -> bool:
    """ "NMDAR ab negative": the word belongs to the antibody named before it, not to a panel."""
    return any(0 <= mention.start - m.end <= 1 for m in antibodies)


def _some_of_them(page: Page, mention: Mention) -> bool:
    """ "They did all the antibodies and one of them was negative": nothing is said of the others."""
    keys = page.keys[mention.end - 1 : page.sentence(mention.clause)[-1].end]
    return any(
        part in _W["parts"] and of == "of" and before not in _W["whole"] | _W["not_parts"]
        for before, part, of in zip(keys, keys[1:], keys[2:], strict=False)
    )


def _of_markers(page: Page, mention: Mention, antibodies: list[Mention]) -> bool:
    """ "ANA, rheumatoid factor, the whole autoimmune screen came back normal": of the rheumatologist's markers."""
    if antibodies or not set(page.keys[mention.start : mention.end]) <= _W["of_any_autoimmunity"]:
        return False
    markers = (m for m in page.of_kind("immune_markers") if m.end <= mention.start or m.start >= mention.end)
    return any(m.clause.sentence == mention.clause.sentence for m in markers)


def _of_tumours(page: Page, mention: Mention) -> bool:
    """ "Paraneoplastic screen negative": of the antibodies of tumours, and of none of the others."""
    if not {"NEGATED", "NORMAL"} & mention.said or _W["wider"] & page.sentence_words(mention.clause):
        return False
    return bool(_W["of_tumours"] & set(page.keys[mention.start : mention.end]))


def _of_other(page: Page, mention: Mention) -> bool:
    """ "Antibody test negative for hepatitis", "negative for everything else": not the panel's result."""
    others = page.keys[mention.end : mention.end + 1] in (["for"], ["else"], ["other"])
    return others or bool({"NEGATED", "UNSURE", "PENDING"} & mention.said)


def _has_exception(page: Page, mention: Mention) -> bool:
    """ "all negative except GAD": not all of the panel was."""
    return bool(_W["exceptions"] & set(page.keys[mention.end : page.clause_at(mention.start).end + 3]))


def _panel_value(page: Page, mention: Mention, antibodies: list[Mention]) -> bool | str | None:
    if page.keys[mention.end - 1] in ("antibody", "ab") and mention.end - mention.start == 1:
        return None
    rest = {"rest", "remainder", "others", "other", "else"} & set(_before(page, mention))
    if rest or "UNDONE" in mention.said or any(abs(m.end - mention.start) <= 1 for m in antibodies):
        return None
    if _never_tested(page, mention):
        return None
    if _none_of_them(page, mention):
        return True
    if "PENDING" in mention.said or "UNSURE" in mention.said:
        return "unknown"
    denied = {"not", "wasnt", "werent", "isnt"} & set(page.keys[mention.end : mention.end + 3])
    if denied and {"negative", "neg", "clear"} & set(page.keys[mention.end : mention.end + 5]):
        return False
    if "NEGATED" in mention.said or "NORMAL" in mention.said:
        return not denied
    if page.keys[mention.start] in ("none", "not") and "POSITIVE" in mention.said:
        return True  # "none of the antibodies came back positive"
    return False if "POSITIVE" in mention.said and mention.end - mention.start > 1 else None


def _never_tested(page: Page, mention: Mention) -> bool:
    """ "No encephalitis antibodies were ever tested", not "no antibodies tested positive"."""
    at, end = mention.end, mention.clause.end
    while at < end and page.keys[at] in _W["was_ever"]:
        at += 1
    denied = page.keys[mention.start - 1 : mention.start] == ["no"] or page.keys[mention.start] in _W["no"]
    after = page.keys[at + 1 : at + 2]
    return denied and at < end and page.keys[at] in _W["tested"] and not (after and after[0] in _W["as_found"])


def _before(page: Page, mention: Mention) -> list[str]:
    """The words shortly before a panel: "rest of the cell-based panel"."""
    words = page.keys[max(0, mention.start - 6) : mention.start]
    if ":" in words:
        return words[words.index(":") :]  # "IgLON5 pos and nothing else: all 12 on your list neg"
    return words[-3:] if "," in words else words


def _partly(page: Page, cue: Said) -> bool:
    """ "They did all the antibodies, not all negative"."""
    return bool(_W["not_whole"] & set(page.keys[max(0, cue.start - 3) : cue.start]))


def _counted(page: Page, cue: Said) -> list[str]:
    """A denial with the words before it that count what it denies: "every last one of them was negative"."""
    start = cue.start
    while start > 0 and page.keys[start - 1] in _W["of_them"]:
        start -= 1
    return page.keys[max(0, min(start - 1, cue.start - 2)) : cue.end]


def _of_all(page: Page, cue: Said) -> bool:
    """ "All 12 listed antibodies tested, neg in serum": a denial that opens its clause is said of what was named."""
    clause = page.clause_at(cue.start)
    after = page.keys[cue.end : cue.end + 1]
    opens = cue.start == clause.start or cue.start == clause.start + 1 and page.keys[clause.start] in _W["joins"]
    return opens and (cue.end >= clause.end or not after or after[0] in _W["where"])


def _none_of_them(page: Page, mention: Mention) -> bool:
    """ "All 12 of the listed antibodies sent, none found"."""
    after = [c for c in page.clauses if c.sentence == mention.clause.sentence and c.start >= mention.end]
    cues = [cue for clause in after for cue in page.cues_in(clause, "antibody")]
    denied = [cue for cue in cues if cue.category == "NEGATED" and not _partly(page, cue)]
    if any(_W["whole"] & set(_counted(page, cue)) for cue in denied):
        near = {*page.keys[max(mention.clause.start, mention.start - 6) : mention.start + 1]}
        near |= {*page.keys[mention.end : mention.end + 1]}  # "your 12 listed abs all tested, all negative"
        return bool(_W["whole"] & near)  # "they did all the encephalitis antibodies, every one negative"
    if _W["whole"] & {*page.keys[mention.start : mention.end]} and any(_of_all(page, cue) for cue in denied):
        return True
    return any(
        page.keys[cue.start] in ("none", "nothing") or "single" in page.keys[cue.start : cue.end] for cue in denied
    )
