"""What the rules leave open: who writes such words, which value does he likely mean?

The rules know the wordings that somebody thought of. Where they read nothing of a fact, the views that judge what
they read (`odds.py`) are asked which value is claimed. A value is taken only where they are sure, and as a doubt: it is
confirmed with its writer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from bot.nlu.facts.age_owners import of_the_writer
from bot.nlu.facts.antibody_doubts import weakly
from bot.nlu.facts.antibody_names import names_disease
from bot.nlu.facts.chest import FACT as FILM
from bot.nlu.facts.chest import elsewhere
from bot.nlu.facts.conversion import convert
from bot.nlu.facts.specimens import NEGATIVE, PENDING, POSITIVE
from bot.nlu.facts.strength import of_strength
from bot.nlu.facts.weight import former
from bot.nlu.facts.weight_then import pointed_back
from bot.nlu.language.text import Token
from bot.nlu.opinion.around import DAY, NUMBER
from bot.nlu.opinion.claims import claim
from bot.nlu.opinion.odds import Odds
from bot.nlu.opinion.whose import by_needle, of_another, of_his_relative, of_somebody, set_apart, writers_own
from bot.nlu.page import FactValue, Finding, Mention, Page
from bot.nlu.reply.kin import tells_of_others
from bot.nlu.treatments.medicines import DRUG, over
from bot.nlu.treatments.short_courses import last_one
from bot.nlu.treatments.steroids import DOSE
from bot.nlu.treatments.still_to_come import begins_later
from bot.nlu.treatments.treated import STEROID
from bot.nlu.vocabulary import allowed, catalogue, says, word_lists

LIKELY = "likely"
"""Why such a value should be confirmed."""
_BOTH, _NEAR, _WHOLE, _COUNT = 1.7, 2.6, 0.0, 4.2
"""Log odds from which a value is taken: of all views together; of the words around a name, and of the message that
does not name it, where there is no other view; of a number or a day. Chosen on sets that had taught nothing, see
docs/understanding-measured.md."""
_OF_ANOTHER, _IN_A_SET = 3.0, 1.0
"""How much surer it must be where the rules take the name to be said of somebody else, and in which set a code is."""
_HOPELESS = -4.0
"""How far the cheaper views may lie below, for the dearer one to be asked."""
_FEW = 6
"""Words with which something can be said without its name."""
_APART = 2.5
"""How far the next likely value of the same fact must lie below."""
_ALL_OF = {"antibodies": (POSITIVE, NEGATIVE, PENDING), "immunosuppressants": ("immunosuppressants",)}
"""The sets that a name of a kind may belong to."""
_NOT_SWALLOWED = word_lists("opinion")["not_swallowed"]
_ENDED = ({"STOPPED"}, {"PAST"}, {"STOPPED", "PAST"}, {"UNSURE"}, {"NOT_GIVEN"}, {"NEGATED"}, {"NEGATED", "NOT_GIVEN"},
          {"DECLINED"})  # fmt: skip
_TAKEN = ("steroid", "immunosuppressants")
_RESULTS = {"NEGATED", "POSITIVE"}
_UNSAID = {POSITIVE: {"NEGATED"}, NEGATIVE: {"POSITIVE"}}
"""What is said of an antibody that is not in such a set: "CASPR2 neg in 2022, pos now" is in that of the found ones."""
_NUMBERS = {"age_years": {"time_day"}, "weight_kg": {"mass"}}
"""Numbers that are told without their name, and the families of units that they may have."""
_DAYS = ("nonstandard_treatment_last_date", "iv_steroid_or_ig_last_date", "last_vaccination_date")
_UNJUDGED = frozenset({"sex"})
"""Every word for a person names it, and no criterion hangs on it alone."""
_ONLY_NAMED = _UNJUDGED | {"vaccination_planned"}  # "second EMG booked for December" plans none


class Claim(NamedTuple):
    finding: Finding
    odds: float
    """Above those from which a value of its sort is taken."""


def more(page: Page, odds: Odds, closed: Set[str], used: Collection[Sequence[int]]) -> list[Finding]:
    """Values of facts that are not `closed`, told anywhere but in places of the text that are `used`; each a doubt."""
    if all(clause.asks for clause in page.clauses):
        return []
    few = sum(key.isalpha() for key in page.keys) < _FEW
    proposed = list(_named(page, odds, closed, few))
    if not few:
        proposed += [*_counted(page, odds, closed, used), *_unnamed(page, odds)]
    claims: dict[str, list[Claim]] = {}
    for one in proposed:
        if one.finding.fact not in closed:
            claims.setdefault(one.finding.fact, []).append(one)
    single = [best for those in claims.values() if (best := _surest(those))]
    return single + _in_sets(page, odds, closed)


def _named(page: Page, odds: Odds, closed: Set[str], few: bool) -> Iterator[Claim]:
    for mention in page.mentions:
        bare = few and mention.means.type == "test" and not mention.said  # "Recheck LFTs." tells no result
        apart = set_apart(page, mention)
        apart = apart or mention.fact == "antibody_specimen" and "NORMAL" in {cue.category for cue in page.cues}
        if bare or apart or mention.fact in closed or not _open(mention):
            continue
        if mention.fact == FILM and elsewhere(page, mention.start) or begins_later(page, mention):
            continue  # "X-ray of my hip was normal"
        for value in _values(mention.fact, mention.means.value):
            if value is not False and of_somebody(page, mention) or value == "non_oral" and not by_needle(page):
                continue
            if value == mention.means.value and _no_longer(page, mention):
                continue
            if mention.means.shy and mention.means.value not in (None, value):
                continue  # "AE: n/a" is no diagnosis, whatever it means
            if value is True and says()[mention.fact].kind == "window" and "PLANNED" in mention.said:
                continue  # "flu vax due this month"
            if value == "given_unknown" and mention.fact == STEROID and page.of_kind(DRUG):
                continue  # "I take prednisone 20 mg a day": what for is left open
            if value == "not_given" and {"NOT_GIVEN", "NEGATED"} & mention.said:
                continue  # "no oral cyclophosphamide": the rules know the denial and leave it open
            found = _sure(odds, mention.fact, value, mention)
            if found is not None:
                yield Claim(Finding(mention.fact, value, mention.start, mention.end, LIKELY), found)


def _sure(odds: Odds, fact: str, value: FactValue, mention: Mention, code: str | None = None) -> float | None:
    """How surely this name claims the value, or a `code` of a set."""
    told = [(fact, mention.start, mention.end)]
    near, whole = odds.near(fact, value, told), odds.whole(fact, code or value)
    if near is None:
        return None
    least, cheap = (_NEAR, near) if whole is None else (_BOTH, near + whole)
    cheap -= least + _OF_ANOTHER * mention.other
    return cheap if cheap < _HOPELESS else cheap + odds.read(fact, value, told)


def _unnamed(page: Page, odds: Odds) -> Iterator[Claim]:
    """Values of facts that nothing in the message names; its whole says them."""
    named = {mention.fact for mention in page.mentions}
    for fact, value, whole in odds.claimed(_WHOLE - _APART):
        if of_another(page, fact, value) or value == "non_oral" and not by_needle(page):
            continue
        if fact in page.asked and tells_of_others(page, fact):
            continue
        if fact not in named and fact not in _ONLY_NAMED and catalogue()[fact]["type"] in ("yes_no", "choice"):
            yield Claim(Finding(fact, value, 0, len(page.keys), LIKELY), whole - _WHOLE)


def _counted(page: Page, odds: Odds, closed: Set[str], used: Collection[Sequence[int]]) -> Iterator[Claim]:
    tokens: list[Token] = page.doc.user_data["tokens"]
    for fact, value, sort, start, end in _counts(page):
        first, last = tokens[start].start, tokens[end - 1].end
        if of_his_relative(page, start) or writers_own(page, start):
            continue
        if fact in closed or any(begins < last and first < ends for begins, ends in used):
            continue
        told = [(sort, start, end)]
        near = odds.near(fact, value, told)
        if near is not None and near - _COUNT >= _HOPELESS:
            yield Claim(Finding(fact, value, start, end, LIKELY), near + odds.read(fact, value, told) - _COUNT)


def _counts(page: Page) -> Iterator[tuple[str, FactValue, str, int, int]]:
    for number in page.numbers:
        if page.clause_at(number.start).asks or page.in_date(number.start):
            continue
        for fact, families in _NUMBERS.items():
            value = convert(page, fact, number)[0] if number.units.keys() <= families else None
            if value is None or not allowed(fact, value):
                continue
            if fact == "age_years" and of_the_writer(page, number):
                continue  # "mum of a 2 year old"
            if fact == "weight_kg" and any(sign(page, number) for sign in (former, pointed_back, of_strength)):
                continue  # "I weighed 92 kilos before all this"
            yield fact, value, NUMBER, number.start, number.end
    for when in page.dates:
        if when.day is not None and when.day <= page.as_of and not page.clause_at(when.start).asks:
            yield from ((fact, when.day.isoformat(), DAY, when.start, when.end) for fact in _DAYS)


def _in_sets(page: Page, odds: Odds, closed: Set[str]) -> list[Finding]:
    """Codes, each in the set to which it likely belongs."""
    found: dict[str, Finding] = {}
    for mention in page.mentions:
        facts = _ALL_OF.get(says()[mention.fact].kind, ()) if mention.fact in says() else ()
        code, claims = mention.means.value, []
        if not isinstance(code, str) or not _open(mention) or set(facts) <= closed:
            continue
        if (
            weakly(page, mention)
            or _of_a_disease(page, mention)
            or of_his_relative(page, mention.start)
            or _no_longer(page, mention)
        ):
            continue
        for fact in facts:
            sure = _sure(odds, fact, [code], mention, code)
            if sure is not None:
                claims.append(Claim(Finding(mention.fact, fact, mention.start, mention.end, LIKELY), sure - _IN_A_SET))
        best = _surest(claims) if claims else None
        if best and best.value not in closed and mention.said & _RESULTS != _UNSAID.get(str(best.value)):
            one = found.get(str(best.value)) or best._replace(fact=str(best.value), value=[])
            assert isinstance(one.value, list)
            found[one.fact] = one._replace(value=[*one.value, code], end=best.end)
    return list(found.values())


def _open(mention: Mention) -> bool:
    known = mention.fact in catalogue() and mention.fact not in _UNJUDGED
    undone = mention.means.role == "test" and "UNDONE" in mention.said
    untold = undone or "CHECKED" in mention.said  # a test that was not done, or is being done, tells nothing
    return known and not (untold or mention.named or mention.taken_back or mention.clause.asks)


def _of_a_disease(page: Page, mention: Mention) -> bool:
    """ "NMDA receptor encephalitis": a diagnosis is no result of its antibody; "..., positive in blood" may be."""
    if mention.fact != POSITIVE or not names_disease(page, mention):
        return False
    sentence = page.sentence(mention.clause)
    return not any(cue.category == "POSITIVE" for clause in sentence for cue in page.cues_in(clause, "antibody"))


def _no_longer(page: Page, mention: Mention) -> bool:
    """Whether the rules take a medicine to be of then, of a time to come, or no tablet: it is not taken now."""
    kind = says()[mention.fact].kind
    applied = kind == "steroid" and not _NOT_SWALLOWED.isdisjoint(page.keys[mention.start : mention.clause.end])
    days = (w for w in page.dates if mention.end <= w.start < mention.clause.end)
    coming = any(w.turned(True, page.as_of).first > page.as_of for w in days)  # "I come off it after Christmas"
    ends = coming and not last_one(page, mention)
    return kind in _TAKEN and (applied or not ends and over(page, mention) in _ENDED)


def contradicted(one: Finding, facts: Mapping[str, object]) -> bool:
    """Whether no steroid is supposed where a dose was read, good liver tests at twice normal, or an absent antibody."""
    if one.fact == "antibodies_positive":
        return not set(one.value).isdisjoint(facts.get("antibodies_negative", ()))  # type: ignore
    if one.fact == "liver_tests_normal" and one.value is True:
        return isinstance(multiple := facts.get("liver_tests_max_x_uln"), int | float) and multiple > 1
    return one.fact == DRUG and one.value == "none" and bool(facts.get(DOSE))


def _values(fact: str, named: object) -> Iterator[FactValue]:
    """What may be claimed of a fact; of many values only the one that is named."""
    spec = catalogue()[fact]
    if spec["type"] == "yes_no":
        yield from (True, False)
    elif spec["type"] == "choice":
        for value in spec.get("values") or catalogue()[spec["values_of"]]["values"]:
            if not (claim(fact, value) or "").startswith("is ") or value == named:
                yield value


def _surest(claims: Iterable[Claim]) -> Finding | None:
    """The likeliest value of one fact, if it is sure enough and the next likely one is far from it."""
    first, *others = sorted(claims, key=lambda one: -one.odds)
    rivals = [one.odds for one in others if one.finding.value != first.finding.value]
    if first.odds < 0 or rivals and first.odds - max(rivals) < _APART:
        return None
    return first.finding
