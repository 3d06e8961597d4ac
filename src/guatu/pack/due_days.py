"""When a report is due (应报日期): one way for the plan's tables, the bulletin and the forms of a site."""

from datetime import date

from guatu.domain import Period, WorkCalendar
from guatu.pack.nouns import Due

# How many months lie between two figures, or two reports; what is asked for once has no rhythm.
MONTHS_APART = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


def is_asked_in(frequency: str, month: Period) -> bool:
    """Tell whether a report or figure of a frequency has a period that ends in the month.

    >>> is_asked_in("quarterly", Period.month(2024, 9)), is_asked_in("quarterly", Period.month(2024, 8))
    (True, False)
    """
    apart = MONTHS_APART.get(frequency)
    return apart is not None and month.last.month % apart == 0


def due_day(due: Due | None, month: Period, calendar: WorkCalendar) -> date | None:
    """Return the day a report on a period ending in the month is due, moved to the next working day.

    None where no day is set. A fixed date (`on`) does not recur and is the affair of the caller.
    """
    if due is None or (due.day is None and not due.period_end):
        return None
    when = month if due.month == "same" or due.period_end else month.shift(1)
    last = when.last_day.day
    return calendar.next_workday(date(when.last.year, when.last.month, min(due.day or last, last)))
