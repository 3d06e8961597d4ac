"""Figures of a sheet with the cells they stand in: what one place hands in for one form, row by row.

Unlike the fact tables, a row that names an indicator and leaves it blank is kept: the form was left blank there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.domain import Finding, Period, Span
from guatu.intake.draft import drafts_of
from guatu.intake.finding_log import FindingLog
from guatu.intake.layout import find_layout
from guatu.intake.names import NameBook
from guatu.intake.rows import Row, read_rows
from guatu.intake.sheet import Sheet
from guatu.pack import Packs
from guatu.query import OBSERVATIONS

_MOST_ALIKE = 200


@dataclass(frozen=True, slots=True)
class SheetFigure:
    """A figure as read and where it stands; a rate and a growth are fractions, None is blank.

    `value_at` and `growth_at` are None where the sheet has no such column. `place_at` and `period_at` are the cells
    that say of whom and when; None where the title says it, or nothing does.
    """

    place: str
    indicator: str
    period: date
    basis: str
    value: Decimal | None
    growth: Decimal | None
    row_at: Span
    value_at: Span | None
    growth_at: Span | None
    place_at: Span | None
    period_at: Span | None


def figures_from_sheets(
    sheets: Iterable[Sheet], packs: Packs, *, place: str, period: Period
) -> tuple[tuple[SheetFigure, ...], tuple[Finding, ...]]:
    """Return the figures of sheets that hold observations, in their order, and everything that is wrong in them.

    Where a sheet says neither in a column nor in its title of which place and period it is, it is of `place` and of
    January to the last month of `period`.
    """
    log = FindingLog(_MOST_ALIKE)
    book = NameBook(packs)
    meant = {"place": place, "period": f"{period.last.year}年1-{period.last.month}月"}
    found: list[SheetFigure] = []
    for sheet in sheets:
        if next(sheet.filled_rows(), None) is None:
            continue
        layout = find_layout(sheet, book, log, meant=meant)
        if layout is not None:
            for draft in drafts_of(layout):
                found.extend(map(_figure, read_rows(draft, book, log, blanks=True)))
    return tuple(found), log.findings()


def _figure(row: Row) -> SheetFigure:
    values = dict(zip(OBSERVATIONS.names, row.values, strict=True))

    def at(name: str) -> Span | None:
        return row.draft.span(row.index, name) if name in row.draft.heads else None

    period = values["period"]
    if not isinstance(period, date):  # a row without a period is refused before
        raise TypeError(period)
    return SheetFigure(
        place=str(values["place"]),
        indicator=str(values["indicator"]),
        period=period,
        basis=str(values["basis"]),
        value=_exact(values["value"]),
        growth=_exact(values["growth"]),
        row_at=row.draft.layout.sheet.span(row.draft.rows[row.index]),
        value_at=at("value"),
        growth_at=at("growth"),
        place_at=at("place"),
        period_at=at("period"),
    )


def _exact(number: object) -> Decimal | None:
    """Return a float as the shortest decimal that means it: 12.3, not 12.300000000000001."""
    return Decimal(repr(number)) if isinstance(number, float) else None
