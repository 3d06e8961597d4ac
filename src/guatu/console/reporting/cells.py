"""The cells of a form (表内的格): which figures a round asks for, and what stands in one.

Cells are kept with the round as plain data, so that a form that is open stays what it was when it was opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from guatu.console.reporting.models import Entry, Figure, Round
from guatu.desk import FormCell
from guatu.domain import Period

# An indicator and how its figure covers the period: ("fai", "cumulative").
CellKey = tuple[str, str]
# What the database keeps of a figure and of a growth (a fraction); see models.Figure.
_VALUE_STEP, _GROWTH_STEP = Decimal("0.000001"), Decimal("0.00000001")
_LARGEST_VALUE, _LARGEST_GROWTH = Decimal(10) ** 15, Decimal(10) ** 4


@dataclass(frozen=True)
class Amount:
    """What stands in a cell: a figure, its growth on the year as a fraction, either, or neither."""

    value: Decimal | None = None
    growth: Decimal | None = None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands in the cell."""
        return self.value is None and self.growth is None


BLANK = Amount()
Amounts = Mapping[CellKey, Amount]


def amount_of(kept: Entry | Figure | None) -> Amount:
    """Return what an entry or a figure says."""
    return Amount(kept.value, kept.growth) if kept is not None else BLANK


def stored(amount: Amount) -> Amount:
    """Return an amount with the decimals that are kept, so that it equals itself after a reading."""
    return Amount(_to_step(amount.value, _VALUE_STEP), _to_step(amount.growth, _GROWTH_STEP))


def is_too_large(amount: Amount) -> bool:
    """Tell whether an amount has more digits than any figure of a county can have."""
    value, growth = amount.value or Decimal(0), amount.growth or Decimal(0)
    return not (abs(value) < _LARGEST_VALUE and abs(growth) < _LARGEST_GROWTH)


def cells_of(one: Round) -> tuple[FormCell, ...]:
    """Return what a round asks for, in the order of its form."""
    return tuple(FormCell(**cell) for cell in one.cells)


def key_of(cell: FormCell) -> CellKey:
    """Return the key of a cell within a place and period."""
    return cell.indicator, cell.basis


def period_of(one: Round) -> Period:
    """Return the period of a round."""
    return Period(one.period_first, one.period_last)


def _to_step(number: Decimal | None, step: Decimal) -> Decimal | None:
    try:
        return None if number is None else number.quantize(step)
    except InvalidOperation:  # more digits than are kept; is_too_large says so to the person
        return number
