"""SQL of the first case that holds and of bands: written to be quick, and still three-valued on every row."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.rules.small_packs import Row, made, money, written

SIZES = """
- id: size
  name: 规模
  cases:
    - {if: [规模行业 = '工业', 从业人员 >= 1000人], then: 大型}
    - {if: [规模行业 = '工业', 从业人员 >= 300人], then: 中型}
    - {if: [规模行业 = '零售业', 从业人员 >= 300人], then: 大型}
    - {if: [规模行业 = '零售业', 从业人员 >= 50人], then: 中型}
    - {if: ["规模行业 in ('住宿业', '餐饮业')", 规模行业 = '餐饮业', 从业人员 >= 300人], then: 大型}
    - {if: ["规模行业 in ('住宿业', '餐饮业')", 从业人员 >= 100人], then: 中型}
    - {if: 有(规模行业), then: 小型}
  otherwise: 不在表内
"""
COLUMNS = """
- id: size_industry
  name: 规模行业
  on: firm_years
  measure: text
  meaning: 行业
  choices: [工业, 零售业, 住宿业, 餐饮业, 仓储业]
"""


@pytest.mark.parametrize(
    ("industry", "people", "size"),
    [
        ("工业", 1000, "大型"),
        ("工业", 999, "中型"),
        ("工业", 299, "小型"),
        ("工业", None, None),
        ("零售业", 300, "大型"),
        ("零售业", 50, "中型"),
        ("餐饮业", 300, "大型"),
        ("住宿业", 300, "中型"),
        ("住宿业", 99, "小型"),
        ("仓储业", 5000, "小型"),
        ("仓储业", None, "小型"),
        # Of an unknown industry only what no industry asks for is known.
        (None, 49, "不在表内"),
        (None, 50, None),
        (None, None, None),
    ],
)
def test_cases_that_ask_for_a_word_are_asked_of_rows_that_have_it(
    tmp_path: Path, industry: str | None, people: int | None, size: str | None
) -> None:
    packs = written(tmp_path, classes=SIZES, columns=COLUMNS)
    assert made(packs, ["size"], {"size_industry": industry, "employees": people})[0]["size"] == size


SHARES = """
- id: points
  name: 占比得分
  of: 研发费用 / 主营业务收入
  bands: [{then: "0"}, {from: 3%, then: "20"}, {from: 6%, then: "50"}]
  max: 40
- id: within
  name: 区间得分
  of: 研发费用 / 主营业务收入
  bands: [{from: 1%, to: 3%, then: "1"}, {from: 3%, to: 5%, then: "2"}, {from: 6%, to: 8%, then: "3"}]
  otherwise: "9"
"""


@pytest.mark.parametrize(
    ("rd", "revenue", "points", "within"),
    [
        ("2.99", "100", 0, 1),
        ("3", "100", 20, 2),
        ("5.5", "100", 20, 9),
        ("6", "100", 40, 3),
        ("0.5", "100", 0, 9),
        ("8", "100", 40, 9),
        # Over a base below zero the quotient falls as what is divided grows.
        ("-3", "-100", 20, 2),
        ("-2.99", "-100", 0, 1),
        ("6", "-100", 0, 9),
        ("6", "0", None, None),
        (None, "100", None, None),
        ("6", None, None, None),
    ],
)
def test_a_quotient_is_put_into_its_band_whatever_the_sign_of_its_base(
    tmp_path: Path, rd: str | None, revenue: str | None, points: int | None, within: int | None
) -> None:
    packs = written(tmp_path, scores=SHARES)
    firm = {"rd": None if rd is None else money(rd), "main_revenue": None if revenue is None else money(revenue)}
    row = made(packs, ["points", "within"], firm)[0]
    assert (row["points"], row["within"]) == (points, within)


def test_growth_is_put_into_bands_only_over_a_base_above_zero(tmp_path: Path) -> None:
    scores = """
- id: growth
  name: 增长得分
  of: 增速(主营业务收入, 申报上年主营业务收入)
  bands: [{then: "0"}, {from: 0%, then: "5"}, {from: 15%, then: "20"}]
  otherwise: "1"
"""
    revenues = [("114.99", "100"), ("115", "100"), ("99.99", "100"), ("115", "0"), ("-115", "-100"), ("115", None)]
    firms = [
        {"main_revenue": money(now), "main_revenue_declared_last": None if last is None else money(last)}
        for now, last in revenues
    ]
    rows = made(written(tmp_path, scores=scores), ["growth"], *firms)
    assert [row["growth"] for row in rows] == [5, 20, 0, None, None, None]


def test_the_most_of_a_score_limits_each_of_its_cases(tmp_path: Path) -> None:
    columns = "- {id: points, name: 专家打分, on: firm_years, measure: number, meaning: 打分}\n"
    scores = """
- id: grade
  name: 打分
  cases: [{if: 规上工业, then: 专家打分}, {then: "7"}]
  max: 5
"""
    firms: list[Row] = [
        {"above_scale_industry": True, "points": 4.0},
        {"above_scale_industry": True, "points": 6.0},
        {"above_scale_industry": True, "points": None},
        {"above_scale_industry": False, "points": 4.0},
        {"above_scale_industry": None, "points": 4.0},
    ]
    rows = made(written(tmp_path, columns=columns, scores=scores), ["grade"], *firms)
    assert [row["grade"] for row in rows] == [4, 5, None, 5, None]


@pytest.mark.parametrize(
    ("rate", "met"),
    [
        # 0.70 - 0.75 in binary is a little below -0.05; a billionth below is not met.
        (0.70 - 0.75 + 0.80, {"at least": True, "more": False, "at most": True, "less": False, "just": True}),
        (0.75 + 4e-10, {"at least": True, "more": False, "at most": True, "less": False, "just": True}),
        (0.75 - 1e-9, {"at least": False, "more": False, "at most": True, "less": True, "just": False}),
        (0.75 + 1e-9, {"at least": True, "more": True, "at most": False, "less": False, "just": False}),
        (None, dict.fromkeys(("at least", "more", "at most", "less", "just"))),
    ],
)
def test_a_rate_meets_a_threshold_from_which_it_differs_by_noise(
    tmp_path: Path, rate: float | None, met: dict[str, bool | None]
) -> None:
    columns = '- {id: leverage, name: 负债率, on: firm_years, measure: ratio, unit: "%", meaning: 负债率}\n'
    signs = {"at least": ">=", "more": ">", "at most": "<=", "less": "<", "just": "="}
    listed = [
        f'- {{id: "{name.replace(" ", "-")}", name: 条件{number}, when: ["负债率 {sign} 75%"]}}\n'
        for number, (name, sign) in enumerate(signs.items())
    ]
    packs = written(tmp_path, columns=columns, qualifications="".join(listed))
    row = made(packs, [one.replace(" ", "-") for one in signs], {"leverage": rate})[0]
    assert {name: row[name.replace(" ", "-")] for name in signs} == met


def test_a_number_meets_a_threshold_from_which_it_differs_in_its_twelfth_digit(tmp_path: Path) -> None:
    columns = "- {id: score, name: 得分, on: firm_years, measure: number, meaning: 得分}\n"
    packs = written(tmp_path, columns=columns, qualifications="- {id: fit, name: 合格, when: [得分 >= 60]}\n")
    rows = made(packs, ["fit"], {"score": 60 - 4e-10}, {"score": 60 - 1e-9}, {"score": Decimal(60)})
    assert [row["fit"] for row in rows] == [True, False, True]
