"""Weighing (赋权): where the weight of each node within its parent comes from."""

from dataclasses import replace

import numpy as np

from guatu.scoring.ascent import Climber
from guatu.scoring.group_weights import applicable, given_weights
from guatu.scoring.scoring import Stage
from guatu.scoring.working import Working


def weigh(working: Working) -> Working:
    """Give every node its weight for every unit; a weight that is not known stays so."""
    weights = given_weights(working)
    stage = Stage("weigh", "赋权", "权重由文件给定。", None)
    return replace(working, weights=weights).with_stage(stage)


def climber_of(working: Working) -> Climber:
    """Return what the ways up the tree have in common."""
    rows: dict[str, list[int]] = {}
    for row, group in enumerate(working.groups):
        if working.taking[row]:
            rows.setdefault(group, []).append(row)
    return Climber(
        working.tree,
        applicable(working),
        tuple(np.array(one, dtype=np.intp) for one in rows.values()),
        {one.level: one for one in working.card.aggregate},
    )
