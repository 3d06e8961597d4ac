"""From what was reported to courses (历史序列): single periods, gaps, breaks, and which figures of the year are wanted.

Cumulative figures become single periods as everywhere: this figure less the one before it, 1—2月 as one where they are
published together, and nothing across a missing period. Only what follows the last gap is history.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, log
from statistics import median

from guatu.allocation.forecast_course import FigureCourse
from guatu.allocation.forecast_findings import BROKEN_LEVEL, GAP_IN_HISTORY, OLD_HISTORY, REVISED_BASE, SHORT_HISTORY
from guatu.domain import FindingCode

LEVEL, GROWTH = "level", "growth"
_JUMP = log(1.6)  # so much higher or lower on the year, from one three periods to the next, is no growth but a break
_AROUND = 3
_MOST_MISSING = 3  # periods in a row that a forecast may bridge
_REVISED = 0.03  # published growth and that of levels are this far apart where last year's figures were revised
_FEWEST = 2  # periods that a course needs to be tried at all


@dataclass(frozen=True, slots=True)
class Subject:
    """What a series is about: place, indicator, and how the indicator is published.

    `kind` is flow, stock or rate; `measure` says whether levels or published growth are foretold.
    """

    place: str
    indicator: str
    kind: str
    measure: str
    months_apart: int
    merged: bool
    nominal: bool = True

    @property
    def months(self) -> tuple[int, ...]:
        """The months of a year at which a figure is published."""
        return tuple(range(2 if self.merged and self.months_apart == 1 else self.months_apart, 13, self.months_apart))

    @property
    def adds_up(self) -> bool:
        """True where the periods of a year add up to the year."""
        return self.kind == "flow"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure in force: January to the month of a flow, the end of the month of a stock; growth as published."""

    period: date
    value: float | None
    growth: float | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something about one history that a reader must know, as the finding it becomes; names are put to it later."""

    code: FindingCode
    subject: Subject
    words: str


@dataclass(frozen=True, slots=True)
class History:
    """A course with the months its wanted figures stand for, what was known of the year, and what is to be said.

    Without a course `notes` say why. `past` are the known figures (cumulative or at the end), oldest first.
    """

    subject: Subject
    course: FigureCourse | None
    months: tuple[date, ...]
    past: tuple[tuple[date, float], ...]
    notes: tuple[Note, ...]

    @property
    def to_date(self) -> tuple[date, float] | None:
        """The latest known figure with its month."""
        return self.past[-1] if self.past else None


def history_of(subject: Subject, points: Iterable[Point], month: date) -> History:
    """Return the history of a subject as it stood at the end of a month, for the year still open then.

    In December that is the next year.
    """
    by_month = {one.period: one for one in points if one.period <= month}
    calendar = list(_calendar(subject, min(by_month, default=month), month))
    known = {day: found for day in calendar if (found := _wanted(subject, by_month.get(day))) is not None}
    past = tuple(known.items())
    year = month.year + (month.month == 12)
    if not known:
        return History(subject, None, (), (), (Note(SHORT_HISTORY, subject, "没有一个数"),))
    last = max(known)
    ahead = tuple(date(year, at, 1) for at in subject.months if date(year, at, 1) > last)
    if last < date(year - 1, subject.months[-1], 1):
        return History(subject, None, (), past, (Note(OLD_HISTORY, subject, f"最近的数是{last:%Y-%m}"),))
    if not ahead:
        return History(subject, None, (), past, ())
    until = [day for day in calendar if day <= last]
    values, notes = _unbroken(subject, _singles(subject, known, until), [day for day in until if day not in known])
    notes += _revised(subject, by_month, last)
    if len(values) < _FEWEST:
        return History(subject, None, (), past, (*notes, Note(SHORT_HISTORY, subject, f"连续的只有{len(values)}期")))
    season = len(subject.months) if subject.measure == LEVEL and subject.kind != "rate" else 1
    sofar = known[last] if last.year == year else 0.0
    made, weights = _figures(subject, ahead, last if last.year == year else None, sofar)
    trail = 1 if subject.kind == "stock" else (season + 1) // 2
    key, pool = (subject.place, subject.indicator, subject.measure), (subject.indicator, subject.measure)
    return History(subject, FigureCourse(key, values, season, made, weights, pool, trail), ahead, past, notes)


def _calendar(subject: Subject, first: date, last: date) -> Iterable[date]:
    for year in range(first.year, last.year + 1):
        for month in subject.months:
            day = date(year, month, 1)
            if first <= day <= last:
                yield day


def _wanted(subject: Subject, point: Point | None) -> float | None:
    if point is None:
        return None
    return point.value if subject.measure == LEVEL else point.growth


def _months_covered(subject: Subject, day: date) -> int:
    """Return how many months a single period holds: two where January comes with February."""
    return day.month if day.month == subject.months[0] else subject.months_apart


def _singles(subject: Subject, known: Mapping[date, float], calendar: Sequence[date]) -> list[float | None]:
    """Return the single periods; of growth since January that of the single period, each month weighing alike.

    Of up to three missing periods in a row the sum is known from the figures around them. For the forecast alone it
    is laid over them: in last year's proportions, evenly where those are unknown; a stock goes straight from one to
    the other.
    """
    found: list[float | None] = []
    for at, day in enumerate(calendar):
        value, back = known.get(day), _steps_back(subject, known, calendar, at)
        if value is None or (not subject.adds_up and back is not None and back == 1):
            found.append(value)
        elif back is None:
            found.append(value if not subject.adds_up else None)
        elif not subject.adds_up:
            before = known[calendar[at - back]]
            found[at - back + 1 :] = [before + (value - before) * step / back for step in range(1, back + 1)]
        else:
            found[at - back + 1 :] = _laid_over(subject, known, calendar, found, back=back)
    return found


def _steps_back(subject: Subject, known: Mapping[date, float], calendar: Sequence[date], at: int) -> int | None:
    """Return how many periods ago the figure was known last, or the year began; None where that is too long ago."""
    for back in range(1, _MOST_MISSING + 2):
        starts = subject.adds_up and calendar[at - back + 1].month == subject.months[0]
        if at - back + 1 >= 0 and starts:
            return back
        if at - back < 0:
            return None
        if calendar[at - back] in known:
            return back
    return None


def _laid_over(
    subject: Subject,
    known: Mapping[date, float],
    calendar: Sequence[date],
    found: Sequence[float | None],
    *,
    back: int,
) -> list[float]:
    """Return the latest `back` single periods, of which only the figure at their end and that before them are known."""
    at = len(found)
    days, last = calendar[at - back + 1 : at + 1], calendar[at]
    starts = days[0].month == subject.months[0]
    before, done = (0.0, 0) if starts else (known[calendar[at - back]], calendar[at - back].month)
    if subject.measure != LEVEL:
        return [(last.month * known[last] - done * before) / (last.month - done)] * len(days)
    whole = known[last] - before
    year = len(subject.months)
    first = len(found) - len(days) + 1 - year
    past = [found[first + step] if first >= 0 else None for step in range(len(days))]
    shares = [one for one in past if one is not None and one > 0]
    if len(shares) < len(days):
        shares = [float(_months_covered(subject, day)) for day in days]
    return [whole * share / fsum(shares) for share in shares]


def _unbroken(
    subject: Subject, singles: list[float | None], missing: Sequence[date]
) -> tuple[tuple[float, ...], tuple[Note, ...]]:
    """Return what follows the last gap and, of a positive level, what follows a jump."""
    gaps = [at for at, value in enumerate(singles) if value is None]
    values = tuple(value for value in singles[gaps[-1] + 1 if gaps else 0 :] if value is not None)
    notes: list[Note] = []
    # A first year on record that begins in its midst is a beginning and no gap.
    if missing:
        kept = (
            f"只用后面连续的{len(values)}期"
            if any(one is not None for one in singles[: gaps[-1] if gaps else 0])
            else ""
        )
        notes.append(Note(GAP_IN_HISTORY, subject, f"缺{len(missing)}期{f'，{kept}' if kept else ''}"))
    season = len(subject.months)
    while subject.measure == LEVEL and (at := _break_at(values, season)) is not None:
        notes.append(Note(BROKEN_LEVEL, subject, f"断开以后还有{len(values) - at}期"))
        values = values[at:]
    return values, tuple(notes)


def _break_at(values: Sequence[float], season: int) -> int | None:
    """Return where the level of a positive series breaks: growth on the year jumps and stays."""
    if not values or min(values) <= 0:
        return None
    on_year = [log(now / before) for before, now in zip(values, values[season:], strict=False)]
    for at in range(_AROUND, len(on_year) - _AROUND + 1):
        if abs(median(on_year[at : at + _AROUND]) - median(on_year[at - _AROUND : at])) > _JUMP:
            # A median sees the break coming: the period itself is the one that moved most.
            return season + max(range(at, at + _AROUND), key=lambda one: abs(on_year[one] - on_year[one - 1]))
    return None


def _revised(subject: Subject, points: Mapping[date, Point], last: date) -> tuple[Note, ...]:
    now, before = points.get(last), points.get(last.replace(year=last.year - 1))
    if subject.measure != LEVEL or not subject.nominal or now is None or before is None:
        return ()
    if now.growth is None or not now.value or not before.value:
        return ()
    computed = now.value / before.value - 1
    if abs(computed - now.growth) <= _REVISED:
        return ()
    return (Note(REVISED_BASE, subject, f"公布增长{now.growth:.1%}，按总量算{computed:.1%}"),)


def _figures(
    subject: Subject, ahead: Sequence[date], last: date | None, sofar: float
) -> tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]:
    """Return what the wanted figures hold already and how the coming periods make them."""
    count = len(ahead)
    if not subject.adds_up:
        return (0.0,) * count, tuple(tuple(float(at == row) for at in range(count)) for row in range(count))
    if subject.measure == LEVEL:
        return (sofar,) * count, tuple(tuple(float(at <= row) for at in range(count)) for row in range(count))
    months = [_months_covered(subject, day) for day in ahead]
    done = 0 if last is None else last.month
    return (
        tuple(sofar * done / day.month for day in ahead),
        tuple(
            tuple(months[at] / day.month if at <= row else 0.0 for at in range(count)) for row, day in enumerate(ahead)
        ),
    )
