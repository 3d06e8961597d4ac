"""The charts of a month as plain values: what is drawn, in which order, with which words; nothing invented."""

from dataclasses import replace
from datetime import date

from tests.report.example_month import (
    COUNTIES,
    INDICATORS,
    MAIN,
    MONTH,
    Row,
    Tables,
    example_packs,
    full_month,
    results_of,
    thin_month,
)

from guatu.report import Bulletin, Chart, ChartKind, Form, Role, Series, month_pages
from guatu.report.charts import draw_charts

OUTPUTS = (60.0, 130.0, 215.0, 310.0, 400.0, 505.0, 600.0, 702.0, 822.3)


def month_with_trend() -> Tables:
    tables = full_month()
    tables["trend"] = [
        {
            "target": "shili:output", "place": MAIN, "indicator": "output", "period": date(2024, month, 1),
            "actual": OUTPUTS[month - 1] if month <= 9 and month != 4 else None,
            "last_year": 730.0 if month == 9 else None,
            "due": 1120 * month / 12, "growth": 0.12, "growth_target": 0.12,
        }
        for month in range(1, 13)
    ]  # fmt: skip
    tables["trend"] += [
        {
            "target": "shili:va", "place": MAIN, "indicator": "va", "period": date(2024, month, 1),
            "growth": 0.08 if month <= 9 else None, "growth_target": 0.10,
        }
        for month in range(1, 13)
    ]  # fmt: skip
    return tables


def charts(tables: Tables | None = None) -> tuple[Chart, ...]:
    return draw_charts(results_of(tables or month_with_trend()), example_packs(), MONTH)


def of_kind(kind: ChartKind, tables: Tables | None = None) -> list[Chart]:
    return [chart for chart in charts(tables) if chart.kind is kind]


def series(chart: Chart, role: Role) -> Series:
    return next(one for one in chart.series if one.role is role)


def test_a_trend_has_this_year_last_year_and_what_was_due() -> None:
    chart = next(one for one in of_kind(ChartKind.TREND) if one.about == (MAIN, "output"))
    assert chart.labels == tuple(f"{month}月" for month in range(1, 13))
    assert (chart.unit, chart.form) == ("亿元", Form.NUMBER)
    assert series(chart, Role.NOW).values[8:] == (822.3, None, None, None)
    assert series(chart, Role.BEFORE).values[8] == 730.0
    assert series(chart, Role.GOAL).values[-1] == 1120.0
    assert chart.summary.endswith("9月累计822.30亿元，上年同期730.00亿元，应完成840.00亿元。")


def test_a_month_that_was_not_reported_stays_a_gap_and_is_said() -> None:
    chart = next(one for one in of_kind(ChartKind.TREND) if one.about == (MAIN, "output"))
    assert series(chart, Role.NOW).values[3] is None
    assert not chart.notes, "a growth was published for the month"
    tables = month_with_trend()
    tables["trend"][3]["growth"] = None
    chart = next(one for one in of_kind(ChartKind.TREND, tables) if one.about == (MAIN, "output"))
    assert chart.notes == ("缺的月份为未报，不作零计算。",)


def test_a_month_that_is_never_published_is_no_gap() -> None:
    quarterly = tuple(replace(one, frequency="quarterly") if one.id == "output" else one for one in INDICATORS)
    tables = month_with_trend()
    for cells in tables["trend"][:12]:
        if cells["period"].month % 3:  # type: ignore[attr-defined] # a date, by the line above that made it
            cells.update(actual=None, growth=None)
    drawn = draw_charts(results_of(tables), example_packs(indicators=quarterly), MONTH)
    chart = next(one for one in drawn if one.about == (MAIN, "output") and one.kind is ChartKind.TREND)
    assert chart.notes == ()


def test_an_indicator_known_by_its_growth_is_drawn_beside_its_target() -> None:
    chart = next(one for one in of_kind(ChartKind.TREND) if one.about == (MAIN, "va"))
    assert (chart.form, [one.name for one in chart.series]) == (Form.PERCENT, ["同比", "目标增速"])


def test_parts_are_ordered_by_their_pull_and_named_by_driver() -> None:
    chart = next(one for one in of_kind(ChartKind.CONTRIBUTION) if one.about == (MAIN, "output"))
    assert chart.labels == ("光伏工业总产值", "烟草工业总产值", "冶金工业总产值")
    assert [one.name for one in chart.series] == ["新动能", "传统动能"]
    assert series(chart, Role.NEW).values == (0.111, None, None)
    assert series(chart, Role.TRADITIONAL).values == (None, 0.026, -0.0137)


def test_counties_pull_the_whole_and_one_without_a_figure_is_named_not_drawn() -> None:
    tables = full_month()
    for number, code in enumerate(COUNTIES):
        row: Row = {"target": f"shili:o-{code}", "place": code, "indicator": "output"}
        known: Row = {"actual": 110.0 + number, "base_to_date": 100.0} if number else {}
        tables["target_ledger"].append(row)
        tables["gap_ledger"].append({**row, **known})
    chart = next(one for one in of_kind(ChartKind.CONTRIBUTION, tables) if "各县市拉动" in one.title)
    assert len(chart.labels) == 5
    assert chart.labels[0] == "花坪县"
    assert chart.series[0].values[0] == 15 / 730
    assert "云岭市缺数，没有列出。" in chart.notes


def test_lights_are_counted_by_place_with_their_words() -> None:
    (chart,) = of_kind(ChartKind.LIGHTS)
    assert chart.labels[0] == "全州"
    assert [one.name for one in chart.series] == ["红", "黄", "绿", "灰"]
    assert sum(value or 0 for one in chart.series for value in one.values) == 21
    assert "不是过热" in chart.notes[0]


def test_a_ranking_lists_places_first_to_last_with_the_whole_beside_them() -> None:
    chart = next(one for one in of_kind(ChartKind.RANKING) if one.about == (MAIN, "va"))
    assert chart.labels[:3] == ("1　云岭市", "2　河谷县", "2　松山县")
    assert "花坪县" not in "".join(chart.labels)
    assert series(chart, Role.GOAL).values[0] == 0.081


def test_a_thin_month_draws_nothing() -> None:
    assert charts(thin_month()) == ()


def bulletin_charts(tables: Tables) -> list[Chart]:
    bulletin: Bulletin = month_pages(results_of(tables), example_packs(), MONTH).bulletin
    return [block for block in bulletin.blocks if isinstance(block, Chart)]


def test_a_bulletin_numbers_its_charts_and_draws_the_first_indicator_behind() -> None:
    drawn = bulletin_charts(month_with_trend())
    assert [chart.title.partition("　")[0] for chart in drawn] == ["图1", "图2"]
    assert [chart.about for chart in drawn] == [(MAIN, "va"), (MAIN, "output")]
    assert bulletin_charts(thin_month()) == []
