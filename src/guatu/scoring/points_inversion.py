"""From points back to a figure (由分反推数): only where points are a straight line in the figure, or a quotient.

The line is read off two other units of the same group, so that it is the one the scoring really used; the yardstick
(lowest, highest, mean) is held fixed. Figures that were changed as outliers, ranks and percentiles have no way back.
"""

from dataclasses import dataclass

import numpy as np

from guatu.pack import Normalisation, ScoreItem
from guatu.scoring.scoring import Scoring
from guatu.scoring.sheet import Flags, Floats

STRAIGHT = frozenset({"min_max", "maximum", "z", "target", "reference", "goalposts", "capped_ratio", "as_is"})
_UNBOUNDED = frozenset({"z", "target", "reference", "capped_ratio", "as_is"})


@dataclass(frozen=True)
class FigureLine:
    """points = slope × figure + start; with `inverse`, points = slope ÷ figure (lower is better, 比基准值)."""

    slope: float
    start: float
    inverse: bool

    def figure_at(self, points: float) -> float | None:
        """Return the figure that has these points; None where no figure has."""
        if self.inverse:
            return self.slope / points if points > 0 else None
        return (points - self.start) / self.slope


class PointsInversion:
    """The way back from points of one scoring; each line is read off once for all units that share it."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        # The parts of a blended item have no item of their own.
        self.items = tuple(scoring.card.item(node.id) for node in scoring.nodes)
        self._most: dict[int, float | None] = {}
        self._used: dict[int, tuple[Floats, Flags]] = {}
        self._lines: dict[tuple[int, str], FigureLine | None] = {}

    def most(self, node: int) -> float | None:
        """Return full points of a node, those of the best where units are counted; None where points have no end."""
        if node not in self._most:
            item = self.items[node]
            self._most[node] = 100.0 if item is None else _most_points(self.scoring, item, node)
        return self._most[node]

    def line(self, node: int, row: int) -> tuple[FigureLine | None, float | None]:
        """Return the line of a measured node for a unit, and the unit's own figure; None where there is none."""
        if node not in self._used:
            self._used[node] = _figures(self.scoring, node)
        figures, kept = self._used[node]
        own = None if np.isnan(figures[row]) else float(figures[row])
        item = self.items[node]
        how = None if item is None else _normalisation_of(self.scoring, item)
        if item is None or how is None or how.method not in STRAIGHT or not kept[row]:
            return None, own
        key = node, self.scoring.sheet.column(how.within)[row] if how.within is not None else ""
        if key not in self._lines:
            points = self.scoring.points[:, node]
            usable = kept & ~np.isnan(points) & ~np.isnan(figures) & _same_group(self.scoring, how, row)
            self._lines[key] = _read_line(item, how, figures, points, usable)
        return self._lines[key], own


def _normalisation_of(scoring: Scoring, item: ScoreItem) -> Normalisation:
    """Return how an item is normalised: its own way or the card's."""
    return item.normalise or scoring.card.normalise


def _most_points(scoring: Scoring, item: ScoreItem, node: int) -> float | None:
    how = _normalisation_of(scoring, item)
    high = 100.0 if how.high is None else float(how.high)
    if how.method == "rank":
        return float(np.nanmax(scoring.points[:, node]))
    if how.method in _UNBOUNDED:
        low = 0.0 if how.low is None else float(how.low)
        if item.cap is None or how.method in {"z", "as_is"}:
            return None
        return high * float(item.cap) if how.method == "capped_ratio" else low + (high - low) * float(item.cap)
    return high


def _read_line(
    item: ScoreItem, how: Normalisation, figures: Floats, points: Floats, usable: Flags
) -> FigureLine | None:
    """Return the line that the card draws, or the one on which the usable units stand."""
    line = _drawn_line(item, how)
    if line is not None:
        return line
    if how.method == "capped_ratio" and item.direction == "down":
        return _quotient(figures, points, usable)
    limited = how.method in {"goalposts", "target", "capped_ratio"} or item.cap is not None or item.floor is not None
    return _line_through(figures, points, usable, limited=limited)


def _figures(scoring: Scoring, node: int) -> tuple[Floats, Flags]:
    """Return the figures of a node after division, and which went into the points as they were."""
    stages = {stage.step: stage.values for stage in scoring.stages if stage.values is not None}
    missing = np.full(len(scoring.sheet.units), np.nan)
    reported = next((stages[step] for step in ("impute", "blend", "denominate") if step in stages), None)
    if reported is None:
        return missing, np.zeros(len(missing), dtype=np.bool_)
    figures = reported[:, node]
    treated = stages.get("treat", reported)[:, node]
    return figures, np.isclose(figures, treated, rtol=1e-12, atol=0)


def _same_group(scoring: Scoring, how: Normalisation, row: int) -> Flags:
    if how.within is None:
        return np.ones(len(scoring.sheet.units), dtype=np.bool_)
    texts = np.array(scoring.sheet.column(how.within))
    same: Flags = texts == texts[row]
    return same


def _drawn_line(item: ScoreItem, how: Normalisation) -> FigureLine | None:
    """Return the line that the card itself draws: between its zero and full lines, or through its base."""
    low = 0.0 if how.low is None else float(how.low)
    high = 100.0 if how.high is None else float(how.high)
    if how.method in {"goalposts", "target"} and item.full is not None and item.zero is not None:
        slope = (high - low) / float(item.full - item.zero) if item.full != item.zero else 0.0
        return FigureLine(slope, low - slope * float(item.zero), inverse=False) if slope else None
    if how.method == "capped_ratio" and item.base:
        base = float(item.base)
        return (
            FigureLine(high * base, 0.0, inverse=True)
            if item.direction == "down"
            else FigureLine(high / base, 0.0, inverse=False)
        )
    return None


def _line_through(figures: Floats, points: Floats, usable: Flags, *, limited: bool) -> FigureLine | None:
    """Return the line through two units far apart; where points are limited, through two that stand at no limit."""
    rows = np.flatnonzero(usable)
    if limited and len(rows):
        at_end = (points[rows] == points[rows].min()) | (points[rows] == points[rows].max())
        rows = rows[~at_end]
    if not len(rows):
        return None
    first, last = rows[np.argmin(points[rows])], rows[np.argmax(points[rows])]
    if figures[first] == figures[last] or points[first] == points[last]:
        return None
    slope = float((points[last] - points[first]) / (figures[last] - figures[first]))
    return FigureLine(slope, float(points[first] - slope * figures[first]), inverse=False)


def _quotient(figures: Floats, points: Floats, usable: Flags) -> FigureLine | None:
    """Return points = slope ÷ figure, read off the middle unit so that floor and cap do not touch it."""
    rows = np.flatnonzero(usable & (figures > 0) & (points > 0))
    if not len(rows):
        return None
    products = np.sort(figures[rows] * points[rows])
    return FigureLine(float(products[len(products) // 2]), 0.0, inverse=True)
