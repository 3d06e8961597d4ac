"""What a page of sources shows of one number, as plain values."""

from dataclasses import dataclass
from datetime import date

from guatu.domain import Period

# A number that another is made of: its label, as printed, where it stands.
SourceStep = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One reported figure behind a number: whose, when, how final, from where; `origin` is kept as it was given."""

    place: str
    indicator: str
    period: Period
    basis: str
    printed: str
    growth: str
    status: str
    vintage: date | None
    source: str
    origin: str
    place_name: str = ""
    indicator_name: str = ""


@dataclass(frozen=True, slots=True)
class FigureSource:
    """All that can be said of one number: how it is made, of what, by which clause, from which reported figures.

    `steps` are what it is made of: a label, the printed number, where that number stands. A number that is missing is
    printed blank, and `blank` says why.
    """

    title: str
    printed: str
    formula: str
    clause: str
    steps: tuple[SourceStep, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    blank: str = ""


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """Which number is asked about, in the words of `Row.about` and `Column.key`."""

    ledger: str
    column: str
    place: str
    indicator: str
    target: str = ""
