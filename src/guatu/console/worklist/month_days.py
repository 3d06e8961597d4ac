"""The days of a month (工作日历): rest days and make-up workdays, when forms are due, what the month's work brings.

The days of the work month are the usual ones of a prefecture; `[month_days]` in site.toml sets another day for one
(`data_closed = 10`) or leaves it out (`data_closed = 0`). Like due days they move to the next working day.
"""

import calendar as month_lengths
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guatu.console.frame.models import stamp_of
from guatu.console.plans.active import PACKS, active_packs
from guatu.console.reporting.deadlines import last_moment
from guatu.console.reporting.models import Round
from guatu.domain import WEEKDAYS_ONLY, InvalidValue, MissingFile, WorkCalendar

SETTING = "month_days"
# Key, day of the month after the one reported, and what is done.
USUAL_DAYS: tuple[tuple[str, int, str | Promise], ...] = (
    ("data_closed", 9, _("数据关闭：运行六本账，写研判")),
    ("alerts", 10, _("发预警单")),
    ("papers", 11, _("备齐调度会材料：汇报、挂图、问题清单")),
    ("meeting", 12, _("调度会，会后出纪要")),
    ("final_figures", 16, _("统计数据公布：报定案数，写差异说明")),
    ("bulletin", 18, _("月通报签发")),
    ("feedback", 20, _("督办反馈、企业走访")),
    ("forecast", 26, _("报下月预计数，核对下月报表")),
)


@dataclass(frozen=True)
class Event:
    """Something on a day; `kind` is open (布置), due (报送时限), freeze (名单锁定), chase (催报) or work (本月工作)."""

    kind: str
    words: str
    clock: str = ""


@dataclass(frozen=True)
class Day:
    """One day: whether people work, why not, and what is on it. Days of the months beside are not `is_inside`."""

    day: date
    is_inside: bool
    is_workday: bool
    is_make_up: bool
    is_holiday: bool
    is_today: bool
    events: tuple[Event, ...]

    @property
    def due(self) -> tuple[Event, ...]:
        """The forms that are due on the day."""
        return tuple(one for one in self.events if one.kind == "due")


@dataclass(frozen=True)
class MonthPage:
    """A month in weeks from Monday; `is_known` is False where the year's 调休 has not been announced."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    is_known: bool

    @property
    def days(self) -> tuple[Day, ...]:
        """The days of the month alone."""
        return tuple(day for week in self.weeks for day in week if day.is_inside)


def month_page(first: date, rounds: Iterable[Round], today: date) -> MonthPage:
    """Return a month's days with what is on them."""
    work = work_days()
    events: dict[date, list[Event]] = {}
    for day, event in (*_round_events(rounds, work), *_usual_events(first, work)):
        events.setdefault(day, []).append(event)
    length = month_lengths.monthrange(first.year, first.month)[1]
    start = first - timedelta(days=first.weekday())
    end = first + timedelta(days=length - 1)
    count = (end - start).days + 1
    weeks = tuple(
        tuple(_day(start + timedelta(days=week * 7 + at), first, today, work, events) for at in range(7))
        for week in range(-(-count // 7))
    )
    return MonthPage(first, weeks, work.knows(first))


def work_days() -> WorkCalendar:
    """Return the working calendar of the packs in use; Monday to Friday where none is in use yet."""
    return _work_days(stamp_of(PACKS))


@lru_cache(maxsize=2)
def _work_days(_unchanged: int) -> WorkCalendar:
    try:
        return active_packs().calendar
    except MissingFile:
        return WEEKDAYS_ONLY


def _day(day: date, first: date, today: date, work: WorkCalendar, events: Mapping[date, list[Event]]) -> Day:
    is_workday = work.is_workday(day)
    return Day(
        day=day,
        is_inside=(day.year, day.month) == (first.year, first.month),
        is_workday=is_workday,
        is_make_up=is_workday and day.weekday() >= 5,
        is_holiday=not is_workday and (day.weekday() < 5 or day in work.rest_days),
        is_today=day == today,
        events=tuple(events.get(day, ())),
    )


def _round_events(rounds: Iterable[Round], work: WorkCalendar) -> Iterable[tuple[date, Event]]:
    """Yield when forms were opened, are due and freeze, and the working day after, on which the late are called."""
    for one in rounds:
        yield timezone.localtime(one.opened_at).date(), Event("open", one.title)
        if one.due_at is None:
            continue
        due = timezone.localtime(one.due_at)
        yield due.date(), Event("due", one.title, f"{due:%H:%M}")
        closes = timezone.localtime(last_moment(one) or one.due_at)
        if closes != due:
            yield closes.date(), Event("freeze", one.title, f"{closes:%H:%M}")
        yield work.next_workday(closes.date() + timedelta(days=1)), Event("chase", one.title)


def _usual_events(first: date, work: WorkCalendar) -> Iterable[tuple[date, Event]]:
    written = settings.WORKSPACE.section(SETTING)
    for key, usual, words in USUAL_DAYS:
        day = written.get(key, usual)
        if not isinstance(day, int) or isinstance(day, bool) or not 0 <= day <= 28:
            raise InvalidValue(f"site.toml 的 [{SETTING}] {key} 应为 0 到 28 的整数，0 表示不列，实为 {day!r}")
        if day:
            yield work.next_workday(first.replace(day=day)), Event("work", str(words))
