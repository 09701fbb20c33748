"""Short replies to the question that was asked: yes, no, none of them, only the first, a bare number or date."""

from __future__ import annotations

from bot.nlu.facts.contraception_spans import DAYS, LONG, broken
from bot.nlu.facts.infection import FACT as INFECTION
from bot.nlu.language.denials import denies_testing
from bot.nlu.language.phrases import Found, Lexicon
from bot.nlu.page import Finding, Page
from bot.nlu.reply import gaps, places, said_of, several, silence
from bot.nlu.reply.after_yes import denies_a_part, stands
from bot.nlu.reply.beside_it import told_beside
from bot.nlu.reply.beside_yes import of_something_else
from bot.nlu.reply.but_had import but_had
from bot.nlu.reply.cued import mixed, reacted
from bot.nlu.reply.faint import without_faint
from bot.nlu.reply.kinds import MIDDLE, PLACES, Kinds
from bot.nlu.reply.no_answer import answers_nothing
from bot.nlu.reply.of_another import of_another
from bot.nlu.reply.only_had import without_had
from bot.nlu.reply.other_causes import of_no_need
from bot.nlu.reply.outright import outright
from bot.nlu.reply.part_of import without_parts
from bot.nlu.reply.replies import checklist, first_word, valued
from bot.nlu.reply.said import Reply, Said, counted, echoed, entries, polite, silent, unmeant, without_cues
from bot.nlu.reply.some_doses import had_before
from bot.nlu.reply.some_of_them import some_of_them
from bot.nlu.reply.told_further import told_further
from bot.nlu.reply.turned import concluded, settled, thought_again, turned
from bot.nlu.reply.willed import AGREED, after_but, only_assents, willed
from bot.nlu.reply.worded import NOTHING, Worded
from bot.nlu.reply.would_start import would_start
from bot.nlu.reply.yes_no import SHORT, reply
from bot.nlu.treatments.denied_ways import given_otherwise
from bot.nlu.vocabulary import COUNTED, catalogue, word_lists

_W, _WHOLLY = word_lists("answers"), {"failed", "responded"}


class Answers:
    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds, self._worded = Kinds(lexicon), Worded(lexicon.vocab)
        self.words = self._kinds.words | self._worded.words

    def read(
        self, page: Page, known: set[str], doubted: set[str], by_places: list[Finding] | None, listed: bool = False
    ) -> Reply:
        """The reply to the question, without the yes or the no that is not meant as such. `by_places`: what it tells of
        the treatments asked by their places (courses.py)."""
        if not known.intersection(page.asked) and (plain := outright(page)):
            return plain
        told = self._read(page, known, doubted, by_places, listed)
        if (denying := willed(page)) and denying.fact not in known and not self._left_open(page, denying.fact):
            meant = denying.value is not None and not (of_another(page, denying) or of_no_need(page, denying))
            told.findings = [denying] if meant else []
            return told
        told.findings = would_start(page, told.findings)
        (kind, place), opens = self._kinds.of(page), self._kinds.opening(page)
        unsure = (place if kind == "unsure" else None) or opens
        found = [one for one in told.findings if not told_beside(page, one, unsure)]
        found = [concluded(page, one.fact) or one if one.value == "unknown" else one for one in found]
        told.findings = without_had(page, without_faint(page, without_parts(page, found)))
        if not told.findings:
            return told
        opening, asked = opens or (place if kind in ("yes", "no") else None), list(page.asked)
        beside = of_something_else(page, asked, opening)
        if beside == "yes" and asked == [INFECTION]:
            told.findings = []  # "yes, when I was in hospital": an infection of then
        if kind := turned(page, asked, opening) or beside:
            told.findings = [one for one in told.findings if one.value != reply(one.fact, kind)]
        told.closed = beside is not None or but_had(page)
        if settled(page):
            told.findings = [one for one in told.findings if one.value != "unknown"]
        findings = told_further(page, (one for one in told.findings if one.start >= thought_again(page)))
        told.findings = [had_before(page, given_otherwise(page, one)) for one in findings]
        return told

    def unasked(self, page: Page) -> Reply:
        """What kind of reply a message would be that answers no question: "I'd rather not say"."""
        kind, place = self._kinds.of(page) if page.keys else (None, None)
        return Reply() if kind is None or answers_nothing(page, kind, place) else Reply(kind=kind)

    def _read(
        self, page: Page, known: set[str], doubted: set[str], by_places: list[Finding] | None, listed: bool
    ) -> Reply:
        """The reply to `page.asked`, for the facts that nothing else has told. `doubted`: known, but only that they are
        not, so that more may be said. `listed`: some are answered by name, a yes or no is not said of the others."""
        facts = [fact for fact in page.asked if fact not in known and fact in catalogue()]
        worded = facts + [fact for fact in page.asked if fact in doubted]
        kind, place = self._kinds.of(page)
        if answers_nothing(page, kind, place):
            return Reply(closed=True)
        if unmeant(page, kind, place) or {DAYS, LONG} & set(page.asked) and broken(page):
            return Reply(kind=kind)
        if (some_of_them(page) or said_of.counts_them(page)) and kind != "unsure":
            return Reply(kind=kind)
        if echo := echoed(page):
            page = without_cues(page, echo, {"UNSURE"})
        if not worded or (page.clauses and all(one.asks for one in page.clauses) and kind != "decline"):
            return Reply(kind=kind)
        said = Said(page, facts, worded, known, kind, place, by_places, listed)
        said.page = self._without_its_own_denial(said)
        for way in (
            self._treated,
            self._put_off,
            self._chosen,
            self._worded_reply,
            self._placed,
            self._others_denied,
            self._lone,
        ):
            if (told := way(said)) is not None:
                return told
        return self._plain(said)

    def _put_off(self, said: Said) -> Reply | None:
        """ "We would rather not", "same as before": the wordings of what is asked may tell more."""
        kind, place = said.kind, said.place
        if kind not in ("decline", "same"):
            return None
        single = said.single and not (kind == "decline" and (polite(said.page, place) or silent(said.page, place)))
        if kind == "decline" and place and single:  # "we would rather not": of what one is asked to do
            told = self._in_its_words(said.page, said.worded) or []
            return Reply([one for one in told if one.start < place.end and place.start < one.end], kind)
        if kind == "same" and single and place:  # "no change" of a treatment; "vaccinated, like i said"
            found = self._in_its_words(said.page, said.worded)
            before = (one for one in valued(said.page, said.facts, None) if one.end <= place.start)
            return Reply(found or list(before), kind)
        return Reply(kind=kind)

    def _without_its_own_denial(self, said: Said) -> Page:
        """ "Afraid so": the yes itself is no doubt, "without hesitation" no denial; of a list, or of "ever", it says
        nothing. Nor does what opens an answer deny what follows."""
        if said.kind == "yes" and said.place:
            open_ = not said.single or all(entry.means.get("on_yes", "") is None for entry in entries(said.worded))
            taken = {"UNSURE", "NEGATED", "NOT_GIVEN"}
            place = after_but(said.page, said.facts, said.place)
            return without_cues(said.page, place, {*taken, "POSITIVE"} if open_ else taken)
        opening = None if said.kind else self._kinds.opening(said.page)
        return without_cues(said.page, opening, {"NEGATED", "NOT_GIVEN"}) if opening else said.page

    def _treated(self, said: Said) -> Reply | None:
        return None if said.by_places is None else counted(said.by_places, said.facts, said.kind)

    def _chosen(self, said: Said) -> Reply | None:
        chosen = places.option(said.page)
        return counted(chosen, said.facts, said.kind) if chosen else None

    def _worded_reply(self, said: Said) -> Reply | None:
        """What the question's own wordings say, where it asks one thing."""
        kind, place = said.kind, said.place
        found = self._in_its_words(said.page, said.worded) if said.single else None
        if found and kind == "yes" and place:  # "yes, she won't take a bottle"
            found = [one for one in found if not denies_a_part(said.page, one, place)] or None
        if found and kind == "unsure" and place:
            found = [one for one in found if not silence.part_of_not_knowing(said.page, one, place)] or None
        spoken = kind == "yes" and any(reply(fact, "yes") is not None for fact in said.facts)
        if found or found is not None and not spoken:  # "yes but I'm careful, on the pill"
            return Reply(found, kind)
        return None

    def _placed(self, said: Said) -> Reply | None:
        """ "Only the first", "the last one, in 2014": by place among what was asked."""
        page, facts, kind = said.page, said.facts, said.kind
        if kind in (*PLACES, MIDDLE) and not (said.single and page.dates):  # "the last one was in July"
            things = [fact for fact in page.asked if fact in catalogue()]
            middle = len(things) // 2 if len(things) % 2 else len(things)
            return counted(several.only(page, things, PLACES.get(kind or "", middle), said.place), facts, kind)
        return None

    def _others_denied(self, said: Said) -> Reply | None:
        """ "Just the TB": the others are denied. Where some are answered by name nothing is said of the others."""
        page, kind = said.page, said.kind
        said.place = place = said.place or several.only_these(page)
        if place and (kind == "rest_no" or place.of == "rest_no"):
            named = {m.fact for m in page.mentions if m.start < place.end and m.states}
            others = [fact for fact in said.facts if fact not in named]
            if chosen := several.counted_before(page, place):
                return counted([one for one in chosen if one.fact not in named], said.facts, kind)
            return Reply(self._spoken(page, others, set(), "no", place) if named | said.known else [], kind)
        unclear = several.mixed(page) or not said.known.intersection(page.asked) and several.some_told(page)
        return Reply(kind=kind) if said.listed or unclear else None

    def _lone(self, said: Said) -> Reply | None:
        if (lone := self._only_worded(said.page, said.facts)) is None:
            return None
        others = [fact for fact in said.facts if fact != lone.fact]
        denied = self._spoken(said.page, others, set(), "no", Found(lone.start, lone.end, "no"))
        return Reply([lone, *denied], said.kind)

    def _plain(self, said: Said) -> Reply:
        """A value, a yes, a no or not knowing."""
        page, facts, kind, place = said.page, said.facts, said.kind, said.place
        if gaps.out_of_order(page, facts):
            return Reply(kind=kind)
        found = valued(page, facts, kind)
        if place and kind == "yes" and found and denies_a_part(page, found[0], place):
            found = []
            facts = facts if stands(page, facts[0], place) else []
        told = {finding.fact for finding in found}
        rest = [fact for fact in facts if fact not in told]
        if found and not checklist(facts):
            return Reply(found, kind)
        return Reply(found + self._spoken(page, rest, said.known, kind, place), kind)

    def _in_its_words(self, page: Page, facts: list[str]) -> list[Finding] | None:
        """What the question's own wordings say, [] where they leave it open. A number or a day that is told says more
        than they do."""
        numbers = {fact for fact in facts if catalogue()[fact]["type"] in COUNTED}
        if numbers and valued(page, sorted(numbers), None):
            return None
        found = [one for fact in facts if (one := self._worded.find(page, fact))]
        found = [one for one in found if one.value != NOTHING or not reacted(page, one.fact)]
        found = [
            one._replace(value="partial") if one.value in _WHOLLY and mixed(page, one.fact) else one for one in found
        ]
        return [one for one in found if one.value != NOTHING] if found else None

    def _left_open(self, page: Page, fact: str) -> bool:
        said = self._worded.find(page, fact)
        return said is not None and said.value in (NOTHING, "unknown")

    def _only_worded(self, page: Page, facts: list[str]) -> Finding | None:
        """ "Only a sleep study": of several things asked the one that its question's own wordings affirm."""
        if not checklist(list(page.asked)) or len(page.keys) > SHORT or page.keys[first_word(page)] not in _W["only"]:
            return None
        found = [one for fact in facts if (one := self._worded.find(page, fact)) and one.value != NOTHING]
        told = [one for one in found if one.value != reply(one.fact, "no")]
        return told[0] if len(told) == 1 else None

    def _spoken(
        self, page: Page, facts: list[str], known: set[str], kind: str | None, place: Found[str] | None
    ) -> list[Finding]:
        """A yes, a no, or not knowing, for each fact asked that is still open."""
        if kind is None or place is None or not facts:
            return []
        if kind == "no" and denies_testing(page.keys, place.end, page.clause_at(place.start).end, only_looked=True):
            return []  # "never been checked"
        if kind == "none" and said_of.untested(page, place):
            return []
        if kind in ("yes", "all") and len(page.asked) > 1 and known & set(page.asked):
            return []
        if kind == "yes" and only_assents(page):
            facts = [fact for fact in facts if fact in AGREED]
        if kind == "no" and len(page.asked) > 1:  # "no IVIG and no steroids by mouth" leaves other steroids open
            facts = [fact for fact in facts if not any(m.start > place.end for m in page.of_kind(fact))]
        values = said_of.values(page, facts, kind, place)
        if kind == "yes" and checklist(list(page.asked)):
            return []
        return [Finding(fact, value, place.start, place.end) for fact, value in values if value is not None]
