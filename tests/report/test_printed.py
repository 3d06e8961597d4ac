import pytest
from tests.report.example_month import indicator

from guatu.pack import Indicator
from guatu.report.printed import (
    print_amount,
    print_difference,
    print_goal,
    print_growth,
    print_number,
    print_percent,
    print_points,
    print_pull,
    round_half_up,
    whole_need,
    with_unit,
)

MONEY = indicator("investment", "工业投资", "亿元")
SHARE = indicator("share", "占比", "%")
FIRMS = indicator("firms", "企业", "户", decimals=0)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (1234567.885, 2, "1,234,567.89"),
        (0.125, 2, "0.13"),
        (-0.004, 2, "0.00"),
        (1.2e15, 0, "1,200,000,000,000,000"),
        (None, 2, ""),
        (float("nan"), 2, ""),
        (float("inf"), 2, ""),
    ],
)
def test_numbers_have_thousands_half_up_and_no_exponent(value: float | None, decimals: int, printed: str) -> None:
    assert print_number(value, decimals) == printed


def test_a_sum_that_binary_leaves_a_hair_short_is_rounded_as_meant() -> None:
    assert 0.1 + 0.185 == 0.28500000000000003
    assert str(round_half_up(0.28499999999999998, 1, hundredfold=True)) == "28.5"


def test_percent_has_one_decimal_and_no_negative_zero() -> None:
    assert print_percent(0.0825) == "8.3%"
    assert print_percent(-0.0004) == "0.0%"


def test_a_goal_is_printed_without_idle_zeros() -> None:
    assert [print_goal(value) for value in (0.15, 0.065, 1.0, 0.1)] == ["15%", "6.5%", "100%", "10%"]


def test_growth_says_its_direction_and_never_a_negative_increase() -> None:
    assert [print_growth(value) for value in (0.081, -0.021, 0.0004, None)] == ["增长8.1%", "下降2.1%", "持平", ""]


def test_points_are_sizes_and_pull_says_its_direction() -> None:
    assert print_points(-0.018) == "1.8个百分点"
    assert [print_pull(value) for value in (0.021, -0.004, 0.0)] == ["拉动2.1个百分点", "下拉0.4个百分点", "影响为零"]


@pytest.mark.parametrize(
    ("kind", "value", "amount", "difference"),
    [
        (MONEY, -12.345, "-12.35亿元", "12.35亿元"),
        (SHARE, 0.476, "47.6%", "47.6个百分点"),
        (FIRMS, 17.0, "17户", "17户"),
    ],
)
def test_amounts_take_unit_and_decimals_of_the_indicator(
    kind: Indicator, value: float, amount: str, difference: str
) -> None:
    assert print_amount(value, kind) == amount
    assert print_difference(value, kind) == difference


def test_the_base_of_an_index_stands_in_brackets() -> None:
    assert with_unit("102.3", "上年同月=100") == "102.3（上年同月=100）"


def test_what_is_counted_whole_is_needed_whole() -> None:
    assert whole_need(7 / 3, FIRMS) == 3
    assert whole_need(3.0000000001, FIRMS) == 3
    assert whole_need(7 / 3, MONEY) == 7 / 3
