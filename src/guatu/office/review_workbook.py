"""Write the review of a plan (核对表) as a workbook: one sheet a table, a row an item, drop-downs where one chooses.

No sheet of items is protected: then rows could be neither deleted nor sorted. What is not to be edited refuses typing.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guatu.domain import Finding
from guatu.office.cell_text import printable, text_width, wrapped_lines
from guatu.office.fixed_zip import UNDATED
from guatu.office.new_workbook import new_workbook
from guatu.office.review_cover import add_cover, write_cover
from guatu.office.review_sheet import FIRST_ROW, HEADER_ROW, HINT_ROW, TITLE_ROW, last_row
from guatu.office.workbook_style import DEFAULT_FONT, Properties, StyleBook
from guatu.reader import ReviewCell, ReviewColumn, ReviewForm, ReviewTable

_A3, _A4 = 8, 9
_WIDEST_ON_A4 = 94.0  # Chinese characters of 10 pt that stand on A4 lying at 8 pt or more
_LINE_POINTS, _LEAST_POINTS, _MOST_POINTS = 13.5, 20.0, 405.0
_READ_ONLY_FILL = "F2F4F6"
_CONFIDENCE_FILLS = {"高": "E3F0E2", "中": "FFF6D6", "低": "FBDCC8"}
_REFUSED_INK, _UNDECIDED_FILL = "9A9A9A", "FFE28A"
_MOST_CHOICES = 255  # characters Excel takes in a drop-down's list
_LONGEST_SHOWN = 31_000  # characters; a cell takes 32767
_OPTIONS: Properties = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": DEFAULT_FONT,
}


def write_review(
    path: Path, tables: tuple[ReviewTable, ...], *, title: str, fingerprint: str, findings: Iterable[Finding] = ()
) -> None:
    """Write 说明 and one sheet a table; the same input gives the same bytes.

    `fingerprint` ties the workbook to its text. Raises OSError where the path cannot be written.
    """
    with new_workbook(path, _OPTIONS) as workbook:
        workbook.set_properties({"title": printable(title), "author": "", "created": UNDATED})
        styles = StyleBook(workbook)
        cover = add_cover(workbook)
        for table in tables:
            _ReviewSheet(workbook.add_worksheet(table.title), table, styles).write()
        write_cover(cover, tables, styles, title=title, fingerprint=fingerprint, findings=tuple(findings))


class _ReviewSheet:
    """One sheet while it is written."""

    def __init__(self, sheet: Worksheet, table: ReviewTable, styles: StyleBook) -> None:
        self.sheet, self.table, self.styles = sheet, table, styles
        self.columns = table.columns
        self.last = last_row(table)
        self.decision = table.column("decision")
        self.formats = tuple(self._format(column) for column in self.columns)

    def write(self) -> None:
        """Write title, hint, header, items, spare rows; then what the sheet does when it is edited and printed."""
        for at, column in enumerate(self.columns):
            # Excel counts a column in half-width digits.
            self.sheet.set_column(at, at, column.width * 2)
        self._write_head()
        for at, row in enumerate(self.table.rows):
            self._write_row(FIRST_ROW + at, row)
            if self.table.marks:
                self._mark_quote(FIRST_ROW + at, row, self.table.marks[at])
        for at in range(FIRST_ROW + len(self.table.rows), self.last + 1):
            self.sheet.set_row(at, _LEAST_POINTS)
            for index in range(len(self.columns)):
                self.sheet.write_blank(at, index, None, self._spare_format(index))
        self._add_choices()
        self._mark_decisions()
        self._set_up()

    def _format(self, column: ReviewColumn) -> Format:
        extra: Properties = {} if column.editable else {"bg_color": _READ_ONLY_FILL}
        if column.form is ReviewForm.DAY:
            return self.styles.get("middle", num_format="yyyy-mm-dd", **extra)
        if column.form is ReviewForm.NUMBER:
            return self.styles.get(self._number_style(column), **extra)
        is_short = bool(column.choices) or column.key in ("number", "confidence", "per", "period", "unit")
        return self.styles.get("middle" if is_short else "words", num_format="@", **extra)

    def _spare_format(self, index: int) -> Format:
        column = self.columns[index]
        style = {ReviewForm.NUMBER: "number", ReviewForm.DAY: "middle"}.get(column.form, "words")
        plain: Properties = {} if column.form is not ReviewForm.WORDS else {"num_format": "@"}
        return self.styles.get("middle" if column.choices else style, **plain)

    def _write_head(self) -> None:
        counted = f"（{len(self.table.rows)}条）" if self.table.growing else ""
        for at, text, height, size in (
            (TITLE_ROW, f"{self.table.title}核对表{counted}", 28.0, 16),
            (HINT_ROW, self.table.hint, 20.0, 10),
        ):
            self.sheet.set_row(at, height)
            # Not merged, so that the columns can be sorted and filtered; the words run over into the empty cells.
            font = "黑体" if at == TITLE_ROW else "楷体"
            plain = self.styles.get(font_name=font, font_size=size, valign="vcenter", font_scheme="none")
            self.sheet.write_string(at, 0, printable(text), plain)
        lines = max(wrapped_lines(column.heading, column.width - 0.5) for column in self.columns)
        self.sheet.set_row(HEADER_ROW, lines * _LINE_POINTS + 10)
        for at, column in enumerate(self.columns):
            self.sheet.write_string(HEADER_ROW, at, column.heading, self.styles.get("header"))
            if column.meaning:
                tip = {"validate": "any", "input_title": column.heading, "input_message": column.meaning}
                self.sheet.data_validation(HEADER_ROW, at, HEADER_ROW, at, tip)

    def _write_row(self, at: int, row: tuple[ReviewCell, ...]) -> None:
        self.sheet.set_row(at, self._height(row))
        for index, (cell, column) in enumerate(zip(row, self.columns, strict=True)):
            if cell is None or cell == "":
                self.sheet.write_blank(at, index, None, self.formats[index])
            elif isinstance(cell, Decimal):
                self.sheet.write_number(at, index, float(cell), self._number_format(cell, column))
            elif isinstance(cell, date):
                self.sheet.write_datetime(at, index, cell, self.formats[index])
            elif column.key == "confidence":
                fill = _CONFIDENCE_FILLS.get(cell, _READ_ONLY_FILL)
                self.sheet.write_string(at, index, cell, self.styles.get("middle", bg_color=fill, bold=cell == "低"))
            else:
                self.sheet.write_string(at, index, printable(cell)[:_LONGEST_SHOWN], self.formats[index])

    def _mark_quote(self, at: int, row: tuple[ReviewCell, ...], mark: tuple[int, int]) -> None:
        """Print what was read in bold where it is only a part of the sentence."""
        column, (start, end) = self.table.column("quote"), mark
        sentence = None if column is None else row[column]
        if (
            column is None
            or not isinstance(sentence, str)
            or not sentence[start:end]
            or sentence == sentence[start:end]
        ):
            return
        # Each run names its font: without one, programs fall back on fonts of their own.
        plain, bold = self.styles.get("words"), self.styles.get("words", bold=True)
        runs = ((plain, sentence[:start]), (bold, sentence[start:end]), (plain, sentence[end:]))
        pieces = [part for style, words in runs if printable(words) for part in (style, printable(words))]
        self.sheet.write_rich_string(at, column, *pieces, self.formats[column])

    def _number_format(self, cell: Decimal, column: ReviewColumn) -> Format:
        exponent = cell.normalize().as_tuple().exponent
        decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
        style = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        extra: Properties = {} if column.editable else {"bg_color": _READ_ONLY_FILL}
        return self.styles.get(self._number_style(column), num_format=style, **extra)

    def _number_style(self, column: ReviewColumn) -> str:
        """Figures to be edited stand at the right of their cell, counts that only inform in the middle."""
        return "number" if column.editable else "middle"

    def _height(self, row: tuple[ReviewCell, ...]) -> float:
        lines = 1
        for cell, column in zip(row, self.columns, strict=True):
            if isinstance(cell, str) and (len(cell) > column.width - 1 or "\n" in cell):
                lines = max(lines, wrapped_lines(cell, column.width - 0.8))
        return min(max(_LEAST_POINTS, lines * _LINE_POINTS + 8), _MOST_POINTS)

    def _add_choices(self) -> None:
        for at, column in enumerate(self.columns):
            if column.by_row:
                for row, choices in enumerate(self.table.row_choices):
                    if choices:
                        self._add_list(FIRST_ROW + row, FIRST_ROW + row, at, choices, is_open=True)
            elif column.choices:
                self._add_list(FIRST_ROW, self.last, at, column.choices)
            elif not column.editable and self.table.rows:
                self._refuse_typing(at, column)

    def _add_list(self, first: int, last: int, column: int, choices: tuple[str, ...], *, is_open: bool = False) -> None:
        """Add a drop-down; an open one takes other words too, after a question."""
        self.sheet.data_validation(
            first,
            column,
            last,
            column,
            {
                "validate": "list",
                "source": _fitting(choices),
                "error_type": "information" if is_open else "stop",
                "error_title": "不在下拉列表里" if is_open else "请从下拉列表里选",
                "error_message": "列表里没有这个名称。确实要用就点“确定”。"
                if is_open
                else f"只能填：{'、'.join(choices)}。",
            },
        )

    def _refuse_typing(self, at: int, column: ReviewColumn) -> None:
        self.sheet.data_validation(
            FIRST_ROW,
            at,
            FIRST_ROW + len(self.table.rows) - 1,
            at,
            {
                "validate": "custom",
                "value": "=FALSE",
                "ignore_blank": False,
                "error_title": f"“{column.heading}”不用改",
                "error_message": "这一栏改了也不起作用。请改白底的格；整条不要的，在“采用”一栏选“不采用”。",
            },
        )

    def _mark_decisions(self) -> None:
        """Grey a row that is not accepted, and mark what is still open, as soon as somebody chooses."""
        if self.decision is None:
            return
        area = (FIRST_ROW, 0, self.last, len(self.columns) - 1)
        letter = chr(ord("A") + self.decision)
        first = f"${letter}{FIRST_ROW + 1}"
        refused = self.styles.conditional(font_color=_REFUSED_INK, font_strikeout=True)
        undecided = self.styles.conditional(bg_color=_UNDECIDED_FILL, bold=True)
        self.sheet.conditional_format(*area, {"type": "formula", "criteria": f'={first}="不采用"', "format": refused})
        self.sheet.conditional_format(
            FIRST_ROW,
            self.decision,
            self.last,
            self.decision,
            {"type": "formula", "criteria": f'={first}="待定"', "format": undecided},
        )

    def _set_up(self) -> None:
        sheet = self.sheet
        printed = [column for column in self.columns if column.printed]
        end = max(FIRST_ROW + len(self.table.rows) - 1, HEADER_ROW)
        sheet.freeze_panes(FIRST_ROW, 0 if self.decision is None else self.decision + 1)
        if self.table.rows:
            sheet.autofilter(HEADER_ROW, 0, self.last, len(self.columns) - 1)
        sheet.set_paper(_A4 if sum(column.width for column in printed) <= _WIDEST_ON_A4 else _A3)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.6)
        sheet.set_footer("&C&9&A　第 &P 页　共 &N 页", {"margin": 0.3})
        sheet.repeat_rows(HEADER_ROW)
        sheet.print_area(0, 0, end, len(printed) - 1)
        sheet.hide_gridlines(2)


def _fitting(choices: tuple[str, ...]) -> list[str]:
    """Return as many choices as a drop-down takes; a comma would part one in two."""
    fitting: list[str] = []
    for choice in choices:
        plain = printable(choice).replace(",", "，")
        if text_width(plain) and len(",".join((*fitting, plain))) <= _MOST_CHOICES:
            fitting.append(plain)
    return fitting
