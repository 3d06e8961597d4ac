"""Units that change rank (位次升降), those that move furthest first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guatu.scoring.scoring import Scoring
from guatu.scoring.weighted_tree import Whole

FURTHEST = 5


@dataclass(frozen=True)
class Move:
    """A unit and its rank before and after."""

    unit: str
    name: str
    group: str
    before: int
    after: int


def biggest_moves(
    scoring: Scoring, rows: Sequence[int], before: Whole, after: Whole, most: int = FURTHEST
) -> tuple[Move, ...]:
    """Return the units that move furthest; among equal moves those of the better rank before come first."""
    order = np.lexsort((before, -np.abs(after - before)))[:most]
    return tuple(
        Move(
            scoring.sheet.units[rows[at]],
            scoring.sheet.names[rows[at]],
            scoring.groups[rows[at]],
            int(before[at]),
            int(after[at]),
        )
        for at in order
        if before[at] != after[at]
    )
