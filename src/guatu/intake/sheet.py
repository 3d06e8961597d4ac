"""A sheet as typed: rows of cells from a file whose format is no longer of interest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from guatu.domain import Span

Cell = str | int | float | Decimal | bool | date | datetime | None


def column_letters(column: int) -> str:
    """Return the letters of a column counted from zero.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range (合并单元格), both corners included; rows and columns are counted from zero in `Sheet.rows`."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet (工作表) of a file, its cells from column A on.

    `name` is empty where the file is the sheet (CSV); `first_row` is the number printed beside `rows[0]`.
    """

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    merged: tuple[Merge, ...] = field(default=())

    def span(self, row: int, column: int | None = None) -> Span:
        """Return the place of a cell, or of a row, by its index in `rows`."""
        number = row + self.first_row
        cell = f"第{number}行" if column is None else f"{column_letters(column)}{number}"
        return Span(self.file, sheet=self.name or None, cell=cell)

    @property
    def whole(self) -> Span:
        """The place of the sheet itself."""
        return Span(self.file, sheet=self.name or None)

    def origin(self, row: int) -> str:
        """Return where a row stands, as kept beside each observation: `月报.xlsx［工业］第5行`."""
        place = f"［{self.name}］" if self.name else " "
        return f"{self.file}{place}第{row + self.first_row}行"

    def unmerged(self, row: int) -> list[Cell]:
        """Return a row with each merged cell holding the value of its range's first cell."""
        cells = list(self.rows[row])
        for merge in self.merged:
            if merge.top <= row <= merge.bottom and merge.top < len(self.rows):
                top = self.rows[merge.top]
                value = top[merge.left] if merge.left < len(top) else None
                last = min(merge.right, len(cells) - 1)
                cells[merge.left : last + 1] = [value] * max(last + 1 - merge.left, 0)
        return cells

    def filled_rows(self) -> Iterator[int]:
        """Yield the index of every row that has something in it."""
        for index, row in enumerate(self.rows):
            if any(cell is not None and cell != "" for cell in row):
                yield index
