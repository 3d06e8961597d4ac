"""Weights from data, from correlations and from comparisons, with numbers computed by hand."""

import math
from decimal import Decimal

import numpy as np
import pytest
from tests.scoring.small_card import GAP, card, codes, item, scored, stage

from guatu.pack import Comparison, Normalisation, Weighing
from guatu.scoring.data_weights import component_weights, critic_weights, entropy_weights
from guatu.scoring.optimised_weights import optimum
from guatu.scoring.pairwise import Judgement, judged

AS_IS = Normalisation(method="as_is")


def _pair(over: str, under: str, times: str) -> Comparison:
    return Comparison(over=over, under=under, times=Decimal(times))


def test_entropy_weighs_what_differs_between_units() -> None:
    # Shares 1/4 1/4 1/2 and 1/3 1/3 1/3: the second says nothing, its entropy is 1.
    found = entropy_weights(np.array([[1.0, 2.0], [1.0, 2.0], [2.0, 2.0]]))
    assert found is not None
    assert found.tolist() == pytest.approx([1.0, 0.0])


def test_entropy_weights_of_two_items_are_as_computed_by_hand() -> None:
    found = entropy_weights(np.array([[1.0, 1.0], [1.0, 2.0], [2.0, 5.0]]))
    first = 1 - 1.5 * math.log(2) / math.log(3)
    second = 1 + (0.125 * math.log(0.125) + 0.25 * math.log(0.25) + 0.625 * math.log(0.625)) / math.log(3)
    assert found is not None
    assert found.tolist() == pytest.approx([first / (first + second), second / (first + second)])


def test_critic_weighs_deviation_by_what_others_do_not_tell() -> None:
    # a and b are the same, c runs against both: of equal deviation, c conflicts with two and a and b with one.
    found = critic_weights(np.array([[0.0, 0.0, 3.0], [1.0, 1.0, 2.0], [2.0, 2.0, 1.0], [3.0, 3.0, 0.0]]))
    assert found is not None
    assert found.tolist() == pytest.approx([0.25, 0.25, 0.5])


def test_the_first_component_of_two_items_weighs_them_equally() -> None:
    found = component_weights(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0], [GAP, 9.0]]))
    assert found is not None
    assert found.tolist() == pytest.approx([0.5, 0.5])


def test_a_loading_against_the_others_stays_negative_and_is_said() -> None:
    figures = {"a": [1.0, 2.0, 3.0, 4.0], "b": [1.0, 2.0, 4.0, 3.0], "c": [5.0, 3.0, 2.0, 1.0]}
    scoring = scored(card(item("a"), item("b"), item("c"), weigh=Weighing(method="pca")), figures)
    assert codes(scoring) == ["S016"]
    assert scoring.nodes[2].weight < 0


@pytest.mark.parametrize("method", ["entropy", "critic", "pca"])
def test_too_few_units_give_no_weights_and_no_ranks(method: str) -> None:
    figures = {"a": [1.0, 2.0, GAP], "b": [GAP, 2.0, 3.0]}
    scoring = scored(card(item("a"), item("b"), weigh=Weighing(method=method)), figures)
    assert codes(scoring) == ["S017", "S002"]
    assert scoring.ranks == (0, 0, 0)


def test_equal_weights_do_not_ask_what_the_card_gives() -> None:
    scoring = scored(card(item("a", "9"), item("b", None), weigh=Weighing(method="equal")), {"a": [1, 2], "b": [1, 2]})
    assert [node.weight for node in scoring.nodes] == [0.5, 0.5]


def test_optimised_weights_reach_the_correlations_asked_for() -> None:
    random = np.random.default_rng(7)
    shared = random.normal(size=(200, 1))
    points = shared + random.normal(size=(200, 4)) * np.array([0.3, 0.6, 1.0, 1.5])
    best = optimum(points, np.array([1.0, 1.0, 1.0, 1.0]), lambda weights: points @ weights)
    index = points @ best.weights
    told = np.array([np.corrcoef(column, index)[0, 1] for column in points.T])
    assert best.is_reached
    assert told == pytest.approx(np.full(4, told.mean()), abs=1e-3)
    # The clearest voice needs the least weight to be heard as well as the others.
    assert best.weights.argmin() == 0


def test_correlations_that_cannot_be_reached_are_said() -> None:
    figures = {"a": [1.0, 2.0, 3.0, 4.0], "b": [2.0, 4.0, 6.0, 8.0]}
    how = Weighing(method="optimised")
    scoring = scored(card(item("a", "0.8"), item("b", "0.2"), weigh=how, normalise=AS_IS), figures)
    assert codes(scoring) == ["S018"]


def test_judgements_that_agree_have_a_ratio_of_nought() -> None:
    found = judged(["a", "b", "c"], [_pair("a", "b", "2"), _pair("b", "c", "2"), _pair("a", "c", "4")])
    assert isinstance(found, Judgement)
    assert found.weights.tolist() == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert (found.eigenvalue, found.ratio) == pytest.approx((3.0, 0.0), abs=1e-9)


def test_the_consistency_ratio_is_as_saaty_has_it() -> None:
    # For three items λmax = 1 + x + 1/x with x the cube root of a/b × b/c ÷ a/c, here 3 × 3 × 2 = 18.
    found = judged(["a", "b", "c"], [_pair("a", "b", "3"), _pair("b", "c", "3"), _pair("c", "a", "2")])
    root = 18 ** (1 / 3)
    assert isinstance(found, Judgement)
    assert found.eigenvalue == pytest.approx(1 + root + 1 / root)
    assert found.ratio == pytest.approx((found.eigenvalue - 3) / 2 / 0.58)


def test_judgements_that_contradict_are_said_and_still_weigh() -> None:
    pairs = (_pair("a", "b", "3"), _pair("b", "c", "3"), _pair("c", "a", "2"))
    figures = {"a": [1.0, 2.0], "b": [2.0, 1.0], "c": [1.0, 3.0]}
    how = Weighing(method="ahp", comparisons=pairs)
    scoring = scored(card(item("a"), item("b"), item("c"), weigh=how), figures)
    assert codes(scoring) == ["S015"]
    assert 0 not in scoring.ranks
    assert "一致性比率" in stage(scoring, "weigh").method


@pytest.mark.parametrize(
    "pairs",
    [
        (_pair("a", "b", "3"),),
        (_pair("a", "b", "3"), _pair("b", "a", "2"), _pair("a", "c", "2"), _pair("b", "c", "2")),
        (_pair("a", "b", "10"), _pair("a", "c", "2"), _pair("b", "c", "2")),
        (_pair("a", "z", "2"),),
    ],
)
def test_comparisons_that_are_not_whole_weigh_nothing(pairs: tuple[Comparison, ...]) -> None:
    figures = {"a": [1.0, 2.0], "b": [2.0, 1.0], "c": [1.0, 3.0]}
    how = Weighing(method="ahp", comparisons=pairs)
    scoring = scored(card(item("a"), item("b"), item("c"), weigh=how), figures)
    assert codes(scoring) == ["S014", "S002"]
    assert scoring.ranks == (0, 0)
