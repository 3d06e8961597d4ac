"""数据来源: one figure with its form, reporter, time, vintages and reasons; where every printed number leads to."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from guatu.console.frame.clock import today
from guatu.console.frame.months import month_in
from guatu.console.people.access import Act, allow, may
from guatu.console.people.tree import tree_on
from guatu.console.plans.active import active_packs
from guatu.console.reporting.figures import STATUS_ORDER, current_figures, does_count, vintages_of
from guatu.console.reporting.grid import number_text
from guatu.console.reporting.models import Figure, FilingAct
from guatu.domain import Period

_READERS = (Act.SEE_LEDGERS, Act.FILL, Act.CHECK)


@require_GET
@allow(*_READERS)
def figure(request: HttpRequest, key: int) -> HttpResponse:
    """Show where a figure comes from, and every other vintage of its cell."""
    found = Figure.objects.filter(pk=key).first()
    if found is None or not _may_read(request, found.place):
        raise Http404
    return _page(request, found, key)


@require_GET
@allow(*_READERS)
def figures(request: HttpRequest) -> HttpResponse:
    """Show the vintages of a cell: `?place=999901&indicator=fai&period=2024-09&basis=cumulative`."""
    asked = request.GET
    place, period = asked.get("place", ""), month_in(asked.get("period", ""))
    if period is None or not _may_read(request, place):
        raise Http404
    cell = Figure(
        place=place, period=period, indicator=asked.get("indicator", "")[:80], basis=asked.get("basis", "")[:12]
    )
    return _page(request, cell, None)


@dataclass(frozen=True)
class _Vintage:
    """One vintage as the page shows it."""

    figure: Figure
    value: str
    counts: bool
    counted_once: bool


def _page(request: HttpRequest, cell: Figure, picked: int | None) -> HttpResponse:
    indicator = active_packs().indicator(cell.indicator)
    if indicator is None and cell.pk is None:
        raise Http404
    unit = indicator.unit if indicator is not None else ""
    known = vintages_of(cell)
    counting = {one.status: one.pk for one in known if does_count(one) and one.refused_at is None}
    groups: dict[str, list[_Vintage]] = {}
    for one in sorted(known, key=lambda one: (-_order(one.status), -one.vintage)):
        text = number_text(one.value, unit) if unit else f"{one.value}"
        groups.setdefault(one.status, []).append(
            _Vintage(one, text, counting.get(one.status) == one.pk, does_count(one))
        )
    shown = next((one for one in known if one.pk == picked), None)
    in_use = current_figures(cell.place, cell.period).get((cell.indicator, cell.basis))
    of = shown or in_use
    context = {
        "cell": cell,
        "indicator": indicator,
        "unit": unit,
        "place_name": tree_on(today()).place_name(cell.place),
        "period": Period(cell.period, cell.period).words,
        "groups": groups.items(),
        "shown": shown,
        "in_use": in_use,
        "acts": FilingAct.objects.filter(filing=of.filing).select_related("by") if of and of.filing_id else (),
        "may_fill": bool(of and of.filing_id) and may(request.user, Act.FILL, cell.place),
    }
    return render(request, "reporting/figure.html", context)


def _may_read(request: HttpRequest, place: str) -> bool:
    return any(may(request.user, act, place) for act in _READERS)


def _order(status: str) -> int:
    return STATUS_ORDER.index(status) if status in STATUS_ORDER else -1
