"""Which month a page is about (报告期): the one its address names, else the newest that has been opened."""

from datetime import date

from django.http import HttpRequest

from guatu.console.frame.clock import today
from guatu.console.frame.months import month_in
from guatu.console.reporting.models import Round
from guatu.domain import Period


def month_before(day: date) -> date:
    """Return the month that is reported in the month of a day: in October that is September."""
    return Period(day.replace(day=1), day.replace(day=1)).shift(-1).first


def months_opened() -> list[date]:
    """Return the months in which a period with rounds ends, newest first."""
    return list(Round.objects.order_by("-period_last").values_list("period_last", flat=True).distinct())


def picked_month(request: HttpRequest, choices: list[date]) -> date:
    """Return the month of `?month=2024-09`; without one, or with what is no month, the newest of the choices."""
    newest = choices[0] if choices else month_before(today())
    return month_in(request.GET.get("month", "")) or newest
