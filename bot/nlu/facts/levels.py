"""What a titre or a level says of an antibody."""

from __future__ import annotations

from bot.nlu.facts import titres
from bot.nlu.language.numbers import Number
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("levels")


def shows(page: Page, mention: Mention) -> bool:
    """A titre or a level states that the antibody is there: "anti-Hu 1:3200", "VGKC 412 pM"."""
    if (titre := titres.against_its_limit(page, mention)) is not None:
        return titre
    number = _level(page, mention)
    if number is None or below(page, mention):
        return False
    between = set(page.keys[mention.end : number.start])
    if _W["above"] & between or page.keys[number.end : number.end + 1] == [":"]:
        return True
    limit = limit_of(page, number)
    if limit is not None:
        return number.value > limit
    return (
        not {"<", "normal"} & between
        and page.keys[number.end : number.end + 1][:1] != []
        and (page.keys[number.end] in _W["units"])
    )


def below(page: Page, mention: Mention) -> bool:
    """ "LGI1 <1:10": a titre under its limit."""
    if (titre := titres.against_its_limit(page, mention)) is not None:
        return not titre
    keys = page.keys[mention.end : mention.end + 5]
    signs = [at for at, key in enumerate(keys[:-1]) if key in _W["below"] and keys[at + 1][:1].isdigit()]
    limited = signs and _W["ranges"] & set(keys[: signs[0]])
    if signs and not limited and not any(key[:1].isdigit() for key in keys[: signs[0]]):
        return True
    number = _level(page, mention)
    limit = limit_of(page, number) if number else None
    return number is not None and limit is not None and number.value <= limit


def _level(page: Page, mention: Mention) -> Number | None:
    after = [number for number in page.numbers if mention.end <= number.start <= mention.end + 4]
    if not after:
        return None
    named = any(mention.end <= m.start < after[0].start and m.fact == mention.fact for m in page.mentions)
    return None if named else after[0]


def limit_of(page: Page, number: Number) -> float | None:
    """The upper limit that the report gives: "GAD65 2000 IU/mL (ref <5)", "(N 0-10)"."""
    for at in range(number.end, min(number.end + 6, len(page.keys))):
        if page.keys[at] in _W["ranges"]:
            limits = [one.value for one in page.numbers if at < one.start <= at + 4]
            return limits[-1] if limits else None
    return None
