"""Accepted figures as rows, and as files that other systems read: CSV, SDMX-CSV, Parquet."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from guatu.console.reporting.figures import counting_figures
from guatu.console.reporting.observed_figures import figure_lines, observed
from guatu.desk import Observed
from guatu.office import plain_text

CSV_COLUMNS = (
    "place",
    "indicator",
    "period",
    "basis",
    "value",
    "growth",
    "growth_basis",
    "status",
    "source",
    "vintage",
)
# SDMX-CSV 1.0: the structure's id first, then its dimensions, the observed value, its attributes.
_SDMX_COLUMNS = (
    "DATAFLOW",
    "REF_AREA",
    "INDICATOR",
    "TIME_PERIOD",
    "BASIS",
    "OBS_STATUS",
    "VINTAGE",
    "OBS_VALUE",
    "GROWTH",
)
_DATAFLOW = "GUATU:OBSERVATIONS(1.0)"


@dataclass(frozen=True)
class Wanted:
    """Which figures are asked for; None is no restriction, places are always restricted."""

    places: frozenset[str]
    first: date | None = None
    last: date | None = None
    indicators: frozenset[str] = frozenset()
    status: str = ""


def accepted_rows(wanted: Wanted) -> Iterator[Observed]:
    """Yield the figures that count: of each cell and status the highest accepted vintage, in a fixed order."""
    found = counting_figures().filter(place__in=wanted.places)
    if wanted.first:
        found = found.filter(period__gte=wanted.first)
    if wanted.last:
        found = found.filter(period__lte=wanted.last)
    if wanted.indicators:
        found = found.filter(indicator__in=wanted.indicators)
    if wanted.status:
        found = found.filter(status=wanted.status)
    cell = (F("place"), F("indicator"), F("period"), F("basis"), F("status"))
    newest = found.annotate(rank=Window(RowNumber(), partition_by=cell, order_by=F("vintage").desc())).filter(rank=1)
    for line in figure_lines(newest.order_by("place", "indicator", "period", "basis", "status")):
        yield observed(line)


def csv_lines(rows: Iterable[Observed]) -> Iterator[str]:
    """Yield figures as CSV, a line at a time; a missing number is blank."""
    yield from _lines(CSV_COLUMNS, ([_plain(getattr(row, name)) for name in CSV_COLUMNS] for row in rows))


def sdmx_lines(rows: Iterable[Observed]) -> Iterator[str]:
    """Yield figures as SDMX-CSV: the period as `2024-09`, the status as a code of CL_OBS_STATUS."""
    statuses = {"estimate": "E", "flash": "P", "preliminary": "P", "revised": "A", "final": "A"}
    yield from _lines(
        _SDMX_COLUMNS,
        (
            [
                _DATAFLOW,
                row.place,
                row.indicator,
                f"{row.period:%Y-%m}",
                row.basis,
                statuses.get(row.status, "A"),
                _plain(row.vintage),
                _plain(row.value),
                _plain(row.growth),
            ]
            for row in rows
        ),
    )


def _lines(header: Iterable[str], rows: Iterable[list[str]]) -> Iterator[str]:
    for row in chain((list(header),), rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        yield line.getvalue()


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return plain_text(value)
    text = format(value, "f") if hasattr(value, "as_tuple") else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
