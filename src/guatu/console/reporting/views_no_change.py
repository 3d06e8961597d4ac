"""本月无变化: what will be handed in is shown first, then one click hands it in."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guatu.console.frame.clock import now, today
from guatu.console.frame.templatetags.paper import percent
from guatu.console.people.access import Act, allow
from guatu.console.people.tree import tree_on
from guatu.console.reporting.filing_acts import carried_over, report_no_change
from guatu.console.reporting.grid import grid_of, number_text
from guatu.console.reporting.hits import ERROR, QUESTION, find_hits
from guatu.console.reporting.models import FilingState
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.sheet import Sheet
from guatu.console.reporting.subjects import period_words
from guatu.console.reporting.views_filing import own_sheet, step_of

_TYPING = (FilingState.MISSING, FilingState.DRAFT, FilingState.RETURNED)


@require_http_methods(("GET", "POST"))
@allow(Act.FILL)
def no_change(request: HttpRequest, key: int) -> HttpResponse:
    """Show what would be handed in (GET), or hand it in (POST); what a check stops is kept as a draft."""
    sheet = own_sheet(request, key)
    if request.method == "POST":
        return _hand_in(request, sheet)
    if sheet.filing.state not in _TYPING:
        messages.warning(request, _("这份报表已经提交，不用再报。"))
        return redirect("filing", key)
    carried = carried_over(sheet)
    amounts = sheet.amounts(carried)
    hits = find_hits(sheet, amounts, now())
    context = {
        "filing": sheet.filing,
        "round": sheet.filing.round,
        "place_name": tree_on(today()).place_name(sheet.filing.place),
        "period": period_words(sheet.filing.round.period_first, sheet.filing.round.period_last),
        "rows": [
            {
                "line": line,
                "value": number_text(amounts[line.line.key].value, line.line.cell.unit),
                "growth": percent(amounts[line.line.key].growth),
                "is_carried": line.line.key in carried,
            }
            for line in grid_of(sheet, hits).lines
        ],
        "carried": len(carried),
        "errors": [hit for hit in hits if hit.severity == ERROR],
        "questions": [hit for hit in hits if hit.severity == QUESTION],
        "token": uuid.uuid4().hex,
    }
    return render(request, "reporting/no_change.html", context)


def _hand_in(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()
    hits = find_hits(sheet, sheet.amounts(carried_over(sheet)), now())
    answers = {(hit.check_id, hit.indicator): reason for hit in hits if hit.severity == QUESTION}
    try:
        outcome = report_no_change(sheet.filing, step_of(request), answers)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("filing", sheet.filing.pk)
    if outcome.is_submitted:
        return redirect("receipt", outcome.act.pk)
    messages.warning(request, _("已按上期数填好并暂存，还有 %d 处要处理，处理后再提交。") % len(outcome.blocking))
    return redirect("filing", sheet.filing.pk)
