"""Write a list that is too long for a worksheet as CSV: as many rows as there are, in little memory."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from guatu.office.cell_text import cell_text, header_unit
from guatu.report import Cell, Column, Form, Row, Section

# A text that begins like this is taken for a formula by Excel and WPS.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONG_DIGITS = re.compile(r"[0-9]{12,}")
_PLAIN = Section("", ())


def write_csv_list(path: Path, columns: tuple[Column, ...], parts: Iterable[tuple[Row, ...]]) -> None:
    """Write header and rows in UTF-8 with the mark that Excel and WPS know it by.

    Money has two decimals and no thousands marks. A text that would be taken for a formula, or digits that would be
    taken for a number and rounded, are kept texts by a leading apostrophe or tab. Raises OSError where the path cannot
    be written.
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
        if cell.startswith(_LIKE_A_FORMULA):
            return f"'{cell}"
        return f"\t{cell}" if _LONG_DIGITS.fullmatch(cell) else cell
    text = cell_text(cell, column, _PLAIN)
    return text.replace(",", "") if column.form is Form.MONEY else text
