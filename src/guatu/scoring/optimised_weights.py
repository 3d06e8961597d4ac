"""Optimised weights (按相关程度定权重): such that items correlate with the index as strongly as they are meant to.

Becker, Saisana, Paruolo & Vandecasteele, Weights and importance in composite indicators (2017), in the linear form of
get_opt_weights of COINr 1.1: correlations divided by their sum are to equal the weights asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy

from guatu.scoring.sheet import Floats

# Further apart than this on average, the importance asked for has not been reached.
TOLERANCE = 1e-4
# e to this power: one item weighing five hundred times another is as good as alone.
_FURTHEST = 6.0
# What can be reached is reached within a dozen rounds; what cannot creeps along a bound for hundreds.
_ROUNDS = 30


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
        told = _correlations(points, index)
        total = told.sum()
        shares: Floats = told / total if total > 0 else np.full(len(told), 0.0)
        return shares

    start = np.zeros(len(asked))

    def missed(logs: Floats) -> Floats:
        apart: Floats = obtained(logs) - asked
        return apart

    found = scipy.optimize.least_squares(missed, start, bounds=(-_FURTHEST, _FURTHEST), max_nfev=_ROUNDS)
    return Optimum(_weights(asked, found.x), asked, obtained(found.x))


def _weights(asked: Floats, logs: Floats) -> Floats:
    raw = asked * np.exp(logs)
    weights: Floats = raw / raw.sum()
    return weights


def _correlations(columns: Floats, index: Floats) -> Floats:
    """Return the correlation of each column with the index over the units that have both, 0 where there is none."""
    known = ~np.isnan(columns) & ~np.isnan(index)[:, None]
    count = np.maximum(known.sum(axis=0), 1)
    one = np.where(known, columns, 0.0)
    other = np.where(known, np.nan_to_num(index)[:, None], 0.0)
    one = np.where(known, one - one.sum(axis=0) / count, 0.0)
    other = np.where(known, other - other.sum(axis=0) / count, 0.0)
    size = np.sqrt((one * one).sum(axis=0) * (other * other).sum(axis=0))
    told: Floats = np.divide((one * other).sum(axis=0), size, out=np.zeros(len(size)), where=size > 0)
    return told
