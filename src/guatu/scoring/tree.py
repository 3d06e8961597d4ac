"""The tree of a scorecard (指标体系) as positions: measured nodes first, then their parents, the index last.

A blended item becomes three measured nodes, `ID-level`, `ID-increment` and `ID-growth`, under its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from guatu.pack import Scorecard, ScoreItem
from guatu.scoring.scoring import Node

INDEX = -1
LEVEL, INCREMENT, GROWTH = "level", "increment", "growth"
PARTS = {LEVEL: "总量", INCREMENT: "增量", GROWTH: "增速"}


@dataclass(frozen=True)
class Measure:
    """One measured node: its item, the part of it that is measured, its column in the sheet (-1: not in it)."""

    item: ScoreItem
    part: str
    column: int


@dataclass(frozen=True)
class Branch:
    """A parent and its children as positions among the nodes; `level` is the level that is summed up from."""

    parent: int
    children: tuple[int, ...]
    level: int
    blended: bool = False


@dataclass(frozen=True)
class Tree:
    """Nodes and branches of a card; `measures` stand in the order of the measured nodes, branches bottom up."""

    nodes: tuple[Node, ...]
    items: tuple[ScoreItem, ...]
    measures: tuple[Measure, ...]
    branches: tuple[Branch, ...]

    @property
    def level_columns(self) -> tuple[int, ...]:
        """The measured nodes that hold an item's own figure: one for each measured item of the card."""
        return tuple(at for at, measure in enumerate(self.measures) if measure.part == LEVEL)

    def name_of(self, position: int) -> str:
        """Return the Chinese name of a node, 总分 for the index."""
        return "总分" if position == INDEX else self.nodes[position].name


def tree_of(card: Scorecard, columns: tuple[str, ...]) -> Tree:
    """Return the tree of a card for a sheet with these item columns.

    An item whose parent the card does not have stands on the first level, as the check of the pack says.
    """
    known = {item.id for item in card.items}
    parents = {item.id: item.parent if item.parent in known else None for item in card.items}
    children: dict[str | None, list[ScoreItem]] = {}
    for item in card.items:
        children.setdefault(parents[item.id], []).append(item)
    levels = _levels(card, children)
    column_of = {name: at for at, name in enumerate(columns)}
    found: list[tuple[Node, ScoreItem, Measure | None]] = []
    for item in card.items:
        if item.id in children:
            continue
        for part in _parts(item):
            found.append(
                (_measured(item, part, parents[item.id]), item, Measure(item, part, column_of.get(item.id, -1)))
            )
    for item in sorted(card.items, key=lambda one: levels[one.id]):
        if item.id in children or item.blend is not None:
            node = Node(item.id, item.name, parents[item.id] or "", levels[item.id], _weight(item), measured=False)
            found.append((node, item, None))
    nodes = tuple(node for node, _, _ in found)
    return Tree(
        nodes,
        tuple(item for _, item, _ in found),
        tuple(measure for _, _, measure in found if measure is not None),
        _branches(nodes, levels),
    )


def _levels(card: Scorecard, children: Mapping[str | None, list[ScoreItem]]) -> dict[str, int]:
    """Return the level of each item: 1 for measured ones, else one above its highest child."""
    levels: dict[str, int] = {}
    # Parents may stand after their children; as many rounds as items settle any tree.
    for _ in card.items:
        for item in card.items:
            below = [levels.get(child.id, 0) for child in children.get(item.id, ())]
            levels[item.id] = 1 + max(below, default=0)
        if len(levels) == len(card.items) and _settled(levels, children):
            break
    return levels


def _settled(levels: Mapping[str, int], children: Mapping[str | None, list[ScoreItem]]) -> bool:
    return all(
        levels[parent] == 1 + max(levels[child.id] for child in under)
        for parent, under in children.items()
        if parent is not None
    )


def _parts(item: ScoreItem) -> tuple[str, ...]:
    return (LEVEL,) if item.blend is None else tuple(PARTS)


def _measured(item: ScoreItem, part: str, parent: str | None) -> Node:
    if item.blend is None:
        return Node(item.id, item.name, parent or "", 1, _weight(item), measured=True)
    weight = float({LEVEL: item.blend.level, INCREMENT: item.blend.increment, GROWTH: item.blend.growth}[part])
    return Node(f"{item.id}-{part}", f"{item.name}（{PARTS[part]}）", item.id, 0, weight, measured=True)


def _weight(item: ScoreItem) -> float:
    return float("nan") if item.weight is None else float(item.weight)


def _branches(nodes: tuple[Node, ...], levels: Mapping[str, int]) -> tuple[Branch, ...]:
    under: dict[str, list[int]] = {}
    for at, node in enumerate(nodes):
        under.setdefault(node.parent, []).append(at)
    found = []
    for at, node in enumerate(nodes):
        if node.id in under:
            blended = nodes[under[node.id][0]].level == 0
            found.append(Branch(at, tuple(under[node.id]), 0 if blended else levels[node.id] - 1, blended))
    first = tuple(under.get("", ()))
    return (*found, Branch(INDEX, first, max((nodes[at].level for at in first), default=0)))
