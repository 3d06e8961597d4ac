"""Numbers by lot: whole numbers only, so that a seed gives the same text on every machine.

Floating-point powers and sums may differ between libraries and Python versions; products of integers do not.
"""

from collections.abc import Sequence
from random import Random


class Draw:
    """Draws whole numbers from a seed. Uses `Random.random` alone, whose sequence Python promises to keep."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - a sample, not a secret

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def order(self, count: int) -> tuple[int, ...]:
        """Return 0 … count − 1 in an order by lot."""
        keys = [(self._random.random(), index) for index in range(count)]
        return tuple(index for _, index in sorted(keys))


def rounded(over: int, under: int) -> int:
    """Return over ÷ under, rounded half up.

    >>> rounded(5, 2), rounded(-5, 2), rounded(7, 3)
    (3, -2, 2)
    """
    return (2 * over + under) // (2 * under)


def apportion(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split a whole number by weights so that the parts sum to it exactly (largest remainder, 最大余额法).

    >>> apportion(10, (1, 1, 1))
    (4, 3, 3)
    """
    under = sum(weights)
    parts = [total * weight // under for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % under), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def decimal_text(number: int, digits: int) -> str:
    """Print a whole number of 10^−digits as a decimal.

    >>> decimal_text(-123, 1), decimal_text(12345678, 4), decimal_text(5, 0)
    ('-12.3', '1234.5678', '5')
    """
    if not digits:
        return str(number)
    whole, rest = divmod(abs(number), 10**digits)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{digits}d}"
