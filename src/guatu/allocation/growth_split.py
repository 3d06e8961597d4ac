"""Whole steps for growths (增速取整): a small mixed-integer program.

Every place's moved wish lies between two steps. Chosen is what comes to the total, within one step of the smallest
base, with the least Σ base × |growth − wish|; among equals the one nearest the total. Up to thirty places every
combination of the two steps is tried (`cheapest_subset`); more places, groups that must stay alike, and steps further
away are left to HiGHS through scipy: Q. Huangfu and J. A. J. Hall (2018), *Parallelizing the dual revised simplex
method*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import scipy

from guatu.allocation.cheapest_subset import MOST_ITEMS, cheapest_subset
from guatu.allocation.demands import Frame
from guatu.allocation.division import Demand, Way
from guatu.allocation.wishes import Floats

_SECONDS = 5.0
# Beyond the tolerance a miss costs far more than any step away from a wish, within it next to nothing.
_BEYOND, _WITHIN = 100.0, 1e-4
_OPTIMAL, _LIMIT = 0, 1
# What HiGHS may leave of a row (its feasibility tolerance is 1e-6), in parts of one step of all bases.
_MARGIN = 4e-6


@dataclass(frozen=True)
class WholeSteps:
    """The steps of each place, and whether they are proven to be the best."""

    steps: tuple[int, ...]
    is_proven: bool


@dataclass(frozen=True)
class _Asked:
    wishes: Floats
    lows: Floats
    highs: Floats
    alike: tuple[Demand, ...]


@dataclass(frozen=True)
class _Model:
    """Rows over the variables up (0 or 1), further up, down of each place, a low end of each group, and the excess."""

    cost: Floats
    low: Floats
    high: Floats
    rows: Floats
    row_low: Floats
    row_high: Floats
    whole: Floats


def whole_steps(
    frame: Frame, wishes: Floats, lows: Floats, highs: Floats, alike: Sequence[Demand]
) -> WholeSteps | None:
    """Return whole steps nearest the wishes that meet the total, or None where there are none.

    First only the two steps around each wish are tried; where these do not come within the tolerance, or places of a
    group must be near each other, any step between the bounds.
    """
    asked = _Asked(wishes, lows, highs, tuple(alike))
    if not alike:
        found = _nearest(frame, asked)
        if found is not None:
            return found
    return _solve(frame, asked, wide=True)


def _nearest(frame: Frame, asked: _Asked) -> WholeSteps | None:
    """Return the best of the two steps around each wish, None where none comes to the total within the tolerance."""
    ground = _ground(asked)
    free = [index for index, claim in enumerate(frame.claims) if claim.locked is None and _has_room(asked, index)]
    if len(free) > MOST_ITEMS:
        found = _solve(frame, asked, wide=False)
        is_near = found is not None and abs(reached(frame, found.steps) - frame.total) <= frame.tolerance
        return found if is_near else None
    steps = [int(one) for one in ground]
    shares, over = _shares(frame), np.clip(asked.wishes - ground, 0.0, 1.0)
    costs = shares * (1 - 2 * over + _tilt(frame))
    low, high = (one - reached(frame, steps) for one in frame.total_range(frame.tolerance))
    weights = [frame.weights[index] for index in free]
    taken = cheapest_subset(weights, [float(costs[index]) for index in free], low, high)
    if taken is None:
        return None
    for index, one in zip(free, taken, strict=True):
        steps[index] += one
    return WholeSteps(tuple(steps), is_proven=True)


def _has_room(asked: _Asked, index: int) -> bool:
    return bool(_ground(asked)[index] + 1 <= asked.highs[index] + 1e-9)


def reached(frame: Frame, steps: Sequence[int]) -> Fraction:
    """Return the amount that steps come to, exactly; a locked place counts with its own value."""
    return sum(
        (
            weight * (Fraction(claim.locked) / Fraction(frame.ask.step) if claim.locked is not None else step)
            for weight, claim, step in zip(frame.weights, frame.claims, steps, strict=True)
        ),
        Fraction(0),
    )


def _solve(frame: Frame, asked: _Asked, *, wide: bool) -> WholeSteps | None:
    low, high = frame.total_range(frame.room)
    for margin in (0.0, _MARGIN):
        model = _model(frame, asked, margin=margin, wide=wide)
        answer = scipy.optimize.milp(
            model.cost,
            integrality=model.whole,
            bounds=scipy.optimize.Bounds(model.low, model.high),
            constraints=scipy.optimize.LinearConstraint(model.rows, model.row_low, model.row_high),
            options={"time_limit": _SECONDS, "mip_rel_gap": 1e-4},
        )
        if answer.x is None:
            return None
        count = len(frame.claims)
        up, more, down = (np.rint(answer.x[part * count : (part + 1) * count]) for part in range(3))
        steps = tuple(int(one) for one in _ground(asked) + up + more - down)
        if low <= reached(frame, steps) <= high:
            return WholeSteps(steps, answer.status == _OPTIMAL)
    return None


def _ground(asked: _Asked) -> Floats:
    # A wish that is whole but for the last bit of a float is whole.
    ground: Floats = np.floor(asked.wishes + 1e-9)
    return ground


def _model(frame: Frame, asked: _Asked, *, margin: float, wide: bool) -> _Model:
    ground = _ground(asked)
    count, groups = len(frame.claims), len(asked.alike)
    free = np.array([claim.locked is None for claim in frame.claims])
    whole, shares = float(sum(frame.weights, Fraction(0))), _shares(frame)
    over = np.clip(asked.wishes - ground, 0.0, 1.0)
    # |steps − wish| is convex: down costs 1 a step, the first step up 1 − 2 × fraction, each further one 1.
    cost = np.concatenate([shares * (1 - 2 * over), shares, shares, np.zeros(groups), [_BEYOND]])
    cost[:count] += _tilt(frame) * shares
    above, below = np.maximum(asked.highs - ground, 0) * free, np.maximum(ground - asked.lows, 0) * free
    spread = 1.0 if wide else 0.0
    limit = np.concatenate(
        [np.minimum(above, 1), np.maximum(above - 1, 0) * spread, below * spread, np.full(groups, np.inf), [np.inf]]
    )
    start = np.array(
        [
            float(Fraction(claim.locked) / Fraction(frame.ask.step)) if claim.locked is not None else float(step)
            for claim, step in zip(frame.claims, ground, strict=True)
        ]
    )
    steps_of = np.hstack([np.eye(count), np.eye(count), -np.eye(count)])
    totals = _total_rows(frame, shares, whole, start, margin=margin)
    alike_rows, alike_low, alike_high = _alike_rows(frame, asked, steps_of, start)
    along = shares @ steps_of
    blank = np.zeros(groups)
    rows = [[*along, *blank, 0.0], [*along, *blank, -1.0], [*along, *blank, 1.0]]
    return _Model(
        cost=cost,
        low=np.concatenate([np.zeros(3 * count), np.full(groups, -np.inf), [0.0]]),
        high=limit,
        rows=np.vstack([np.array(rows), *alike_rows]),
        row_low=np.array([totals[0][0], -np.inf, totals[1][0], *alike_low]),
        row_high=np.array([totals[0][1], totals[1][1], np.inf, *alike_high]),
        whole=np.concatenate([np.ones(3 * count), np.zeros(groups + 1)]),
    )


def _shares(frame: Frame) -> Floats:
    weights = np.array([float(weight) for weight in frame.weights])
    shares: Floats = weights / weights.sum()
    return shares


def _tilt(frame: Frame) -> float:
    """Return what each step up costs within the tolerance: nearest the total is below it for ≤, above it for ≥."""
    return -_WITHIN if frame.ask.comparator in ("<=", "<") else _WITHIN


def _total_rows(
    frame: Frame, shares: Floats, whole: float, start: Floats, *, margin: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return what the steps from the start may add, in parts of one step of all: what must hold and what should."""
    gone = float(shares @ start)
    ranges = []
    for room in (frame.room, frame.tolerance):
        low, high = (float(one) / whole - gone for one in frame.total_range(room))
        bounded_below, bounded_above = frame.ask.comparator in (">=", ">"), frame.ask.comparator in ("<=", "<")
        ranges.append((low + margin * bounded_below, high - margin * bounded_above))
    return ranges[0], ranges[1]


def _alike_rows(
    frame: Frame, asked: _Asked, steps_of: Floats, start: Floats
) -> tuple[list[Floats], list[float], list[float]]:
    """Return rows that keep the growth of each member between the low end of its group and that plus the band."""
    count, groups = len(frame.claims), len(asked.alike)
    rows: list[Floats] = []
    lows: list[float] = []
    highs: list[float] = []
    for at, demand in enumerate(asked.alike):
        for index in demand.places:
            scale = 100 * _growth_a_step(frame, index)
            row = np.zeros((1, 3 * count + groups + 1))
            row[0, : 3 * count] = scale * steps_of[index]
            row[0, 3 * count + at] = -1.0
            growth = scale * start[index] - (0.0 if frame.ask.way is Way.GROWTH else 100.0)
            rows.append(row)
            lows.append(-growth)
            highs.append(100 * (demand.high or 0.0) - growth)
    return rows, lows, highs


def _growth_a_step(frame: Frame, index: int) -> float:
    """Return by how much one step moves a place's growth."""
    step = Fraction(frame.ask.step)
    return float(step if frame.ask.way is Way.GROWTH else step / frame.bases[index])
