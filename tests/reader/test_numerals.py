"""Figures with their units, and what is not a figure."""

from decimal import Decimal

import pytest

from guatu.reader.numerals import find_measures, han_number, han_value, scale_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("新增企业2.35万户", ["2.35 万户 ="]),
        ("3—5个园区", ["3—5 个 ="]),
        ("30亿至60亿元园区", ["30—60 亿元 ="]),
        ("给予15万元支持", ["15 万元 ="]),
        ("延缓6个月支付", ["6 个月 ="]),
        ("11个市场", ["11 个 ="]),
        ("500余家企业", ["500 家 ="]),
        ("3000万以上", ["3000 万 >="]),
        ("160千瓦及以下", ["160 千瓦 <="]),
        ("10%以上", ["10 % >="]),
        ("百分之十左右", ["10 % ~"]),
        ("不超过50万元", ["50 万元 <="]),
        ("突破20亿元", ["20 亿元 >"]),
        ("2‰", ["2 ‰ ="]),
        ("7个工作日内", ["7 个工作日 <="]),
        ("比例为1.5∶1左右", ["1.5 ∶1 ~"]),
        ("两家机构", ["2 家 ="]),
        ("达到90分，分别考核", ["90 分 ="]),
        ("2025年底前建成3个", ["3 个 ="]),
        ("2023年3月1日", []),
        ("2021—2025年", []),
        ("2019年市场", []),
    ],
)
def test_a_figure_is_read_with_its_own_unit(text: str, shown: list[str]) -> None:
    found = [
        f"{one.value}{'' if one.value_max is None else f'—{one.value_max}'} {one.unit} {one.comparator}"
        for one in find_measures(text)
    ]
    assert found == shown


def test_a_figure_knows_where_it_and_its_bounds_stand() -> None:
    (one,) = find_measures("办结不超过3天，", offset=10)
    assert (one.outer_start, one.start, one.end, one.outer_end) == (12, 15, 17, 17)


def test_money_and_rates_convert() -> None:
    money, rate = find_measures("安排3—5万元，费率2‰")
    assert (money.yuan, money.yuan_max) == (Decimal(30000), Decimal(50000))
    assert rate.per_cent == Decimal("0.2")
    assert scale_of("亿元") == 10**8
    assert scale_of("户") == 1


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("十", 10), ("十二", 12), ("二十三", 23), ("一百零五", 105), ("两千三百", 2300),
        ("二〇", 20), ("一〇五", 105), ("八五", 85), ("37", 37),
    ],
)  # fmt: skip
def test_numbers_in_words_have_their_value(word: str, number: int) -> None:
    assert han_number(word) == number
    assert han_value(word) == Decimal(number)


def test_decimals_have_their_value() -> None:
    assert han_value("7.5") == Decimal("7.5")
