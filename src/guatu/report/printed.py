"""How numbers are printed: thousands, decimals, half up, 百分点; and the words of rise and fall. Nowhere else.

A number is printed from its shortest decimal form, so 0.285 in data is 28.5% on paper whatever binary makes of it.
"""

import math
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from guatu.pack import Indicator

# A sum made in binary may stand a hair under the half it means (0.28499999999999998): fifteen digits are true.
_TRUE_DIGITS = Context(prec=15)
# What was solved for is true to twelve.
_NEARLY_ALL_DIGITS = Context(prec=12)
_PERCENT = "%"
BLANK = ""


def round_half_up(value: float | Decimal, decimals: int, *, hundredfold: bool = False) -> Decimal:
    """Return a number rounded as taught at school; zero has no sign, and an exact number stays exact.

    >>> round_half_up(0.285, 1, hundredfold=True), round_half_up(-0.004, 2)
    (Decimal('28.5'), Decimal('0.00'))
    """
    known = value if isinstance(value, Decimal) else _TRUE_DIGITS.create_decimal(repr(value))
    exact = known * (100 if hundredfold else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def round_outward(value: float, decimals: int, *, up: bool) -> Decimal:
    """Return a number rounded up, or down, so that what was needed is surely there; the noise of a float is not.

    >>> round_outward(41.58, 0, up=True), round_outward(0.1 + 0.2, 1, up=True), round_outward(27.99, 1, up=False)
    (Decimal('42'), Decimal('0.3'), Decimal('27.9'))
    """
    known = _NEARLY_ALL_DIGITS.create_decimal(repr(value))
    rounded = known.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_CEILING if up else ROUND_FLOOR)
    return abs(rounded) if rounded == 0 else rounded


def print_number(value: float | None, decimals: int = 2) -> str:
    """Print with thousands and fixed decimals: `1,234.50`; a missing number is blank.

    >>> print_number(1234.5), print_number(None), print_number(-0.001)
    ('1,234.50', '', '0.00')
    """
    return BLANK if _is_missing(value) else f"{round_half_up(_known(value), decimals):,f}"


def print_count(value: float | None) -> str:
    """Print a count with thousands and no decimals."""
    return print_number(value, 0)


def print_percent(fraction: float | None) -> str:
    """Print a fraction as a percentage with one decimal: 0.15 is `15.0%`."""
    if _is_missing(fraction):
        return BLANK
    return f"{round_half_up(_known(fraction), 1, hundredfold=True):,f}%"


def print_goal(fraction: float | None) -> str:
    """Print a fraction as a plan writes it, without idle zeros: 0.15 is `15%`, 0.065 is `6.5%`."""
    if _is_missing(fraction):
        return BLANK
    return f"{_without_idle_zeros(round_half_up(_known(fraction), 4, hundredfold=True)):,f}%"


def print_points(difference: float | None) -> str:
    """Print the size of a difference of two rates: -0.018 is `1.8个百分点`; words give the sign."""
    if _is_missing(difference):
        return BLANK
    return f"{abs(round_half_up(_known(difference), 1, hundredfold=True)):f}个百分点"


def print_amount(value: float | None, indicator: Indicator) -> str:
    """Print a number of an indicator with its unit: `512.30亿元`, `47.2%`."""
    if _is_missing(value):
        return BLANK
    if indicator.unit == _PERCENT:
        return print_percent(value)
    return with_unit(print_number(value, indicator.decimals), indicator.unit)


def print_whole_amount(value: float | None, indicator: Indicator) -> str:
    """Print a number as a plan writes it: without idle zeros, with its unit: `16.8万户`, `47%`."""
    if _is_missing(value):
        return BLANK
    if indicator.unit == _PERCENT:
        return print_goal(value)
    return with_unit(f"{_without_idle_zeros(round_half_up(_known(value), 4)):,f}", indicator.unit)


def print_difference(value: float | None, indicator: Indicator) -> str:
    """Print the size of a difference of two numbers of an indicator; 百分点 where the indicator is a percentage."""
    if _is_missing(value):
        return BLANK
    if indicator.unit == _PERCENT:
        return print_points(value)
    return with_unit(print_number(abs(_known(value)), indicator.decimals), indicator.unit)


def whole_need(value: float, indicator: Indicator) -> float:
    """Return what each month left must bring; of things that are counted whole (户) the next whole number.

    Seven firms in three months are 3 a month, not 2.3: two a month would miss the target.
    """
    return float(math.ceil(round_half_up(value, 6))) if indicator.decimals == 0 else value


def print_growth(growth: float | None) -> str:
    """Print growth with its direction: `增长8.1%`, `下降2.1%`, `持平`; never 增长-2.1%."""
    if _is_missing(growth):
        return BLANK
    rounded = round_half_up(_known(growth), 1, hundredfold=True)
    return "持平" if rounded == 0 else f"{'增长' if rounded > 0 else '下降'}{abs(rounded):,f}%"


def print_pull(points: float | None) -> str:
    """Print a pull (拉动) with its direction: `拉动2.1个百分点`, `下拉0.4个百分点`, `影响为零`."""
    if _is_missing(points):
        return BLANK
    rounded = round_half_up(_known(points), 1, hundredfold=True)
    return "影响为零" if rounded == 0 else f"{'拉动' if rounded > 0 else '下拉'}{abs(rounded):f}个百分点"


def print_signed_points(points: float | None) -> str:
    """Print a difference of rates with a sign, for a list of values: `+1.8`, `-0.4`, `0.0`."""
    if _is_missing(points):
        return BLANK
    rounded = round_half_up(_known(points), 1, hundredfold=True)
    return f"{rounded:+f}" if rounded else f"{rounded:f}"


def print_day(day: date) -> str:
    """Print a day as an official writes it: `10月3日`."""
    return f"{day.month}月{day.day}日"


def with_unit(number: str, unit: str) -> str:
    """Put a unit behind a printed number; the base of an index (上年同月=100) stands in brackets."""
    return f"{number}（{unit}）" if "=" in unit else f"{number}{unit}"


def shows_zero(points: float) -> bool:
    """Tell whether a difference of rates would be printed as 0.0 points."""
    return round_half_up(points, 1, hundredfold=True) == 0


def _without_idle_zeros(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _is_missing(value: float | None) -> bool:
    return value is None or not math.isfinite(value)


def _known(value: float | None) -> float:
    if value is None:
        raise ValueError("a missing number has no print")
    return value
