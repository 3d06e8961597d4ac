"""What each item's points were measured by (算分的尺子), as numbers and as a formula over them.

The same yardsticks as those of the step that normalises; here they are named, so that a sheet can show them.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from guatu.pack import Normalisation, ScoreItem
from guatu.scoring.figures import comparable
from guatu.scoring.scoring import Scoring
from guatu.scoring.sheet import Floats
from guatu.scoring.told_number import Told, number
from guatu.scoring.tree import LEVEL, Tree

_LINES = frozenset({"target", "goalposts", "capped_ratio", "as_is"})
_LOW = {"rank": 1.0}
_HIGH = {"z": 1.0}
_NONE = (math.nan, math.nan)


@dataclass(frozen=True)
class Yardstick:
    """The yardstick of one item in one group: what its two numbers are called, and how points come of them.

    `marks` gives the two numbers for a figure; only places (位次) and percentiles differ from unit to unit.
    """

    words: tuple[str, str]
    marks: Callable[[float], tuple[float, float]]
    formula: Callable[[Told, Told, Told], Told]


@dataclass(frozen=True)
class _Ruler:
    """One item in one group: its figures that are known, and the points at both ends."""

    item: ScoreItem
    figures: Floats
    low: float
    high: float
    reference: float

    @property
    def is_up(self) -> bool:
        return self.item.direction == "up"

    @property
    def worst(self) -> float:
        return float(self.figures.min() if self.is_up else self.figures.max())

    @property
    def best(self) -> float:
        return float(self.figures.max() if self.is_up else self.figures.min())

    def spread(self, part: Told) -> Told:
        """Return a part of the whole as points; idle operations are left out."""
        made = part * number(self.high - self.low) if self.high - self.low != 1 else part
        return made + number(self.low) if self.low else made

    def limited(self, part: Told) -> Told:
        floor = -math.inf if self.item.floor is None else float(self.item.floor)
        cap = math.inf if self.item.cap is None else float(self.item.cap)
        return part.at_least(floor).at_most(cap)


def yardsticks_of(scoring: Scoring, tree: Tree) -> Mapping[tuple[int, str], Yardstick]:
    """Return the yardstick of each measured node in each group that it is normalised within ("": all together)."""
    used = _figures_before_points(scoring)
    if used is None:
        return {}
    found: dict[tuple[int, str], Yardstick] = {}
    for at, measure in enumerate(tree.measures):
        how = measure.item.normalise or scoring.card.normalise
        method = "min_max" if measure.part != LEVEL and how.method in _LINES else how.method
        groups = scoring.sheet.column(how.within) if how.within else ("",) * len(scoring.sheet.units)
        for group in dict.fromkeys(groups):
            rows = [row for row, text in enumerate(groups) if text == group]
            figures = used[rows, at]
            figures = figures[np.isfinite(figures)]
            if len(figures):
                found[at, group] = _MADE[method](_ruler(scoring, measure.item, how, method, figures, used[:, at]))
    return found


def _figures_before_points(scoring: Scoring) -> Floats | None:
    found = None
    for stage in scoring.stages:
        if stage.step == "normalise":
            return found
        found = stage.values if stage.values is not None else found
    return None


def _ruler(
    scoring: Scoring, item: ScoreItem, how: Normalisation, method: str, figures: Floats, column: Floats
) -> _Ruler:
    low = _LOW.get(method, 0.0) if how.low is None else float(how.low)
    high = _HIGH.get(method, 100.0) if how.high is None else float(how.high)
    units = scoring.sheet.units
    reference = float(column[units.index(how.unit)]) if how.unit in units else math.nan
    return _Ruler(item, figures, low, high, reference)


def _between(ruler: _Ruler) -> Yardstick:
    ends = (ruler.worst, ruler.best)
    return Yardstick(
        ("得分最低的数", "得分最高的数"),
        lambda _: ends,
        lambda figure, first, second: ruler.spread((figure - first) / (second - first)),
    )


def _standard(ruler: _Ruler) -> Yardstick:
    mean = float(ruler.figures.mean())
    deviation = float(ruler.figures.std(ddof=1)) if len(ruler.figures) > 1 else math.nan

    def made(figure: Told, first: Told, second: Told) -> Told:
        part = (figure - first if ruler.is_up else first - figure) / second
        part = part * number(ruler.high) if ruler.high != 1 else part
        return part + number(ruler.low) if ruler.low else part

    return Yardstick(("平均数", "标准差"), lambda _: (mean, deviation), made)


def _below(ruler: _Ruler) -> Callable[[float], float]:
    sign = 1.0 if ruler.is_up else -1.0
    ordered = np.sort(comparable(ruler.figures * sign))
    return lambda figure: float(np.searchsorted(ordered, comparable(np.array([figure * sign]))[0], side="left"))


def _places(ruler: _Ruler) -> Yardstick:
    below = _below(ruler)
    return Yardstick(
        ("比它低的家数", ""),
        lambda figure: (below(figure), math.nan),
        lambda figure, first, second: first + number(ruler.low),
    )


def _percentiles(ruler: _Ruler) -> Yardstick:
    below, others = _below(ruler), float(len(ruler.figures) - 1)
    return Yardstick(
        ("比它低的家数", "其余家数"),
        lambda figure: (below(figure), others),
        lambda figure, first, second: ruler.spread(first / second),
    )


def _target(ruler: _Ruler) -> Yardstick:
    zero = ruler.worst if ruler.item.zero is None else float(ruler.item.zero)
    full = math.nan if ruler.item.full is None else float(ruler.item.full)
    return _towards(ruler, ("零分线", "满分线"), (zero, full))


def _reference(ruler: _Ruler) -> Yardstick:
    return _towards(ruler, ("得分最低的数", "参照对象的数"), (ruler.worst, ruler.reference))


def _towards(ruler: _Ruler, words: tuple[str, str], marks: tuple[float, float]) -> Yardstick:
    return Yardstick(
        words,
        lambda _: marks,
        lambda figure, first, second: ruler.spread(ruler.limited((figure - first) / (second - first))),
    )


def _goalposts(ruler: _Ruler) -> Yardstick:
    zero = math.nan if ruler.item.zero is None else float(ruler.item.zero)
    full = math.nan if ruler.item.full is None else float(ruler.item.full)

    def made(figure: Told, first: Told, second: Told) -> Told:
        part = ruler.limited((figure - first) / (second - first))
        return ruler.spread(part.at_least(0.0).at_most(1.0))

    return Yardstick(("零分线", "满分线"), lambda _: (zero, full), made)


def _ratio(ruler: _Ruler) -> Yardstick:
    base = ruler.best if ruler.item.base is None else float(ruler.item.base)

    def made(figure: Told, first: Told, second: Told) -> Told:
        return ruler.limited(figure / first if ruler.is_up else first / figure) * number(ruler.high)

    return Yardstick(("基准值", ""), lambda _: (base, math.nan), made)


def _as_is(ruler: _Ruler) -> Yardstick:
    return Yardstick(
        ("", ""), lambda _: _NONE, lambda figure, first, second: figure if ruler.is_up else number(0) - figure
    )


_MADE: Mapping[str, Callable[[_Ruler], Yardstick]] = {
    "min_max": _between,
    "maximum": _between,
    "z": _standard,
    "rank": _places,
    "percentile": _percentiles,
    "target": _target,
    "reference": _reference,
    "goalposts": _goalposts,
    "capped_ratio": _ratio,
    "as_is": _as_is,
}
