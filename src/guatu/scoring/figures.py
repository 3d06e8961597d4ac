"""How figures are compared and written here: twelve digits decide, ten are printed, what is missing prints a dash."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import numpy as np

from guatu.scoring.sheet import Floats

# Sums of the same points in another order differ in the sixteenth digit; that must not decide a rank. Points that
# differ in the twelfth digit differ in the figures they come from.
DIGITS = 12
_NAMED = 5


def comparable(values: Floats) -> Floats:
    """Return values rounded to twelve significant digits, the precision at which two of them count as equal.

    >>> comparable(np.array([0.1 + 0.2, 0.3]))
    array([0.3, 0.3])
    """
    size = np.abs(values)
    known = np.isfinite(size) & (size > 0)
    power = np.zeros_like(values)
    power[known] = DIGITS - 1 - np.floor(np.log10(size[known]))
    # Powers of ten are exact up to 1e22; smaller figures than 1e-11 are noise around nought.
    power = np.clip(power, -22, 22)
    up = 10.0 ** np.maximum(power, 0)
    down = 10.0 ** np.maximum(-power, 0)
    rounded: Floats = np.round(values * up / down) / up * down
    return rounded


def written(value: float) -> str:
    """Return a figure with ten significant digits, so that it can be computed with again; a dash when missing.

    >>> written(1234567.5), written(0.1 + 0.2), written(float("nan"))
    ('1234567.5', '0.3', '—')
    """
    if not np.isfinite(value):
        return "—"
    text = format(Decimal(f"{value:.10g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def listed(names: Iterable[str]) -> str:
    """Return names as a list of at most five, then how many there are in all.

    >>> listed(["甲", "乙"]), listed("一二三四五六")
    ('甲、乙', '一、二、三、四、五等 6 个')
    """
    every: Sequence[str] = tuple(names)
    if len(every) <= _NAMED:
        return "、".join(every)
    return f"{'、'.join(every[:_NAMED])}等 {len(every)} 个"
