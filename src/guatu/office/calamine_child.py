"""Reads one workbook in a process of its own and prints its sheets as JSON.

A workbook of five kilobytes can abort the process that reads it, so that process must not be the officer's. It sets its
own limits of memory and time, imports nothing of guatu, and is run as a file: `python calamine_child.py PATH`.
"""

import json
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's time-out still holds there.
    _LIMITS: tuple[tuple[int, int], ...] = ()
else:
    # Address space, then seconds of processor time.
    _LIMITS = ((resource.RLIMIT_AS, 3 << 30), (resource.RLIMIT_CPU, 120), (resource.RLIMIT_CORE, 0))

_MOST_CELLS = 5_000_000


def main(path: str) -> int:
    """Print the workbook's sheets, or one word that says why not: password, broken, large."""
    for limit, most in _LIMITS:
        resource.setrlimit(limit, (most, most))
    try:
        answer = _read(path)
    except PasswordError:
        answer = {"trouble": "password"}
    except (CalamineError, OSError, ValueError, MemoryError) as error:
        answer = {"trouble": "broken", "error": str(error)[:200]}
    json.dump(answer, sys.stdout, ensure_ascii=True, separators=(",", ":"))
    return 0


def _read(path: str) -> dict[str, object]:
    sheets = []
    cells = 0
    with CalamineWorkbook.from_path(path) as book:
        for metadata in book.sheets_metadata:
            if metadata.typ != SheetTypeEnum.WorkSheet:
                continue
            if metadata.visible != SheetVisibleEnum.Visible:
                sheets.append({"name": metadata.name, "hidden": True})
                continue
            sheet = book.get_sheet_by_name(metadata.name)
            cells += sheet.total_height * sheet.total_width
            if cells > _MOST_CELLS:
                return {"trouble": "large", "sheet": metadata.name}
            rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            sheets.append({"name": metadata.name, "rows": rows, "merged": sheet.merged_cell_ranges or []})
    return {"sheets": sheets}


def _plain(cell: object) -> object:
    """Return a cell as JSON: a date as a pair of its kind and its text, an empty cell as null."""
    if isinstance(cell, datetime):
        return ["datetime", cell.isoformat()]
    if isinstance(cell, date):
        return ["date", cell.isoformat()]
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return None if cell == "" else cell


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
