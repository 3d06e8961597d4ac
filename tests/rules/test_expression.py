"""Values of expressions in DuckDB: thresholds, float noise, exact money, missing input, Chinese signs."""

from datetime import date
from decimal import Decimal

import pytest
from tests.rules.firm_rows import FIRMS, ROW, codes, evaluate, run_sql

from guatu.domain import Quantity
from guatu.query import FIRM_PERIODS, Measure
from guatu.rules import Parameter, compile_expression

MONEY = "营业收入 >= 上年营业收入 * 1.15"
POINTS = "完成率 - 序时进度 >= -5个百分点"


@pytest.mark.parametrize(
    ("text", "values", "answer"),
    [
        ("营业收入 >= 2000万元", {"revenue": Decimal("20000000.00")}, True),
        ("营业收入 >= 2000万元", {"revenue": Decimal("19999999.99")}, False),
        ("营业收入 > 2000万元", {"revenue": Decimal("20000000.00")}, False),
        ("营业收入 > 2000万元", {"revenue": Decimal("20000000.01")}, True),
        (MONEY, {"revenue": Decimal("115000000.00")}, True),
        (MONEY, {"revenue": Decimal("114999999.99")}, False),
        (MONEY, {"revenue": Decimal("33.33"), "last_revenue": Decimal("28.98")}, True),
        ("营业收入 / 上年营业收入 - 1 >= 15%", {"revenue": Decimal("115000000.00")}, True),
        ("营业收入 / 上年营业收入 - 1 >= 15%", {"revenue": Decimal("114999998.00")}, False),
        (POINTS, {"completion": 0.70, "schedule": 0.75}, True),
        (POINTS, {"completion": 0.699999, "schedule": 0.75}, False),
        ("完成率 - 序时进度 = -5个百分点", {"completion": 0.70, "schedule": 0.75}, True),
        ("完成率 - 序时进度 <> -5个百分点", {"completion": 0.70, "schedule": 0.75}, False),
        ("完成率 >= 序时进度 - 5个百分点", {"completion": 0.70, "schedule": 0.75}, True),
        ("完成率 < 序时进度 - 5个百分点", {"completion": 0.70, "schedule": 0.75}, False),
        ("完成率 in (10%, 30%)", {"completion": 0.1 + 0.2}, True),
        ("完成率 between 30% and 40%", {"completion": 0.29999999999999993}, True),
        ("累计完成 >= 全年目标", {"actual": 0.1 + 0.2, "level": 0.3}, True),
        ("累计完成 > 全年目标", {"actual": 0.1 + 0.2, "level": 0.3}, False),
        ("累计完成 = 全年目标 * 3", {"actual": 123456789.3, "level": 41152263.1}, True),
        ("累计完成 = 全年目标", {"actual": 123456789.31, "level": 123456789.30}, False),
        ("综合能耗 / 营业收入 < 0.5吨标煤/万元", {"energy": 0.6}, False),
        ("综合能耗 / 营业收入 = 0.5吨标煤/万元", {"energy": 0.6}, True),
        ("综合能耗 / 营业收入 < 0.5吨标煤/万元", {"energy": 0.599999}, True),
        ("综合能耗 >= 5000吨标煤", {"energy": 0.5}, True),
        ("项目数 / 3 = 1", {}, True),
    ],
)
def test_thresholds_are_met_exactly_at_below_and_above(text: str, values: dict[str, object], answer: bool) -> None:
    assert evaluate(text, values) is answer


@pytest.mark.parametrize(
    ("text", "values", "answer"),
    [
        ("营业收入 >= 2000万元", {"revenue": None}, None),
        (POINTS, {"schedule": None}, None),
        ("累计完成 >= 全年目标", {"level": None}, None),
        ("营业收入 > 0 and 完成率 > 50%", {"completion": None}, None),
        ("营业收入 < 0 and 完成率 > 50%", {"completion": None}, False),
        ("营业收入 > 0 or 完成率 > 50%", {"completion": None}, True),
        ("not 已报", {"reported": None}, None),
        ("缺(完成率)", {"completion": None}, True),
        ("有(完成率)", {"completion": None}, False),
        ("营业收入 / 上年营业收入 > 1", {"last_revenue": Decimal("0.00")}, None),
        ("完成率 / 序时进度 > 1", {"completion": 0.0, "schedule": 0.0}, None),
        ("余数(项目数, 服务企业) = 0", {"served": 0}, None),
        ("取小(营业收入, 上年营业收入) > 0", {"last_revenue": None}, None),
        ("取大(完成率, 0) >= 0", {"completion": None}, None),
        ("如果(已报, 1, 2) > 0", {"reported": None}, None),
        ("case when 已报 then 1 when 缺(同比) then 2 else 3 end > 0", {"reported": None}, None),
        ("case when 已报 then 1 end > 0", {"reported": False}, None),
        ("取首个有数的(同比, 0) = 0", {"growth": None}, True),
        ("连接(企业, 亮灯) = ''", {"light": None}, None),
        ("亮灯 in ('红', '黄')", {"light": None}, None),
        ("增速(营业收入, 上年营业收入) > 0", {"last_revenue": Decimal("-1.00")}, None),
        ("平方根(得分) > 0", {"score": -1.0}, None),
        ("自然对数(得分) > 0", {"score": 0.0}, None),
        ("乘方(得分, 0.5) > 0", {"score": -1.0}, None),
    ],
)
def test_what_is_missing_makes_the_answer_unknown_never_no(
    text: str, values: dict[str, object], answer: bool | None
) -> None:
    assert evaluate(text, values) is answer


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("营业收入 * 3‰", Decimal("360000.00")),
        ("least((营业收入 - 上年营业收入) * 3‰, 60万元)", Decimal("60000.00")),
        ("总投资 * 总投资", Decimal("99999999999999999800000000000000.0001")),
        ("总投资 * 1.123456", Decimal("9999999999999999.99") * Decimal("1.123456")),
        ("总投资 + 总投资", Decimal("19999999999999999.98")),
        ("从业人员 * 1000000000", Decimal(300_000_000_000)),
        ("2000000000 * 2000000000 / 2", 2e18),
        ("如果(已报, 2000000000, 1) * 2000000000", Decimal(4) * 10**18),
        ("四舍五入(营业收入 * 0.0123456789, 2)", Decimal("1481481.47")),
        ("四舍五入(完成率 + 0.5%, 2) + 0", 0.71),
        ("四舍五入(1.005, 2)", Decimal("1.01")),
        ("四舍五入(营业收入（元）, 0)".replace("营业收入（元）", '"营业收入（元）"'), Decimal(12346)),
        ('四舍五入("营业收入（元）", -3)', Decimal(12000)),
        ("向下取整(得分 * 1.1 / 8)", 11.0),
        ("向上取整(得分 / 79)", 2.0),
        ("相隔月数(开业日期, 报告期)", 55),
        ("相隔天数('2024-02-28', '2024-03-01')", 2),
        ("月末(报告期)", date(2024, 9, 30)),
        ("季度(报告期) * 10 + 日(报告期)", Decimal(31)),
        ("截取(企业, 2, 2)", "公司"),
        ("连接(左取(企业, 1), '—', 右取(企业, 1))", "甲—司"),
        ("限幅(同比, 0, 10%)", 0.1),
        ("case when 同比 > 20% then '高' when 同比 > 10% then '中' else '低' end", "中"),
    ],
)
def test_amounts_are_exact_and_never_overflow(text: str, value: object) -> None:
    answer = evaluate(text)
    assert answer == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value)
    if isinstance(value, Decimal):
        assert isinstance(answer, (Decimal, int))


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("营业收入≥２０００万元", "营业收入 >= 2000万元"),
        ("（完成率－序时进度）＜－５个百分点", "(完成率 - 序时进度) < -5个百分点"),
        ("完成率−序时进度≤0", "完成率 - 序时进度 <= 0"),
        ("营业收入×３‰÷２＞50 万元", "营业收入 * 3‰ / 2 > 50万元"),
        ("亮灯 in （‘红’、“黄”）", "亮灯 in ('红', '黄')"),
        ("亮灯≠“绿”", "亮灯 <> 'green'"),
        ("同比＞１５％且已报", "同比 > 15% and 已报"),
        ("同比 > 15% 并且 非 已报 或者 缺(完成率)", "同比 > 15% and not 已报 or 缺(完成率)"),
        ("已报且同比<0或亮灯='红'", "已报 and 同比 < 0 or 亮灯 = '红'"),
        ("非已报", "not 已报"),
        ("不（已报）", "not (已报)"),
        ("growth >= 15% AND reported", "同比 >= 15% and 已报"),
        ("增速 >= 15% and 上年收入 > 0", "同比 >= 15% and 上年营业收入 > 0"),
        ("ROUND(完成率, 2) = 70%", "四舍五入(完成率, 2) = 70%"),
        ("已报 = 是 and 已报 = TRUE", "已报 = 是 and 已报 = 是"),
        ('"营业收入（元）" > 1万元', '"paid (yuan)" > 10000元'),
        ("营业收入 > 500 万元", "营业收入 > 0.05亿元"),
        ("营业收入/从业人员>40万元/人", "营业收入 / 从业人员 > 400000元/人"),
    ],
)
def test_chinese_signs_words_and_names_mean_what_their_plain_forms_mean(text: str, same_as: str) -> None:
    written, findings = compile_expression(text, FIRMS, None)
    plain, _ = compile_expression(same_as, FIRMS, None)
    assert written is not None, findings
    assert plain is not None
    assert written.sql == plain.sql


def test_an_expression_names_the_columns_it_reads_once_in_order() -> None:
    expression, _ = compile_expression("完成率 < 序时进度 and 完成率 > 0 and 亮灯 = '红'", FIRMS, None)
    assert expression is not None
    assert expression.columns == ("completion", "schedule", "light")


def test_parameters_are_called_by_name_and_carry_their_unit() -> None:
    parameters = {
        "入规标准": Parameter(Quantity.of("2000", "万元")),
        "容许差距": Parameter(Quantity.of("5", "个百分点")),
        "起点": Parameter(date(2024, 1, 1)),
        "灯": Parameter("红"),
        "项目数下限": Parameter(3),
        "启用": Parameter(value=True),
    }
    text = (
        "营业收入 >= 入规标准 and 完成率 >= 序时进度 - 容许差距 and 报告期 > 起点"
        " and 亮灯 = 灯 and 项目数 >= 项目数下限 and 启用"
    )
    assert evaluate(text, parameters=parameters) is True


def test_a_parameter_that_is_called_like_a_column_is_refused() -> None:
    _, (finding,) = compile_expression("营业收入 > 1元", FIRMS, None, parameters={"营业收入": Parameter(1)})
    assert finding.code == "E024"


def test_all_unknown_words_of_a_sentence_are_found_at_once() -> None:
    assert codes("营业收如 > 5万园 and 绝对(同比) > 5%") == ["E002", "E007", "E003"]


def test_a_word_that_is_wrong_in_two_places_is_one_finding() -> None:
    _, (finding,) = compile_expression("营业收如 > 5万元 or 营业收如 < 1万元", FIRMS, None)
    assert "是否想写“营业收入”？（" in finding.sentence
    assert "第 1 个字" in finding.sentence


def test_an_unknown_column_offers_the_nearest_one() -> None:
    _, (finding,) = compile_expression("营业收如 > 5万元", FIRMS, None)
    assert "是否想写“营业收入”" in finding.sentence


def test_a_column_kept_in_another_unit_is_brought_to_the_base_unit() -> None:
    assert evaluate("综合能耗 = 5000吨标煤", {"energy": 0.5}) is True


def test_the_sentence_of_the_design_compiles_for_the_firm_table() -> None:
    expression, _ = compile_expression("营业收入 >= 2000万元", FIRM_PERIODS, None, expect=Measure.YES_NO)
    assert expression is not None
    assert expression.sql == '("revenue" >= 20000000)'


def test_rows_are_judged_each_for_itself() -> None:
    expression, _ = compile_expression("完成率 >= 序时进度", FIRMS, None)
    assert expression is not None
    rows = [{**ROW, "completion": value} for value in (0.75, 0.74, None)]
    assert sorted(run_sql(expression.sql, rows), key=str) == [False, None, True]
