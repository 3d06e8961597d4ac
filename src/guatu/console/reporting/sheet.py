"""A filing laid out (报表一张): each cell with what stands in it, what counts, and the figures beside it.

One filing is read in three queries, however many cells it has: the place's filings of the period, what is being typed,
and the figures of this period, the last one and the same one last year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Subquery

from guatu.console.reporting.cells import Amount, Amounts, CellKey, amount_of, cells_of, key_of, period_of, stored
from guatu.console.reporting.figures import FINAL, FigureBook, figure_book
from guatu.console.reporting.models import Entry, Figure, Filing, FilingState
from guatu.desk import FiledFigure, FormCell
from guatu.domain import Period

_HELD = frozenset({FilingState.SUBMITTED, FilingState.ACCEPTED})


@dataclass(frozen=True)
class Line:
    """One cell of a filing; `home` is the other filing of the place that already reported this figure (一数一报)."""

    number: int
    cell: FormCell
    amount: Amount
    entry: Entry | None
    counted: Figure | None
    standing: Figure | None
    last: Figure | None
    year: Figure | None
    vintage: int
    home: Filing | None
    shared_with: tuple[str, ...]

    @property
    def key(self) -> CellKey:
        """The indicator and basis."""
        return key_of(self.cell)

    @property
    def is_held(self) -> bool:
        """Tell whether the figure is changed on its own form and only shown on this one."""
        return self.home is not None


@dataclass(frozen=True)
class Sheet:
    """A filing with its lines, in the status in which it reports (快报数 or 定案数)."""

    filing: Filing
    period: Period
    status: str
    lines: tuple[Line, ...]
    siblings: tuple[Filing, ...]

    def amounts(self, changed: Amounts | None = None) -> dict[CellKey, Amount]:
        """Return what stands in every cell with the changes handed in; a cell held elsewhere is not changed."""
        given: Mapping[CellKey, Amount] = changed or {}
        return {
            line.key: line.amount if line.is_held or line.key not in given else stored(given[line.key])
            for line in self.lines
        }

    def filed(self, amounts: Amounts, moment: datetime) -> tuple[FiledFigure, ...]:
        """Return the figures as the checks of the packs ask for them."""
        due = self.filing.round.due_at
        days_late = max((moment - due).days, 0) if due is not None else 0
        return tuple(
            FiledFigure(
                place=self.filing.place,
                indicator=line.cell.indicator,
                basis=line.cell.basis,
                value=amounts[line.key].value,
                growth=amounts[line.key].growth,
                last_value=amount_of(line.last).value,
                last_growth=amount_of(line.last).growth,
                year_value=amount_of(line.year).value,
                year_growth=amount_of(line.year).growth,
                before_value=amount_of(line.counted).value,
                days_late=days_late if line.counted is not None else 0,
            )
            for line in self.lines
        )


def read_sheet(filing_key: int, *, is_final: bool = False, for_update: bool = False) -> Sheet:
    """Return a filing laid out; Filing.DoesNotExist where there is none.

    `is_final` asks for the final figures after the flash ones; `for_update` holds the place's filings of the period
    until the transaction ends, so that two forms that share a figure do not report it at the same moment.
    """
    family = tuple(_family(filing_key, for_update=for_update))
    filing = next((one for one in family if one.pk == filing_key), None)
    if filing is None:
        raise Filing.DoesNotExist(f"no filing {filing_key}")
    period = period_of(filing.round)
    last, year = period.shift(-period.months).last, period.shift(-12).last
    book = figure_book(filing.place, (period.last, last, year))
    entries = {(one.indicator, one.basis): one for one in Entry.objects.filter(place=filing.place, period=period.last)}
    status = FINAL if is_final else book.last_status(filing.pk)
    others = tuple(one for one in family if one.pk != filing_key)
    lines = tuple(
        _line(number, cell, _Beside(filing, others, book, status, (period.last, last, year)), entries)
        for number, cell in enumerate(cells_of(filing.round), start=1)
    )
    return Sheet(filing, period, status, lines, others)


@dataclass(frozen=True)
class _Beside:
    """What every line of a filing is read from."""

    filing: Filing
    others: Sequence[Filing]
    book: FigureBook
    status: str
    periods: tuple[date, date, date]  # this one, the last one, the same one last year


def _line(number: int, cell: FormCell, beside: _Beside, entries: Mapping[CellKey, Entry]) -> Line:
    key, (period, last, year) = key_of(cell), beside.periods
    book, entry = beside.book, entries.get(key)
    standing = book.standing(period, key, beside.status)
    home = next((one for one in beside.others if standing is not None and one.pk == standing.filing_id), None)
    if home is not None and home.state not in _HELD:
        home = None
    is_taken_over = standing is None and entry is None  # the final figure starts from the flash one
    shown = book.best(period, key) if is_taken_over else standing
    return Line(
        number=number,
        cell=cell,
        amount=amount_of(entry if entry is not None and home is None else shown),
        entry=entry,
        counted=book.counted(period, key, beside.status),
        standing=standing,
        last=book.best(last, key),
        year=book.best(year, key),
        vintage=book.last_vintage(period, key, beside.status),
        home=home,
        shared_with=tuple(one.round.title for one in beside.others if _asks(one, key)),
    )


def _asks(filing: Filing, key: CellKey) -> bool:
    return any((cell["indicator"], cell["basis"]) == key for cell in filing.round.cells)


def _family(filing_key: int, *, for_update: bool) -> QuerySet[Filing]:
    """Return the filings of the same place and period; a figure that two forms ask for belongs to all of them."""
    own = Filing.objects.filter(pk=filing_key)
    family = Filing.objects.filter(
        place=Subquery(own.values("place")), round__period_last=Subquery(own.values("round__period_last"))
    )
    family = family.select_related("round").order_by("pk")
    return family.select_for_update(of=("self",)) if for_update else family
