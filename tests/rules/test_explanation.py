"""Values as an official reads them: every kind of operand in its unit, exact where rounding would mislead."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from tests.rules.firm_rows import FIRMS, ROW, run_sql

from guatu.rules import Expression, compile_expression
from guatu.rules.language.explanation import operand_text_sql


def compiled(text: str) -> Expression:
    expression, findings = compile_expression(text, FIRMS, None)
    assert expression is not None, findings
    return expression


def printed(text: str, values: Mapping[str, object] | None = None, *, decimals: int | None = None) -> object:
    return run_sql(operand_text_sql(compiled(text).operand, decimals=decimals), [{**ROW, **(values or {})}])[0]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("营业收入", {"revenue": Decimal("18500000.00")}, "1850万元"),
        ("营业收入", {"revenue": Decimal("19999999.99")}, "1999.999999万元"),
        ("营业收入", {"revenue": Decimal("9999.50")}, "9999.5元"),
        ("营业收入", {"revenue": Decimal("-32000.00")}, "-3.2万元"),
        ("营业收入", {"revenue": Decimal("0.00")}, "0元"),
        ("营业收入 * 2‰", {"revenue": Decimal("20000000.00")}, "4万元"),
        ("同比", {"growth": 0.1496}, "15.0%"),
        ("增速(营业收入, 上年营业收入)", {}, "20.0%"),
        ("完成率 - 序时进度", {}, "-5.0个百分点"),
        ("超序时", {"ahead": -0.0}, "0.0个百分点"),
        ("从业人员", {}, "300人"),
        ("用地面积", {"land": 100.25}, "100.25亩"),
        ("综合能耗", {"energy": 0.5}, "5000吨标煤"),
        ("项目数", {}, "3个"),
        ("服务企业", {}, "20户"),
        ("得分", {"score": 70.0}, "70"),
        ("得分", {"score": 69.5}, "69.5"),
        ("相隔天数(开业日期, 报告期)", {"period": date(2020, 3, 1)}, "1天"),
        ("营业收入 / 用地面积", {"revenue": Decimal("30000000.00")}, "30万元/亩"),
        ("营业收入 / 用地面积", {"revenue": Decimal("50000.00")}, "500元/亩"),
        ("营业收入 / 从业人员", {}, "40万元/人"),
        ("营业收入 / 服务企业", {}, "600万元/户"),
        ("已报", {"reported": True}, "是"),
        ("已报", {"reported": False}, "否"),
        ("开业日期", {}, "2020-02-29"),
        ("企业", {}, "甲公司"),
        ("亮灯", {}, "红"),
    ],
)
def test_a_value_is_printed_in_the_unit_an_official_reads(text: str, values: dict[str, object], expected: str) -> None:
    assert printed(text, values) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2000万元", "2000万元"),
        ("1.2亿元", "12000万元"),
        ("500元", "500元"),
        ("15%", "15%"),
        ("2.5%", "2.5%"),
        ("3‰", "0.3%"),
        ("5个百分点", "5个百分点"),
        ("2年", "2年"),
        ("30个月", "2.5年"),
        ("7个月", "7个月"),
        ("365天", "365天"),
        ("20户", "20户"),
        ("3项", "3个"),
        ("70", "70"),
        ("0.35吨标煤/万元", "0.35吨标煤/万元"),
        ("30万元/亩", "30万元/亩"),
        ("'甲公司'", "甲公司"),
        ("是", "是"),
        ("DATE '2024-09-30'", "2024-09-30"),
    ],
)
def test_a_threshold_is_printed_as_the_plan_writes_it(text: str, expected: str) -> None:
    assert printed(text) == expected


def test_a_rate_that_rounding_would_put_on_its_threshold_can_be_printed_exactly() -> None:
    assert printed("同比", {"growth": 0.14996}) == "15.0%"
    assert printed("同比", {"growth": 0.14996}, decimals=4) == "14.996%"
    assert printed("同比", {"growth": 0.14996}, decimals=2) == "15%"
    assert printed("同比", {"growth": 0.15}, decimals=4) == "15%"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("营业收入", "revenue"),
        ("同比", "growth"),
        ("从业人员", "employees"),
        ("已报", "reported"),
        ("亮灯", "light"),
        ("开业日期", "opened"),
        ("营业收入 / 用地面积", "land"),
    ],
)
def test_a_missing_value_is_missing_text(text: str, column: str) -> None:
    assert printed(text, {column: None}) is None


def test_the_written_missing_value_has_no_text() -> None:
    assert printed("null") is None
