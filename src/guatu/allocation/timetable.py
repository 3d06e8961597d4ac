"""A division over the year (时间分解): what each place owes by the end of each month, and all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guatu.allocation.division import Division, Part, Way
from guatu.allocation.time_split import MONTHS, Course, climbed_year, grown_year, split_year

Months = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class PlaceTime:
    """One place's year: twelve cumulative amounts, its growth that holds in every month, and how it was spread.

    `shares` are the months as parts of the year, what a schedule (序时进度) needs. Months that are not published stay
    gaps; for growth at comparable prices there are no amounts at all.
    """

    place: str
    months: Months
    growth: Decimal | None
    shares: tuple[Decimal | None, ...]
    because: str


@dataclass(frozen=True)
class Timetable:
    """All places of a division, and the sum of those months that every place has."""

    places: tuple[PlaceTime, ...]
    total: Months

    def of(self, place: str) -> PlaceTime | None:
        """Return a place's year, or None."""
        return next((one for one in self.places if one.place == place), None)


@dataclass(frozen=True, kw_only=True)
class TimeAsk:
    """How a division is spread: courses by place, last year's cumulative months by place, published months, the step.

    `has_levels` is false for growth whose amounts cannot be added (可比价): then only the growth holds month by month.
    `is_climb` is true of a stock (时点数) that goes from last year's end to its target by equal parts.
    """

    courses: Mapping[str, Course]
    last_year: Mapping[str, Sequence[float | None]]
    months: tuple[int, ...]
    step: Decimal
    has_levels: bool
    is_climb: bool = False


def spread_over_year(division: Division, ask: TimeAsk) -> Timetable:
    """Return the year of each place that has a part."""
    places = tuple(_place_time(division, part, ask) for part in division.parts if part.value is not None)
    sums: list[Decimal | None] = []
    for month in range(MONTHS):
        cells = [one.months[month] for one in places]
        known = [one for one in cells if one is not None]
        sums.append(sum(known, Decimal(0)) if known and len(known) == len(cells) else None)
    return Timetable(places, tuple(sums))


def _place_time(division: Division, part: Part, ask: TimeAsk) -> PlaceTime:
    value = part.value or Decimal(0)
    if ask.is_climb and part.base is not None and part.amount is not None:
        months = climbed_year(part.base, Decimal(repr(part.amount)), ask.step, ask.months)
        growth = value if division.ask.way is Way.GROWTH else None
        return PlaceTime(part.place, months, growth, (None,) * MONTHS, "从上年末起按月均摊到年末")
    if division.ask.way is not Way.GROWTH:
        course = ask.courses[part.place]
        months = split_year(value, division.ask.step, course)
        return PlaceTime(part.place, months, None, _shares(months), course.because)
    gaps: Months = (None,) * MONTHS
    if not ask.has_levels:
        return PlaceTime(part.place, gaps, value, gaps, "各月累计增速都按全年增速")
    last, filled = _whole_last_year(part, ask)
    months = grown_year(last, value, ask.step, ask.months)
    because = "上年同期累计 ×（1 + 增速）"
    if filled:
        because += f"；上年{'、'.join(f'{month}月' for month in filled)}缺数，按往年占全年的比重补"
    return PlaceTime(part.place, months, value, _shares(months), because)


def _whole_last_year(part: Part, ask: TimeAsk) -> tuple[list[float | None], tuple[int, ...]]:
    """Return last year's months, those that are missing filled by the usual course, and which they are."""
    last = list(ask.last_year.get(part.place, (None,) * MONTHS))
    whole, course = last[-1], ask.courses.get(part.place)
    filled = []
    for month in ask.months:
        share = None if course is None else course.shares[month - 1]
        if last[month - 1] is None and whole is not None and share is not None:
            last[month - 1] = whole * share
            filled.append(month)
    return last, tuple(filled)


def _shares(months: Months) -> tuple[Decimal | None, ...]:
    whole = months[-1]
    if not whole:
        return (None,) * MONTHS
    return tuple(None if one is None else (one / whole).quantize(Decimal("1e-12")) for one in months)
