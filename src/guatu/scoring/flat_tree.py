"""A tree of weighted means of one kind as one product of matrices (展平的权重树), so that many draws cost little.

Through a tree of arithmetic means every item counts with the product of the weights on its way up; through geometric
or harmonic ones so do logarithms or reciprocals. The weights of a family are the same for all units that miss the same
figures: each item has one column for every such pattern of its families, and each unit stands in one of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from guatu.scoring.sheet import Floats, Rows
from guatu.scoring.tree import INDEX

# Beyond this many columns every unit has patterns of its own, and nothing is gained.
MOST_COLUMNS = 20_000
# Up to this many columns an item, zeros and all, the dense product is the quicker one.
_DENSE = 4


@dataclass(frozen=True)
class Family:
    """A parent, its children and how their points become its own, as positions among the nodes."""

    parent: int
    children: tuple[int, ...]
    method: str


def _positive(points: Floats) -> Floats:
    """Return points without nought and less: those have no such mean and weigh nothing, any number may stand there."""
    return np.where(points > 0, points, 1.0)


def _same(points: Floats) -> Floats:
    return points


def _logarithms(points: Floats) -> Floats:
    logs: Floats = np.log(_positive(points))
    return logs


def _reciprocals(points: Floats) -> Floats:
    reciprocals: Floats = 1.0 / _positive(points)
    return reciprocals


def _exponentials(logs: Floats) -> Floats:
    points: Floats = np.exp(logs)
    return points


# What is averaged, and the way back from it.
CHANGES: Mapping[str, tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]] = {
    "arithmetic": (_same, _same),
    "geometric": (_logarithms, _exponentials),
    "harmonic": (_reciprocals, _reciprocals),
}


@dataclass(frozen=True)
class FlatFamily:
    """Weights of a family by pattern (patterns, children), and for each column below it the pattern and child."""

    children: tuple[int, ...]
    patterns: Floats
    columns: Rows
    pattern: Rows
    child: Rows


@dataclass(frozen=True)
class FlatTree:
    """Changed points of the units by column, and the families whose weights are multiplied."""

    figures: "Floats | scipy.sparse.csr_array"
    families: tuple[FlatFamily, ...]
    back: Callable[[Floats], Floats]

    def indices(self, factors: Floats) -> Floats:
        """Return the index of each unit (draws, units) for factors (draws, nodes) on the weights."""
        columns = np.ones((self.figures.shape[1], len(factors)))
        for family in self.families:
            drawn = family.patterns[:, :, None] * factors.T[list(family.children)][None, :, :]
            drawn /= drawn.sum(axis=1, keepdims=True)
            columns[family.columns] *= drawn[family.pattern, family.child]
        if isinstance(self.figures, np.ndarray):
            return self.back(columns.T @ self.figures.T)
        return self.back(np.ascontiguousarray((self.figures @ columns).T))


def flatten(points: Floats, weights: Floats, families: Sequence[Family]) -> FlatTree | None:
    """Return the flat form of a tree; None where its means are of several kinds or its patterns too many."""
    methods = {family.method for family in families}
    if len(methods) != 1 or not methods <= CHANGES.keys():
        return None
    change, back = CHANGES[methods.pop()]
    above = {child: at for at, family in enumerate(families) for child in family.children}
    found = [_patterns(weights[:, family.children]) for family in families]
    parents = {family.parent for family in families}
    leaves = [at for at in above if at not in parents]
    below: list[list[tuple[int, int, int]]] = [[] for _ in families]
    cells: list[tuple[Rows, Rows, Floats]] = []
    count, changed = 0, change(points)
    for leaf in leaves:
        way = _way_up(leaf, above, families)
        counted = np.flatnonzero(np.all([weights[:, at] > 0 for at in way], axis=0))
        if not len(counted):
            continue
        keys = np.stack([found[above[at]][1][counted] for at in way], axis=1)
        kinds, column = np.unique(keys, axis=0, return_inverse=True)
        for place, at in enumerate(way):
            child = families[above[at]].children.index(at)
            below[above[at]] += [(count + kind, int(pattern), child) for kind, pattern in enumerate(kinds[:, place])]
        cells.append((counted, column.reshape(-1) + count, changed[counted, leaf]))
        count += len(kinds)
        if count > MOST_COLUMNS:
            return None
    flat = (
        FlatFamily(family.children, found[at][0], *np.array(below[at], dtype=np.intp).reshape(-1, 3).T)
        for at, family in enumerate(families)
    )
    return FlatTree(_figures(cells, (len(points), count), len(leaves)), tuple(flat), back)


def _patterns(weights: Floats) -> tuple[Floats, Rows]:
    """Return the different rows of weights, and which of them each unit has."""
    _, first, codes = np.unique(np.round(weights, 12), axis=0, return_index=True, return_inverse=True)
    patterns = weights[first]
    # A family without any points is not asked for; it must only not divide by nought.
    patterns[patterns.sum(axis=1) <= 0] = 1.0
    return patterns, codes.reshape(-1)


def _way_up(leaf: int, above: Mapping[int, int], families: Sequence[Family]) -> list[int]:
    """Return a leaf and the nodes over it, up to the first level."""
    way = [leaf]
    while families[above[way[-1]]].parent != INDEX:
        way.append(families[above[way[-1]]].parent)
    return way


def _figures(
    cells: Sequence[tuple[Rows, Rows, Floats]], shape: tuple[int, int], leaves: int
) -> "Floats | scipy.sparse.csr_array":
    rows, columns, values = (np.concatenate([cell[at] for cell in cells]) for at in range(3))
    if shape[1] > _DENSE * leaves:
        return scipy.sparse.csr_array((values, (rows, columns)), shape=shape)
    figures: Floats = np.zeros(shape)
    figures[rows, columns] = values
    return figures
