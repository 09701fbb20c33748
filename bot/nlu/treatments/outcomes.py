"""Which outcome belongs to which treatment.

A message gives a list of treatments and statements of how it went. A statement with a name speaks of that name
(context.py binds it); one without speaks of a treatment named before it: of all of them ("none of it helped"), of the
last ("which wore off"), or of those listed together ("IVMP, IVIg, RTX. No change.").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.nlu.page import Finding

RESPONSES = {"INTOLERANT": "intolerant", "PARTIAL": "partial", "FAILED": "failed", "ENDED": "intolerant",
             "RESPONDED": "responded", "EARLY": "given_unknown"}  # fmt: skip
"""The first that is said decides: a drug that helped and wore off helped in part."""
_HELPED = ("responded", "partial")
_IN_PART = {("responded", "partial"), ("responded", "failed"), ("failed", "partial")}
"""What is said of a treatment first and then, and makes it one that helped in part ("meh, bit better")."""


def response(said: set[str]) -> str | None:
    """What the cues say of a treatment; None where they leave it open."""
    if "NEITHER" in said:
        return "failed" if said & {"RESPONDED", "PARTIAL", "FAILED"} else "not_given"
    if {"NOT_GIVEN", "NEGATED"} & said and not set(RESPONSES) & said:
        return "not_given"
    return next((value for cue, value in RESPONSES.items() if cue in said), None)


@dataclass(slots=True)
class Treatment:
    """A treatment as one place of the text names it."""

    fact: str
    start: int
    end: int
    sentence: int
    clause: int
    value: str | None = None
    considered: bool = False
    """Planned, offered or doubtful: nothing says that it was given."""
    given: bool = False
    """Words say outright that it was given."""
    ended: bool = False
    """It was stopped, and nothing beside it says why."""
    raised: bool = False
    """It is only spoken of: it counts once something is said of it ("Rituximab? A waste of a year")."""
    only_when: bool = False
    """It only says when another one was given ("before rituximab I had IVIG")."""
    counted: bool = True
    """The criteria ask for its outcome; others are kept so that theirs is not taken for another's."""

    @property
    def open(self) -> bool:
        return self.value is None and not self.considered


@dataclass(slots=True)
class Record:
    """The treatments of one message in order, and the outcomes said of them."""

    treatments: list[Treatment] = field(default_factory=list)

    def last(self, sentence: int | None = None) -> str | None:
        """The outcome said last, of a sentence where one is given."""
        told = [t.value for t in self.treatments if t.value and sentence in (None, t.sentence)]
        return told[-1] if told else None

    def tell(self, value: str, of: list[Treatment], end: int) -> None:
        """An outcome for treatments that have none yet; what helped and then did not, helped in part."""
        for one in of:
            if one.ended and value == "not_given":
                continue  # "they stopped it because my insurer wouldn't cover it"
            if (
                one.open
                or one.value == "given_unknown"  # "2 of 5 days, then chest pain and they pulled it"
                or one.considered
                and value == "not_given"
                or one.value == "not_given"
                and value == "intolerant"
            ):
                one.value, one.considered = value, False
                one.end = max(one.end, end)
            elif one.ended and value in ("partial", "failed"):
                one.value, one.ended = value, False  # "they stopped it because it wasn't working"
            elif (one.value, value) in _IN_PART and one is of[-1]:
                one.value = "partial"

    def revise(self, value: str, end: int) -> None:
        """ "I said it didn't help, but it did", "no difference to the jerks but it did clear the confusion"."""
        if self.treatments and self.treatments[-1].value == "failed":
            self.treatments[-1].value, self.treatments[-1].end = value, end

    def tolerated(self) -> None:
        """A reaction that did not end the treatment is no intolerance."""
        for one in self.treatments[-1:]:
            one.value = None if one.value == "intolerant" else one.value

    def rest(self, value: str, but: Treatment | None, end: int) -> None:
        """ "Only the last one helped": the others, given and without an outcome of their own."""
        for one in self.treatments:
            if one.value == "given_unknown" and not (but and one.fact == but.fact):
                one.value = None
        self.tell(value, [t for t in self.treatments if t.open and not (but and t.fact == but.fact)], end)

    def meant(self, sentence: int, value: str, everything: bool, one: bool) -> list[Treatment]:
        """The treatments that a statement without a name speaks of."""
        if not self.treatments:
            return []
        if everything:
            return [t for t in self.treatments if t.open] or self.treatments[-1:]
        last = self.treatments[-1]
        together = [t for t in self.treatments if t.clause == last.clause]
        listed = [t for t in self.treatments if t.sentence == last.sentence and (t is last or not t.only_when)]
        if value == "not_given":
            return [last] if not last.given and sentence - last.sentence <= 1 else []
        if one:
            return together if last.sentence == sentence else [last]
        if last.sentence == sentence and not last.open and last.clause != listed[0].clause and value in _HELPED:
            return [last]  # "RTX 2025, then CYC: excellent, in remission"
        if last.sentence == sentence or value not in _HELPED and all(t.open for t in listed):
            return listed
        return together if all(t.open for t in together) else [last]

    def findings(self) -> list[Finding]:
        """One value a fact: given is weaker than how it went, and of two outcomes the later one or both in part."""
        answers: dict[str, Finding] = {}
        for one in self.treatments:
            if one.considered or not one.counted or one.raised and one.value is None:
                continue
            finding = Finding(one.fact, one.value or "given_unknown", one.start, one.end)
            before = answers.get(one.fact)
            if before is None or before.value == "given_unknown":
                answers[one.fact] = finding
            elif finding.value not in ("given_unknown", before.value):
                answers[one.fact] = finding._replace(value=_both(str(before.value), str(finding.value)))
        return list(answers.values())


def _both(first: str, second: str) -> str:
    """Two statements about one drug: it helped and then did not, so in part; else the later one."""
    return "partial" if {first, second} in ({"responded", "failed"}, {"responded", "partial"}) else second
