"""Read a filing from a workbook (上传填报): the form sent back, or the person's own sheet, as figures of the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from guatu.desk.filed_rows import FiledFigure
from guatu.desk.filing_forms import FormCell
from guatu.domain import Period
from guatu.pack import Packs


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in one cell of a workbook (一处问题); `severity` is error or question.

    `sheet` is empty for a text file, `cell` empty where it is about the whole sheet or file.
    """

    sheet: str
    cell: str
    sentence: str
    way_out: str
    severity: str


@dataclass(frozen=True)
class FilingReading:
    """What was read of an uploaded workbook: figures by (indicator, basis), how many cells are good and bad.

    `marked` is the same workbook with the wrong cells coloured, None where nothing is wrong.
    """

    values: Mapping[tuple[str, str], tuple[Decimal | None, Decimal | None]]
    good: int
    bad: int
    problems: tuple[CellProblem, ...]
    marked: Path | None


def read_filing(
    path: Path,
    name: str,
    *,
    packs: Packs,
    month: Period,
    place_code: str,
    cells: Sequence[FormCell],
    marked_to: Path,
    before: Mapping[tuple[str, str], FiledFigure],
) -> FilingReading:
    """Return what a workbook holds of a form; `name` is what the person calls it.

    `before` gives what is known of each cell, by (indicator, basis): last period, last year. With mistakes the
    workbook comes back marked at `marked_to`, which gets the ending it needs.
    """
    raise NotImplementedError
