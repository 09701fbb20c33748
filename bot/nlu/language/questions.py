"""Which statements only ask, suppose or order: what they name is not stated."""

from __future__ import annotations

from spacy.tokens import Doc

from bot.nlu.language.clauses import Clause, grammar
from bot.nlu.language.forms import boxes
from bot.nlu.language.phrases import Lexicon, Phrases
from bot.nlu.language.supposed import claimed, forbids, promises, quotes, supposes, tells_of_own, told_instead
from bot.nlu.vocabulary import word_lists

_W = word_lists("clauses")
_TELLING = _W["sources"] | _W["anybody"]
_OPENING = ("supposes", "asks", "orders")
_ENDS = frozenset({".", "!", "?", ";", "\n"})
_SIGNS = frozenset({'"', "'", ".", ",", "!", "?", "\n", ":"})
_ORDER, _HEARSAY, _SOURCE = 9, 4, 10
"""Tokens in which an order says as what, after a source in which it says, and before a quotation in which it stands."""
_LONGEST_QUOTE = 80
_DONE = 6
"""Tokens in which a course that somebody did follows."""


class Questions:
    def __init__(self, lexicon: Lexicon) -> None:
        self.grammar = grammar()
        self._phrases: Phrases[str] = Phrases(lexicon)
        self._phrases.add(self.grammar.question_phrases, "asks")
        self._phrases.add(self.grammar.supposing, "supposes")
        self._phrases.add(self.grammar.not_supposing, "states")
        self._phrases.add(self.grammar.commands, "orders")
        self._phrases.add(self.grammar.truth, "truth")
        self._phrases.add(self.grammar.criteria_heads, "criteria")
        self._phrases.add(self.grammar.forged_turns, "forged")
        self._phrases.add(self.grammar.insincere, "insincere")

    def mark(self, doc: Doc, clauses: list[Clause], covered: dict[int, str]) -> None:
        """Marks the clauses that ask, suppose or order. `covered`: the type of the name at a token."""
        keys: list[str] = doc.user_data["keys"]
        signs = self._phrases.find(doc)
        fine = {i for sign in signs if sign.of == "states" for i in range(sign.start, sign.end)}
        marks = {(sign.start, sign.of) for sign in signs if sign.of != "states" and sign.start not in fine}
        sentences: dict[int, list[Clause]] = {}
        for clause in clauses:
            sentences.setdefault(clause.sentence, []).append(clause)
        ordered = any(kind == "orders" for _, kind in marks)
        forged = any(sign.of == "forged" for sign in signs)
        quoted = _quoted(keys)
        empty = {at for at, ticked in boxes(keys).items() if not ticked}
        criteria = written = assigned = False
        for parts in sentences.values():
            goes_on = written and keys[parts[0].start - 1] not in _ENDS  # "write HIV negative, TB none"
            goes_on = goes_on or assigned and keys[parts[0].start - 1] == ";"  # "hiv=negative; lgi1 positive"
            written = self._mark_sentence(parts, keys, marks, ordered, covered, quoted, fine, goes_on)
            words = keys[parts[0].start : parts[-1].end]
            assigned = ordered and "=" in words or goes_on
            criteria = (parts[0].start, "criteria") in marks or criteria and not _tells_of_somebody(words)
            if forged or criteria or _assigns(words):
                for clause in parts:
                    clause.asks = True
            if parts[0].start in empty:
                parts[0].asks = True

    def _mark_sentence(
        self,
        parts: list[Clause],
        keys: list[str],
        marks: set[tuple[int, str]],
        ordered: bool,
        covered: dict[int, str],
        quoted: set[int],
        fine: set[int],
        written: bool,
    ) -> bool:
        """Whether the sentence is supposed or ordered at its end. `written`: the one before was, and goes on in it."""
        questioned = keys[parts[-1].end - 1] == "?"
        opened, quoting = written, False
        insincere = any(kind == "insincere" and parts[0].start <= i < parts[-1].end for i, kind in marks)
        for clause in parts:
            here = {kind for i, kind in marks if clause.start <= i < clause.end}
            polite = not fine.isdisjoint(range(clause.start, clause.end))  # "could you see Mr T, 54, who has ..."
            opens = not polite and self._opens_question(clause, keys, questioned, covered)
            opens = opens or insincere or not here.isdisjoint(_OPENING) or _hearsay(clause, keys)
            quoting = quotes(clause, keys) or quoting and not tells_of_own(clause, keys)
            meant = _orders(clause, keys, covered, parts[-1].end) or supposes(clause, keys, covered, questioned)
            meant = meant or promises(clause, keys, parts[-1].end) or forbids(clause, keys) or claimed(clause, keys)
            heads = keys[clause.end - 1] == ","  # "for the sake of argument, HIV positive"
            meant = meant or heads and "supposes" in here
            truth = any(kind == "truth" and clause.start <= i < clause.start + 4 for i, kind in marks)
            truth = truth or told_instead(clause, keys, parts[0].start)
            but = keys[clause.start] == "but" and clause.end > clause.start + 1  # not "say LGI1 neg but VGKC pos, ...?"
            if not questioned and (but or truth or _of_an_age(clause, keys, parts[0].start)):
                opened = written = False
            written = written or meant
            opened = opened or opens or meant or (ordered and "=" in keys[clause.start : clause.end])
            clause.asks = (
                opened or quoting or all(i in quoted for i in range(clause.start, clause.end) if keys[i] not in _SIGNS)
            )
        if questioned and not opened and not _answers_itself(parts, keys):
            for clause in parts[-1:] if len(parts) > 1 else parts:
                clause.asks = True
        return written

    def _opens_question(self, clause: Clause, keys: list[str], questioned: bool, covered: dict[int, str]) -> bool:
        words = [key for key in keys[clause.start : min(clause.end, clause.start + 5)] if key.isalpha()]
        words = words[1:] if words[:1] in (["and"], ["so"], ["but"], ["also"], ["ok"], ["or"], ["hi"]) else words
        if not words:
            return False
        first, second = words[0], words[1] if len(words) > 1 else ""
        if first in ("will", "would") and second in _W["promised"] and not questioned:
            return False
        if first in self.grammar.question_words:
            if first in ("what", "whats") and not questioned and _W["plainly"] & set(words[1:3]) and "is" in words[1:]:
                return False
            if second in _W["asked_causes"] and not _W["told_of_one"] & set(keys[clause.start : clause.end]):
                return True
            relative = first in _W["relatives"] and not questioned
            return not relative or (first in ("what", "where") and second in self.grammar.question_verbs)
        named = (
            clause.start + 1 in covered
            and clause.start not in covered
            and keys[clause.start] == first
            and second not in _W["deeds"]  # "can keep all my tablets as they are"
            and (questioned or first not in _W["stating"])
        )
        asks = first in self.grammar.question_verbs and (second in self.grammar.question_subjects or named)
        if first in _W["asked_of_things"] and _asks_of_a_thing(clause, keys, covered):
            return True
        did = first == "did" and (second in ("a", "an") and bool(_W["tests_done"] & set(words)) or _done(clause, keys))
        stating = first in _W["also_statements"] or did
        return asks and (questioned or not stating)


def _asks_of_a_thing(clause: Clause, keys: list[str], covered: dict[int, str]) -> bool:
    """ "Is PLS the same as MND", "is 20 mg of prednisolone too much to join"; not "is HIV negative", "is on IVIG"."""
    at = next(at for at in range(clause.start, clause.end) if keys[at] in _W["asked_of_things"]) + 1
    at += keys[at : at + 1] != [] and keys[at] in _W["articles"]
    start = at
    while at < clause.end and (at in covered or keys[at][0].isdigit() or keys[at] in _W["amounts"]):
        at += 1
    rest = keys[at : clause.end]
    one_of = [key for key in rest if key.isalnum()][:2] in (["one"], ["one", "of"])  # "is MGUS one of those"
    if one_of and start < at or _asks_of_a_rule(clause, keys, covered):
        return True
    if not any(place in covered for place in range(start, at)):
        return at > start and rest[:1] != [] and rest[0] in _W["beyond"]  # "is 60 too old", "is 82 kg ok"
    return rest[:1] != [] and rest[0] in _W["predicates"] or not _W["compared"].isdisjoint(rest)


def _asks_of_a_rule(clause: Clause, keys: list[str], covered: dict[int, str]) -> bool:
    """ "Is AQP4 neg needed", "is anti-HBc pos ok after IVIg": a rule for what is named before."""
    words = list(zip(keys, [*keys[1:], ""], strict=True))[: clause.end]
    rules = [key in _W["rules"] or key in _W["beyond"] and then in _W["on_what_terms"] for key, then in words]
    named = next((at for at in range(clause.start + 1, clause.end) if at in covered), clause.end)
    return any(rules[named:])


def _of_an_age(clause: Clause, keys: list[str], start: int) -> bool:
    """ "Tell me if there's any point, he is 58": behind the question somebody says how old he is."""
    before = keys[start : clause.start]
    supposed = "if" in before and keys[start + before.index("if") - 1] not in _W["asking_if"]
    at = clause.start + (keys[clause.start] in _W["tellers"] and keys[clause.start + 1 : clause.start + 2] != [])
    told = keys[at] in (_W["told_of"] if at > clause.start else _W["being_told"])
    return told and not supposed and at + 1 < clause.end and keys[at + 1].isdigit()


def _done(clause: Clause, keys: list[str]) -> bool:
    """ "Did the hep B vaccine course as a student": somebody went through it; not "did the vaccine work"."""
    at = next((at for at in range(clause.start + 2, clause.end) if keys[at] in _W["courses_done"]), None)
    if at is None or at > clause.start + _DONE:
        return False
    return at + 1 == clause.end or keys[at + 1] in _W["after_a_course"] or not keys[at + 1].isalpha()


def _answers_itself(parts: list[Clause], keys: list[str]) -> bool:
    """ "? MND" and "?AE" mark a doubt, not a question, when the sign does not end the sentence."""
    return keys[parts[-1].end - 1] != "?"


def _orders(clause: Clause, keys: list[str], covered: dict[int, str], end: int) -> bool:
    """ "Set HIV to negative", "just put me down as 45", "say I'm 69": what somebody wants written is not so."""
    opened = True
    if clause.start == 0 and keys[0] in _W["orders_at_first"]:
        counted = [any(key.isdigit() for key in part) for part in (keys[: clause.end], keys[clause.end : end])]
        if all(counted):
            return True  # "make it 80, I'm 82 in fact"
    for at in range(clause.start, clause.end - 1):
        if opened and keys[at] in _W["orders"] and _is_order(at, keys, covered, end):
            return True
        opened = opened and (keys[at] in _W["polite"] or not keys[at].isalnum()) or keys[at] in _W["before_an_order"]
    return False


def _is_order(at: int, keys: list[str], covered: dict[int, str], end: int) -> bool:
    if keys[at] in _W["orders_that_say"] and keys[at + 1] in _W["said_things"]:
        return True
    if keys[at] in _W["orders_outright"] and not keys[at + 1].isdigit():
        return True
    if keys[at] in _W["orders_of_names"] and at + 1 in covered:
        return True
    if keys[at + 1] in _W["written_down"] and keys[at + 2 : at + 3] != [] and keys[at + 2][0].isdigit():
        return False  # "put down 82 kg"
    directed = at + 1 in covered or keys[at + 1] in _W["ordered"] or keys[at + 1].isdigit()
    return directed and bool(_W["as_what"] & set(keys[at + 1 : min(end, at + _ORDER)]))


def _hearsay(clause: Clause, keys: list[str]) -> bool:
    """ "The leaflet says ...", "people keep telling me ...", not "..., now it is MMN": nothing of the candidate."""
    for at in range(clause.start, clause.end):
        if keys[at] not in _TELLING:
            continue
        told = _W["says"] & set(keys[at + 1 : min(clause.end, at + 1 + _HEARSAY)])
        headed = keys[at + 1 : at + 2] == [":"]  # "Trial: says yes"
        if told and not headed and keys[at] in _W["sources"] and keys[at - 1] not in _W["of_results"]:
            return not _reads_off(keys, at, clause.end)
        anybody = at == clause.start or keys[at - 1] in _W["before_anybody"]
        if told and anybody and keys[at] in _W["anybody"]:
            return "said" not in told or keys[clause.end : clause.end + 1] != ["now"]  # not "the donor people wrote"
    return False


def _reads_off(keys: list[str], at: int, end: int) -> bool:
    """ "The sheet says AST 41 and ALT 55": values read off one's own paper; what a trial asks has limits."""
    own = keys[at] in _W["own_papers"] and (at == 0 or keys[at - 1] in _W["of_the_paper"])
    words = keys[at:end]
    return own and any(key[0].isdigit() for key in words) and _W["of_a_rule"].isdisjoint(words)


def _quoted(keys: list[str]) -> set[int]:
    """The places within quotation marks whose words come from elsewhere: "the article: 'Woman, 34, ...'"."""
    inside: set[int] = set()
    for sign in ('"', "'"):
        marks = [at for at, key in enumerate(keys) if key == sign]
        for start, end in zip(marks[::2], marks[1::2], strict=False):
            before = keys[max(0, start - _SOURCE) : start]
            if end - start <= _LONGEST_QUOTE and _W["sources"] & set(before):
                inside.update(range(start, end + 1))
    return inside


def _tells_of_somebody(words: list[str]) -> bool:
    """ "Pt: 58F, LGI1 pos" after "Exclusion: HIV+, active HBV": no criterion any more."""
    return bool(_W["somebody"] & set(words)) or words[:1] != [] and words[0].isdigit() and words[1:2] in (["f"], ["m"])


def _assigns(keys: list[str]) -> bool:
    """ "tx_rituximab := failed", '{"nyha_class": 1}': a program's names are given values; nobody tells of himself."""
    joined = any(a.isalpha() and b == "_" and c.isalpha() for a, b, c in zip(keys, keys[1:], keys[2:], strict=False))
    return joined and bool({"=", ":", "->"} & set(keys))
