"""Several green shares side by side (绿电比例与费用), and weeks worth looking at (典型周、最紧的一周)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from guatu.allocation.sizing import Shortfall, size_for_share
from guatu.allocation.sizing_values import Hours, SizingTerms, Supply

WEEK_HOURS = 168


@dataclass(frozen=True)
class Frontier:
    """The supply that was asked for, and those of other shares in order; what cannot be had is a Shortfall.

    `seconds` are those of the processor that all of them took.
    """

    asked: Supply | Shortfall
    others: tuple[tuple[float, Supply | Shortfall], ...]
    seconds: float = 0.0


@dataclass(frozen=True)
class Week:
    """Seven days of an answer, by the hour in 千瓦: what serves the load, and the load; days are counted from 1.

    `direct` comes from sun and wind at once, `stored` out of storage, `bought` from the grid; they add up to `load`.
    """

    name: str
    first_day: int
    direct: tuple[float, ...]
    stored: tuple[float, ...]
    bought: tuple[float, ...]
    load: tuple[float, ...]


def size_shares(
    hours: Hours, terms: SizingTerms, share: float, others: Sequence[float], watch: Callable[[str], None]
) -> Frontier:
    """Return the least-cost supply of a share and of others; each is told to `watch` before it is worked out.

    What costs least without any share has a share of its own: up to that one all shares have the same answer, which is
    not worked out again.
    """
    began = time.process_time()
    watch("不要求绿电比例时")
    free = size_for_share(hours, terms, 0.0)
    found: dict[float, Supply | Shortfall] = {0.0: free}
    for one in sorted({share, *others} - {0.0}):
        if isinstance(free, Supply) and one <= free.green:
            found[one] = replace(free, asked=one)
            continue
        if any(isinstance(known, Shortfall) and low < one for low, known in found.items() if low):
            # Where less cannot be had, more cannot either; the least share that fails is told.
            continue
        watch(f"绿电比例 {one:.0%}")
        found[one] = size_for_share(hours, terms, one)
    asked = found.get(share)
    if asked is None:
        watch(f"绿电比例 {share:.0%}")
        asked = size_for_share(hours, terms, share)
        found[share] = asked
    return Frontier(asked, tuple(sorted(found.items(), key=lambda one: one[0])), time.process_time() - began)


def weeks_of(hours: Hours, supply: Supply) -> tuple[Week, ...]:
    """Return the week nearest to the average of the year, and the one that takes most from the grid."""
    flows = supply.flows
    count = len(hours.load) // WEEK_HOURS
    sums = {
        name: np.asarray(values)[: count * WEEK_HOURS].reshape(count, WEEK_HOURS).sum(axis=1)
        for name, values in (("load", hours.load), ("used", flows.used), ("grid", flows.grid))
    }
    size = sums["load"].mean()
    away = sum(np.abs(values - values.mean()) / size for values in sums.values())
    usual, hardest = int(np.argmin(away)), int(np.argmax(sums["grid"]))
    return (_week(hours, supply, "典型周", usual), _week(hours, supply, "最缺电的一周", hardest))


def _week(hours: Hours, supply: Supply, name: str, number: int) -> Week:
    flows = supply.flows
    span = slice(number * WEEK_HOURS, (number + 1) * WEEK_HOURS)
    used, charge, grid = (np.asarray(part[span]) for part in (flows.used, flows.charge, flows.grid))
    # What is charged is taken from the generation first, from the grid where that is not enough.
    direct, bought = np.maximum(used - charge, 0.0), grid - np.maximum(charge - used, 0.0)
    parts = (direct, flows.discharge[span], np.maximum(bought, 0.0))
    direct_kw, stored_kw, bought_kw = (tuple(float(value) for value in part) for part in parts)
    return Week(name, number * 7 + 1, direct_kw, stored_kw, bought_kw, hours.load[span])
