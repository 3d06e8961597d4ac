"""Flags in one pass: alerts, data checks and what cannot be judged, with the values that decided; lights."""

from decimal import Decimal

import pytest
from tests.rules.firm_rows import FIRMS, ROW, run_sql

from guatu.domain import GuatuError
from guatu.engines import DuckDBEngine
from guatu.query import Facts, Program, table_from_rows
from guatu.rules import Expression, Flag, Truth, choose_sql, compile_expression, flag_step


def compiled(text: str) -> Expression:
    expression, findings = compile_expression(text, FIRMS, None)
    assert expression is not None, findings
    return expression


BEHIND = Flag("behind", (compiled("完成率 - 序时进度 < -5个百分点"),))
SLOW = Flag("slow", (compiled("已报"), compiled("同比 < 10%")))
ROWS = [
    {**ROW, "firm": "正好", "completion": 0.70, "schedule": 0.75, "growth": 0.15},
    {**ROW, "firm": "落后", "completion": 0.68, "schedule": 0.75, "growth": 0.02},
    {**ROW, "firm": "未报", "completion": None, "growth": None},
    {**ROW, "firm": "没报", "completion": 0.90, "reported": None, "growth": 0.05},
]


def flagged(
    *flags: Flag, when: Truth = Truth.YES, rows: list[dict[str, object]] = ROWS
) -> list[tuple[object, object, object]]:
    step = flag_step("flags", "firm_rows", flags, keep=("firm",), table=FIRMS, when=when)
    facts = Facts({"firm_rows": table_from_rows(FIRMS, [[row[name] for name in FIRMS.names] for row in rows])})
    results = DuckDBEngine(threads=1).run(Program((step,), ("flags",)), facts)
    return sorted((row["flag"], row["firm"], row["because"]) for row in results.rows("flags"))


def test_alerts_flag_the_rows_where_all_conditions_hold_with_the_values_that_decided() -> None:
    assert flagged(BEHIND, SLOW) == [
        ("behind", "落后", "完成率=68.0%，序时进度=75.0%"),
        ("slow", "落后", "已报=是，同比=2.0%"),
    ]


def test_data_checks_flag_the_rows_where_the_expectation_fails() -> None:
    expected = Flag("on-time", (compiled("完成率 >= 序时进度 - 5个百分点"),))
    assert flagged(expected, when=Truth.NO) == [("on-time", "落后", "完成率=68.0%，序时进度=75.0%")]


def test_rows_that_lack_a_figure_are_neither_and_can_be_asked_for() -> None:
    assert flagged(BEHIND, SLOW, when=Truth.UNKNOWN) == [
        ("behind", "未报", "完成率=缺，序时进度=75.0%"),
        ("slow", "未报", "已报=是，同比=缺"),
        ("slow", "没报", "已报=缺，同比=5.0%"),
    ]


def test_each_row_of_each_flag_is_yes_no_or_unknown_and_only_one_of_them() -> None:
    counts = [len(flagged(BEHIND, SLOW, when=when)) for when in Truth]
    assert sum(counts) == 2 * len(ROWS)


def test_a_flag_may_be_limited_to_some_rows() -> None:
    limited = Flag("slow", (compiled("同比 < 10%"),), where=compiled("完成率 > 80%"))
    assert [row[1] for row in flagged(limited)] == ["没报"]


def test_values_are_printed_as_an_official_writes_them() -> None:
    text = "营业收入 > 0 and 上年收入 > 0 and 从业人员 > 0 and 用地面积 > 0亩 and 超序时 < 0 and 累计完成 > 0"
    text += " and 亮灯 = '红' and 已报 and 报告期 > '2020-01' and 项目数 > 0 and 综合能耗 > 0 and 企业 <> ''"
    row = {**ROW, "revenue": Decimal("12345678.90"), "last_revenue": Decimal("999.50"), "actual": 1234.5, "ahead": -0.0}
    row = {**row, "land": 100.25, "growth": -0.0004, "ahead": -0.07}
    assert flagged(Flag("all", (compiled(text),)), rows=[row])[0][2] == (
        "营业收入=1234.5679万元，上年营业收入=999.5元，从业人员=300人，用地面积=100.25亩，超序时=-7.0个百分点，"
        "累计完成=1234.5，亮灯=红，已报=是，报告期=2024-09-01，项目数=3，综合能耗=0.5万吨标煤，企业=甲公司"
    )


@pytest.mark.parametrize(
    ("growth", "printed"),
    [(0.0625, "6.3%"), (-0.0625, "-6.3%"), (-0.0004, "0.0%"), (0.145, "14.5%"), (12.0, "1200.0%"), (None, "缺")],
)
def test_rates_are_printed_half_up_with_one_decimal(growth: float | None, printed: str) -> None:
    flag = Flag("any", (compiled("缺(同比) or 同比 < 0 or 同比 >= 0"),))
    assert flagged(flag, rows=[{**ROW, "growth": growth}])[0][2] == f"同比={printed}"


def test_many_flags_read_the_source_once() -> None:
    step = flag_step("flags", "firm_rows", (BEHIND,) * 30, keep=("firm",), table=FIRMS)
    assert step.sql.count('FROM "firm_rows"') == 1
    assert step.needs == ("firm_rows",)


def test_no_flags_give_no_rows() -> None:
    assert flagged() == []


def test_a_flag_of_something_else_than_conditions_is_a_slip() -> None:
    with pytest.raises(GuatuError, match="yes or no"):
        flag_step("flags", "firm_rows", (Flag("x", (compiled("完成率"),)),), keep=("firm",), table=FIRMS)
    with pytest.raises(GuatuError, match="no column"):
        flag_step("flags", "firm_rows", (BEHIND,), keep=("nobody",), table=FIRMS)


@pytest.mark.parametrize(
    ("completion", "light"),
    [(0.75, "green"), (0.7499999, "yellow"), (0.70, "yellow"), (0.6999, "red"), (None, "grey")],
)
def test_the_first_light_that_holds_wins_and_a_missing_figure_is_grey(completion: float | None, light: str) -> None:
    cases = ((compiled("完成率 >= 序时进度"), "green"), (compiled("完成率 >= 序时进度 - 5个百分点"), "yellow"))
    assert run_sql(choose_sql(cases, "red", "grey"), [{**ROW, "completion": completion}]) == [light]


def test_a_light_without_cases_is_the_other_word() -> None:
    assert run_sql(choose_sql((), "red", "grey"), [ROW]) == ["red"]
