"""Receipts (报送回执): what a place can show for a submission, with a hash over the figures as they were handed in.

Figures are never changed, so a receipt is made from them at any later time and its hash is compared with the one that
was stored at the submission.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from guatu.console.reporting.cells import CellKey, cells_of, key_of
from guatu.console.reporting.figures import FLASH
from guatu.console.reporting.models import Figure, FilingAct
from guatu.desk import FormCell


@dataclass(frozen=True)
class Receipt:
    """A submission as its receipt shows it: its number, each cell with its figure, whether the hash still fits."""

    number: str
    act: FilingAct
    lines: tuple[tuple[FormCell, Figure | None], ...]
    is_genuine: bool

    @property
    def filled(self) -> int:
        """Return how many cells had a figure."""
        return sum(figure is not None for _, figure in self.lines)


def receipt_of(act: FilingAct) -> Receipt:
    """Return the receipt of a submission or a correction."""
    figures = _figures_of(act)
    lines = tuple((cell, figures.get(key_of(cell))) for cell in cells_of(act.filing.round))
    return Receipt(number_of(act), act, lines, _hash_of(tuple(figures.values())) == act.hash)


def number_of(act: FilingAct) -> str:
    """Return the number of a receipt: the day and the running number of the act, 20241003-000128."""
    return f"{act.at:%Y%m%d}-{act.pk:06d}"


def hash_of_submission(act: FilingAct) -> str:
    """Return the hash of an act's figures; its figures are written already, the act itself need not be."""
    return _hash_of(tuple(_figures_of(act).values()))


def _figures_of(act: FilingAct) -> dict[CellKey, Figure]:
    """Return what stood in each cell at the moment of an act, in the status that was handed in."""
    filing = act.filing
    known = Figure.objects.filter(place=filing.place, period=filing.round.period_last, reported_at__lte=act.at)
    not_refused = Q(refused_at__isnull=True) | Q(refused_at__gt=act.at)
    standing = list(known.filter(not_refused | Q(filing=filing)).order_by("id"))
    status = next((one.status for one in reversed(standing) if one.filing_id == filing.pk), FLASH)
    asked = {key_of(cell) for cell in cells_of(filing.round)}
    found: dict[CellKey, Figure] = {}
    for one in standing:
        key = (one.indicator, one.basis)
        was_refused = one.refused_at is not None and one.refused_at <= act.at
        is_meant = key in asked and one.status == status and not was_refused
        if is_meant and (key not in found or found[key].vintage < one.vintage):
            found[key] = one
    return found


def _hash_of(figures: Sequence[Figure]) -> str:
    """Return SHA-256 over the figures, one line each, in the order of their cells."""
    lines = sorted("|".join(_fields(one)) for one in figures)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _fields(one: Figure) -> tuple[str, ...]:
    numbers = ("" if number is None else f"{number:.8f}" for number in (one.value, one.growth))
    return (one.place, f"{one.period:%Y-%m}", one.indicator, one.basis, one.status, str(one.vintage), *numbers)
