"""Days and periods in prose: deadlines (时限) such as 2023年10月底前, periods (目标期) such as 到2028年."""

import re
from calendar import monthrange
from datetime import date

_DASH = r"(?:[—\-~－]{1,2}|至|到)"
_YEARS = re.compile(rf"((?:19|20)\d\d)年?{_DASH}((?:19|20)\d\d)年?")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_DAY = re.compile(r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日")
_MONTH = re.compile(r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(?:份)?(?:底|末|中旬|上旬|下旬|前|$|以前|之前)")
_QUARTER = re.compile(r"(?:((?:19|20)\d\d)年)?第?([一二三四1-4])季度")
_HALF = re.compile(r"(?:((?:19|20)\d\d)年)?(上|下)半年")
_PLAN = re.compile(r"[“\"]?十([二三四五六七])五[”\"]?(末|期间|时期|规划期)?")
# 三年内 and 2025年底 are not this year.
_THIS_YEAR = re.compile(r"(?<![\d一二两三四五六七八九十几每次翌明后前])年(?:内|底|末)|今年|本年|全年|当年底")
# The five-year plans (国民经济和社会发展五年规划): the twelfth ran from 2011 to 2015.
_PLAN_YEARS = {"二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031, "七": 2036}
_HAN_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4}


def read_deadline(text: str, year: int | None) -> date | None:
    """Return the last day that a note allows, in a text such as 2023年10月底前; `year` stands for a year left out.

    >>> read_deadline("完成时限：2023年10月底前", None)
    datetime.date(2023, 10, 31)
    """
    if match := _DAY.search(text):
        return _date(match[1], year, int(match[2]), int(match[3]))
    if match := _MONTH.search(text):
        return _month_end(match[1], year, int(match[2]))
    if match := _QUARTER.search(text):
        return _month_end(match[1], year, 3 * (_HAN_QUARTER.get(match[2]) or int(match[2])))
    if match := _HALF.search(text):
        return _month_end(match[1], year, 6 if match[2] == "上" else 12)
    if years := _YEARS.search(text):
        return date(int(years[2]), 12, 31)
    if last := _YEAR.findall(text):
        return date(int(last[-1]), 12, 31)
    if _THIS_YEAR.search(text) and year is not None:
        return date(year, 12, 31)
    return None


def read_day(text: str) -> str | None:
    """Return the first date of a text as `YYYY-MM-DD`, or `YYYY-MM` where that is all there is."""
    if match := re.search(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日", text):
        found = _date(match[1], None, int(match[2]), int(match[3]))
        return None if found is None else found.isoformat()
    if match := re.search(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})", text):
        found = _date(match[1], None, int(match[2]), int(match[3]))
        return None if found is None else found.isoformat()
    if (match := re.search(r"((?:19|20)\d\d)[年.](\d{1,2})月?", text)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02d}"
    return None


def read_period(text: str, year: int | None) -> str | None:
    """Return the period that a stretch states: `2028` for 到2028年, `2026/2028` for 2026—2028年, or None.

    `year` is what 年内 and 全年 mean. The stretch nearest to the figure should come last: the last statement counts.

    >>> read_period("到2028年", None), read_period("2026—2028年", None), read_period("年内", 2019)
    ('2028', '2026/2028', '2019')
    """
    found: list[tuple[int, str]] = []
    found.extend((match.end(), f"{match[1]}/{match[2]}") for match in _YEARS.finditer(text))
    taken = {place for match in _YEARS.finditer(text) for place in range(match.start(), match.end())}
    found.extend((match.end(), match[1]) for match in _YEAR.finditer(text) if match.start() not in taken)
    for match in _PLAN.finditer(text):
        first = _PLAN_YEARS[match[1]]
        if match[2] is not None:
            found.append((match.end(), f"{first + 4}" if match[2] == "末" else f"{first}/{first + 4}"))
    if year is not None:
        found.extend((match.end(), str(year)) for match in _THIS_YEAR.finditer(text))
    return max(found)[1] if found else None


def _date(year: str | None, other: int | None, month: int, day: int) -> date | None:
    chosen = int(year) if year else other
    if chosen is None or not 1 <= month <= 12 or not 1 <= day <= monthrange(chosen, month)[1]:
        return None
    return date(chosen, month, day)


def _month_end(year: str | None, other: int | None, month: int) -> date | None:
    chosen = int(year) if year else other
    if chosen is None or not 1 <= month <= 12:
        return None
    return date(chosen, month, monthrange(chosen, month)[1])
