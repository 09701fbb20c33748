"""Whether a word for a person is the writer of the message."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spacy.tokens import Doc

from bot.nlu.language.phrases import Found
from bot.nlu.language.text import keys_of, word_at
from bot.nlu.vocabulary import word_lists

_W = word_lists("people")
_ASIDES = {tuple(phrase.split("_")) for phrase in _W["said_aside"]}
_MARKS = frozenset({",", ".", ")", "-", "\n", "!", ""})


def speaks_up(doc: Doc, at: int) -> bool:
    """Whether a word for the writer says that the message is about the writer: "I", or "Me, ..." for a start."""
    keys = keys_of(doc)
    if keys[at] in ("mine", "myself", "my") or is_writer(doc, at) or _by_the_way(keys, at):
        return False
    opens = at == 0 or keys[at - 1] in (".", ",", ";", "\n")
    if keys[at] != "me":
        return True
    after = word_at(keys, at + 1)
    put = at > 0 and keys[at - 1] in _W["puts"] and after in _W["puts_where"]  # "they put me down as NYHA 2"
    return put or opens and after in (",", ":")


def _by_the_way(keys: list[str], at: int) -> bool:
    """ "While mine, I am told, ...": nothing is told of the writer."""
    after = keys[at + 1 : at + 4]
    said = any(
        tuple(after[: len(aside)]) == aside and "".join(after[len(aside) : len(aside) + 1]) in _MARKS
        for aside in _ASIDES
    )
    return said and at > 0 and keys[at - 1] in _MARKS


def elided(keys: list[str], people: list[tuple[int, str]]) -> list[int]:
    """ "I nursed a friend with HIV and have been tested for it": where the writer goes on without an "I"."""
    found = []
    spoken = False
    for at, key in enumerate(keys):
        spoken = key in _W["writing"] or spoken and key not in _W["ends_the_writing"]
        if spoken and key in _W["goes_on_writing"] and word_at(keys, at - 1) in _W["goes_on_after"]:
            last = [person for person, _ in people if person < at]
            found += [] if last and keys[last[-1]].endswith("s") else [at]
    return found


def is_writer(doc: Doc, at: int) -> bool:
    """ "I am her father", "I'm the daughter of Mr Kim", "daughter here, ...": the relative is the writer."""
    keys = keys_of(doc)
    following = keys[at + 1 : at + 3]
    heard = following[1:] and following[1] in _MARKS | {"for"}  # "grandad here for Toby"
    if at == 0 and following[:1] and following[0] in _W["here"] and heard:
        return True
    if following[:1] in (["of"], ["to"]) and following[1:] in (["a"], ["an"]):
        return at == 0 or not keys[at - 1].isalnum() or keys[at - 1] in _W["before_a_writer"]
    if _at_the_keys(keys, at) or following == ["is", "me"]:
        return True  # "the wife is me"
    before = keys[max(0, at - 3) : at]
    if before[-2:-1] == ["as"] and before[:1] and before[0] in _W["before_as_the"]:
        return True  # "I write as the father"
    opening = before[-2:-1] == ["as"] and (len(before) < 3 or before[0] in _MARKS) and keys[at - 1] in _W["of_whom"]
    if opening and word_at(keys, at + 1) in _W["writing"] | {","}:
        return True  # "As her mum I carry the hep B, she doesn't"
    said = before[:-1] if before[-1:] and before[-1] in _W["before_the_writer"] or owning(doc, at - 1) else before
    beside = len(said) > 1 and said[-2] in _W["writing_too"] and said[-1] in _W["apposing"]  # "I (the wife) had mine"
    speaks = said[-1:] == ["im"] or said[-2:] == ["i", "am"] or beside
    return speaks and (said != before or word_at(keys, at + 1) == "of")


def _at_the_keys(keys: list[str], at: int) -> bool:
    """ "His wife writes", "(daughter typing)", "husband here": not "my wife types for me"."""
    following = keys[at + 1 : at + 3]
    here = following[:1] == ["here"] and (not following[1:] or following[1] in _MARKS or following[1] in _W["writing"])
    before = keys[at - 1] if at else ""
    owned = before in _W["before_the_writer"] or not before.isalnum()
    return owned and (here or bool(_W["typing"] & set(following[:1])))


def owning(doc: Doc, at: int) -> bool:
    """ "Frank's": whose something is; the keys of words have no apostrophes."""
    token = doc.user_data["tokens"][at] if at >= 0 else None
    return token is not None and token.key.endswith("s") and token.end - token.start > len(token.key)


def related(doc: Doc, one: Found[tuple[str, str]], relatives: Collection[int]) -> bool:
    """ "Mother of pt has ALS", "the 210 is her brother's": the patient only says whose relative it is."""
    keys = keys_of(doc)
    start, end = one.start, one.end
    of = start - 2 if word_at(keys, start - 1) in ("the", "our", "this") else start - 1
    return word_at(keys, max(0, of)) == "of" and of - 1 in relatives or _its_owner(doc, end)


def _its_owner(doc: Doc, at: int) -> bool:
    """ "The ALT 210 is her brother's": whose it is; "her" only tells of whose brother."""
    keys = keys_of(doc)
    before = word_at(keys, at - 2) if at > 1 else ""
    after = word_at(keys, at + 1)
    return at < len(keys) and owning(doc, at) and before in _W["is_of"] and after in _W["ends_a_claim"]


def namesakes(doc: Doc, relatives: Iterable[int]) -> list[int]:
    """ "I'm Frank's wife ... Frank has had neither": where the patient whom a writer belongs to is called by name."""
    keys = keys_of(doc)
    names = {keys[at - 1][:-1] for at in relatives if owning(doc, at - 1) and is_writer(doc, at)}
    return [at for at, key in enumerate(keys) if names & {key, key.removesuffix("s")}]


def says_who(doc: Doc, at: int) -> bool:
    """ "I'm her daughter, 38": the writer, by another name."""
    keys = keys_of(doc)
    return is_writer(doc, at) and keys[at - 1] in _W["before_the_writer"]


def compared(keys: list[str], at: int) -> bool:
    """ "He weighs the same as me", "the bed next to me", "got posted to me": the writer is not who is spoken of."""
    before = keys[max(0, at - 2) : at]
    if before[1:] == ["with"] and word_at(keys, at + 1) in _W["whom_it_befalls"]:
        return False  # "with me it's suspected MND"
    beside = before == ["next", "to"] or before[1:] == ["to"] and before[0] in _W["sent"]
    return keys[at] in _W["objects"] and (beside or bool(_W["comparing"] & set(before[-1:])))


def in_name_only(keys: list[str], at: int) -> bool:
    """ "Female, house wife", "hubby is also (a) patient", "wife is ALS patient": what somebody is, and nobody else;
    "CXR PA": how it was taken."""
    before = keys[max(0, at - 2) : at]
    if _as_a_parent(keys, at):
        return True
    if keys[at] in _W["views"]:
        return bool(_W["films"] & set(before))
    if before[-1:] == ["my"] and before[:1] == ["is"] and word_at(keys, at - 3) in _W["professionals"]:
        return True  # "disclosure: his GP is my wife"
    if keys[at] in _W["not_in_french"] and set(keys[at + 1 : at + 2]) & _W["of_in_french"]:
        return True  # "pas de démence" is no dad
    if keys[at] in _W["at_home"]:
        return before[-1:] == ["house"]
    if keys[at] == "patient" and before[:1] and before[0] in _W["being_a"] and before[1] not in _W["determiners"]:
        return True
    return keys[at] == "patient" and (before[-1:] == ["also"] or before == ["also", "a"])


def _as_a_parent(keys: list[str], at: int) -> bool:
    """ "34, single dad", "I'm a mother of three": what one is; not "my single dad", "raised by a single mum"."""
    if keys[at] not in _W["a_parent"]:
        return False
    start = at
    while start and keys[start - 1] in _W["kinds_of_parent"]:
        start -= 1
    before = keys[max(0, start - 2) : start]
    article = before[-1:] in (["a"], ["an"])
    of_some = word_at(keys, at + 1) == "of" and word_at(keys, at + 2) in _W["so_many"]
    one_is = article and bool(_W["one_is"] & set(before[:1])) and word_at(keys, at + 1) != "of"
    if not (start < at or of_some or one_is):
        return False
    outer = before[0] if article and len(before) > 1 else "" if article or not before else before[-1]
    return outer not in _W["of_another_parent"]


def own_things(doc: Doc, relatives: Collection[int], told: Collection[int]) -> list[int]:
    """ "My dad has it but my test was negative": what is "my" and no person is the writer's."""
    keys = keys_of(doc)
    found = []
    for at, key in enumerate(keys):
        if key != "my" or at in relatives:
            continue
        thing = at + 2 if word_at(keys, at + 1) in _W["between_my_and_thing"] else at + 1
        word = word_at(keys, thing)
        owned = word in _W["own_things"] or word[-1:] == "s" and owning(doc, thing) and word[:-1] in _W["own_things"]
        if thing not in relatives and (thing in told or owned):
            found.append(at)
    return found
