"""What the words around a name say of it: the ConText algorithm with this field's own cues (cues.yml).

One pass to the right and one to the left over each clause, so the time is linear in the text. Cues of different
categories may share a place ("never" denies an illness and says that a drug was not given).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spacy.tokens import Doc

from bot.nlu.language import signs
from bot.nlu.language.clauses import Clause
from bot.nlu.language.cue_files import load_cues
from bot.nlu.language.denials import denied_finding
from bot.nlu.language.phrases import Found, Lexicon, Phrases
from bot.nlu.language.said import Name, Said
from bot.nlu.language.text import keys_of, word_at
from bot.nlu.language.whose_result import of_the_later, own_predicate, result_of_test
from bot.nlu.vocabulary import word_lists

_W = word_lists("context")

_TREATMENTS = frozenset({"therapy"})
_SEVERAL = 2


class Context:
    def __init__(self, lexicon: Lexicon) -> None:
        table = load_cues()
        self._cues, self._ends, self._prepositions = table.cues, table.ends, table.prepositions
        self._phrases: Phrases[int] = Phrases(lexicon)
        for number, cue in enumerate(table.cues):
            self._phrases.add(cue.phrases, number)
        self._helped, self._speakers = table.verbs, table.speakers
        self.words = self._phrases.words

    def cues(
        self, doc: Doc, covered: set[int], shared: set[int], foreign: Collection[int], starts: set[int]
    ) -> list[Said]:
        """Every cue of a document in order. One that overlaps a name is part of it and no cue, unless the name begins
        at one of `shared`: "no fever or infection" denies the infection too. `foreign` are places of names that are
        no treatment: what is said of a treatment may hold one ("stopped for a rash and psychosis"). `starts` are
        where clauses begin."""
        own = covered.difference(foreign)
        found = [
            one
            for one in self._phrases.find(doc)
            if covered.isdisjoint(range(one.start, one.end))
            or one.start in shared
            and one.end == one.start + 1
            or self._cues[one.of].types == _TREATMENTS
            and own.isdisjoint(range(one.start, one.end))
            and (one.start not in covered or one.end - one.start > 1)
        ]
        allowed = [one for one in found if self._allowed(doc, one, covered, starts)]
        return sorted((self._said(one) for one in allowed), key=lambda cue: cue.start)

    def _allowed(self, doc: Doc, found: Found[int], covered: set[int], starts: set[int]) -> bool:
        keys = keys_of(doc)
        before, first = word_at(keys, found.start - 1), keys[found.start]
        last, after = keys[found.end - 1], word_at(keys, found.end)
        backward = self._cues[found.of].direction == "backward"
        if signs.is_no_cue(doc, found.start, found.end, covered, backward=backward):
            return False
        if first == "no" and found.end == found.start + 1 and after in self._speakers:
            return False  # "No, I've never had that"
        if first == "no" and before == "but" and ":" in (after, last):
            return False  # "ALS was our first idea, but no: final dx myasthenia"
        closes = last == ":" or self._cues[found.of].direction == "forward" and after == ":"
        asked = before == "?" and found.start - 2 in covered
        if closes and (asked or found.start - 1 in covered):  # "PLEX? no: LP"
            return False  # "anti-Hu pos: ...", "TB excluded: ..." heads nothing
        if after in self._helped and last in ("has", "have", "had"):
            return False  # "has tested me for HIV" is no having
        if self._cues[found.of].category == "FAILED" and signs.stops_a_drug(keys, found.end, covered):
            return False
        return not self._cues[found.of].final or found.end in starts or not after or not after.isalnum()

    def _said(self, found: Found[int]) -> Said:
        cue = self._cues[found.of]
        return Said(cue.category, found.start, found.end, cue.types, cue.direction, cue.scope)

    def bind(self, keys: list[str], clause: Clause, names: list[Name], cues: list[Said]) -> dict[Name, list[Said]]:
        """The cues that speak of each name of one clause."""
        told: dict[Name, list[Said]] = {name: [] for name in names}
        for type_ in {name.type for name in names}:
            alike = [name for name in names if name.type == type_]
            directed = [self._direct(keys, cue, alike) for cue in fitting(cues, type_) if cue.direction != "pseudo"]
            directed = [cue for cue in directed if not denied_finding(cue, directed)]
            if type_ in ("condition", "diagnosis", "vaccine"):
                directed = [cue for cue in directed if not result_of_test(keys, cue, names, alike)]
            items: list[Name | Said] = sorted([*alike, *directed], key=lambda item: (item.start, item.end))
            self._sweep(items, "forward", told)
            self._sweep(reversed(items), "backward", told)
            for name in alike:
                treated = type_ in _TREATMENTS
                later = of_the_later(keys, name, alike) if treated else own_predicate(keys, name, names, cues)
                told[name] = [cue for cue in told[name] if not later(cue)]
        return told

    def _sweep(self, items: Iterable[Name | Said], direction: str, told: dict[Name, list[Said]]) -> None:
        active: dict[str, tuple[Said, bool]] = {}
        for item in items:
            if isinstance(item, Name):
                told[item] += [cue for cue, _ in active.values() if 0 <= _distance(cue, item) <= cue.scope]
                active = {category: (cue, True) for category, (cue, _) in active.items()}
                continue
            active = {key: (cue, used) for key, (cue, used) in active.items() if not self._stops(item, cue, used)}
            alike = active.get(item.category)
            wider = alike is not None and alike[0].start == item.start and alike[0].scope > item.scope
            if item.direction == direction and not wider:
                active[item.category] = (item, False)

    def _stops(self, by: Said, cue: Said, used: bool) -> bool:
        """Responses side by side all speak of the one name ("helped, then wore off"); else the nearer cue wins."""
        if by.start == cue.start:
            return False
        if by.direction == "terminate" or by.category == cue.category:
            return True
        together = not used and cue.types is not None and by.types is not None
        return by.category in self._ends.get(cue.category, ()) and not together

    def _direct(self, keys: list[str], cue: Said, names: list[Name]) -> Said:
        """A cue that speaks both ways speaks of the name beside it, else of those before it, else of those after."""
        if _in_brackets_after(keys, cue, names):
            return cue._replace(direction="backward", scope=1)
        what = keys[cue.end : cue.end + 2]  # not "the spinal tap was positive for it"
        follows = any(name.start > cue.end for name in names)  # not "IVIG is planned for January"
        if cue.direction == "backward" and follows and what[:1] == ["for"] and not _W["it"].issuperset(what[1:]):
            return cue._replace(direction="forward")
        if cue.direction == "forward" and (self._left_behind(keys, cue, names) or self._fronted(keys, cue, names)):
            return cue._replace(direction="backward")
        if cue.direction != "both":
            return cue
        before = any(name.end <= cue.start for name in names)
        beside = any(name.start == cue.end for name in names) and not any(name.end == cue.start for name in names)
        last = keys[cue.end - 1 : cue.end + 1]
        after = any(name.start >= cue.end for name in names)
        forward = beside or not before or after and not self._prepositions.isdisjoint(last)
        return cue._replace(direction="forward" if forward else "backward")

    def _left_behind(self, keys: list[str], cue: Said, names: list[Name]) -> bool:
        """ "HIV I've never been tested for.": a preposition that ends the statement belongs to what opened it."""
        hangs = cue.end - cue.start > 1 and keys[cue.end - 1] in self._prepositions
        denied = _W["denying"] & set(keys[max(0, cue.start - 2) : cue.start])
        if not hangs or denied or any(name.start >= cue.end for name in names):
            return False  # "a cancer I've never | been treated for"
        after = word_at(keys, cue.end)
        return (not after or after in _W["ends"]) and any(name.end <= cue.start for name in names)

    def _fronted(self, keys: list[str], cue: Said, names: list[Name]) -> bool:
        """ "Rituximab I have not received.": what opens the statement is what was not given."""
        if cue.category != "NOT_GIVEN" or cue.end - cue.start < 2 or any(name.start >= cue.end for name in names):
            return False
        opens = any(0 < cue.start - one.end <= 2 and keys[one.end] in self._speakers for one in names)
        return opens and word_at(keys, cue.end) in ("", *_W["ends"], *_W["closing"])


def _in_brackets_after(keys: list[str], cue: Said, names: list[Name]) -> bool:
    """ "Steroids, IVIG, RTX (no effect)": brackets right after a treatment speak of it alone."""
    if word_at(keys, cue.start - 1) != "(" or cue.direction == "pseudo":
        return False
    last = next((name for name in names if name.end == cue.start - 1 and name.type in _TREATMENTS), None)
    return last is not None and word_at(keys, last.start - 1) not in ("and", "&")


def fitting(cues: Iterable[Said], type_: str) -> list[Said]:
    """The cues that may speak of names of a type, in order; where they overlap the longest only, and of two as long the
    one that is meant for fewer types ("was not available")."""
    found = [cue for cue in cues if cue.fits(type_)]
    if len(found) < _SEVERAL:
        return found
    found.sort(key=lambda cue: (cue.start - cue.end, cue.types is None, cue.start))
    taken: dict[int, tuple[int, int]] = {}
    kept = []
    for cue in found:
        place = (cue.start, cue.end)
        if all(taken.get(at, place) == place for at in range(cue.start, cue.end)):
            taken.update(dict.fromkeys(range(cue.start, cue.end), place))
            kept.append(cue)
    return sorted(kept, key=lambda cue: (cue.start, cue.end))


def _distance(cue: Said, name: Name) -> int:
    """Tokens between a cue and a name; below 0 where the cue is part of the name."""
    return max(name.start - cue.end, cue.start - name.end)
