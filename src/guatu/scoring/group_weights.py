"""Which nodes apply to which units, and the weights that the card gives to each group (分组权重)."""

from collections.abc import Mapping

import numpy as np

from guatu.pack import Scorecard, ScoreItem
from guatu.scoring.sheet import Flags, Floats, Sheet
from guatu.scoring.tree import Tree


def group_members(card: Scorecard, sheet: Sheet) -> Mapping[str, Flags]:
    """Return who belongs to a group by its name: the whole name of the group, or the text of one group column."""
    members: dict[str, Flags] = {}
    for texts in (sheet.groups(card.groups), *(sheet.column(name) for name in card.groups)):
        rows: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            rows.setdefault(text, []).append(row)
        for text, some in rows.items():
            if text:
                here = members.setdefault(text, np.zeros(len(texts), dtype=np.bool_))
                here[some] = True
    return members


def applicable(card: Scorecard, tree: Tree, members: Mapping[str, Flags], units: int) -> Flags:
    """Return for (units, nodes) whether a node counts for the group of a unit (`only`), parents' limits included."""
    found: Flags = np.ones((units, len(tree.nodes)), dtype=np.bool_)
    nobody: Flags = np.zeros(units, dtype=np.bool_)
    by_id = {item.id: item for item in card.items}
    for at, own in enumerate(tree.items):
        item: ScoreItem | None = own
        for _ in by_id:
            if item is None:
                break
            if item.only:
                found[:, at] &= np.any([members.get(name, nobody) for name in item.only], axis=0)
            item = by_id.get(item.parent or "")
    return found


def given_weights(tree: Tree, members: Mapping[str, Flags], units: int) -> Floats:
    """Return for (units, nodes) the weights that the card gives, NaN where it gives none."""
    found: Floats = np.tile(np.array([node.weight for node in tree.nodes]), (units, 1))
    for at, item in enumerate(tree.items):
        if tree.nodes[at].id != item.id:
            continue
        for one in item.weights:
            if one.group in members:
                found[members[one.group], at] = float("nan") if one.weight is None else float(one.weight)
    return found
