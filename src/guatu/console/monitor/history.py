"""Past figures (历史数据) handed in as files: into the site's figures, without a filing, once each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from guatu.console.plans.active import active_packs
from guatu.console.reporting.models import Figure
from guatu.desk import Observed, read_observations
from guatu.domain import Finding, Period

_VALUE, _GROWTH = Decimal("0.000001"), Decimal("0.00000001")
# A figure whose day nobody wrote down counts from the end of its period: the first day on which it could be known.
_NOON = time(12)
_AT_ONCE = 500

_Cell = tuple[str, date, str, str, str]
_Content = tuple[object, ...]


@dataclass(frozen=True)
class HistoryReport:
    """How many figures were read, how many of them were new, and what was wrong in the files."""

    read: int
    added: int
    findings: tuple[Finding, ...]


def take_history(folder: Path) -> int:
    """Take over the past figures of a folder of facts; return how many were new. Twice leaves what once leaves."""
    return read_history(folder).added


def read_history(folder: Path) -> HistoryReport:
    """Take over the past figures of a folder of facts, place by place, and tell what came of it.

    A figure that is there already, with the same number, source and day, is not written again; another number for the
    same cell is a further vintage, the later day being the higher one.
    """
    observed, findings = read_observations(folder, active_packs())
    added = 0
    for place, rows in groupby(observed, key=lambda one: one.place):
        added += _take_place(place, tuple(rows))
    return HistoryReport(len(observed), added, findings)


@transaction.atomic
def _take_place(place: str, rows: Sequence[Observed]) -> int:
    known = _known(place)
    highest = {
        (one["place"], one["period"], one["indicator"], one["basis"], one["status"]): one["highest"]
        for one in Figure.objects.filter(place=place)
        .values("place", "period", "indicator", "basis", "status")
        .annotate(highest=Max("vintage"))
        .order_by()
    }
    new = []
    # Of two sources on one day the ledgers take the one whose name comes first: it becomes the higher vintage.
    for row in sorted(_latest_last(rows), key=_day):
        figure = _figure(row)
        if (content := _content(figure)) in known:
            continue
        known.add(content)
        cell: _Cell = (figure.place, figure.period, figure.indicator, figure.basis, figure.status)
        figure.vintage = highest[cell] = highest.get(cell, 0) + 1
        new.append(figure)
    Figure.objects.bulk_create(new, batch_size=_AT_ONCE)
    return len(new)


def _latest_last(rows: Iterable[Observed]) -> list[Observed]:
    return sorted(rows, key=lambda one: one.source, reverse=True)


def _known(place: str) -> set[_Content]:
    found = Figure.objects.filter(place=place, filing__isnull=True).order_by("pk")
    return {_content(one) for one in found.iterator(2000)}


def _figure(row: Observed) -> Figure:
    moment = timezone.make_aware(datetime.combine(_day(row), _NOON))
    return Figure(
        place=row.place,
        period=row.period,
        indicator=row.indicator,
        basis=row.basis,
        status=row.status,
        value=_rounded(row.value, _VALUE),
        growth=_rounded(row.growth, _GROWTH),
        growth_basis=row.growth_basis,
        source=row.source[:200],
        reported_at=moment,
        accepted_at=moment,
    )


def _content(figure: Figure) -> _Content:
    return (
        figure.period,
        figure.indicator,
        figure.basis,
        figure.status,
        figure.value,
        figure.growth,
        figure.growth_basis,
        figure.source,
        figure.reported_at,
    )


def _rounded(value: Decimal | None, step: Decimal) -> Decimal | None:
    return None if value is None else value.quantize(step)


def _day(row: Observed) -> date:
    return row.vintage or Period(row.period, row.period).last_day
