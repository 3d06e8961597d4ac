"""The review (核对表) as values: tables that a person reads and edits, and the same tables as they came back.

What a workbook looks like is `office`'s business; what an edited cell means is that of `review_answers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from guatu.domain import Span

ReviewCell = str | Decimal | date | None


class ReviewForm(StrEnum):
    """What the cells of a column hold: a column of words never turns `2026-2028` into a date."""

    WORDS = "words"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """One column: `width` in Chinese characters; `choices` are its drop-down (下拉列表).

    A column `by_row` has a drop-down of its own in each row; one that is not `printed` stands behind the paper's edge.
    `meaning` says what belongs in it, where the heading alone does not.
    """

    key: str
    heading: str
    width: float
    choices: tuple[str, ...] = ()
    editable: bool = True
    form: ReviewForm = ReviewForm.WORDS
    by_row: bool = False
    printed: bool = True
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ReviewTable:
    """One sheet of the review: `kind` is `targets`, `agencies` …, `title` the sheet's name (目标, 单位 …).

    `row_choices` are the drop-downs of the column that is `by_row`; a `growing` table takes new rows at its end.
    `marks` bound, row by row, what of the sentence in the column `quote` was read.
    """

    kind: str
    title: str
    columns: tuple[ReviewColumn, ...]
    rows: tuple[tuple[ReviewCell, ...], ...]
    hint: str = ""
    row_choices: tuple[tuple[str, ...], ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    growing: bool = False

    def column(self, key: str) -> int | None:
        """Return the place of a column, or None where the table has none of that key."""
        return next((at for at, column in enumerate(self.columns) if column.key == key), None)


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell as it came back, and where it stands."""

    value: ReviewCell
    span: Span


@dataclass(frozen=True)
class FilledRow:
    """A row as it came back: its cells by the headings of their columns."""

    span: Span
    cells: Mapping[str, FilledCell]

    def value(self, heading: str) -> ReviewCell:
        """Return the value under a heading; None where the cell is blank or the column is gone."""
        cell = self.cells.get(heading)
        return None if cell is None else cell.value

    def place(self, heading: str) -> Span:
        """Return the cell under a heading, or the row where there is none."""
        cell = self.cells.get(heading)
        return self.span if cell is None else cell.span


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A sheet as it came back, its blank rows left out."""

    title: str
    span: Span
    headings: tuple[str, ...]
    rows: tuple[FilledRow, ...]


@dataclass(frozen=True, slots=True)
class FilledReview:
    """A review workbook as it came back; `fingerprint` says which text and which reading it was made from."""

    span: Span
    fingerprint: str | None
    tables: tuple[FilledTable, ...] = field(default=())

    def table(self, title: str) -> FilledTable | None:
        """Return the sheet of a name, or None where it is gone."""
        return next((table for table in self.tables if table.title == title), None)
