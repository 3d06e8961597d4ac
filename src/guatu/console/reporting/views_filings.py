"""我的填报: the inbox of a liaison, all forms of all own places by due day, and what was reported before."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from guatu.console.frame.clock import now, today
from guatu.console.frame.months import month_in
from guatu.console.people.access import Act, allow, places_for
from guatu.console.people.tree import tree_on
from guatu.console.reporting.deadlines import is_past_deadline, last_moment
from guatu.console.reporting.models import Filing, FilingAct, FilingState
from guatu.console.reporting.steps import SUBMISSIONS
from guatu.console.reporting.subjects import period_words

_PAGE = 50
_OWED = (FilingState.MISSING, FilingState.DRAFT, FilingState.RETURNED)


@require_GET
@allow(Act.FILL)
def filings(request: HttpRequest) -> HttpResponse:
    """List the forms of the places this person fills in for; without a filter, the newest period and what is open."""
    own = Filing.objects.filter(place__in=places_for(request.user, Act.FILL))
    periods = list(own.order_by("-round__period_last").values_list("round__period_last", flat=True).distinct())
    forms = dict(own.order_by("round__title").values_list("round__form", "round__title").distinct())
    page = Paginator(_filtered(own, request, periods), _PAGE).get_page(request.GET.get("page"))
    tree, moment = tree_on(today()), now()
    rows = [
        {
            "filing": one,
            "place_name": tree.place_name(one.place),
            "period": period_words(one.round.period_first, one.round.period_last),
            "last_moment": last_moment(one.round),
            "is_owed": one.state in _OWED,
            "is_closed": one.state in _OWED and is_past_deadline(one, moment),
        }
        for one in page.object_list
    ]
    context = {
        "rows": rows,
        "page": page,
        "periods": periods,
        "forms": forms.items(),
        "states": FilingState.choices,
        "picked": request.GET,
        "has_any": bool(periods),
    }
    return render(request, "reporting/filings.html", context)


def _filtered(own: QuerySet[Filing], request: HttpRequest, periods: list[date]) -> QuerySet[Filing]:
    asked = request.GET
    found = own
    if asked.get("state") in FilingState.values:
        found = found.filter(state=asked["state"])
    if asked.get("form"):
        found = found.filter(round__form=asked["form"])
    period = month_in(asked.get("period", ""))
    if period is not None:
        found = found.filter(round__period_last=period)
    elif asked.get("period") != "all" and periods:
        found = found.filter(Q(round__period_last=periods[0]) | Q(state__in=_OWED))
    newest = FilingAct.objects.filter(filing=OuterRef("pk"), what__in=SUBMISSIONS).order_by("-id")
    open_question = Q(hits__severity="question", hits__answer="")
    return (
        found.select_related("round")
        .annotate(receipt=Subquery(newest.values("pk")[:1]), open_questions=Count("hits", filter=open_question))
        .order_by(_owed_first(), "-round__period_last", F("round__due_at").asc(nulls_last=True), "round__form", "place")
    )


def _owed_first() -> Case:
    return Case(When(state__in=_OWED, then=Value(0)), default=Value(1), output_field=IntegerField())
