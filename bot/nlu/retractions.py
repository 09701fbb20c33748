"""Names that are taken back: "rituximab, no, I mixed that up, it was cyclophosphamide" names one drug only."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from bot.nlu.language.clauses import Clause
from bot.nlu.language.phrases import Found, Lexicon, Phrases, longest
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import Value, load_yaml, says, word_lists

_W = word_lists("corrections")
STRONG, WEAK, UNDOING, ANOTHERS, SLIP, KEPT = "strong", "weak", "undoing", "anothers", "slip", "kept"
ANSWERED = "answered"
_DENIED = {"NEGATED", "NOT_GIVEN"}
_ILLNESSES = {"condition", "diagnosis"}
_MOOD = "mental_illness"  # "depression, withdrawn": how somebody is
_PUT_AWAY = {tuple(ways.split("_")) for ways in _W["put_away"]}
_INTO = (["to"], ["as"], ["into"], [":"])
_DRUGS = {"therapy", "medicine"}  # "on cyclosporine, sorry, cyclophosphamide"
_BACK, _ON, _PAUSE, _BESIDE = 14, 9, 4, 1
"""Tokens before and after a correction within which the two names stand."""


class _Words(BaseModel):
    """bot/nlu/corrections.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    strong: list[str]
    weak: list[str]
    undoing: list[str]
    anothers: list[str]
    slip: list[str]
    answered: list[str]
    kept: list[str]


class Corrections:
    def __init__(self, lexicon: Lexicon) -> None:
        words = _Words.model_validate(load_yaml("corrections.yml"))
        self._phrases: Phrases[str] = Phrases(lexicon)
        for kind, phrases in words:
            self._phrases.add(phrases, kind)
        self.words = self._phrases.words

    def find(self, doc: Doc) -> list[Found[str]]:
        return [one for one in longest(self._phrases.find(doc)) if one.of != KEPT]


def said_again(page: Page) -> None:
    """ "On methotrexate - not methotrexate, I take ...", "66, strike 66, 56": what was just said is taken back."""
    told = [(m.start, m.end) for m in page.mentions] + [(w.start, w.end) for w in page.dates]
    told += [(n.start, n.end) for n in page.numbers]
    for start, end in told:
        words = page.keys[start:end]
        words = words[1:] if words[0] == "since" else words
        for at in range(end, min(end + _ON, len(page.keys))):
            if page.keys[at] in _W["unsaying"] and page.keys[at + 1 : at + 1 + len(words)] == words:
                page.corrections.append(Found(at, at + 1 + len(words), STRONG))


def retract(page: Page) -> None:
    """Marks the names of a page that the words after them take back."""
    for sign in page.corrections:
        if sign.of in (UNDOING, ANOTHERS, SLIP, ANSWERED):
            continue
        old = _taken_back(page, sign) or _replaced_by_its_like(page, sign)
        for mention in page.mentions:
            mention.taken_back = mention.taken_back or old is not None and mention.start == old.start
    for sign in page.corrections:
        if exchanges(page, sign):
            again = {m.fact for m in page.mentions if 0 <= m.start - sign.end <= _BACK}
            for mention in page.mentions:
                told = mention.end <= sign.start and sign.start - mention.end <= _BACK and mention.fact in again
                mention.taken_back = mention.taken_back or told
    for sign in (one for one in page.corrections if one.of == ANOTHERS):
        for mention in page.mentions:  # "the CASPR2+ is his. Hers CASPR2 neg"
            near = mention.means.type == "antibody" and 0 <= _since(page, mention, sign) <= _BESIDE
            mention.taken_back = mention.taken_back or near
    _retracted(page)
    for clause, after in zip(page.clauses, page.clauses[1:], strict=False):
        if _W["meaning"] & set(page.keys[after.start : after.start + 2]):
            _mean(page, clause, after)


def _since(page: Page, mention: Mention, sign: Found[str]) -> int:
    """Words from a name to a correction, but for cries: "LGI1, wait, that's the previous pt"."""
    between = page.keys[mention.end : sign.start]
    return sum(key not in _W["cries"] for key in between) if between else sign.start - mention.end


def _retracted(page: Page) -> None:
    """ "Was told he has schizophrenia, then they took the schizophrenia diagnosis back": the same is not told twice."""
    gone: set[tuple[str, Value]] = set()
    for mention in reversed(page.mentions):
        told = (mention.fact, mention.means.value)
        put_away = mention.means.type in _ILLNESSES and (_put_away(page, mention) or _revised(page, mention))
        mention.taken_back = mention.taken_back or told in gone
        mention.said |= {"RETRACTED"} if put_away else set()
        if "RETRACTED" in mention.said and not mention.other:
            gone.add(told)


def _put_away(page: Page, mention: Mention) -> bool:
    """ "They took the Huntington's back", "crossed the Alzheimer's off", "took back the word cancer"."""
    start = mention.start
    while start > mention.clause.start and page.keys[start - 1] in _W["whose_name"]:
        start -= 1
    before, after = page.keys[max(0, start - 2) : start], page.keys[mention.end : mention.end + 2]
    if after[:1] and after[0] in _W["put_away_behind"] and mention.fact != _MOOD:
        return True
    ways = {(verb, way) for verb in before[-1:] for way in after} | {tuple(before)}
    return not _PUT_AWAY.isdisjoint(ways)


def _revised(page: Page, mention: Mention) -> bool:
    """ "AE revised to glioblastoma", "the ALS dx was since changed to MMN": another thing stands in its place."""
    at = mention.end
    end = page.sentence(mention.clause)[-1].end
    while at < end and (page.keys[at] in _W["being_revised"] or page.keys[at].isdigit()):  # "Alzheimer's (2023), later"
        at += 1
    if page.keys[at : at + 1] == [] or page.keys[at] not in _W["revised"] or page.keys[at + 1 : at + 2] not in _INTO:
        return False
    return not any(m.fact == mention.fact and 0 <= m.start - at <= _ON for m in page.mentions)


def _mean(page: Page, clause: Clause, after: Clause) -> None:
    """What "I meant ..." makes of the names before it and behind it."""
    if _misspoken(page, clause):
        meant = {_kind(m) for m in page.mentions if m.clause is after}
        unknown = not meant and _W["articles"] & set(page.keys[after.start : after.start + 3])  # "I meant a polyp"
        for mention in page.mentions:
            told = mention.clause is clause and (unknown or _kind(mention) in meant)
            mention.taken_back = mention.taken_back or bool(told)
    if _said_wrongly(page, clause):
        for mention in page.mentions:
            if mention.clause is after and says()[mention.fact].kind == "infection" and not mention.said:
                mention.named = "topic"


def exchanges(page: Page, sign: Found[str]) -> bool:
    """ "RTX failed, IVMP responded. Swap those"."""
    return sign.of == STRONG and bool(_W["exchanging"] & set(page.keys[sign.start : sign.end]))


def _misspoken(page: Page, clause: Clause) -> bool:
    """ "(Sorry,) I said rituximab helped, I meant the IVIG helped"."""
    opening = [key for key in page.keys[clause.start : clause.start + 4] if key not in _W["beside_a_correction"]]
    return page.keys[clause.start] in ("i", "sorry") and bool(_W["writing"] & set(opening[:1]))


def _said_wrongly(page: Page, clause: Clause) -> bool:
    """ "Did I say TB? I meant pneumonia": nothing says that the one meant is of today."""
    opening = page.keys[clause.start : clause.start + _PAUSE]
    return "i" in opening and bool(_W["saying"] & set(opening))


def _replaced_by_its_like(page: Page, sign: Found[str]) -> Mention | None:
    """A name of the same family follows that the catalogue has no fact for: "hep C, no sorry, hep A"."""
    if sign.of == WEAK:
        return None
    for mention in page.mentions:
        same = page.keys[mention.start : mention.end]
        if len(same) < 2 or not 0 <= sign.start - mention.end <= _PAUSE:
            continue
        for at in range(sign.end, min(sign.end + _PAUSE, len(page.keys))):
            other = page.keys[at : at + len(same)]
            if other[:-1] == same[:-1] and other != same and len(other[-1]) == 1:
                return mention
    return None


def _taken_back(page: Page, sign: Found[str]) -> Mention | None:
    if sign.of == STRONG and _is_of_another(page, sign):
        before = [m for m in page.mentions if 0 <= sign.start - m.end <= _ON]
        return max(before, key=lambda m: m.end, default=None)
    later = next((m for m in page.mentions if 0 <= m.start - sign.end <= _ON), None)
    if later is None or _W["denying"] & set(page.keys[sign.end : later.start]):
        return None
    drug = _kind(later) in _DRUGS and later.start - sign.end <= _BESIDE
    before = [m for m in page.mentions if 0 <= sign.start - m.end <= _BACK]
    alike = [
        m for m in before if _kind(m) == _kind(later) or drug and _kind(m) in _DRUGS and sign.start - m.end <= _BESIDE
    ]
    earlier = max(alike, key=lambda m: m.end, default=None)
    if earlier is None or later.clause.sentence - earlier.clause.sentence > 1:
        return None
    if sign.of == WEAK and (earlier.fact, earlier.means.value) == (later.fact, later.means.value):
        return None
    denial = _DENIED & earlier.said or _W["denying"] & set(page.keys[max(0, earlier.start - 1) : earlier.start])
    denied = denial and later.means != earlier.means
    if denied or sign.of == WEAK and not _between(page, earlier, sign, later):
        return None  # "it wasn't rituximab, sorry, it was cyclophosphamide" denies the first one already
    return earlier


def _is_of_another(page: Page, sign: Found[str]) -> bool:
    """ "I'm on mycophenolate, wait no, that's what they want to start": taken back for nothing else."""
    words = [key for key in page.keys[sign.end : sign.end + 5] if key.isalpha() and key not in ("is", "was")]
    end = page.sentence(page.clause_at(sign.start))[-1].end
    if any(sign.end <= number.start < end for number in page.numbers):
        return False  # "4/11, no wait that was my wife's, mine was 21st October"
    return len(words) > 1 and words[0] in _W["thing"] and words[1] in _W["of_thing"]


def _between(page: Page, earlier: Mention, sign: Found[str], later: Mention) -> bool:
    """Whether nothing but marks and small words stands between two names besides the correction."""
    told = earlier.said & later.said & {"POSITIVE"}  # "Yo pos, I mean Hu pos"
    said = {at for cue in page.cues if cue.category in told for at in range(cue.start, cue.end)}
    places = (*range(earlier.end, sign.start), *range(sign.end, later.start))
    around = {page.keys[at] for at in places if at not in said}
    if page.keys[sign.start] in _W["answers"] and (
        earlier.end == sign.start or page.keys[sign.end] not in _W["pauses"]
    ):
        return False  # "IVIG no, rituximab no" corrects nothing, "IVIG, no, rituximab" does
    return {key for key in around if not key[0].isdigit()} <= _W["beside_a_correction"]  # "AZA 100 -> no, MMF"


def _kind(mention: Mention) -> str:
    """What a name may be mistaken for: a drug for a drug, an antibody for an antibody, a diagnosis for its like."""
    kind = says()[mention.fact].kind
    if kind == "diagnosis":
        return mention.fact
    return mention.means.type if mention.means.type in ("therapy", "antibody", "medicine") else kind
