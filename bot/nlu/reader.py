"""Reads one message: what it states about the candidate, where, and what it wants. No Rasa here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.nlu.intended import intend
from bot.nlu.intents import Intents
from bot.nlu.language import places
from bot.nlu.language.amended import amended
from bot.nlu.language.courteous import spelt_out
from bot.nlu.language.dictated import punctuated
from bot.nlu.language.letters_apart import joined
from bot.nlu.language.phrases import Lexicon
from bot.nlu.language.spelling import Spelling
from bot.nlu.language.text import Token, tokens, vocabulary
from bot.nlu.merge import merge
from bot.nlu.opinion import likely, opinion
from bot.nlu.opinion.odds import Odds, Weights
from bot.nlu.opinion.relevance import Judge, Relevance
from bot.nlu.page import Finding, Page
from bot.nlu.pages import Pages
from bot.nlu.reading import Reading
from bot.nlu.reply import courses, small_talk
from bot.nlu.reply.answers import Answers, Reply
from bot.nlu.reply.asked_back import asked_back, of_one_thing
from bot.nlu.reply.besides import take_answer
from bot.nlu.reply.by_name import Names, Part
from bot.nlu.reply.gaps import gap
from bot.nlu.reply.in_turn import InTurn, in_turn
from bot.nlu.reply.left_out import left_open, of_what_was_asked
from bot.nlu.reply.of_another import part_of_another
from bot.nlu.reply.several import bare, one_between
from bot.nlu.reply.struck import last_word, shifted
from bot.nlu.reply.told_instead import leave, without_others
from bot.nlu.reply.willed import outspoken, willed
from bot.nlu.reply.wonders import only_wondered
from bot.nlu.safety import Safety
from bot.nlu.setting import Setting
from bot.nlu.stated import corrected, stated, supposed
from bot.nlu.treatments import amounts
from bot.nlu.vocabulary import allowed, catalogue, listed_words

_SHORT = 8
"""Tokens up to which an answer is no more than that."""
_LIKE_A_COLD = {"capillary_leak", "infusion_allergic_reaction", "breathing"}
"""Dangers of which a blocked nose or a cough is a sign, no infection."""
_IN_PASSING = {"sex", "antibody_specimen"}
"""What is named of others without being told: "he", "my son asks if it is in the blood"."""
_LARGEST_PART = 400
"""Tokens read at once; a longer message is read in parts, so that time stays linear in its length."""


class _Answered(NamedTuple):
    """kept: what is stated or answered. named: what is told of things asked by their short names, and where.
    spoken: the reply as a whole. in_turn: how the message is divided among the things asked.
    counted: some of it comes of counting them."""

    kept: dict[str, Finding]
    named: dict[str, tuple[Any, int, int]]
    spoken: Reply
    in_turn: InTurn | None
    counted: bool


class _Read(NamedTuple):
    """reading: what the rules and the second opinion make of a message. judged: its pages. closed: facts of which a
    value was spoken against. kind: what kind of reply it is. typed: its tokens before any slip was mended."""

    reading: Reading
    pages: list[tuple[Page, Odds]]
    closed: set[str]
    kind: str | None
    typed: list[str]


class Reader:
    """The language pipeline. Build it once; `read` keeps no state between messages."""

    def __init__(self, intents: Intents | None = None, relevance: Judge | None = None) -> None:
        lexicon = Lexicon(vocabulary())
        self._pages, self._answers, self._safety = Pages(lexicon), Answers(lexicon), Safety(lexicon)
        self._short_names, self._weights, self._relevance = Names(), Weights(), relevance or Relevance()
        self.intents = intents or Intents(lexicon)
        known = self._pages.known | self._answers.words | self._safety.words | self.intents.words
        known |= listed_words() | amounts.known(lexicon.vocab) | small_talk.words()
        self._spelling = Spelling(self._pages.words, known)

    def read(
        self, text: str, asked: Sequence[str] = (), as_of: dt.date | None = None, writer: str | None = None
    ) -> Reading:
        """What `text` says; `asked`: the facts of the question, the one asked for first; `writer`: a role, if known."""
        setting = Setting(as_of or dt.date.today(), writer)
        reading, judged, closed, kind, typed = self._read(text, asked, setting)
        pages = [page for page, _ in judged]
        take_answer(pages[0], reading, lambda part: self._read(part, asked, setting).reading)
        replied = len(pages[0].keys) <= _SHORT and bool(kind or reading.facts.keys() & set(asked))
        self._suppose(reading, judged, closed)
        reading.safety = self._safety.alarm(pages, typed, replied=replied, notes=writer == "clinician")
        if reading.facts.get("infection_status") == "minor" and reading.safety in _LIKE_A_COLD:
            del reading.facts["infection_status"], reading.evidence["infection_status"]
        reading.places = places.read(pages[0].keys) if asked and len(pages) == 1 else None
        if not reading.facts and not reading.conflicts:
            named = dict.fromkeys(mention.fact for page in pages for mention in page.mentions if mention.other)
            reading.others = [fact for fact in named if fact in catalogue() and fact not in _IN_PASSING]
        intend(self.intents, reading, pages[0], kind)
        return reading

    def _read(self, text: str, asked: Sequence[str], setting: Setting) -> _Read:
        """What the rules and the second opinion make of it."""
        typed, found = self._tokens(text)
        parts = [found[at : at + _LARGEST_PART] for at in range(0, len(found), _LARGEST_PART)] or [[]]
        pages = [self._pages.read(text, part, () if at else tuple(asked), setting) for at, part in enumerate(parts)]
        judged = [(page, Odds(page, self._weights)) for page in pages]
        first = pages[0]
        kept, conflicts, doubtful = self._part(*judged[0])
        answers = self._answered(text, first, kept, doubtful, setting)
        reading = Reading(text, "out_of_scope", 0.0, conflicts=conflicts, counted=answers.counted)
        for one in answers.kept.values():
            reading.take(one, first)
        for page, odds in judged[1:]:
            doubtful |= self._more(reading, page, odds)
        if answers.in_turn:
            self._in_order(reading, answers.in_turn, setting)
        for fact, (value, start, end) in answers.named.items():
            if fact not in reading.facts and fact not in reading.conflicts:
                reading.facts[fact], reading.evidence[fact] = value, [start, end]
        for fact in (back := asked_back(first) | only_wondered(first, reading.facts)):
            reading.drop(fact)
        doubtful = doubtful | back | of_one_thing(first)
        if answers.spoken.closed or answers.spoken.kind == "decline" or answers.in_turn and answers.in_turn.whole:
            doubtful = doubtful | set(asked)  # "all negative except the hep B" leaves that open
        return _Read(reading, judged, doubtful, answers.spoken.kind, [token.key for token in typed])

    def _answered(
        self, text: str, page: Page, kept: dict[str, Finding], doubtful: set[str], setting: Setting
    ) -> _Answered:
        """What a message answers to the question, beside what it states (`kept`) in any case. Of facts that it names in
        a `doubtful` way it answers nothing."""
        if not page.asked:
            kept = {fact: one for fact, one in kept.items() if not left_open(page, one)}
            return _Answered(kept, {}, self._answers.unasked(page), None, False)
        if small_talk.talks(page):
            return _Answered(small_talk.beside(page, kept), {}, Reply(), None, False)
        asked, denying, at = page.asked, willed(page), last_word(page)
        kept = {fact: one for fact, one in kept.items() if not (outspoken(one, denying) or left_open(page, one))}
        kept = without_others(page, {f: one for f, one in kept.items() if f not in asked or one.start >= at})
        by_places = courses.read(page)  # "all but the last, and none of them helped"
        if by_places is not None:
            kept = {fact: one for fact, one in kept.items() if fact not in asked}
        turns = in_turn(page, text, asked, self._short_names, by_places=by_places is not None)
        told_of = {*kept, *doubtful, *(turns.spoken_of if turns else ())}  # "no HIV, no B, hep C cured": B by its name
        by_name = [part for part in self._short_names.parts(text, asked) if part.fact not in told_of]
        by_name = [part for part in by_name if not part_of_another(page, part)]
        named = self._named(by_name, setting)
        known = set(kept) | doubtful | named.keys()
        doubted = {fact for fact, one in kept.items() if one.value == "unknown"}
        plain = bool(page.keys) and not (turns and turns.whole)
        told = self._pages.read(text, page.doc.user_data["tokens"][at:], asked, setting) if at else page
        spoken = self._answers.read(told, known, doubted, by_places, listed=bool(named)) if plain else Reply()
        answers = of_what_was_asked(page, self._relevance.kept(page, shifted(spoken.findings, at)))
        leave(page, spoken, answers, kept.values())
        for one in corrected(page, spoken.findings, kept.values()):
            if allowed(one.fact, one.value) and (one.fact not in kept or one.fact in doubted):
                kept[one.fact] = one
        return _Answered(kept, named, spoken, turns, spoken.counted or bool(turns and turns.counted))

    def page(self, text: str, asked: Sequence[str], day: dt.date) -> Page:
        """A message, or the first part of a long one, as the rules see it."""
        return self._pages.read(text, self._tokens(text)[1][:_LARGEST_PART], tuple(asked), Setting(day))

    def _tokens(self, text: str) -> tuple[list[Token], list[Token]]:
        """As they are typed, and as they are meant."""
        typed = punctuated(list(tokens(text)))
        return typed, self._spelling.correct(amended(spelt_out(text, joined(text, typed))))

    def _in_order(self, reading: Reading, turns: InTurn, setting: Setting) -> None:
        """ "No / BCC 2019 / neg", "no, yes, no": each part answers one of the things asked, if each of them does, or if
        they are numbered: "1 no 2 never heard of it"."""
        replies = [
            (fact, self._read(part, (fact,), setting).reading, start) for fact, (start, part) in turns.parts.items()
        ]
        if (
            not turns.numbered
            and not all(fact in reply.facts or bare(reply.text) or gap(reply.text, fact) for fact, reply, _ in replies)
            and not one_between([reply.text for _, reply, _ in replies])
        ):
            return
        told = {fact for _, reply, _ in replies for fact in reply.facts}
        untold = set() if turns.whole else reading.facts.keys() - told
        for fact in untold:  # "HIV no / hep B vaccinated": the no denies no vaccine
            reading.facts.pop(fact), reading.evidence.pop(fact)
        for fact, reply, start in replies:
            if not turns.whole or fact in reply.facts:  # "heart yes, lungs are fine" states it by its name
                reading.conflicts.pop(fact, None)
                reading.facts.pop(fact, None)
            if fact in reply.facts:
                reading.facts[fact] = reply.facts[fact]
                reading.evidence[fact] = [place + start for place in reply.evidence[fact]]

    def _named(self, parts: list[Part], setting: Setting) -> dict[str, tuple[Any, int, int]]:
        """ "Heart no, lungs no, blood - years ago": what each part tells of the thing it names, and where."""
        found: dict[str, tuple[Any, int, int]] = {}
        for part in parts:
            value = part.value
            if value is None:
                value = self._read(part.text, (part.fact,), setting).reading.facts.get(part.fact)
            if value is not None:
                found.setdefault(part.fact, (value, part.start, part.start + len(part.text)))
        return found

    def _more(self, reading: Reading, page: Page, odds: Odds) -> set[str]:
        kept, conflicts, doubtful = self._part(page, odds)
        for fact, one in kept.items():
            if fact not in reading.facts and fact not in reading.conflicts:
                reading.take(one, page)
            elif reading.facts.get(fact) not in (None, one.value):
                reading.conflicts[fact] = [str(reading.facts.pop(fact)), str(one.value)]
                reading.evidence.pop(fact, None)
        reading.conflicts |= conflicts
        return doubtful

    def _part(self, page: Page, odds: Odds) -> tuple[dict[str, Finding], dict[str, list[Any]], set[str]]:
        """What a part states, what it states twice and differently, and what the second opinion speaks against."""
        read, conflicts = merge(page, stated(page))
        kept = {one.fact: one for one in opinion.kept(page, odds, read.values())}
        return kept, conflicts, read.keys() - kept.keys()

    def _suppose(self, reading: Reading, judged: Sequence[tuple[Page, Odds]], closed: set[str]) -> None:
        """What it likely means beside what was read."""
        for page, odds in judged:
            if page.asked and small_talk.talks(page):
                continue
            known = closed | reading.facts.keys() | reading.conflicts.keys()
            found = supposed(page, likely.more(page, odds, known, list(reading.evidence.values())))
            found = [one for one in found if one.doubt]  # neither what is only expected
            kept = self._relevance.kept(page, [one for one in found if one.fact in page.asked])
            for one in found:
                if (one.fact not in page.asked or one in kept) and not likely.contradicted(one, reading.facts):
                    reading.take(one, page)
