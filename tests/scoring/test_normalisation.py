"""Every way to make points of figures, with numbers computed by hand: 10, 20, 40 and a gap."""

from decimal import Decimal
from typing import Any

import pytest
from tests.scoring.small_card import GAP, card, codes, column, item, scored, stage

from guatu.pack import Normalisation

FIGURES = [10.0, 20.0, 40.0, GAP]


# The lowest of 10, 20, 40 is 10 and the highest 40; mean 70/3, variance 700/3, deviation 15.275252316...
@pytest.mark.parametrize(
    ("how", "up", "down"),
    [
        (Normalisation(), [0.0, 33.333333333, 100.0, None], [100.0, 66.666666667, 0.0, None]),
        (Normalisation(low=Decimal(20), high=Decimal(80)), [20.0, 40.0, 80.0, None], [80.0, 60.0, 20.0, None]),
        (
            Normalisation(method="maximum", high=Decimal(1)),
            [0.0, 0.333333333, 1.0, None],
            [1.0, 0.666666667, 0.0, None],
        ),
        (
            Normalisation(method="z"),
            [-0.872871561, -0.21821789, 1.091089451, None],
            [0.872871561, 0.21821789, -1.091089451, None],
        ),
        (
            Normalisation(method="z", low=Decimal(50), high=Decimal(10)),
            [41.271284391, 47.817821098, 60.910894512, None],
            [58.728715609, 52.182178902, 39.089105488, None],
        ),
        (Normalisation(method="rank"), [1.0, 2.0, 3.0, None], [3.0, 2.0, 1.0, None]),
        (Normalisation(method="rank", low=Decimal(0)), [0.0, 1.0, 2.0, None], [2.0, 1.0, 0.0, None]),
        (Normalisation(method="percentile"), [0.0, 50.0, 100.0, None], [100.0, 50.0, 0.0, None]),
        (Normalisation(method="reference", unit="乙"), [0.0, 100.0, 300.0, None], [150.0, 100.0, 0.0, None]),
        (Normalisation(method="capped_ratio"), [25.0, 50.0, 100.0, None], [100.0, 50.0, 25.0, None]),
        (Normalisation(method="as_is"), [10.0, 20.0, 40.0, None], [-10.0, -20.0, -40.0, None]),
    ],
    ids=lambda one: one.method if isinstance(one, Normalisation) else "",
)
def test_points_are_as_computed_by_hand(how: Normalisation, up: list[float | None], down: list[float | None]) -> None:
    figures = {"a": FIGURES, "b": FIGURES}
    scoring = scored(card(item("a"), item("b", direction="down"), normalise=how), figures)
    assert column(scoring, "normalise", 0) == up
    assert column(scoring, "normalise", 1) == down


def test_equal_figures_get_equal_ranks_counted_from_the_lowest() -> None:
    scoring = scored(card(item("a"), normalise=Normalisation(method="rank")), {"a": [5.0, 5.0, 1.0, 9.0]})
    assert column(scoring, "normalise") == [2.0, 2.0, 1.0, 4.0]


def test_a_sum_of_fractions_ties_with_the_fraction_it_equals() -> None:
    scoring = scored(card(item("a"), normalise=Normalisation(method="rank")), {"a": [0.1 + 0.2, 0.3, 0.4]})
    assert column(scoring, "normalise") == [1.0, 1.0, 3.0]


def test_goalposts_end_at_both_lines() -> None:
    one = item("a", zero=Decimal(15), full=Decimal(35), normalise=Normalisation(method="goalposts"))
    assert column(scored(card(one), {"a": FIGURES}), "normalise") == [0.0, 25.0, 100.0, None]


def test_goalposts_of_a_lower_better_item_run_down_to_the_full_line() -> None:
    one = item("a", direction="down", zero=Decimal(35), full=Decimal(15), normalise=Normalisation(method="goalposts"))
    assert column(scored(card(one), {"a": FIGURES}), "normalise") == [100.0, 75.0, 0.0, None]


def test_a_target_counts_beyond_full_marks_unless_it_is_capped() -> None:
    how = Normalisation(method="target")
    free = scored(card(item("a", full=Decimal(30), normalise=how)), {"a": FIGURES[:3]})
    assert column(free, "normalise") == [0.0, 50.0, 150.0]
    assert codes(free) == ["S024"]
    capped = scored(card(item("a", full=Decimal(30), cap=Decimal(1), normalise=how)), {"a": FIGURES[:3]})
    assert column(capped, "normalise") == [0.0, 50.0, 100.0]
    assert codes(capped) == []


def test_a_target_with_a_zero_line_starts_from_it() -> None:
    one = item("a", zero=Decimal(0), full=Decimal(40), normalise=Normalisation(method="target"))
    assert column(scored(card(one), {"a": FIGURES}), "normalise") == [25.0, 50.0, 100.0, None]


def test_a_ratio_to_the_base_is_capped_and_floored_in_multiples_of_full_marks() -> None:
    how = Normalisation(method="capped_ratio")
    up = item("a", base=Decimal(20), cap=Decimal("1.5"), floor=Decimal("0.6"), normalise=how)
    down = item("b", base=Decimal(20), cap=Decimal("1.5"), direction="down", normalise=how)
    scoring = scored(card(up, down), {"a": FIGURES, "b": FIGURES})
    assert column(scoring, "normalise", 0) == [60.0, 100.0, 150.0, None]
    assert column(scoring, "normalise", 1) == [150.0, 100.0, 50.0, None]


def test_who_emits_nothing_gets_the_cap_and_without_a_cap_no_points() -> None:
    how = Normalisation(method="capped_ratio")
    capped = item("a", base=Decimal(20), cap=Decimal("1.2"), direction="down", normalise=how)
    free = item("b", base=Decimal(20), direction="down", normalise=how)
    scoring = scored(card(capped, free), {"a": [0.0, 20.0], "b": [0.0, 20.0]})
    assert column(scoring, "normalise", 0) == [120.0, 100.0]
    assert column(scoring, "normalise", 1) == [None, 100.0]


def test_each_group_has_its_own_extremes_and_says_them() -> None:
    how = Normalisation(within="kind")
    kinds = ["高新区", "高新区", "化工园区", "化工园区"]
    scoring = scored(card(item("a"), normalise=how), {"a": [1.0, 3.0, 10.0, 50.0]}, columns={"kind": kinds})
    assert column(scoring, "normalise") == [0.0, 100.0, 0.0, 100.0]
    assert [remark.sentence for remark in stage(scoring, "normalise").remarks] == [
        "“高新区”：得分最低的数 1，得分最高的数 3",
        "“化工园区”：得分最低的数 10，得分最高的数 50",
    ]


# Any: the fields of an item are of every kind.
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"normalise": Normalisation(method="goalposts"), "full": Decimal(5)}, "S010"),
        ({"normalise": Normalisation(method="target")}, "S010"),
        ({"normalise": Normalisation(method="target"), "full": Decimal(5)}, "S011"),
        ({"normalise": Normalisation(method="goalposts"), "zero": Decimal(9), "full": Decimal(5)}, "S011"),
        ({"normalise": Normalisation(method="capped_ratio"), "base": Decimal(0)}, "S010"),
        ({"normalise": Normalisation(method="reference", unit="丁")}, "S012"),
        ({"normalise": Normalisation(method="reference", unit="无")}, "S012"),
        ({"normalise": Normalisation(method="reference", unit="甲")}, "S011"),
    ],
)
def test_a_yardstick_that_cannot_be_laid_on_gives_no_points(fields: dict[str, Any], code: str) -> None:
    scoring = scored(card(item("a", **fields), item("b")), {"a": FIGURES, "b": [1.0, 2.0, 3.0, 4.0]})
    assert column(scoring, "normalise", 0) == [None] * 4
    assert code in codes(scoring)


@pytest.mark.parametrize("method", ["min_max", "z", "maximum"])
def test_an_item_that_is_the_same_for_all_is_said_and_gives_its_weight_away(method: str) -> None:
    figures = {"a": [7.0, 7.0, 7.0], "b": [1.0, 2.0, 3.0]}
    scoring = scored(card(item("a"), item("b"), normalise=Normalisation(method=method)), figures)
    assert codes(scoring) == ["S003"]
    assert column(scoring, "normalise", 0) == [None, None, None]
    assert scoring.weights[:, 1].tolist() == [1.0, 1.0, 1.0]
    assert scoring.ranks == (3, 2, 1)
