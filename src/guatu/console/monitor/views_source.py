"""数据来源: how a number of a ledger is made, and the reports it is made of."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.monitor.firm_columns import FIRM_COLUMNS
from guatu.console.monitor.run_choice import track_words
from guatu.console.monitor.runs import done_runs, packs_of, run_folder
from guatu.console.people.access import Act, allow, may
from guatu.console.people.models import User
from guatu.console.people.person import person_of
from guatu.console.reporting.models import Figure
from guatu.console.reporting.observed_figures import figure_key
from guatu.desk import figure_source
from guatu.domain import InvalidValue
from guatu.report import SourceRow

_LONGEST = 160
# Who reads the page of a figure, as the reporting slice has it.
_READERS = (Act.SEE_LEDGERS, Act.FILL, Act.CHECK)


@dataclass(frozen=True)
class ReportedNumber:
    """A report that a number rests on, with the figure of this site where it came by a form or was handed in here."""

    row: SourceRow
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
        found = figure_source(run_folder(run), packs_of(run), **asked)
    except InvalidValue as error:
        raise Http404 from error
    context = {
        "run": run,
        "track": track_words(run.track),
        "source": found,
        "reports": _reports(found.sources, person_of(request)),
    }
    return render(request, "monitor/source.html", context)


def _reports(rows: tuple[SourceRow, ...], person: User) -> list[ReportedNumber]:
    keys = {row.origin: key for row in rows if (key := figure_key(row.origin)) is not None}
    related = ("filing__round", "reported_by", "accepted_by")
    figures = Figure.objects.select_related(*related).in_bulk(sorted(set(keys.values())))
    found = [(row, figures.get(keys[row.origin]) if row.origin in keys else None) for row in rows]
    return [ReportedNumber(row, figure, _address(figure, person)) for row, figure in found]


def _address(figure: Figure | None, person: User) -> str:
    """Return the page of a figure with all its vintages, for those who may see the place's reports; else nothing."""
    if figure is None or not any(may(person, act, figure.place) for act in _READERS):
        return ""
    return reverse("figure", args=(figure.pk,))
