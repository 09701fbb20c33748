"""Whose a thing is by what stands after it, and whom a pronoun sets apart from the person named last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.nlu.language.scene import SELF, agrees
from bot.nlu.language.text import word_at
from bot.nlu.vocabulary import word_lists

_W = word_lists("people")
_EXCEPTING = {tuple(phrase.split("_")) for phrase in _W["excepting_in_two_words"]}
_DENIED_WITHIN, _SAID_WITHIN = 3, 9
"""Tokens after a pronoun within which it is denied something, and within which stands what."""
_ONESELF_WITHIN = 3
"""Tokens after a number within which stands that it is somebody's own."""
_DESCRIBED = 3
"""Tokens before a relative within which stands whose he is: "my HIV positive brother"."""
_NAMED_WITHIN = 9
"""Tokens from a pronoun that comes first to the relative whom it stands for."""


def owner_after(keys: Sequence[str], start: int, end: int, people: dict[int, str]) -> str | None:
    """ "It's sickle cell anaemia I have", "the lymphoma my husband had", "no cancer in me": who follows a name, where
    no statement of his own does ("my dad had ALS I have MMN")."""
    if (start == 0 or keys[start - 1] in _W["before_a_topic"]) and (one := _of_whom(keys, end, people)):
        return one
    if keys[end : end + 1] == ["in"]:
        return next((people[at] for at in (end + 1, end + 2) if at in people), None)
    if keys[end : end + 1] != [] and keys[end] in _W["being_of"]:
        if keys[end + 1 : end + 2] == ["for"]:  # "ocrelizumab is for her cousin's MS"
            return next((people[at] for at in (end + 3, end + 2) if at in people), None)
        return _belongs(keys, end + 1, people)
    if keys[end : end + 1] == ["("] and (one := _bracketed(keys, end + 1, people)):
        return one
    if end in people and keys[end] not in _W["pronouns"] and _described(keys, end):
        return people[end]
    start = end + (keys[end : end + 1] != [] and keys[end] in _W["which"])
    at = next((place for place in (start, start + 1) if place in people), None)
    if at is None or at > start and keys[start] not in _W["owned_by"]:
        return None
    verbs = at + 1
    while verbs < len(keys) and keys[verbs] in _W["is_had"]:
        verbs += 1
    return people[at] if verbs > at + 1 and (verbs == len(keys) or keys[verbs] in _W["after_the_owned"]) else None


def _bracketed(keys: Sequence[str], at: int, people: dict[int, str]) -> str | None:
    """ "Myasthenia (wife): IVIG - excellent", "CASPR2 (his sister)": who stands alone in brackets behind a name."""
    place = at + (keys[at : at + 1] != [] and keys[at] in _W["owned_by"])
    alone = keys[place + 1 : place + 2] == [")"] and keys[place : place + 1] != [] and keys[place] not in _W["pronouns"]
    return people.get(place) if alone else None


def _of_whom(keys: Sequence[str], end: int, people: dict[int, str]) -> str | None:
    """ "Bipolar is my brother", "(toci = her sister)", "Cancer... my mum did": of whom a name that opens is said."""
    at = end
    while keys[at : at + 1] != [] and keys[at] in _W["after_a_topic"]:
        at += 1
    equals = at == end and keys[at : at + 1] != [] and keys[at] in _W["being_whose"]
    at += equals
    if at == end or keys[at : at + 1] == [] or keys[at] not in _W["owned_by"]:
        return None
    who = people.get(at + 1)
    rest = keys[at + 2 : at + 4]
    if not equals:
        rest = rest[1:] if rest and rest[0] in _W["doing_so"] else ["so"]
    return who if not rest or rest[0] in _W["after_the_owned"] - {"so"} else None


def _described(keys: Sequence[str], at: int) -> bool:
    """ "My pregnant wife", "her HIV positive brother": what stands between is said of the relative."""
    ahead = keys[max(0, at - _DESCRIBED) : at]
    owner = max((place for place, key in enumerate(ahead[:-1]) if key in _W["owned_by"]), default=None)
    return owner is not None and not _W["sentence_marks"] & set(ahead[owner:])


def _belongs(keys: Sequence[str], at: int, people: dict[int, str]) -> str | None:
    """ "Depression is my department", "the diabetes is mine", "the cancer was my husband's"."""
    if keys[at : at + 1] == ["mine"] or keys[at : at + 1] == ["my"] and _W["ones_part"] & set(keys[at + 1 : at + 2]):
        return SELF
    owning = keys[at : at + 1] != [] and keys[at] in _W["owned_by"] and keys[at + 1 : at + 2] != []
    ends = keys[at + 2 : at + 3] == [] or keys[at + 2] in _W["after_the_owned"]
    return people.get(at + 1) if owning and ends and keys[at + 1].endswith("s") else None


def excepted(keys: Sequence[str], start: int, end: int, people: dict[int, str]) -> str | None:
    """ "We all got our flu shots except my husband": of whom it is not said."""
    for at in range(start, end):
        if keys[at] in _W["excepting"] or tuple(keys[at : at + 2]) in _EXCEPTING:
            place = at + 1 if keys[at] in _W["excepting"] else at + 2
            while place < end and place not in people and keys[place] in _W["before_the_excepted"]:
                place += 1
            return people.get(place) if place < end else None
    return None


def set_apart(keys: Sequence[str], at: int) -> bool:
    """ "Her mother had TB and breast cancer, she's had neither", "he's never had one himself": who is denied what was
    just said of somebody else is not that person."""
    following = keys[at + 1 : at + 1 + _SAID_WITHIN]
    stop = next((i for i, key in enumerate(following) if key in _W["sentence_marks"]), len(following))
    following = following[:stop]
    denied = next((i for i, key in enumerate(following[:_DENIED_WITHIN]) if key in _W["denying"]), None)
    return denied is not None and bool(_W["what_was_said"] & set(following[denied:]))


def named_later(keys: Sequence[str], people: Sequence[tuple[int, str]], sexes: Mapping[str, str]) -> str | None:
    """ "She had cancer, my wife did, not me", "... , my mum, not me": of whom a pronoun speaks that comes first."""
    if len(people) < 2:
        return None
    (at, _), (place, who) = people[:2]
    after = [*keys[place + 1 : place + 3], ".", "."][:2]
    does = after[0] in _W["doing_so"] and after[1] in _W["sentence_marks"]
    set_right = does or after == [",", "not"]  # "She had TB. My wife did, not me"
    owned = keys[place - 1] in _W["writers"] and (
        keys[place - 2] == "," or keys[place - 2] in _W["marks"] and set_right
    )
    ends = after[0] in _W["sentence_marks"] or does
    between = set(keys[at : place - 2])
    apart = place - at <= _NAMED_WITHIN and not between & _W["ends_of_sentences"]
    fits = who in sexes and agrees(keys[at], sexes[who]) and keys[at] in _W["pronouns"]
    return who if owned and ends and apart and fits else None


def named_after_they(keys: Sequence[str], people: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """ "They had cancer, both my parents", "they've both got dementia, my mum and dad": of whom "they" speaks."""
    found = []
    for place, who in people:
        start = place - 1
        while start > 0 and keys[start] in _W["whole_of"]:
            start -= 1
        opens = next(
            (at for at in range(start - 1, max(-1, place - _NAMED_WITHIN - 1), -1) if keys[at] in _W["they"]), None
        )
        if keys[place - 1] not in _W["writers"] or keys[start] != "," or opens is None:
            continue
        if not _W["ends_of_sentences"] & set(keys[opens:start]) and not any(opens <= at < place for at, _ in people):
            found.append((opens, who))
    return found


def shares(around: Sequence[str]) -> bool:
    """Whether the two words before a person say the same of him: "so did I", "as do I"."""
    before = list(around[:2])
    return len(before) == 2 and before[0] in _W["likewise"] and before[1] in _W["doing_so"]


def several(keys: list[str], at: int) -> bool:
    """ "Most of his patients": other people, though the keys of words have no apostrophes ("patient's")."""
    return keys[at] == "patients" and word_at(keys, at - 1) in _W["several_patients"]


def only_minds(keys: list[str], at: int) -> bool:
    """ "The infection everyone fretted over", "somebody clever thought to test for it", "everyone said ALS": nothing is
    told of them."""
    if keys[at] not in _W["anybody"]:
        return False
    place = at + 1
    while place < min(len(keys), at + 4) and keys[place] in _W["clever"]:
        place += 1
    taken = word_at(keys, place) == "took" and word_at(keys, place + 1) in _W["took_for"]
    says = keys[at] in _W["everybody"] and word_at(keys, place) in _W["calling_it"]
    return taken or says or word_at(keys, place) in _W["minding"]


def sets_himself_apart(keys: Sequence[str], at: int) -> bool:
    """ "Her sister is 43, she herself is 47"; not "a lady whose husband cares for her; he himself has Parkinson's"."""
    others = _W["of_women"] if keys[at] in _W["of_men"] else _W["of_men"]
    return (
        keys[at + 1 : at + 2] != [] and keys[at + 1] in _W["oneself"] and not others & _W["him_or_her"] & set(keys[:at])
    )


def of_a_side(keys: list[str], at: int) -> bool:
    """ "Cousins on his father's side. He ..." speaks of no father."""
    return word_at(keys, at + 1) in _W["sides"] and word_at(keys, at - 1) in _W["of_another"]


def no_stranger(keys: list[str], at: int) -> bool:
    """Nobody is told of who "only minds", and "I'm a man from the village" is the writer."""
    return only_minds(keys, at) or at > 0 and keys[at - 1] in _W["one_is"] and keys[at] in _W["an"]


def of_oneself(keys: Sequence[str], end: int) -> bool:
    """Whether a number is told of somebody as his own: "ask my sister, she's on 25 mg of it herself"."""
    return bool(_W["oneself"] & set(keys[end : end + _ONESELF_WITHIN]))


def months_old(keys: list[str], at: int) -> bool:
    """ "Our boy is 3 months (old)", "my son's 11 weeks": a baby, not a person."""
    at += word_at(keys, at) in _W["being"]
    return word_at(keys, at).isdigit() and word_at(keys, at + 1) in _W["of_a_baby"]


def doubled(people: list[tuple[int, str]], at: int, keys: list[str]) -> bool:
    """ "My brothers got MND" is "brother's": of two readings of a word the singular one before a verb of its own."""
    place, who = people[at]
    both = {other for where, other in people if where == place}
    if len(both) < 2 or "sibling" not in both:
        return False
    singular = word_at(keys, place + 1) in _W["of_one"]
    return (who == "sibling") == singular
