"""The chart of a week: parts stacked in their order, the load above them, days named along the axis."""

from guatu.office import chart_svg
from guatu.office.charts import chart_spec
from guatu.report import Chart, ChartKind, Form, Role, Series

HOURS = 48
CHART = Chart(
    kind=ChartKind.WEEK,
    title="示例园典型周：电从哪里来",
    subtitle="单位：千瓦",
    labels=tuple(f"第{hour // 24 + 8}天{hour % 24}时" for hour in range(HOURS)),
    series=(
        Series("光伏、风电直供", (3.0,) * HOURS, Role.GREEN),
        Series("电网", (2.0,) * HOURS, Role.GREY),
        Series("负荷", (5.0,) * HOURS, Role.NOW),
    ),
    form=Form.NUMBER,
    unit="千瓦",
    decimals=0,
    summary="示例园典型周。",
)


def test_the_parts_are_stacked_in_order_and_the_load_is_a_line() -> None:
    layers = chart_spec(CHART)["layer"]
    assert isinstance(layers, list)
    areas, line = layers
    assert areas["mark"]["type"] == "area"
    assert [row["order"] for row in areas["data"]["values"]] == [0] * HOURS + [1] * HOURS
    assert {row["series"] for row in line["data"]["values"]} == {"负荷"}


def test_the_days_and_the_summary_are_in_the_picture() -> None:
    drawn = chart_svg(CHART)
    assert "第8天" in drawn
    assert "第9天" in drawn
    assert 'aria-label="示例园典型周。"' in drawn
