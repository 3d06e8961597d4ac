"""How far a unit is from the next rank and the next grade (差几分), and where points could come from.

Made for places and parks and the officials who help them: it shows where a park is weak. It is not made for cards on
firms and refuses them: nobody is told which figure to report in order to be paid. What it says holds all other
figures, its own and everybody else's, as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import scipy

from guatu.domain import Finding, nearest
from guatu.scoring.grade_bands import bands_of
from guatu.scoring.points_inversion import figure_line, most_points
from guatu.scoring.robustness_findings import NOT_FOR_FIRMS, UNKNOWN_UNIT
from guatu.scoring.scoring import Scoring, Standing
from guatu.scoring.weighted_tree import WeightedTree, weighted_tree

FIRMS = "firm_years"
_DOUBLINGS = 40


class Closing(StrEnum):
    """Whether an item alone can close a gap (单项能否补上)."""

    CLOSES = "closes"
    NOT_ENOUGH = "not_enough"
    NO_FIGURE = "no_figure"
    NOT_REPORTED = "not_reported"

    @property
    def word(self) -> str:
        """What an official reads."""
        return {
            "closes": "单靠这一项可以补上",
            "not_enough": "这一项得满分也不够",
            "no_figure": "只能说到分，不能反推到数",
            "not_reported": "没有报数，先补报",
        }[self.value]


@dataclass(frozen=True)
class ItemRoom:
    """What one measured item could do for a gap, everything else fixed.

    `points` are those it has and `needed` those that would close the gap; `figure` is what was reported (after
    division), `figure_needed` what would have the points needed, in the `unit` of the item. None: not known, or no
    such figure. `gain` is how much the total would rise with full points in it, None where points have no end.
    """

    node: str
    name: str
    closing: Closing
    points: float | None
    needed: float | None
    figure: float | None
    figure_needed: float | None
    gain: float | None
    unit: str


@dataclass(frozen=True)
class Gap:
    """What is missing to a rank or grade: its name, the total to be reached, the points short of it, and each item.

    At exactly `line` the unit shares the rank; a grade is reached with it.
    """

    name: str
    line: float
    missing: float
    rooms: tuple[ItemRoom, ...]


@dataclass(frozen=True)
class Distance:
    """A unit's total and rank, and its gaps; `said` tells why there is none."""

    unit: str
    name: str
    total: float
    rank: int
    grade: str
    to_rank: Gap | None
    to_grade: Gap | None
    said: tuple[str, ...]


def measure_distance(scoring: Scoring, unit: str) -> tuple[Distance | None, tuple[Finding, ...]]:
    """Return how far a ranked unit is from the next rank and the next grade; cards on firms get a finding instead."""
    if scoring.card.on == FIRMS:
        way_out = NOT_FOR_FIRMS.instead + "。"
        sentence = f"“{scoring.card.name}”评的是企业，不反推数字。"
        return None, (NOT_FOR_FIRMS.at(scoring.card.span, sentence, way_out),)
    units = scoring.sheet.units
    row = units.index(unit) if unit in units else -1
    if row < 0 or scoring.standings[row] is not Standing.RANKED:
        ranked = [one for one, standing in zip(units, scoring.standings, strict=True) if standing is Standing.RANKED]
        sentence = f"{unit} 没有参加排名{nearest(unit, ranked)}"
        return None, (UNKNOWN_UNIT.at(scoring.card.span, f"{sentence}。", "写参加排名的对象的代码。"),)
    said = []
    rank_line = _next_rank(scoring, row)
    if rank_line is None:
        said.append("已经排在第一位。")
    grade_line, why = bands_of(scoring, weighted_tree(scoring)).next_line(scoring, row)
    if why:
        said.append(why)
    if any(one.method == "copeland" for one in scoring.card.aggregate):
        said.append("两两比较的得分取决于各家的先后，不能逐项说补多少。")
    distance = Distance(
        unit,
        scoring.sheet.names[row],
        float(scoring.total[row]),
        scoring.ranks[row],
        scoring.grades[row],
        None if rank_line is None else _gap(scoring, row, *rank_line),
        None if grade_line is None else _gap(scoring, row, *grade_line),
        tuple(said),
    )
    return distance, ()


def _next_rank(scoring: Scoring, row: int) -> tuple[str, float] | None:
    """Return the next better rank of the group and its total."""
    better = [
        other
        for other, (group, rank) in enumerate(zip(scoring.groups, scoring.ranks, strict=True))
        if group == scoring.groups[row] and 0 < rank < scoring.ranks[row]
    ]
    if not better:
        return None
    next_best = max(better, key=lambda other: scoring.ranks[other])
    return f"第{scoring.ranks[next_best]}位", float(scoring.total[next_best])


def _gap(scoring: Scoring, row: int, name: str, line: float) -> Gap:
    missing = max(0.0, line - float(scoring.total[row]))
    tree = weighted_tree(scoring, (row,))
    if any(family.method == "copeland" for family in tree.families):
        return Gap(name, line, missing, ())
    rooms = (
        _room(scoring, tree, row, at, missing)
        for at, node in enumerate(scoring.nodes)
        if node.measured and _counts(scoring, row, at)
    )
    return Gap(name, line, missing, tuple(rooms))


def _counts(scoring: Scoring, row: int, node: int) -> bool:
    """Tell whether an item weighs anything for a unit, or would if it were reported."""
    return bool(scoring.weights[row, node] > 0) or bool(np.isnan(scoring.points[row, node]))


def _room(scoring: Scoring, tree: WeightedTree, row: int, node: int, missing: float) -> ItemRoom:
    key, name = scoring.nodes[node].id, scoring.nodes[node].name
    item = scoring.card.item(key)
    unit = "" if item is None else item.unit
    if np.isnan(scoring.points[row, node]):
        return ItemRoom(key, name, Closing.NOT_REPORTED, None, None, None, None, None, unit)
    points = float(scoring.points[row, node])
    line, figure = figure_line(scoring, node, row)
    full = 100.0 if item is None else most_points(scoring, item, node)
    gain_of = _gain(tree, node, points)
    gain = None if full is None else max(0.0, gain_of(full))
    needed = _needed_points(gain_of, points, full, missing)
    if needed is None:
        return ItemRoom(key, name, Closing.NOT_ENOUGH, points, None, figure, None, gain, unit)
    figure_needed = None if line is None else line.figure_at(needed)
    closing = Closing.NO_FIGURE if figure_needed is None else Closing.CLOSES
    return ItemRoom(key, name, closing, points, needed, figure, figure_needed, gain, unit)


def _gain(tree: WeightedTree, node: int, points: float) -> Callable[[float], float]:
    """Return by how much the unit's index rises when one item has other points."""
    start = float(tree.indices(tree.as_drawn())[0, 0])

    def gain(other: float) -> float:
        changed = tree.points.copy()
        changed[0, node] = other
        index = float(tree.with_points(changed).indices(tree.as_drawn())[0, 0])
        return index - start if other != points else 0.0

    return gain


def _needed_points(gain: Callable[[float], float], points: float, full: float | None, missing: float) -> float | None:
    """Return the points at which an item alone closes a gap; None where even full points do not."""
    if missing <= 0:
        return points
    top = full
    if top is None:
        step = max(1.0, abs(points), missing)
        top = next(
            (points + step * 2.0**power for power in range(_DOUBLINGS) if gain(points + step * 2.0**power) >= missing),
            None,
        )
    if top is None or top <= points or gain(top) < missing * (1 - 1e-12):
        return None
    if gain(top) <= missing:
        return top
    return float(scipy.optimize.brentq(lambda other: gain(other) - missing, points, top, xtol=1e-12, rtol=1e-12))
