"""Times counted from the day of the message: "three weeks ago", "a week ago last Tuesday", "in the past six months"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.nlu.times.counts import Amount, Counts
from bot.nlu.times.when import When, words
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")
_SLACK = {"days": 0, "hours": 0, "weeks": 0, "fortnights": 0, "months": 15, "years": 180}
"""Days by which a count may miss the day that is meant."""
_VAGUE = {"days": 3, "hours": 0, "weeks": 7, "fortnights": 10, "months": 16, "years": 90}
"""Days by which a vague count ("about") may miss it besides."""


class RelativeDates(Counts):
    def at(self, at: int) -> When | None:
        amount = self.amount(at)
        when = self._counted(at, amount) if amount else None
        return self._amended(at, amount, when) if amount and when and not when.span else when

    def _amended(self, at: int, amount: Amount, when: When) -> When:
        """ "Ten days ago, no sorry, twelve": the count that corrects it."""
        place = when.end
        while self.key(place) in _W["between_counts"] and place < when.end + 5:
            place += 1
        number = self._numbers.get(place)
        if not number or number.units or not _W["taken_back"] & set(self.keys[when.end : place]):
            return when
        meant = (
            self._counted_back(at, (number.value, *amount[1:]), when.end - 1) if self._stands_last(number.end) else None
        )
        return replace(meant, end=number.end) if meant else when

    def passed(self, at: int) -> When | None:
        """A count of time as one that has passed: "two years now", in answer to when it was."""
        amount = self.amount(at)
        if not amount or amount[1] == "hours" or self.key(at - 1) in _W["every"] or not self._back(*amount[:2]):
            return None
        return self._counted_back(at, amount, amount[2] - 1)

    def _counted(self, at: int, amount: Amount) -> When | None:
        return self._ago(at, amount) or self._ahead(at, amount) or self._none_in(at, amount)

    def _ago(self, at: int, amount: Amount) -> When | None:
        _, _, end = amount
        if self.key(at - 1) == "every":
            return None  # "every 4 weeks since 2023"
        vague = False
        if rest := self._rest(end):
            return self._compound(at, amount, rest)
        if self.key(end) in words().days and self.key(end + 1) == "since":
            return self._exact_tail(at, end, self._known(*amount[:2]), amount[1])  # "eight weeks tomorrow since ..."
        if self.keys[end : end + 2] in (["and", "a"], ["or", "two"], ["or", "so"], ["or", "three"]):
            half = self.keys[end : end + 3] == ["and", "a", "half"] or self.keys[end : end + 3] == ["and", "a", "bit"]
            vague, end = True, end + 2 + half
        while self.key(end) in _W["between_a_span_and_ago"] and end < amount[2] + 4:
            end += 1
        past = self.key(end) in _W["after_a_past_span"]
        if self.key(end) == "back" and self.key(end + 1) in _W["before_a_month"]:
            return None  # "five days back in July" lasted five days
        if not past and (self._has_been(at) or self._before_so_long(at, end)):
            end = amount[2] - 1
        elif not past or self.key(end) == "before" and self.key(end + 1) != "today":
            return self._before_a_weekday(at, amount)
        return self._counted_back(at, amount, end, vague)

    def _counted_back(self, at: int, amount: Amount, end: int, vague: bool = False) -> When | None:
        """The time that lies so far back; `end` is the place of the "ago"."""
        count, unit, _ = amount
        day, least = self._back(count, unit), self._at_least(at, count, unit)
        if day is None or least is None:
            return None
        vague = vague or self._vague(at, count)
        exact = self._exact_tail(at, end + 1, day, unit)
        if exact and not vague and self.key(end) != "since":
            return exact
        vague = vague or self.key(end + 1) in words().about or self.keys[end + 1 : end + 3] == ["i", "think"]
        about = min(_VAGUE[unit], 8 * count) if unit == "months" else _VAGUE[unit]
        wide = dt.timedelta(days=_SLACK[unit] + (about if vague else 0))
        before = {self.key(at - 1), self.key(at - 2)}
        if before & {"more", "over", ">", "least"} and "just" not in before:
            return When(at, end + 1, day - dt.timedelta(days=3660), day)
        if before & {"less", "under", "<"}:
            return When(at, end + 1, day, self.as_of)
        return When(at, end + 1, day - wide, min(least + wide, self.as_of))

    def _rest(self, at: int) -> Amount | None:
        """The smaller unit of "two months and three days ago"."""
        at += self.key(at) in ("and", ",")
        rest = self.amount(at)
        return rest if rest and rest[1] in ("days", "weeks") and self.key(rest[2]) in _W["after_a_past_span"] else None

    def _compound(self, at: int, amount: Amount, rest: Amount) -> When | None:
        day = self._back(*amount[:2])
        if day is None or not 0 <= rest[0] <= 100:
            return None
        day -= self.as_of - self._known(*rest[:2])
        slack = dt.timedelta(days=3 if rest[1] == "weeks" else 0)
        return When(at, rest[2] + 1, day - slack, day + slack)

    def _before_so_long(self, at: int, end: int) -> bool:
        """ "Took it before two months approximately", as people say in India."""
        return self.key(at - 1) == "before" and (self._stands_last(end) or self.key(end) in words().about)

    def _has_been(self, at: int) -> bool:
        """ "It's been about ten weeks"."""
        while at and self.key(at - 1) in words().about:
            at -= 1
        return self.keys[at - 2 : at] in (["its", "been"], ["has", "been"]) and self.key(at - 3) not in ("he", "she")

    def _at_least(self, at: int, count: float, unit: str) -> dt.date | None:
        """The latest day that a count may mean."""
        smaller = self._range(at)
        return self._back(smaller if smaller is not None and smaller < count else count, unit)

    def _exact_tail(self, at: int, end: int, day: dt.date, unit: str) -> When | None:
        """ "Three weeks ago today", "... yesterday", "... last Tuesday", "exactly six months ago"."""
        shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(self.key(end))
        if shift is not None:
            moved = day + dt.timedelta(days=shift)
            return When(at, end + 1, moved, moved)
        if "exactly" in (self.key(at - 1), self.key(end)) or self.keys[end : end + 3] == ["to", "the", "day"]:
            return When(at, end, day, day)
        place = end + (self.key(end) in ("on", "last", "this", "past"))
        if self.key(place) not in words().weekdays or unit not in ("weeks", "fortnights"):
            return None
        weeks = self.as_of - day
        if self.key(end) in ("on", "this"):
            return When(at, place + 1, self.past(place) - weeks, self.next(place) - weeks)
        return When(at, place + 1, self.past(place) - weeks, self.past(place) - weeks)

    def _before_a_weekday(self, at: int, amount: Amount) -> When | None:
        """ "Six weeks last Tuesday": so long before that day."""
        count, unit, end = amount
        if (
            self.key(end) not in ("last", "past")
            or self.key(end + 1) not in words().weekdays
            or unit not in ("weeks", "fortnights")
        ):
            return None
        day = self.past(end + 1) - (self.as_of - self._known(count, unit))
        return When(at, end + 2, day, day)

    def _ahead(self, at: int, amount: Amount) -> When | None:
        """ "In three weeks' time", "a week on Tuesday", "two weeks tomorrow", "a month from now"."""
        count, unit, end = amount
        if unit == "hours" or count > 1200:
            return None
        ahead = self._known(count, unit) - self.as_of
        shift = {"today": 0, "tomorrow": 1}.get(self.key(end))
        if shift is not None and self.key(end + 1) != "since" and self.key(at - 1) not in ("last", "past"):
            day = self.as_of - ahead + dt.timedelta(days=shift)
            return When(at, end + 1, day, day)
        if self.key(end) == "on" and self.key(end + 1) in words().weekdays and unit in ("weeks", "fortnights"):
            day = self.next(end + 1) - ahead
            return When(at, end + 2, day, day)
        place = end + (self.key(end) == "'")
        told = self.keys[end : end + 2] in (["from", "now"], ["from", "today"]) or self.key(place) == "time"
        if told or self.key(at - 1) == "in" and self._stands_last(end) and not self._said(at, _W["denied"] | _W["had"]):
            day = self.as_of - ahead
            slack = dt.timedelta(days=_SLACK[unit])
            return When(at, place + 1 if told else end, max(self.as_of, day - slack), day + slack)
        return None

    def _stands_last(self, at: int) -> bool:
        return self.key(at) in ("", ".", ",", ";", "\n", "!", ")", "and", "so", "but")

    def _none_in(self, at: int, amount: Amount) -> When | None:
        """ "In the last six months", "within 8 weeks"; after a denial also "for a year", "in ages"."""
        count, unit, end = amount
        place, between = at - 1, []
        while self.key(place) in _W["between_a_span_word_and_a_span"] and place > at - 5:
            between.append(self.key(place))
            place -= 1
        told = {"last", "past", "previous", "preceding", "prior"} & set(between)
        inside = self.key(place) == "within" or "in" in between and told
        lately = told and between[0] in told and self.key(end) not in _W["after_a_past_span"]
        absent = (self.key(place) in _W["of_a_span"] or "in" in between) and self._said(at, _W["denied"])
        return self.within(place + 1, amount) if inside or lately or absent else None

    def _said(self, at: int, what: frozenset[str]) -> bool:
        """Whether one of some words stands shortly before, in the same sentence."""
        for place in range(at - 1, max(-1, at - 13), -1):
            if self.key(place) in (".", ";", "\n", "?", "!", ","):
                return False
            if self.key(place) in what:
                return True
        return False

    def within(self, start: int, amount: Amount) -> When | None:
        """The whole span of time that ends today."""
        count, unit, end = amount
        day = self._back(count, unit)
        return When(start, end, day, self.as_of, span=True) if day else None
