"""Index and Monte Carlo test of many units, beside a loop over numpy written by hand.

Run: .venv/bin/python benchmarks/scoring.py [--units 2800] [--draws 10000] [--missing 0.05]. Sides: `index` and `draws`
are guatu's, `index-loop` and `draws-loop` the same sums by hand: min–max and two levels of weighted means, item by item
and draw by draw, the weights of missing figures given to the rest. The loop varies weights only; `draws` takes five
combinations of methods besides.
"""

import argparse
import time
from decimal import Decimal
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from guatu.pack import Scorecard, ScoreItem
from guatu.scoring import Sheet, score_sheet, vary_ranks
from side_by_side import compare, measure

DIMENSIONS, ITEMS = 10, 6
SIDES = ("index", "index-loop", "draws", "draws-loop")
Floats: TypeAlias = npt.NDArray[np.float64]


def make_figures(units: int, missing: float) -> Floats:
    """Return figures of as many units in 60 items, some of them missing."""
    rng = np.random.default_rng(1)
    values = rng.lognormal(2, 1, (units, DIMENSIONS * ITEMS))
    values[rng.random(values.shape) < missing] = np.nan
    return values


def make_card() -> Scorecard:
    """Return a card of ten dimensions of six items each, with weights from 1 to 6."""
    items = [ScoreItem(id=f"d{at}", name=f"一级{at}", weight=Decimal("0.1")) for at in range(DIMENSIONS)]
    items += [
        ScoreItem(id=f"d{at}i{one}", name=f"指标{at}-{one}", parent=f"d{at}", weight=Decimal(one + 1), of="x")
        for at in range(DIMENSIONS)
        for one in range(ITEMS)
    ]
    return Scorecard(id="parks", name="园区评价", items=tuple(items))


def make_sheet(values: Floats) -> Sheet:
    """Return the figures as a sheet of the card."""
    units = tuple(f"u{row}" for row in range(len(values)))
    return Sheet(units, units, tuple(item.id for item in make_card().leaves), values)


def score(values: Floats) -> dict[str, float]:
    """Score once and return the seconds without loading."""
    card, sheet = make_card(), make_sheet(values)
    started = time.perf_counter()
    scoring = score_sheet(card, sheet)
    return {"index": round(time.perf_counter() - started, 3), "sum": round(float(np.nansum(scoring.index)), 6)}


def draw(values: Floats, draws: int) -> dict[str, float]:
    """Vary weights and methods and return the seconds after scoring."""
    scoring = score_sheet(make_card(), make_sheet(values))
    started, used = time.perf_counter(), time.process_time()
    found = vary_ranks(scoring, draws=draws)
    width = float(np.mean([one.high - one.low for one in found.intervals]))
    return {
        "seconds": round(time.perf_counter() - started, 2),
        "cpu": round(time.process_time() - used, 2),
        "combinations": len(found.variants),
        "mean width": round(width, 1),
    }


def score_by_hand(values: Floats) -> dict[str, float]:
    """Score in a loop over the items."""
    started = time.perf_counter()
    index = index_by_hand(points_by_hand(values), np.tile(np.arange(1.0, ITEMS + 1), DIMENSIONS))
    return {"index": round(time.perf_counter() - started, 3), "sum": round(float(np.nansum(index)), 6)}


def draw_by_hand(values: Floats, draws: int) -> dict[str, float]:
    """Vary weights in a loop over the draws."""
    points = points_by_hand(values)
    rng = np.random.default_rng(1)
    ranks: npt.NDArray[np.int32] = np.empty((draws, len(values)), dtype=np.int32)
    started, used = time.perf_counter(), time.process_time()
    for at in range(draws):
        weights = np.tile(np.arange(1.0, ITEMS + 1), DIMENSIONS) * rng.uniform(0.75, 1.25, DIMENSIONS * ITEMS)
        order = np.argsort(-index_by_hand(points, weights, rng.uniform(0.75, 1.25, DIMENSIONS)))
        ranks[at, order] = np.arange(1, len(values) + 1)
    ends: Floats = np.quantile(ranks, (0.05, 0.95), axis=0)
    return {
        "seconds": round(time.perf_counter() - started, 2),
        "cpu": round(time.process_time() - used, 2),
        "combinations": 1,
        "mean width": round(float(np.mean(ends[1] - ends[0])), 1),
    }


def points_by_hand(values: Floats) -> Floats:
    """Return min–max points, item by item."""
    points = np.empty_like(values)
    for at in range(values.shape[1]):
        low, high = float(np.nanmin(values[:, at])), float(np.nanmax(values[:, at]))
        points[:, at] = (values[:, at] - low) / (high - low) * 100
    return points


def index_by_hand(points: Floats, weights: Floats, above: Floats | None = None) -> Floats:
    """Return the weighted mean of the dimensions' weighted means, over what is not missing."""
    above = np.ones(DIMENSIONS) if above is None else above
    known = ~np.isnan(points)
    filled = np.where(known, points, 0.0)
    total, share = np.zeros(len(points)), np.zeros(len(points))
    for at in range(DIMENSIONS):
        part = slice(at * ITEMS, (at + 1) * ITEMS)
        there = known[:, part] @ weights[part]
        mean = np.divide(filled[:, part] @ weights[part], there, out=np.zeros(len(points)), where=there > 0)
        total += above[at] * mean * (there > 0)
        share += above[at] * (there > 0)
    result: Floats = total / share
    return result


def main() -> None:
    """Run the sides in processes of their own, or one of them in this one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=2800)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--missing", type=float, default=0.05)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--side", choices=SIDES)
    asked = parser.parse_args()
    if asked.side is None:
        options = ("--units", str(asked.units), "--draws", str(asked.draws), "--missing", str(asked.missing))
        for sides in (SIDES[:2], SIDES[2:]):
            compare(__file__, options, sides, asked.runs)
        return
    values = make_figures(asked.units, asked.missing)
    work = {
        "index": lambda: score(values),
        "index-loop": lambda: score_by_hand(values),
        "draws": lambda: draw(values, asked.draws),
        "draws-loop": lambda: draw_by_hand(values, asked.draws),
    }
    measure(work[asked.side])


if __name__ == "__main__":
    main()
