"""工作日历: a month in weeks, with rest days, due times and the days of the work month."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guatu.console.frame.clock import today
from guatu.console.people.access import Act, allow, may
from guatu.console.people.person import person_of
from guatu.console.reporting.models import Round
from guatu.console.worklist.month_days import month_page
from guatu.domain import InvalidValue, Period


@require_GET
@allow()
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the month of `?month=2024-10`, else this month."""
    month = _month(request)
    rounds: tuple[Round, ...] = ()
    if may(person_of(request), Act.SEE_PROGRESS):
        near = Round.objects.defer("cells", "late_list").filter(
            due_at__date__gte=month.first, due_at__date__lte=month.last_day
        )
        rounds = tuple(near.order_by("due_at", "form"))
    context = {
        "page": month_page(month.first, rounds, today()),
        "before": month.shift(-1).first,
        "after": month.shift(1).first,
        "reported": month.shift(-1).first,
        "weekdays": (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日")),
        "has_rounds": bool(rounds),
    }
    return render(request, "worklist/calendar.html", context)


def _month(request: HttpRequest) -> Period:
    first: date = today().replace(day=1)
    try:
        asked = Period.from_text(request.GET.get("month", ""))
    except InvalidValue:
        return Period(first, first)
    return Period(asked.last, asked.last)
