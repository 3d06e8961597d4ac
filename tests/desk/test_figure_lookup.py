"""Every number of a month can be asked where it comes from, and every blank one why it is blank."""

from collections.abc import Iterator

import pytest
from tests.desk.conftest import SEPTEMBER, Kept

from guatu.desk import figure_source, read_month_pages
from guatu.domain import InvalidValue
from guatu.ledgers import MONTH_TABLES
from guatu.office.cell_text import cell_text, is_missing, is_numeric
from guatu.query import read_tables
from guatu.report import Column, FigureAsked, Row, Section, Table, sources_of_figures

REVENUE = {"ledger": "schedule_ledger", "place": "999901", "indicator": "budget_revenue"}
TARGET = "2024-budget_revenue-999901"


def ledger_cells(kept: Kept) -> Iterator[tuple[Table, Section, Row, Column, str]]:
    """Yield every cell of the six ledgers that can be looked up or holds a number, as printed."""
    for table in read_month_pages(kept.folder).ledgers[:6]:
        for section in table.sections:
            for row in section.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    if column.key or is_numeric(column):
                        yield table, section, row, column, "" if is_missing(cell) else cell_text(cell, column, section)


def test_every_number_of_the_six_ledgers_has_a_source_that_prints_the_same(kept: Kept) -> None:
    results = read_tables(kept.folder / "tables", [schema.name for schema in MONTH_TABLES])
    cells = list(ledger_cells(kept))
    unasked = {(table.name, column.label) for table, _, row, column, _ in cells if not column.key or row.about is None}
    assert unasked == set()
    asked = [FigureAsked(table.key, column.key, *(row.about or ("", "", ""))) for table, _, row, column, _ in cells]
    found = sources_of_figures(results, kept.packs, SEPTEMBER, asked, main="999900")
    for (table, section, _, column, text), source in zip(cells, found, strict=True):
        where = f"{table.name} {section.title} {column.label}：{text}，{source}"
        if text:
            assert text.lstrip("+-") in source.printed, where
            assert source.formula, where
        else:
            assert source.printed or source.blank, where
    assert len(found) > 5000


def test_a_completion_says_its_formula_inputs_clause_and_reported_figure(kept: Kept) -> None:
    found = figure_source(kept.folder, kept.packs, **REVENUE, column="completion", target=TARGET)
    assert found.title == "甲子市一般公共预算收入：完成率"
    assert found.printed == "75.1%"
    assert found.formula.startswith("完成率＝A÷T")
    assert found.clause == "《示例州2024年国民经济和社会发展计划（虚构）》三（一）"
    assert found.steps[:2] == (("累计完成", "16.46亿元", "时序账"), ("全年目标", "21.93亿元", "时序账"))
    (row,) = found.sources
    assert (row.place_name, row.printed, row.growth, row.status) == ("甲子市", "16.46亿元", "3.6%", "快报数")
    assert row.period == SEPTEMBER
    assert row.origin == "observations-counties.csv 第1159行"


def test_a_ledger_may_be_named_in_chinese(kept: Kept) -> None:
    by_name = figure_source(kept.folder, kept.packs, **REVENUE, column="actual", target=TARGET)
    assert by_name == figure_source(
        kept.folder, kept.packs, **{**REVENUE, "ledger": "时序账"}, column="actual", target=TARGET
    )


def test_a_gap_leads_back_to_last_year_where_it_needs_it(kept: Kept) -> None:
    asked = {**REVENUE, "ledger": "gap_ledger", "column": "required_growth", "target": TARGET}
    found = figure_source(kept.folder, kept.packs, **asked)
    assert [label for label, _, _ in found.steps[:4]] == ["全年目标", "累计完成", "上年全年", "上年同期"]
    assert [str(row.period) for row in found.sources] == ["2024-09", "2023-12", "2023-09"]


def test_a_pull_of_drivers_lists_its_parts(kept: Kept) -> None:
    found = figure_source(
        kept.folder,
        kept.packs,
        ledger="driver_ledger",
        column="new_pull",
        place="999900",
        indicator="industrial_output",
    )
    assert len(found.steps) == 4
    assert all("拉动" in label and where == "分项拉动" for label, _, where in found.steps)
    assert {str(row.period) for row in found.sources} == {"2024-09", "2023-09"}


def test_a_past_light_says_the_figures_of_its_month(kept: Kept) -> None:
    found = figure_source(
        kept.folder, kept.packs, **{**REVENUE, "ledger": "light_history"}, column="light:2024-06", target=TARGET
    )
    assert "2024年6月" in found.title
    assert found.printed.endswith("灯")
    assert ("累计完成", "11.11亿元", "逐月走势") in found.steps


def test_a_rate_names_the_two_figures_it_divides(kept: Kept) -> None:
    found = figure_source(
        kept.folder, kept.packs, ledger="quality_ledger", column="value", place="999900", indicator="profit_margin"
    )
    assert found.formula == "分子÷分母"
    assert len({row.indicator for row in found.sources}) == 2


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (
            {"ledger": "schedule_ledger", "column": "actual", "place": "999908", "indicator": "industrial_output"},
            "未报",
        ),
        ({"ledger": "gap_ledger", "column": "gap", "place": "999900", "indicator": "industrial_va"}, "比增速"),
        (
            {"ledger": "schedule_ledger", "column": "light", "place": "999901-P1", "indicator": "gdp"},
            "没有这项指标的目标",
        ),
    ],
)
def test_a_blank_says_why(kept: Kept, asked: dict[str, str], why: str) -> None:
    found = figure_source(kept.folder, kept.packs, **asked)
    assert found.printed == ""
    assert why in found.blank


@pytest.mark.parametrize(
    "wrong",
    [{"ledger": "x"}, {"column": "x"}, {"target": "x"}, {"ledger": "driver_ledger", "column": "growth", "place": "x"}],
)
def test_what_is_not_in_the_run_is_refused(kept: Kept, wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        figure_source(kept.folder, kept.packs, **{**REVENUE, "column": "actual", **wrong})
