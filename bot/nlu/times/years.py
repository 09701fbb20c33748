"""Years behind a day, month or season: "Oct 2025", "14 Nov 24", "october last year", "spring the year before last"."""

from __future__ import annotations

from bot.nlu.times.when import Calendar
from bot.nlu.vocabulary import word_lists

_W = word_lists("dates")


class Years(Calendar):
    def _any_year_after(self, at: int) -> tuple[int, int]:
        year, end = self._year_after(at)
        return (year, end) if year else self._short_year_after(at) or (year, end)

    def _year_after(self, at: int) -> tuple[int, int]:
        place = at + (self.key(at) in (",", "-", "."))
        place += self.key(place) in _W["between_a_time_and_its_year"]
        if self.key(place) in _W["which_year"] and self.key(place + 1) in _W["years"]:
            return self.as_of.year - (self.key(place) != "this"), place + 2
        if self.key(place) == "the" and self.key(place + 1) in _W["years"] and self.key(place + 2) == "before":
            back = 1 + (self.key(place + 3) == "last")  # "October the year before last"
            return self.as_of.year - back, place + 2 + back
        year = self.number(place)
        if year is not None and 1900 <= year <= 2100:
            return year, place + 1
        if short := self._short_year_mark(place):
            return short
        return 0, at

    def _short_year_mark(self, at: int) -> tuple[int, int] | None:
        """The year of "'25" and the token after it."""
        year = self.number(at + 1)
        if self.key(at) == "'" and year is not None and len(self.key(at + 1)) == 2:
            return self.full_year(year), at + 2
        return None

    def _short_year_after(self, at: int) -> tuple[int, int] | None:
        """A year of two digits after a day and a month, or after a season: "14 Nov 24", "Oct-25"."""
        place = at + (self.key(at) in ("-", ".", "/"))
        year = self.number(place)
        if year is None or len(self.key(place)) != 2 or self.key(place + 1) in _W["after_no_year"]:
            return None
        full = self.full_year(year)
        near = self.as_of.year - 15 <= full <= self.as_of.year + 2
        return (full, place + 1) if near else None
