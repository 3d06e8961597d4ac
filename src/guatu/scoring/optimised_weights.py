"""Optimised weights (按相关程度定权重): such that items correlate with the index as strongly as they are meant to.

Becker, Saisana, Paruolo & Vandecasteele, Weights and importance in composite indicators (2017), in the linear form of
get_opt_weights of COINr 1.1: correlations divided by their sum are to equal the weights asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares

from guatu.scoring.sheet import Floats

# Further apart than this on average, the importance asked for has not been reached.
TOLERANCE = 1e-4
# e to this power: one item weighing five hundred times another is as good as alone.
_FURTHEST = 6.0


@dataclass(frozen=True)
class Optimum:
    """Weights found, and the shares of correlation asked for and obtained."""

    weights: Floats
    asked: Floats
    obtained: Floats

    @property
    def is_reached(self) -> bool:
        """True when the correlations are what was asked for."""
        return bool(np.sqrt(((self.asked - self.obtained) ** 2).mean()) <= TOLERANCE)


def optimum(points: Floats, importance: Floats, index_of: Callable[[Floats], Floats]) -> Optimum:
    """Return the positive weights of the columns for which their correlations with the index are as asked.

    `index_of` gives the index for weights of the columns. Found by least squares from the weights asked for.
    """
    asked = importance / importance.sum()

    def obtained(logs: Floats) -> Floats:
        index = index_of(_weights(asked, logs))
        told = np.array([_correlation(column, index) for column in points.T])
        total = told.sum()
        shares: Floats = told / total if total > 0 else np.full(len(told), 0.0)
        return shares

    start = np.zeros(len(asked))

    def missed(logs: Floats) -> Floats:
        apart: Floats = obtained(logs) - asked
        return apart

    found = least_squares(missed, start, bounds=(-_FURTHEST, _FURTHEST), xtol=1e-12)
    return Optimum(_weights(asked, found.x), asked, obtained(found.x))


def _weights(asked: Floats, logs: Floats) -> Floats:
    raw = asked * np.exp(logs)
    weights: Floats = raw / raw.sum()
    return weights


def _correlation(column: Floats, index: Floats) -> float:
    known = ~np.isnan(column) & ~np.isnan(index)
    one, other = column[known], index[known]
    if len(one) < 3 or not np.ptp(one) or not np.ptp(other):
        return 0.0
    one, other = one - one.mean(), other - other.mean()
    return float((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum()))
