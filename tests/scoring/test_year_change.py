"""Why a total changed: the parts are those worked out by hand, and always add up."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.robust_cards import flat, random_sheet, scored, sheet, two_levels

from guatu.pack import Mark, Normalisation
from guatu.scoring.year_change import compare_years


def test_parts_of_a_change_are_points_times_weights() -> None:
    of = flat(0.75, 0.25)
    found = compare_years(scored(of, sheet([[10, 20], [5, 5]])), scored(of, sheet([[14, 12], [5, 5]])))
    one = found.units[0]
    assert (one.total_before, one.total_after, one.change) == (12.5, 13.5, 1.0)
    assert [node.part for node in one.nodes] == [pytest.approx(3.0), pytest.approx(-2.0)]
    assert (one.by_weights, one.by_marks, one.by_others) == (0.0, 0.0, 0.0)
    assert [(node.before, node.after) for node in one.nodes] == [(10.0, 14.0), (20.0, 12.0)]


def test_other_weights_bring_what_they_bring_at_mean_points() -> None:
    # a: 10 → 20 at mean weight 0.6; b: 30 → 30; weights +0.2 on a (mean 15) and −0.2 on b (30): −3.
    found = compare_years(scored(flat(0.5, 0.5), sheet([[10, 30]])), scored(flat(0.7, 0.3), sheet([[20, 30]])))
    one = found.units[0]
    assert [node.part for node in one.nodes] == [pytest.approx(6.0), pytest.approx(0.0)]
    assert one.by_weights == pytest.approx(-3.0)
    assert one.change == pytest.approx(3.0)


def test_marks_are_a_part_of_their_own() -> None:
    of = flat(1.0, marks=(Mark(id="m", name="扣分", kind="deduction", points="1"),))
    was = replace(sheet([[10.0]]), marks={"m": np.array([1.0])})
    now = replace(sheet([[10.0]]), marks={"m": np.array([3.0])})
    found = compare_years(scored(of, was), scored(of, now)).units[0]
    assert (found.by_marks, found.change) == (-2.0, -2.0)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 500), st.sampled_from(["arithmetic", "geometric", "harmonic", "copeland"]))
def test_parts_always_add_up_to_the_change(seed: int, method: str) -> None:
    of = two_levels(method, normalise=Normalisation(low=Decimal(1)))
    was = scored(of, random_sheet(8, 5, seed=seed, missing=0.1))
    now = scored(of, random_sheet(8, 5, seed=seed + 1000, missing=0.1))
    for one in compare_years(was, now).units:
        parts = sum(node.part for node in one.nodes if node.part is not None)
        assert parts + one.by_weights + one.by_marks + one.by_others == pytest.approx(one.change, abs=1e-9)
        if method != "copeland":
            assert one.by_others == 0.0


def test_a_figure_that_is_new_counts_with_the_weights() -> None:
    nan = float("nan")
    found = compare_years(scored(flat(0.5, 0.5), sheet([[10, nan]])), scored(flat(0.5, 0.5), sheet([[10, 30]])))
    one = found.units[0]
    assert (one.nodes[1].before, one.nodes[1].part) == (None, 0.0)
    assert one.by_weights == pytest.approx(10.0)


def test_units_that_come_and_go_are_named() -> None:
    nan = float("nan")
    found = compare_years(scored(flat(1.0), sheet([[1], [2], [nan]])), scored(flat(1.0), sheet([[1], [nan], [3]])))
    assert ([one.unit for one in found.units], found.came, found.went) == (["u0"], ("u2",), ("u1",))


def test_other_trees_are_not_compared() -> None:
    found = compare_years(scored(flat(1.0), sheet([[1]])), scored(two_levels(), random_sheet(3, 5)))
    assert ([one.code for one in found.findings], found.units) == (["S039"], ())
