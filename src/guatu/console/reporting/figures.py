"""Figures as they stand (数据): which of several vintages counts, and what stood beside it in other periods.

A figure counts when its filing was accepted; figures handed in as history count at once. Of several vintages of one
status the highest counts. Flash (快报数) and final (定案数) are separate: neither replaces the other, and where one of
them must be shown the most settled is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from guatu.console.reporting.cells import CellKey
from guatu.console.reporting.models import Figure

FLASH, FINAL = "flash", "final"
# From the passing to the settled.
STATUS_ORDER = ("estimate", FLASH, "preliminary", "revised", FINAL)


def counting_figures() -> QuerySet[Figure]:
    """Return every figure that counts or has counted: accepted, or handed in as history; all vintages."""
    return Figure.objects.filter(Q(accepted_at__isnull=False) | Q(filing__isnull=True))


def does_count(figure: Figure) -> bool:
    """Tell whether a figure counts or has counted, as `counting_figures` does."""
    return figure.accepted_at is not None or figure.filing_id is None


@dataclass(frozen=True)
class FigureBook:
    """All figures of one place in some periods, refused ones too, in the order they were reported; one query."""

    figures: tuple[Figure, ...]

    def counted(self, period: date, key: CellKey, status: str) -> Figure | None:
        """Return the figure that counts within a status."""
        return _last(one for one in self._of(period, key) if one.status == status and does_count(one))

    def standing(self, period: date, key: CellKey, status: str) -> Figure | None:
        """Return the newest figure of a status that was not refused, decided on or not."""
        return _last(one for one in self._of(period, key) if one.status == status and one.refused_at is None)

    def best(self, period: date, key: CellKey) -> Figure | None:
        """Return the most settled figure that counts, or what was last reported where none counts yet."""
        known = [one for one in self._of(period, key) if one.refused_at is None]
        counted = [one for one in known if does_count(one)]
        return max(counted or known, key=lambda one: (_weight(one.status), one.vintage), default=None)

    def last_vintage(self, period: date, key: CellKey, status: str) -> int:
        """Return the number of the last vintage of a status, refused ones counted too; 0 where there is none."""
        return max((one.vintage for one in self._of(period, key) if one.status == status), default=0)

    def last_status(self, filing_key: int) -> str:
        """Return in which status a filing last reported; flash where it has not yet."""
        own = (one for one in self.figures if one.filing_id == filing_key)
        newest = max(own, key=lambda one: one.pk, default=None)
        return newest.status if newest is not None else FLASH

    def _of(self, period: date, key: CellKey) -> list[Figure]:
        return self._by_cell.get((period, *key), [])

    @cached_property
    def _by_cell(self) -> dict[tuple[date, str, str], list[Figure]]:
        cells: dict[tuple[date, str, str], list[Figure]] = {}
        for one in self.figures:
            cells.setdefault((one.period, one.indicator, one.basis), []).append(one)
        return cells


def figure_book(place: str, periods: Iterable[date]) -> FigureBook:
    """Return all figures of a place in some periods (the first day of each period's last month)."""
    found = Figure.objects.filter(place=place, period__in=sorted(set(periods))).order_by("vintage", "id")
    return FigureBook(tuple(found))


def current_figures(place: str, period: date) -> dict[CellKey, Figure]:
    """Return, for each cell of a place and period, the most settled figure that counts."""
    found: dict[CellKey, Figure] = {}
    for one in counting_figures().filter(place=place, period=period).order_by("vintage", "id"):
        key = (one.indicator, one.basis)
        if key not in found or _weight(one.status) >= _weight(found[key].status):
            found[key] = one
    return found


def vintages_of(figure: Figure) -> tuple[Figure, ...]:
    """Return every figure of a figure's cell, all statuses and vintages, with who reported and decided on it."""
    same = Figure.objects.filter(
        place=figure.place, period=figure.period, indicator=figure.indicator, basis=figure.basis
    )
    return tuple(same.select_related("reported_by", "accepted_by", "filing__round").order_by("status", "vintage"))


def _last(figures: Iterable[Figure]) -> Figure | None:
    return max(figures, key=lambda one: one.vintage, default=None)


def _weight(status: str) -> int:
    return STATUS_ORDER.index(status) if status in STATUS_ORDER else -1
