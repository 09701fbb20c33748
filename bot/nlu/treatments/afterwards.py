"""What a later statement makes of an outcome told before it: another course that worked, what was feared of it and did
not come true, what was refused and given in the end, and what cannot have failed as it never ran."""

from __future__ import annotations

from bot.nlu.language.clauses import Clause
from bot.nlu.language.said import Said
from bot.nlu.language.text import pairs
from bot.nlu.page import Mention, Page
from bot.nlu.treatments import still_to_come
from bot.nlu.treatments.outcomes import Record, Treatment
from bot.nlu.vocabulary import word_lists

_W = word_lists("afterwards")
_LATER = 3
"""Sentences after an outcome within which it is taken up again."""


def tell(page: Page, clause: Clause, said: list[Said], record: Record) -> None:
    """A clause without a name, of the treatment named last."""
    last = record.treatments[-1] if record.treatments else None
    if last is None or clause.sentence - last.sentence > _LATER:
        return
    categories = {cue.category for cue in said}
    words = page.keys[clause.start : clause.end]
    turns = words[0] in _W["turning"]
    if last.value == "failed":
        wrong = _was_wrong(page, clause, last) or _reported(page, clause, last) and not _harmed(page, clause)
        if turns and "DID" in categories or "RESPONDED" in categories and wrong:
            record.revise("responded", clause.end)
        elif _never_ran(page, clause, said):
            last.value, last.considered = None, True
    elif last.value == "responded" and (
        _supposed(page, clause, last) and "FAILED" in categories or _denied(page, clause, said)
    ):
        last.value = "failed" if _supposed(page, clause, last) else "partial"
    elif last.value == "intolerant" and _borne_since(page, clause, last):
        last.value = None
    elif last.value == "partial" and _judged_a_failure(words):
        last.value = "failed"
    elif last.value == "responded" and (_no_more(page, clause, last) or _undone(page, clause, last)):
        last.value = "partial"
    elif (
        last.considered
        and last.value is None
        and (still_to_come.first_to_come(page, clause) or still_to_come.none_yet(page, clause))
    ):
        last.value, last.considered = "not_given", False
    elif last.considered and _had_neither(words):
        for one in record.treatments:
            if one.clause == last.clause and one.considered and one.value is None:
                one.value, one.considered = "not_given", False
    elif last.considered and last.value is None and words[0] in _W["given"]:
        last.considered, last.given = False, True
    elif last.open and not last.given and "PLANNED" in categories and clause.sentence == last.sentence:
        last.considered = words[0] in _W["is"]
    elif last.value == "not_given" and not last.given and _grants(words):
        last.value, last.given = None, True


def _borne_since(page: Page, clause: Clause, last: Treatment) -> bool:
    """ "First IVIG I came out in hives so they slowed the drip. Dozens since without a hitch"."""
    words = page.keys[clause.start : clause.end]
    between = set(page.keys[last.start : clause.start])
    well = pairs(words) & _W["borne"] and not _W["not_borne"] & set(words)
    more = _W["more_of_it"] & set(words) or _W["slowed"] & between and _W["since"] & set(words)
    return bool(well and more) and not _W["given_up"] & between


def _judged_a_failure(words: list[str]) -> bool:
    """ "Plateau then deterioration, classed as failure by MDT": how it is judged in the end counts."""
    at = next((at for at, key in enumerate(words) if key in _W["judged"]), None)
    if at is None or _W["not_judged"] & set(words[:at]):
        return False
    rest = [key for key in words[at + 1 :] if key not in _W["judged_as"]]
    return rest[:1] != [] and rest[0] in _W["a_failure"]


def _was_wrong(page: Page, clause: Clause, last: Treatment) -> bool:
    """ "They gave a second round and that worked", "so it did work after all", "I thought it was failing but it really
    helped": what was told first was of another course, or was a fear."""
    if _harmed(page, clause):
        return False
    since = page.keys[last.end : clause.end]
    pairs = zip(since, since[1:], strict=False)
    anew = any(a in _W["nth"] and b in _W["course"] or (a, b) == ("did", "it") and "again" in since for a, b in pairs)
    anew = anew or any(a in _W["nth"] and b in _W["worked"] for a, b in zip(since, since[1:], strict=False))
    return anew or _feared(page, last) or _in_the_end(page.keys[clause.start : clause.end])


def nth_time(page: Page, clause: Clause) -> bool:
    """ "(1st good,) 2nd nil", "third none": of another course it is the effect that is denied."""
    words = [key for key in page.keys[clause.start : clause.end] if key.isalnum()]
    counted = words[1:2] != [] and words[0].isdigit() and words[1] in _W["ordinal_ends"]
    rest = words[2:] if counted else words[1:] if words[:1] and words[0] in _W["nth"] else []
    return bool(_W["nil"] & set(rest)) and set(rest) <= _W["nil"] | _W["course"]


def _had_neither(words: list[str]) -> bool:
    """ "They talk of rituximab and cyclophosphamide, but he's had neither so far"."""
    at = words.index("neither") if "neither" in words else 0
    return at > 0 and words[at - 1] in _W["given"] and set(words[at + 1 :]) <= _W["so_far"]


def _harmed(page: Page, clause: Clause) -> bool:
    return bool({"FAILED", "PARTIAL", "INTOLERANT"} & {cue.category for cue in page.cues_in(clause, "therapy")})


def _feared(page: Page, last: Treatment) -> bool:
    """ "They thought it was failing", "it looked like the drip had helped": only what somebody took it for."""
    return bool(_W["feared"] & set(page.keys[page.clause_at(last.start).start : last.start]))


def _reported(page: Page, clause: Clause, last: Treatment) -> bool:
    """ "Referred as refractory to IVIg, yet his strength improved with each course", "the letter says the steroids
    failed; in truth ...": what others wrote, set right by who writes now."""
    before = set(page.keys[page.clause_at(last.start).start : last.start])
    opens = page.keys[clause.start] in _W["turning"] or _W["in_truth"] & set(page.keys[clause.start : clause.end])
    return bool(opens and _W["reported"] & before and clause.sentence - last.sentence <= 1)


def _supposed(page: Page, clause: Clause, last: Treatment) -> bool:
    return _feared(page, last) or _reported(page, clause, last)


def _denied(page: Page, clause: Clause, said: list[Said]) -> bool:
    """ "... but it hadn't", "until it didn't"."""
    return page.pure(clause) and any(cue.category == "DIDNT" for cue in said)


def _no_more(page: Page, clause: Clause, last: Treatment) -> bool:
    """ "A miracle for eight months. Not since.", "it worked, not any more": nothing else is said; "not since"
    may tell of having it but for what lasted so long."""
    words = [key for key in page.keys[clause.start : clause.end] if key.isalpha() and key not in _W["filler"]]
    lasted = _W["lasting"] & set(page.keys[last.start : clause.start])
    return " ".join(words) in _W["no_more"] and bool(lasted or "since" not in words)


def _undone(page: Page, clause: Clause, last: Treatment) -> bool:
    """ "Brisk improvement, gone by wk 4", "a good response, lasted till June": the improvement itself, so that nothing
    may be named between ("improved, seizures gone by wk 4")."""
    words = [key for key in page.keys[clause.start : clause.end] if key.isalnum()]
    while words and words[0] in _W["before_undone"]:
        words = words[1:]
    if len(words) < 3 or not _W["betterment"] & set(page.keys[last.end : clause.start]):
        return False
    if words[0] in _W["lasted"]:
        return words[1] in _W["until"] and not _W["till_now"] & set(words)
    return words[0] in _W["undone"] and (words[1] in _W["by_then"] or words[-1] in _W["later"])


def _in_the_end(words: list[str]) -> bool:
    """ "It did work after all", "good responder in the end"."""
    joined = f" {' '.join(words)} "
    return any(f" {told} " in joined for told in _W["in_the_end"])


def _never_ran(page: Page, clause: Clause, said: list[Said]) -> bool:
    """ "RTX failed x2 on access, so never received": nothing follows that would name another dose."""
    named = {cue.end for cue in said if page.keys[cue.end : cue.end + 1] and page.keys[cue.end] in _W["given"]}
    denied = [c for c in said if c.category == "NOT_GIVEN" and (c.end - c.start > 1 or c.end in named)]
    if not denied:
        return False
    rest = page.keys[max(cue.end for cue in denied) : clause.end]
    return all(key in _W["it"] | _W["given"] or not key.isalnum() for key in rest) and page.plain(
        clause.start, min(cue.start for cue in denied), also=_W["before_never"]
    )


def granted(page: Page, mention: Mention) -> bool:
    """ "We begged for rituximab and they finally gave it in August": what was asked for was given."""
    parts = [c for c in page.sentence(mention.clause) if c.start >= mention.end]
    named = min((m.start for m in page.mentions if m.start >= mention.end and m.means.type == "therapy"), default=None)
    for clause in parts:
        words = page.keys[clause.start : clause.end]
        if clause.asks or named is not None and named < clause.end or _W["not_granted"] & set(words):
            return False
        if _grants(words):
            return True
    return False


def given_too(page: Page, mention: Mention) -> bool:
    """ "CYC approved and given x6": what was planned has been done."""
    after = page.keys[mention.end : mention.clause.end]
    return any(a in _W["and"] and b in _W["given"] for a, b in zip(after, after[1:], strict=False))


def only_when(page: Page, mention: Mention) -> bool:
    """ "Before rituximab I had IVIG, no good": another was given before or after it, and how that went is told."""
    named = {at for m in page.mentions if m.clause is mention.clause for at in range(m.start, m.end)}
    at = mention.start - 1
    while at > mention.clause.start and (at in named or page.keys[at] in _W["between"]):
        at -= 1
    return at >= mention.clause.start and page.keys[at] in _W["times"]


def _grants(words: list[str]) -> bool:
    """ "We appealed and got it", "they gave it in the end"."""
    pairs = zip(words, words[1:], strict=False)
    return not _W["not_granted"] & set(words) and any(a in _W["granting"] and b in _W["it"] for a, b in pairs)
