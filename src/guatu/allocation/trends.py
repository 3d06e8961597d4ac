"""What a place has done in recent years (近年增速): the mean of its growths, without years whose figures broke."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# A level that moved by this much more or less than the published growth was counted another way (口径变动).
BREAK = 0.15
# Without a published growth a level beyond these bounds is taken for a break.
_LOWEST, _HIGHEST = -0.5, 1.0


@dataclass(frozen=True)
class YearOfPlace:
    """One year of a place: the whole year's figure and its growth as published or computed, None where missing."""

    level: float | None
    growth: float | None


@dataclass(frozen=True)
class Trend:
    """The mean growth of the years used, None where there is none; `broken` are the years left out."""

    growth: float | None
    used: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()


def recent_trend(years: Mapping[int, YearOfPlace]) -> Trend:
    """Return the mean of the yearly growths; a year whose level and growth contradict each other is left out.

    >>> recent_trend({2022: YearOfPlace(100, 0.06), 2023: YearOfPlace(150, 0.08)}).broken
    (2023,)
    """
    used: list[int] = []
    broken: list[int] = []
    for year in sorted(years):
        growth = years[year].growth
        if growth is None:
            continue
        before = years.get(year - 1)
        (broken if _is_broken(years[year], before) else used).append(year)
    growths = [one for year in used if (one := years[year].growth) is not None]
    return Trend(sum(growths) / len(growths) if growths else None, tuple(used), tuple(broken))


def _is_broken(now: YearOfPlace, before: YearOfPlace | None) -> bool:
    growth = now.growth or 0.0
    if not _LOWEST <= growth <= _HIGHEST:
        return True
    if before is None or now.level is None or before.level is None or before.level <= 0:
        return False
    return abs(now.level / before.level - 1 - growth) > BREAK


def support_growth(amounts: Sequence[tuple[float, float]], base: float | None) -> float | None:
    """Return listed supports (amount, weight of its certainty) as a part of the base; None where nothing is listed.

    >>> support_growth([(5.0, 1.0), (10.0, 0.5)], 200.0)
    0.05
    """
    if not amounts or base is None or base <= 0:
        return None
    return sum(amount * weight for amount, weight in amounts) / base
