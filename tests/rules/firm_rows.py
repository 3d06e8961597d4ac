"""A small table with a column of every type, and what runs an expression over its rows."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from guatu.domain import Span
from guatu.engines import DuckDBEngine
from guatu.query import Column, Facts, Measure, Program, Step, TableSchema, quote, table_from_rows
from guatu.rules import Parameter, compile_expression

LIGHTS = (("green", "绿"), ("yellow", "黄"), ("red", "红"), ("grey", "灰"))
FIRMS = TableSchema(
    "firm_rows",
    "企业年度",
    (
        Column("firm", "企业", "VARCHAR"),
        Column("revenue", "营业收入", "DECIMAL(14,2)", Measure.MONEY, unit="元"),
        Column("last_revenue", "上年营业收入", "DECIMAL(14,2)", Measure.MONEY, unit="元", aliases=("上年收入",)),
        Column("investment", "总投资", "DECIMAL(18,2)", Measure.MONEY, unit="元"),
        Column("employees", "从业人员", "INTEGER", Measure.PEOPLE, unit="人"),
        Column("land", "用地面积", "DOUBLE", Measure.AREA, unit="亩"),
        Column("energy", "综合能耗", "DOUBLE", Measure.NUMBER, unit="万吨标煤"),
        Column("projects", "项目数", "INTEGER", Measure.COUNT),
        Column("served", "服务企业", "INTEGER", Measure.COUNT, unit="户"),
        Column("completion", "完成率", "DOUBLE", Measure.RATIO),
        Column("schedule", "序时进度", "DOUBLE", Measure.RATIO),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, aliases=("增速",)),
        Column("ahead", "超序时", "DOUBLE", Measure.POINTS),
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR),
        Column("score", "得分", "DOUBLE", Measure.NUMBER),
        Column("light", "亮灯", "VARCHAR", choices=LIGHTS),
        Column("reported", "已报", "BOOLEAN", Measure.YES_NO),
        Column("period", "报告期", "DATE", Measure.DATE),
        Column("opened", "开业日期", "DATE", Measure.DATE),
        Column("paid (yuan)", "营业收入（元）", "DECIMAL(14,2)", Measure.MONEY, unit="元"),
    ),
    key=("firm",),
)
ROW: dict[str, object] = {
    "firm": "甲公司",
    "revenue": Decimal("120000000.00"),
    "last_revenue": Decimal("100000000.00"),
    "investment": Decimal("9999999999999999.99"),
    "employees": 300,
    "land": 100.0,
    "energy": 0.5,
    "projects": 3,
    "served": 20,
    "completion": 0.70,
    "schedule": 0.75,
    "growth": 0.15,
    "ahead": -0.05,
    "actual": 70.0,
    "level": 100.0,
    "score": 80.0,
    "light": "red",
    "reported": True,
    "period": date(2024, 9, 1),
    "opened": date(2020, 2, 29),
    "paid (yuan)": Decimal("12345.60"),
}


def run_sql(sql: str, rows: list[dict[str, object]]) -> list[object]:
    """Return the value of some SQL over rows of the table, in order."""
    facts = Facts({"firm_rows": table_from_rows(FIRMS, [[row[name] for name in FIRMS.names] for row in rows])})
    step = Step("answer", f"SELECT {sql} AS value FROM {quote('firm_rows')}", ("firm_rows",))
    results = DuckDBEngine(threads=1).run(Program((step,), ("answer",)), facts)
    return [row["value"] for row in results.rows("answer")]


def evaluate(
    text: str, values: Mapping[str, object] | None = None, *, parameters: Mapping[str, Parameter] | None = None
) -> object:
    """Return the value of an expression for the row, with some of its values replaced."""
    expression, findings = compile_expression(text, FIRMS, Span("rules.yaml", 7), parameters=parameters)
    assert expression is not None, "\n".join(map(str, findings))
    return run_sql(expression.sql, [{**ROW, **(values or {})}])[0]


def codes(text: str, expect: Measure | None = Measure.YES_NO) -> list[str]:
    """Return the codes of the findings of a text."""
    _, findings = compile_expression(text, FIRMS, Span("rules.yaml", 7), expect=expect)
    return [finding.code for finding in findings]
