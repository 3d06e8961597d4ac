"""Why a total is not what it was last year (两年变化): how much of the change each measured item brought.

The items are put in one after the other, once from the first to the last and then the weights, once the weights and
then from the last to the first; each change is the mean of the two. For weighted means that is points × mean weight,
and the parts always add up to the change, whichever way points are summed up. Points may fall though the figure rose:
under min–max and the like the others rose more.
"""

from dataclasses import dataclass

import numpy as np

from guatu.domain import Finding
from guatu.scoring.robustness_findings import DIFFERENT_CARDS
from guatu.scoring.scoring import Scoring, Standing
from guatu.scoring.sheet import Floats
from guatu.scoring.weighted_tree import WeightedTree, weighted_tree


@dataclass(frozen=True)
class NodeChange:
    """Points of a node in both years; `part` is what it brought to the change of the total (measured items only).

    None where it was not measured in that year.
    """

    node: str
    name: str
    measured: bool
    before: float | None
    after: float | None
    part: float | None


@dataclass(frozen=True)
class UnitChange:
    """One unit: totals and ranks of both years and the parts of the change, which add up to it.

    `by_weights` is what other weights brought, those of missing figures among them; `by_marks` bonuses and deductions;
    `by_others` what remains where the aggregation compares with units that are not in both years.
    """

    unit: str
    name: str
    group: str
    total_before: float
    total_after: float
    rank_before: int
    rank_after: int
    nodes: tuple[NodeChange, ...]
    by_weights: float
    by_marks: float
    by_others: float

    @property
    def change(self) -> float:
        """The change of the total, in points."""
        return self.total_after - self.total_before


@dataclass(frozen=True)
class YearChange:
    """All units that are ranked in both years, those that came and those that went."""

    units: tuple[UnitChange, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def compare_years(before: Scoring, after: Scoring) -> YearChange:
    """Explain the change of every unit's total from one scoring to the next of the same tree of items."""
    nodes = tuple((node.id, node.parent) for node in before.nodes)
    if nodes != tuple((node.id, node.parent) for node in after.nodes):
        sentence = f"“{before.card.name}”与“{after.card.name}”的指标不一样。"
        found = DIFFERENT_CARDS.at(after.card.span, sentence, "用同一套办法把两年都算一遍再比较。")
        return YearChange((), (), (), (found,))
    was, now = _ranked(before), _ranked(after)
    units = [unit for unit in now if unit in was]
    came = tuple(unit for unit in now if unit not in was)
    went = tuple(unit for unit in was if unit not in now)
    if not units:
        return YearChange((), came, went)
    rows = [was[unit] for unit in units], [now[unit] for unit in units]
    first, second = _paired(weighted_tree(before, rows[0]), weighted_tree(after, rows[1]))
    measured = [at for at, node in enumerate(after.nodes) if node.measured]
    parts, by_weights = _parts(first, second, measured)
    changes = []
    for at, unit in enumerate(units):
        old, new = rows[0][at], rows[1][at]
        by_marks = float(second.added[at] - first.added[at])
        change = float(after.total[new] - before.total[old])
        by_others = change - by_marks - float(by_weights[at]) - float(parts[at].sum())
        changes.append(
            UnitChange(
                unit,
                after.sheet.names[new],
                after.groups[new],
                float(before.total[old]),
                float(after.total[new]),
                before.ranks[old],
                after.ranks[new],
                _node_changes(before, after, (old, new), dict(zip(measured, parts[at].tolist(), strict=True))),
                float(by_weights[at]),
                by_marks,
                0.0 if abs(by_others) < 1e-9 * max(1.0, abs(change)) else by_others,
            )
        )
    return YearChange(tuple(changes), came, went)


def _ranked(scoring: Scoring) -> dict[str, int]:
    return {
        unit: row
        for row, (unit, standing) in enumerate(zip(scoring.sheet.units, scoring.standings, strict=True))
        if standing is Standing.RANKED
    }


def _paired(first: WeightedTree, second: WeightedTree) -> tuple[WeightedTree, WeightedTree]:
    """Return both trees with the other year's points where an item was not measured: its weight was 0 there.

    So an item that is new brings nothing by its points; what it changes is counted with the weights.
    """
    was = np.where(first.present, first.points, second.points)
    now = np.where(second.present, second.points, first.points)
    return first.with_points(was), second.with_points(now)


def _parts(first: WeightedTree, second: WeightedTree, measured: list[int]) -> tuple[Floats, Floats]:
    """Return what each measured item brought (units, items) and what the weights brought (units)."""
    forward, by_weights = _walk(first.points, second.points, first, measured), _step(second.points, first, second)
    backward = _walk(first.points, second.points, second, measured[::-1])[:, ::-1]
    return (forward + backward) / 2, (by_weights + _step(first.points, first, second)) / 2


def _walk(points: Floats, goal: Floats, tree: WeightedTree, order: list[int]) -> Floats:
    """Return by how much the index of each unit rises as the items are put in, in the order given."""
    points = points.copy()
    indices = [_index(tree, points)]
    for at in order:
        points[:, at] = goal[:, at]
        indices.append(_index(tree, points))
    return np.diff(np.stack(indices, axis=1), axis=1)


def _step(points: Floats, first: WeightedTree, second: WeightedTree) -> Floats:
    return _index(second, points) - _index(first, points)


def _index(tree: WeightedTree, points: Floats) -> Floats:
    index: Floats = tree.with_points(points).indices(tree.as_drawn())[0]
    return index


def _node_changes(
    before: Scoring, after: Scoring, rows: tuple[int, int], parts: dict[int, float]
) -> tuple[NodeChange, ...]:
    return tuple(
        NodeChange(
            node.id,
            node.name,
            node.measured,
            _known(before.points[rows[0], at]),
            _known(after.points[rows[1], at]),
            parts.get(at),
        )
        for at, node in enumerate(after.nodes)
    )


def _known(points: float) -> float | None:
    return None if np.isnan(points) else float(points)
