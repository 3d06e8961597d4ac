"""The working calendar (工作日): public holidays and make-up workdays (调休).

Past years come from the chinesecalendar library; a year that it does not know, or knows wrongly, is written into the
`calendar.yaml` of a pack. A year in neither is unknown, and says so: nobody can know 调休 before it is announced.
"""

from collections.abc import Iterable

from chinese_calendar import constants

from guatu.domain import WorkCalendar
from guatu.pack.nouns import CalendarYear


def work_calendar(overlay: Iterable[CalendarYear] = ()) -> WorkCalendar:
    """Return the calendar of all known years; a year of the overlay replaces the bundled one as a whole.

    >>> from datetime import date
    >>> work_calendar().next_workday(date(2024, 10, 3))
    datetime.date(2024, 10, 8)
    """
    years = {year.year: year for year in overlay}
    rest = {day for day in constants.holidays if day.year not in years}
    make_up = {day for day in constants.workdays if day.year not in years}
    known = {day.year for day in constants.holidays}
    for year in years.values():
        rest.update(year.rest_days)
        make_up.update(year.make_up_days)
    return WorkCalendar(frozenset(rest), frozenset(make_up), frozenset(known | set(years)))
