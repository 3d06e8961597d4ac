"""Report periods and days as people type them, and what the wording says about the basis (口径)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guatu.domain import InvalidValue, Period
from guatu.intake.amounts import plain_text
from guatu.intake.sheet import Cell

_UNKNOWN_YEAR = re.compile(r"(?:\d{0,3}[xX?？*×某]+\d*|某)年?[-./年]?.*")
_AMBIGUOUS = re.compile(r"\d{4}\.1")
_RANGE = re.compile(r"(\d{4})(?:年|[-./])(?:0?1月?[-~—至到])(\d{1,2})月?(?:份)?")
_QUARTERS = re.compile(r"(\d{4})年?(?:前|1[-~—至到]|一至)([二三四234])季度?")
_FIRST_QUARTER = re.compile(r"(\d{4})年?(?:第?[一1]季度?|-?[Qq]1)")
_HALF = re.compile(r"(\d{4})年?上半年")
_DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEARLESS = re.compile(r"(?:1[-~—至到])?\d{1,2}月(?:份)?|[一二三四]季度|上半年|前[二三]季度|全年")
_IN_TITLE = re.compile(
    r"(?<!\d)((?:19|20)\d{2}(?:年(?:1-\d{1,2}月|\d{1,2}月|上半年|前[二三]季度|[一二三四]季度|全年)|-\d{2}(?!\d)|年度?|(?!\d)))"
)
_WHOLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年度")
# A date cell whose format was lost is a number of days since the end of 1899; these are 1990 and 2100.
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 32874, 73051
_CHINESE = {"二": 2, "三": 3, "四": 4}
# 累计 or 当月 written behind the month says the basis as a column would.
_BASIS_ENDINGS = (("累计", "cumulative"), ("当月", "month"), ("单月", "month"), ("末", "stock"), ("止", "cumulative"))


class UnknownYear(InvalidValue):
    """A period whose year is not printed (20XX-06)."""


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """The months a text names and the basis its wording proves: `1-9月` is cumulative, `2024年` the year; else None."""

    period: Period
    basis: str | None = None

    @property
    def month(self) -> date:
        """The first day of the last month, as the fact tables keep it."""
        return self.period.last


def read_period(cell: Cell, year: int | None = None) -> ReportPeriod:
    """Return the period of a cell; `year` is the title's, for texts such as `1-9月`. Else InvalidValue or UnknownYear.

    >>> read_period("2024年1-9月").basis, read_period("202409").basis
    ('cumulative', None)
    """
    day = _day_of_cell(cell)
    if day is not None:
        return ReportPeriod(Period.month(day.year, day.month))
    text = plain_text(cell).replace("—", "-").replace("~", "-")
    if _YEARLESS.fullmatch(text):
        if year is None:
            raise UnknownYear(f"“{cell}”没有写年份")
        text = f"{year}年{text}"
    if _UNKNOWN_YEAR.fullmatch(text):
        raise UnknownYear(f"“{cell}”的年份不知道")
    if _AMBIGUOUS.fullmatch(text):
        raise InvalidValue(f"“{text}”不知是 1 月还是 10 月")
    for ending, basis in _BASIS_ENDINGS:
        if text.endswith(ending) and len(text) > len(ending) + 3:
            return ReportPeriod(_proved(text.removesuffix(ending)).period, basis)
    return _proved(text)


def _proved(text: str) -> ReportPeriod:
    found = _cumulative(text)
    if found is not None:
        return ReportPeriod(found, "cumulative")
    if _DAY.fullmatch(text):
        day = read_day(text)
        return ReportPeriod(Period.month(day.year, day.month))
    period = Period.from_text(text)
    if period.first.month == 1 and period.last.month == 12:
        return ReportPeriod(period, "year")
    return ReportPeriod(period)


def _cumulative(text: str) -> Period | None:
    """Return the last month of `1-9月`, `前三季度`, `一季度`, `上半年`; None where the text is none of these."""
    if match := _RANGE.fullmatch(text):
        if not _DAY.fullmatch(text):
            return Period.month(int(match[1]), int(match[2]))
        if re.fullmatch(r"\d{4}-1-\d{1,2}", text):
            raise InvalidValue(f"“{text}”不知是 1 月 {match[2]} 日还是 1 至 {match[2]} 月")
        return None
    if match := _QUARTERS.fullmatch(text):
        quarter = _CHINESE.get(match[2]) or int(match[2])
        return Period.month(int(match[1]), quarter * 3)
    if match := (_FIRST_QUARTER.fullmatch(text) or _HALF.fullmatch(text)):
        return Period.month(int(match[1]), 6 if "上半年" in text else 3)
    return None


def read_span(cell: Cell, year: int | None = None) -> Period:
    """Return the months a target runs over: a year, several years, a month; else InvalidValue."""
    found = read_period(cell, year)
    if found.basis == "cumulative":
        return Period(date(found.month.year, 1, 1), found.month)
    return found.period


def read_day(cell: Cell) -> date:
    """Return the day of a cell; a month alone is its last day, so nothing is known too early. Else InvalidValue."""
    typed = _day_of_cell(cell)
    if typed is not None:
        return typed
    text = plain_text(cell)
    if _UNKNOWN_YEAR.fullmatch(text):
        raise UnknownYear(f"“{cell}”的年份不知道")
    match = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if match is None:
        return _last_day_of(text)
    return _day(int(match[1]), int(match[2]), int(match[3]))


def period_in_title(text: str) -> str | None:
    """Return the part of a title, sheet name or file name that names a period, or None.

    >>> period_in_title("楚雄州2024年1-9月主要经济指标")
    '2024年1-9月'
    """
    plain = plain_text(text).replace("—", "-").replace("至", "-").replace("~", "-")
    match = _IN_TITLE.search(plain)
    return match[1] if match else None


def year_in_title(text: str) -> str | None:
    """Return the one whole year a title names; None where it names none, several, or months of one.

    >>> year_in_title("2019年度奖补申报表"), year_in_title("2024年1-9月企业数据")
    ('2019', None)
    """
    plain = plain_text(text)
    years = set(_WHOLE_YEAR.findall(plain))
    if years:
        return years.pop() if len(years) == 1 else None
    period = period_in_title(plain)
    return period[:4] if period is not None and re.fullmatch(r"\d{4}年?(?:全年)?", period) else None


def _last_day_of(text: str) -> date:
    if re.fullmatch(r"\d{1,3}|\d{5}", text):
        raise InvalidValue(f"“{text}”不是日期")
    found = read_period(text)
    return found.period.last_day


def _day(year: int, month: int, day: int) -> date:
    Period.month(year, month)
    try:
        return date(year, month, day)
    except ValueError as error:
        last = Period.month(year, month).last_day
        raise InvalidValue(f"{year} 年 {month} 月没有 {day} 日，最后一天是 {last.day} 日") from error


def _day_of_cell(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(cell))
    return None
