"""A scoring (评分结果): points of every node, index, rank and grade of every unit, and the working that led there."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from guatu.domain import Finding
from guatu.pack import Scorecard
from guatu.scoring.sheet import Floats, Sheet


class Standing(StrEnum):
    """How a unit stands (评价状态)."""

    RANKED = "ranked"
    UNSCORED = "unscored"  # too little is known: no index, no rank
    EXCLUDED = "excluded"  # a veto takes it out of the ranking
    EXEMPT = "exempt"  # not fit to be evaluated, no punishment
    OUTSIDE = "outside"  # its group is in no ranking, or it fell to the screen

    @property
    def word(self) -> str:
        """The word an official reads."""
        return {
            "ranked": "参加排名",
            "unscored": "无法评分",
            "excluded": "取消资格",
            "exempt": "不适合评价",
            "outside": "不参加评价",
        }[self.value]


@dataclass(frozen=True)
class Remark:
    """One thing that a step did to one figure, in a sentence: which unit and item (empty: all of them)."""

    unit: str
    item: str
    sentence: str


@dataclass(frozen=True)
class Stage:
    """What one step left behind (一步的结果): its key and Chinese name, the method in words, figures, remarks.

    `values` has the shape (units, items) for steps on figures and is None for those that work on nodes.
    """

    step: str
    name: str
    method: str
    values: Floats | None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Node:
    """One node of the tree as it was scored: a dimension or a measured item, after blending.

    `level` is 1 for measured items, 0 for the three parts of a blended one, and rises to the top; `weight` is that
    within its parent as the card gives it or the method found it, NaN where it is not known or differs by group.
    """

    id: str
    name: str
    parent: str
    level: int
    weight: float
    measured: bool


@dataclass(frozen=True)
class Scoring:
    """The result of a scorecard on a sheet.

    `nodes` are all nodes, measured ones first, and `points` (units, nodes) their points before weighing; `weights`
    (units, nodes) the weight each node really had for each unit after missing figures gave theirs away, within its
    parent. `index` is the total before marks, `total` after them; `ranks` count within `groups` from 1, 0 where a
    unit is not ranked. `grades` are names of grades, empty where none is given; `said` says for each unit in a
    sentence why it is not ranked or was moved. `unsettled` names vetoes and marks that are not known for a unit.
    """

    card: Scorecard
    sheet: Sheet
    nodes: tuple[Node, ...]
    points: Floats
    weights: Floats
    index: Floats
    bonuses: Floats
    deductions: Floats
    total: Floats
    groups: tuple[str, ...]
    standings: tuple[Standing, ...]
    ranks: tuple[int, ...]
    grades: tuple[str, ...]
    said: tuple[str, ...]
    unsettled: tuple[tuple[str, ...], ...]
    stages: tuple[Stage, ...]
    findings: tuple[Finding, ...] = ()

    def position(self, unit: str) -> int:
        """Return the row of a unit; a unit that is not there raises ValueError."""
        return self.sheet.units.index(unit)

    def members(self) -> Mapping[str, tuple[int, ...]]:
        """Return the rows of each group in the order of the sheet."""
        found: dict[str, list[int]] = {}
        for row, group in enumerate(self.groups):
            found.setdefault(group, []).append(row)
        return {group: tuple(rows) for group, rows in found.items()}
