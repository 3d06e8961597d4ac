"""The whole steps that meet the demands (定档): wishes moved for all alike, then rounded; without a word about it.

What one more for a place does is asked hundreds of times, so the sentences are left to `splitting`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from guatu.allocation.apportionment import Apportionment
from guatu.allocation.count_split import apportioned, largest_remainders
from guatu.allocation.demands import Frame, growth_of, step_bounds
from guatu.allocation.division import Demand, DemandKind, Way
from guatu.allocation.growth_split import whole_steps
from guatu.allocation.wishes import Floats, Wish, moved_wishes


@dataclass(frozen=True)
class Settlement:
    """The steps of each place; `moved` are the wishes moved to the total, in steps, and `free` without any bound.

    `shift` is by how much all were moved, None for counts, whose exact shares and ties are in `shares`.
    """

    steps: tuple[int, ...]
    moved: Floats
    free: Floats
    shift: float | None
    is_proven: bool = True
    shares: Apportionment | None = None


def settle(frame: Frame, demands: Sequence[Demand], wishes: Sequence[Wish]) -> Settlement | None:
    """Return the whole steps that meet the demands nearest the moved wishes, None where there are none.

    Demands are those of the frame, and can be met by sums (`can_be_met`).
    """
    lows, highs = step_bounds(frame, demands)
    if frame.ask.way is Way.COUNT:
        shares = apportioned(frame, lows, highs)
        quotas = np.array([float(one) for one in shares.quotas])
        return Settlement(shares.parts, quotas, quotas, None, shares=shares)
    growths = np.array([one.growth for one in wishes])
    moved, shift = _moved(frame, growths, lows, highs)
    free = _in_steps(frame, growths + shift)
    alike = tuple(one for one in demands if one.kind is DemandKind.ALIKE)
    if frame.ask.way is Way.AMOUNT and not alike:
        return Settlement(largest_remainders(frame, moved, lows, highs), moved, free, shift)
    rounded = whole_steps(frame, moved, lows, highs, alike)
    return None if rounded is None else Settlement(rounded.steps, moved, free, shift, rounded.is_proven)


def can_be_met(frame: Frame, demands: Sequence[Demand]) -> bool:
    """Tell whether some of the demands can be met together; without a group this is a matter of sums alone."""
    lows, highs = step_bounds(frame, demands)
    if bool((lows > highs + 1e-9).any()):
        return False
    alike = tuple(one for one in demands if one.kind is DemandKind.ALIKE)
    total = next((one for one in demands if one.kind is DemandKind.TOTAL), None)
    if total is None:
        return all(_can_be_alike(frame, one, lows, highs) for one in alike)
    if alike:
        wishes = np.clip(np.zeros(len(lows)), lows, highs)
        return whole_steps(frame, wishes, lows, highs, alike) is not None
    weights = np.array([float(weight) for weight in frame.weights])
    noise = 1e-9 * float(abs(frame.total) + sum(frame.bases, Fraction(0)))
    least, most = float(weights @ lows), float(weights @ highs)
    return most >= (total.low or 0.0) - noise and least <= (total.high or 0.0) + noise


def _can_be_alike(frame: Frame, demand: Demand, lows: Floats, highs: Floats) -> bool:
    """Tell whether the members of a group have growths within their bounds that are near each other."""
    ends = [
        [
            growth_of(frame, index, Fraction(bound))
            for index, bound in ((index, bounds[index]) for index in demand.places)
        ]
        for bounds in (lows, highs)
    ]
    return float(max(ends[0]) - min(ends[1])) <= (demand.high or 0.0) + 1e-9


def _moved(frame: Frame, growths: Floats, lows: Floats, highs: Floats) -> tuple[Floats, float]:
    """Return the wishes in steps, moved by the same points, and by how many points (as a fraction)."""
    bases, step = frame.float_bases, float(frame.ask.step)
    if frame.ask.way is Way.GROWTH:
        moved, shift = moved_wishes(growths, bases, float(frame.total), lows * step, highs * step)
        return np.clip(moved / step, lows, highs), shift
    low, high = lows * step / bases - 1, highs * step / bases - 1
    moved, shift = moved_wishes(growths, bases, float(frame.total) - float(bases.sum()), low, high)
    return np.clip(bases * (1 + moved) / step, lows, highs), shift


def _in_steps(frame: Frame, growths: Floats) -> Floats:
    """Return growths as steps of each place's value."""
    steps: Floats = growths if frame.ask.way is Way.GROWTH else frame.float_bases * (1 + growths)
    return steps / float(frame.ask.step)
