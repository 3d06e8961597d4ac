"""工作日历: a month in weeks, with rest days, due times and the days of the work month."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guatu.console.frame.clock import today
from guatu.console.frame.months import month_in
from guatu.console.people.access import Act, allow, places_for
from guatu.console.people.person import person_of
from guatu.console.reporting.models import Filing, Round
from guatu.console.worklist.month_days import month_page
from guatu.domain import Period


@require_GET
@allow()
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the month of `?month=2024-10`, else this month."""
    month = _month(request)
    rounds: tuple[Round, ...] = ()
    places = sorted(places_for(person_of(request), Act.SEE_PROGRESS))
    if places:
        owed = Filing.objects.filter(round=OuterRef("pk"), place__in=places)
        # Forms of the two months before: a quarter's are due late, and lateness is chased on the day after.
        near = Round.objects.defer("cells", "late_list").filter(
            Exists(owed), period_last__gte=month.shift(-2).first, period_last__lte=month.first
        )
        rounds = tuple(near.order_by("due_at", "form"))
    context = {
        "page": month_page(month.first, rounds, today()),
        "before": month.shift(-1).first,
        "after": month.shift(1).first,
        "reported": month.shift(-1).first,
        "weekdays": (
            _("星期一"),
            _("星期二"),
            _("星期三"),
            _("星期四"),
            _("星期五"),
            _("星期六"),
            _("星期日"),
        ),
    }
    return render(request, "worklist/calendar.html", context)


def _month(request: HttpRequest) -> Period:
    month = month_in(request.GET.get("month", "")) or today().replace(day=1)
    return Period(month, month)
