"""Scorecards on registers: units of figures and divisors, points of marks, vetoes, scope, groups; and wrong units."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.rules.small_packs import YEAR, Row, book_of, facts_of, money, written

from guatu.domain import Finding
from guatu.engines import DuckDBEngine
from guatu.pack import Packs
from guatu.query import given_columns, tables_of
from guatu.rules import CardProgram, Given, card_program, check_rules

COLUMNS = """
- {id: land, name: 用地面积, on: firm_years, measure: area, meaning: 年末用地}
- {id: energy, name: 综合能耗, on: firm_years, measure: number, unit: 吨标煤, meaning: 全年综合能耗}
- {id: kind, name: 园区类型, on: place_years, measure: text, meaning: 园区类型}
- {id: patents, name: 发明专利, on: place_years, measure: count, unit: 件, meaning: 年末有效发明专利}
- {id: people, name: 年末从业, on: place_years, measure: people, meaning: 年末从业人员}
"""
FIRMS = """
- id: per-mu
  name: 亩均评价
  on: firm_years
  where: [主营业务收入 > 0元]
  groups: [规上工业, 规模]
  items:
    - {id: tax, name: 亩均税收, of: 税金, per: 用地面积, unit: 万元/亩, base: 24.097, weight: 50}
    - {id: energy, name: 单位能耗收入, of: 营业收入, per: 综合能耗, unit: 万元/吨标煤, base: 3, weight: 20}
    - {id: rd, name: 研发投入强度, of: 研发费用, per: 主营业务收入, unit: '%', base: 3.02, weight: 20}
    - {id: labour, name: 人均收入, of: 营业收入 / 从业人员, unit: 万元/人, base: 18, weight: 10}
  marks:
    - {id: new, name: 新纳规, kind: bonus, when: [首次纳规], points: '2'}
    - {id: debt, name: 欠债, kind: deduction, points: 从业人员 / 100人 - 1}
  vetoes:
    - {id: idle, name: 停产, when: [营业收入 <= 0元], effect: last}
"""
CLASSES = "- {id: scale, name: 规模, of: 营业收入, bands: [{to: 2000万元, then: 小}, {from: 2000万元, then: 大}]}\n"


def figures(packs: Packs, table: str, *rows: Row) -> tuple[CardProgram, list[dict[str, object]]]:
    """Return the program of the pack's only card, and its rows."""
    facts = facts_of(packs, **{table: [{"year": YEAR, **row} for row in rows]})
    book, findings = book_of(packs, facts)
    assert not findings, findings
    rules = book.on(table)
    assert rules is not None
    made = card_program(rules, packs.packs[-1].scorecards[0], Given(given_columns(facts), YEAR))
    return made, DuckDBEngine().run(made.program, facts).rows(made.name)


def test_a_firms_figures_are_in_the_units_of_their_items(tmp_path: Path) -> None:
    packs = written(tmp_path, columns=COLUMNS, scorecards=FIRMS, classes=CLASSES)
    made, (row,) = figures(
        packs,
        "firm_years",
        {
            "firm": "01",
            "name": "甲公司",
            "tax": money("240.97"),
            "land": 10.0,
            "revenue": money("3000"),
            "energy": 500.0,
            "rd": money("45"),
            "main_revenue": money("1500"),
            "employees": 150,
            "above_scale_industry": True,
            "first_above_scale": True,
        },
    )
    assert made.unit == "firm"
    assert (row[made.values["tax"]], row[made.denominators["tax"]]) == (240.97, 10.0)
    assert (row[made.values["energy"]], row[made.denominators["energy"]]) == (3000.0, 500.0)
    # 45 万元 of 15 百万元 is 3 %.
    assert (row[made.values["rd"]], row[made.denominators["rd"]]) == (45.0, 15.0)
    assert made.units["rd"] == ("万元", "百万元")
    assert row[made.values["labour"]] == 20.0
    assert "labour" not in made.denominators
    assert (row[made.marks["new"]], row[made.marks["debt"]]) == (2.0, 0.5)
    assert (row[made.vetoes["idle"]], row[made.scope]) == (False, True)
    assert (row["规上工业"], row["规模"], row["name"]) == ("是", "大", "甲公司")
    assert set(made.columns) >= {"规上工业", "规模", "name"}


def test_what_is_not_known_stays_open_and_a_mark_that_does_not_apply_is_nothing(tmp_path: Path) -> None:
    packs = written(tmp_path, columns=COLUMNS, scorecards=FIRMS, classes=CLASSES)
    made, rows = figures(
        packs,
        "firm_years",
        {"firm": "01", "land": 0.0, "tax": money("1"), "revenue": money("0"), "employees": 50},
        {"firm": "02", "first_above_scale": False, "main_revenue": money("-1")},
    )
    unknown, known = rows
    assert (unknown[made.marks["new"]], known[made.marks["new"]]) == (None, 0.0)
    # 50 人 would be minus half a point: a deduction never adds.
    assert unknown[made.marks["debt"]] == 0.0
    assert (unknown[made.vetoes["idle"]], known[made.vetoes["idle"]]) == (True, None)
    assert (unknown[made.scope], known[made.scope]) == (None, False)
    assert (unknown[made.denominators["tax"]], known[made.values["tax"]]) == (0.0, None)
    assert unknown["规上工业"] is None


PARKS = """
- id: parks
  name: 园区评价
  groups: [kind]
  items:
    - {id: scale, name: 规模, weight: 60}
    - {id: output, name: 总产值, parent: scale, of: 规上工业总产值, unit: 亿元, weight: 100}
    - {id: patents, name: 每万人发明专利, of: 发明专利, per: 年末从业, unit: 件/万人, weight: 40}
"""


def test_a_parks_figures_come_in_the_large_units_that_are_printed(tmp_path: Path) -> None:
    packs = written(tmp_path, columns=COLUMNS, scorecards=PARKS)
    row_in = {"place": "P1", "output": Decimal("12345678901.23"), "patents": 30, "people": 15000, "kind": "高新区"}
    made, (row,) = figures(packs, "place_years", row_in)
    assert made.unit == "place"
    assert set(made.values) == {"output", "patents"}
    assert row[made.values["output"]] == pytest.approx(123.4567890123, rel=1e-15)
    assert (row[made.values["patents"]], row[made.denominators["patents"]]) == (30.0, 1.5)
    assert row["kind"] == "高新区"


def test_last_years_figures_come_from_the_same_program(tmp_path: Path) -> None:
    packs = written(tmp_path, columns=COLUMNS, scorecards=PARKS)
    rows = [
        {"place": "P1", "year": YEAR - 1, "output": money("1")},
        {"place": "P1", "year": YEAR, "output": money("2")},
    ]
    facts = facts_of(packs, place_years=rows)
    book, _ = book_of(packs, facts)
    rules = book.on("place_years")
    assert rules is not None
    made = card_program(rules, packs.packs[-1].scorecards[0], Given(given_columns(facts), YEAR - 1))
    (row,) = DuckDBEngine().run(made.program, facts).rows(made.name)
    assert row[made.values["output"]] == 0.0001
    assert made.reads["总产值"] == ("parks:output",)
    assert rules.base_columns(made.reads["总产值"]) == ("output",)


def told(packs: Packs) -> list[Finding]:
    return list(check_rules(packs, tables_of(packs)[0]))


@pytest.mark.parametrize(
    ("item", "code", "words", "way_out"),
    [
        ("of: 研发费用 / 从业人员, unit: 万元/亩", "R032", "金额/人数，单位写的“万元/亩”却是金额/亩数", "万元/人"),
        ("of: 研发费用, per: 从业人员, unit: 万元/亩", "R032", "金额/人数，单位写的“万元/亩”却是金额/亩数", "万元/人"),
        ("of: 研发费用, unit: '%'", "R032", "金额，单位写的“%”却是比率", "万元"),
        ("of: 研发费用", "R032", "没有写单位", "万元"),
        ("of: 研发费用, unit: 万圆", "R032", "没有登记", "万元"),
        ("of: 规上工业, unit: 个", "R033", "不是数", "case when"),
        ("of: 研发经费, unit: 万元", "E", "研发费用", ""),
        ("of: 研发费用, per: 用地, unit: 万元/亩", "E", "用地", ""),
    ],
)
def test_a_figure_that_does_not_fit_its_unit_is_told_with_its_line(
    tmp_path: Path, item: str, code: str, words: str, way_out: str
) -> None:
    card = f"- id: bad\n  name: 评价\n  on: firm_years\n  items:\n    - {{id: one, name: 甲项, weight: 100, {item}}}\n"
    found = told(written(tmp_path, columns=COLUMNS, scorecards=card))
    assert len(found) == 1, found
    assert found[0].code.startswith(code)
    assert words in found[0].sentence + found[0].way_out
    assert way_out in found[0].way_out
    assert found[0].span is not None
    assert (found[0].span.line, found[0].span.file.endswith("scorecards.yaml")) == (5, True)


def test_a_group_column_that_nobody_has_is_told(tmp_path: Path) -> None:
    packs = written(tmp_path, columns=COLUMNS, scorecards=PARKS.replace("[kind]", "[园区层次]"))
    (found,) = told(packs)
    assert found.code == "R009"
    assert "园区层次" in found.sentence


@pytest.mark.parametrize("points", ["2%", "研发费用", "规上工业"])
def test_points_that_are_no_plain_number_are_told(tmp_path: Path, points: str) -> None:
    packs = written(
        tmp_path, columns=COLUMNS, scorecards=FIRMS.replace("points: '2'", f"points: {points}"), classes=CLASSES
    )
    (found,) = told(packs)
    assert found.code == "R034"
    assert found.span is not None
    assert found.span.line == 13
