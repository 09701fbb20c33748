"""Which commas and brackets divide nothing: those of lists."""

from __future__ import annotations

from collections.abc import Iterable, Set

from bot.nlu.language import family_lists
from bot.nlu.language.text import word_at
from bot.nlu.vocabulary import word_lists

_W = word_lists("clauses")

HARD = {".", "!", "?", ";", "\n", "…"}
LISTED = {"test", "antibody", "therapy"}
"""Types whose names share what is said after the last of them ("HIV, HBV and HCV are negative")."""
ALWAYS = _W["always"]
_TOLD = _W["not_in_a_list"] | _W["told_in_a_list"]
"""Words of an item of which something else is told than of the list."""
_LIST = 40
"""Words that a list may have after its head ("denies ...")."""
_FEWEST, _ITEM, _ASIDE = 3, 3, 20
"""Items that a denied list without an "or" has at least, words of each at most, words of a list in brackets at most."""
_BETWEEN, _DENIES = 9, 4
"""Tokens of what stands between commas within a denial, and before it up to the denial."""


class Commas:
    def __init__(self, words: Set[str], heads: Set[str], titles: Set[str]) -> None:
        self._words, self._heads, self._titles = words, heads, titles

    def signs(self, keys: list[str], covered: dict[int, str]) -> set[int]:
        """The commas and brackets of denied lists ("No MI, CCF, CVA"), of families' ("FHx: MI, CVA"), of lists in
        brackets ("(HIV, HBV) neg") and of days ("the 3rd, 4th and 5th")."""
        found = family_lists.inside(keys)
        opened = True
        for i, key in enumerate(keys):
            if opened and key in _W["list_denials"]:
                found.update(_denied(i, keys))
            elif key == "(":
                found.update(self._bracketed(i, keys, covered))
            if key in _W["free_denials"]:
                found.update(_denied_names(i, keys, covered))
            elif key == "," and _between_days(i, keys):
                found.add(i)
            elif key in _W["any"] and keys[i - 1] == ",":
                found.update(aside_in_denial(i - 1, keys))
            opened = key in HARD or key == ":"
        return found

    def _bracketed(self, start: int, keys: list[str], covered: dict[int, str]) -> list[int]:
        end = next((at for at in range(start, min(start + _ASIDE, len(keys))) if keys[at] == ")"), None)
        if end is None or start == 0 or not (keys[start - 1] in _W["before_listed"] or start - 1 in covered):
            return []
        inside = range(start + 1, end)
        named = {covered[at] for at in inside if at in covered}
        if "antibody" in named:
            return []  # the panel before them is not what is in brackets
        bare = all(at in covered or keys[at] == "," or keys[at] in self._words for at in inside)
        return [start, end, *(at for at in inside if keys[at] == ",")] if named and bare else []

    def joins(self, i: int, keys: list[str], covered: dict[int, str]) -> bool:
        """A comma between names of one list ("no HIV, hep B or TB"; "HIV, HBV and HCV are negative")."""
        if _raised(i, keys, covered) or _denied_alone(i, keys, covered):
            return True
        if _told_before(i, keys, covered):
            return False
        bare_before, names_before = self._bare(range(i - 1, -1, -1), keys, covered)
        after = range(i + 1, len(keys))
        if keys[i + 1 : i + 2] in (["or"], ["nor"]) or self._goes_on_denied(i, keys, covered):
            return True
        bare_after, names_after = self._bare(after, keys, covered)
        joined = any(key in ("or", "nor", "and", "/", "&") for key in _chunk(after, keys, 25, across_commas=True))
        if bare_after and (names_after and joined or self._opens_list(i, keys)):
            return True
        alike = (i + 1) in covered and covered[i + 1] in LISTED and covered[i + 1] == covered.get(i - 1)
        if alike and _open(keys[max(0, i - 8) : i]):
            return True  # "first line (IVMP, IVIg) failed"
        return bare_before and names_before and alike and not {"no", "not"} & set(keys[max(0, i - 4) : i])

    def _goes_on_denied(self, i: int, keys: list[str], covered: dict[int, str]) -> bool:
        """ "Never had Huntington's, ALS or anything else that eats at nerves": what stands behind "or" is free."""
        at = i + 1
        while at < len(keys) and (at in covered or keys[at] == "," and at - 1 in covered):
            at += 1
        if at == i + 1 or keys[at : at + 1] not in (["or"], ["nor"]):
            return False
        before = list(range(i - 1, max(-1, i - 1 - _LIST), -1))
        denial = next((place for place in before if keys[place] in _W["list_denials"] or keys[place] in HARD), None)
        if denial is None or keys[denial] in HARD:
            return False
        start = denial + 1 + (keys[denial + 1] in _W["not_in_a_list"])  # "never had"
        return all(place in covered or keys[place] in self._words or keys[place] == "," for place in range(start, i))

    def _opens_list(self, i: int, keys: list[str]) -> bool:
        """ "Failed IVMP, IVIg, RTX", "negative bands: Hu, Yo, Ri": the list goes on without an "or"."""
        start = max(0, i - _LIST)
        ends = [at for at in range(start, i) if keys[at] in HARD]
        opened = range(ends[-1] if ends else start, i)
        titled = any(
            keys[at] in self._titles
            and (keys[at + 1] in (":", "for") or keys[at + 1] in _W["in_a_title"] and keys[at + 2 : at + 3] == [":"])
            for at in opened
        )
        return titled or bool(self._heads & {keys[at] for at in opened})

    def _bare(self, places: Iterable[int], keys: list[str], covered: dict[int, str]) -> tuple[bool, bool]:
        """Whether the chunk holds names and list words only, and whether it holds a name at all."""
        names = False
        for place in chunk_places(places, keys, 14):
            if place in covered:
                names = True
            elif keys[place].isdigit() and keys[place - 1] == "x" or _of_courses(place, keys):
                continue  # "CYC x6", "four cycles of CYC"
            elif names and keys[place] in _W["after_a_list"]:
                return True, True
            elif keys[place] not in self._words:
                return False, names
        return True, names


def _of_courses(place: int, keys: list[str]) -> bool:
    """ "four cycles of", "2 rounds of": a number before courses, and the courses."""
    counts = keys[place].isdigit() or keys[place] in _W["few"]
    return keys[place] in _W["courses"] or counts and word_at(keys, place + 1) in _W["courses"]


def aside_in_denial(end: int, keys: list[str]) -> list[int]:
    """The commas of "does not have, and has never had, any ...", "has never had, as far as I know, a ..."."""
    start = next((at for at in range(end - 1, max(0, end - _BETWEEN), -1) if keys[at] in HARD or keys[at] == ","), 0)
    before = keys[max(0, start - _DENIES) : start]
    denied = before[-1:] != [] and before[-1] in _W["goes_on_behind_an_aside"] and not _W["denies"].isdisjoint(before)
    return [start, end] if denied and keys[start] == "," else []


def _between_days(i: int, keys: list[str]) -> bool:
    """ "On the 3rd, 4th and 5th": a comma between two days of a row."""
    at = i + 1 + (keys[i + 1 : i + 2] == ["the"])
    days = [keys[i - 2 : i], keys[at : at + 2]]
    return all(len(day) == 2 and day[0].isdigit() and day[1] in _W["after_an_ordinal"] for day in days)


def _raised(i: int, keys: list[str], covered: dict[int, str]) -> bool:
    """ "As for vaccines, none since May": what is raised by its name is answered behind the comma."""
    if i - 1 not in covered or keys[i + 1 : i + 2] == [] or keys[i + 1] not in _W["answers_what_is_raised"]:
        return False
    at = i - 1
    while at > 1 and (at in covered or keys[at] in _W["before_what_is_raised"]):
        at -= 1
    return keys[at - 1 : at + 1] in (["as", "for"], ["as", "to"], ["as", "regards"])


def _denied_alone(i: int, keys: list[str], covered: dict[int, str]) -> bool:
    """ "Forgetful, yes. Dementia, no, they tested": a bare name and its answer are one statement."""
    if covered.get(i - 1) != "condition" or keys[i + 1 : i + 2] == [] or keys[i + 1] not in _W["denied_alone"]:
        return False
    at = i - 1
    while at >= 0 and at in covered:
        at -= 1
    opens = at < 0 or keys[at] in _W["before_a_bare_name"] or keys[at] in HARD
    listed = at > 0 and at - 1 in covered and keys[at] not in HARD  # "cancer, dementia, no"
    return opens and not listed and (i + 2 >= len(keys) or keys[i + 2] == "," or keys[i + 2] in HARD - {"?"})


def _told_before(i: int, keys: list[str], covered: dict[int, str]) -> bool:
    """ "IVIg failed, CYC never, RTX x4": what is said of a treatment before a comma ends there."""
    return covered.get(i - 2) == "therapy" and keys[i - 1] in _W["verdicts"]


def _open(before: list[str]) -> bool:
    """Whether the last of these words stands in brackets that are open."""
    return "(" in before and ")" not in before[before.index("(") :]


def _denied(start: int, keys: list[str]) -> list[int]:
    """The commas between the items of a list that begins with a denial, where every item is a few words and no verb."""
    commas: list[int] = []
    length = items = 0
    for at in range(start + 1, min(start + _LIST, len(keys) + 1)):
        key = keys[at] if at < len(keys) else "."
        if key == "," or key in HARD:
            if not 0 < length <= _ITEM:
                break
            items += 1
            if key != ",":
                break
            commas.append(at)
            length = 0
        elif not key[0].isalpha() and key not in "/&" or key in _W["not_in_a_list"]:
            break
        else:
            length += 1
    return commas[: items - 1] if items >= _FEWEST else []


def _denied_names(start: int, keys: list[str], covered: dict[int, str]) -> list[int]:
    """The commas of "(pt has) none of: cancer, TB, transplant.", "I don't have cancer, epilepsy, dementia.": of three
    items or more to the end of the statement, of which the first and the last are names and nothing else."""
    at = start + 1
    while at < len(keys) and at not in covered and keys[at] in _W["after_a_free_denial"]:
        at += 1
    dashes = [place for place in range(start + 1, at) if keys[place] == "-"]
    end = next((place for place in range(at, min(start + _LIST, len(keys))) if keys[place] in HARD), len(keys))
    commas = [place for place in range(at, min(end, start + _LIST)) if keys[place] == ","]
    bounds = [at - 1, *commas, end]
    items = [range(one + 1, other) for one, other in zip(bounds, bounds[1:], strict=False)]
    if len(items) < _FEWEST or end - start > _LIST:
        return []
    if not (_name(items[0], keys, covered) and _name(items[-1], keys, covered)):
        return []
    return [*dashes, *commas] if all(_name(item, keys, covered) or _few_words(item, keys) for item in items) else []


def _name(item: range, keys: list[str], covered: dict[int, str]) -> bool:
    """ "a transplant", "or any TB"."""
    rest = {keys[at] for at in item if at not in covered}
    told = _TOLD & {keys[at] for at in item} - _W["in_a_list_of_names"]
    return rest <= _W["in_a_list_of_names"] and any(at in covered for at in item) and not told


def _few_words(item: range, keys: list[str]) -> bool:
    words = [keys[at] for at in item]
    return 0 < len(words) <= _ITEM and all(key.isalpha() for key in words) and not _TOLD & set(words)


def chunk_places(places: Iterable[int], keys: list[str], most: int) -> Iterable[int]:
    for count, place in enumerate(places):
        if count >= most or keys[place] in HARD or keys[place] == "," or keys[place] in ALWAYS:
            return
        yield place


def _chunk(places: Iterable[int], keys: list[str], most: int, across_commas: bool = False) -> Iterable[str]:
    for count, place in enumerate(places):
        if count >= most or keys[place] in HARD or keys[place] in ALWAYS or (keys[place] == "," and not across_commas):
            return
        yield keys[place]
