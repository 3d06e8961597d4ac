"""排名: places by each indicator among their peers, on a page and as a workbook."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.attachments import written_attachment
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.page_frame import run_context
from guatu.console.monitor.ranking_tables import ranked_indicators, ranking_of
from guatu.console.monitor.run_choice import chosen_run, track_words
from guatu.console.monitor.run_papers import charts_of
from guatu.console.monitor.runs import done_runs, pages_of, run_folder
from guatu.console.people.access import Act, allow
from guatu.domain import Period
from guatu.office import write_workbook
from guatu.report import Chart, ChartKind


@allow(Act.SEE_LEDGERS)
@require_GET
def ranking(request: HttpRequest) -> HttpResponseBase:
    """Show the ranking of one indicator, by default the first."""
    choice = chosen_run(request)
    if choice is None:
        return render(request, "monitor/no_run.html", {"page": "ranking"})
    pages = pages_of(choice.run)
    indicators = ranked_indicators(pages)
    asked = request.GET.get("indicator", "")
    if not any(one.value == asked for one in indicators):
        asked = indicators[0].value if indicators else ""
    context = {
        **run_context(choice),
        "indicators": indicators,
        "asked": asked,
        "peers": ranking_of(pages, asked) if asked else (),
        "charts": _charts(choice.run, asked),
        "source_base": reverse("source", args=(choice.run.pk,)),
    }
    return render(request, "monitor/ranking.html", context)


def _charts(run: MonthRun, indicator: str) -> list[tuple[int, Chart]]:
    found = enumerate(charts_of(run_folder(run)))
    return [(number, one) for number, one in found if one.kind is ChartKind.RANKING and one.about[1] == indicator]


@allow(Act.SEE_LEDGERS)
@require_GET
def ranking_workbook(request: HttpRequest, key: int) -> HttpResponseBase:
    """Hand out the rankings of all indicators as a workbook, a sheet for each kind of peers."""
    run = get_object_or_404(done_runs(), pk=key)
    peers = ranking_of(pages_of(run))
    name = _("%(year)s年%(month)s月排名（%(track)s，第%(number)s号运行）.xlsx") % {
        "year": run.month.year,
        "month": run.month.month,
        "track": track_words(run.track),
        "number": run.pk,
    }
    created = Period(run.month, run.month).last_day
    tables = tuple(one.table for one in peers)
    response = written_attachment(name, lambda path: write_workbook(path, tables, title=name, created=created))
    record(actor_of(request), "ranking.export", f"{run}", kind=Kind.EXPORT)
    return response
