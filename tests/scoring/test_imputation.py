"""What stands in for a gap, and that it is said."""

from decimal import Decimal

import pytest
from tests.scoring.small_card import GAP, card, codes, column, item, scored, stage, totals

from guatu.pack import Aggregation, Blend, Imputation, Normalisation
from guatu.scoring import Standing

KINDS = ["甲类", "甲类", "甲类", "乙类", "乙类"]
FIGURES = {"a": [1.0, 5.0, GAP, 8.0, GAP], "b": [1.0, 2.0, 3.0, 4.0, 5.0]}


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Imputation(), [1.0, 5.0, None, 8.0, None]),
        (Imputation(method="mean"), [1.0, 5.0, 4.666666667, 8.0, 4.666666667]),
        (Imputation(method="mean", within="kind"), [1.0, 5.0, 3.0, 8.0, 8.0]),
        (Imputation(method="median"), [1.0, 5.0, 5.0, 8.0, 5.0]),
        (Imputation(method="median", within="kind"), [1.0, 5.0, 3.0, 8.0, 8.0]),
        (Imputation(method="lowest"), [1.0, 5.0, 1.0, 8.0, 1.0]),
        (Imputation(method="carry_forward"), [1.0, 5.0, 7.0, 8.0, None]),
    ],
    ids=lambda one: f"{one.method}-{one.within}" if isinstance(one, Imputation) else "",
)
def test_gaps_are_filled_as_the_card_says(how: Imputation, expected: list[float | None]) -> None:
    before = [[3.0, 1.0], [3.0, 1.0], [7.0, 1.0], [3.0, 1.0], [GAP, 1.0]]
    scoring = scored(card(item("a"), item("b"), impute=how), FIGURES, columns={"kind": KINDS}, before=before)
    assert column(scoring, "impute") == expected


def test_the_lowest_of_a_lower_better_item_is_its_highest_figure() -> None:
    one = item("a", direction="down")
    assert column(scored(card(one, item("b"), impute=Imputation(method="lowest")), FIGURES), "impute")[2] == 8.0


def test_what_was_put_in_is_said_for_its_unit() -> None:
    how = Imputation(method="mean", within="kind")
    scoring = scored(card(item("a"), item("b"), impute=how), FIGURES, columns={"kind": KINDS})
    assert [(one.unit, one.item, one.sentence) for one in stage(scoring, "impute").remarks] == [
        ("丙", "a", "缺数，用“甲类”的平均数 3 补"),
        ("戊", "a", "缺数，用“乙类”的平均数 8 补"),
    ]


def test_nought_points_are_nought_whatever_the_lowest_points_are() -> None:
    how = Normalisation(low=Decimal(20))
    scoring = scored(card(item("a"), item("b"), normalise=how, impute=Imputation(method="zero")), FIGURES)
    assert column(scoring, "impute")[2] is None
    assert column(scoring, "normalise") == [20.0, 65.714285714, 0.0, 100.0, 0.0]


def test_an_item_can_be_filled_otherwise_than_its_card_says() -> None:
    one = item("a", impute=Imputation(method="median"))
    assert column(scored(card(one, item("b"), impute=Imputation(method="zero")), FIGURES), "impute")[2] == 5.0


def test_last_years_quotient_is_multiplied_back_before_dividing() -> None:
    order = ("impute", "denominate")
    scoring = scored(
        card(item("a"), item("b"), impute=Imputation(method="carry_forward"), order=order),
        {"a": [10.0, GAP], "b": [1.0, 2.0]},
        denominators=[[5.0, GAP], [4.0, GAP]],
        divided=["a"],
        before=[[1.0, GAP], [3.0, GAP]],
    )
    assert column(scoring, "impute") == [10.0, 12.0]
    assert column(scoring, "denominate") == [2.0, 3.0]


def test_a_unit_without_any_figure_is_not_scored_on_means() -> None:
    figures = {"a": [1.0, 2.0, GAP], "b": [1.0, 2.0, GAP]}
    scoring = scored(card(item("a"), item("b"), impute=Imputation(method="mean")), figures)
    assert scoring.standings[2] is Standing.UNSCORED
    assert scoring.ranks == (2, 1, 0)
    assert scoring.said[2] == "一项数都没有"
    assert codes(scoring) == ["S006"]


def test_an_item_without_any_figure_is_said_and_the_rest_is_scored() -> None:
    scoring = scored(card(item("a"), item("b")), {"a": [GAP, GAP], "b": [1.0, 2.0]})
    assert codes(scoring) == ["S005"]
    assert scoring.ranks == (2, 1)


def test_all_missing_gives_no_rank_and_no_figure_that_is_not_a_number() -> None:
    scoring = scored(card(item("a"), item("b"), impute=Imputation(method="mean")), {"a": [GAP, GAP], "b": [GAP, GAP]})
    assert scoring.ranks == (0, 0)
    assert totals(scoring) == [None, None]
    assert all("nan" not in one.method + "".join(r.sentence for r in one.remarks) for one in scoring.stages)


def test_who_is_below_the_screen_is_out_and_moves_no_yardstick() -> None:
    figures = {"a": [1.0, 2.0, 99.0], "b": [1.0, 2.0, GAP], "c": [1.0, 2.0, GAP]}
    scoring = scored(card(item("a"), item("b"), item("c"), screen=Decimal("0.5")), figures)
    assert scoring.standings[2] is Standing.OUTSIDE
    assert scoring.said[2] == "3 项指标有数的只有 1 项，不到 50%"
    assert column(scoring, "normalise") == [0.0, 100.0, None]
    assert codes(scoring) == ["S023"]


def test_a_unit_with_just_enough_figures_passes_the_screen() -> None:
    keys = "abcdefghij"
    figures = {key: [1.0, 2.0 if key != "a" else GAP] for key in keys}
    scoring = scored(card(*(item(key) for key in keys), screen=Decimal("0.9")), figures)
    assert scoring.standings == (Standing.RANKED, Standing.RANKED)


def test_land_of_zero_leaves_a_gap_and_says_so() -> None:
    scoring = scored(card(item("a")), {"a": [10.0, 10.0, 8.0]}, denominators=[[5.0], [0.0], [-1.0]], divided=["a"])
    assert column(scoring, "denominate") == [2.0, None, None]
    assert codes(scoring)[0] == "S008"
    assert scoring.findings[0].sentence == "乙、丙“指标a”的除数是零或负数，这一项没有数。"
    assert scoring.ranks[1:] == (0, 0)


def test_level_increment_and_growth_are_blended_by_their_weights() -> None:
    blend = Blend(level=Decimal("0.5"), increment=Decimal("0.3"), growth=Decimal("0.2"))
    scoring = scored(card(item("a", blend=blend)), {"a": [100.0, 60.0, 80.0]}, before=[[80.0], [40.0], [80.0]])
    assert [node.id for node in scoring.nodes] == ["a-level", "a-increment", "a-growth", "a"]
    assert column(scoring, "blend", 1) == [20.0, 20.0, 0.0]
    assert column(scoring, "blend", 2) == [0.25, 0.5, 0.0]
    # 甲 0.5×100 + 0.3×100 + 0.2×50, 乙 0 + 30 + 20, 丙 0.5×50.
    assert totals(scoring) == [90.0, 50.0, 25.0]


def test_a_base_of_zero_has_no_growth_and_its_weight_falls_to_the_rest() -> None:
    blend = Blend(level=Decimal("0.5"), increment=Decimal("0.3"), growth=Decimal("0.2"))
    scoring = scored(card(item("a", blend=blend)), {"a": [100.0, 60.0, 80.0]}, before=[[0.0], [40.0], [80.0]])
    assert codes(scoring) == ["S009"]
    assert scoring.points[0, 2] != scoring.points[0, 2]
    assert scoring.weights[0].tolist() == pytest.approx([0.625, 0.375, 0.0, 1.0])


def test_lines_for_the_level_do_not_measure_growth() -> None:
    blend = Blend(level=Decimal("0.5"), increment=Decimal("0.3"), growth=Decimal("0.2"))
    how = Normalisation(method="goalposts")
    one = item("a", blend=blend, normalise=how, zero=Decimal(0), full=Decimal(200))
    scoring = scored(card(one), {"a": [100.0, 60.0]}, before=[[80.0], [50.0]])
    assert column(scoring, "normalise", 0) == [50.0, 30.0]
    assert column(scoring, "normalise", 2) == [100.0, 0.0]


def test_points_that_are_added_are_not_added_with_a_gap_unless_the_card_allows() -> None:
    figures = {"a": [30.0, 20.0], "b": [5.0, GAP]}
    how = Normalisation(method="as_is")
    strict = card(item("a", None), item("b", None), normalise=how, aggregate=(Aggregation(level=1, method="sum"),))
    assert totals(scored(strict, figures)) == [35.0, None]
    loose = Aggregation(level=1, method="sum", available=Decimal("0.5"))
    assert totals(scored(card(*strict.items, normalise=how, aggregate=(loose,)), figures)) == [35.0, 20.0]
