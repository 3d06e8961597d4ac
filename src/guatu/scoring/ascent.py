"""The way up the tree (逐级汇总): from points of measured nodes to those of every parent and to the index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from guatu.pack import Aggregation
from guatu.scoring.means import MEANS, copeland_scores
from guatu.scoring.sheet import Flags, Floats
from guatu.scoring.tree import INDEX, Branch, Tree

Codes: TypeAlias = npt.NDArray[np.int8]


class Gap(IntEnum):
    """Why a parent has no points."""

    NONE = 0
    NO_FIGURES = 1
    TOO_FEW = 2
    WEIGHT_UNKNOWN = 3
    NOT_POSITIVE = 4


@dataclass(frozen=True)
class Ascent:
    """Points of all nodes, the shares that counted, the index, and why a parent or the index (last) has none."""

    points: Floats
    shares: Floats
    index: Floats
    gaps: Codes


@dataclass(frozen=True)
class Climber:
    """What stays the same while points or weights are varied: the tree, its methods, and who is compared with whom."""

    tree: Tree
    applies: Flags
    rows: Sequence[npt.NDArray[np.intp]]
    methods: Mapping[int, Aggregation]

    def method(self, branch: Branch) -> Aggregation:
        """Return how a branch is summed up; the parts of a blended item always by a weighted mean."""
        if branch.blended:
            return Aggregation(level=1)
        return self.methods.get(branch.level, Aggregation(level=max(branch.level, 1)))

    def climb(self, measured: Floats, weights: Floats, until: int | None = None) -> Ascent:
        """Return the way up from the points of measured nodes, with the weights of (units, nodes).

        With `until` it ends below the branches that sum up from that level or a higher one.
        """
        units, nodes = weights.shape
        points = np.full((units, nodes), np.nan)
        points[:, : measured.shape[1]] = measured
        shares = np.zeros((units, nodes))
        index = np.full(units, np.nan)
        gaps = np.zeros((units, nodes + 1), dtype=np.int8)
        for branch in self.tree.branches:
            if until is not None and branch.level >= until:
                continue
            under = list(branch.children)
            total, part, why = self._sum_up(branch, points[:, under], weights[:, under], gaps[:, under])
            shares[:, under] = part
            gaps[:, branch.parent] = why
            if branch.parent == INDEX:
                index = total
            else:
                points[:, branch.parent] = total
        return Ascent(points, shares, index, gaps)

    def _sum_up(self, branch: Branch, points: Floats, weights: Floats, below: Codes) -> tuple[Floats, Floats, Codes]:
        how = self.method(branch)
        applies = self.applies[:, list(branch.children)]
        asked = applies.sum(axis=1)
        present = applies & ~np.isnan(points)
        count = present.sum(axis=1)
        weights = self._known(weights, applies, adding=how.method == "sum")
        unknown = (applies & np.isnan(weights)).any(axis=1)
        stuck = (applies & (below >= Gap.WEIGHT_UNKNOWN)).any(axis=1)
        least = float(how.available) if how.available is not None else (1.0 if how.method == "sum" else 0.0)
        why: Codes = np.zeros(len(points), dtype=np.int8)
        # 9 of 10 must reach a line of 0.9, which no binary fraction equals.
        why[count < asked * least - 1e-9] = Gap.TOO_FEW
        shares = np.where(present, weights, 0.0)
        total = np.nan_to_num(shares).sum(axis=1)
        why[(count == 0) | (total == 0)] = Gap.NO_FIGURES
        why[unknown] = Gap.WEIGHT_UNKNOWN
        why[stuck] = np.where(applies, below, 0).max(axis=1)[stuck]
        if how.method != "sum":
            shares = np.divide(shares, total[:, None], out=np.zeros_like(shares), where=total[:, None] != 0)
        good = why == Gap.NONE
        shares[~good] = np.where(unknown[~good, None] & applies[~good], np.nan, 0.0)
        found = np.full(len(points), np.nan)
        if how.method == "copeland":
            for rows in self.rows:
                rows_good = rows[good[rows]]
                found[rows_good] = copeland_scores(points[rows_good], weights[rows_good])
        else:
            mean = MEANS.get(how.method, MEANS["arithmetic"])
            found[good] = mean(points[good], shares[good])
        why[good & np.isnan(found)] = Gap.NOT_POSITIVE
        return found, shares, why

    def _known(self, weights: Floats, applies: Flags, *, adding: bool) -> Floats:
        """Return the weights, an only child having weight 1, and so all where points without weights are added."""
        alone = applies & (applies.sum(axis=1) == 1)[:, None] & np.isnan(weights)
        found = np.where(alone, 1.0, weights)
        if adding:
            none = np.isnan(np.where(applies, found, np.nan)).all(axis=1)
            found = np.where(none[:, None], 1.0, found)
        return found
