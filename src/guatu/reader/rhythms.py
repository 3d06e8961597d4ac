"""How often and by when (频次与时限) a report is due: 每月5日前, 每季度末, 2028年10月底前, 收到后3个工作日内.

The words of the result are those in which duties are annotated: `monthly` and `day 5 of next month`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass

from guatu.reader.dates import read_deadline
from guatu.reader.labels import han_number

_HAN = r"[一二三四五六七八九十]{1,3}"
_DAY_WORD = rf"(?P<day>\d{{1,2}}|{_HAN})[日号]"
_MONTHLY = re.compile(r"每个?月(?!均)|按月|逐月|月度|(?<![个\d一二三两])月(?:通报|报告|报送|汇报)|一月一|次月|每月度")
_QUARTERLY = re.compile(r"每个?季度?|按季度?|逐季|季度(?:末|结束|终了)|季(?:通报|报告|报送)|一季一|每三个月|每3个月")
_HALF = re.compile(
    r"每半年|按半年|半年(?:度)?(?:一|通报|报告|报送|汇报|小结|总结)|半年度|上半年.{0,10}下半年|一年两次|每年(?:两|2|二)次"
)
_TWICE = re.compile(rf"(\d{{1,2}}|{_HAN})月[^，。；、和及与]{{0,6}}[、和及与](?:当年|次年|翌年)?(\d{{1,2}}|{_HAN})月")
_YEARLY = re.compile(r"每年度?|按年度|每一年|一年一")
# Rhythms that plans name and the vocabulary does not: better nothing than a wrong one.
_OTHER = re.compile(
    r"每个?周|每?半个?月|按周|每两周|每日|每天|逐日|每旬|按旬|每两个?月|每2个月|双月|周(?:通报|报告|报送|调度)|每两年|每三年|每五年|逐周"
)
_FOUR_MONTHS = re.compile(r"3月[、，]6月[、，]9月[、和及，与]12月(?:的|份)?(?:(?P<day>\d{1,2})日|(?P<end>底|末))?")
_LAST_MONTH = re.compile(
    rf"(?:每个?季度?|按季度?|季度?)(?:的)?(?:最后一个?月|末月|第三个?月|第3个?月)(?:份)?的?(?:{_DAY_WORD}|(?P<end>底|末))"
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
_RECEIPT = re.compile(rf"(?:收到|接到|收悉|接件)[^。；]{{0,30}}?(?P<count>\d{{1,2}}|{_HAN})个?工作日(?:之?内|以内)?")
# An answer within some working days is due from the day the question comes in, said or not.
_ANSWER = re.compile(rf"(?P<count>\d{{1,2}}|{_HAN})个?工作日(?:之?内|以内)[^，。；]{{0,30}}(?:反馈|答复|回复)")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A frequency (monthly, quarterly, half_yearly, yearly, once) and a due day in the words of the annotation."""

    frequency: str
    due: str | None = None


def read_rhythm(words: str, year: int | None, *, about_last_month: bool = False) -> Rhythm | None:
    """Return how often and by when; None without a fixed time. `about_last_month`: the report covers 上月.

    >>> read_rhythm("每月5日前将上月进展报县工信局", None, about_last_month=True)
    Rhythm(frequency='monthly', due='day 5 of next month')
    """
    words = _OTHER.sub("□", words)
    if rhythm := _quarterly(words) or _monthly(words, about_last_month=about_last_month):
        return rhythm
    if _HALF.search(words) or _is_twice_a_year(words):
        return Rhythm("half_yearly")
    if _YEARLY.search(words) or _YEAR_DAY.search(words):
        return Rhythm("yearly", _yearly_due(words))
    return _once(words, year)


def _quarterly(words: str) -> Rhythm | None:
    if match := _FOUR_MONTHS.search(words):
        return Rhythm("quarterly", _last_month_due(match["day"]) if match["day"] or match["end"] else None)
    if match := _LAST_MONTH.search(words):
        return Rhythm("quarterly", _last_month_due(match["day"]))
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
        day = han_number(match["day"]) if match["day"] else monthrange(2001, month)[1]
        return f"{month:02d}-{day:02d} each year"
    return "12-31 each year" if _YEAR_END.search(words) else None


def _once(words: str, year: int | None) -> Rhythm | None:
    if match := _RECEIPT.search(words) or _ANSWER.search(words):
        return Rhythm("once", f"within {han_number(match['count'])} working days of receipt")
    if match := _DATED.search(words):
        day = read_deadline((match["date"] or match["at"]) + "前", year)
        return Rhythm("once", day.isoformat()) if day else None
    return None
