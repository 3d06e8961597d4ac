"""Working days (工作日): a due day that falls on a rest day moves to the next working day.

The days themselves are data, read by `pack`; a year without data is answered by weekdays and says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class WorkCalendar:
    """Rest days and make-up workdays (调休) of the years that are known."""

    rest_days: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on the day; in an unknown year Monday to Friday."""
        if day in self.make_up_days:
            return True
        return day.weekday() < 5 and day not in self.rest_days

    def knows(self, day: date) -> bool:
        """Tell whether the holidays of the day's year are known."""
        return day.year in self.known_years

    def next_workday(self, day: date) -> date:
        """Return the day itself, or the first working day after it."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day


WEEKDAYS_ONLY = WorkCalendar()
