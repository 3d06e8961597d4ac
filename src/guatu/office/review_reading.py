"""Read a review workbook (核对表) that comes back: cells by their headings, nothing understood yet."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from guatu.domain import Finding, Span
from guatu.intake import Cell, Sheet
from guatu.office import findings as codes
from guatu.office.review_sheet import COVER, FINGERPRINT_MARK
from guatu.office.sheet_files import read_sheets
from guatu.reader import FilledCell, FilledReview, FilledRow, FilledTable, ReviewCell

_HEADER_SEARCH = 10  # rows in which a header is looked for: people put lines above it
_LEAST_HEADINGS = 3


def read_review(path: Path, name: str | None = None) -> tuple[FilledReview, tuple[Finding, ...]]:
    """Return the tables of a review as they came back, and what is wrong with the file; `name` is its name in findings.

    A file that cannot be opened gives a review without tables and without a fingerprint.
    """
    called = name or path.name
    sheets, found = read_sheets(path, called)
    tables = tuple(table for sheet in sheets if sheet.name != COVER and (table := _table(sheet)) is not None)
    # Nothing is read from the formulas of 说明: they only count for whoever looks.
    noted = tuple(
        one for one in found if one.code != codes.NOT_COMPUTED.code or one.span is None or one.span.sheet != COVER
    )
    return FilledReview(Span(called), _fingerprint(sheets), tables), noted


def _fingerprint(sheets: tuple[Sheet, ...]) -> str | None:
    for sheet in sheets:
        for row in sheet.rows:
            for cell in row:
                if isinstance(cell, str) and cell.startswith(f"{FINGERPRINT_MARK} "):
                    return cell.removeprefix(FINGERPRINT_MARK).strip()
    return None


def _table(sheet: Sheet) -> FilledTable | None:
    header = next((at for at, row in enumerate(sheet.rows[:_HEADER_SEARCH]) if _is_header(row)), None)
    if header is None:
        return None
    headings = tuple(_heading(cell) for cell in sheet.rows[header])
    rows = []
    for at in sheet.filled_rows():
        if at > header:
            cells = {
                heading: FilledCell(_value(cell), sheet.span(at, column))
                for column, (heading, cell) in reversed(list(enumerate(zip(headings, sheet.rows[at], strict=False))))
                if heading
            }
            rows.append(FilledRow(sheet.span(at), cells))
    return FilledTable(sheet.name, sheet.whole, headings, tuple(rows))


def _is_header(row: tuple[Cell, ...]) -> bool:
    return sum(isinstance(cell, str) and bool(cell.strip()) for cell in row) >= _LEAST_HEADINGS


def _heading(cell: Cell) -> str:
    return "".join(cell.split()) if isinstance(cell, str) else ""


def _value(cell: Cell) -> ReviewCell:
    """Return a cell without what a workbook adds to it: times of days, 3.0 for 3, 0x0D at line ends."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("_x000D_", "").strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, float) and cell.is_integer():
        return Decimal(int(cell))
    if isinstance(cell, int | float):
        return Decimal(repr(cell))
    return cell
