"""How often and by when (频次与时限) a report is due: 每月5日前, 每季度末, 2028年10月底前, 收到后3个工作日内.

The words of the result are those in which duties are annotated: `monthly` and `day 5 of next month`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from guatu.reader.dates import read_deadline
from guatu.reader.numerals import han_number

_HAN = r"[一二三四五六七八九十]{1,3}"
_DAY_WORD = rf"(?P<day>\d{{1,2}}|{_HAN})[日号]"
_MONTHLY = re.compile(r"每个?月(?!均)|按月|逐月|月度|(?<![个\d一二三两])月(?:通报|报告|报送|汇报)|一月一|次月|每月度")
_QUARTERLY = re.compile(
    r"每个?季度?|按季度?|逐季|季度(?:末|结束|终了)|季(?:通报|报告|报送)|(?<![\d一二三四])季后|"
    r"一季一|每三个月|每3个月"
)
_HALF = re.compile(
    r"每半年|按半年|半年(?:度)?(?:一|通报|报告|报送|汇报|小结|总结)|半年度|上半年.{0,10}下半年|一年两次|每年(?:两|2|二)次"
)
_TWICE = re.compile(rf"(\d{{1,2}}|{_HAN})月[^，。；、和及与]{{0,6}}[、和及与](?:当年|次年|翌年)?(\d{{1,2}}|{_HAN})月")
_YEARLY = re.compile(r"每年度?|按年度|每一年|一年一")
_TIME_SIGN = re.compile(r"[年季月日]")
# Rhythms that plans name and the vocabulary does not: better nothing than a wrong one.
_OTHER = re.compile(
    r"每个?周|每?半个?月|按周|每两周|每日|每天|逐日|每旬|按旬|每两个?月|每2个月|双月|周(?:通报|报告|报送|调度)|每两年|每三年|每五年|逐周"
)
_FOUR_MONTHS = re.compile(
    r"1月[、，]4月[、，]7月[、和及，与]10月|"
    r"3月[、，]6月[、，]9月[、和及，与]12月(?:的|份)?(?:(?P<day>\d{1,2})日|(?P<end>底|末))?"
)
_LAST_MONTH = re.compile(
    rf"(?:每个?季度?|按季度?|季度?)(?:的)?"
    rf"(?:(?:最后一个?月|末月|第三个?月|第3个?月)(?:份)?的?(?:{_DAY_WORD}|(?P<end>底|末))"
    rf"|[末底]月?的?(?P<last>[123]\d)[日号])(?!以?后)"
)
_QUARTER_END = re.compile(r"(?:每个?季度?|按季度?|季度?|每季)(?:的)?(?:末|底|结束前|终了前)(?!月|后)")
_MONTH_DAY = re.compile(rf"(?:每个?月|按月[^，。；]{{0,4}}?|每月度)(?:的|前)?{_DAY_WORD}(?!以?后)")
_NEXT_MONTH_DAY = re.compile(rf"(?:次月|下个?月)(?:的)?{_DAY_WORD}")
_MONTH_END = re.compile(r"(?:每个?月|按月|当月)(?:的)?(?:底|末|月底|月末)(?!后)|月底前|月末前")
_YEAR_DAY = re.compile(
    rf"(?:每年度?|次年|翌年|第二年|下一?年|年度)(?:的)?(?P<month>\d{{1,2}}|{_HAN})月(?:份)?(?:{_DAY_WORD}|(?P<end>底|末|前|以前|之前|内|中))"
)
_YEAR_END = re.compile(r"每年(?:度)?(?:的)?(?:年底|年末|年终|底|末)")
_DATED = re.compile(
    r"(?P<date>(?:(?:19|20)\d\d年)?(?:\d{1,2}月\d{1,2}日|\d{1,2}月(?:底|末|份)?)|(?:19|20)\d\d年底?|年底)(?:之前|以前|前|内)"
    r"|(?:于|在)(?P<at>(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末))"
)
_ONE_DAY = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)")
_DAYS = re.compile(
    rf"(?P<days>{_ONE_DAY.pattern}(?:之?前)?(?:(?:[、和及与]|以及){_ONE_DAY.pattern}(?:之?前)?)+)(?<=前)|"
    rf"(?:于|在)(?P<at>{_ONE_DAY.pattern}(?:(?:[、和及与]|以及){_ONE_DAY.pattern})+)"
)
_QUARTERS = ((3,), (6,), (9,), (11, 12))
_COMMON_YEAR = 2001
_RECEIPT = re.compile(rf"(?:收到|接到|收悉|接件)[^。；]{{0,30}}?(?P<count>\d{{1,2}}|{_HAN})个?工作日(?:之?内|以内)?")
# An answer within some working days is due from the day the question comes in, said or not.
_ANSWER = re.compile(rf"(?P<count>\d{{1,2}}|{_HAN})个?工作日(?:之?内|以内)[^，。；]{{0,30}}(?:反馈|答复|回复)")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A frequency (monthly, quarterly, half_yearly, yearly, once) and a due day in the words of the annotation.

    `further` are the later days of reports that are due on several: 分别于6月10日、10月10日前.
    """

    frequency: str
    due: str | None = None
    further: tuple[str, ...] = ()


def read_rhythm(words: str, year: int | None, *, about_last_month: bool = False) -> Rhythm | None:
    """Return how often and by when; None without a fixed time. `about_last_month`: the report covers 上月.

    >>> read_rhythm("每月5日前将上月进展报县工信局", None, about_last_month=True)
    Rhythm(frequency='monthly', due='day 5 of next month')
    """
    if not _TIME_SIGN.search(words):
        return None
    words = _OTHER.sub("□", words)
    if rhythm := _quarterly(words) or _monthly(words, about_last_month=about_last_month):
        return rhythm
    is_yearly = _YEARLY.search(words) or _YEAR_DAY.search(words)
    listed = _listed_days(words, year)
    if len(listed) > 2 and not is_yearly:
        return _on_days(listed)
    if _HALF.search(words) or _is_twice_a_year(words):
        return Rhythm("half_yearly")
    if is_yearly:
        return Rhythm("yearly", _yearly_due(words))
    return _on_days(listed) if listed else _once(words, year)


def each_year(rhythm: Rhythm) -> Rhythm:
    """Return the rhythm of a date in a sentence about every year: 每年1月底前报甲局，2月底前报乙局."""
    if rhythm.due is None or not rhythm.due[:4].isdigit():
        return Rhythm("yearly")
    day = rhythm.due[5:].replace("02-29", "02-28")
    return Rhythm("yearly", f"{day} each year")


def _quarterly(words: str) -> Rhythm | None:
    if match := _FOUR_MONTHS.search(words):
        return Rhythm("quarterly", _last_month_due(match["day"]) if match["day"] or match["end"] else None)
    if match := _LAST_MONTH.search(words):
        return Rhythm("quarterly", _last_month_due(match["day"] or match["last"]))
    if (days := _listed_days(words, _COMMON_YEAR)) and _is_each_quarter(days):
        return Rhythm("quarterly", _last_month_due(_usual([f"{day.day}" for day in days])))
    if _QUARTER_END.search(words):
        return Rhythm("quarterly", "end of each quarter")
    return Rhythm("quarterly") if _QUARTERLY.search(words) else None


def _last_month_due(day: str | None) -> str:
    return f"day {han_number(day)} of last month of each quarter" if day else "end of each quarter"


def _monthly(words: str, *, about_last_month: bool) -> Rhythm | None:
    if match := _NEXT_MONTH_DAY.search(words):
        return Rhythm("monthly", f"day {han_number(match['day'])} of next month")
    if match := _MONTH_DAY.search(words):
        month = "next month" if about_last_month else "each month"
        return Rhythm("monthly", f"day {han_number(match['day'])} of {month}")
    if not _MONTHLY.search(words):
        return None
    return Rhythm("monthly", "end of each month" if _MONTH_END.search(words) else None)


def _is_twice_a_year(words: str) -> bool:
    match = _TWICE.search(words)
    return match is not None and abs(han_number(match[2]) - han_number(match[1])) == 6


def _yearly_due(words: str) -> str | None:
    if match := _YEAR_DAY.search(words):
        month = han_number(match["month"])
        if not 1 <= month <= 12 or match["end"] == "中":
            return None
        # The last of February is written as in a common year.
        day = han_number(match["day"]) if match["day"] else monthrange(_COMMON_YEAR, month)[1]
        return f"{month:02d}-{day:02d} each year"
    return "12-31 each year" if _YEAR_END.search(words) else None


def _listed_days(words: str, year: int | None) -> tuple[date, ...]:
    """Return the days of a list that ends in 前: 2028年6月15日、9月15日前; a year printed once holds for the rest."""
    match = _DAYS.search(words)
    if match is None:
        return ()
    days: list[date] = []
    for part in _ONE_DAY.findall(match["days"] or match["at"]):
        printed = re.match(r"\d{4}", part)
        year = int(printed.group()) if printed else year
        day = read_deadline(f"{part}前", year)
        if day is None:
            return ()
        days.append(day)
    return tuple(days)


def _is_each_quarter(days: tuple[date, ...]) -> bool:
    """Tell four days in the last months of the quarters; the fourth may be a month early, before the year closes."""
    return len(days) == 4 and all(day.month in months for day, months in zip(days, _QUARTERS, strict=True))


def _usual(days: list[str]) -> str:
    return max(days, key=days.count)


def _on_days(days: tuple[date, ...]) -> Rhythm:
    first, *further = (day.isoformat() for day in days)
    return Rhythm("once", first, tuple(further))


def _once(words: str, year: int | None) -> Rhythm | None:
    if match := _RECEIPT.search(words) or _ANSWER.search(words):
        return Rhythm("once", f"within {han_number(match['count'])} working days of receipt")
    if match := _DATED.search(words):
        day = read_deadline((match["date"] or match["at"]) + "前", year)
        return Rhythm("once", day.isoformat()) if day else None
    return None
