"""The time a document covers (实施期): years in its title, or the clause that says how long it is in force (有效期)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from guatu.reader.dates import read_deadline
from guatu.reader.numerals import han_number
from guatu.reader.source import PlanText

_YEARS = re.compile(r"((?:19|20)\d\d)年?(?:[—\-~－]{1,2}|至|到)((?:19|20)\d\d)年?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:度|年度)?(?!版|年版|以来|以前|\d|月|[）〕]?\d*号)")
_DATE = r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日|(?:19|20)\d\d年(?:\d{1,2}月)?底?"
_SUBJECT = re.compile(
    r"本(?:办法|措施|意见|方案|政策|细则|规定|通知|若干|计划|要点|规划|实施|条例|文件|扶持|政策措施|行动|暂行|试行|公告|规则|指南|清单|决定|举措|条款)|"
    r"(?:以上|上述|该|此)[^，。]{0,8}(?:政策|措施|办法|条款|意见|规定)|除.{0,20}(?:明确|规定|注明).{0,10}外"
)
_FROM_ISSUE = re.compile(r"[自从](?:[^，。；]{0,6}?)(?:印发|发布|公布|下发|颁布|发文|签发)(?:之?日|后)?起")
_FROM_DAY = re.compile(rf"[自从](?P<day>{_DATE})起")
_IN_FORCE = re.compile(r"有效|[施试暂]行|实施|执行|生效")
_LASTS = re.compile(
    r"(?:有效期限?|施行|试行|实施|执行|期限|暂定|有效)(?:期限?|时间)?(?:暂定)?[为是：]?(?P<count>[一二两三四五六七八九十]{1,2}|\d{1,2})(?P<unit>年|个月)"
)
_UNTIL = re.compile(rf"(?:至|到|截至|截止到?)(?P<day>{_DATE})")
_PERIOD = re.compile(
    rf"(?:执行|实施|有效|施行|试行|适用)(?:期限|期|时间|时限)?[为是：]?[自从]?(?P<first>{_DATE})(?:起|开始)?[，]?(?:至|到|—|-)(?P<last>{_DATE})"
)


@dataclass(frozen=True, slots=True)
class Validity:
    """The first and the last day a document covers, and the stretch of clean text that says so."""

    first: date | None
    last: date | None
    start: int
    end: int


def years_of_title(title: str) -> tuple[date, date] | None:
    """Return the years that a title names, as days.

    >>> years_of_title("甲市工业振兴行动计划（2025—2027年）")
    (datetime.date(2025, 1, 1), datetime.date(2027, 12, 31))
    """
    if match := _YEARS.search(title):
        first, last = int(match[1]), int(match[2])
        return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None
    match = _YEAR.search(title)
    if match and title[match.end(1) : match.end(1) + 1] == "年":
        year = int(match[1])
        return date(year, 1, 1), date(year, 12, 31)
    return None


def find_validity(plan: PlanText, issued_on: str | None) -> Validity | None:
    """Return what the clause about the document's own force says; None where it names no end.

    `issued_on` is the day that 自印发之日起 means.
    """
    found: Validity | None = None
    for match in re.finditer(r"[^。\n]+", plan.clean):
        words = match.group()
        if not _IN_FORCE.search(words):
            continue
        subject = _SUBJECT.search(words)
        from_day = _FROM_DAY.search(words) or _FROM_ISSUE.search(words)
        if not subject and not (from_day and re.search("有效期|暂定", words)):
            continue
        if (read := _read(words, issued_on)) is not None:
            found = Validity(*read, match.start(), match.end())
    return found


def _read(words: str, issued_on: str | None) -> tuple[date | None, date | None] | None:
    issue = day_of(issued_on)
    if period := _PERIOD.search(words):
        first = read_deadline(period["first"], None)
        last = read_deadline(period["last"], first.year if first else None)
        return (first, last) if first and last else None
    first = _first_day(words, issue)
    if until := _UNTIL.search(words):
        last = read_deadline(until["day"], issue.year if issue else None)
        return (first, last) if last else None
    if lasts := _LASTS.search(words):
        if first is None:
            return None
        count = han_number(lasts["count"])
        months = count * 12 if lasts["unit"] == "年" else count
        return first, _months_later(first, months) - timedelta(days=1)
    return None


def _first_day(words: str, issue: date | None) -> date | None:
    if day := _FROM_DAY.search(words):
        return read_deadline(day["day"], issue.year if issue else None)
    return issue if _FROM_ISSUE.search(words) else None


def day_of(printed: str | None) -> date | None:
    """Return a printed date as a day; None where it is only a month or no day of the calendar."""
    try:
        return None if printed is None else date.fromisoformat(printed)
    except ValueError:
        return None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
