"""Abbreviations that their writer spells out as something else: "AML on her renal US = angiomyolipoma"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import says, word_lists

_W = word_lists("spelt_out")
_KINDS = frozenset({"condition", "diagnosis", "infection", "hepatitis", "therapy", "therapies", "immunosuppressants"})
_SHORT = range(2, 6)
"""Letters of an abbreviation."""
_DENIED = 3
"""Tokens of "not the antibody"."""
_REACH, _LONG = 14, 9
"""Tokens after an abbreviation within which it is spelt out; letters of a word that may stand for all of it."""


def spell_out(page: Page) -> None:
    """Marks the names that are short for something else as named only, wherever they stand."""
    others: set[str] = set()
    for mention in page.mentions:
        if _is_short(page, mention) and _stands_for_another(page, mention):
            others.add(page.keys[mention.start])
    for mention in page.of_kind("antibodies_positive") if _W["of_mind"] & page.words else ():
        if _is_short(page, mention, antibody=True) and _names_an_illness(page, mention):
            mention.named = "topic"
    for mention in page.mentions if _W["antibodies"] & page.words else ():
        if _is_short(page, mention) and _names_an_antibody(page, mention):
            mention.named = "topic"
    for mention in page.mentions if others else ():
        if mention.end == mention.start + 1 and page.keys[mention.start] in others:
            mention.named = "topic"


def _names_an_antibody(page: Page, mention: Mention) -> bool:
    """ "'GAD' in the letter = the antibody": an antibody of the same name, where its sentence speaks of antibodies."""
    of_antibody = any(m.start == mention.start for m in page.of_kind("antibodies_positive"))
    return of_antibody and any(_W["antibodies"].intersection(words) for words in _unless_denied(page, mention))


def _unless_denied(page: Page, mention: Mention) -> Iterator[list[str]]:
    """The words of a sentence, but for those right behind a denial: "that's the worry kind, not the antibody kind"."""
    for clause in page.sentence(mention.clause):
        words = page.keys[clause.start : clause.end]
        at = next((at for at, key in enumerate(words) if key in _W["denials"]), len(words))
        yield words[:at] + words[at + _DENIED :]


def _names_an_illness(page: Page, mention: Mention) -> bool:
    """ "The GAD in her PMH is the anxiety kind": an illness of the same name, where its clause says that it is one."""
    of_illness = any(m.start == mention.start for m in page.of_kind("mental_illness"))
    words = page.keys[mention.end : mention.clause.end]
    at = next((at for at, key in enumerate(words) if key in _W["of_mind"]), None)
    if at is not None and _W["denials"] & set(words[max(0, at - 2) : at]):
        return False  # "GAD is the antibody one not the anxiety kind"
    return of_illness and at is not None and not _W["sorts"].isdisjoint(words[at + 1 : at + 3])


def _is_short(page: Page, mention: Mention, *, antibody: bool = False) -> bool:
    word = page.raw(mention.start)
    one = mention.end == mention.start + 1 and word.isupper() and word.isalpha() and len(word) in _SHORT
    return one and (antibody or says()[mention.fact].kind in _KINDS)


def _stands_for_another(page: Page, mention: Mention) -> bool:
    letters = page.keys[mention.start]
    end = min(page.sentence(mention.clause)[-1].end, mention.end + _REACH)
    for at in range(mention.end, end):
        outright = page.keys[at] in _W["outright"]
        if outright or page.keys[at] in _W["being"]:
            start = next((i for i in range(at + 1, end) if page.keys[i] not in _W["before_it"]), end)
            stop = _spelt(page.keys, letters, start, outright)
            if stop is not None and not _own(page, mention, start, stop):
                return outright or stop == len(page.keys) or not page.keys[stop].isalnum()
    return _follows_its_words(page, mention, letters)


def _follows_its_words(page: Page, mention: Mention, letters: str) -> bool:
    """ "His hay fever (HF)", "hay fever (she writes HF)"."""
    opened = next((at for at in range(mention.start - 1, mention.start - 5, -1) if page.keys[at : at + 1] == ["("]), 0)
    start = opened - len(letters)
    if opened < 1 or start < 0 or not _initials(page.keys[start:opened], letters):
        return False
    return not _own(page, mention, start, opened)


def _spelt(keys: Sequence[str], letters: str, start: int, outright: bool) -> int | None:
    """Where the words end that an abbreviation stands for; None where they are not its words."""
    words = keys[start : start + len(letters)]
    if _initials(words, letters) and not words[0].endswith("ing"):
        return start + len(letters)
    word = keys[start] if start < len(keys) else ""
    if not outright or len(word) < _LONG or word[0] != letters[0]:
        return None
    rest = iter(word)
    return start + 1 if all(letter in rest for letter in letters) else None  # "AML = angiomyolipoma"


def _initials(words: Sequence[str], letters: str) -> bool:
    return len(words) == len(letters) and all(
        len(word) > 2 and word.isalpha() and word[0] == letter for word, letter in zip(words, letters, strict=True)
    )


def _own(page: Page, mention: Mention, start: int, end: int) -> bool:
    """ "ALS (amyotrophic lateral sclerosis)": its own words name the same thing."""
    return any(m.fact == mention.fact and m.start < end and start < m.end for m in page.mentions)
