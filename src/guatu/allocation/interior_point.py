"""Linear programs over many hours, solved by an interior point method that uses their shape (内点法).

A year of storage is a chain: each hour touches itself and the next one, and a few unknowns (capacities) and a few rows
(shares of the year) touch every hour. The matrix that is solved in each step is then a narrow band with a border of a
dozen rows and columns, and a step takes hundredths of a second where a general solver needs minutes for the whole.
Method: Mehrotra, On the implementation of a primal–dual interior point method, SIAM J. Optimization 2 (1992), with
upper bounds; Gondzio, Multiple centrality corrections, Computational Optimization and Applications 6 (1996). Band and
border are taken apart by block elimination. The answer carries its own proof: the gap between its cost and the lower
bound of the dual.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

Floats: TypeAlias = npt.NDArray[np.float64]
_MOST_STEPS = 200
_AIM = 1e-8
_PATIENCE = 3
_GOOD_ENOUGH = 1e-6
_BACK = 0.99
_RIDGE = 1e-13
_PULL = 1e-8
_CORRECTIONS, _FURTHER = 3, 0.1


@dataclass(frozen=True)
class BandedProgram:
    """min cost·x where chain rows and border rows equal their values and 0 ≤ x ≤ most (∞ for none).

    `chain` has the rows of the hours in order and `border` the few rows that touch all hours; the last `wide` columns
    are the unknowns that touch all hours. Without them, rows of the chain meet only rows at most `band` further.
    """

    cost: Floats
    chain: sparse.csr_array
    chain_values: Floats
    border: sparse.csr_array
    border_values: Floats
    most: Floats
    wide: int
    band: int


@dataclass(frozen=True)
class ProgramAnswer:
    """The unknowns, what one more unit of each border row's value would cost, the relative gap to the dual bound."""

    values: Floats
    border_prices: Floats
    gap: float

    @property
    def is_settled(self) -> bool:
        """Whether cost and bound have met: within a millionth, and all rows within as much."""
        return self.gap <= _GOOD_ENOUGH


def solve_banded(program: BandedProgram) -> ProgramAnswer:
    """Return the answer of a program that has one: whatever may clash must be given a way out at a price."""
    whole = sparse.csr_array(sparse.vstack([program.chain, program.border]))
    back = sparse.csr_array(whole.T)
    values = np.concatenate([program.chain_values, program.border_values])
    bordered = _Bordered(program)
    is_bound = np.isfinite(program.most)
    most = np.where(is_bound, program.most, 1.0)
    state = _start(program.cost, most, is_bound, len(values))
    best, gap, since = state, np.inf, 0
    for _ in range(_MOST_STEPS):
        rest = _rests(state, program.cost, whole, back, values=values, most=most, is_bound=is_bound)
        found = rest.error(program.cost, values, state, most * is_bound)
        since = 0 if found < gap else since + 1
        if found < gap:
            best, gap = state, found
        # Near the end the digits run out: the best state is kept, and a few steps that do not help end the search.
        if gap <= _AIM or (gap <= _GOOD_ENOUGH and since >= _PATIENCE):
            break
        moved = _step(state, rest, bordered, whole, back, is_bound=is_bound)
        if moved is None:
            break
        state = moved
    return ProgramAnswer(best.x, best.dual[len(program.chain_values) :], float(gap))


@dataclass
class _State:
    """Where the method stands: unknowns, room below the upper bounds, prices of rows, of lower and of upper bounds."""

    x: Floats
    room: Floats
    dual: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class _Rests:
    """By how much rows, prices and bounds are not yet met, and the mean product of unknowns and prices."""

    rows: Floats
    prices: Floats
    bounds: Floats
    mean: float

    def error(self, cost: Floats, values: Floats, state: _State, most: Floats) -> float:
        """Return the largest relative error: of the rows, of the prices, of cost against bound."""
        primal = _dot(cost, state.x)
        bound = _dot(values, state.dual) - _dot(most, state.high)
        return max(
            float(np.abs(self.rows).max()) / (1 + float(np.abs(values).max())),
            float(np.abs(self.bounds).max()) / (1 + float(most.max())),
            float(np.abs(self.prices).max()) / (1 + float(np.abs(cost).max())),
            abs(primal - bound) / (1 + abs(primal)),
        )


def _start(cost: Floats, most: Floats, is_bound: npt.NDArray[np.bool_], rows: int) -> _State:
    x = np.where(is_bound, np.minimum(most / 2, 1.0), 1.0)
    price = np.maximum(np.abs(cost), 1.0)
    return _State(x, np.where(is_bound, most - x, 1.0), np.zeros(rows), price, np.where(is_bound, price, 0.0))


def _rests(
    state: _State,
    cost: Floats,
    whole: sparse.csr_array,
    back: sparse.csr_array,
    *,
    values: Floats,
    most: Floats,
    is_bound: npt.NDArray[np.bool_],
) -> _Rests:
    products = _dot(state.x, state.low) + _dot(state.room, state.high)
    return _Rests(
        values - whole @ state.x,
        cost - back @ state.dual - state.low + state.high,
        np.where(is_bound, most - state.x - state.room, 0.0),
        products / (len(state.x) + int(is_bound.sum())),
    )


def _step(
    state: _State,
    rest: _Rests,
    bordered: "_Bordered",
    whole: sparse.csr_array,
    back: sparse.csr_array,
    *,
    is_bound: npt.NDArray[np.bool_],
) -> _State | None:
    """Return the state after a step to the prediction and a correction of it; None where no digits are left."""
    weight = 1.0 / (state.low / state.x + state.high / state.room + _PULL)
    try:
        solver = bordered.factor(weight)
    except linalg.LinAlgError:
        return None

    def direction(low: Floats, high: Floats) -> tuple[Floats, ...]:
        pull = rest.prices - low / state.x + (high - state.high * rest.bounds) / state.room
        right = rest.rows + whole @ (weight * pull)
        dual = solver.solve(right)
        dual += solver.solve(right - whole @ (weight * (back @ dual)))  # once more, for the digits
        x = weight * (back @ dual - pull)
        room = np.where(is_bound, rest.bounds - x, 0.0)
        return (
            x,
            room,
            dual,
            (low - state.low * x) / state.x,
            np.where(is_bound, (high - state.high * room) / state.room, 0),
        )

    low, high = -state.x * state.low, -state.room * state.high
    ahead = direction(low, high)
    primal, price = _lengths(state, ahead)
    products = _dot(state.x + primal * ahead[0], state.low + price * ahead[3])
    products += _dot(state.room + primal * ahead[1], state.high + price * ahead[4])
    after = products / (len(state.x) + int(is_bound.sum()))
    aim = rest.mean * (after / rest.mean) ** 3
    low += aim - ahead[0] * ahead[3]
    high += np.where(is_bound, aim - ahead[1] * ahead[4], 0.0)
    found = direction(low, high)
    for _ in range(_CORRECTIONS):
        primal, price = (min(1.0, length + _FURTHER) for length in _lengths(state, found))
        low = low + _towards(aim, state.x + primal * found[0], state.low + price * found[3])
        towards = _towards(aim, state.room + primal * found[1], state.high + price * found[4])
        high = high + np.where(is_bound, towards, 0.0)
        tried = direction(low, high)
        if sum(_lengths(state, tried)) < sum(_lengths(state, found)) + _FURTHER / 10:
            break
        found = tried
    if not all(np.isfinite(part).all() for part in found):
        return None
    primal, price = (min(1.0, _BACK * length) for length in _lengths(state, found))
    return _State(
        state.x + primal * found[0],
        state.room + primal * found[1],
        state.dual + price * found[2],
        state.low + price * found[3],
        state.high + price * found[4],
    )


def _towards(aim: float, one: Floats, other: Floats) -> Floats:
    """Return what brings products that would lie far from the aim back to its neighbourhood."""
    products = one * other
    missing: Floats = np.clip(products, 0.1 * aim, 10 * aim) - products
    return np.maximum(missing, -10 * aim)


def _dot(one: Floats, other: Floats) -> float:
    """Return the sum of products; not by `@`, which would wake a thread for each core over so little work."""
    return float(np.einsum("i,i->", one, other))


def _lengths(state: _State, step: tuple[Floats, ...]) -> tuple[float, float]:
    """Return how far unknowns and prices can go before one of them reaches nought."""
    primal = min(_length(state.x, step[0]), _length(state.room, step[1]))
    return primal, min(_length(state.low, step[3]), _length(state.high, step[4]))


def _length(values: Floats, step: Floats) -> float:
    falls = step < 0
    return min(1.0 / _BACK, float((-values[falls] / step[falls]).min())) if falls.any() else 1.0 / _BACK


class _Bordered:
    """The matrix of a step, A·W·Aᵀ, as a band with a border; which products go where is worked out once."""

    def __init__(self, program: BandedProgram) -> None:
        count = program.chain.shape[1] - program.wide
        self.count, self.band = count, program.band
        chain = sparse.csr_array(program.chain[:, :count])
        self.chain = chain
        self.border = sparse.csr_array(program.border[:, :count])
        self.products = [
            sparse.csr_array(chain[: chain.shape[0] - away].multiply(chain[away:])) for away in range(program.band + 1)
        ]
        self.wide_chain = program.chain[:, count:].toarray()
        self.wide_border = program.border[:, count:].toarray()
        # Border rows as columns over the local unknowns, so that their products with the chain are one step.
        self.border_columns = self.border.T.toarray()

    def factor(self, weight: Floats) -> "_Factor":
        """Return the solver for these weights; LinAlgError where the band is no longer positive."""
        local, wide = weight[: self.count], weight[self.count :]
        band = np.zeros((self.band + 1, self.chain.shape[0]))
        for away, product in enumerate(self.products):
            band[away, : product.shape[0]] = product @ local
        band[0] += _RIDGE * band[0].max() + _RIDGE * band[0]
        lower = linalg.cholesky_banded(band, lower=True, check_finite=False)
        weighted = local[:, None] * self.border_columns
        edge = np.hstack([self.chain @ weighted, self.wide_chain])
        corner = np.block([[self.border @ weighted, self.wide_border], [self.wide_border.T, -np.diag(1.0 / wide)]])
        return _Factor(lower, edge, corner)


class _Factor:
    """A band with a border, ready to solve: the border is solved in the small, the rest along the band."""

    def __init__(self, lower: Floats, edge: Floats, corner: Floats) -> None:
        self.lower, self.edge = lower, edge
        self.inner = self._along(edge)
        self.corner = corner - np.einsum("ij,ik->jk", edge, self.inner)

    def _along(self, right: Floats) -> Floats:
        found: Floats = linalg.cho_solve_banded((self.lower, True), right, check_finite=False)
        return found

    def solve(self, right: Floats) -> Floats:
        """Return the prices of all rows, those of the chain first."""
        count = len(self.edge)
        inner = self._along(right[:count])
        outer = np.zeros(len(self.corner))
        outer[: len(right) - count] = right[count:]
        small = np.linalg.solve(self.corner, outer - np.einsum("ij,i->j", self.edge, inner))
        return np.concatenate([inner - np.einsum("ij,j->i", self.inner, small), small[: len(right) - count]])
