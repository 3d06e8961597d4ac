"""数据来源: how a number of a ledger is made, and the reports it is made of."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from guatu import desk
from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.monitor.facts import figure_key
from guatu.console.monitor.firm_columns import FIRM_COLUMNS
from guatu.console.monitor.run_choice import track_words
from guatu.console.monitor.runs import done_runs, packs_of, run_folder
from guatu.console.people.access import Act, allow, may
from guatu.console.people.tree import tree_on
from guatu.console.reporting.models import Figure
from guatu.domain import InvalidValue

_LONGEST = 160


@dataclass(frozen=True)
class ReportedNumber:
    """A report that a number rests on, with the figure of this site where it came by a form or was handed in here."""

    row: "desk.SourceRow"
    place: str
    figure: Figure | None
    address: str


@allow(Act.SEE_LEDGERS)
@require_GET
def source(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show where a number of a run comes from; one that was summed up from firms to named posts only."""
    run = get_object_or_404(done_runs(), pk=key)
    asked = {
        name: request.GET.get(name, "")[:_LONGEST] for name in ("ledger", "column", "place", "indicator", "target")
    }
    if not asked["ledger"] or not asked["column"]:
        raise Http404
    if asked["column"] in FIRM_COLUMNS:
        if not may(request.user, Act.SEE_FIRMS):
            raise PermissionDenied
        record(actor_of(request), "firms.view", f"{run} {asked['place']} {asked['column']}", kind=Kind.VIEW)
    try:
        found = desk.figure_source(run_folder(run), packs_of(run), **asked)
    except InvalidValue as error:
        raise Http404 from error
    context = {
        "run": run,
        "track": track_words(run.track),
        "source": found,
        "reports": _reports(found.sources, run.month),
    }
    return render(request, "monitor/source.html", context)


def _reports(rows: "tuple[desk.SourceRow, ...]", month: date) -> list[ReportedNumber]:
    keys = {row.origin: key for row in rows if (key := figure_key(row.origin)) is not None}
    related = ("filing__round", "reported_by", "accepted_by")
    figures = Figure.objects.select_related(*related).in_bulk(sorted(set(keys.values())))
    tree = tree_on(month)
    numbers = []
    for row in rows:
        figure = figures.get(keys[row.origin]) if row.origin in keys else None
        numbers.append(ReportedNumber(row, tree.place_name(row.place), figure, _address(figure)))
    return numbers


def _address(figure: Figure | None) -> str:
    """Return the page of a figure in the reporting slice; empty where there is none."""
    if figure is None:
        return ""
    try:
        return reverse("figure", args=(figure.pk,))
    except NoReverseMatch:
        return ""
