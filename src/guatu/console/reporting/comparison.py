"""A filing as a checker sees it (审核对照): each figure beside its vintage before, last month and last year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guatu.console.reporting.cells import amount_of
from guatu.console.reporting.models import Figure, Filing, Hit
from guatu.console.reporting.sheet import Line, read_sheet
from guatu.desk import FigureChange, FormCell, figure_change


@dataclass(frozen=True)
class CheckedLine:
    """One figure that was handed in, what it replaces, what stood beside it, how it moved, and its hits.

    `before` is the accepted vintage that this one would replace; None where nothing is replaced.
    """

    number: int
    cell: FormCell
    new: Figure | None
    before: Figure | None
    last: Figure | None
    year: Figure | None
    since_before: FigureChange
    since_last: FigureChange
    since_year: FigureChange
    hits: tuple[Hit, ...]
    held_by: str


def checked_lines(filing: Filing, hits: Sequence[Hit]) -> tuple[CheckedLine, ...]:
    """Return the figures of a filing as handed in, in the order of the form; what is being typed is not shown."""
    by_indicator: dict[str, tuple[Hit, ...]] = {}
    for hit in hits:
        by_indicator[hit.indicator] = (*by_indicator.get(hit.indicator, ()), hit)
    return tuple(_line(line, by_indicator) for line in read_sheet(filing.pk).lines)


def hits_of_no_line(lines: Sequence[CheckedLine], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits that belong to no single figure of the form."""
    known = {line.cell.indicator for line in lines}
    return tuple(hit for hit in hits if hit.indicator not in known)


def _line(line: Line, hits: Mapping[str, tuple[Hit, ...]]) -> CheckedLine:
    new = line.standing
    before = line.counted if new is not None and line.counted is not None and line.counted.pk != new.pk else None
    value = amount_of(new).value
    return CheckedLine(
        number=line.number,
        cell=line.cell,
        new=new,
        before=before,
        last=line.last,
        year=line.year,
        since_before=figure_change(value, amount_of(before).value),
        since_last=figure_change(value, amount_of(line.last).value),
        since_year=figure_change(value, amount_of(line.year).value),
        hits=hits.get(line.cell.indicator, ()),
        held_by=line.home.round.title if line.home is not None else "",
    )
