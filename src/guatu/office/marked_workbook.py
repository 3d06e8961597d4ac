"""Mark a person's workbook (带标注退回): the same workbook with its wrong cells coloured and the reason beside each.

An .xlsx comes back as itself, marked by a process of its own (`marking_child`); an .xls, .et or text file, and an .xlsx
that cannot be kept whole, comes back as a new workbook with the same cells. Where even that is too large, as the list
of problems alone. Whatever could run or point elsewhere is left behind.
"""

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guatu.domain import UnsafeFile
from guatu.intake import Sheet
from guatu.office.cell_text import printable, wrapped_lines
from guatu.office.first_bytes import ZIP
from guatu.office.marked_copy import write_copy
from guatu.office.preflight import DAMAGED, check_workbook
from guatu.office.reading_process import ask_child

MARKS_SHEET, AUTHOR = "校验结果", "挂图校验"
# Fills of an error and of a question, with their alpha as openpyxl reads them.
COLOURS = ("FFFFC7CE", "FFFFD966")
LIST_COLUMNS = (("序号", 6), ("级别", 9), ("位置", 18), ("问题", 52), ("办法", 44))
# Behind the columns of the list, hidden: what marked cells looked like, so that the next return can undo it.
_MEMORY = len(LIST_COLUMNS) + 1
_MOST_CELLS = 200_000
_SECONDS = 120
_TITLE = "校验结果："
_LINE_POINTS, _LEAST_POINTS = 13.5, 20.0
_CHILD = Path(__file__).with_name("marking_child.py")
_LEGEND = (
    "红色的格必须改正；黄色的格请核实，数没有错的保留，在填报页面写明原因即可。把鼠标停在有颜色的格上，可以看到"
    "问题和办法。改好后直接上传本文件，这些标记会自动去掉。公式已换成当时的数，宏、外部链接和嵌入对象已去掉。"
)


@dataclass(frozen=True)
class CellMark:
    """What is wrong at a place of a workbook: a cell (`D5`), a row (`第5行`), or a whole sheet where `cell` is empty.

    `sheet` is empty where the file is the sheet.
    """

    sheet: str
    cell: str
    sentence: str
    way_out: str
    is_error: bool


def mark_workbook(path: Path, marks: Sequence[CellMark], *, sheets: Sequence[Sheet], to: Path) -> Path:
    """Write `path` with its problems marked and return where: `to` with the ending .xlsx.

    `sheets` are what was read of the file; a file of which nothing could be read comes back as a list alone. The new
    file is there whole or not at all. Raises OSError where it cannot be written.
    """
    target = to.with_suffix(".xlsx")
    aside = target.with_name(f".{target.stem}.{os.getpid()}.part.xlsx")
    job = _job(marks)
    try:
        if not (sheets and _is_plain_zip(path) and _marked_itself(path, aside, job)):
            small = sum(len(row) for sheet in sheets for row in sheet.rows) <= _MOST_CELLS
            write_copy(aside, sheets if small else (), job, COLOURS)
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)
    return target


def is_list_of_marks(sheet: Sheet) -> bool:
    """Tell whether a sheet is the list that an earlier return put into the workbook, whose title it then bears."""
    first = next((cell for row in sheet.rows[:1] for cell in row), None)
    return sheet.name == MARKS_SHEET and isinstance(first, str) and first.startswith(_TITLE)


def _is_plain_zip(path: Path) -> bool:
    """Tell whether a file is an .xlsx that may be opened."""
    with path.open("rb") as file:
        if not file.read(4).startswith(ZIP):
            return False
    try:
        check_workbook(path)
    except (UnsafeFile, *DAMAGED):
        return False
    return True


def _marked_itself(path: Path, aside: Path, job: dict[str, object]) -> bool:
    """Have the child mark the workbook itself; False where it could not."""
    with tempfile.TemporaryDirectory(prefix="guatu-") as folder:
        paper = Path(folder) / "job.json"
        # openpyxl goes by the ending, and a WPS workbook may be called .et.
        source = Path(folder) / "book.xlsx"
        source.write_bytes(path.read_bytes())
        orders = {**job, "source": str(source), "target": str(aside.resolve()), "most_cells": _MOST_CELLS}
        paper.write_text(json.dumps(orders), encoding="utf-8")
        return ask_child(_CHILD, str(paper), seconds=_SECONDS) == {} and aside.is_file()


def _job(marks: Sequence[CellMark]) -> dict[str, object]:
    errors = sum(mark.is_error for mark in marks)
    return {
        "list": MARKS_SHEET,
        "author": AUTHOR,
        "colours": COLOURS,
        "memory": _MEMORY,
        "columns": LIST_COLUMNS,
        "title": f"{_TITLE}错误 {errors} 处，请核实 {len(marks) - errors} 处",
        "legend": _LEGEND,
        "problems": [_problem(at, mark) for at, mark in enumerate(marks, start=1)],
    }


def _problem(number: int, mark: CellMark) -> dict[str, object]:
    level = "错误" if mark.is_error else "请核实"
    place = f"{mark.sheet}！{mark.cell}" if mark.sheet and mark.cell else mark.sheet or mark.cell or "整个文件"
    return {
        "sheet": mark.sheet,
        "cell": mark.cell,
        "error": mark.is_error,
        "comment": printable(f"{level}：{mark.sentence}\n办法：{mark.way_out}"),
        "link": _link(mark),
        "height": max(_LEAST_POINTS, _lines(mark) * _LINE_POINTS + 6),
        "cells": [number, level, printable(place), printable(mark.sentence), printable(mark.way_out)],
    }


def _lines(mark: CellMark) -> int:
    """Return how many lines the longer of sentence and way out takes; a column is counted in half-width digits."""
    texts = zip((mark.sentence, mark.way_out), LIST_COLUMNS[3:], strict=True)
    return max(wrapped_lines(text, width / 2 - 1) for text, (_, width) in texts)


def _link(mark: CellMark) -> str:
    """Return where in the workbook a problem is, as a link says it; empty where it is about more than a row."""
    cell = mark.cell
    if cell.startswith("第") and cell.endswith("行"):
        cell = f"A{cell[1:-1]}"
    if not (cell.isascii() and cell.isalnum()):
        return ""
    name = mark.sheet.replace("'", "''")
    return f"'{name}'!{cell}"
