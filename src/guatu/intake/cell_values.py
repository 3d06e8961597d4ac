"""What a single cell says where it is no figure: periods, days, codes, yes or no; else Unreadable with the reason."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from guatu.domain import InvalidValue, Period
from guatu.intake import findings
from guatu.intake.amounts import is_missing, plain_text
from guatu.intake.periods import ReportPeriod, UnknownYear, read_day, read_period, read_span
from guatu.intake.sheet import Cell
from guatu.intake.unreadable import Unreadable
from guatu.intake.words import TOTALS

_YES = frozenset(("是", "有", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "对"))
_NO = frozenset(("否", "×", "✗", "✘", "n", "no", "false", "0", "不", "不是"))
# Uniform credit codes exist since 2015 and registers carry some older years; a slip of the keyboard lies far outside.
_FIRST_YEAR, _LAST_YEAR = 1990, 2050
Dated = TypeVar("Dated", ReportPeriod, Period)


def period_of(cell: Cell, year: int | None) -> ReportPeriod | None:
    """Return the period a cell names; `year` is the title's."""
    return None if is_missing(plain_text(cell)) else _dated(lambda: read_period(cell, year))


def span_of(cell: Cell, year: int | None) -> Period | None:
    """Return the months a cell names: a year, several years, a month."""
    return None if is_missing(plain_text(cell)) else _dated(lambda: read_span(cell, year))


def _dated(read: Callable[[], Dated]) -> Dated:
    try:
        return read()
    except UnknownYear as error:
        raise Unreadable(findings.NO_YEAR, f"{error}，这一行没有读。", findings.NO_YEAR.instead) from error
    except InvalidValue as error:
        raise Unreadable(findings.BAD_PERIOD, f"{error}。", findings.BAD_PERIOD.instead) from error


def year_of(cell: Cell) -> int | None:
    """Return the year of a cell that names one whole year: 2019, 2019年, 2019年度."""
    text = plain_text(cell)
    if is_missing(text):
        return None
    try:
        span = read_span(text.removesuffix("度"))
    except InvalidValue as error:
        raise Unreadable(findings.BAD_YEAR, f"{error}，这一行没有读。", findings.BAD_YEAR.instead) from error
    year = span.last.year
    if (span.first.year, span.first.month, span.last.month) != (year, 1, 12):
        raise Unreadable(findings.BAD_YEAR, f"“{cell}”不是一个整年，这一行没有读。", findings.BAD_YEAR.instead)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        sentence = f"年度写的是 {year}，不在 {_FIRST_YEAR}—{_LAST_YEAR} 年之间，这一行没有读。"
        raise Unreadable(findings.BAD_YEAR, sentence, findings.BAD_YEAR.instead)
    return year


def month_of(cell: Cell) -> date | None:
    """Return the first day of the month a cell names."""
    found = period_of(cell, None)
    if found is not None and found.period.months != 1 and found.basis != "cumulative":
        sentence = f"“{cell}”不是一个月份。"
        raise Unreadable(findings.BAD_PERIOD, sentence, "请写到月，如 2024-09。")
    return None if found is None else found.month


def day_of(cell: Cell) -> date | None:
    """Return the day a cell names; of a month alone its last."""
    if is_missing(plain_text(cell)):
        return None
    try:
        return read_day(cell)
    except InvalidValue as error:
        raise Unreadable(findings.BAD_DAY, f"{error}。", findings.BAD_DAY.instead) from error


def text_of(cell: Cell) -> str | None:
    """Return a cell as text, without the blanks around it."""
    plain = plain_text(cell)
    if is_missing(plain):
        return None
    return cell.strip() if isinstance(cell, str) else plain


def code_of(cell: Cell) -> str | None:
    """Return the code of a firm as registers keep it; a row of totals has none."""
    plain = plain_text(cell).upper()
    if plain in TOTALS:
        raise Unreadable(findings.TOTAL_ROW, f"“{plain}”行没有读。", findings.TOTAL_ROW.instead)
    return None if is_missing(plain) else plain


def yes_no_of(cell: Cell) -> bool | None:
    """Return what a cell of 是 or 否 says; a blank one says neither."""
    plain = plain_text(cell).lower()
    if plain in _YES or plain in _NO:
        return plain in _YES
    if is_missing(plain):
        return None
    raise Unreadable(findings.UNKNOWN_CHOICE, f"“{plain}”不是“是”或“否”。", "请写“是”或“否”。")
