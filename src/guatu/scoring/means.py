"""How the points of children become those of their parent (汇总方法), for many units at once.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; the documentation of COINr 1.1,
functions a_amean, a_gmean, a_hmean and a_copeland. `shares` add up to 1 over the children that have points.
"""

from collections.abc import Callable, Mapping

import numpy as np

from guatu.scoring.figures import comparable
from guatu.scoring.sheet import Floats

# Rows of the matrix of pairs that are held at once: 3 000 units then need some ten megabytes.
_AT_ONCE = 256


def arithmetic_mean(points: Floats, shares: Floats) -> Floats:
    """Return Σ share × points (加权平均)."""
    result: Floats = (np.nan_to_num(points) * shares).sum(axis=1)
    return result


def geometric_mean(points: Floats, shares: Floats) -> Floats:
    """Return Π points ^ share (几何平均); a child with points of nought or less leaves a gap."""
    usable = np.where(shares == 0, 1.0, points)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(usable)
    result: Floats = np.exp((logs * shares).sum(axis=1))
    return np.where((usable > 0).all(axis=1), result, np.nan)


def harmonic_mean(points: Floats, shares: Floats) -> Floats:
    """Return 1 ÷ Σ (share ÷ points) (调和平均); a child with points of nought or less leaves a gap."""
    usable = np.where(shares == 0, 1.0, points)
    positive = (usable > 0).all(axis=1)
    result = np.full(len(points), np.nan)
    result[positive] = 1.0 / (shares[positive] / usable[positive]).sum(axis=1)
    return result


def copeland_scores(points: Floats, weights: Floats) -> Floats:
    """Return for each unit the sum over the others of the weight by which it is ahead (两两比较, Copeland).

    An equal pair shares the weight. Two units are compared by the children that both have points in, whose weights
    are made to add up to 1; a pair without any such child counts half for each.
    """
    rounded = comparable(points)
    # Weights differ between units only by group, and those compared here are of one group.
    sizes = np.nan_to_num(weights[0]) if len(weights) else np.empty(0)
    result = np.empty(len(points))
    for start in range(0, len(points), _AT_ONCE):
        some = rounded[start : start + _AT_ONCE]
        ahead, known = np.zeros((len(some), len(points))), np.zeros((len(some), len(points)))
        for at, size in enumerate(sizes):
            one, other = some[:, at, None], rounded[None, :, at]
            is_compared = ~np.isnan(one) & ~np.isnan(other)
            ahead += size * ((one > other) + 0.5 * (one == other))
            known += size * is_compared
        scores = np.divide(ahead, known, out=np.full(known.shape, 0.5), where=known > 0)
        # A unit is equal to itself: that half point is no victory.
        result[start : start + _AT_ONCE] = scores.sum(axis=1) - 0.5
    return result


MEANS: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "arithmetic": arithmetic_mean,
    "geometric": geometric_mean,
    "harmonic": harmonic_mean,
}
