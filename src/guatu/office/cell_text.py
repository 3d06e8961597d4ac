"""How a cell of a report table reads on paper: one answer for the workbook, the bulletin and the measuring of columns.

What a number means is report's; which font and which width it gets is the writer's.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from guatu.report import Cell, Column, Emphasis, Form, Light, Row, Section, Table, round_half_up

# The words 其中： of paper forms: before the first park of a run; the next ones stand under it.
AMONG, AMONG_BLANK = "其中：", "　　　"
_LAST_WORDS = ("拉动", "目标", "增速", "差距", "完成", "同比", "合计", "单位", "情况", "进度", "期数", "户数")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ORDINALS = ("序号", "位次", "排名", "名次")
_FEW_CHARACTERS = 4
_NUMBERS = frozenset({Form.NUMBER, Form.COUNT, Form.MONEY, Form.PERCENT, Form.POINTS, Form.CHANGE, Form.FIGURE})


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a number is printed: times `scale`, with `decimals`, then the `suffix`; one that is `short` without zeros."""

    scale: int
    decimals: int
    suffix: str = ""
    short: bool = False

    @property
    def excel(self) -> str:
        """The number format of a cell that holds `in_cell(value)`."""
        if self.short:
            return "General"
        plain = "0." + "0" * self.decimals if self.decimals else "0"
        if self.suffix == "%":
            return f"{plain}%"
        return f"#,##{plain}" + (f'"{self.suffix}"' if self.suffix else "")

    def in_cell(self, value: float | Decimal) -> float:
        """The number a workbook keeps: a percent stays a fraction, points are stored times 100.

        >>> NumberStyle(100, 1).in_cell(0.07)
        7.0
        """
        number = float(value)
        return number if self.suffix == "%" or self.scale == 1 else round(number * self.scale, 10)

    def printed(self, value: float | Decimal) -> str:
        """The number as printed, rounded half up as Excel does.

        >>> NumberStyle(1, 2).printed(-1234.565), NumberStyle(100, 1, "%").printed(0.0825)
        ('-1,234.57', '8.3%')
        """
        printed = f"{round_half_up(value, self.decimals, hundredfold=self.scale == 100):,f}"
        if self.short and "." in printed:
            printed = printed.rstrip("0").rstrip(".")
        return f"{printed}{self.suffix}"


def number_style(column: Column, section: Section) -> NumberStyle | None:
    """Return how numbers of this column are printed in this section; None for words, lights and dates."""
    in_percent = section.unit == "%"
    match column.form:
        case Form.COUNT:
            return NumberStyle(1, 0)
        case Form.MONEY:
            return NumberStyle(1, 2)
        case Form.PERCENT:
            return NumberStyle(100, 1, "%")
        case Form.POINTS:
            return NumberStyle(100, section.rate_decimals)
        case Form.FIGURE:
            return NumberStyle(1, 6, short=True)
        case Form.NUMBER:
            return NumberStyle(100, section.rate_decimals, "%") if in_percent else NumberStyle(1, section.decimals)
        case Form.CHANGE:
            return NumberStyle(100, 1, "个百分点") if in_percent else NumberStyle(1, section.decimals)
        case _:
            return None


def is_missing(cell: Cell) -> bool:
    """Tell whether a cell is printed blank: missing, or a number that a division by zero left undefined."""
    return cell is None or cell == "" or (isinstance(cell, float) and not math.isfinite(cell))


def is_numeric(column: Column) -> bool:
    """Tell whether a column holds numbers, which stand to the right."""
    return column.form in _NUMBERS


def is_centred(table: Table, index: int) -> bool:
    """Tell whether a column stands in the middle: ranks, lights, dates, and words of a few characters (是, 错误)."""
    column = table.columns[index]
    if is_numeric(column):
        return column.label in _ORDINALS
    if column.form is not Form.TEXT:
        return True
    texts = (cell_text(row.cells[index], column, section) for section in table.sections for row in section.rows)
    return index != name_column(table) and all(text_width(text) <= _FEW_CHARACTERS for text in texts)


def cell_text(cell: Cell, column: Column, section: Section) -> str:
    """Return a cell as printed; a missing one is empty, never a zero."""
    if isinstance(cell, str):
        return cell.word if isinstance(cell, Light) else cell
    if is_missing(cell):
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, date):
        return f"{cell:%Y-%m}" if column.form is Form.MONTH else f"{cell:%Y-%m-%d}"
    style = number_style(column, section)
    if style is not None and isinstance(cell, int | float | Decimal):
        return style.printed(cell)
    return str(cell)


def header_unit(column: Column) -> str:
    """Return the unit line of a header, in brackets; percents say it in their cells."""
    unit = column.unit
    if not unit or unit in column.label or (column.form is Form.PERCENT and unit == "%"):
        return ""
    return f"（{unit}）"


def broken_label(label: str, whole: float = 4.0) -> tuple[str, ...]:
    """Return a header's label in lines, broken before its last word and not within one; its own breaks stay.

    Parts no wider than `whole` Chinese characters, and those too short to break, stay whole.

    >>> broken_label("剩余月份需月均"), broken_label("新动能拉动"), broken_label("完成率")
    (('剩余月份', '需月均'), ('新动能', '拉动'), ('完成率',))
    """
    return tuple(line for part in label.split("\n") for line in _broken_part(part, whole))


def section_text(section: Section) -> str:
    """Return the heading row of a section, with its unit; empty when the section has no title."""
    if not section.title or not section.unit or f"（{section.unit}）" in section.title:
        return section.title
    return f"{section.title}（{section.unit}）"


def subtitle_text(table: Table) -> str:
    """Return the line under the title; units that no heading row or header shows are named here."""
    hidden = [section.unit for section in table.sections if section.unit and not section.title]
    units = [unit for unit in dict.fromkeys(hidden) if unit not in table.subtitle]
    shown = any(
        column.unit if column.form in (Form.NUMBER, Form.CHANGE) else "（单位）" in column.label
        for column in table.columns
    )
    if not units or shown:
        return table.subtitle
    return "　　".join(filter(None, (table.subtitle, "单位：" + "、".join(units))))


def name_column(table: Table) -> int:
    """Return the place of the column that names a row: the first of words, but not 序号."""
    words = (index for index, column in enumerate(table.columns) if column.form is Form.TEXT and column.label != "序号")
    return next(words, 0)


def park_prefix(rows: tuple[Row, ...], index: int, name: int) -> str:
    """Return what is printed before a park's name: 其中： before the first of a run, blanks before the others."""
    row = rows[index]
    if row.emphasis is not Emphasis.PARK or str(row.cells[name]).startswith("其中"):
        return ""
    follows = index > 0 and rows[index - 1].emphasis is Emphasis.PARK
    return AMONG_BLANK if follows else AMONG


def printable(text: str) -> str:
    """Return a text without the control characters that no document may hold; line breaks and tabs stay.

    >>> printable("青溪市\\x0b工业")
    '青溪市工业'
    """
    return _CONTROLS.sub("", text)


@lru_cache(maxsize=20_000)
def text_width(text: str) -> float:
    """Return the width of the widest line in Chinese characters: Latin letters and digits count half.

    >>> text_width("增速 8.5%")
    4.5
    """
    if text.isascii() and "\n" not in text:
        return len(text) / 2
    return max((sum(_char_width(char) for char in line) for line in text.split("\n")), default=0.0)


def wrapped_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column `width` Chinese characters wide."""
    return sum(max(1, math.ceil(text_width(line) / width)) for line in text.split("\n"))


@cache
def _char_width(char: str) -> float:
    # "Ambiguous" (A) are the dashes, quotes and ‰ that Chinese fonts draw full width.
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def _broken_part(part: str, whole: float) -> tuple[str, ...]:
    if text_width(part) <= whole or len(part) < 4:
        return (part,)
    if part.endswith(_LAST_WORDS):
        return (part[:-2], part[-2:])
    # Most Chinese words have two characters: an even head near the middle seldom cuts one.
    head = min(range(2, len(part) - 1, 2), key=lambda at: (abs(2 * at - len(part)), -at))
    return (part[:head], part[head:])
