"""How a reported figure moved (变化): against another period or another vintage of itself, for whoever checks it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class FigureChange:
    """The difference of two figures in their unit, and the rate of change as a fraction; None where there is none."""

    difference: Decimal | None
    rate: Decimal | None


def figure_change(value: Decimal | None, before: Decimal | None) -> FigureChange:
    """Return how a figure differs from one before it; a missing one leaves a gap, and a base of zero or less no rate.

    >>> figure_change(Decimal("120"), Decimal("100"))
    FigureChange(difference=Decimal('20'), rate=Decimal('0.2'))
    """
    if value is None or before is None:
        return FigureChange(None, None)
    return FigureChange(value - before, (value - before) / before if before > 0 else None)
