"""Which nodes apply to which units, and the weights that the card gives to each group (分组权重)."""

import numpy as np

from guatu.pack import ScoreItem
from guatu.scoring.sheet import Flags, Floats
from guatu.scoring.working import Working


def applicable(working: Working) -> Flags:
    """Return for (units, nodes) whether a node counts for the group of a unit (`only`), parents' limits included."""
    nodes, items = working.tree.nodes, working.tree.items
    found: Flags = np.ones((len(working.groups), len(nodes)), dtype=np.bool_)
    parent_of = {item.id: item.parent for item in working.card.items}
    by_id = {item.id: item for item in working.card.items}
    members = group_members(working)
    for at in range(len(nodes)):
        item: ScoreItem | None = items[at]
        steps = 0
        while item is not None and steps <= len(by_id):
            if item.only:
                found[:, at] &= np.any([members.get(name, _nobody(working)) for name in item.only], axis=0)
            item, steps = by_id.get(parent_of[item.id] or ""), steps + 1
    return found


def group_members(working: Working) -> dict[str, Flags]:
    """Return who belongs to a group by its name: the whole name of the group, or the text of one group column."""
    members: dict[str, Flags] = {}
    for texts in (working.groups, *(working.sheet.column(name) for name in working.card.groups)):
        rows: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            rows.setdefault(text, []).append(row)
        for text, some in rows.items():
            if text:
                here = members.get(text, _nobody(working))
                here[some] = True
                members[text] = here
    return members


def given_weights(working: Working) -> Floats:
    """Return for (units, nodes) the weights that the card gives, NaN where it gives none."""
    nodes, items = working.tree.nodes, working.tree.items
    found = np.tile(np.array([node.weight for node in nodes]), (len(working.groups), 1))
    members = group_members(working)
    for at, item in enumerate(items):
        if nodes[at].id != item.id:
            continue
        for one in item.weights:
            weight = float("nan") if one.weight is None else float(one.weight)
            found[members.get(one.group, _nobody(working)), at] = weight
    return found


def _nobody(working: Working) -> Flags:
    return np.zeros(len(working.groups), dtype=np.bool_)
