"""A year over its months (分季分月): the usual course of the year from history, rounded so that the months add up.

January and February are one period where they are published together, and an indicator that comes once a quarter has
only its quarters: a month nobody publishes has no target of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from guatu.allocation.apportionment import apportion

MONTHS = 12


@dataclass(frozen=True)
class Course:
    """How far a year usually is by each month: twelve shares of the year, None for a month without its own figure."""

    shares: tuple[float | None, ...]
    because: str
    is_usual: bool = False


def published_months(*, merged: bool, months_apart: int = 1) -> tuple[int, ...]:
    """Return the months whose figures are published: every one, without January where it comes with February, or the
    ends of quarters or halves.

    >>> published_months(merged=True)[:2], published_months(merged=False, months_apart=3)
    ((2, 3), (3, 6, 9, 12))
    """
    months = tuple(range(months_apart, MONTHS + 1, months_apart))
    return tuple(month for month in months if not (merged and month == 1))


def even_course(months: Sequence[int]) -> Course:
    """Return the course that gives each month the same (按月均摊)."""
    shares = tuple(month / MONTHS if month in months else None for month in range(1, MONTHS + 1))
    return Course(shares, "没有可用的历史，按月均摊")


def usual_course(years: Mapping[int, Sequence[float | None]], months: Sequence[int]) -> Course | None:
    """Return the mean share of the year by each month (往年同期占比), or None where no year can be used.

    `years` are cumulative figures by year. A year counts when every published month is there, the whole year is above
    zero and no month goes back (a revision or a break would make a month negative).
    """
    used = sorted(year for year, figures in years.items() if _is_sound([figures[month - 1] for month in months]))
    if not used:
        return None
    shares: list[float | None] = [None] * MONTHS
    for month in months:
        parts = [(years[year][month - 1] or 0.0) / (years[year][-1] or 1.0) for year in used]
        shares[month - 1] = sum(parts) / len(parts)
    left = sorted(set(years) - set(used))
    because = f"按{'、'.join(map(str, used))}年各月累计占全年的平均比重"
    if left:
        because += f"（{'、'.join(map(str, left))}年缺月或有回落，没有用）"
    return Course(tuple(shares), because, is_usual=True)


def _is_sound(figures: Sequence[float | None]) -> bool:
    known = [one for one in figures if one is not None]
    if len(known) < len(figures) or known[-1] <= 0 or known[0] < 0:
        return False
    return all(later >= earlier for earlier, later in pairwise(known))


def split_year(value: Decimal, step: Decimal, course: Course) -> tuple[Decimal | None, ...]:
    """Return the cumulative amount due by each month: single months by largest remainders, December the whole year.

    >>> split_year(Decimal(10), Decimal(1), even_course((3, 6, 9, 12)))[2::3]
    (Decimal('3'), Decimal('5'), Decimal('8'), Decimal('10'))
    """
    whole = int(value / step)
    months = [index for index, share in enumerate(course.shares) if share is not None]
    shares = [course.shares[index] or 0.0 for index in months]
    single = [max(later - earlier, 0.0) for earlier, later in pairwise((0.0, *shares))]
    # Noise of subtraction must not settle who is first among equal months.
    parts = apportion(whole, [round(one, 12) for one in single]).parts
    found: list[Decimal | None] = [None] * MONTHS
    sum_so_far = 0
    for index, part in zip(months, parts, strict=True):
        sum_so_far += part
        found[index] = sum_so_far * step
    return tuple(found)


def grown_year(
    last_year: Sequence[float | None], growth: Decimal, step: Decimal, months: Sequence[int]
) -> tuple[Decimal | None, ...]:
    """Return what the cumulative figures of each month come to at one growth on last year's (累计增速路径).

    A month that last year lacks stays a gap.
    """
    found: list[Decimal | None] = [None] * MONTHS
    for month in months:
        base = last_year[month - 1]
        if base is not None:
            level = Decimal(repr(base)) * (1 + growth)
            found[month - 1] = (level / step).quantize(Decimal(1), rounding="ROUND_HALF_UP") * step
    return tuple(found)


def climbed_year(base: float, level: Decimal, step: Decimal, months: Sequence[int]) -> tuple[Decimal | None, ...]:
    """Return what a stock (时点数) stands at each month on an even way from last year's end to its level."""
    found: list[Decimal | None] = [None] * MONTHS
    start = Decimal(repr(base))
    for month in months:
        way = start + (level - start) * month / MONTHS
        found[month - 1] = (way / step).quantize(Decimal(1), rounding="ROUND_HALF_UP") * step
    return tuple(found)
