"""How the numbers of a division are said: growths in per cent, differences in 个百分点, amounts in their unit."""

from decimal import Decimal

from guatu.allocation.division import Ask, Way

_MOST_DECIMALS = 4


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
    """Return the value of a part, a bound or a lock as printed: 6.25% is never said as 6.3%."""
    return percent(value, percent_decimals(ask, value)) if ask.way is Way.GROWTH else amount(value, ask)


def percent_decimals(ask: Ask, *values: Decimal | None) -> int:
    """Return with how many decimals growths are printed: those of a step and of values, four at most."""
    known = [ask.step if ask.way is Way.GROWTH else None, *values]
    places = [-int((one * 100).normalize().as_tuple().exponent) for one in known if one is not None]
    return min(max(places, default=1), _MOST_DECIMALS) if max(places, default=1) > 1 else 1


def _rounded(value: Decimal, decimals: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")
    return f"{rounded + 0:f}" if rounded else f"{abs(rounded):f}"
