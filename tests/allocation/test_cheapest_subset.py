"""The cheapest of all subsets within a range: against trying them one by one, and against the solver."""

from fractions import Fraction
from itertools import product

import numpy as np
import scipy
from hypothesis import given
from hypothesis import strategies as st

from guatu.allocation.cheapest_subset import cheapest_subset

ITEMS = st.lists(st.tuples(st.integers(1, 10**6), st.integers(-1000, 1000)), max_size=9)


def come_to(weights: tuple[Fraction, ...], taken: tuple[bool, ...]) -> Fraction:
    return sum((weight for weight, one in zip(weights, taken, strict=True) if one), Fraction(0))


@given(ITEMS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_it_is_the_cheapest_of_all_that_fit(items: list[tuple[int, int]], low: int, room: int) -> None:
    weights = tuple(Fraction(weight, 300) for weight, _ in items)
    costs = tuple(cost / 1000 for _, cost in items)
    least, most = Fraction(low, 100), Fraction(low + room, 100)
    fitting = [
        sum(cost for cost, one in zip(costs, taken, strict=True) if one)
        for taken in product((False, True), repeat=len(items))
        if least <= come_to(weights, taken) <= most
    ]
    taken = cheapest_subset(weights, costs, least, most)
    if taken is None:
        assert not fitting
    else:
        assert least <= come_to(weights, taken) <= most
        assert abs(sum(cost for cost, one in zip(costs, taken, strict=True) if one) - min(fitting)) < 1e-9


def test_it_is_what_the_solver_finds() -> None:
    draw = np.random.default_rng(7)
    for _ in range(5):
        whole, costs = draw.integers(1000, 90_000, size=22), draw.uniform(-1, 1, size=22)
        low = int(whole.sum() * 0.45)
        taken = cheapest_subset([Fraction(int(one)) for one in whole], list(costs), Fraction(low), Fraction(low + 1000))
        answer = scipy.optimize.milp(
            costs,
            integrality=np.ones(22, dtype=np.int64),
            bounds=scipy.optimize.Bounds(0, 1),
            constraints=scipy.optimize.LinearConstraint(whole[None, :], low, low + 1000),
            options={"mip_rel_gap": 0.0},
        )
        assert taken is not None
        assert answer.fun is not None
        assert abs(float(costs @ np.array(taken)) - answer.fun) < 1e-6


def test_an_exact_hit_is_kept_where_sums_do_not_fit_whole_numbers() -> None:
    third = Fraction(10**9, 3**30)
    taken = cheapest_subset([Fraction(123456789, 10**15), third, Fraction(7, 11**12)], [1.0, 1.0, 1.0], third, third)
    assert taken == (False, True, False)


def test_nothing_to_take_is_an_answer_where_nothing_is_asked() -> None:
    assert cheapest_subset([], [], Fraction(0), Fraction(0)) == ()
    assert cheapest_subset([], [], Fraction(1), Fraction(2)) is None
