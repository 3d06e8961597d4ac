"""Reconciliation (协调): counties add up to the prefecture, each moving in proportion to how uncertain it is.

Least squares weighted by the variance of each error under one sum (Hyndman, Ahmed, Athanasopoulos & Shang 2011; FPP3,
11.3), which has a short answer: of the difference d between total and parts, part i takes vᵢ ÷ (v₀ + Σv) of it and
the total gives way by v₀ ÷ (v₀ + Σv). A total that is held fixed has v₀ = 0. Parks overlap counties and are never
parts.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import fsum

from guatu.allocation.forecast_course import Outlook


def share_difference(
    total: float, parts: Sequence[float], total_variance: float, variances: Sequence[float]
) -> tuple[float, tuple[float, ...]]:
    """Return a total and parts that agree; where no part has a variance, the size of each is its weight.

    >>> share_difference(110.0, (60.0, 40.0), 1.0, (3.0, 1.0))
    (108.0, (66.0, 42.0))
    """
    difference = total - fsum(parts)
    loose = list(variances) if fsum(variances) > 0 else [abs(part) for part in parts]
    if fsum(loose) == 0:
        loose = [1.0] * len(parts)
    whole = total_variance + fsum(loose)
    moved = tuple(part + one / whole * difference for part, one in zip(parts, loose, strict=True))
    return (total if total_variance == 0 else fsum(moved)), moved


def reconcile(total: Outlook, parts: Sequence[Outlook], *, held: bool) -> tuple[Outlook, tuple[Outlook, ...]]:
    """Return outlooks whose figures agree in every month that all foretell; a total that is `held` stays as it is.

    All end with the year; a place that is late foretells a month more. How the difference is shared follows from the
    errors of the year, so that what holds of the year holds of each month. Intervals keep their width: it was measured
    before the figures were reconciled.
    """
    own = 0.0 if held else _variance(total)
    variances = [_variance(one) for one in parts]
    months = range(-min(len(one.values) for one in (total, *parts)), 0)
    agreed = [share_difference(total.values[at], [one.values[at] for one in parts], own, variances) for at in months]
    return _with_last(total, [whole for whole, _ in agreed]), tuple(
        _with_last(one, [moved[row] for _, moved in agreed]) for row, one in enumerate(parts)
    )


def _with_last(one: Outlook, values: Sequence[float]) -> Outlook:
    """Return an outlook with other figures of its last months."""
    return replace(one, values=(*one.values[: len(one.values) - len(values)], *values))


def _variance(one: Outlook) -> float:
    spread = one.spreads[-1]
    return 0.0 if spread is None else spread**2
