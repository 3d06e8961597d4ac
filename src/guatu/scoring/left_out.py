"""What each item does to the ranking (逐项剔除): the ranks without it, its siblings sharing its weight."""

from dataclasses import dataclass

import numpy as np
import scipy

from guatu.domain import Finding
from guatu.scoring.moves import Move, biggest_moves
from guatu.scoring.robustness_findings import TOO_FEW_UNITS
from guatu.scoring.scoring import Scoring
from guatu.scoring.weighted_tree import WeightedTree, Whole, weighted_tree

FEWEST_UNITS = 3


@dataclass(frozen=True)
class LeftOut:
    """The ranking without one node: agreement with the ranking as it is, and who moves furthest.

    `spearman` and `kendall` (tau-b, for ties) compare the ranks within groups of all units that keep an index; they
    are None where no rank differs from another. `lost` are units that had nothing but this node.
    """

    node: str
    name: str
    measured: bool
    spearman: float | None
    kendall: float | None
    shift: float
    changed: int
    movers: tuple[Move, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class LeaveOneOut:
    """One line for each dimension and measured item, in the order of the tree, the least agreement not sorted first."""

    lines: tuple[LeftOut, ...]
    findings: tuple[Finding, ...] = ()


def leave_out_each(scoring: Scoring) -> LeaveOneOut:
    """Rank again without each node in turn: a ranking that hangs on one item is not robust.

    Siblings keep the proportion of their weights; points are not computed again, as each item's are its own. An item
    that is the only one of its first level cannot be left out and has no line.
    """
    tree = weighted_tree(scoring)
    if len(tree.rows) < FEWEST_UNITS:
        sentence = f"参加排名的只有 {len(tree.rows)} 个对象，稳健性没有检验。"
        found = TOO_FEW_UNITS.at(scoring.card.span, sentence, "并入相近的组，或者不做稳健性检验。")
        return LeaveOneOut((), (found,))
    lines = (_without(scoring, tree, at) for at in range(len(scoring.nodes)))
    return LeaveOneOut(tuple(line for line in lines if line is not None))


def _without(scoring: Scoring, tree: WeightedTree, at: int) -> LeftOut | None:
    smaller, left = tree.without(at)
    if not left.any():
        return None
    kept = smaller.on(np.flatnonzero(left))
    after = kept.ranks(kept.totals(kept.as_drawn()))[0]
    # Those that are lost leave the ranking as it is, too, so that both count the same units.
    whole = tree.on(np.flatnonzero(left))
    before = whole.ranks(whole.totals(whole.as_drawn()))[0]
    node = scoring.nodes[at]
    return LeftOut(
        node.id,
        node.name,
        node.measured,
        _agreement(before, after, rank_pairs=False),
        _agreement(before, after, rank_pairs=True),
        float(np.abs(after - before).mean()),
        int((after != before).sum()),
        biggest_moves(scoring, kept.rows, before, after),
        tuple(scoring.sheet.units[tree.rows[row]] for row in np.flatnonzero(~left)),
    )


def _agreement(before: Whole, after: Whole, *, rank_pairs: bool) -> float | None:
    """Return Spearman's correlation, or Kendall's tau-b; None where one of the two has no differences."""
    if len(before) < FEWEST_UNITS or np.ptp(before) == 0 or np.ptp(after) == 0:
        return None
    return float(
        scipy.stats.kendalltau(before, after).statistic
        if rank_pairs
        else scipy.stats.spearmanr(before, after).statistic
    )
