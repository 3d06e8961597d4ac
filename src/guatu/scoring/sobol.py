"""Shares of a variance by Sobol (方差分解): how much of the movement of a result each uncertain input causes.

First order: what would go if this input alone were fixed. Total order: what would stay if all others were fixed.
Estimators: first order after Saltelli et al., Computer Physics Communications 181 (2010) 259–270, table 2 (b); total
order after Jansen, Computer Physics Communications 117 (1999) 35–43. Points: the scrambled sequence of Sobol.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from guatu.scoring.sheet import Floats

RESAMPLES = 200
LOW_SHARE, HIGH_SHARE = 0.05, 0.95


@dataclass(frozen=True)
class VarianceShare:
    """One input: first and total order, each with the 5–95 % interval of 200 resamplings of the same runs.

    A first order a little below 0 is 0 within the error of sampling.
    """

    name: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


def share_variance(
    function: Callable[[Floats], Floats], names: Sequence[str], *, base: int = 512, seed: int = 20240101
) -> tuple[VarianceShare, ...]:
    """Return the shares of each input in the variance of a function of the unit cube; empty where nothing varies.

    `function` takes points (rows, inputs) in [0, 1) and returns one figure a row; it is asked once, for
    base × (inputs + 2) rows. `base` is a power of two, as the sequence of Sobol wants it.
    """
    inputs = len(names)
    if not inputs:
        return ()
    sample = scipy.stats.qmc.Sobol(2 * inputs, scramble=True, rng=np.random.default_rng(seed)).random_base2(
        base.bit_length() - 1
    )
    first, second = sample[:, :inputs], sample[:, inputs:]
    mixed = [np.where(np.arange(inputs) == column, second, first) for column in range(inputs)]
    results = function(np.concatenate([first, second, *mixed])).reshape(inputs + 2, -1)
    # What differs only by the noise of floating point does not vary.
    if np.ptp(results) <= 1e-12 * np.abs(results).max():
        return ()
    results = results - results[:2].mean()
    rows = np.random.default_rng(seed).integers(results.shape[1], size=(RESAMPLES, results.shape[1]))
    firsts, totals = _estimate(results)
    resampled = [_estimate(results[:, chosen]) for chosen in rows]
    first_limits = np.quantile([one[0] for one in resampled], (LOW_SHARE, HIGH_SHARE), axis=0)
    total_limits = np.quantile([one[1] for one in resampled], (LOW_SHARE, HIGH_SHARE), axis=0)
    return tuple(
        VarianceShare(
            name,
            float(firsts[at]),
            float(first_limits[0, at]),
            float(first_limits[1, at]),
            float(totals[at]),
            float(total_limits[0, at]),
            float(total_limits[1, at]),
        )
        for at, name in enumerate(names)
    )


def _estimate(results: Floats) -> tuple[Floats, Floats]:
    """Return first and total orders from results (base points A, B and A with one column of B; runs)."""
    at_first, at_second, mixed = results[0], results[1], results[2:]
    variance = results[:2].var()
    if variance == 0:
        return np.zeros(len(mixed)), np.zeros(len(mixed))
    firsts = (at_second * (mixed - at_first)).mean(axis=1) / variance
    totals = ((at_first - mixed) ** 2).mean(axis=1) / (2 * variance)
    return firsts, totals
