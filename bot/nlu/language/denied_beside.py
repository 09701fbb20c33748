"""Denials of another thing, of which a drug is only the reason or the time: "no live vaccines because of rituximab"."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.language.said import Name, Said
from bot.nlu.language.text import pairs
from bot.nlu.vocabulary import word_lists

_W = word_lists("denied_beside")
_DENYING = {"NEGATED", "NOT_GIVEN", "DECLINED"}
_NEAR = 5
"""Words behind a drug within which "would" tells what would be without it."""


def without_denials(keys: list[str], name: Name, cues: Iterable[Said]) -> tuple[list[Said], set[str]]:
    """The cues that do speak of a drug, and what stands in place of the others: "they never checked hep B before giving
    me rituximab" denies no drug, and before "you can't have it before rituximab" it may be still to come."""
    kept, told = [], set()
    for cue in cues:
        if cue.category in _DENYING and cue.end <= name.start and (reason := _reason(keys, name, cue)):
            told |= {"PLANNED"} if reason == "open" else set()
        else:
            kept.append(cue)
    return kept, told


def only_the_reason(keys: list[str], name: Name, cue: Said) -> bool:
    """ "She can't have rituximab because of hep B": what is denied is the drug, and not its reason."""
    if cue.category != "NEGATED" or cue.end > name.start:
        return False
    at = name.start
    while at > cue.end and keys[at - 1] in _W["before_an_illness"]:
        at -= 1
    refused = keys[cue.start] in _W["past_denials"] | _W["rules"]
    return at - 2 > cue.end and (refused or keys[at - 2] == "because") and " ".join(keys[at - 2 : at]) in _W["because"]


def _reason(keys: list[str], name: Name, cue: Said) -> str:
    """Whether a denial is that of another thing: "given" or "open", as the drug was given or may be still to come."""
    if keys[cue.start : cue.end] == ["without"]:
        return _supposed_away(keys, name, cue)
    at = name.start
    while at > cue.end and keys[at - 1] in _W["before_a_drug"]:
        if " ".join(keys[at - 2 : at]) in _W["reasons"]:
            return "given"
        at -= 1
    if at - cue.end > 1 and " ".join(keys[at - 2 : at]) in _W["reasons"]:
        return "given"
    if at == cue.end or keys[at - 1] not in _W["times"]:
        return ""
    before = set(keys[max(0, cue.start - 1) : cue.end])
    past = bool(before & _W["past_denials"]) or keys[at - 1] in _W["later"] and not before & _W["rules"]
    return "given" if past else "open"


def _supposed_away(keys: list[str], name: Name, cue: Said) -> str:
    """ "Without rituximab she would not be here": supposed, and so not so."""
    after = keys[name.end : name.end + _NEAR]
    stops = next((at for at, key in enumerate(after) if key in (".", ";")), len(after))
    if cue.end < name.start - 1 or not _W["would"] & set(after[:stops]):
        return ""
    rest = keys[name.end : name.end + _NEAR + _NEAR]
    return "given" if _W["alive"] & set(rest) or pairs(rest) & _W["alive_in_two"] else "open"
