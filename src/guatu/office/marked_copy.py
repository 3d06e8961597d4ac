"""A workbook with the same cells as a file that cannot be marked itself: an .xls, an .et, a text file."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter.worksheet import Worksheet

from guatu.intake import Cell, Sheet
from guatu.office.cell_text import printable
from guatu.office.new_workbook import new_workbook
from guatu.office.spreadsheet_text import LIKE_A_FORMULA
from guatu.office.workbook import sheet_names
from guatu.office.workbook_style import DEFAULT_FONT, Properties, StyleBook

_OPTIONS: Properties = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "default_format_properties": DEFAULT_FONT,
}
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ROW = re.compile(r"第(\d{1,7})行")
_LONGEST = 32_000  # characters; a cell takes 32767
_NAMELESS = "数据"

# The problems as marked_workbook writes them for its child: plain JSON.
Job = Mapping[str, Any]


def write_copy(path: Path, sheets: Sequence[Sheet], job: Job, colours: tuple[str, str]) -> None:
    """Write the list of problems and the cells of the sheets, coloured where something is wrong."""
    fills = (colours[0][2:], colours[1][2:])
    names = sheet_names([job["list"], *(sheet.name or _NAMELESS for sheet in sheets)])
    called = {sheet.name: name for sheet, name in zip(sheets, names[1:], strict=True)}
    with new_workbook(path, _OPTIONS) as workbook:
        styles = StyleBook(workbook)
        _write_list(workbook.add_worksheet(names[0]), job, styles, fills, called)
        for sheet, name in zip(sheets, names[1:], strict=True):
            problems = [one for one in job["problems"] if one["sheet"] == sheet.name]
            _Copy(workbook.add_worksheet(name), sheet, styles, fills).write(problems, job["author"])


def _write_list(sheet: Worksheet, job: Job, styles: StyleBook, fills: tuple[str, str], called: Job) -> None:
    last = len(job["columns"]) - 1
    sheet.merge_range(0, 0, 0, last, job["title"], styles.get("title", font_size=14, align="left"))
    sheet.merge_range(1, 0, 1, last, job["legend"], styles.get("note", font_size=10))
    sheet.set_row(0, 30)
    sheet.set_row(1, 46)
    for at, (heading, width) in enumerate(job["columns"]):
        sheet.set_column(at, at, width)
        sheet.write_string(2, at, heading, styles.get("header"))
    for row, problem in enumerate(job["problems"], start=3):
        sheet.set_row(row, problem["height"])
        for at, text in enumerate(problem["cells"]):
            style = styles.get("words", **({"bg_color": fills[not problem["error"]]} if at == 1 else {}))
            if at == 2 and problem["link"] and problem["sheet"] in called:
                link = styles.get("words", font_color="1F4E9C", underline=1)
                where = problem["link"].rpartition("!")[2]
                name = called[problem["sheet"]].replace("'", "''")
                sheet.write_url(row, at, f"internal:'{name}'!{where}", link, str(text))
            elif isinstance(text, int):
                sheet.write_number(row, at, text, style)
            else:
                sheet.write_string(row, at, text, style)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


class _Copy:
    """One sheet of the copy while it is written."""

    def __init__(self, page: Worksheet, sheet: Sheet, styles: StyleBook, fills: tuple[str, str]) -> None:
        self.page, self.sheet, self.styles, self.fills = page, sheet, styles, fills

    def write(self, problems: Sequence[Job], author: str) -> None:
        """Write the cells, the merged ones as one, with the colours and comments of the problems."""
        said: dict[tuple[int, int], list[str]] = {}
        colours: dict[tuple[int, int], str] = {}
        for problem in problems:
            places = self._places(problem["cell"])
            for place in places:
                if problem["error"] or place not in colours:
                    colours[place] = self.fills[not problem["error"]]
            if places:
                said.setdefault(places[0], []).append(problem["comment"])
        self.page.set_column(0, max(map(len, self.sheet.rows), default=1), 14)
        for row, cells in enumerate(self.sheet.rows):
            for column, cell in enumerate(cells):
                self._write_cell(row, column, cell, colours.get((row, column)))
        for merge in self.sheet.merged:
            top, left = min(merge.top, merge.bottom), min(merge.left, merge.right)
            if (merge.bottom, merge.right) != (top, left) and top < len(self.sheet.rows):
                first = self.sheet.rows[top][left] if left < len(self.sheet.rows[top]) else None
                self.page.merge_range(top, left, merge.bottom, merge.right, "")
                self._write_cell(top, left, first, colours.get((top, left)))
        for (row, column), texts in said.items():
            text = "\n".join(texts)
            height = min(60 + 20 * (len(text) // 20 + text.count("\n")), 400)
            options = {"author": author, "width": 300, "height": height}
            self.page.write_comment(row, column, text[:_LONGEST], options)

    def _places(self, where: str) -> list[tuple[int, int]]:
        first = self.sheet.first_row
        if match := _ROW.fullmatch(where):
            row = int(match[1]) - first
            cells = self.sheet.rows[row] if 0 <= row < len(self.sheet.rows) else ()
            return [(row, column) for column, cell in enumerate(cells) if cell not in (None, "")]
        if match := _CELL.fullmatch(where):
            column = 0
            for sign in match[1]:
                column = column * 26 + ord(sign) - 64
            return [(int(match[2]) - first, column - 1)]
        return []

    def _write_cell(self, row: int, column: int, cell: Cell, colour: str | None) -> None:
        look: Properties = {"bg_color": colour} if colour else {}
        if isinstance(cell, str) and cell.startswith(LIKE_A_FORMULA):
            look["quote_prefix"] = True
        if isinstance(cell, date):
            has_time = isinstance(cell, datetime) and cell.time() != datetime.min.time()
            look["num_format"] = "yyyy-mm-dd hh:mm" if has_time else "yyyy-mm-dd"
        style = self.styles.get(**look) if look else None
        if cell is None or cell == "":
            if style is not None:
                self.page.write_blank(row, column, None, style)
        elif isinstance(cell, bool):
            self.page.write_boolean(row, column, cell, style)
        elif isinstance(cell, (int, float, Decimal)):
            self.page.write_number(row, column, float(cell), style)
        elif isinstance(cell, date):
            self.page.write_datetime(row, column, cell, style)
        else:
            self.page.write_string(row, column, printable(cell)[:_LONGEST], style)
