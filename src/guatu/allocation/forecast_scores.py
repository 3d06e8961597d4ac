"""Scores of past forecasts (往期预测评估): what was foretold against what came, by method and how far ahead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum, isfinite


@dataclass(frozen=True, slots=True)
class Judged:
    """A forecast beside the figure that came: `scale` is the mean error of the naive method for as many periods."""

    method: str
    measure: str
    months_ahead: int
    value: float
    truth: float
    scale: float | None = None
    low80: float | None = None
    high80: float | None = None
    low95: float | None = None
    high95: float | None = None


def judge(
    rows: Iterable[Mapping[str, object]], truths: Mapping[tuple[str, str, str, date], float], until: date
) -> tuple[Judged, ...]:
    """Return kept forecasts beside what came: rows of the table of forecasts whose period is over by `until`.

    A forecast that stands once for each of several targets is judged once.
    """
    found: dict[tuple[object, ...], Judged] = {}
    for row in rows:
        period, made_on = row.get("period"), row.get("made_on")
        if not isinstance(period, date) or not isinstance(made_on, date) or not made_on < period <= until:
            continue
        about = (str(row.get("place")), str(row.get("indicator")), str(row.get("measure")))
        truth, value = truths.get((*about, period)), _number(row, "value")
        if truth is None or value is None:
            continue
        ahead = (period.year - made_on.year) * 12 + period.month - made_on.month
        method = str(row.get("method"))
        ranges = (_number(row, name) for name in ("scale", "low80", "high80", "low95", "high95"))
        found[(*about, period, made_on, method)] = Judged(method, about[2], ahead, value, truth, *ranges)
    return tuple(found.values())


def _number(row: Mapping[str, object], name: str) -> float | None:
    value = row.get(name)
    return float(value) if isinstance(value, int | float) and isfinite(value) else None


@dataclass(frozen=True, slots=True)
class Record:
    """How a method did; None is unknown.

    `count` forecasts; mean absolute error against the naive one's (MASE); in parts of the truth (MAPE);
    the mean error in points where growth was foretold; the shares of truths inside both intervals.
    """

    method: str
    measure: str
    months_ahead: int
    count: int
    mase: float | None
    mape: float | None
    mean_error: float
    inside80: float | None
    inside95: float | None


def score_forecasts(judged: Iterable[Judged]) -> tuple[Record, ...]:
    """Return one record for each measure, method and number of months ahead, in this order.

    Truths of zero have no error in parts of themselves and are left out of it.
    """
    groups: dict[tuple[str, int, str], list[Judged]] = {}
    for one in judged:
        groups.setdefault((one.measure, one.months_ahead, one.method), []).append(one)
    return tuple(_record(groups[key]) for key in sorted(groups))


def _record(group: list[Judged]) -> Record:
    first = group[0]
    scaled = [abs(one.value - one.truth) / one.scale for one in group if one.scale]
    parts = [abs(one.value / one.truth - 1) for one in group if one.truth and first.measure == "level"]
    near = [one.low80 <= one.truth <= one.high80 for one in group if one.low80 is not None and one.high80 is not None]
    far = [one.low95 <= one.truth <= one.high95 for one in group if one.low95 is not None and one.high95 is not None]
    return Record(
        first.method,
        first.measure,
        first.months_ahead,
        len(group),
        _mean(scaled),
        _mean(parts),
        fsum(abs(one.value - one.truth) for one in group) / len(group),
        _mean(near),
        _mean(far),
    )


def _mean(values: list[float] | list[bool]) -> float | None:
    return fsum(values) / len(values) if values else None
