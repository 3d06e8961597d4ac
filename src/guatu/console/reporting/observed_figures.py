"""Figures as observations (观测数据): the rows that months are computed from and that other systems read.

Rows go from the database one by one: the figures of a site of many years do not fit in memory as objects.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from guatu.console.reporting.models import Figure
from guatu.desk import Observed

_ORIGIN = "№"
_PIECE = 2000


class FigureLine(NamedTuple):
    """A figure as the database hands it out, with the title of the form it came by."""

    pk: int
    place: str
    indicator: str
    period: date
    basis: str
    status: str
    value: Decimal | None
    growth: Decimal | None
    growth_basis: str
    source: str
    reported_at: datetime
    form: str | None

    @property
    def day(self) -> date:
        """The day it was reported, in the site's zone."""
        return timezone.localtime(self.reported_at).date()


_COLUMNS = (*FigureLine._fields[:-1], "filing__round__title")


def figure_lines(found: QuerySet[Figure]) -> Iterator[FigureLine]:
    """Yield figures in the order of the query."""
    return (FigureLine(*values) for values in found.values_list(*_COLUMNS).iterator(_PIECE))


def observed(line: FigureLine, place: str = "") -> Observed:
    """Return a figure as an observation; its source is the form, with the name of the place where one is given."""
    source = " · ".join(part for part in (line.form, place) if part) if line.form else line.source
    return Observed(
        place=line.place,
        indicator=line.indicator,
        period=line.period,
        basis=line.basis,
        value=line.value,
        growth=line.growth,
        growth_basis=line.growth_basis,
        status=line.status,
        source=source,
        vintage=line.day,
        origin=f"{_ORIGIN}{line.pk}",
    )


def figure_key(origin: str) -> int | None:
    """Return the number of the figure that an observation came from; None where it came from elsewhere."""
    mark, _, key = origin.partition(_ORIGIN)
    return int(key) if not mark and key.isdecimal() else None
