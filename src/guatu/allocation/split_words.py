"""How the numbers of a division are said: growths in per cent, differences in 个百分点, amounts in their unit."""

from decimal import Decimal

from guatu.allocation.division import Ask, Way


def percent(value: float | Decimal, decimals: int = 1) -> str:
    """Return a growth as printed.

    >>> percent(0.0625)
    '6.3%'
    """
    return f"{_rounded(Decimal(repr(float(value))) * 100, decimals)}%"


def points(value: float | Decimal, decimals: int = 1) -> str:
    """Return a difference of growths as printed: 1.2个百分点."""
    return f"{_rounded(Decimal(repr(float(value))) * 100, decimals)}个百分点"


def amount(value: float | Decimal, ask: Ask) -> str:
    """Return an amount in the unit of the ask, with the decimals of its step."""
    step = ask.step if ask.way is not Way.GROWTH else Decimal("0.01")
    decimals = max(-int(step.normalize().as_tuple().exponent), 0)
    return f"{_rounded(Decimal(repr(float(value))), decimals)}{ask.unit}"


def said(value: Decimal, ask: Ask) -> str:
    """Return the value of a part, a bound or a lock as printed."""
    return percent(value, percent_decimals(ask)) if ask.way is Way.GROWTH else amount(value, ask)


def percent_decimals(ask: Ask) -> int:
    """Return with how many decimals growths of an ask are printed: those of its step."""
    return max(-int((ask.step * 100).normalize().as_tuple().exponent), 1) if ask.way is Way.GROWTH else 1


def _rounded(value: Decimal, decimals: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")
    return f"{rounded + 0:f}" if rounded else f"{abs(rounded):f}"
