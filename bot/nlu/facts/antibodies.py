"""Antibodies: which were found, which were not and which are awaited."""

from __future__ import annotations

from bot.nlu.facts import (
    antibody_contrasts,
    antibody_doubts,
    antibody_headings,
    antibody_labs,
    antibody_methods,
    levels,
    panels,
    results_back,
    specimens,
)
from bot.nlu.facts.antibody_choices import chosen
from bot.nlu.facts.antibody_elided import elided
from bot.nlu.facts.antibody_had import carried
from bot.nlu.facts.antibody_names import names_disease, real, seen_as_disease
from bot.nlu.facts.antibody_next import of_something_else, told_behind, told_next
from bot.nlu.facts.specimens import NEGATIVE, PENDING, POSITIVE
from bot.nlu.language.clauses import Clause
from bot.nlu.page import Finding, Mention, Page
from bot.nlu.vocabulary import word_lists

_W = word_lists("antibodies")
_LISTED = _W["listed"]


def read(page: Page) -> list[Finding]:
    mentions = [m for m in page.of_kind(POSITIVE) if m.means.role == "value" and real(page, m)]
    codes: dict[str, list[Mention]] = {POSITIVE: [], NEGATIVE: [], PENDING: []}
    doubtful: list[Mention] = []
    for mention in mentions:
        verdict = _verdict(page, mention)
        if verdict == "unknown":
            doubtful.append(mention)
        elif verdict:
            codes[verdict].append(mention)
    named_disease = [m for m in mentions if m.states and names_disease(page, m)]
    generic = [
        m
        for m in page.of_kind(panels.PANEL, specimens.SPECIMEN)
        if (m.fact == specimens.SPECIMEN or _the_one_named(page, m)) and m.states and _found(page, m)
    ]
    if generic and len({m.means.value for m in named_disease}) == 1 and not codes[POSITIVE]:
        codes[POSITIVE].append(named_disease[0])  # "It is NMDA receptor encephalitis. The antibody was positive."
    elif any(m.fact == specimens.SPECIMEN for m in generic) and len({m.means.value for m in mentions}) == 1:
        codes[POSITIVE], codes[NEGATIVE] = codes[POSITIVE] or codes[NEGATIVE], []  # "Blood NMDA neg. Then CSF: pos."
    if len(mentions) == 1 and named_disease and any(_awaited(page, m) for m in page.of_kind(panels.PANEL)):
        codes[PENDING], doubtful = mentions, []  # "?LGI1 enceph. Ab sent 19/11, not back"
    codes[PENDING] = [] if results_back.all_of_them(page) else codes[PENDING]
    codes[PENDING] = [m for m in codes[PENDING] if not _back_since(page, m, codes[POSITIVE] + codes[NEGATIVE])]
    outdone = antibody_contrasts.outdone(page, codes[POSITIVE], codes[NEGATIVE])
    codes = {fact: [m for m in named if m not in outdone] for fact, named in codes.items()}
    found = [_collected(fact, named) for fact, named in codes.items() if named]
    if doubtful and not codes[POSITIVE] and POSITIVE in page.asked:
        found.append(Finding(POSITIVE, "unknown", doubtful[0].start, doubtful[0].end))
    panel = panels.beside(page, mentions, [m for m in codes[POSITIVE] if m.means.value in _LISTED])
    return found + panel + specimens.read(page, [m for named in codes.values() for m in named])


def _back_since(page: Page, sent: Mention, results: list[Mention]) -> bool:
    """ "Sent: LGI1, CASPR2. Back so far: LGI1 positive": not awaited any more, unless from another fluid."""
    fluids = {m.means.value for m in page.of_kind(specimens.SPECIMEN)}
    again = (_W["once_more"] | _W["again"]) & page.sentence_words(sent.clause)
    later = any(m.means.value == sent.means.value and m.start >= sent.end for m in results)
    return later and len(fluids) < 2 and not again


def _the_one_named(page: Page, mention: Mention) -> bool:
    """ "NMDAR-AE, Ab pos": the antibody that the disease is named after; not the "core Ab" of hepatitis B."""
    opens = mention.start == 0 or page.keys[mention.start - 1] in _W["opening"]
    tested = mention.start - (page.keys[mention.start - 1] in _W["tests_of_a_fluid"])  # "blood test antibody positive"
    opens = opens or any(m.end in (tested, mention.start) for m in page.of_kind(specimens.SPECIMEN))  # "CSF Ab+"
    return page.keys[mention.end - 1] in _W["antibody"] and (mention.end - mention.start > 1 or opens)


def _awaited(page: Page, mention: Mention) -> bool:
    told = mention.said & {"PENDING", "POSITIVE", "NEGATED", "UNDONE"}
    return mention.states and told == {"PENDING"} and _the_one_named(page, mention)


def _unopposed(page: Page, mention: Mention) -> bool:
    words = page.keys[mention.clause.start : mention.clause.end]
    return "result" not in words and not {"nobody", "never", "no", "not", "if"} & set(words)


def _found(page: Page, mention: Mention) -> bool:
    """ "The antibody was positive", "CSF positive": what the disease is named after was found."""
    beside = any(
        cue.category == "POSITIVE" and set(page.keys[mention.end : cue.start]) <= _W["before_a_result"]
        for cue in page.cues
        if cue.start >= mention.end
    )
    if mention.fact == specimens.SPECIMEN and not beside:
        return False  # "CSF bands positive"
    confirmed = "HAS" in mention.said and _W["confirmed"] & set(page.keys[mention.end : mention.clause.end])
    told = "POSITIVE" in mention.said or confirmed and mention.fact == panels.PANEL
    return told and "NEGATED" not in mention.said and _unopposed(page, mention)


def _collected(fact: str, named: list[Mention]) -> Finding:
    values = list(dict.fromkeys(str(m.means.value) for m in named))
    return Finding(fact, values, named[0].start, named[-1].end)


def _verdict(page: Page, mention: Mention) -> str | None:
    if not mention.states:
        return None
    if (choice := chosen(page, mention)) and POSITIVE in page.asked:
        return {"yes": POSITIVE, "none": NEGATIVE}.get(choice)
    said = antibody_contrasts.amended(page, mention) or antibody_contrasts.right_behind(page, mention)
    said = said | elided(page, mention)
    if next_said := told_next(page, mention) or "PENDING" in said and told_behind(page, mention):
        said = said - {"PENDING"} | next_said
    if "PENDING" in said and (told := results_back.told(page, mention)):
        return told if told != results_back.OPEN else None
    if "PENDING" in said:
        return None if _W["lost"] & page.sentence_words(mention.clause) else PENDING  # "sent to Mayo, lost in the post"
    if antibody_labs.muddled(page, mention):
        return None
    if labs := antibody_labs.told(page, mention):
        return labs
    if antibody_doubts.weakly(page, mention):
        return "unknown"
    if "POSITIVE" in said and antibody_doubts.doubted(page, mention) or antibody_methods.disagree(page, mention):
        return "unknown"
    if antibody_doubts.left_out(page, mention, said):
        return None
    if "UNDONE" in said:
        return None
    own = [m for m in page.of_kind(panels.PANEL) if 0 <= m.start - mention.end <= 1 and m.means.value is True]
    if own and "POSITIVE" not in said:
        return NEGATIVE  # "GABA-B R Ab negative": the words are its result, not a panel's
    if "UNSURE" in said and antibody_doubts.sent_again(page, mention):
        return PENDING
    if "UNSURE" in said:
        again = _W["again"] & set(page.keys[mention.end : mention.clause.end])
        return NEGATIVE if again and "NEGATED" in said else "unknown"
    if not said & {"POSITIVE", "NEGATED"} and antibody_contrasts.limited(page, mention):
        return NEGATIVE
    if not names_disease(page, mention) and (
        antibody_contrasts.meant(page, mention) or antibody_contrasts.excepted(page, mention)
    ):
        return None if antibody_doubts.of_another_list(page, mention) else POSITIVE
    named_not = _W["denials"] & set(page.keys[max(0, mention.start - 1) : mention.start])
    if levels.shows(page, mention) and not named_not and not _denied_after(page, mention):
        return POSITIVE  # in "GAD positive not GABA-B, titre 1:320" the titre is the other's
    if levels.below(page, mention):
        said = said - {"POSITIVE"} | {"NEGATED"}  # "LGI1 <1:10": the sign comes before what reads as a titre
    if seen_as_disease(page, mention):
        said = said - {"POSITIVE"}
    if {"NEGATED", "POSITIVE"} <= said and (own := antibody_contrasts.own_result(page, mention)):
        return NEGATIVE if own == "NEGATED" else POSITIVE
    if {"NEGATED", "POSITIVE"} <= said:
        before = page.keys[max(mention.clause.start, mention.start - 3) : mention.start]
        return NEGATIVE if _W["denials"] & set(before) else POSITIVE if _found_in_one(page, mention) else None
    if not said & {"POSITIVE", "NEGATED"}:
        said = said | _said_next(page, mention) or _said_before(page, mention) or antibody_headings.told(page, mention)
        if "PENDING" in said:
            return PENDING
    if "NEGATED" in said and "POSITIVE" not in said:
        return POSITIVE if _found_in_one(page, mention) else NEGATIVE
    if "POSITIVE" in said or levels.shows(page, mention):
        return POSITIVE
    if carried(page, mention):
        return "unknown" if POSITIVE in page.asked and antibody_doubts.later(page, mention) else POSITIVE
    answered = _answered(page, mention)
    return "unknown" if answered == POSITIVE and antibody_doubts.later(page, mention) else answered


def _denied_after(page: Page, mention: Mention) -> bool:
    """Whether a denial stands between a name and the next one: in "VGKC 320 pM, LGI1-" there is none."""
    following = [m.start for m in page.of_kind(POSITIVE) if m.start >= mention.end]
    end = min([mention.clause.end, *following])
    return any(cue.category == "NEGATED" and mention.end <= cue.start < end for cue in page.cues)


def _answered(page: Page, mention: Mention) -> str | None:
    """The list that a bare name belongs to when one was asked for."""
    asked = [fact for fact in (POSITIVE, NEGATIVE, PENDING) if fact in page.asked]
    if names_disease(page, mention) or not (POSITIVE in asked or len(asked) == 1):
        return None
    if page.keys[mention.end : mention.end + 1] and page.keys[mention.end] in _W["looking"]:
        return None  # "they took blood for the LGI1 test"
    return POSITIVE if POSITIVE in asked else asked[0]


def _found_in_one(page: Page, mention: Mention) -> bool:
    """ "Serum NMDAR negative but CSF was positive": found in one of two specimens is found."""
    sentence = mention.clause.sentence
    named = {m.means.value for m in page.of_kind(POSITIVE) if m.clause.sentence == sentence}
    looked = [m for m in page.of_kind(specimens.SPECIMEN) if m.clause.sentence == sentence]
    return len(named) == 1 and len(looked) > 1 and any(specimens.found_in(page, m) for m in looked)


def _after_a_list(page: Page, mention: Mention) -> list[Clause]:
    """The clauses of the sentence after a name, those left out that go on with a list in brackets."""
    after = [c for c in page.clauses if c.sentence == mention.clause.sentence and c.start >= mention.clause.end]
    listed = [
        c for c in after if any(m.clause is c for m in page.of_kind(POSITIVE)) and not page.cues_in(c, "antibody")
    ]
    rest = [c for c in after if c not in listed]
    closed = bool(rest) and page.keys[rest[0].start] == ")" and after[: len(listed)] == listed
    return rest if closed else after


def _said_next(page: Page, mention: Mention) -> set[str]:
    """What the next clause of the sentence says, when it names no antibody: "(AMPA antibody, found in the CSF)"."""
    after = _after_a_list(page, mention)
    if (
        not after
        or after[0].asks
        or any(m.clause is after[0] for m in page.mentions if m.fact == POSITIVE)
        or names_disease(page, mention)
    ):
        return set()
    if any(m.clause is after[0] for m in page.mentions if m.fact != specimens.SPECIMEN):
        return set()
    if of_something_else(page, after[0]):
        return set()
    placed = [m for m in page.of_kind(specimens.SPECIMEN) if m.clause in (mention.clause, after[0])]
    if len({id(m.clause) for m in placed}) > 1:
        return set()  # "LGI1 in my blood, nothing in the CSF"
    cues = page.cues_in(after[0], "antibody")
    here = [m.end for m in placed if m.clause is after[0]]
    elsewhere = {cue for cue in cues if here and cue.direction == "forward" and cue.start >= here[0]}
    said = {cue.category for cue in cues if cue not in elsewhere}  # "in the blood, not the fluid"
    if _W["not_one"] & set(page.keys[after[0].start : after[0].start + 2]):
        said = said - {"POSITIVE"} | {"NEGATED"}  # "LGI1 and CASPR2 were both done and neither was found"
    return said & {"POSITIVE", "NEGATED", "PENDING"}


def _said_before(page: Page, mention: Mention) -> set[str]:
    """ "It came back double positive, LGI1 as well as CASPR2": the clause before says it and names no other thing.

    "GABA-B reactive, ANNA-1 too": or it says it of another one."""
    if page.keys[mention.end : mention.end + 1] in (["too"], ["likewise"], ["ditto"]) and not mention.said:
        earlier = [m for m in page.of_kind(POSITIVE) if m.end <= mention.start and m.states]
        return earlier[-1].said & {"POSITIVE", "NEGATED", "PENDING"} if earlier else set()
    before = [c for c in page.sentence(mention.clause) if c.end <= mention.clause.start]
    if not before or before[-1].asks or mention.said or names_disease(page, mention):
        return set()
    of_these = (specimens.SPECIMEN, panels.PANEL)
    named = any(m.clause is before[-1] and m.fact not in of_these for m in page.mentions)
    if named or antibody_doubts.only_assents(page, before[-1]):
        return set()
    same = page.keys[mention.start - 1] == "same"  # "mine is still with the lab, same NMDA test"
    return {cue.category for cue in page.cues_in(before[-1], "antibody")} & {"POSITIVE", "PENDING" if same else ""}
