"""How far a unit is from the next rank and the next grade (差几分), and where points could come from.

Made for places and parks and the officials who help them: it shows where a park is weak. It is not made for cards on
firms and refuses them: nobody is told which figure to report in order to be paid. What it says holds all other
figures, its own and everybody else's, as they are.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from guatu.domain import Finding, nearest
from guatu.pack import ScoreItem
from guatu.scoring.grade_bands import bands_of
from guatu.scoring.points_inversion import PointsInversion
from guatu.scoring.robustness_findings import NOT_FOR_FIRMS, UNKNOWN_UNIT
from guatu.scoring.scoring import Scoring, Standing
from guatu.scoring.ways_up import UnitTree
from guatu.scoring.weighted_tree import weighted_tree

FIRMS = "firm_years"


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


class DistanceMeter:
    """The distances of one scoring, asked unit by unit; what all units share is worked out once."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        self.tree = weighted_tree(scoring)
        self.places = {row: at for at, row in enumerate(self.tree.rows)}
        self.bands = bands_of(scoring, self.tree)
        self.inversion = PointsInversion(scoring)
        self.paired = any(family.method == "copeland" for family in self.tree.families)
        self.items: tuple[ScoreItem | None, ...] = tuple(scoring.card.item(node.id) for node in scoring.nodes)
        self.lines = {group: _Lines.of(scoring, rows) for group, rows in scoring.members().items()}

    def measure(self, row: int) -> Distance | None:
        """Return how far a unit is from the next rank and the next grade; one that is not ranked has no distance."""
        if row not in self.places:
            return None
        scoring, lines = self.scoring, self.lines[self.scoring.groups[row]]
        said = []
        rank_line = lines.next_rank(scoring.ranks[row])
        if rank_line is None:
            said.append("已经排在第一位。")
        grade_line, why = self.bands.next_line(scoring, row, lines.totals)
        if why:
            said.append(why)
        if self.paired:
            said.append("两两比较的得分取决于各家的先后，不能逐项说补多少。")
        unit = None if self.paired else UnitTree(self.tree, self.places[row])
        return Distance(
            scoring.sheet.units[row],
            scoring.sheet.names[row],
            float(scoring.total[row]),
            scoring.ranks[row],
            scoring.grades[row],
            None if rank_line is None else self._gap(row, unit, *rank_line),
            None if grade_line is None else self._gap(row, unit, *grade_line),
            tuple(said),
        )

    def _gap(self, row: int, unit: UnitTree | None, name: str, line: float) -> Gap:
        missing = max(0.0, line - float(self.scoring.total[row]))
        if unit is None:
            return Gap(name, line, missing, ())
        rooms = (
            self._room(row, unit, at, missing)
            for at, node in enumerate(self.scoring.nodes)
            if node.measured and self._counts(row, at)
        )
        return Gap(name, line, missing, tuple(rooms))

    def _counts(self, row: int, node: int) -> bool:
        """Tell whether an item weighs anything for a unit, or would if it were reported."""
        return bool(self.scoring.weights[row, node] > 0) or bool(np.isnan(self.scoring.points[row, node]))

    def _room(self, row: int, unit: UnitTree, node: int, missing: float) -> ItemRoom:
        key, name, item = self.scoring.nodes[node].id, self.scoring.nodes[node].name, self.items[node]
        measure = "" if item is None else item.unit
        points = float(self.scoring.points[row, node])
        if np.isnan(points):
            return ItemRoom(key, name, Closing.NOT_REPORTED, None, None, None, None, None, measure)
        line, figure = self.inversion.line(node, row)
        full = self.inversion.most(node)
        gain = None if full is None else max(0.0, unit.gain(node, full))
        needed = _needed_points(unit, node, points, full, missing)
        if needed is None:
            return ItemRoom(key, name, Closing.NOT_ENOUGH, points, None, figure, None, gain, measure)
        figure_needed = None if line is None else line.figure_at(needed)
        closing = Closing.NO_FIGURE if figure_needed is None else Closing.CLOSES
        return ItemRoom(key, name, closing, points, needed, figure, figure_needed, gain, measure)


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
    return DistanceMeter(scoring).measure(row), ()


@dataclass(frozen=True)
class _Lines:
    """The ranks of one group that are taken, each with its total, and all totals, the highest first."""

    ranks: tuple[int, ...]
    at: tuple[float, ...]
    totals: tuple[float, ...]

    @staticmethod
    def of(scoring: Scoring, rows: Sequence[int]) -> "_Lines":
        ranked = [row for row in rows if scoring.ranks[row]]
        first: dict[int, float] = {}
        for row in ranked:
            first.setdefault(scoring.ranks[row], float(scoring.total[row]))
        ranks = tuple(sorted(first))
        totals = tuple(sorted((float(scoring.total[row]) for row in ranked), reverse=True))
        return _Lines(ranks, tuple(first[rank] for rank in ranks), totals)

    def next_rank(self, rank: int) -> tuple[str, float] | None:
        """Return the next better rank and its total."""
        place = bisect_left(self.ranks, rank) - 1
        return None if place < 0 else (f"第{self.ranks[place]}位", self.at[place])


def _needed_points(unit: UnitTree, node: int, points: float, full: float | None, missing: float) -> float | None:
    """Return the points at which an item alone closes a gap; None where even full points do not."""
    if missing <= 0:
        return points
    if full is not None:
        gained = unit.gain(node, full)
        if full <= points or gained < missing * (1 - 1e-12):
            return None
        if gained <= missing:
            return full
    needed = unit.points_for(node, missing)
    return needed if needed is None or full is None else min(needed, full)
