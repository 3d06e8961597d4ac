"""The tree that is drawn again many times says what the scoring said, and keeps its promises on weights."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.robust_cards import card, flat, item, random_sheet, scored, sheet, two_levels

from guatu.pack import Aggregation, Blend, GroupWeight, Mark
from guatu.scoring import Scoring, Standing
from guatu.scoring.weighted_tree import rank_rows, weighted_tree


def assert_same(scoring: Scoring) -> None:
    tree = weighted_tree(scoring)
    assert tree.rows
    totals = tree.totals(tree.as_drawn())
    assert totals[0] == pytest.approx(scoring.total[list(tree.rows)], rel=1e-12)
    assert tree.ranks(totals)[0].tolist() == [scoring.ranks[row] for row in tree.rows]


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic", "copeland"])
@pytest.mark.parametrize("missing", [0.0, 0.2])
def test_weights_as_they_are_give_the_index_of_the_scoring(method: str, missing: float) -> None:
    assert_same(scored(two_levels(method), random_sheet(12, 5, missing=missing)))


def test_points_added_up_give_the_index_of_the_scoring() -> None:
    assert_same(scored(two_levels("sum"), random_sheet(9, 5)))


def test_groups_with_weights_of_their_own_give_the_index_of_the_scoring() -> None:
    weights = (GroupWeight(group="A", weight=Decimal("0.9")), GroupWeight(group="B", weight=Decimal("0.1")))
    other = (GroupWeight(group="A", weight=Decimal("0.1")), GroupWeight(group="B", weight=Decimal("0.9")))
    items = [item("a", 0.5, weights=weights), item("b", 0.5, weights=other), item("c", 0.0, only=("B",))]
    figures = replace(random_sheet(8, 3, missing=0.1), columns={"kind": ("A", "B") * 4})
    assert_same(scored(card(items, groups=("kind",)), figures))


def test_blends_marks_and_levels_of_other_methods_give_the_index_of_the_scoring() -> None:
    blend = Blend(level=Decimal("0.5"), increment=Decimal("0.2"), growth=Decimal("0.3"))
    items = [item("p", 1, of=None), item("a", 2, "p", blend=blend), item("b", 1, "p"), item("c", 3)]
    marks = (
        Mark(id="m", name="加分", kind="bonus", points="1"),
        Mark(id="n", name="扣分", kind="deduction", points="1"),
    )
    of = card(items, aggregate=(Aggregation(level=2, method="geometric"),), marks=marks)
    figures = random_sheet(7, 3)
    grown = replace(
        figures,
        before=figures.values * 0.8,
        marks={"m": np.arange(7.0), "n": np.full(7, 2.0)},
    )
    assert_same(scored(of, grown))


@settings(max_examples=25, deadline=None)
@given(st.floats(0.01, 100), st.integers(0, 1000))
def test_scaling_all_factors_by_a_constant_changes_nothing(constant: float, seed: int) -> None:
    tree = weighted_tree(scored(two_levels("geometric"), random_sheet(8, 5, seed=seed, missing=0.1)))
    factors = np.random.default_rng(seed).uniform(0.5, 1.5, (3, len(tree.keys)))
    assert tree.totals(factors * constant) == pytest.approx(tree.totals(factors), rel=1e-10)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000))
def test_a_draw_of_factors_is_the_card_with_those_weights(seed: int) -> None:
    figures = random_sheet(6, 3, seed=seed, missing=0.15)
    factors = np.random.default_rng(seed).uniform(0.75, 1.25, 3)
    tree = weighted_tree(scored(flat(0.5, 0.3, 0.2), figures))
    again = scored(flat(*(np.array([0.5, 0.3, 0.2]) * factors)), figures)
    assert tree.totals(factors[None, :])[0] == pytest.approx(again.total[list(tree.rows)], rel=1e-12)


def test_a_weight_given_anew_is_the_card_with_that_weight_even_where_figures_are_missing() -> None:
    figures = random_sheet(10, 5, missing=0.2)
    scoring = scored(two_levels(), figures)
    tree = weighted_tree(scoring)
    at = tree.keys.index("d")
    other = scored(
        replace(
            two_levels(),
            items=tuple(
                replace(
                    one,
                    weight={"c": Decimal("0.1"), "d": Decimal("0.65"), "e": Decimal("0.25")}.get(one.id, one.weight),
                )
                for one in two_levels().items
            ),
        ),
        figures,
    )
    changed = tree.with_share(at, 0.65)
    assert changed.totals(changed.as_drawn())[0] == pytest.approx(other.total[list(tree.rows)], rel=1e-12)
    assert tree.share_of(at) == pytest.approx(0.3)


def test_units_that_are_not_scored_are_not_in_the_tree() -> None:
    nan = float("nan")
    scoring = scored(flat(0.5, 0.5), sheet([[1, 2], [nan, nan], [3, 4]]))
    assert scoring.standings[1] is Standing.UNSCORED
    assert weighted_tree(scoring).rows == (0, 2)


def test_equal_totals_share_a_rank_even_where_floating_point_differs() -> None:
    totals = np.array([[0.1 + 0.2, 0.3, 0.5, 0.1]])
    assert rank_rows(totals, dense=False).tolist() == [[2, 2, 1, 4]]
    assert rank_rows(totals, dense=True).tolist() == [[2, 2, 1, 3]]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.sampled_from(["arithmetic", "geometric", "harmonic"]), st.sampled_from([0.0, 0.1, 0.4]))
def test_many_draws_at_once_are_the_draws_one_by_one(seed: int, method: str, missing: float) -> None:
    tree = weighted_tree(scored(two_levels(method), random_sheet(30, 5, seed=seed, missing=missing)))
    factors = np.random.default_rng(seed).uniform(0.5, 1.5, (40, len(tree.keys)))
    one_by_one = np.concatenate([tree.totals(factors[at : at + 1]) for at in range(40)])
    assert tree.totals(factors) == pytest.approx(one_by_one, rel=1e-12)
