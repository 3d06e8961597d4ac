"""From points to totals: means, gaps, unknown weights, groups."""

from decimal import Decimal

import numpy as np
import pytest
from tests.scoring.small_card import GAP, card, codes, item, scored, stage, totals

from guatu.pack import Aggregation, GroupWeight, Normalisation, ScoreItem
from guatu.scoring import Standing

AS_IS = Normalisation(method="as_is")
FIGURES = {"a": [1.0, 4.0, 9.0], "b": [2.0, 2.0, 3.0]}


# Weights 3 and 1: shares 0.75 and 0.25.
@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("arithmetic", [1.25, 3.5, 7.5]),
        ("geometric", [2**0.25, 4**0.75 * 2**0.25, 9**0.75 * 3**0.25]),
        ("harmonic", [1 / (0.75 / 1 + 0.25 / 2), 1 / (0.75 / 4 + 0.25 / 2), 1 / (0.75 / 9 + 0.25 / 3)]),
        # 丙 is ahead of both in both; 乙 is ahead of 甲 in a and shares b.
        ("copeland", [0.125, 0.875, 2.0]),
        ("sum", [5.0, 14.0, 30.0]),
    ],
)
def test_totals_are_as_computed_by_hand(method: str, expected: list[float]) -> None:
    how = (Aggregation(level=1, method=method),)
    scoring = scored(card(item("a", "3"), item("b", "1"), normalise=AS_IS, aggregate=how), FIGURES)
    assert totals(scoring) == pytest.approx(expected)


def test_points_without_weights_are_simply_added() -> None:
    how = (Aggregation(level=1, method="sum"),)
    scoring = scored(card(item("a", None), item("b", None), normalise=AS_IS, aggregate=how), FIGURES)
    assert totals(scoring) == [3.0, 6.0, 12.0]
    assert codes(scoring) == []


def test_every_level_has_its_own_mean() -> None:
    top = (ScoreItem(id="x", name="维度甲", weight=Decimal(1)), ScoreItem(id="y", name="维度乙", weight=Decimal(1)))
    low = (item("a", parent="x"), item("b", parent="x"), item("c", parent="y"))
    how = (Aggregation(level=1, method="arithmetic"), Aggregation(level=2, method="geometric"))
    scoring = scored(card(*top, *low, normalise=AS_IS, aggregate=how), {"a": [3.0], "b": [5.0], "c": [9.0]})
    assert totals(scoring) == [6.0]
    assert stage(scoring, "aggregate").method.startswith("第 1 级往上：加权平均；第 2 级往上：加权几何平均。")


def test_a_gap_gives_its_weight_to_the_rest() -> None:
    figures = {"a": [1.0, 4.0], "b": [GAP, 2.0]}
    scoring = scored(card(item("a", "3"), item("b", "1"), normalise=AS_IS), figures)
    assert totals(scoring) == [1.0, 3.5]
    assert scoring.weights.tolist() == [[1.0, 0.0], [0.75, 0.25]]


def test_too_few_children_with_points_leave_the_parent_without() -> None:
    how = (Aggregation(level=1, available=Decimal("0.6")),)
    figures = {"a": [1.0, 4.0], "b": [GAP, 2.0]}
    scoring = scored(card(item("a"), item("b"), normalise=AS_IS, aggregate=how), figures)
    assert totals(scoring) == [None, 3.0]
    assert scoring.said[0] == "无法评分：“总分”下级有分的项数不够"


def test_an_unknown_weight_stops_all_above_it_and_nothing_below() -> None:
    top = (ScoreItem(id="x", name="维度甲", weight=Decimal(1)), ScoreItem(id="y", name="维度乙", weight=Decimal(1)))
    low = (item("a", parent="x"), item("b", None, parent="x"), item("c", parent="y"))
    scoring = scored(card(*top, *low, normalise=AS_IS), {"a": [3.0, 1.0], "b": [5.0, 1.0], "c": [9.0, 2.0]})
    assert codes(scoring) == ["S002"]
    assert scoring.standings == (Standing.UNSCORED, Standing.UNSCORED)
    assert scoring.ranks == (0, 0)
    assert scoring.said[0] == "无法评分：“维度甲”下级有权重不知道"
    known = {node.id: scoring.points[0, at] for at, node in enumerate(scoring.nodes)}
    assert (known["a"], known["b"], known["y"]) == (3.0, 5.0, 9.0)
    assert np.isnan(known["x"])


def test_the_weight_of_an_only_child_need_not_be_known() -> None:
    assert totals(scored(card(item("a", None), normalise=AS_IS), {"a": [3.0, 1.0]})) == [3.0, 1.0]


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_points_of_nought_leave_no_such_mean_and_that_is_said(method: str) -> None:
    how = (Aggregation(level=1, method=method),)
    scoring = scored(card(item("a"), item("b"), normalise=AS_IS, aggregate=how), {"a": [0.0, 4.0], "b": [2.0, 1.0]})
    assert totals(scoring)[0] is None
    assert codes(scoring) == ["S013", "S004"]
    assert scoring.ranks == (0, 1)


def test_weights_that_do_not_sum_are_said_and_taken_in_proportion() -> None:
    scoring = scored(card(item("a", "0.5"), item("b", "0.3"), normalise=AS_IS), {"a": [8.0, 1.0], "b": [16.0, 2.0]})
    assert codes(scoring) == ["S001"]
    assert totals(scoring) == [11.0, 1.375]


@pytest.mark.parametrize("weights", [("0.6", "0.4"), ("60", "40"), ("1", "1"), ("0.667", "0.334")])
def test_weights_that_sum_or_are_equal_are_not_complained_of(weights: tuple[str, str]) -> None:
    scoring = scored(card(item("a", weights[0]), item("b", weights[1])), FIGURES)
    assert codes(scoring) == []


def test_weights_within_a_parent_may_sum_to_its_own() -> None:
    top = (ScoreItem(id="x", name="维度甲", weight=Decimal(30)), item("c", "70"))
    scoring = scored(card(*top, item("a", "20", parent="x"), item("b", "10", parent="x")), {**FIGURES, "c": [1, 2, 3]})
    assert codes(scoring) == []


def test_a_group_has_its_own_weights_and_items() -> None:
    one = item(
        "a", None, weights=(GroupWeight(group="高", weight=Decimal(1)), GroupWeight(group="低", weight=Decimal(3)))
    )
    other = item("b", "1")
    only = item("c", "2", only=("低",))
    figures = {"a": [4.0, 4.0], "b": [8.0, 8.0], "c": [100.0, 16.0]}
    scoring = scored(card(one, other, only, normalise=AS_IS, groups=("kind",)), figures, columns={"kind": ["高", "低"]})
    # 高: (4 + 8) / 2; 低: (3×4 + 1×8 + 2×16) / 6.
    assert totals(scoring) == [6.0, 8.666666667]
    assert np.isnan(scoring.points[0, 2])


def test_a_group_that_nobody_is_in_is_said() -> None:
    scoring = scored(card(item("a", only=("髙",)), item("b"), groups=("kind",)), FIGURES, columns={"kind": ["高"] * 3})
    assert "S022" in codes(scoring)
