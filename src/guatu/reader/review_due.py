"""When a report is due (报送时限), in the words of the annotation and in those of an official."""

import re
from datetime import date

# The annotation's words, how an official reads them, and what an official may type; N stands for a number.
_FORMS: tuple[tuple[str, str, str], ...] = (
    ("day {0} of next month", "次月{0}日前", r"(?:每月)?[次下]个?月(\d{1,2})[日号]"),
    ("day {0} of each month", "每月{0}日前", r"每个?月(\d{1,2})[日号]"),
    ("end of each month", "每月底前", r"每?个?月[底末]"),
    ("end of each quarter", "每季度末前", r"每?个?季度?[底末]"),
    ("day {0} of last month of each quarter", "每季度末月{0}日前", r"每?个?季度?(?:末|最后一个)月(\d{1,2})[日号]"),
    ("{0:>02}-{1:>02} each year", "每年{0}月{1}日前", r"每年(\d{1,2})月(\d{1,2})[日号]"),
    ("{0}-{1:>02}-{2:>02}", "{0}年{1}月{2}日前", r"(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})[日号]?"),
    ("within {0} working days of receipt", "收到后{0}个工作日内", r"(?:收到|接到|接)[^\d]{0,6}(\d{1,2})个?工作日"),
)
_FIELD = re.compile(r"\{\d(?::>02)?\}")
_ENDING = r"(?:之?前|以前|以内|之?内)?"


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_FIELD.sub(r"(\\d+)", template))


_READINGS = tuple((_pattern(due), words) for due, words, _ in _FORMS)
_TYPED = tuple((re.compile(pattern + _ENDING), due) for due, _, pattern in _FORMS)


def due_words(due: str | None) -> str | None:
    """Return a time limit as an official reads it; one that is not known is shown as it is.

    >>> due_words("day 5 of next month"), due_words("2026-01-31")
    ('次月5日前', '2026年1月31日前')
    """
    if due is None:
        return None
    for pattern, words in _READINGS:
        if match := pattern.fullmatch(due):
            return words.format(*(number.lstrip("0") for number in match.groups()))
    return due


def due_from_words(words: str) -> str | None:
    """Return the annotation's words for a time limit as typed, or None where it is none.

    >>> due_from_words("每月 10 日前"), due_from_words("明年再说")
    ('day 10 of each month', None)
    """
    plain = re.sub(r"\s", "", words)
    typed = ((pattern.fullmatch(plain), due) for pattern, due in _TYPED)
    spelled = (
        (pattern.fullmatch(words.strip()), due) for (pattern, _), (due, _, _) in zip(_READINGS, _FORMS, strict=True)
    )
    for match, due in (*typed, *spelled):
        if match and (due.startswith("within") or _is_possible(match.groups())):
            return due.format(*(number.lstrip("0") for number in match.groups()))
    return None


def _is_possible(numbers: tuple[str, ...]) -> bool:
    """Tell days of a calendar from other numbers: 2月30日 and 每月45日 are none."""
    # Without a month any day up to the 31st is meant, without a year any leap year's.
    year, month, day = ("2000", "1", "1")[: 3 - len(numbers)] + numbers
    try:
        return bool(date(int(year), int(month), int(day)))
    except ValueError:
        return False
