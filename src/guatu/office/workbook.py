"""Write report tables as an Excel workbook (台账) the way an office expects it from WPS: one sheet a table.

Numbers stay numbers so that they can be summed; a missing figure is an empty cell; no text is ever taken for a formula.
"""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from guatu.office.cell_text import (
    NumberStyle,
    cell_text,
    is_centred,
    is_missing,
    is_numeric,
    name_column,
    number_style,
    park_prefix,
    section_text,
    subtitle_text,
    wrapped_lines,
)
from guatu.office.column_width import header_text, natural_widths
from guatu.office.new_workbook import new_workbook
from guatu.office.workbook_style import BODY_SIZE, DEFAULT_FONT, NOTE_SIZE, Properties, StyleBook
from guatu.report import Cell, Emphasis, Formula, Light, Row, Section, Table

_A4 = 9
_NUMBER_WIDTH = 3.0  # the 序号 column, in Chinese characters
_SPARE = 1.0  # beside the longest number
_PAGE_WIDTH = 120.0  # Chinese characters across A4 lying down, in the smallest print that is read without a glass
_LINE_POINTS, _ROW_POINTS = 13.5, 18.0
_SHEET_NAME_LIMIT = 31
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_OPTIONS: Properties = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": DEFAULT_FONT,
}


def write_workbook(path: Path, tables: tuple[Table, ...], *, title: str, created: date) -> None:
    """Write one sheet a table; the same tables and date give the same bytes.

    `title` and `created` go into the file's properties. Raises OSError where the path cannot be written.
    """
    with new_workbook(path, _OPTIONS) as workbook:
        moment = datetime(created.year, created.month, created.day)  # noqa: DTZ001 - a property without a zone
        workbook.set_properties({"title": title, "author": "", "created": moment})
        styles = StyleBook(workbook)
        for name, table in zip(sheet_names(table.name for table in tables), tables, strict=True):
            _Page(workbook.add_worksheet(name), table, styles).write()


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return names Excel accepts: no forbidden characters, at most 31 long, each once.

    >>> sheet_names(["时序账", "时序账", "a/b"])
    ('时序账', '时序账（2）', 'a b')
    """
    given: list[str] = []
    for name in wanted:
        plain = _FORBIDDEN_IN_SHEET_NAME.sub(" ", name).strip(" '") or "表"
        count, unique = 1, plain[:_SHEET_NAME_LIMIT]
        while unique.casefold() in {other.casefold() for other in given}:
            count += 1
            ending = f"（{count}）"
            unique = plain[: _SHEET_NAME_LIMIT - len(ending)] + ending
        given.append(unique)
    return tuple(given)


class _Page:
    """One sheet while it is written from top to bottom; `shift` is 1 where 序号 stands before the columns."""

    def __init__(self, sheet: Worksheet, table: Table, styles: StyleBook) -> None:
        self.sheet, self.table, self.styles = sheet, table, styles
        self.shift = int(table.numbered and table.columns[0].label != "序号")
        self.widths = (_NUMBER_WIDTH,) * self.shift + natural_widths(table, spare=_SPARE)
        self.name = name_column(table)
        self.pages, self.first_page = _pages(self.widths, table.frozen_columns + self.shift)
        self.bases = tuple(_base_style(table, index) for index in range(len(table.columns)))
        self.plain_words = tuple(self._words_format(index) for index in range(len(table.columns)))
        self.row = self.number = 0
        self.spots: tuple[int, ...] = ()

    def write(self) -> None:
        """Write the page: head, sections, notes, print set-up."""
        # Excel counts a column in half-width digits.
        for index, width in enumerate(self.widths):
            self.sheet.set_column(index, index, width * 2)
        self._write_head()
        for section in self.table.sections:
            self._write_section(section)
        if any(section.rows for section in self.table.sections):
            self._write_notes()
        else:
            self._write_across(self.table.nothing, self.styles.get("middle"), height=24)
        self._set_up_print()

    def _write_head(self) -> None:
        self._write_across(self.table.title, self.styles.get("title"), height=32)
        if subtitle := subtitle_text(self.table):
            self._write_across(subtitle, self.styles.get("subtitle"), height=20)
        columns = zip(self.table.columns, self.widths[self.shift :], strict=True)
        headers = ("序号",) * self.shift + tuple(header_text(column, width - 0.5) for column, width in columns)
        lines = max(header.count("\n") + 1 for header in headers)
        self.sheet.set_row(self.row, max(lines * _LINE_POINTS + 8, 24))
        for index, header in enumerate(headers):
            self.sheet.write_string(self.row, index, header, self.styles.get("header"))
        self.header_row = self.row
        self.row += 1
        self.sheet.freeze_panes(self.row, self.table.frozen_columns + self.shift)
        self.spots = _row_places(self.table, self.row)

    def _write_section(self, section: Section) -> None:
        if heading := section_text(section):
            # Not merged: a merged row could not be filtered or sorted; the text runs over into the empty cells.
            self.sheet.set_row(self.row, _ROW_POINTS + 2)
            for index in range(len(self.widths)):
                self.sheet.write_blank(self.row, index, None, self.styles.get("section"))
            self.sheet.write_string(self.row, 0, heading, self.styles.get("section"))
            self.row += 1
            self.number = 0
        numbers = tuple(number_style(column, section) for column in self.table.columns)
        for at, row in enumerate(section.rows):
            prefix = park_prefix(section.rows, at, self.name)
            self.sheet.set_row(self.row, self._row_height(row, prefix))
            if self.shift:
                self.number += row.emphasis is Emphasis.PLAIN
                self._write_number(self.number, row.emphasis)
            plain = row.emphasis is Emphasis.PLAIN and not prefix
            formulas = dict(row.formulas)
            for index, cell in enumerate(row.cells):
                number = numbers[index]
                if number is not None and index in formulas and isinstance(cell, int | float | Decimal):
                    self._write_formula(index, formulas[index], cell, row.emphasis, number=number)
                elif plain and cell and type(cell) is str:
                    self.sheet.write_string(self.row, index + self.shift, cell, self.plain_words[index])
                elif number is not None and isinstance(cell, int | float | Decimal) and not is_missing(cell):
                    self._write_figure(index, cell, row.emphasis, number)
                else:
                    self._write_words(index, cell, row.emphasis, section, prefix if index == self.name else "")
            self.row += 1

    def _write_number(self, number: int, emphasis: Emphasis) -> None:
        style = self.styles.get("middle", *_emphasis_style(emphasis))
        if emphasis is Emphasis.PLAIN:
            self.sheet.write_number(self.row, 0, number, style)
        else:
            self.sheet.write_blank(self.row, 0, None, style)

    def _write_figure(self, index: int, cell: float | Decimal, emphasis: Emphasis, number: NumberStyle) -> None:
        style = self.styles.get(self.bases[index], *_emphasis_style(emphasis), num_format=number.excel)
        self.sheet.write_number(self.row, index + self.shift, number.in_cell(cell), style)

    def _write_formula(
        self, index: int, formula: Formula, cell: float | Decimal, emphasis: Emphasis, *, number: NumberStyle
    ) -> None:
        """Write how a number is computed, and the number itself for readers that do not compute."""
        parts = (
            part if isinstance(part, str) else xl_rowcol_to_cell(self.spots[part.row], part.column + self.shift)
            for part in formula.parts
        )
        style = self.styles.get(self.bases[index], *_emphasis_style(emphasis), num_format=number.excel)
        self.sheet.write_formula(self.row, index + self.shift, f"={''.join(parts)}", style, number.in_cell(cell))

    def _write_words(self, index: int, cell: Cell, emphasis: Emphasis, section: Section, prefix: str) -> None:
        column, at, names = self.table.columns[index], index + self.shift, _emphasis_style(emphasis)
        if isinstance(cell, Light):
            self.sheet.write_string(self.row, at, cell.word, self.styles.light(cell, *names))
        elif is_missing(cell):
            self.sheet.write_blank(self.row, at, None, self.styles.get(self.bases[index], *names))
        else:
            text = cell_text(cell, column, section)
            self.sheet.write_string(self.row, at, text, self._words_format(index, *names, prefix=prefix))

    def _words_format(self, index: int, *names: str, prefix: str = "") -> Format:
        # The number format puts 其中： before the name, so that the cell still holds the bare name.
        number_format = f'"{prefix}"@' if prefix else "@"
        base = "middle" if is_numeric(self.table.columns[index]) else self.bases[index]
        return self.styles.get(base, *names, num_format=number_format)

    def _row_height(self, row: Row, prefix: str) -> float:
        """Return the height the words of a row need; numbers never wrap."""
        lines = 1
        for index, cell in enumerate(row.cells):
            if isinstance(cell, str) and not isinstance(cell, Light):
                text, width = prefix + cell if index == self.name else cell, self.widths[index + self.shift] - 0.5
                # A text is never wider than it has characters.
                if len(text) > width or "\n" in text:
                    lines = max(lines, wrapped_lines(text, width))
        return max(_ROW_POINTS, lines * _LINE_POINTS + 4)

    def _write_notes(self) -> None:
        if not self.table.notes:
            return
        for index, note in enumerate(self.table.notes):
            text = ("注：" if index == 0 else "　　") + note
            lines = wrapped_lines(text, sum(self.widths[: self.first_page]) * BODY_SIZE / NOTE_SIZE * 0.97)
            self._write_across(text, self.styles.get("note"), height=lines * 12.5 + 5)

    def _write_across(self, text: str, style: Format, *, height: float) -> None:
        self.sheet.set_row(self.row, height)
        if self.first_page > 1:
            self.sheet.merge_range(self.row, 0, self.row, self.first_page - 1, "", style)
        self.sheet.write_string(self.row, 0, text, style)
        self.row += 1

    def _set_up_print(self) -> None:
        sheet = self.sheet
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(self.pages, 0)
        if self.pages > 1:
            sheet.repeat_columns(0, self.table.frozen_columns + self.shift - 1)
        sheet.center_horizontally()
        sheet.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.6)
        sheet.set_footer("&C&9第 &P 页　共 &N 页", {"margin": 0.3})
        sheet.repeat_rows(0, self.header_row)
        sheet.print_area(0, 0, self.row - 1, len(self.widths) - 1)
        sheet.hide_gridlines(2)


def _pages(widths: tuple[float, ...], kept: int) -> tuple[int, int]:
    """Return over how many pages side by side a table is printed, and how many of its columns stand on the first.

    The first columns are on every page. Title and notes keep to the first one.
    """
    whole, head = sum(widths), sum(widths[:kept])
    if whole <= _PAGE_WIDTH or not 0 < kept < len(widths) or head > _PAGE_WIDTH / 2:
        return 1, len(widths)
    pages = math.ceil((whole - head) / (_PAGE_WIDTH - head))
    room, shown = head + (whole - head) / pages, 0
    for width in accumulate(widths):
        shown += width <= room
    return pages, max(shown, kept)


def _row_places(table: Table, first: int) -> tuple[int, ...]:
    """Return where on the sheet each row stands, of all sections in order, when the first line is `first`."""
    places: list[int] = []
    at = first
    for section in table.sections:
        at += bool(section_text(section))
        places.extend(range(at, at + len(section.rows)))
        at += len(section.rows)
    return tuple(places)


def _base_style(table: Table, index: int) -> str:
    if is_centred(table, index):
        return "middle"
    return "number" if is_numeric(table.columns[index]) else "words"


def _emphasis_style(emphasis: Emphasis) -> tuple[str, ...]:
    return () if emphasis is Emphasis.PLAIN else (emphasis.value,)
