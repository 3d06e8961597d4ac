"""What people type into a cell, good and bad side by side."""

import pytest
from tests.desk.filing_packs import cell, number

from guatu.desk import typed_number


@pytest.mark.parametrize(
    ("typed", "indicator", "kept"),
    [
        ("12.5", "retail_sales", "12.5"),
        ("１，２３４．５", "retail_sales", "1234.5"),
        ("125000万元", "retail_sales", "12.5"),
        ("12.5亿", "retail_sales", "12.5"),
        (" 3,210 人 ", "industrial_employees", "3210"),
        ("-0.3", "industrial_profit", "-0.3"),
        ("0", "retail_sales", "0"),
        ("", "retail_sales", None),
        ("—", "retail_sales", None),
        ("12.3456789", "retail_sales", "12.345679"),
    ],
)
def test_values_are_kept_in_the_unit_of_their_indicator(typed: str, indicator: str, kept: str | None) -> None:
    assert typed_number(typed, cell(indicator), growth=False) == (number(kept), "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("5.2", "0.052"), ("5.2%", "0.052"), ("-3", "-0.03"), ("下降3%", "-0.03"), ("持平", "0"), ("增长1.2倍", "1.2")],
)
def test_growth_is_typed_in_per_cent_and_kept_as_a_fraction(typed: str, kept: str) -> None:
    assert typed_number(typed, cell("retail_sales"), growth=True) == (number(kept), "")


@pytest.mark.parametrize(
    ("typed", "growth", "words"),
    [
        ("约12亿", False, "“约12亿”不是数；请只填数字（以亿元为单位，如 12.5），没有数请留空。"),
        ("12户", False, "“12户”的单位不能换算成“亿元”，请只填数字。"),
        ("1,23", False, "请只填数字"),
        ("12..5", False, "请只填数字"),
        ("=1+1", False, "请只填数字"),
        ("1e18", False, "大得不像一个数"),
        ("99999999999999999999999999", False, "大得不像一个数"),
        ("五成", True, "增长 5.2% 填 5.2，下降填负数"),
        ("1.2倍", True, "不知是增长几倍还是为上年几倍"),
    ],
)
def test_what_is_no_number_is_told_with_what_to_do(typed: str, growth: bool, words: str) -> None:
    value, sentence = typed_number(typed, cell("retail_sales"), growth=growth)
    assert value is None
    assert words in sentence
