"""The way of an item's points up to the index (由单项到总分), there and back, in closed form.

On each level a weighted mean is a sum of changed points (themselves, their logarithms or their reciprocals), so that
with everything else fixed the index is a chain of functions of one item's points, and each link can be turned round.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guatu.scoring.tree import INDEX
from guatu.scoring.weighted_tree import WeightedTree

_LARGEST = 700.0  # e to the 710 is more than a float holds
_Change = Callable[[float], float]


def _same(points: float) -> float:
    return points


def _logarithm(points: float) -> float:
    return math.log(points) if points > 0 else 0.0


def _exponential(logs: float) -> float:
    return math.exp(logs) if logs < _LARGEST else math.inf


def _reciprocal(points: float) -> float:
    return 1.0 / points if points > 0 else 1.0


def _from_reciprocal(changed: float) -> float:
    return 1.0 / changed if changed > 0 else math.inf


_CHANGES: Mapping[str, tuple[_Change, _Change]] = {
    "arithmetic": (_same, _same),
    "sum": (_same, _same),
    "geometric": (_logarithm, _exponential),
    "harmonic": (_reciprocal, _from_reciprocal),
}


@dataclass(frozen=True)
class _Link:
    """One level on the way: parent = back((rest + weight × change(child)) ÷ share)."""

    change: _Change
    back: _Change
    rest: float
    weight: float
    share: float

    def up(self, points: float) -> float:
        return self.back((self.rest + self.weight * self.change(points)) / self.share)

    def down(self, points: float) -> float:
        return self.back((self.change(points) * self.share - self.rest) / self.weight)


class UnitTree:
    """The tree of one ranked unit: by how much its index rises with one item's points, and the way back."""

    def __init__(self, tree: WeightedTree, at: int) -> None:
        values = {
            **dict(enumerate(tree.points[at].tolist())),
            **{parent: float(one[0, at]) for parent, one in tree.base.items()},
        }
        self.index = values[INDEX]
        self._links: dict[int, tuple[_Link | None, int]] = {}
        for family in tree.families:
            change, back = _CHANGES[family.method]
            weights = dict(zip(family.children, tree.weights[at, list(family.children)].tolist(), strict=True))
            terms = {one: weight * change(values[one]) for one, weight in weights.items() if weight > 0}
            total, share = math.fsum(terms.values()), math.fsum(weights.values())
            divisor = 1.0 if family.method == "sum" else share
            for child in family.children:
                link = (
                    _Link(change, back, total - terms[child], weights[child], divisor)
                    if child in terms and share > 0
                    else None
                )
                self._links[child] = link, family.parent

    def gain(self, node: int, points: float) -> float:
        """Return by how much the index rises when an item has other points, everything else fixed."""
        value = points
        for link in self._way(node):
            value = link.up(value)
        return value - self.index if self._way(node) else 0.0

    def points_for(self, node: int, missing: float) -> float | None:
        """Return the points of an item with which the index is higher by so much; None where no points are enough."""
        way = self._way(node)
        value = self.index + missing
        for link in reversed(way):
            value = link.down(value)
        return value if way and math.isfinite(value) else None

    def _way(self, node: int) -> tuple[_Link, ...]:
        """Return the links up to the index, none where the item weighs nothing somewhere on the way."""
        way: list[_Link] = []
        at = node
        while at != INDEX:
            link, at = self._links[at]
            if link is None:
                return ()
            way.append(link)
        return tuple(way)
