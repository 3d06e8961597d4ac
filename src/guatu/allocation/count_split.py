"""Counts divided (个数分解): new firms and projects as whole numbers that add up, with minimums, maximums and locks."""

import math
from fractions import Fraction

from guatu.allocation.apportionment import Apportionment, apportion, apportion_by_divisor
from guatu.allocation.demands import Frame
from guatu.allocation.division import Rounding
from guatu.allocation.wishes import Floats


def apportioned(frame: Frame, lows: Floats, highs: Floats) -> Apportionment:
    """Return the whole numbers of each place by the ask's method; bounds must leave room, as the demands say.

    A place's weight is its base, or the capability stated in its place.
    """
    weights = [claim.given if claim.given is not None else claim.base or 0.0 for claim in frame.claims]
    total = int(frame.total / Fraction(frame.ask.step))
    minimums = [math.ceil(low - 1e-9) for low in lows]
    maximums = [math.floor(high + 1e-9) for high in highs]
    method = apportion_by_divisor if frame.ask.rounding is Rounding.WEBSTER else apportion
    return method(total, weights, minimums, maximums)


def largest_remainders(frame: Frame, wishes: Floats, lows: Floats, highs: Floats) -> tuple[int, ...]:
    """Return amounts in whole steps nearest wishes that add up to the total already: floors, then largest remainders.

    With steps of one size this is what the program of `growth_split` finds, without a solver. Goes round as often as
    bounds make it necessary; what no place has room for is left over.
    """
    least = [math.ceil(low - 1e-9) for low in lows]
    most = [math.floor(high + 1e-9) for high in highs]
    steps = [min(max(math.floor(wish + 1e-9), low), high) for wish, low, high in zip(wishes, least, most, strict=True)]
    left = int(frame.total / Fraction(frame.ask.step)) - sum(steps)
    order = sorted(range(len(steps)), key=lambda index: (steps[index] - wishes[index], index))
    while left > 0 and (open_up := [index for index in order if steps[index] < most[index]]):
        for index in open_up[:left]:
            steps[index] += 1
        left -= min(left, len(open_up))
    while left < 0 and (open_down := [index for index in reversed(order) if steps[index] > least[index]]):
        for index in open_down[:-left]:
            steps[index] -= 1
        left += min(-left, len(open_down))
    return tuple(steps)
