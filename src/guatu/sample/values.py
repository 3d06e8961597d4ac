"""What the sample is made of: sheets of text exactly as offices would keep them, and the defects planted in them."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace

Row = tuple[str, ...]


@dataclass(frozen=True)
class Defect:
    """One planted defect (数据毛病): its kind, the file, the place in the file, and a sentence an official can read."""

    kind: str
    file: str
    where: str
    sentence: str


@dataclass(frozen=True)
class Sheet:
    """One table as text: a header and rows of cells; `encoding` is that of the file (`utf-8`, `utf-8-sig`, `gbk`)."""

    name: str
    header: Row
    rows: tuple[Row, ...]
    encoding: str = "utf-8"

    def to_bytes(self) -> bytes:
        """Return the CSV file; line ends are those of the programs that write each encoding."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n" if self.encoding == "utf-8" else "\r\n")
        writer.writerow(self.header)
        writer.writerows(self.rows)
        return out.getvalue().encode(self.encoding)

    def find(self, **cells: str) -> tuple[int, ...]:
        """Return the indexes of the rows that hold all these cells, by column name."""
        found = list(range(len(self.rows)))
        for column, text in cells.items():
            at = self.header.index(column)
            found = [index for index in found if self.rows[index][at] == text]
        return tuple(found)

    def cell(self, index: int, column: str) -> str:
        """Return one cell."""
        return self.rows[index][self.header.index(column)]

    def with_cells(self, indexes: tuple[int, ...], column: str, change: Callable[[str], str]) -> "Sheet":
        """Return the sheet with one column changed in these rows."""
        at, rows = self.header.index(column), list(self.rows)
        for index in indexes:
            row = rows[index]
            rows[index] = (*row[:at], change(row[at]), *row[at + 1 :])
        return replace(self, rows=tuple(rows))

    def without(self, indexes: tuple[int, ...]) -> "Sheet":
        """Return the sheet without these rows."""
        gone = set(indexes)
        return replace(self, rows=tuple(row for i, row in enumerate(self.rows) if i not in gone))

    def with_rows(self, rows: tuple[Row, ...]) -> "Sheet":
        """Return the sheet with rows added at the end."""
        return replace(self, rows=(*self.rows, *rows))


@dataclass(frozen=True)
class Sample:
    """The fictional prefecture (虚构示例州): its files and the defects planted in them."""

    seed: int
    sheets: tuple[Sheet, ...]
    defects: tuple[Defect, ...]

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of a file name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)
