"""A message as the readers see it: names, cues, numbers, dates and people, and what is said of each name."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Doc

from bot.nlu import told
from bot.nlu.alternatives import doubt, neither_way
from bot.nlu.facts import spoken_hundreds
from bot.nlu.facts.named import Named
from bot.nlu.facts.not_until import open_for_now
from bot.nlu.language import arrows, rejected
from bot.nlu.language.clauses import Clause, Clauses
from bot.nlu.language.context import Context
from bot.nlu.language.denials import of_the_next, said_of
from bot.nlu.language.effects import graded
from bot.nlu.language.names import Meaning, Names, own_results
from bot.nlu.language.numbers import Numbers
from bot.nlu.language.people import People
from bot.nlu.language.phrases import Found, Lexicon
from bot.nlu.language.questions import Questions
from bot.nlu.language.references import references
from bot.nlu.language.resumed import resume
from bot.nlu.language.said import Name, Said
from bot.nlu.language.text import Token, Tokenizer, keys_of
from bot.nlu.language.twice import unfailed
from bot.nlu.language.whose_numbers import measured, owned_measure, tells_age
from bot.nlu.overturned import overturn
from bot.nlu.page import Mention, Page
from bot.nlu.reinstated import reinstate
from bot.nlu.renewed import renew
from bot.nlu.repairs import repair
from bot.nlu.retractions import STRONG, Corrections, retract, said_again
from bot.nlu.setting import Setting
from bot.nlu.times.dates import find_dates
from bot.nlu.times.denied_days import without_denied
from bot.nlu.times.no_day import without_values
from bot.nlu.times.when import within
from bot.nlu.times.windows import dates_then
from bot.nlu.treatments import relapses
from bot.nlu.treatments.topics import of_treatments
from bot.nlu.vocabulary import word_lists
from bot.nlu.withdrawn import restate, undated

_W = word_lists("pages")
_OWN = word_lists("people")["ones_own"]
_TRIAL_FACTS = {
    "ae_diagnosis",
    "antibodies_positive",
    "motor_syndrome",
    "tx_ivig",
    "tx_rituximab",
    "tx_cyclophosphamide",
    "tx_high_dose_steroid",
    "other_therapies",
    "riluzole_use",
    "umn_signs",
    "lmn_signs",
}


class Pages:
    """Makes a page of the tokens of a message. Build it once; it keeps no state between messages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._tokenizer = Tokenizer(lexicon.vocab)
        self._names, self._context = Names(lexicon), Context(lexicon)
        self._numbers, self._clauses, self._questions = Numbers(lexicon), Clauses(), Questions(lexicon)
        self._people, self._corrections, self._named = People(lexicon), Corrections(lexicon), Named(lexicon)
        self.words = self._names.words | self._context.words
        self.known = self._corrections.words | self._named.words | self._people.known

    def read(self, text: str, found: list[Token], asked: tuple[str, ...], setting: Setting) -> Page:
        doc = self._tokenizer.doc(found)
        keys = [token.key for token in found]
        names, near, ignored = self._names.find(doc)
        names += references(keys, names, asked)
        names = sorted(own_results(names), key=lambda one: (one.start, one.end, one.of.fact, str(one.of.value)))
        treatments_last = sorted(names, key=lambda one: one.of.type == "therapy")  # "immunoglobulins" are a test too
        covered = {place: _list_type(one.of) for one in treatments_last for place in range(one.start, one.end)}
        clauses = self._clauses.divide(doc, text, covered)
        self._questions.mark(doc, clauses, covered)
        resume(clauses, keys, list(covered))
        numbers = self._numbers.find(doc)
        dates = without_values(keys, without_denied(keys, find_dates(keys, numbers, setting.day)), asked)
        numbers = rejected.without(keys, numbers)
        listed = {one.start for one in names if keys[one.end : one.end + 1] in (["or"], ["nor"])}
        foreign = {at for at, type_ in covered.items() if type_ not in ("therapy", "medicine")} | ignored
        named = {at for one in names if not _lowly(one, text, found) for at in range(one.start, one.end)}
        taken_back = self._corrections.find(doc)
        cues = self._context.cues(doc, ignored | named, listed, foreign, {clause.start for clause in clauses})
        spoken = {at for sign in taken_back if sign.of == STRONG for at in range(sign.start, sign.end)}
        cues = [cue for cue in cues if not spoken.issuperset(range(cue.start, cue.end))]  # the "no" of "no, hang on"
        cues = [cue for cue in cues if cue.category != "EARLY" or not within(dates, cue.start, cue.end)]  # "mid-July"
        treatments = {at for at, type_ in covered.items() if type_ == "therapy"}
        cues = relapses.unhelped(keys, relapses.treated(keys, cues, treatments), treatments)
        cues = of_treatments(keys, unfailed(keys, graded(keys, cues, treatments), treatments), clauses, treatments)
        owned = {one.start for one in names if _owned(keys, one.start)}
        meant = [one for one in names if one.start in named | owned and one.of.fact != "sex"]
        of_trials = {one.start: one.of.fact in _TRIAL_FACTS for one in meant}
        clinical = any(one.of.fact in _TRIAL_FACTS for one in names) or tells_age(keys, numbers)
        clinical = clinical or not _OWN & set(keys) and any(owned_measure(one, found, numbers) for one in names)
        cast = self._people.cast(doc, clauses, of_trials | measured(keys, numbers, dates), clinical, setting.writer)
        near = [one for one in near if not of_the_next(keys, one.start, one.end)]
        page = Page(text, doc, keys, asked, setting.day, clauses, [], near, cues, numbers, dates, cast, taken_back)
        page.mentions = list(self._mentions(doc, clauses, names, cues, page))
        spoken_hundreds.join(page)
        marks = (told.tell, doubt, open_for_now, self._named.mark, neither_way, said_again)
        for step in (*marks, repair, retract, restate, renew, overturn, reinstate, undated):
            step(page)
        return page

    def _mentions(
        self, doc: Doc, clauses: list[Clause], names: list[Found[Meaning]], cues: list[Said], page: Page
    ) -> list[Mention]:
        mentions: list[Mention] = []
        sentence_starts = {clause.sentence: clause.start for clause in reversed(clauses)}
        by_clause = [([], []) for _ in clauses]  # type: ignore[var-annotated]
        at = {token: number for number, clause in enumerate(clauses) for token in range(clause.start, clause.end)}
        for one in names:
            by_clause[at[one.start]][0].append(one)
        for cue in cues:
            by_clause[at[cue.start]][1].append(cue)
        for clause, (_, said) in zip(clauses, by_clause, strict=True):
            if clause.resumed[1]:
                said += by_clause[at[clause.resumed[0]]][1]
        for clause, (inside, said) in zip(clauses, by_clause, strict=True):
            if not inside:
                continue
            bound = self._context.bind(
                keys_of(doc), clause, sorted({Name(n.start, n.end, n.of.type) for n in inside}), said
            )
            named = {at for one in inside for at in range(one.start, one.end)}
            for one in inside:
                name = Name(one.start, one.end, one.of.type)
                categories = said_of(page.keys, name, bound[name], named)
                if one.of.type in ("condition", "diagnosis", "test") and _long_past(page, clause, one):
                    categories.add("PAST")
                if one.of.type in ("condition", "diagnosis", "test") and _in_denied_list(page, clause, one.start):
                    categories = categories - {"HAS", "HAD", "POSITIVE"} | {"NEGATED"}
                tested = one.of.type in ("test", "antibody") and categories & {"POSITIVE", "UNSURE"}
                if tested and _retested(page, clause):
                    categories = categories - {"POSITIVE", "UNSURE"} | {"NEGATED"}
                if "->" in page.keys and one.of.type in ("test", "antibody"):
                    categories = arrows.led_to(page, clause, one.end, categories, names)
                elif "->" in page.keys and one.of.type == "diagnosis":
                    categories = arrows.concluded(page.keys, one.start, categories, bound[name])
                owned = page.cast.owned_after(page.keys, one.start, one.end)
                if owned is None:
                    denied = "NEGATED" in categories
                    place = one.start + page.cast.begins(one.start)
                    owned = page.cast.other(place, clause, sentence_starts[clause.sentence], denied=denied)
                other = (
                    owned
                    or _in_the_family(page, one, categories, bound[name])
                    or page.cast.excepted(page.keys, one.end, clause.end)
                )
                mentions.append(Mention(one.start, one.end, one.of, clause, categories, other))
        places = {at for one in names for at in range(one.start, one.end)}
        for mention in mentions:
            if not mention.said and mention.means.type == "test":
                mention.said |= _of_brackets(page, mention, places)
        return mentions


def _in_the_family(page: Page, name: Found[Meaning], said: set[str], cues: list[Said]) -> bool:
    """ "Fhx of ALS"; not "mum died of a stroke the week they diagnosed my husband with ALS": he is named in between."""
    if "FAMILY" not in said:
        return False
    start = max((cue.end for cue in cues if cue.category == "FAMILY" and cue.end <= name.start), default=name.start)
    return all(who != page.cast.candidate for at, who in page.cast.people if start <= at < name.start)


def _in_denied_list(page: Page, clause: Clause, at: int) -> bool:
    """ "I don't drink, smoke, take drugs, or have HIV": the verbs of a list share the denial of the first."""
    sentence = page.sentence(clause)
    turn = next((i for i in range(at - 1, clause.start - 1, -1) if page.keys[i] in ("or", "nor")), None)
    if turn is None or page.keys[turn + 1] not in _W["verbs_of_a_list"]:
        return False
    before = page.keys[sentence[0].start : turn]
    denials = [i for i, key in enumerate(before) if key in _W["denying_verbs"]]
    return bool(denials) and not _W["ends_a_list"] & set(before[denials[-1] + 1 :])


def _of_brackets(page: Page, mention: Mention, named: set[int]) -> set[str]:
    """What is said of a list before or after its brackets: "virology negative (HIV, HBV, HCV)"."""
    opened = next((at for at in range(mention.start - 1, -1, -1) if at not in named and not _listing(page, at)), -1)
    closed = next((at for at in range(mention.end, len(page.keys)) if at not in named and not _listing(page, at)), -1)
    if page.keys[opened : opened + 1] != ["("] or page.keys[closed : closed + 1] != [")"] or opened < 1:
        return set()
    before, after = page.clause_at(opened - 1), page.clause_at(min(closed + 1, len(page.keys) - 1))
    if any(m.clause in (before, after) for m in page.mentions):
        return set()
    cues = [cue for cue in page.cues_in(before, "test") if cue.end == opened]
    cues += [cue for cue in page.cues_in(after, "test") if closed < cue.start <= closed + 2]
    return {cue.category for cue in cues} & {"NEGATED", "POSITIVE", "PENDING", "UNDONE"}


def _listing(page: Page, at: int) -> bool:
    return page.keys[at] in (",", "/", "&", "and")


def _lowly(name: Found[Meaning], text: str, found: list[Token]) -> bool:
    """A shy name of one word in small letters may be no name: the "got" of "I've got HIV" is no GOT."""
    word = found[name.start]
    return name.of.shy and name.end == name.start + 1 and text[word.start : word.end].islower()


def _retested(page: Page, clause: Clause) -> bool:
    """ "NMDA positive but the repeat was negative": what was found was not found again."""
    for later in page.clauses:
        if later.sentence == clause.sentence and later.start >= clause.end:
            words = set(page.keys[later.start : later.end])
            found = {cue.category for cue in page.cues_in(later, "test")}
            if _W["again"] & words and "NEGATED" in found and "POSITIVE" not in found:
                return True
    return False


def _list_type(meaning: Meaning) -> str:
    """The type of a name in a list; a phrase that states its own value ("IGRA neg") shares nothing with the next."""
    return "stated" if meaning.role == "value" and meaning.type == "test" else meaning.type


def _long_past(page: Page, clause: Clause, name: Found[Meaning]) -> bool:
    """The clause is dated, and its date is past by three months: "pneumonia last year"; not of a diagnosis that was put
    in another's place then: "in May that was changed to MMN"."""
    if name.of.type == "diagnosis" and _W["renamed"] & set(page.keys[clause.start : name.start]):
        return False
    dates = [w for w in page.dates if clause.start <= w.start < clause.end] or dates_then(page, clause, name.end)
    words = set(page.keys[clause.start : clause.end])
    if not _W["was"] & words and any(_W["until"] & set(page.keys[w.start - 1 : w.start + 1]) for w in dates):
        return False  # "on masked study drug until Feb"
    lasting = _W["lasting"]
    limit = page.as_of - dt.timedelta(days=90)
    dates = [w for w in dates if "as" not in page.keys[max(0, w.start - 3) : w.start]]  # "as of this spring it's ALS"
    return bool(dates) and all(w.last < limit and not w.span for w in dates) and not lasting & words


def _owned(keys: list[str], at: int) -> bool:
    """ "For my encephalitis", "my wife, the one with the encephalitis"."""
    return keys[at - 1 : at] == ["my"] or keys[max(0, at - 3) : at] in (["one", "with", "the"], ["who", "has", "the"])
