"""监测总览: how the lights stand, targets against time, what is furthest behind, charts."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guatu.console.monitor.ledger_pick import (
    Choice,
    cell_of,
    column_at,
    flat_rows,
    offered_by,
    rows_of,
    tables_by_key,
    with_rows,
)
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.page_frame import run_context
from guatu.console.monitor.run_choice import chosen_run
from guatu.console.monitor.run_papers import chart_image, charts_of
from guatu.console.monitor.runs import done_runs, pages_of, run_folder
from guatu.console.people.access import Act, allow
from guatu.console.people.tree import tree_on
from guatu.domain import InvalidValue
from guatu.report import Chart, ChartKind, Column, Emphasis, Light, MonthPages, Row, Section, Table

_REDDEST = 5
# An image of a run never changes: a browser may keep it, nobody in between.
_KEEP = "private, max-age=604800, immutable"
_IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@allow(Act.SEE_LEDGERS)
@require_GET
def overview(request: HttpRequest) -> HttpResponseBase:
    """Show a run on one page."""
    choice = chosen_run(request)
    if choice is None:
        return render(request, "monitor/no_run.html", {"page": "overview"})
    pages = pages_of(choice.run)
    offered = offered_by(tables_by_key(pages)["schedule"])
    tree = tree_on(choice.run.month)
    place = _asked(request, "place", offered.places)
    indicator = _asked(request, "indicator", offered.indicators)
    context = {
        **run_context(choice),
        "lights": [(one, choice.run.lights.get(one.value, 0)) for one in Light],
        "offered": offered,
        "places": [(one.value, tree.place_name(one.value)) for one in offered.places],
        "place": place,
        "indicator": indicator,
        "reddest": reddest(pages),
        "standing": standing_of(pages, place),
        "lights_by_place": pages.overview[1] if len(pages.overview) > 1 else None,
        "charts": _shown_charts(choice.run, place, indicator),
        "source_base": reverse("source", args=(choice.run.pk,)),
    }
    return render(request, "monitor/overview.html", context)


@allow(Act.SEE_LEDGERS)
@require_GET
def chart(request: HttpRequest, key: int, number: int) -> HttpResponseBase:
    """Hand out a chart of a run as an image."""
    run = get_object_or_404(done_runs(), pk=key)
    try:
        image = chart_image(run_folder(run), number)
    except InvalidValue as error:
        raise Http404 from error
    return _image(image)


def standing_of(pages: MonthPages, place: str) -> Table:
    """Return 时序账 of one place, schedule and completion beside each other, an indicator a row."""
    table = tables_by_key(pages)["schedule"]
    own = with_rows(
        table,
        lambda row: row.about is not None and row.about[0] == place and row.emphasis is not Emphasis.SUBTOTAL,
    )
    columns = (replace(table.columns[0], label=_("指标")), *table.columns[1:])
    return replace(own, columns=columns, sections=flat_rows(own), notes=(), subtitle="")


def reddest(pages: MonthPages) -> Table:
    """Return the red lights that are furthest behind, worst first (最红的五项)."""
    table = tables_by_key(pages)["schedule"]
    red = [
        (behind, section, row)
        for section, row in rows_of(table)
        if cell_of(table, row, "light") == Light.RED
        and isinstance(behind := cell_of(table, row, "ahead"), int | float | Decimal)
    ]
    red.sort(key=lambda one: one[0])
    shown = ("actual", "completion", "schedule", "ahead", "growth", "light")
    at = [index for key in shown if (index := column_at(table, key)) is not None]
    lead = len(table.columns) - 1
    columns = (Column(_("地区"), width=8), Column(_("指标"), width=14), table.columns[1])
    return Table(
        name="reddest",
        title=_("最红的五项"),
        subtitle="",
        columns=(*columns, *(table.columns[index] for index in at), table.columns[lead]),
        sections=tuple(
            Section("", (_red_row(section, row, at, lead),), section.unit, section.decimals)
            for _behind, section, row in red[:_REDDEST]
        ),
        nothing=_("（没有红灯）"),
        key=table.key,
    )


def _red_row(section: Section, row: Row, at: list[int], lead: int) -> Row:
    name = f"{section.title}（{section.unit}）" if section.unit else section.title
    cells = (row.cells[0], name, row.cells[1], *(row.cells[index] for index in at), row.cells[lead])
    return Row(cells, about=row.about)


def _asked(request: HttpRequest, name: str, offered: tuple[Choice, ...]) -> str:
    """Return what an address asks for, else the first thing offered: the whole, and the first indicator."""
    asked = request.GET.get(name, "")
    first = offered[0].value if offered else ""
    return asked if any(one.value == asked for one in offered) else first


def _shown_charts(run: MonthRun, place: str, indicator: str) -> list[tuple[int, Chart]]:
    """Return the charts of a place and indicator with their numbers; the chart of all lights comes first."""
    wanted = {("", ""), (place, ""), (place, indicator)}
    return [
        (number, one)
        for number, one in enumerate(charts_of(run_folder(run)))
        if one.about in wanted and one.kind is not ChartKind.RANKING
    ]


def _image(path: Path) -> FileResponse:
    response = FileResponse(path.open("rb"), content_type="image/svg+xml")
    response["Cache-Control"] = _KEEP
    response["Content-Security-Policy"] = _IMAGE_POLICY
    return response
