"""Antibodies: which were found, which were not, which are awaited, and in what specimen."""

from __future__ import annotations

from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibodies")

POSITIVE, NEGATIVE, PENDING = "antibodies_positive", "antibodies_negative", "antibodies_pending"
PANEL, SPECIMEN = "antibody_panel_negative", "antibody_specimen"
_OF_ANTIBODIES = {POSITIVE, NEGATIVE, PENDING, PANEL, SPECIMEN, "ae_diagnosis"}
_SHORT = 2
_ANTIBODY_WORDS = _W["antibody_words"]
_DISEASE_WORDS = _W["disease_words"]


def read(page: Page) -> list[Finding]:
    mentions = [m for m in page.of_kind(POSITIVE) if m.means.role == "value" and real(page, m)]
    codes: dict[str, list[Mention]] = {POSITIVE: [], NEGATIVE: [], PENDING: []}
    doubtful: list[Mention] = []
    for mention in mentions:
        verdict = _verdict(page, mention)
        if verdict == "unknown":
            doubtful.append(mention)
        elif verdict:
            codes[verdict].append(mention)
    named_disease = [m for m in mentions if m.states and _names_disease(page, m)]
    generic = [
        m
        for m in page.of_kind(PANEL, SPECIMEN)
        if (m.fact == SPECIMEN or page.keys[m.end - 1] in ("antibody", "ab")) and m.states and _found(page, m)
    ]
    if generic and len({m.means.value for m in named_disease}) == 1 and not codes[POSITIVE]:
        codes[POSITIVE].append(named_disease[0])  # "It is NMDA receptor encephalitis. The antibody was positive."
    found = [_collected(fact, named) for fact, named in codes.items() if named]
    if doubtful and not codes[POSITIVE] and POSITIVE in page.asked:
        found.append(Finding(POSITIVE, "unknown", doubtful[0].start, doubtful[0].end))
    return found + _panel(page, mentions) + _specimen(page, codes[POSITIVE] + codes[NEGATIVE])


def _amended(page: Page, mention: Mention) -> set[str]:
    """What a later clause of the sentence makes of a first result: "first read pos, lab amended to NEG"."""
    for clause in page.clauses:
        if clause.sentence == mention.clause.sentence and clause.start >= mention.clause.end:
            if any(m.clause is clause for m in page.of_kind(POSITIVE)):
                break
            told = {cue.category for cue in page.cues_in(clause, "antibody")} & {"POSITIVE", "NEGATED"}
            if len(told) == 1 and _W["amended"] & set(page.keys[clause.start : clause.end]):
                return told
    return set()


def _unopposed(page: Page, mention: Mention) -> bool:
    words = page.keys[mention.clause.start : mention.clause.end]
    return "result" not in words and not {"nobody", "never", "no", "not", "if"} & set(words)


def _found(page: Page, mention: Mention) -> bool:
    """ "The antibody was positive", "CSF positive": what the disease is named after was found."""
    beside = any(cue.category == "POSITIVE" and cue.start == mention.end for cue in page.cues)
    if mention.fact == SPECIMEN and not beside:
        return False  # "CSF bands positive"
    return "POSITIVE" in mention.said and "NEGATED" not in mention.said and _unopposed(page, mention)


def _collected(fact: str, named: list[Mention]) -> Finding:
    values = list(dict.fromkeys(str(m.means.value) for m in named))
    return Finding(fact, values, named[0].start, named[-1].end)


def _verdict(page: Page, mention: Mention) -> str | None:
    if not mention.states:
        return None
    said = _amended(page, mention) or mention.said
    if "PENDING" in said:
        return PENDING
    if "UNDONE" in said:
        return None
    if any(0 <= m.start - mention.end <= 1 and m.means.value is True for m in page.of_kind(PANEL)):
        return NEGATIVE  # "GABA-B R Ab negative": the words are its result, not a panel's
    if "UNSURE" in said:
        return "unknown"
    if _below(page, mention):
        said = said - {"POSITIVE"}  # "LGI1 <1:10": the sign comes before what reads as a titre
    if {"NEGATED", "POSITIVE"} <= said:
        before = page.keys[max(mention.clause.start, mention.start - 3) : mention.start]
        return NEGATIVE if _W["denials"] & set(before) else POSITIVE if _found_in_one(page, mention) else None
    if "NEGATED" in said:
        return POSITIVE if _found_in_one(page, mention) else NEGATIVE
    if not said & {"POSITIVE", "NEGATED"}:
        said = said | _said_next(page, mention)
        if "NEGATED" in said and "POSITIVE" not in said:
            return POSITIVE if _found_in_one(page, mention) else NEGATIVE
    if "POSITIVE" in said or _titre(page, mention) or _carried(page, mention):
        return POSITIVE
    asked = [fact for fact in (POSITIVE, NEGATIVE, PENDING) if fact in page.asked]
    if POSITIVE in asked or len(asked) == 1:
        return None if _names_disease(page, mention) else POSITIVE if POSITIVE in asked else asked[0]
    return None


def _found_in_one(page: Page, mention: Mention) -> bool:
    """ "Serum NMDAR negative but CSF was positive": found in one of two specimens is found."""
    sentence = mention.clause.sentence
    named = {m.means.value for m in page.of_kind(POSITIVE) if m.clause.sentence == sentence}
    looked = [m for m in page.of_kind(SPECIMEN) if m.clause.sentence == sentence]
    return len(named) == 1 and len(looked) > 1 and any(_is_found(page, m) for m in looked)


def _is_found(page: Page, specimen: Mention) -> bool:
    """The specimen with its own result directly after it: "CSF was positive", "CSF+"."""
    cues = page.cues_in(specimen.clause, "antibody")
    return any(cue.category == "POSITIVE" and 0 <= cue.start - specimen.end <= 1 for cue in cues)


def _said_next(page: Page, mention: Mention) -> set[str]:
    """What the next clause of the sentence says, when it names no antibody: "(AMPA antibody, found in the CSF)"."""
    after = [c for c in page.clauses if c.sentence == mention.clause.sentence and c.start >= mention.clause.end]
    if (
        not after
        or after[0].asks
        or any(m.clause is after[0] for m in page.mentions if m.fact == POSITIVE)
        or _names_disease(page, mention)
    ):
        return set()
    if any(m.clause is after[0] for m in page.mentions if m.fact != SPECIMEN):
        return set()
    return {cue.category for cue in page.cues_in(after[0], "antibody")} & {"POSITIVE", "NEGATED", "PENDING"}


def _titre(page: Page, mention: Mention) -> bool:
    """A titre or a level states that the antibody is there: "anti-Hu 1:3200", "VGKC 412 pM"."""
    after = [number for number in page.numbers if mention.end <= number.start <= mention.end + 4]
    if not after or any(n.start < after[0].start for n in page.mentions if n.start >= mention.end):
        return False
    number = after[0]
    if _below(page, mention):
        return False
    if ">" in page.keys[mention.end : number.start]:
        return True
    if page.keys[number.end : number.end + 1] == [":"]:
        return True
    between = page.keys[mention.end : number.start]
    unit = page.keys[number.end : number.end + 1]
    return not {"<", "normal"} & set(between) and unit in (["pm"], ["iu"], ["pmol"], ["nmol"], ["u"], ["nm"])


def _below(page: Page, mention: Mention) -> bool:
    """ "LGI1 <1:10": a titre under its limit."""
    keys = page.keys[mention.end : mention.end + 5]
    return any(key in _W["below"] and after[:1].isdigit() for key, after in zip(keys, keys[1:], strict=False))


def _carried(page: Page, mention: Mention) -> bool:
    """ "I have LGI1 antibodies", "LGI1 antibodies in the blood": had or found, and called an antibody."""
    if _names_disease(page, mention):
        return False
    if _the_antibody(page, mention):
        return True
    words = set(page.keys[mention.end : mention.end + 3])
    if not words & _ANTIBODY_WORDS:
        return False
    near = [m for m in page.of_kind(SPECIMEN) if 0 <= m.start - mention.end <= 5]
    located = any(not m.said and not _of_other(page, m) for m in near)
    return "HAS" in mention.said or located


def _the_antibody(page: Page, mention: Mention) -> bool:
    """ "My antibody is LGI1", "the antibody is called LGI1", "I have antibodies to LGI1"."""
    before = page.keys[max(mention.clause.start, mention.start - 6) : mention.start]
    named = [at for at, key in enumerate(before) if key in _ANTIBODY_WORDS]
    if not named or mention.said - {"HAS"}:
        return False
    between = before[named[-1] + 1 :]
    if not set(between) <= _W["identity"] or not between:
        return False
    owned = {"my", "the", "his", "her"} & set(before[: named[-1]]) and {"is", "was", ":", "="} & set(between)
    return bool(owned) or "HAS" in mention.said and bool({"to", "against"} & set(between))


def _names_disease(page: Page, mention: Mention) -> bool:
    """ "LGI1 encephalitis" is the name of a disease and no result."""
    for key in page.keys[mention.end : mention.end + 4]:
        if key in _DISEASE_WORDS:
            return True
        if key not in _ANTIBODY_WORDS and key not in _W["between_name_and_disease"]:
            return False
    return False


def real(page: Page, mention: Mention) -> bool:
    """A short name that means something else as often ("Hu", "GAD") needs a sign that an antibody is meant."""
    if _of_another(page, mention):
        return False
    if not mention.means.shy:
        return True
    if POSITIVE in page.asked or NEGATIVE in page.asked or PENDING in page.asked:
        return True
    before, after = page.keys[mention.start - 1 : mention.start], page.keys[mention.end : mention.end + 2]
    if before and (before[0][0].isdigit() or before[0] in ("dr", "prof", "on", "from", "in", "near")):
        return False
    if after and (after[0][0].isdigit() and after[1:] != [":"]):
        return False
    if set(after) & (_ANTIBODY_WORDS | _W["results"]) or after[:1] == ["-"]:
        return True
    if after[:1] in ([":"], ["="]) and after[1:2] and after[1][0].isdigit() and page.raw(mention.start).isupper():
        return True  # "GAD: 12"
    tested = page.keys[max(0, mention.start - 2) : mention.start] in ([word, "for"] for word in _W["tested"])
    located = any(0 <= m.start - mention.end <= 5 for m in page.of_kind(SPECIMEN))
    if tested or located and {"POSITIVE", "NEGATED"} & mention.said:
        return True
    beside = [
        m
        for m in page.mentions
        if m.fact == POSITIVE and m is not mention and not (m.means.shy and m.start == mention.start)
    ]
    return any(abs(m.start - mention.end) <= 2 or abs(mention.start - m.end) <= 2 for m in beside)


def _of_another(page: Page, mention: Mention) -> bool:
    """ "CASPR1", "LGI2": a number that is written to the name makes it another antibody's."""
    places = page.doc.user_data["tokens"]
    following = page.keys[mention.end : mention.end + 1]
    joined = bool(following) and following[0].isdigit() and places[mention.end - 1].end == places[mention.end].start
    return joined and page.keys[mention.end - 1].isalpha() and page.keys[mention.end + 1 : mention.end + 2] != [":"]


def _panel(page: Page, antibodies: list[Mention]) -> list[Finding]:
    panels = [m for m in page.of_kind(PANEL) if m.states]
    if any({"PENDING", "UNDONE"} & m.said for m in panels) and any("NEGATED" in m.said for m in panels):
        return []  # one panel is back, another is not
    for mention in page.of_kind(PANEL):
        if not mention.states:
            continue
        if _of_one_antibody(mention, antibodies) or _has_exception(page, mention):
            continue
        if mention.means.shy and not (PANEL in page.asked or antibodies or page.of_kind("ae_diagnosis", SPECIMEN)):
            continue  # a panel of something else
        of_question = page.asked and not _OF_ANTIBODIES & set(page.asked)
        if of_question and mention.end - mention.start <= _SHORT:
            continue  # "never exposed, Ab neg", said of hepatitis C
        if mention.means.role == "value" and not {"NEGATED", "UNSURE", "PENDING"} & mention.said:
            return [Finding(PANEL, True, mention.start, mention.end)]
        if mention.means.role == "about":
            value = _panel_value(page, mention, antibodies)
            if value is not None:
                return [Finding(PANEL, value, mention.start, mention.end)]
    return []


def _of_one_antibody(mention: Mention, antibodies: list[Mention]) -> bool:
    """ "NMDAR ab negative": the word belongs to the antibody named before it, not to a panel."""
    return any(0 <= mention.start - m.end <= 1 for m in antibodies)


def _has_exception(page: Page, mention: Mention) -> bool:
    """ "all negative except GAD": not all of the panel was."""
    return bool(_W["exceptions"] & set(page.keys[mention.end : page.clause_at(mention.start).end + 3]))


def _panel_value(page: Page, mention: Mention, antibodies: list[Mention]) -> bool | str | None:
    if page.keys[mention.end - 1] in ("antibody", "ab") and mention.end - mention.start == 1:
        return None
    rest = {"rest", "remainder", "others", "other", "else"} & set(page.keys[max(0, mention.start - 3) : mention.start])
    if rest or "UNDONE" in mention.said or any(abs(m.end - mention.start) <= 1 for m in antibodies):
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


def _none_of_them(page: Page, mention: Mention) -> bool:
    """ "All 12 of the listed antibodies sent, none found"."""
    after = [c for c in page.clauses if c.sentence == mention.clause.sentence and c.start >= mention.end]
    cues = [cue for clause in after for cue in page.cues_in(clause, "antibody")]
    denied = [cue for cue in cues if cue.category == "NEGATED"]
    if any("all" in page.keys[max(0, cue.start - 1) : cue.end] for cue in denied):
        return page.keys[mention.start] == "all"
    return any(page.keys[cue.start] == "none" or "single" in page.keys[cue.start : cue.end] for cue in denied)


def _specimen(page: Page, decided: list[Mention]) -> list[Finding]:
    """Where the antibody was looked for, when an antibody or the panel is spoken of."""
    asked = SPECIMEN in page.asked
    panels = [m for m in page.of_kind(PANEL) if m.states]
    if not decided and not panels and not asked:
        return []
    values = {}
    for mention in page.of_kind(SPECIMEN):
        if {"UNDONE", "PENDING"} & mention.said and not asked:
            continue
        absent = len(page.of_kind(SPECIMEN)) > 1 and "NEGATED" in mention.said and not _is_found(page, mention)
        if absent and any(_is_found(page, m) for m in page.of_kind(SPECIMEN)):
            continue  # "serum negative, CSF positive"
        if mention.states and (asked or _about_antibody(page, mention, decided + panels)):
            values[mention.means.value] = mention
    if not values:
        return []
    last = list(values.values())[-1]
    value = "both" if "both" in values or len(values) > 1 else last.means.value
    return [Finding(SPECIMEN, value, last.start, last.end)]


def _about_antibody(page: Page, mention: Mention, decided: list[Mention]) -> bool:
    near = [m for m in decided if m.clause.sentence == mention.clause.sentence]
    denied = _W["denied"]
    if denied & set(page.keys[mention.clause.start : mention.clause.end]) and all(
        m.clause is not mention.clause for m in near
    ):
        return False
    return bool(near) and not _of_other(page, mention)


def _of_other(page: Page, specimen: Mention) -> bool:
    """ "Blood count", "CSF protein"; but not "blood test showed LGI1", "in the blood test"."""
    told = _W["found_there"] & set(page.keys[specimen.end + 1 : specimen.end + 3])
    within = {"in", "on"} & set(page.keys[max(0, specimen.start - 2) : specimen.start])
    return bool(_W["of_something_else"] & set(page.keys[specimen.end : specimen.end + 1])) and not (told or within)
