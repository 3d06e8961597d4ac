"""Which of some steps are taken (取档的组合): every combination of up to thirty is tried, exactly, by halves.

Source: E. Horowitz and S. Sahni (1974), *Computing partitions with applications to the knapsack problem*. Sums are
whole numbers, so that a total is met or missed exactly; no solver's tolerance comes into it.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[np.int64]

# Two halves of fifteen are 2 × 32,768 sums.
MOST_ITEMS = 30
_COST_PARTS = 10**12  # costs are compared to twelve places after the point, so that noise decides nothing
_LARGEST = 2**61  # what sums may come to in whole numbers of 64 bits


def cheapest_subset(
    weights: Sequence[Fraction], costs: Sequence[float], low: Fraction, high: Fraction
) -> tuple[bool, ...] | None:
    """Return which items to take so that their weights come to low … high at the least cost; None where none do.

    There are at most `MOST_ITEMS` items, and costs of a few units each. Sums are exact: weights with more places after
    the point than whole numbers of 64 bits can hold are rounded to try, and what is found is judged unrounded.

    >>> cheapest_subset((Fraction(3), Fraction(2), Fraction(4)), (1.0, 1.0, 1.5), Fraction(4), Fraction(5))
    (False, False, True)
    """
    exact = math.lcm(low.denominator, high.denominator, *(weight.denominator for weight in weights))
    largest = max(sum(weights, Fraction(0)), abs(low), abs(high), Fraction(1, exact))
    scale = min(exact, int(_LARGEST / largest))
    rounding = 0 if scale == exact else len(weights) + 1
    for margin in (-rounding, rounding):
        taken = _found(
            [round(weight * scale) for weight in weights],
            [round(cost * _COST_PARTS) for cost in costs],
            math.ceil(low * scale) + margin,
            math.floor(high * scale) - margin,
        )
        if taken is None:
            return None
        if low <= sum((weight for weight, one in zip(weights, taken, strict=True) if one), Fraction(0)) <= high:
            return taken
    return None


def _found(weights: Sequence[int], costs: Sequence[int], least: int, most: int) -> tuple[bool, ...] | None:
    half = len(weights) // 2
    first, first_cost = _sums(weights[:half]), _sums(costs[:half])
    second, second_cost = _sums(weights[half:]), _sums(costs[half:])
    order: Whole = np.argsort(second, kind="stable")
    second, second_cost = second[order], second_cost[order]
    lows: Whole = np.searchsorted(second, np.asarray(least - first), side="left")
    highs: Whole = np.searchsorted(second, np.asarray(most - first), side="right")
    fits = np.flatnonzero(highs > lows)
    if not len(fits):
        return None
    best = _cheapest_within(second_cost, lows[fits], highs[fits])
    at = int(np.argmin(first_cost[fits] + second_cost[best]))
    return (*_bits(int(fits[at]), half), *_bits(int(order[best[at]]), len(weights) - half))


def _sums(values: Sequence[int]) -> Whole:
    """Return the sum of every subset: bit k of an index says whether value k is in it."""
    sums: Whole = np.zeros(1, dtype=np.int64)
    for value in values:
        sums = np.concatenate([sums, sums + value])
    return sums


def _bits(subset: int, count: int) -> tuple[bool, ...]:
    return tuple(bool(subset >> bit & 1) for bit in range(count))


def _cheapest_within(costs: Whole, lows: Whole, highs: Whole) -> Whole:
    """Return where the least cost between each low and high (not included) stands: two windows of a power of two."""
    table = [np.arange(len(costs))]
    while (width := 1 << (len(table) - 1)) * 2 <= len(costs):
        left, right = table[-1][:-width], table[-1][width:]
        table.append(np.where(costs[right] < costs[left], right, left))
    levels = np.array([int(one).bit_length() - 1 for one in highs - lows])
    found: Whole = np.zeros(len(lows), dtype=np.int64)
    for level in np.unique(levels):
        here = levels == level
        left, right = table[level][lows[here]], table[level][highs[here] - (1 << int(level))]
        found[here] = np.where(costs[right] < costs[left], right, left)
    return found
