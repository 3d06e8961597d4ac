"""Write a form (填报表) as a workbook to be filled in and sent back: one line an indicator, two cells to type into.

The cells to fill are coloured and unlocked; the rest is protected without a password, so that nothing is moved by
mistake and whoever wants to may. Whatever is done to it, it is read back by its headers, not by where they stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from guatu.office.cell_text import printable, text_width, wrapped_lines
from guatu.office.fixed_zip import UNDATED
from guatu.office.new_workbook import new_workbook
from guatu.office.workbook_style import DEFAULT_FONT, Properties, StyleBook

FORM_SHEET = "填报表"
NUMBER, NAME, UNIT, VALUE, GROWTH = "序号", "指标", "计量单位", "本期累计（期末）", "同比（%）"
LAST_VALUE, LAST_GROWTH, YEAR_VALUE, YEAR_GROWTH = "上期数", "上期同比（%）", "上年同期数", "上年同期同比（%）"
HEADERS = (NUMBER, NAME, UNIT, VALUE, GROWTH, LAST_VALUE, LAST_GROWTH, YEAR_VALUE, YEAR_GROWTH)
# In Chinese characters; with the margins of A4 upright they fill the page.
_WIDTHS = (2.5, 12.5, 4.5, 7.5, 5.0, 6.5, 5.0, 6.5, 5.0)
_VALUE_AT, _GROWTH_AT = HEADERS.index(VALUE), HEADERS.index(GROWTH)
_TITLE_ROW, _PLACE_ROW, _HEADER_ROW, _FIRST_ROW = 0, 1, 2, 3
_INPUT_FILL, _CLOSED_FILL = "FFF8DC", "F2F4F6"
_A4 = 9
_LINE_POINTS, _ROW_POINTS = 13.5, 21.0
_OPTIONS: Properties = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": DEFAULT_FONT,
}
# What stays allowed on the protected sheet: the look of cells and columns is everybody's own.
_ALLOWED: Properties = {"format_cells": True, "format_columns": True, "format_rows": True, "autofilter": True}


@dataclass(frozen=True)
class FormLine:
    """One line of a form as printed: numbers in the unit named, growth in per cent; None is blank.

    `asks_value` and `asks_growth` say which of its cells are to be filled; `hint` is shown beside the cell typed into.
    """

    name: str
    unit: str
    decimals: int
    asks_value: bool
    asks_growth: bool
    value: Decimal | None = None
    growth: Decimal | None = None
    last_value: Decimal | None = None
    last_growth: Decimal | None = None
    year_value: Decimal | None = None
    year_growth: Decimal | None = None
    hint: str = ""

    @property
    def cells(self) -> tuple[Decimal | None, ...]:
        """The numbers, from the column of values on."""
        return (self.value, self.growth, self.last_value, self.last_growth, self.year_value, self.year_growth)


def write_form(path: Path, *, title: str, about: str, lines: Sequence[FormLine], notes: Sequence[str]) -> None:
    """Write one form; the same content gives the same bytes.

    `about` stands under the title and says the place and the period in words that are read back, such as
    `地区：甲子市　报告期：2024年1-9月`. Raises OSError where the path cannot be written.
    """
    with new_workbook(path, _OPTIONS) as workbook:
        workbook.set_properties({"title": printable(title), "author": "", "created": UNDATED})
        _FormPage(workbook.add_worksheet(FORM_SHEET), StyleBook(workbook)).write(title, about, lines, notes)


class _FormPage:
    """The sheet while it is written from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: StyleBook) -> None:
        self.sheet, self.styles = sheet, styles

    def write(self, title: str, about: str, lines: Sequence[FormLine], notes: Sequence[str]) -> None:
        """Write head, lines and notes, then what the sheet does when it is filled and printed."""
        for at, width in enumerate(_WIDTHS):
            # Excel counts a column in half-width digits.
            self.sheet.set_column(at, at, width * 2)
        last = len(HEADERS) - 1
        self.sheet.set_row(_TITLE_ROW, 34)
        size = 18 if text_width(title) <= 24 else 14
        self.sheet.merge_range(
            _TITLE_ROW, 0, _TITLE_ROW, last, printable(title), self.styles.get("title", font_size=size, text_wrap=True)
        )
        self.sheet.set_row(_PLACE_ROW, 22)
        self.sheet.merge_range(_PLACE_ROW, 0, _PLACE_ROW, last, printable(about), self.styles.get("subtitle"))
        self.sheet.set_row(_HEADER_ROW, 2 * _LINE_POINTS + 10)
        for at, header in enumerate(HEADERS):
            self.sheet.write_string(_HEADER_ROW, at, header, self.styles.get("header"))
        for at, line in enumerate(lines):
            self._write_line(_FIRST_ROW + at, at + 1, line)
        self._write_notes(_FIRST_ROW + len(lines), notes)
        self._set_up()

    def _write_line(self, row: int, number: int, line: FormLine) -> None:
        lines = max(wrapped_lines(line.name, _WIDTHS[1] - 0.7), wrapped_lines(line.unit, _WIDTHS[2] - 0.5))
        self.sheet.set_row(row, max(_ROW_POINTS, lines * _LINE_POINTS + 5))
        closed: Properties = {"bg_color": _CLOSED_FILL}
        self.sheet.write_number(row, 0, number, self.styles.get("middle", **closed))
        self.sheet.write_string(row, 1, printable(line.name), self.styles.get("words", **closed))
        self.sheet.write_string(row, 2, printable(line.unit), self.styles.get("middle", **closed))
        for at, cell in enumerate(line.cells, start=_VALUE_AT):
            asked = (at == _VALUE_AT and line.asks_value) or (at == _GROWTH_AT and line.asks_growth)
            decimals = line.decimals if (at - _VALUE_AT) % 2 == 0 else 1
            look: Properties = {"num_format": f"#,##0.{'0' * decimals}" if decimals else "#,##0"}
            look |= {"bg_color": _INPUT_FILL, "locked": False} if asked else closed
            style = self.styles.get("number", **look)
            if cell is None:
                self.sheet.write_blank(row, at, None, style)
            else:
                self.sheet.write_number(row, at, float(cell), style)
            if asked:
                self._help(row, at, line)

    def _help(self, row: int, at: int, line: FormLine) -> None:
        """Show what belongs into a cell when it is chosen; text is warned of, not refused: 3.2亿 is read as well."""
        is_growth = at == _GROWTH_AT
        says = "同比增速，单位 %：增长 5.2% 填 5.2，下降填负数。" if is_growth else f"单位：{line.unit}。{line.hint}"
        self.sheet.data_validation(
            row,
            at,
            row,
            at,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -1e15,
                "maximum": 1e15,
                "ignore_blank": True,
                "input_title": _cut(line.name, 30),
                "input_message": _cut(f"{says}没有数请留空，不要填 0。", 250),
                "error_title": "这里应填数",
                "error_message": f"请只填数字，单位是 {'%' if is_growth else line.unit}；没有数请留空。",
                "error_type": "warning",
            },
        )

    def _write_notes(self, row: int, notes: Sequence[str]) -> None:
        """Write the notes as one cell that begins with 说明, which the reader of sheets knows for no row of figures."""
        if not notes:
            return
        numbered = [f"{at}. {note}" for at, note in enumerate(notes, start=1)]
        text = printable("\n".join(("说明：", *numbered)))
        lines = 1 + sum(wrapped_lines(note, sum(_WIDTHS) - 2) for note in numbered)
        self.sheet.set_row(row, lines * _LINE_POINTS + 6)
        look = self.styles.get("note", valign="top")
        self.sheet.merge_range(row, 0, row, len(HEADERS) - 1, text, look)

    def _set_up(self) -> None:
        self.sheet.freeze_panes(_FIRST_ROW, 2)
        self.sheet.protect("", _ALLOWED)
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.center_horizontally()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_HEADER_ROW)
        self.sheet.set_footer("&C第 &P 页，共 &N 页")
        self.sheet.set_selection(_FIRST_ROW, _VALUE_AT, _FIRST_ROW, _VALUE_AT)


def _cut(text: str, most: int) -> str:
    """Shorten a text to what Excel takes in a message (32 signs of a title, 255 of a text)."""
    plain = printable(text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
