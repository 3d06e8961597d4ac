"""How the points of children become those of their parent (汇总方法), for many units at once.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; the documentation of COINr 1.1,
functions a_amean, a_gmean, a_hmean and a_copeland. `shares` add up to 1 over the children that have points.
"""

from collections.abc import Callable, Mapping

import numpy as np

from guatu.scoring.figures import comparable
from guatu.scoring.sheet import Floats


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
    count = len(points)
    ahead, known = np.zeros((count, count)), np.zeros((count, count))
    rounded = comparable(points)
    for at in range(points.shape[1]):
        column = rounded[:, at]
        both = ~np.isnan(column[:, None]) & ~np.isnan(column[None, :])
        # Weights differ between units only by group; units of other groups are not compared here.
        weight = np.fmin.reduce(np.where(np.isnan(weights[:, at]), np.nan, weights[:, at])) if count else 0.0
        with np.errstate(invalid="ignore"):
            won = (column[:, None] > column[None, :]) + 0.5 * (column[:, None] == column[None, :])
        ahead += weight * won * both
        known += weight * both
    scores = np.divide(ahead, known, out=np.full((count, count), 0.5), where=known > 0)
    np.fill_diagonal(scores, 0.0)
    result: Floats = scores.sum(axis=1)
    return result


MEANS: Mapping[str, Callable[[Floats, Floats], Floats]] = {
    "arithmetic": arithmetic_mean,
    "geometric": geometric_mean,
    "harmonic": harmonic_mean,
}
