"""Whether a name is that of an antibody: not of a person, a place or an illness, nor of a disease named after it."""

from __future__ import annotations

from bot.nlu.facts import antibody_contrasts, specimens
from bot.nlu.facts.specimens import NEGATIVE, PENDING, POSITIVE
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibody_names")
_LOWEST = 5
"""Dilution from which a titre is one."""
_OLDEST = 110
"""Years."""
ANTIBODY_WORDS = _W["antibody_words"]


def names_disease(page: Page, mention: Mention) -> bool:
    """ "LGI1 encephalitis" and "NMDARE" are names of a disease and no result."""
    if page.keys[mention.end - 1] in _W["diseases_in_a_word"]:
        return True
    for key in page.keys[mention.end : mention.end + 4]:
        if key in _W["disease_words"]:
            return True
        if key not in ANTIBODY_WORDS and key not in _W["between_name_and_disease"]:
            return False
    return False


def seen_as_disease(page: Page, mention: Mention) -> bool:
    """ "MRI shows LGI1 encephalitis", "EEG shows NMDA pattern" tell of the disease."""
    before = page.keys[max(0, mention.start - 3) : mention.start]
    looks = bool(_W["looks"] & set(page.keys[mention.end : mention.end + 2]))
    return (looks or names_disease(page, mention)) and bool(_W["showing"] & set(before))


def real(page: Page, mention: Mention) -> bool:
    """A short name that means something else as often ("Hu", "GAD") needs a sign that an antibody is meant."""
    if _of_another(page, mention) or _of_no_antibody(page, mention) or _years(page, mention):
        return False
    if not mention.means.shy:
        return True
    if _W["drug_screens"] & page.sentence_words(mention.clause):
        return False  # "UDS: AMPH positive": amphetamine
    if {POSITIVE, NEGATIVE, PENDING, "antibody_panel_negative"} & set(page.asked):
        return True
    before, after = page.keys[mention.start - 1 : mention.start], page.keys[mention.end : mention.end + 2]
    if antibody_contrasts.excepted(page, mention):
        return True  # "panel neg except GAD 12"
    one_of_them = before[:1] == ["the"] and after[:1] == ["one"]
    if _W["blots"] & page.sentence_words(mention.clause) and page.raw(mention.start)[:1].isupper():
        return True  # "line blot shows a strong Hu band"
    if "PENDING" in mention.said and before[:1] == ["on"] or mention.said & {"PENDING", "NEGATED"} and one_of_them:
        return True  # "still waiting on Hu", "the Hu one wasn't there"
    if before and (before[0][0].isdigit() or before[0] in ("dr", "prof", "on", "from", "in", "near")):
        return False
    if after and (after[0][0].isdigit() and after[1:] != [":"]):
        return False
    others = len(page.of_kind(POSITIVE)) > 1
    if others and "PENDING" in mention.said and _W["at_a_lab"] & page.sentence_words(mention.clause):
        return True  # "Yo and Ri neg, Hu is still at the reference lab"
    if page.raw(mention.start)[:1].isupper() and _titre(page, mention):
        return True
    if "PENDING" in mention.said and page.raw(mention.start).isupper() and "sent" in after:
        return True  # "GAD was sent", not "GAD, awaiting CBT"
    if after in (["(", "-"], ["(", "+"]):
        return True
    then = not after[1:] or not after[1].isalpha() or after[1] in _W["after_raised"]
    raised = page.raw(mention.start).isupper() and bool(set(after[:1]) & _W["raised"]) and then  # "GAD raised once"
    if raised or set(after) & (ANTIBODY_WORDS | _W["results"]) or set(after[:1]) & {"-", *_W["diseases_named"]}:
        return True
    if after[:1] in ([":"], ["="]) and after[1:2] and after[1][0].isdigit() and page.raw(mention.start).isupper():
        return True  # "GAD: 12"
    tested = page.keys[max(0, mention.start - 2) : mention.start] in ([word, "for"] for word in _W["tested"])
    located = any(0 <= m.start - mention.end <= 5 for m in page.of_kind(specimens.SPECIMEN))
    if tested or located and {"POSITIVE", "NEGATED"} & mention.said:
        return True
    beside = [
        m
        for m in page.mentions
        if m.fact == POSITIVE and m is not mention and not (m.means.shy and m.start == mention.start)
    ]
    return any(abs(m.start - mention.end) <= 2 or abs(mention.start - m.end) <= 2 for m in beside)


def _titre(page: Page, mention: Mention) -> bool:
    """ "MOG 1:100"; not "GAD 1:1 sessions"."""
    keys = page.keys[mention.end : mention.end + 3]
    return keys[:2] == ["1", ":"] and keys[2:] != [] and keys[2].isdigit() and int(keys[2]) >= _LOWEST


def _of_no_antibody(page: Page, mention: Mention) -> bool:
    """ "The NMDA nurse", "a GRIN1 gene variant": the name stands before what is no antibody."""
    after = page.keys[mention.end : mention.end + 3]
    close = next((key for key in after if key not in ("receptor", "encephalitis", "r")), "")
    return close in _W["no_antibody"]


def _years(page: Page, mention: Mention) -> bool:
    """ "Ma2, in a 28yo", "GAD. 45 yo woman": years of age; "Hu 1:40 Yo 1:20", "Hu 320 Yo 15" tell of titres."""
    before = page.keys[max(0, mention.start - 2) : mention.start]
    counted = before[-1:] != [] and before[-1].isdigit() and int(before[-1]) <= _OLDEST and before[:1] != [":"]
    return page.keys[mention.start] in _W["years"] and counted and not page.raw(mention.start)[:1].isupper()


def _of_another(page: Page, mention: Mention) -> bool:
    """ "CASPR1", "LGI2": a number that is written to the name makes it another antibody's."""
    places = page.doc.user_data["tokens"]
    following = page.keys[mention.end : mention.end + 1]
    joined = bool(following) and following[0].isdigit() and places[mention.end - 1].end == places[mention.end].start
    return joined and page.keys[mention.end - 1].isalpha() and page.keys[mention.end + 1 : mention.end + 2] != [":"]
