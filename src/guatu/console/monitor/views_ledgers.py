"""六本账: the ledgers of a run, one page each; every number opens its source."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.monitor.firm_columns import tells_of_firms, without_firms
from guatu.console.monitor.ledger_pick import BESIDE, SIX, Pick, offered_by, picked, tables_by_key
from guatu.console.monitor.page_frame import run_context
from guatu.console.monitor.run_choice import chosen_run
from guatu.console.monitor.runs import done_runs, pages_of
from guatu.console.people.access import Act, allow, may

_PRINTED = ("overview", "ranking", "wall")


@allow(Act.SEE_LEDGERS)
@require_GET
def ledgers(request: HttpRequest) -> HttpResponseBase:
    """Open the first of the six ledgers that is asked for most: 时序账."""
    asked = request.GET.urlencode()
    return redirect(reverse("ledger", args=("schedule",)) + (f"?{asked}" if asked else ""))


@allow(Act.SEE_LEDGERS)
@require_GET
def ledger(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show one ledger, or one of the tables beside them, whole or the rows asked for."""
    if key not in (*SIX, *BESIDE):
        raise Http404
    choice = chosen_run(request)
    if choice is None:
        return render(request, "monitor/no_run.html", {"page": "ledgers"})
    tables = tables_by_key(pages_of(choice.run))
    table = tables[key]
    sees_firms = may(request.user, Act.SEE_FIRMS)
    if tells_of_firms(table):
        if sees_firms:
            record(actor_of(request), "firms.view", f"{choice.run} {table.name}", kind=Kind.VIEW)
        else:
            table = without_firms(table)
    pick = Pick(*(request.GET.get(name, "") for name in ("place", "indicator", "light", "lead")))
    context = {
        **run_context(choice),
        "key": key,
        "six": [(one, tables[one].name) for one in SIX],
        "beside": [(one, tables[one].name) for one in BESIDE if one in tables],
        "table": picked(table, pick),
        "offered": offered_by(table),
        "pick": pick,
        "hides_firms": tells_of_firms(tables[key]) and not sees_firms,
        "source_base": reverse("source", args=(choice.run.pk,)),
        "asked": urlencode({"run": choice.run.pk}),
    }
    return render(request, "monitor/ledger.html", context)


@allow(Act.SEE_LEDGERS)
@require_POST
def printed(request: HttpRequest, key: int, page: str) -> HttpResponseBase:
    """Write into the trail that a page of a run was printed."""
    run = get_object_or_404(done_runs(), pk=key)
    if page not in (*SIX, *BESIDE, *_PRINTED):
        raise Http404
    record(actor_of(request), "run.print", f"{run} {page}", kind=Kind.PRINT)
    return HttpResponse(status=204)
