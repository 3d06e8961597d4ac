"""Whole numbers shared out (名额分配): largest remainders and Webster, with minimums and maximums, to the last one.

Everything is computed in fractions, so that a tie is a tie and not noise. Sources: M. L. Balinski and H. P. Young,
*Fair Representation* (2nd ed., 2001), for the methods; G. R. Bitran and A. C. Hax (1981) for shares between bounds.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from guatu.domain import InvalidValue

Weight = int | float | Decimal


@dataclass(frozen=True)
class Apportionment:
    """The whole numbers in the order of the weights, the exact shares before rounding, and who was level.

    `tied` are the indices that had the same claim to the last ones; the larger weight came first, then the earlier.
    """

    parts: tuple[int, ...]
    quotas: tuple[Fraction, ...]
    tied: tuple[int, ...] = ()


def apportion(
    total: int,
    weights: Sequence[Weight],
    minimums: Sequence[int] | None = None,
    maximums: Sequence[int | None] | None = None,
) -> Apportionment:
    """Share out `total` by weights with the method of largest remainders (最大余数法).

    Each gets the whole part of its share; what is left goes one by one to the largest remainders. Shares are
    proportional but for who stands at a bound. Raises InvalidValue where the bounds leave no room for the total.

    >>> apportion(10, (5, 3, 1)).parts
    (6, 3, 1)
    """
    shares = _exact(weights)
    lows, highs = _bounds(total, len(shares), minimums, maximums)
    quotas = _bounded_shares(total, shares, lows, highs)
    parts = [quota.numerator // quota.denominator for quota in quotas]
    left = total - sum(parts)
    order = sorted(
        (index for index in range(len(parts)) if parts[index] < highs[index]),
        key=lambda index: (parts[index] - quotas[index], -shares[index], index),
    )
    tied = _level_at(order, left, [parts[index] - quotas[index] for index in order])
    for index in order[:left]:
        parts[index] += 1
    return Apportionment(tuple(parts), quotas, tied)


def apportion_by_divisor(
    total: int,
    weights: Sequence[Weight],
    minimums: Sequence[int] | None = None,
    maximums: Sequence[int | None] | None = None,
) -> Apportionment:
    """Share out `total` by the method of Webster (韦伯斯特法，即 Sainte-Laguë): each goes where its claim is strongest.

    A place that has k asks for the next with the strength weight ÷ (k + ½). Unlike largest remainders no place loses
    one because the total grew. Raises InvalidValue where the bounds leave no room for the total.

    >>> apportion_by_divisor(10, (5, 3, 1)).parts
    (6, 3, 1)
    """
    shares = _exact(weights)
    lows, highs = _bounds(total, len(shares), minimums, maximums)
    quotas = _bounded_shares(total, shares, lows, highs)
    parts = list(lows)

    def claim(index: int) -> tuple[Fraction, Fraction, int]:
        return (-shares[index] / (parts[index] + Fraction(1, 2)), -shares[index], index)

    queue = [claim(index) for index in range(len(parts)) if parts[index] < highs[index]]
    heapq.heapify(queue)
    last: tuple[Fraction, int] | None = None
    for _ in range(total - sum(parts)):
        strength, _, index = heapq.heappop(queue)
        last = (strength, index)
        parts[index] += 1
        if parts[index] < highs[index]:
            heapq.heappush(queue, claim(index))
    rivals = [] if last is None else [index for strength, _, index in queue if strength == last[0]]
    tied = tuple(sorted({*rivals, last[1]})) if last and rivals else ()
    return Apportionment(tuple(parts), quotas, tied)


def _exact(weights: Sequence[Weight]) -> tuple[Fraction, ...]:
    shares = tuple(Fraction(Decimal(repr(one)) if isinstance(one, float) else one) for one in weights)
    if any(share < 0 for share in shares):
        raise InvalidValue("分配的权重不能是负数。")
    if shares and not any(shares):
        return tuple(Fraction(1) for _ in shares)  # nobody has a claim of its own: everybody the same
    return shares


def _bounds(
    total: int, count: int, minimums: Sequence[int] | None, maximums: Sequence[int | None] | None
) -> tuple[list[int], list[int]]:
    lows = list(minimums) if minimums is not None else [0] * count
    highs = [total if one is None else min(one, max(total, 0)) for one in maximums or [None] * count]
    if any(low > high for low, high in zip(lows, highs, strict=True)) or not sum(lows) <= total <= sum(highs):
        raise InvalidValue(f"最少合计 {sum(lows)}、最多合计 {sum(highs)}，容不下总数 {total}。")
    return lows, highs


def _bounded_shares(
    total: int, shares: Sequence[Fraction], lows: Sequence[int], highs: Sequence[int]
) -> tuple[Fraction, ...]:
    """Return shares in proportion to the weights between the bounds, adding up to the total."""
    found: list[Fraction | None] = [None] * len(shares)
    while (free := [index for index, one in enumerate(found) if one is None]) != []:
        left = total - sum((one for one in found if one is not None), Fraction(0))
        whole = sum((shares[index] for index in free), Fraction(0))
        wanted = {index: left * shares[index] / whole if whole else left / len(free) for index in free}
        below = {index: lows[index] - want for index, want in wanted.items() if want < lows[index]}
        above = {index: want - highs[index] for index, want in wanted.items() if want > highs[index]}
        if not below and not above:
            for index, want in wanted.items():
                found[index] = want
        # The side that takes more from the others is settled first; the other may be inside its bounds after that.
        elif sum(below.values()) >= sum(above.values()):
            for index in below:
                found[index] = Fraction(lows[index])
        else:
            for index in above:
                found[index] = Fraction(highs[index])
    return tuple(one for one in found if one is not None)


def _level_at(order: Sequence[int], left: int, keys: Sequence[Fraction]) -> tuple[int, ...]:
    """Return who had the same remainder as the last that was served, where somebody who was not served had it too."""
    if not 0 < left < len(order) or keys[left - 1] != keys[left]:
        return ()
    return tuple(sorted(index for index, key in zip(order, keys, strict=True) if key == keys[left]))
