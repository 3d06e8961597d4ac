"""The methods of normalisation (无量纲化方法), each on a block of one group: units in rows, items in columns.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5; the documentation of COINr 1.1
(W. Becker), functions n_minmax, n_zscore, n_rank, n_borda, n_prank, n_dist2max, n_dist2ref, n_dist2targ, n_goalposts.
Figures arrive multiplied by -1 where lower is better, so that more is better in every column.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from guatu.domain import FindingCode
from guatu.pack import ScoreItem
from guatu.scoring.figures import comparable, written
from guatu.scoring.findings import (
    CONSTANT_ITEM,
    LINES_CONTRADICT,
    LINES_MISSING,
    REFERENCE_MISSING,
)
from guatu.scoring.sheet import Floats

Trouble = tuple[FindingCode, str]


@dataclass(frozen=True)
class Block:
    """Signed figures of one group, the lowest and highest points, and those of the unit referred to."""

    figures: Floats
    signs: Floats
    items: tuple[ScoreItem, ...]
    low: float
    high: float
    reference: Floats

    @property
    def lowest(self) -> Floats:
        """The lowest figure of each column, NaN where there is none."""
        found: Floats = np.fmin.reduce(self.figures, axis=0)
        return found

    @property
    def highest(self) -> Floats:
        """The highest figure of each column, NaN where there is none."""
        found: Floats = np.fmax.reduce(self.figures, axis=0)
        return found

    def spread(self, parts: Floats) -> Floats:
        """Return parts of the whole (0 to 1) as points between the lowest and the highest."""
        points: Floats = parts * (self.high - self.low) + self.low
        return points

    def as_reported(self, column: int, value: float) -> str:
        """Return a signed figure of a column as it was reported."""
        return written(value * self.signs[column])


@dataclass(frozen=True)
class Points:
    """Points of a block; for each column the yardstick in words, and what is wrong with it."""

    points: Floats
    yardsticks: tuple[str, ...]
    troubles: tuple[Trouble | None, ...]


def between_extremes(block: Block) -> Points:
    """Return (x - min) / (max - min), spread over the points (极差法); also the distance to the maximum."""
    low, high = block.lowest, block.highest
    width = np.where(high > low, high - low, np.nan)
    words = tuple(
        f"得分最低的数 {block.as_reported(at, low[at])}，得分最高的数 {block.as_reported(at, high[at])}"
        for at in range(len(low))
    )
    return Points(block.spread((block.figures - low) / width), words, _constant(low, high))


def standard_scores(block: Block) -> Points:
    """Return (x - mean) / standard deviation (标准分), n - 1 in the deviation; `high` is one deviation."""
    known = ~np.isnan(block.figures)
    count = known.sum(axis=0)
    mean = np.where(known, block.figures, 0.0).sum(axis=0) / np.maximum(count, 1)
    squares = (np.where(known, block.figures - mean, 0.0) ** 2).sum(axis=0)
    deviation = np.sqrt(squares / np.maximum(count - 1, 1))
    low, high = block.lowest, block.highest
    usable = np.where(high > low, deviation, np.nan)
    points = (block.figures - mean) / usable * block.high + block.low
    words = tuple(
        f"平均数 {block.as_reported(at, mean[at])}，标准差 {written(deviation[at])}" for at in range(len(mean))
    )
    return Points(points, words, _constant(low, high))


def places_from_below(block: Block) -> Points:
    """Return `low` for the lowest and one point more for each unit below (位次分); equal figures get equal points."""
    below = _below(block.figures)
    words = tuple(f"比它低的有几家，就在最低分上加几分；共 {n} 家有数" for n in (~np.isnan(block.figures)).sum(axis=0))
    return Points(below + block.low, words, (None,) * len(words))


def percentiles(block: Block) -> Points:
    """Return the share of the other units that are below (百分位)."""
    others = (~np.isnan(block.figures)).sum(axis=0) - 1.0
    parts = _below(block.figures) / np.where(others > 0, others, np.nan)
    words = tuple(f"比它低的家数 ÷ {written(n)}" for n in others)
    alone = (CONSTANT_ITEM, "只有一家有数，没有百分位")
    return Points(block.spread(parts), words, tuple(alone if n == 0 else None for n in others))


def to_target(block: Block) -> Points:
    """Return 1 - (full - x) / (full - zero), `zero` being the lowest figure where the card draws no line (距目标)."""
    full, zero = _lines(block)
    return _to_line(block, full, np.where(np.isnan(zero), block.lowest, zero), (LINES_MISSING, "没有写满分线 full"))


def to_reference(block: Block) -> Points:
    """Return 1 - (reference - x) / (reference - min) (比参照对象)."""
    return _to_line(block, block.reference, block.lowest, (REFERENCE_MISSING, "参照对象没有这一项的数"))


def between_goalposts(block: Block) -> Points:
    """Return (x - zero) / (full - zero), no less than 0 and no more than 1 (上下限)."""
    full, zero = _lines(block)
    missing = (LINES_MISSING, "零分线 zero 和满分线 full 没有写全")
    reached = _to_line(block, full, zero, missing)
    points = np.clip(reached.points, min(block.low, block.high), max(block.low, block.high))
    return Points(points, reached.yardsticks, reached.troubles)


def to_ratio(block: Block) -> Points:
    """Return x / base × full marks, or base / x where lower is better, between `floor` and `cap` times full marks.

    The formula of evaluations per mu (亩均评价). Without a base it is the best figure of the group, as n_fracmax of
    COINr has it.
    """
    figures = block.figures * block.signs
    best = block.highest * block.signs
    base = np.array([float("nan") if item.base is None else float(item.base) for item in block.items])
    base = np.where(np.isnan(base), best, base)
    up = block.signs > 0
    usable = np.where(base > 0, base, np.nan)
    # A firm that emits nothing has no ratio of its own: the cap is what it gets, where there is one.
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(up, figures / usable, np.where(figures >= 0, usable / figures, np.nan))
    points = _limited(ratio, block.items) * block.high
    points[np.isinf(points)] = np.nan
    words = tuple(f"基准值 {written(one)}" for one in base)
    missing = (LINES_MISSING, "没有基准值，或基准值不大于零")
    has_any = (~np.isnan(figures)).any(axis=0)
    return Points(
        points, words, tuple(missing if any_ and not one > 0 else None for one, any_ in zip(base, has_any, strict=True))
    )


def as_reported(block: Block) -> Points:
    """Return the figures as they are (原值就是分), negative where lower is better."""
    return Points(block.figures.copy(), ("原值",) * len(block.items), (None,) * len(block.items))


YARDSTICKS: Mapping[str, tuple[str, Callable[[Block], Points]]] = {
    "min_max": ("极差法：(数 − 最低) ÷ (最高 − 最低)", between_extremes),
    "z": ("标准分：(数 − 平均数) ÷ 标准差", standard_scores),
    "rank": ("位次分：比它低的家数", places_from_below),
    "percentile": ("百分位：比它低的家数 ÷ (家数 − 1)", percentiles),
    "target": ("距目标：1 − (满分线 − 数) ÷ (满分线 − 零分线或最低)", to_target),
    "maximum": ("距最高：1 − (最高 − 数) ÷ (最高 − 最低)", between_extremes),
    "reference": ("比参照对象：1 − (参照 − 数) ÷ (参照 − 最低)", to_reference),
    "goalposts": ("上下限：(数 − 零分线) ÷ (满分线 − 零分线)，不低于 0、不高于 1", between_goalposts),
    "capped_ratio": ("比基准值：数 ÷ 基准值（越低越好的，基准值 ÷ 数），在下限和上限之间", to_ratio),
    "as_is": ("原值就是分", as_reported),
}


def _constant(low: Floats, high: Floats) -> tuple[Trouble | None, ...]:
    same = (CONSTANT_ITEM, "有数的各家都一样，或者只有一家有数")
    return tuple(same if one == other else None for one, other in zip(low, high, strict=True))


def _below(figures: Floats) -> Floats:
    """Return how many figures of its column lie below each."""
    rounded = comparable(figures)
    order = np.argsort(rounded, axis=0)
    rising = np.take_along_axis(rounded, order, axis=0)
    steps = np.ones(rising.shape, dtype=np.bool_)
    steps[1:] = rising[1:] != rising[:-1]
    place = np.arange(len(rising))[:, None]
    below = np.empty(rising.shape)
    np.put_along_axis(below, order, np.maximum.accumulate(np.where(steps, place, 0), axis=0), axis=0)
    return np.where(np.isnan(figures), np.nan, below)


def _lines(block: Block) -> tuple[Floats, Floats]:
    def line(key: str) -> Floats:
        given = [getattr(item, key) for item in block.items]
        signed: Floats = np.array([float("nan") if one is None else float(one) for one in given]) * block.signs
        return signed

    return line("full"), line("zero")


def _to_line(block: Block, full: Floats, zero: Floats, missing: Trouble) -> Points:
    has_any = ~np.isnan(block.lowest)
    width = np.where(full > zero, full - zero, np.nan)
    parts = 1.0 - (full - block.figures) / width
    wrong = (LINES_CONTRADICT, "满分线不比零分线（或最低的一家）好")
    troubles = tuple(
        None if not any_ else missing if np.isnan(top) or np.isnan(bottom) else wrong if top <= bottom else None
        for any_, top, bottom in zip(has_any, full, zero, strict=True)
    )
    words = tuple(
        f"零分线 {block.as_reported(at, zero[at])}，满分线 {block.as_reported(at, full[at])}" for at in range(len(full))
    )
    return Points(block.spread(_limited(parts, block.items)), words, troubles)


def _limited(parts: Floats, items: tuple[ScoreItem, ...]) -> Floats:
    """Return parts of full marks between the floor and the cap of each item, where it has them."""
    floor = np.array([-np.inf if item.floor is None else float(item.floor) for item in items])
    cap = np.array([np.inf if item.cap is None else float(item.cap) for item in items])
    limited: Floats = np.minimum(np.maximum(parts, floor), cap)
    return limited
