"""Antibodies set against each other: "LGI1, not CASPR2", "all negative except GAD"."""

from __future__ import annotations

from bot.nlu.facts import panels, specimens
from bot.nlu.facts.specimens import POSITIVE
from bot.nlu.language.denied_rows import DENIED_ROW
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibody_contrasts")
_RESULTS = frozenset({"POSITIVE", "NEGATED", "PENDING", "UNSURE", "UNDONE"})
_SHOWING = word_lists("antibody_names")["showing"]


def amended(page: Page, mention: Mention) -> set[str]:
    """What a later clause of the sentence makes of a first result: "first read pos, lab amended to NEG"."""
    for clause in page.clauses:
        if clause.sentence == mention.clause.sentence and clause.start >= mention.clause.end:
            if any(m.clause is clause for m in page.of_kind(mention.fact)):
                break
            told = {cue.category for cue in page.cues_in(clause, "antibody")} & {"POSITIVE", "NEGATED"}
            if len(told) == 1 and _W["amended"] & set(page.keys[mention.end : clause.end]):
                return told
    return set()


def meant(page: Page, mention: Mention) -> bool:
    """ "LGI1, not CASPR2", "not NMDA, it was the LGI1": the one that is meant of two set against each other."""
    sentence = page.sentence(mention.clause)
    words = page.keys[sentence[0].start : sentence[-1].end]
    if mention.said & {"POSITIVE", DENIED_ROW} or _W["testing"] & set(words):
        return False  # "they tested LGI1, not CASPR2"
    others = [
        other
        for other in page.of_kind(mention.fact)
        if other.clause.sentence == mention.clause.sentence and other.means.value != mention.means.value
    ]
    return any(_before(page, mention, other) or _after(page, mention, other) for other in others)


def _before(page: Page, mention: Mention, other: Mention) -> bool:
    """ "LGI1, not CASPR2", "LGI1 rather than CASPR2"."""
    between = set(page.keys[mention.end : other.start])
    unsaid = not mention.said - {"HAS", "NAMED"}
    return unsaid and bool(between & _W["against"]) and between <= _W["set_against"]


def _after(page: Page, mention: Mention, other: Mention) -> bool:
    """ "Not NMDA, it was the LGI1", "not CASPR2 but LGI1"."""
    between = set(page.keys[other.end : mention.start])
    denied = "not" in page.keys[max(other.clause.start, other.start - 3) : other.start] and "POSITIVE" not in other.said
    return denied and bool(between & _W["turns"]) and between <= _W["instead"]


def own_result(page: Page, mention: Mention) -> str | None:
    """ "The report shows NMDA negative": of two results the one right behind a name, where "shows" stands before it."""
    if not _SHOWING & set(page.keys[max(mention.clause.start, mention.start - 3) : mention.start]):
        return _said_of_it(page, mention)
    behind = [cue for cue in page.cues_in(mention.clause, "antibody") if cue.direction != "forward"]
    behind = [
        c for c in behind if c.start >= mention.end and set(page.keys[mention.end : c.start]) <= _W["to_its_result"]
    ]
    own = {c.category for c in behind} & {"NEGATED", "POSITIVE"}
    return own.pop() if len(own) == 1 else None


def _said_of_it(page: Page, mention: Mention) -> str | None:
    """ "LGI1 is positive in serum and NMDAR is negative": behind a name and its verb only that one's own result."""
    if page.keys[mention.end : mention.end + 1] == [] or page.keys[mention.end] not in _W["is"]:
        return None
    cues = [cue for cue in page.cues_in(mention.clause, "antibody") if cue.category in ("NEGATED", "POSITIVE")]
    if any(cue.direction == "forward" and cue.end <= mention.start for cue in cues):
        return None  # "no antibodies against LGI1 were found"
    behind = {cue.category for cue in cues if cue.start >= mention.end}
    beside = {cue.category for cue in cues if mention.end <= cue.start <= mention.end + 1}
    return behind.pop() if behind == beside and len(behind) == 1 else None


def right_behind(page: Page, mention: Mention) -> set[str]:
    """ "Amphiphysin equivocal / Ma2 awaited": in a row the result right behind a name is its own, none further on."""
    end = mention.end
    told = [cue for cue in page.cues_in(mention.clause, "antibody") if cue.category in _RESULTS]
    if page.keys[end : end + 1] == [":"] and (own := [cue for cue in told if cue.start == end + 1]):
        last = max(cue.end for cue in own)  # "the form says 'Hu: detected', and below it 'Yo: not seen'"
        if page.keys[last : last + 1] == [] or page.keys[last] in _W["after_own"]:
            return mention.said - _RESULTS | {cue.category for cue in own if cue.end == last}
    cues = [cue for cue in told if cue.start == end]
    closes = max((cue.end for cue in cues), default=end)
    follows = any(m.start == closes + 1 for m in page.of_kind(POSITIVE))
    if not cues or page.keys[closes : closes + 1] != ["/"] or not follows:  # "LGI1/CASPR2 +/-" is a row of its own
        return mention.said
    return mention.said - _RESULTS | {cue.category for cue in cues}


def limited(page: Page, mention: Mention) -> bool:
    """ "No antibodies found so far but they only did the NMDA one"; "none so far, only LGI1 was looked at", asked."""
    before = page.keys[mention.clause.start : mention.start]
    if not _W["only"] & set(before) or not _W["tested"] & set(page.keys[mention.clause.start : mention.clause.end]):
        return False
    if POSITIVE in page.asked and page.keys[0] in _W["none"]:
        return True
    generic = (m for m in page.of_kind(panels.PANEL) if m.clause.sentence == mention.clause.sentence)
    return any(panels.none_in(m) for m in generic)


def excepted(page: Page, mention: Mention) -> bool:
    """ "Everything negative except LGI1": what is left out of a denial was found."""
    if mention.said & {"POSITIVE", "NEGATED"}:
        return False
    start = page.sentence(mention.clause)[0].start
    near = page.keys[max(start, mention.start - 4) : mention.start]
    at = [place for place, key in enumerate(near) if key in _W["exceptions"]]
    words = page.keys[start : mention.start]
    return bool(at) and set(near[at[-1] + 1 :]) <= _W["of_exceptions"] and bool(_W["all_denied"] & set(words))


def outdone(page: Page, found: list[Mention], denied: list[Mention]) -> list[Mention]:
    """Of antibodies with two results those that do not count: all but the amended one ("LGI1 positive 3/11; amended
    report: LGI1 NEGATIVE"), all but the specimen that it was found in, or both."""
    dropped: list[Mention] = []
    for code in {m.means.value for m in found} & {m.means.value for m in denied}:
        both = [m for m in found + denied if m.means.value == code]
        negative = [m for m in denied if m.means.value == code]
        last = max(both, key=lambda m: m.start)
        dropped += (
            negative
            if _in_two_places(page, both)
            else both
            if not _W["again"] & page.sentence_words(last.clause)
            else [m for m in both if (m in negative) != (last in negative)]
        )
    return dropped


def _in_two_places(page: Page, named: list[Mention]) -> bool:
    """Two specimens, or two receptors of one name: GluA1 and GluA2."""
    sentences = {m.clause.sentence for m in named}
    places = [m for m in page.of_kind(specimens.SPECIMEN) if m.clause.sentence in sentences]
    return len(places) > 1 or len({tuple(page.keys[m.start : m.end]) for m in named}) > 1
