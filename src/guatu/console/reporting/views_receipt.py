"""报送回执: what a place can show for a submission, to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.clock import now, today
from guatu.console.people.access import Act, allow, may
from guatu.console.people.tree import tree_on
from guatu.console.reporting.grid import number_text
from guatu.console.reporting.models import FilingAct
from guatu.console.reporting.receipts import number_of, receipt_of
from guatu.console.reporting.steps import SUBMISSIONS
from guatu.console.reporting.subjects import filing_subject, period_words


@require_GET
@allow(Act.FILL, Act.CHECK)
def receipt(request: HttpRequest, key: int) -> HttpResponse:
    """Show the receipt of a submission to those who fill in for the place or check it."""
    act = _own_act(request, key)
    made = receipt_of(act)
    one = act.filing.round
    context = {
        "receipt": made,
        "filing": act.filing,
        "round": one,
        "place_name": tree_on(today()).place_name(act.filing.place),
        "period": period_words(one.period_first, one.period_last),
        "lines": [
            (cell, figure, "" if figure is None else number_text(figure.value, cell.unit))
            for cell, figure in made.lines
        ],
        "printed_at": now(),
    }
    return render(request, "reporting/receipt.html", context)


@require_POST
@allow(Act.FILL, Act.CHECK)
def receipt_printed(request: HttpRequest, key: int) -> HttpResponse:
    """Keep in the trail that a receipt was printed."""
    act = _own_act(request, key)
    record(actor_of(request), "receipt.print", f"{filing_subject(act.filing)} {number_of(act)}", kind=Kind.PRINT)
    return HttpResponse(status=204)


def _own_act(request: HttpRequest, key: int) -> FilingAct:
    act = (
        FilingAct.objects.filter(pk=key, what__in=SUBMISSIONS)
        .select_related("by", "filing__round")
        .order_by("id")
        .first()
    )
    if act is None or not any(may(request.user, one, act.filing.place) for one in (Act.FILL, Act.CHECK)):
        raise Http404
    return act
