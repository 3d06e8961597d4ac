"""Which project goes where (统筹落地): the most score in all that the parks can take, each project in one park at most.

Few pairs are settled exactly (branch and bound, HiGHS through `scipy.optimize.milp`). Many are settled by the linear
relaxation, whose whole answers are kept, and by improving the rest step by step; the relaxation also bounds from above
what any assignment could reach, and how far the answer stays below that bound is told.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import scipy

from guatu.allocation.matching_conditions import Floats

Flags: TypeAlias = npt.NDArray[np.bool_]
Whole: TypeAlias = npt.NDArray[np.int64]
# Up to so many pairs branch and bound ends within tenths of a second; nodes, not seconds, are limited: the same input
# gives the same answer on any machine.
_EXACT_PAIRS, _NODES = 400, 2_000
_WHOLE = 1 - 1e-6
_NOISE = 1e-9
# Ties are broken for the earlier project and park: far below the last printed digit of a score.
_TIE = 1e-6
_MOST_ROUNDS = 50


@dataclass(frozen=True)
class Assignment:
    """The park of each project (−1 for none), the sum of scores, the most any assignment could reach, and if exact."""

    parks: Whole
    score: float
    bound: float
    is_exact: bool


def assign(scores: Floats, is_open: Flags, demands: Floats, supplies: Floats) -> Assignment:
    """Return the assignment of the greatest sum of scores under the parks' supplies.

    `scores` and `is_open` have the shape (projects, parks), `demands` (projects, resources), `supplies` (parks,
    resources); a demand that is not known takes nothing, a supply that is not known bounds nothing.
    """
    taken = np.nan_to_num(demands)
    room = np.where(np.isnan(supplies), np.inf, supplies)
    rows, columns = np.nonzero(is_open)
    if not len(rows):
        return Assignment(np.full(len(scores), -1, dtype=np.int64), 0.0, 0.0, is_exact=True)
    gains = scores[rows, columns] + _ties(rows, columns, scores.shape)
    matrix, limits = _constraints(rows, columns, taken, room)
    if len(rows) <= _EXACT_PAIRS:
        found = _exactly(rows, columns, gains, matrix, limits)
        if found is not None:
            exact: Whole = np.full(len(scores), -1, dtype=np.int64)
            exact[rows[found]] = columns[found]
            score = _score(scores, exact)
            return Assignment(exact, score, score, is_exact=True)
    # Without integrality `milp` is the linear relaxation.
    relaxed = scipy.optimize.milp(
        -gains, constraints=scipy.optimize.LinearConstraint(matrix, -np.inf, limits), bounds=scipy.optimize.Bounds(0, 1)
    )
    share = np.clip(relaxed.x, 0, 1) if relaxed.x is not None else np.zeros(len(rows))
    parks = _rounded(rows, columns, share, gains, taken=taken, room=room, count=len(scores))
    _improve(parks, np.where(is_open, scores, -np.inf), taken, room)
    score = _score(scores, parks)
    bound = -float(relaxed.fun) if relaxed.fun is not None else float(np.where(is_open, scores, 0).max(axis=1).sum())
    bound = max(round(bound, 1), score)
    return Assignment(parks, score, bound, is_exact=bound - score < _TIE)


def _ties(rows: Whole, columns: Whole, shape: tuple[int, ...]) -> Floats:
    order: Floats = _TIE * (1.0 - (rows * shape[1] + columns) / (shape[0] * shape[1]))
    return order


def _constraints(rows: Whole, columns: Whole, taken: Floats, room: Floats) -> "tuple[scipy.sparse.csr_array, Floats]":
    """One row a project (one park at most), then one a park and resource that has a bound."""
    pairs = np.arange(len(rows))
    count, parks = len(taken), len(room)
    blocks = [scipy.sparse.csr_array((np.ones(len(rows)), (rows, pairs)), shape=(count, len(rows)))]
    limits = [np.ones(count)]
    for resource in range(room.shape[1]):
        block = scipy.sparse.csr_array((taken[rows, resource], (columns, pairs)), shape=(parks, len(rows)))
        bounded = np.flatnonzero(np.isfinite(room[:, resource]) & (abs(block).sum(axis=1) > 0))
        if len(bounded):
            # Each row is brought to the size of one: 亩 and 千瓦时 differ by a factor of millions.
            size = np.maximum(room[bounded, resource], _TIE)
            blocks.append(scipy.sparse.csr_array(scipy.sparse.diags_array(1 / size) @ block[bounded]))
            limits.append(room[bounded, resource] / size)
    return scipy.sparse.csr_array(scipy.sparse.vstack(blocks)), np.concatenate(limits)


def _exactly(
    rows: Whole, columns: Whole, gains: Floats, matrix: "scipy.sparse.csr_array", limits: Floats
) -> npt.NDArray[np.bool_] | None:
    answer = scipy.optimize.milp(
        -gains,
        constraints=scipy.optimize.LinearConstraint(matrix, -np.inf, limits * (1 + _NOISE)),
        integrality=np.ones(len(rows), dtype=np.int64),
        bounds=scipy.optimize.Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "node_limit": _NODES},
    )
    if answer.status != 0 or answer.x is None:
        return None
    chosen: npt.NDArray[np.bool_] = answer.x > 0.5
    return chosen


def _score(scores: Floats, parks: Whole) -> float:
    placed = np.flatnonzero(parks >= 0)
    return round(float(scores[placed, parks[placed]].sum()), 1)


def _rounded(
    rows: Whole, columns: Whole, share: Floats, gains: Floats, *, taken: Floats, room: Floats, count: int
) -> Whole:
    """Keep what the relaxation places whole, then the others by how much of each it places, where there is room."""
    parks: Whole = np.full(count, -1, dtype=np.int64)
    left = room.copy()
    order = np.lexsort((np.arange(len(rows)), -gains, -np.round(share, 6), share < _WHOLE))
    for pair in order:
        row, park = rows[pair], columns[pair]
        if parks[row] < 0 and _fits(taken[row], left[park]):
            parks[row] = park
            left[park] -= taken[row]
    return parks


def _fits(need: Floats, left: Floats) -> bool:
    return bool((need <= left + _NOISE * np.maximum(np.abs(need), 1.0)).all())


def _improve(parks: Whole, gains: Floats, taken: Floats, room: Floats) -> None:
    """Move projects, one at a time or one against another, as long as the sum of scores rises; changes `parks`."""
    left = room.copy()
    for placed in np.flatnonzero(parks >= 0):
        left[parks[placed]] -= taken[placed]
    for _ in range(_MOST_ROUNDS):
        risen = False
        for row in range(len(parks)):
            risen |= _move(row, parks, gains, taken, left=left) or _eject(row, parks, gains, taken, left=left)
        if not risen:
            return


def _own(row: int, parks: Whole, gains: Floats) -> float:
    return float(gains[row, parks[row]]) if parks[row] >= 0 else 0.0


def _put(row: int, park: int, parks: Whole, taken: Floats, left: Floats) -> None:
    if parks[row] >= 0:
        left[parks[row]] += taken[row]
    parks[row] = park
    if park >= 0:
        left[park] -= taken[row]


def _best_free(row: int, gains: Floats, taken: Floats, left: Floats) -> int:
    """Return the park of the highest score that has room for a project, −1 for none."""
    roomy = (taken[row] <= left + _NOISE * np.maximum(np.abs(taken[row]), 1.0)).all(axis=1)
    able = np.where(roomy, gains[row], -np.inf)
    best = int(able.argmax())
    return best if np.isfinite(able[best]) else -1


def _move(row: int, parks: Whole, gains: Floats, taken: Floats, *, left: Floats) -> bool:
    best = _best_free(row, gains, taken, left)
    if best < 0 or gains[row, best] <= _own(row, parks, gains) + _TIE:
        return False
    _put(row, best, parks, taken, left)
    return True


def _eject(row: int, parks: Whole, gains: Floats, taken: Floats, *, left: Floats) -> bool:
    """Put a project in the place of one other, which goes to the best park that still has room for it, or nowhere."""
    own = _own(row, parks, gains)
    better = np.flatnonzero(gains[row] > own + _TIE)
    for park in better[np.argsort(-gains[row, better], kind="stable")]:
        for other in np.flatnonzero(parks == park):
            if not _fits(taken[row], left[park] + taken[other]):
                continue
            before, home = own + float(gains[other, park]), int(parks[row])
            _put(int(other), -1, parks, taken, left)
            _put(row, int(park), parks, taken, left)
            refuge = _best_free(int(other), gains, taken, left)
            after = float(gains[row, park]) + (float(gains[other, refuge]) if refuge >= 0 else 0.0)
            if after > before + _TIE:
                _put(int(other), refuge, parks, taken, left)
                return True
            _put(row, home, parks, taken, left)
            _put(int(other), int(park), parks, taken, left)
    return False
