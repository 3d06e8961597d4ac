"""What a year's forecast says on one line (预测一行): to date, expected, growth on last year, the size of its error."""

from dataclasses import dataclass
from datetime import date

from guatu.allocation.forecast_chances import Interval, interval_of
from guatu.allocation.forecast_history import LEVEL
from guatu.allocation.forecast_year import Aim, YearForecast


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of one line; `last_year` is the whole of last year.

    `error` is the typical error of such forecasts: in parts of the expected year for a level, in points for growth.
    """

    known_on: date | None
    to_date: float | None
    expected: Interval
    last_year: float | None
    growth: float | None
    error: float | None
    mase: float | None
    origins: int


def year_figures(one: YearForecast) -> YearFigures:
    """Return the line of a forecast; growth needs last year's whole figure, above zero, and a level."""
    history, outlook = one.history, one.outlook
    expected = interval_of(outlook, -1)
    year = history.months[-1].year
    before = dict(history.past).get(date(year - 1, history.subject.months[-1], 1))
    known = [point for point in history.past if point[0].year == year]
    is_level = history.subject.measure == LEVEL
    grows = is_level and history.subject.kind != "rate"
    size = abs(expected.value) if is_level else 1.0
    spread = outlook.spreads[-1]
    return YearFigures(
        known[-1][0] if known else None,
        known[-1][1] if known else None,
        expected,
        before,
        expected.value / before - 1 if grows and before is not None and before > 0 else None,
        None if spread is None or not size else spread / size,
        outlook.mase,
        outlook.origins,
    )


def beyond(one: YearForecast, aim: Aim) -> float:
    """Return how far the expected year lies beyond a target (预计超额): negative where it is missed."""
    difference = one.outlook.values[-1] - aim.level
    return difference if aim.at_least else -difference


def months_ahead(one: YearForecast) -> tuple[tuple[date, Interval], ...]:
    """Return every month that is still to come with its figure and intervals."""
    return tuple((day, interval_of(one.outlook, at)) for at, day in enumerate(one.history.months))
