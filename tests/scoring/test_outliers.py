"""Outliers: skewness and kurtosis as a spreadsheet has them, and what is done beyond the limits."""

import math
from decimal import Decimal

import numpy as np
import pytest
from tests.scoring.small_card import GAP, card, codes, column, item, scored, stage

from guatu.pack import Treatment
from guatu.scoring.outliers import box_cox, shape_of

# Skewness 2.93 and kurtosis 8.88 for these, 1.68 and 1.50 with 30 in the place of 100.
TEN_AND_TWO = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 30.0, 100.0]
EXTREME = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 50.0, 1000.0]


def test_skewness_and_kurtosis_of_small_figures_are_as_computed_by_hand() -> None:
    # 1, 2, 3, 10: mean 4, squares 9 4 1 36 = 50, cubes -27 -8 -1 216 = 180, fourths 81 16 1 1296 = 1394.
    skew, kurtosis = shape_of(np.array([1.0, 2.0, 3.0, 10.0]))
    assert skew == pytest.approx(2 * 180 / 50**1.5 * math.sqrt(12) / 2)
    assert kurtosis == pytest.approx((5 * (4 * 1394 / 2500 - 3) + 6) * 3 / 2)


@pytest.mark.parametrize("figures", [[], [1.0, 2.0, 3.0], [5.0] * 9])
def test_too_few_or_equal_figures_have_no_shape(figures: list[float]) -> None:
    assert all(math.isnan(one) for one in shape_of(np.array(figures)))


def test_a_figure_beyond_both_limits_is_set_to_the_next_one_and_said() -> None:
    scoring = scored(card(item("a"), treat=Treatment(method="winsorise")), {"a": [*TEN_AND_TWO, GAP]})
    assert column(scoring, "treat") == [*TEN_AND_TWO[:-1], 30.0, None]
    assert [(remark.unit, remark.sentence) for remark in stage(scoring, "treat").remarks] == [
        ("", "最大的 1 个数改取 30"),
        ("子", "100 改为 30"),
    ]


def test_no_more_figures_are_cut_than_the_card_allows() -> None:
    scoring = scored(card(item("a"), treat=Treatment(method="winsorise", points=1)), {"a": EXTREME})
    assert column(scoring, "treat") == [*EXTREME[:-1], 50.0]
    more = scored(card(item("a"), treat=Treatment(method="winsorise", points=2)), {"a": EXTREME})
    assert column(more, "treat") == [*EXTREME[:-2], 1.0, 1.0]


def test_the_bottom_is_cut_where_the_skew_is_to_the_left() -> None:
    turned = [-one for one in TEN_AND_TWO]
    scoring = scored(card(item("a"), treat=Treatment(method="winsorise")), {"a": turned})
    assert column(scoring, "treat")[-2:] == [-30.0, -30.0]


def test_figures_within_a_limit_stay_as_they_are() -> None:
    treat = Treatment(method="winsorise", skew=Decimal(4))
    assert column(scored(card(item("a"), treat=treat), {"a": TEN_AND_TWO}), "treat") == TEN_AND_TWO


def test_a_logarithm_starts_from_the_lowest_and_keeps_the_order() -> None:
    scoring = scored(card(item("a"), treat=Treatment(method="log")), {"a": TEN_AND_TWO})
    assert column(scoring, "treat") == [round(math.log(one - 1 + 0.99), 9) for one in TEN_AND_TWO]


def test_an_item_with_negatives_is_left_as_it_is_where_a_log_is_asked() -> None:
    figures = [*TEN_AND_TWO[1:], -1.0]
    scoring = scored(card(item("a"), treat=Treatment(method="log")), {"a": figures})
    assert column(scoring, "treat") == figures
    assert codes(scoring) == ["S007"]


def test_the_log_comes_from_the_figures_as_they_were_where_cutting_is_not_enough() -> None:
    treat = Treatment(method="winsorise_or_log", points=1)
    scoring = scored(card(item("a"), treat=treat), {"a": EXTREME})
    assert column(scoring, "treat") == [round(math.log(one + 0.01 * 1000), 9) for one in EXTREME]


def test_a_log_of_moved_negatives_is_said() -> None:
    treat = Treatment(method="winsorise_or_log", points=1)
    scoring = scored(card(item("a"), treat=treat), {"a": [-3.0, *EXTREME[1:]]})
    assert codes(scoring) == ["S026"]


def test_a_box_cox_of_a_given_power_is_as_computed_by_hand() -> None:
    treat = Treatment(method="box_cox", power=Decimal("0.5"))
    scoring = scored(card(item("a"), treat=treat), {"a": TEN_AND_TWO})
    # Moved so that the lowest is 1, which it is already: (√x - 1) / 0.5.
    assert column(scoring, "treat") == [round((math.sqrt(one) - 1) / 0.5, 9) for one in TEN_AND_TWO]


def test_the_power_of_a_box_cox_is_the_most_likely_one() -> None:
    figures = np.exp(np.linspace(0.0, 5.0, 40))
    _, power = box_cox(figures, None)
    # Logarithms of these are evenly spread, so the power is near nought; the neighbours are less likely.
    assert abs(power) < 0.3
    found = [_log_likelihood(figures, power + step) for step in (-0.01, 0.0, 0.01)]
    assert found[1] == max(found)


def _log_likelihood(figures: np.ndarray[tuple[int], np.dtype[np.float64]], power: float) -> float:
    transformed = (figures**power - 1) / power
    return float((power - 1) * np.log(figures).sum() - len(figures) / 2 * np.log(transformed.var()))


def test_an_item_can_be_treated_otherwise_than_its_card_says() -> None:
    one = item("a", treat=Treatment(method="none"))
    scoring = scored(card(one, item("b"), treat=Treatment(method="winsorise")), {"a": TEN_AND_TWO, "b": TEN_AND_TWO})
    assert column(scoring, "treat", 0) == TEN_AND_TWO
    assert column(scoring, "treat", 1) != TEN_AND_TWO
