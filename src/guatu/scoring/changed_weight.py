"""What if this weight were another (权重假设): new ranks, and the weight at which two units change places.

A weight here is the share of a node among its siblings, from 0 to 1; the siblings keep the proportion of theirs.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from guatu.domain import Finding, nearest
from guatu.scoring.moves import Move, biggest_moves
from guatu.scoring.robustness_findings import NOT_A_SHARE, NOT_BLENDED_ALONE, UNKNOWN_NODE, UNKNOWN_UNIT
from guatu.scoring.scoring import Scoring
from guatu.scoring.tree import INDEX
from guatu.scoring.weighted_tree import WeightedTree, weighted_tree

# Where the difference of two totals is no straight line, it is looked at in steps of one per cent of the weight.
STEPS = 100


@dataclass(frozen=True)
class ChangedWeight:
    """The ranking with another weight: every ranked unit as it was and is, and those that moved furthest.

    `before` is the weight the node has now, None where it differs between units.
    """

    node: str
    name: str
    before: float | None
    after: float
    ranks: tuple[Move, ...]
    movers: tuple[Move, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Crossing:
    """Where two units change places (换位的权重): every weight of the node at which their totals are equal.

    `exact` says that the difference of the two is a straight line in the weight and was solved as one; otherwise it
    was searched for in steps of one per cent, and two crossings within one step would be missed. `ahead_at_none` and
    `ahead_at_all` name who leads where the node weighs nothing and everything (empty: equal).
    """

    node: str
    name: str
    units: tuple[str, str]
    weights: tuple[float, ...]
    exact: bool
    ahead_at_none: str
    ahead_at_all: str
    findings: tuple[Finding, ...] = ()


def change_weight(scoring: Scoring, node: str, weight: float) -> ChangedWeight:
    """Rank again with another weight of one node; points stay as they are."""
    at, findings = _place(scoring, node)
    if not 0 <= weight <= 1:
        findings = (*findings, NOT_A_SHARE.at(scoring.card.span, f"权重写成了 {weight:g}。", "写 0 到 1 之间的数。"))
    if findings:
        return ChangedWeight(node, "", None, weight, (), (), findings)
    tree = weighted_tree(scoring)
    now = tree.share_of(at)
    before = np.array([scoring.ranks[row] for row in tree.rows])
    changed = tree.with_share(at, weight)
    after = changed.ranks(changed.totals(changed.as_drawn()))[0]
    order = np.argsort(after, kind="stable")
    ranks = tuple(
        Move(
            scoring.sheet.units[tree.rows[row]],
            scoring.sheet.names[tree.rows[row]],
            scoring.groups[tree.rows[row]],
            int(before[row]),
            int(after[row]),
        )
        for row in order
    )
    movers = biggest_moves(scoring, tree.rows, before, after)
    return ChangedWeight(node, scoring.nodes[at].name, now, weight, ranks, movers)


def find_crossing(scoring: Scoring, node: str, unit: str, other: str) -> Crossing:
    """Return the weights of a node at which two units change places; none where one leads at every weight."""
    at, findings = _place(scoring, node)
    tree = weighted_tree(scoring)
    units = [scoring.sheet.units[row] for row in tree.rows]
    wrong = [one for one in (unit, other) if one not in units]
    if wrong:
        sentence = f"{wrong[0]} 没有参加排名{nearest(wrong[0], units)}"
        findings = (*findings, UNKNOWN_UNIT.at(scoring.card.span, f"{sentence}。", "写参加排名的对象的代码。"))
    if findings:
        return Crossing(node, "", (unit, other), (), exact=False, ahead_at_none="", ahead_at_all="", findings=findings)
    pair = (units.index(unit), units.index(other))
    ends = (_lead(tree, at, 0.0, pair), _lead(tree, at, 1.0, pair))
    exact = tree.is_linear_in(at, pair)
    weights = _crossing_of_line(*ends) if exact else _crossings_by_search(tree, at, pair)
    first, last = (_ahead(lead, unit, other) for lead in ends)
    return Crossing(node, scoring.nodes[at].name, (unit, other), weights, exact, first, last)


def _place(scoring: Scoring, node: str) -> tuple[int, tuple[Finding, ...]]:
    known = [one.id for one in scoring.nodes]
    if node not in known:
        sentence = f"没有编号是 {node} 的指标{nearest(node, known)}"
        return INDEX, (UNKNOWN_NODE.at(scoring.card.span, f"{sentence}。", "写评价体系里的指标编号。"),)
    at = known.index(node)
    if [one.parent for one in scoring.nodes].count(scoring.nodes[at].parent) < 2:
        sentence = f"{scoring.nodes[at].name}没有同级指标，权重总是全部。"
        return at, (NOT_BLENDED_ALONE.at(scoring.card.span, sentence, "变动它的上级或下级的权重。"),)
    return at, ()


def _lead(tree: WeightedTree, at: int, weight: float, pair: tuple[int, int]) -> float:
    """Return by how many points the first unit leads at a weight, 0 where it is the noise of floating point."""
    changed = tree.with_share(at, weight)
    totals = changed.totals(changed.as_drawn())[0]
    first, second = float(totals[pair[0]]), float(totals[pair[1]])
    return 0.0 if abs(first - second) <= 1e-12 * max(abs(first), abs(second)) else first - second


def _crossing_of_line(at_none: float, at_all: float) -> tuple[float, ...]:
    """Return where a straight line between the two leads is nought; none where it never is, or always."""
    if at_none == at_all or at_none * at_all > 0:
        return ()
    return (at_none / (at_none - at_all),)


def _crossings_by_search(tree: WeightedTree, at: int, pair: tuple[int, int]) -> tuple[float, ...]:
    grid = np.linspace(0, 1, STEPS + 1)
    leads = np.array([_lead(tree, at, float(weight), pair) for weight in grid])
    found = [float(weight) for weight in grid[leads == 0]]
    if len(found) == len(grid):
        return ()
    for step in np.flatnonzero(leads[:-1] * leads[1:] < 0):
        root = scipy.optimize.brentq(
            lambda weight: _lead(tree, at, weight, pair), grid[step], grid[step + 1], xtol=1e-12, rtol=1e-12
        )
        found.append(float(root))
    return tuple(sorted(found))


def _ahead(lead: float, unit: str, other: str) -> str:
    if lead == 0:
        return ""
    return unit if lead > 0 else other
