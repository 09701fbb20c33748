"""What is well but for something: "panel negative apart from LGI1", "LFTs normal except an ALT of 88", "negative in
serum, CSF still to come"."""

from __future__ import annotations

from bot.nlu.facts.panels import PANEL
from bot.nlu.language.wordings import longest_words
from bot.nlu.page import Finding, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("excepted")
_EXCEPT = longest_words(word_lists("heads")["except"] | _W["except"])
_WELL = {"negative", "normal", "none"}
_OPEN = {"PENDING", "UNDONE"}
_ANTIBODY = "antibodies_positive"


def excepted(page: Page, found: list[Finding]) -> list[Finding]:
    """The findings without those of which something is left out; what is not all well is asked again."""
    kept = [_but_for(page, one) if _well(one) else one for one in found]
    panel = any(one is not None and one.fact == PANEL and one.value is True and _goes_on(page, one) for one in kept)
    return [one for one in kept if one is not None and not (panel and one.fact in _W["of_panels"])]


def _well(one: Finding) -> bool:
    """Whether it says that nothing was found."""
    return (
        one.fact in _W["facts"]
        and one.value in _WELL
        or one.fact in _W["fine"]
        and one.value is True
        or (one.fact in _W["absent"] and one.value is False)
    )


def _but_for(page: Page, one: Finding) -> Finding | None:
    """The finding with what is left out of it: as it is, where that is another thing; false, where an antibody was
    found; else none."""
    end = page.sentence(page.clause_at(max(one.start, one.end - 1)))[-1].end
    after = next((_EXCEPT(page.keys, at) for at in range(one.start + 1, end) if _EXCEPT(page.keys, at)), 0)
    if not after:
        return one
    if _W["long_ago"] & set(page.keys[after:end]) and one.fact not in _W["ever"]:
        return one  # "never had any vaccine except the ones at school"
    named = {m.fact for m in page.mentions if after <= m.start < end}
    related = next((group for group in ("of_antibodies", "of_the_liver") if one.fact in _W[group]), "")
    own = named & (_W[related] if related else {one.fact})
    if named and not own:
        return one
    faint = _W["faint"] & set(page.keys[after:end]) or _still_open(page, after, end)
    return one._replace(value=False) if one.fact == PANEL and _ANTIBODY in own and not faint else None


def _goes_on(page: Page, one: Finding) -> bool:
    """ "Negative in serum, CSF still to come", "full panel negative, only GABA-B not done": some of it is open."""
    start = page.clause_at(one.end - 1).end
    sentence = page.clause_at(one.end - 1).sentence
    later = [c for c in page.clauses if c.start >= start and c.sentence <= sentence + 1 and not c.asks]
    return any(_W["of_a_panel"] & set(page.keys[c.start : c.end]) and _still_open(page, c.start, c.end) for c in later)


def _still_open(page: Page, start: int, end: int) -> bool:
    cues = [cue for cue in page.cues if start <= cue.start < end and cue.fits("antibody")]
    return any(cue.category in _OPEN for cue in cues)
