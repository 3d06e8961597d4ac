"""Write a list that is too long for a worksheet as CSV: as many rows as there are, in little memory."""

import csv
from collections.abc import Iterable
from pathlib import Path

from guatu.office.cell_text import cell_text, header_unit
from guatu.office.spreadsheet_text import plain_text
from guatu.report import Cell, Column, Form, Row, Section

_PLAIN = Section("", ())


def write_csv_list(path: Path, columns: tuple[Column, ...], parts: Iterable[tuple[Row, ...]]) -> None:
    """Write header and rows in UTF-8 with the mark that Excel and WPS know it by.

    Money has two decimals and no thousands marks. A text that would be taken for a formula is kept a text by a leading
    apostrophe. Codes are written as they are, so that lists can be joined by them; a sheet that opens the file rounds
    those of digits alone unless their column is read as 文本. Raises OSError where the path cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.label.replace("\n", "") + header_unit(column) for column in columns])
        for rows in parts:
            writer.writerows(
                [_text(cell, column) for cell, column in zip(row.cells, columns, strict=True)] for row in rows
            )


def _text(cell: Cell, column: Column) -> str:
    if isinstance(cell, str):
        return plain_text(cell)
    text = cell_text(cell, column, _PLAIN)
    return text.replace(",", "") if column.form is Form.MONEY else text
