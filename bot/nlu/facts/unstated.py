"""Conditions that are named and not stated: of a kind of people, left out of a yes, waiting, ended or revised since."""

from __future__ import annotations

from bot.nlu.facts.active_form import denied_behind
from bot.nlu.facts.changed import changed_since
from bot.nlu.facts.gone_on import goes_on
from bot.nlu.facts.named_for import likened, names_an_antibody
from bot.nlu.facts.reserved import RESERVES
from bot.nlu.facts.sleeping import treats_latent
from bot.nlu.language.clauses import Clause
from bot.nlu.language.names import Meaning
from bot.nlu.language.phrases import Found
from bot.nlu.page import Mention, Page
from bot.nlu.vocabulary import Says, Value, says, word_lists

_W = word_lists("conditions")
_DENIED_BEFORE = 6
"""Words before a relapse within which it is denied: "nothing like it has come back"."""
_RESULTS = {"POSITIVE", "NEGATED", "UNSURE", "PENDING"}
_SET_APART = [",", "the", "one", "with"]
"""What sets somebody apart by an illness: "my dad, the one with MND, never did"."""
_DRUGS = {"immunosuppressants", "steroid", "therapies", "therapy", "window"}


def looked_for(page: Page, mention: Mention) -> bool:
    """ "I had the complete panel for autoimmune encephalitis": what a panel is for is not had."""
    before = page.keys[max(mention.clause.start, mention.start - 3) : mention.start]
    panel = before[-1:] == ["for"] and bool(_W["looked_through"] & set(before))
    return panel and says()[mention.fact].kind == "diagnosis" and not mention.said & _RESULTS


def only_raised(page: Page, mention: Mention) -> bool:
    """ "Cancer? Never been treated for.": a name that heads a line, of whose having nothing is said; what is denied
    there is something else."""
    stating = mention.means.value in (None, True, says()[mention.fact].means.get("affirmed"))
    if not stating or mention.said or page.keys[mention.end : mention.end + 1] not in (["?"], [":"]):
        return False
    if not page.plain(mention.clause.start, mention.start) or page.beside(mention):
        return False
    following = [m.start for m in page.mentions if m.start >= mention.end and m.clause is not mention.clause]
    end = min([page.sentence(mention.clause)[-1].end, *following])
    return bool(_W["denials_of_deeds"] & set(page.keys[mention.end : end]))


def left_behind(mention: Mention) -> bool:
    """ "I read about AE. No doctor has mentioned it": what follows is said of no topic, but of a working dx."""
    label = mention.named == "kind" and says()[mention.fact].kind == "diagnosis" and "UNSURE" not in mention.said
    return mention.named == "topic" or label


def of_another(page: Page, near: Found[Meaning]) -> bool:
    """ "Rheum screen never sent, GM1 neg": what stands right after a name is said of that name; "penicillin gives me
    hives" is no reaction to interleukin. "TB excluded. Currently no infection": nor is what heads another one."""
    others = [m for m in page.mentions if m.fact != near.of.fact]
    behind = page.keys[near.end : near.end + 1] in (["of"], ["on"])  # "never had TB. I'm on day 3 of antibiotics"
    return (
        any(m.start == near.end and m.means.type == "condition" or behind and m.start == near.end + 1 for m in others)
        or any(m.means.type != "condition" for m in others if 0 <= near.start - m.end <= 1)
        or _of_another_agent(page, near)
        or after_treatment(page, near)
        or treats_latent(page, near)
        or denied_behind(page, near)
    )


def after_treatment(page: Page, near: Found[Meaning]) -> bool:
    """ "GAD on sertraline. RTX kept her in remission": what a treatment of the brain did is said of no mood."""
    if near.of.fact not in _W["untreated"] or not _W["remission"] & set(page.keys[near.start : near.end]):
        return False
    sentence = page.sentence(page.clause_at(near.start))
    named = [m for m in page.mentions if sentence[0].start <= m.start < near.start]
    return bool(named) and says()[max(named, key=lambda m: m.end).fact].kind == "therapy"


def _of_another_agent(page: Page, near: Found[Meaning]) -> bool:
    clause = page.clause_at(near.start)
    drugs = any(m.clause is clause and says()[m.fact].kind in _DRUGS for m in page.mentions)
    named = drugs or bool(_W["other_agents"] & page.sentence_words(clause))
    return named and near.of.fact == "il2_allergy_or_intolerance"


def left_out(page: Page, mention: Mention) -> bool:
    """ "Yes to all of your questions except the cancer one": what is left out of a yes is not affirmed."""
    sentence = page.sentence(mention.clause)
    before = page.keys[max(sentence[0].start, mention.start - 3) : mention.start]
    opening = page.keys[sentence[0].start]
    if len(page.asked) > 1 and sentence[0].start == 0 and opening in _W["everything"] and "but" in before:
        return True  # "all but the transplant"
    return bool(_W["excepting"] & set(before)) and opening in _W["yes"]


def due_for_another(page: Page, mention: Mention) -> bool:
    """ "Shingrix #2 due in Dec": no child is."""
    if "due" not in page.keys[mention.start : mention.end]:
        return False
    sentence = mention.clause.sentence
    return any(m.clause.sentence == sentence and says()[m.fact].kind in ("window", "therapy") for m in page.mentions)


def on_condition(page: Page, mention: Mention) -> bool:
    """ "I can't sign anything until my solicitor has seen it", "happy to sign once ...": not yet."""
    before = set(page.keys[max(mention.clause.start, mention.start - 2) : mention.start])
    after = set(page.keys[mention.start : page.sentence(mention.clause)[-1].end])
    return bool(_W["unable"] & before) or bool(_W["until"] & after)


def ended_since(page: Page, mention: Mention) -> Found[Meaning] | None:
    """ "I was in the placebo arm of a study, finished 2023", "on the arm of a trial that ended": before it ended."""
    near = [n for clause in page.sentence(mention.clause) for n in page.near_in(clause, mention.fact)]
    later = [n for n in near if n.start >= mention.end and n.of.value is False]
    was = _W["was"] & set(page.keys[max(mention.clause.start, mention.start - 3) : mention.start])
    return next((n for n in later if was or page.keys[n.start] in _W["relating"]), None)


def not_now(page: Page, mention: Mention) -> bool:
    """ "Liver fine in March, 2.5 times the limit now": a result of then, after which something is told of now."""
    later = [one for one in page.sentence(mention.clause) if one.start >= mention.clause.end]
    return "PAST" in mention.said and any(_W["of_now"] & set(page.keys[one.start : one.end]) for one in later)


def at_first(page: Page, mention: Mention) -> bool:
    """ "Possible AE at referral, meets definite criteria since": what was thought then, and something follows."""
    after = page.keys[mention.end : mention.end + 2]
    doubted = "UNSURE" in mention.said or mention.means.value == "suspected"
    then = len(after) == 2 and after[0] in _W["at"] and after[1] in _W["outset"]
    return doubted and then and page.sentence(mention.clause)[-1].start > mention.start


def was_over(page: Page, mention: Mention, entry: Says) -> Value:
    """The value of an illness that is over, where it may be; what has come back since is not past."""
    over = entry.means.get("past") if mention.means.value == entry.means.get("affirmed") else None
    if over == "past" and (_come_back(page, mention) or goes_on(page, mention)):
        mention.said -= {"PAST"}
        return None
    return over


def _come_back(page: Page, mention: Mention) -> bool:
    """ "PTSD in remission 5 yrs, then relapse this spring", "polycythaemia's not cured, it's back"."""
    end = page.sentence(mention.clause)[-1].end
    words = page.keys[mention.end : end]
    again = [at for at, key in enumerate(words) if key in _W["again"]]
    again += [at for at, key in enumerate(words) if key == "back" and at and words[at - 1] in _W["being_back"]]
    last = max(again, default=None)
    if last is None:
        return False
    said_since = max((at + 1 for at in range(last) if words[at] == ","), default=0)
    if _W["not_again"] & set(words[max(said_since, last - _DENIED_BEFORE) : last]):
        return False
    return not _W["over_again"] & set(words[last + 1 :])


def back_then(page: Page, mention: Mention) -> bool:
    """ "My depression came back in June": whether it is there today is not said."""
    dated = any(mention.end <= when.start < mention.clause.end for when in page.dates)
    return dated and mention.fact in _W["may_come_back"] and _come_back(page, mention)


def superseded(page: Page, mention: Mention) -> bool:
    """ "Previously PMA, reclassified ALS": of several diagnoses the former one is none."""
    if says()[mention.fact].kind != "diagnosis" or mention.means.role != "value":
        return False
    if "PAST" not in mention.said:
        return _revised(page, mention) or _settled_since(page, mention) or _denied_since(page, mention)
    others = [m for m in page.of_kind(mention.fact) if m.means.value != mention.means.value and m.states]
    return any("PAST" not in m.said and "NEGATED" not in m.said for m in others)


def _denied_since(page: Page, mention: Mention) -> bool:
    """ "They told me ALS for two years. It's myositis, not ALS"."""
    name = [key for key in page.keys[mention.start : mention.end] if key not in _W["queried"]]
    later = [m for m in page.of_kind(mention.fact) if m.start >= mention.end and m.states]
    if any(page.keys[m.start : m.end] == ["not", *name] for m in later):
        return True
    excluded = [m for m in later if "NEGATED" in m.said and "UNSURE" not in m.said]
    doubted = "UNSURE" in mention.said or mention.means.value == "suspected"  # "?MND. EMG normal. MND excluded"
    return doubted and any(page.keys[m.start : m.end] == name for m in excluded)


def _settled_since(page: Page, mention: Mention) -> bool:
    """ "Referred as PBP, it's MG": a suspicion that is settled by a name nobody knows is none any more."""
    after = next((c for c in page.sentence(mention.clause) if c.start >= mention.clause.end), None)
    if "UNSURE" not in mention.said or after is None or after.asks:
        return False
    words = [page.raw(at) for at in range(after.start + 1, min(after.end, after.start + 4))]
    named = any(len(word) > 1 and word.isupper() for word in words)
    known = any(m.clause is after for m in page.of_kind(mention.fact))
    return named and not known and page.keys[after.start] in _W["it_is"]


def _revised(page: Page, mention: Mention) -> bool:
    """ "I was told it was PMA, then the professor changed his mind, so it is flail arm now"."""
    before = page.keys[max(mention.clause.start, mention.start - 4) : mention.start]
    later = [m for m in page.of_kind(mention.fact) if m.start >= mention.end and m.clause is not mention.clause]
    later = [m for m in later if m.states and m.means.role == "value" and m.means.value != mention.means.value]
    if not later or not _W["was"] & set(before):
        return False
    same = later[0].clause.sentence == mention.clause.sentence  # "sure it was MND but it's turned out to be ..., a ..."
    told = page.keys[mention.clause.end if same else later[0].clause.start : later[0].clause.end]
    return (
        bool(_W["as_it_stands"] & set(told))
        and bool(_W["is"] & set(told))
        and not {"NEGATED", "UNSURE"} & later[0].said
    )


def another_denied(named: Mention, said: set[str]) -> bool:
    """ "They tested me for myasthenia and it was negative" leaves open which motor disease it is; who disagrees too."""
    return "DISPUTED" in said or named.means.value == "other_not_als" and "NEGATED" in said


def told_between(page: Page, named: Mention, clause: Clause) -> bool:
    """ "She has AE. I have a bad heart, she not": what is denied was told of the writer since, unless he goes on:
    "my neurologist is pregnant. I'm 66 and not"."""
    between = [one for one in page.clauses_in(named.clause.end, clause.start) if not page.pure(one)]
    told = {who for one in between for at, who in page.cast.people if one.start <= at < one.end}
    denied = {who for at, who in page.cast.people if clause.start <= at < clause.end}
    return bool(told) and bool(denied) and told.isdisjoint(denied)


def beside_the_point(page: Page, named: Mention) -> bool:
    """ "My neighbour with MND takes riluzole, I don't": what only tells who somebody is is not what is answered."""
    if named.other and _reason_of_another(page, named) or page.keys[named.start - 4 : named.start] == _SET_APART:
        return True
    told = named.other and page.keys[named.start - 1 : named.start] in (["with"], ["has"])
    later = [m.start for m in page.mentions if m.clause is named.clause and m.start > named.end]
    return told and bool(later) and bool(_W["doing"] & set(page.keys[named.end : later[0]]))


def _reason_of_another(page: Page, named: Mention) -> bool:
    """ "My sister had Proleukin for her melanoma. I've never had it": "it" is the drug, not what it was for."""
    before = page.keys[max(named.clause.start, named.start - 2) : named.start]
    drug = any(m.clause is named.clause and m.end <= named.start and m.fact != named.fact for m in page.mentions)
    return drug and "for" in before


UNSAID = (
    likened,
    names_an_antibody,
    changed_since,
    left_out,
    due_for_another,
    only_raised,
    back_then,
    at_first,
    *RESERVES,
)
"""Ways in which a condition is named and not said to be there."""
