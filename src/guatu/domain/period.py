"""Periods (报告期): a year, a quarter, a half year, a month, or several years.

How a figure covers its period (single month, January to month, stock) is the observation's basis, not the period's.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from guatu.domain.errors import InvalidValue

_DIGITS = str.maketrans("０１２３４５６７８９－—–～．／", "0123456789----./")
_MONTH = re.compile(r"(\d{4})\s*(?:年|[-./])\s*(?:1\s*[-至到]\s*)?(\d{1,2})\s*月?(?:份)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})")
_YEAR = re.compile(r"(\d{4})\s*年?(?:度|全年)?")
_QUARTER = re.compile(r"(\d{4})\s*(?:年|-)?\s*(?:Q|q|第)?\s*([1-4一二三四])\s*(?:季度?)?")
_HALF = re.compile(r"(\d{4})\s*年?\s*(上|下)半年")
_YEARS = re.compile(r"(\d{4})\s*年?\s*[-/至到]\s*(\d{4})\s*年?")
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4}
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Months from `first` to `last`, each the first day of a month; both ends are included.

    >>> Period.from_text("2024年1-9月").last
    datetime.date(2024, 9, 1)
    >>> str(Period.month(2024, 9)), str(Period.year(2024)), str(Period.from_text("2026/2028"))
    ('2024-09', '2024', '2026/2028')
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first.day != 1 or self.last.day != 1 or self.last < self.first:
            raise InvalidValue(f"报告期首尾不对：{self.first} 至 {self.last}")

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """Return one month; a month that does not exist raises InvalidValue."""
        if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12):
            raise InvalidValue(f"没有 {year} 年 {month} 月")
        return cls(date(year, month, 1), date(year, month, 1))

    @classmethod
    def year(cls, year: int, last_year: int | None = None) -> "Period":
        """Return a year, or the years from `year` to `last_year`."""
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise InvalidValue(f"年份 {year} 不在可用范围")
        return cls(date(year, 1, 1), cls.month(year if last_year is None else last_year, 12).last)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        """Return one quarter (1–4)."""
        return cls(cls.month(year, quarter * 3 - 2).first, cls.month(year, quarter * 3).last)

    @classmethod
    def from_text(cls, text: str) -> "Period":
        """Read `2024`, `2024-09`, `202409`, `2024年1-9月`, `2024Q3`, `2024年上半年`, `2026/2028`; else InvalidValue."""
        plain = text.strip().translate(_DIGITS)
        if match := _YEARS.fullmatch(plain):
            return cls.year(int(match[1]), int(match[2]))
        if match := _HALF.fullmatch(plain):
            year, first = int(match[1]), 1 if match[2] == "上" else 7
            return cls(cls.month(year, first).first, cls.month(year, first + 5).last)
        if match := _YEAR.fullmatch(plain):
            return cls.year(int(match[1]))
        if re.search(r"[Qq季]", plain) and (match := _QUARTER.fullmatch(plain)):
            return cls.quarter(int(match[1]), _CHINESE.get(match[2]) or int(match[2]))
        if match := (_MONTH.fullmatch(plain) or _COMPACT.fullmatch(plain)):
            return cls.month(int(match[1]), int(match[2]))
        raise InvalidValue(f"“{text}”不是报告期；请写成 2024-09、2024年1-9月、2024Q3 或 2024")

    @property
    def months(self) -> int:
        """How many months the period has."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def last_day(self) -> date:
        """The last calendar day of the period."""
        following = date(self.last.year + self.last.month // 12, self.last.month % 12 + 1, 1)
        return following - timedelta(days=1)

    def shift(self, months: int) -> "Period":
        """Return the period moved by a number of months: `shift(-12)` is the same period last year."""
        return Period(_shift(self.first, months), _shift(self.last, months))

    def covers(self, other: "Period") -> bool:
        """Tell whether the other period lies inside this one."""
        return self.first <= other.first and other.last <= self.last

    @property
    def words(self) -> str:
        """The period as a heading says it: `2024年9月`, `2024年`, `2024年三季度`, `2026—2028年`."""
        year, start, months = self.last.year, self.first.month, self.months
        if months == 1:
            return f"{year}年{start}月"
        if months == 12 and start == 1:
            return f"{year}年"
        if months == 3 and start % 3 == 1:
            return f"{year}年{'一二三四'[start // 3]}季度"
        if months == 6 and start in (1, 7):
            return f"{year}年{'上' if start == 1 else '下'}半年"
        if start == 1 and self.last.month == 12:
            return f"{self.first.year}—{year}年"
        return f"{self.first.year}年{start}月—{year}年{self.last.month}月"

    def __str__(self) -> str:
        if self.months == 1:
            return f"{self.last:%Y-%m}"
        if self.first.month == 1 and self.last.month == 12:
            years = f"{self.first.year}", f"{self.last.year}"
            return years[0] if years[0] == years[1] else "/".join(years)
        if self.months == 3 and self.first.month % 3 == 1:
            return f"{self.last.year}Q{self.last.month // 3}"
        return f"{self.first:%Y-%m}/{self.last:%Y-%m}"


def _shift(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
