"""A scoring as a tree of weights that can be drawn again many times (权重树): points stay, weights move.

The weights each unit really had are the base: a missing figure has given its weight away there already. A factor a
node and draw multiplies them, and the weights of one parent are brought back to a sum of 1 for each unit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from guatu.scoring.flat_tree import CHANGES, Family, FlatTree, flatten
from guatu.scoring.means import copeland_scores
from guatu.scoring.scoring import Scoring, Standing
from guatu.scoring.sheet import Flags, Floats
from guatu.scoring.tree import INDEX, tree_of

Whole: TypeAlias = npt.NDArray[np.int64]
Rows: TypeAlias = npt.NDArray[np.intp]
# Two totals are the same where they differ by less than the noise of floating point: 12 significant digits.
NOISE = 1e-12
# Flattening a tree is worth its while from so many draws on.
_MANY = 32


@dataclass(frozen=True)
class WeightedTree:
    """Points and weights (units, nodes) of the ranked units; families from the bottom to the index.

    `weights` are those that counted, 0 where there are no points (not `present`); `given` those before missing figures
    gave theirs away, within a parent adding up to 1. `added` are bonuses less deductions.
    """

    rows: tuple[int, ...]
    keys: tuple[str, ...]
    points: Floats
    weights: Floats
    given: Floats
    present: Flags
    families: tuple[Family, ...]
    added: Floats
    groups: tuple[Rows, ...]
    dense: bool

    def indices(self, factors: Floats) -> Floats:
        """Return the index of each unit (draws, units) for factors (draws, nodes) on the weights."""
        if len(factors) >= _MANY and self._flat is not None:
            return self._flat.indices(factors)
        return self._parents(factors)[INDEX]

    @cached_property
    def base(self) -> Mapping[int, Floats]:
        """The points of every parent and the index as they are, each (1, units)."""
        return self._parents(self.as_drawn())

    def _parents(self, factors: Floats) -> Mapping[int, Floats]:
        known: dict[int, Floats] = {}
        for family in self.families:
            known[family.parent] = AGGREGATIONS[family.method](self, family, factors, known)
        return known

    @cached_property
    def _flat(self) -> FlatTree | None:
        return flatten(self.points, self.weights, self.families)

    def totals(self, factors: Floats) -> Floats:
        """Return the totals: indices with the bonuses and deductions each unit has."""
        return self.indices(factors) + self.added

    def ranks(self, totals: Floats) -> Whole:
        """Return the ranks (draws, units) of totals, from 1 within each group."""
        ranks = np.empty(totals.shape, dtype=np.int64)
        for rows in self.groups:
            ranks[:, rows] = rank_rows(totals[:, rows], dense=self.dense)
        return ranks

    def as_drawn(self) -> Floats:
        """Return the factors of one draw that leaves every weight as it is."""
        return np.ones((1, len(self.keys)))

    def with_points(self, points: Floats) -> "WeightedTree":
        """Return the tree with other points of its measured items."""
        return replace(self, points=points)

    def on(self, kept: Sequence[int] | Rows) -> "WeightedTree":
        """Return the tree of some of its units, which then are ranked among themselves."""
        wanted = np.array(kept, dtype=np.intp)
        place: Rows = np.full(len(self.rows), -1, dtype=np.intp)
        place[wanted] = np.arange(len(wanted))
        groups = (place[members][place[members] >= 0] for members in self.groups)
        return replace(
            self,
            rows=tuple(self.rows[at] for at in wanted),
            points=self.points[wanted],
            weights=self.weights[wanted],
            given=self.given[wanted],
            present=self.present[wanted],
            added=self.added[wanted],
            groups=tuple(members for members in groups if len(members)),
        )

    def without(self, node: int) -> tuple["WeightedTree", Flags]:
        """Return the tree where a node weighs nothing, and which units have an index still."""
        weights, given, present = self.weights.copy(), self.given.copy(), self.present.copy()
        weights[:, node] = given[:, node] = 0.0
        present[:, node] = False
        left: Flags = np.ones(len(self.rows), dtype=np.bool_)
        for family in self.families:
            empty = weights[:, family.children].sum(axis=1) <= 0
            if family.parent == INDEX:
                left = ~empty
            else:
                weights[empty, family.parent] = 0.0
                present[empty, family.parent] = False
        return replace(self, weights=weights, given=given, present=present), left

    def share_of(self, node: int) -> float | None:
        """Return the weight a node is given among its siblings, None where it differs between units."""
        shares = self.given[:, node]
        return float(shares[0]) if len(shares) and np.ptp(shares) <= NOISE else None

    def with_share(self, node: int, share: float) -> "WeightedTree":
        """Return the tree where a node is given another weight, its siblings keeping the proportion of theirs.

        A unit that has points in the node only, or in its siblings only, keeps its weights: they had gone over already.
        """
        under = list(next(family.children for family in self.families if node in family.children))
        siblings = [one for one in under if one != node]
        weights, given = self.weights.copy(), self.given.copy()
        rest = given[:, siblings].sum(axis=1, keepdims=True)
        parts = np.divide(given[:, siblings], rest, out=np.zeros_like(given[:, siblings]), where=rest > 0)
        given[:, siblings], given[:, node] = (1 - share) * parts, share
        here = np.where(self.present[:, under], given[:, under], 0.0)
        movable = self.present[:, node] & (np.where(self.present[:, siblings], parts, 0.0).sum(axis=1) > 0)
        total = here.sum(axis=1, keepdims=True)
        # Where weights are only added up, their sum stays what it was.
        scale = self.weights[:, under].sum(axis=1, keepdims=True)
        new = np.divide(here * scale, total, out=np.zeros_like(here), where=total > 0)
        weights[np.ix_(movable, under)] = new[movable]
        return replace(self, weights=weights, given=given)

    def is_linear_in(self, node: int, rows: Sequence[int]) -> bool:
        """Tell whether the totals of some units are a straight line in the weight of a node."""
        at, first = node, True
        at_rows = np.array(rows, dtype=np.intp)
        while at != INDEX:
            family = next(one for one in self.families if at in one.children)
            if family.method not in {"arithmetic", "sum"}:
                return False
            if first:
                whole = self.present[np.ix_(at_rows, family.children)].all(axis=1)
                if not (whole | ~self.present[at_rows, node]).all():
                    return False
            at, first = family.parent, False
        return True


def weighted_tree(scoring: Scoring, rows: Sequence[int] | None = None) -> WeightedTree:
    """Return the tree of the ranked units of a scoring, or of the rows asked for."""
    if rows is None:
        rows = [row for row, standing in enumerate(scoring.standings) if standing is Standing.RANKED]
    chosen = np.array(rows, dtype=np.intp)
    points = scoring.points[chosen]
    weights = np.where(np.isnan(points), 0.0, np.nan_to_num(scoring.weights[chosen], nan=0.0))
    groups: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(scoring.groups[row], []).append(at)
    families = _families(scoring)
    return WeightedTree(
        tuple(int(row) for row in rows),
        tuple(node.id for node in scoring.nodes),
        np.nan_to_num(points, nan=0.0),
        weights,
        _given(scoring, chosen, families),
        ~np.isnan(points),
        families,
        np.nan_to_num(scoring.bonuses[chosen]) - np.nan_to_num(scoring.deductions[chosen]),
        tuple(np.array(members, dtype=np.intp) for members in groups.values()),
        scoring.card.ties == "dense",
    )


def rank_rows(totals: Floats, *, dense: bool) -> Whole:
    """Return the rank of each column within its row, the highest first, equal ones on the same rank."""
    order = np.argsort(-totals, axis=1)
    ordered = np.take_along_axis(totals, order, axis=1)
    higher, lower = ordered[:, :-1], ordered[:, 1:]
    steps = higher - lower > NOISE * np.abs(higher)
    places: Whole = np.broadcast_to(np.arange(1, totals.shape[1] + 1), totals.shape)
    if not steps.all():
        places = np.ones(totals.shape, dtype=np.int64)
        after = np.cumsum(steps, axis=1) + 1 if dense else np.where(steps, np.arange(2, totals.shape[1] + 1), 1)
        places[:, 1:] = np.maximum.accumulate(after, axis=1)
    ranks = np.empty(totals.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, places, axis=1)
    return ranks


def _families(scoring: Scoring) -> tuple[Family, ...]:
    """Return the branches of the card with their methods; parts of a blended item are summed by a weighted mean."""
    methods = {one.level: one.method for one in scoring.card.aggregate}
    return tuple(
        Family(
            branch.parent,
            branch.children,
            "arithmetic" if branch.blended else methods.get(branch.level, "arithmetic"),
        )
        for branch in tree_of(scoring.card, scoring.sheet.items).branches
    )


def _given(scoring: Scoring, rows: Rows, families: Sequence[Family]) -> Floats:
    """Return the weights before missing figures gave theirs away: the node's, or those of the fullest unit alike.

    Where weights differ by group, the unit of the group with most of the siblings shows them.
    """
    given = np.zeros((len(rows), len(scoring.nodes)))
    counted = np.nan_to_num(scoring.weights, nan=0.0)
    groups = np.array(scoring.groups)
    for family in families:
        under = list(family.children)
        own = np.array([scoring.nodes[at].weight for at in under])
        if not np.isnan(own).any() and own.sum() > 0:
            given[:, under] = own / own.sum()
            continue
        for group in set(groups[rows].tolist()):
            members = np.flatnonzero(groups == group)
            fullest = members[np.argmax((counted[np.ix_(members, under)] > 0).sum(axis=1))]
            shares = counted[fullest, under]
            given[np.ix_(groups[rows] == group, under)] = shares / (shares.sum() or 1.0)
    return given


Known: TypeAlias = Mapping[int, Floats]


def _sums(
    tree: WeightedTree, family: Family, factors: Floats, known: Known, change: Callable[[Floats], Floats]
) -> tuple[Floats, Floats]:
    """Return Σ weight × changed points and Σ weight over the children, (draws, units); where all units weigh alike
    the second has one column.
    """
    leaves = [at for at in family.children if at not in known]
    inner = [at for at in family.children if at in known]
    # Whoever has no points here takes no part: it weighs nothing further up either.
    weights = tree.weights[:, family.children]
    alike = weights[weights.sum(axis=1) > 0]
    same = len(alike) > 0 and bool((np.ptp(alike, axis=0) <= NOISE).all())
    base = np.broadcast_to(alike[0], weights.shape) if same else weights
    places = {at: place for place, at in enumerate(family.children)}
    own = base[:, [places[at] for at in leaves]]
    figures = np.where(own > 0, change(np.where(own > 0, tree.points[:, leaves], 1.0)), 0.0)
    counts = own[:1] if same else own
    total = factors[:, leaves] @ (own * figures).T
    share = factors[:, leaves] @ counts.T
    for at in inner:
        part = base[:, places[at]]
        weight = factors[:, at, None] * part[None, :1] if same else factors[:, at, None] * part
        total += weight * change(known[at])
        share = share + weight
    return total, share


def _quotient(total: Floats, share: Floats) -> Floats:
    result: Floats = np.divide(total, share, out=np.zeros_like(total), where=share > 0)
    return result


def _mean(tree: WeightedTree, family: Family, factors: Floats, known: Known) -> Floats:
    """Return a weighted mean: arithmetic, or that of logarithms or reciprocals and back."""
    change, back = CHANGES[family.method]
    return back(_quotient(*_sums(tree, family, factors, known, change)))


def _added_up(tree: WeightedTree, family: Family, factors: Floats, known: Known) -> Floats:
    """Return Σ weight × points, with the sum of the weights held at what it is."""
    total, share = _sums(tree, family, factors, known, lambda points: points)
    held = tree.weights[:, family.children].sum(axis=1)
    return _quotient(total, share) * held


def _compared(tree: WeightedTree, family: Family, factors: Floats, known: Known) -> Floats:
    """Return Copeland's scores, draw by draw, each unit against the others of its group."""
    under = list(family.children)
    result = np.zeros((len(factors), len(tree.rows)))
    missing = np.where(tree.present[:, under], 0.0, np.nan)
    for draw in range(len(factors)):
        points = np.stack([known[at][draw] if at in known else tree.points[:, at] for at in under], axis=1) + missing
        weights = tree.given[:, under] * factors[draw, under]
        for members in tree.groups:
            result[draw, members] = copeland_scores(points[members], weights[members])
    return result


AGGREGATIONS: Mapping[str, Callable[[WeightedTree, Family, Floats, Known], Floats]] = {
    "arithmetic": _mean,
    "geometric": _mean,
    "harmonic": _mean,
    "copeland": _compared,
    "sum": _added_up,
}
