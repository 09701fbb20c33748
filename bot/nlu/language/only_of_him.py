"""Which relative a message is about in which nobody says "I", and when so much is told of him that he must apply."""

from __future__ import annotations

from collections import Counter

from bot.nlu.language.contrasted import fared_worse, one_word_of, only_likened
from bot.nlu.language.noted import only_noted
from bot.nlu.language.passing import has_his_own, known_before, points_elsewhere, says_of_others, went_elsewhere
from bot.nlu.language.scene import PATIENT, Scene, agrees, aside_at, owner
from bot.nlu.language.writer import owning
from bot.nlu.vocabulary import word_lists

_W = word_lists("only_of_him")
_P = word_lists("people")
_ACT = 4
"""Words from what somebody does to whom he does it for."""
_REPORT = (2, 6)
"""Words of "the cardiologist at the clinic says", at least and at most."""
_ENOUGH, _TREATED = 2, 3
"""Facts that must be told of him, one of them of the trials' own diseases and treatments; and of who has it now, or of
whose results they are."""


def told_of(scene: Scene, relatives: list[tuple[int, str]], facts: Counter[str], trial: Counter[str]) -> str | None:
    """ "They offered Mum rituximab and she turned it down. She's 70 with LGI1": the one relative of whom it is told how
    he is now, where nobody says "I". Not "my mother had ALS" nor "her mum has MND": a family's history.
    """
    at, who = relatives[0]
    if any(one not in (PATIENT, who) for _, one in scene.people):
        return None
    if who not in _P["close"] | _W["parents"] or not _mine(scene, at):
        return None
    if any(scene.key(place + 1) in _W["then"] for place, _ in relatives):
        return None
    enough = trial[who] and sum(facts.values()) >= _ENOUGH
    return who if enough and _tells_how_he_is(scene, at, who) else None


def _mine(scene: Scene, at: int) -> bool:
    """ "My wife", or a bare "Mum" as children call her, whatever stands before it: "they offered Mum ..."."""
    of = owner(scene.keys, at)
    called = scene.key(at).removesuffix("s") in _W["called"]
    return of in _W["mine"] or not of.isalpha() or called and of not in _W["of_others"]


def _tells_how_he_is(scene: Scene, at: int, who: str) -> bool:
    """ "She's 70 with ...", "he has ..." at the start of a sentence of its own, after he was named."""
    spoken = (place for place, one in scene.people if one == PATIENT and place > at)
    return any(
        scene.sentence(place)[0] == place
        and agrees(scene.key(place), scene.sexes.get(who))
        and (scene.key(place) in _W["he_is"] or scene.key(place + 1) in _W["being"])
        for place in spoken
    )


def only_one(scene: Scene, relatives: list[tuple[int, str]], facts: Counter[str]) -> str | None:
    """The relative of a message in which nobody says "I"."""
    keys, (at, first) = scene.keys, relatives[0]
    of = owner(keys, at)
    owns = of in _P["tells_where"] and keys[at].endswith("s") and scene.key(at + 1) in _P["of_a_body"]
    bare = (of in _P["joins_a_sentence"] or owns) and first in ("mother", "father")  # "in dad's blood"
    reported = _reported(scene, at, first)
    bare = bare or reported or _by_name(scene, at, first)
    results = _of_his_results(scene, at, facts[first])
    named = results or of == "" or bare or of in _P["owners"] or of == "the" and first in _P["close"]
    if not named or keys[at - 1] in ("fhx", ":") or first in ("child", "children", "sibling", "parent", "cousin"):
        return None
    refers = any(who == PATIENT for place, who in scene.people if place > at)
    if only_noted(scene) or acts_for(scene, at) or not refers and _runs_in(scene, at, first):
        return None
    pointed = any(who == PATIENT and keys[place] in _P["pronouns"] for place, who in scene.people if place > at)
    elsewhere = (of == "" or _whose_it_is(scene, at)) and points_elsewhere(scene, relatives)
    if elsewhere or has_his_own(scene, at) or says_of_others(scene, at):
        return None
    if fared_worse(scene, at) or only_likened(scene, at, first, facts) or one_word_of(scene, at):
        return None
    headed = at > 0 and scene.key(at + 1) in (":", "-") and not pointed  # "HBsAg+. Mother: inactive carrier"
    if not of.isalpha() and (headed or known_before(scene, at)):
        return None  # "ALS-FTD. Bulbar UMN + limb LMN. Father PD.": whose disease stands first is the patient
    if of == "" and refers and not pointed:
        return None  # "Mother ALS; pt well": the patient is somebody else
    treats = scene.key(at + 1) in _P["professionals"] and scene.key(at + 2) in _P["reporting_aloud"]
    if treats and (scene.clinical or refers or of in _P["writers"] and first in _P["close"]):
        return first  # "Mum's neurologist says it's PLS. My nan had the ordinary ALS kind"
    several = len({who for _, who in relatives}) > 1
    if several and not refers and scene.key(at + 1) in _P["having_now"] and _is_treated(scene, relatives, first, facts):
        return first
    if several and not refers and (of == "" or first not in _P["close"]):
        return None  # "Father ALS, mother Lewy body", "my brother has ... and my aunt had": a family's history
    if not several and results:
        return first
    after = scene.key(at + 2) if scene.key(at + 1) in _P["who"] else scene.key(at + 1)  # "my uncle who had ALS"
    had = after in ("had", "died", "d", "got")
    had = had and not (after in ("got", "had") and scene.key(at).endswith("s"))  # "wife's got ALS", "mum's had IVIG"
    told = had and (several or not refers) and not (first in _P["close"] and after in ("had", "got"))
    told = told or first not in _P["close"] and not refers and went_elsewhere(scene, at)
    if scene.clinical and not told or (first in _P["close"] and refers):
        return first
    if (at == 0 and of == "" or reported) and pointed and not (had and several):
        return first
    alone = not several and of in ("my", "our", ".", "\n", "")
    cared_for = first in _P["close"] and [scene.key(at + n) for n in (1, 2, 3)] == ["has", "been", "under"]
    return first if alone and (after in _P["present"] or cared_for or _treated_now(scene, at)) else None


def _treated_now(scene: Scene, at: int) -> bool:
    """ "Dad is on azathioprine", "Mum had a new liver and takes CellCept for it": how somebody is treated today."""
    after, then = scene.key(at + 1), scene.key(at + 2)
    on = after in _W["is_now"] and then in _W["being_on"] or after in _W["gets"] and then[:1].isdigit()
    end = min([place for place, _ in scene.people if place > at] + [scene.sentence(at)[1]])
    goes_on = (place for place in range(at + 1, end) if scene.key(place) == "and")
    return on or any(scene.key(place + 1) in _P["present"] for place in goes_on)


def _whose_it_is(scene: Scene, at: int) -> bool:
    """ "Sertraline on the list is the wife's (MDD). He has ...": a thing that is only said to be hers."""
    said = scene.key(at - 1) in _P["owned_by"] and scene.key(at - 2) in _P["being_of"]
    return said and owning(scene.doc, at) and not scene.key(at + 1).isalpha()


def _by_name(scene: Scene, at: int, who: str) -> bool:
    """ "On top of the encephalitis Dad has ...", "the doctor wrote PLS for Mum": as children call their parents, where
    the disease is told beside them; not "AE confirmed. ... because of Dad"."""
    called = scene.key(at).removesuffix("s") in _W["called"] and owner(scene.keys, at) not in _W["of_others"] | _W["of"]
    return called and who in _W["parents"] and bool(scene.clinical) and _told_first(scene, at)


def _reported(scene: Scene, at: int, who: str) -> bool:
    """ "The cardiologist says Dad has heart failure. He still ...": nothing but who says so stands before him."""
    words = [scene.key(place) for place in range(at)]
    if (
        who not in _W["parents"]
        or scene.key(at) not in _W["called"]
        or len(words) < _REPORT[0]
        or len(words) > _REPORT[1]
    ):
        return False
    says = [word in _P["reporting_aloud"] for word in words]
    treats = [word in _P["professionals"] for word in words]
    known = _P["reporting_aloud"] | _P["professionals"] | _W["before_a_report"]
    return sum(says) == 1 and any(treats) and known.issuperset(words)


def _of_his_results(scene: Scene, at: int, facts: int) -> bool:
    """ "Dad's liver numbers are ...", "hubby's bloods showed LGI1": what is told is his results or his tablets."""
    called = scene.key(at).endswith("s") and scene.key(at).removesuffix("s") in _W["called"]  # "dads blood test"
    if not ((owning(scene.doc, at) or called) and _W["results"] & {scene.key(at + n) for n in (1, 2, 3)}):
        return False
    alone = len({who for _, who in scene.people}) == 1  # "dad's TB test was negative, HIV negative as well"
    enough = facts >= (_ENOUGH if alone else _TREATED) or any(scene.told.values())
    return _mine(scene, at) and _told_first(scene, at) and enough


def _told_first(scene: Scene, at: int) -> bool:
    """Whether nothing is told in the sentences before a relative: of whom it would be is not said."""
    return min(scene.told, default=at) >= scene.sentence(at)[0]


def acts_for(scene: Scene, at: int) -> bool:
    """ "Daughter (nurse, bipolar) drives her", "son lives with him": whom somebody acts for is another."""
    if scene.key(at).endswith("s") and scene.key(at + 1) not in ("(", ","):
        return False  # "mum's nurse washes her"
    place = at + 1
    if scene.key(place) == "(":
        place = max(aside_at(scene.keys, place), default=place) + 2
    if not scene.key(place).isalpha() or scene.key(place) in _W["being"] | _W["not_acting"]:
        return False  # "my wife, bless her, had ..."
    for end in range(place + 1, place + _ACT):
        key, after = scene.key(end), scene.key(end + 1)
        if key in _W["whom"] and (key != "her" or not after.isalpha() or after in _W["after_whom"]):
            return True
        if not key.isalpha() or key in _W["not_acting"]:
            return False
    return False


def _runs_in(scene: Scene, at: int, who: str) -> bool:
    """ "30, MND in my uncle": what runs in a family is told beside an age of one's own, or of somebody distant."""
    if scene.key(at - 2) != "in" or at - 3 not in scene.told:
        return False
    return who not in _P["close"] | _W["parents"] or scene.key(0).isdigit() and not scene.key(1).isalpha()


def _is_treated(scene: Scene, relatives: list[tuple[int, str]], first: str, facts: Counter[str]) -> bool:
    """ "Pa has flail arm MND and drinks Teglutik. My uncle had ordinary ALS": who has it now, of whom most is told."""
    others = [(place, who) for place, who in relatives if who != first]
    past = all(scene.key(place + 1) in _P["former_having"] for place, _ in others)
    return past and facts[first] >= _TREATED and all(facts[who] < facts[first] for _, who in others)
