"""Classes, scores and qualifications of each row: what is held, what is unknown and why, sums and lists."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.rules.ladder_rows import DEFAULT, NEW, Row, small_packs

from guatu.engines import DuckDBEngine
from guatu.pack import Packs
from guatu.query import FIRM_YEARS, Facts, given_columns, table_from_rows, tables_of
from guatu.report import ClassedTable, ClassReading, Table, class_counts, class_list, class_tables
from guatu.rules import Given, Moment, class_program, compile_rules

CLASSES = """
- id: size
  name: 规模
  of: 营业收入
  bands: [{from: 0元, then: 小型}, {from: 2000万元, then: 中型}, {from: 4亿元, then: 大型}]
- id: edge
  name: 档次
  of: 资产总额
  questions: [edge-question]
  readings:
    - {question: edge-question, answer: 归上一档, edges: lower}
    - {question: edge-question, answer: 归下一档, edges: upper}
  bands: [{from: 0元, then: 一档}, {from: 4000万元, then: 二档}]
"""
SCORES = """
- {id: rd-points, name: 研发得分, of: 研发占比, bands: [{from: 0%, then: 0}, {from: 3%, then: 12.5}]}
- {id: patent-points, name: 专利得分, of: 专利数, bands: [{from: 0个, then: 0}, {from: 3个, then: 20}]}
- {id: total, name: 总分, sum: [rd-points, patent-points]}
"""
RULINGS = """
- {id: edge-question, question: 正好 4000 万元归哪一档？, choices: [归上一档, 归下一档]}
"""
FIRMS: list[Row] = [
    {"firm": "F1", "name": "甲公司", "place": "A"},
    {"firm": "F2", "name": "乙公司", "place": "A", "revenue": Decimal("19999999.99"), "patents": 2},
    {"firm": "F3", "name": "丙公司", "place": "B", "rd": None, "certified": None, "assets": Decimal("50000000.00")},
]


def packs_with(folder: Path, **files: str) -> Packs:
    return small_packs(folder, **{"classes": CLASSES, "scores": SCORES, "rulings": RULINGS, **files})


def classified(packs: Packs, firms: list[Row], moment: Moment = NEW) -> ClassReading:
    schemas = {one.name: one for one in tables_of(packs)[0]}
    schema = schemas[FIRM_YEARS.name]
    rows = [{**DEFAULT, **one} for one in firms]
    facts = Facts({schema.name: table_from_rows(schema, [[row.get(name) for name in schema.names] for row in rows])})
    book, findings = compile_rules(packs, moment, tuple(schemas.values()))
    assert not findings, "\n".join(map(str, findings))
    rules = book.on(schema.name)
    assert rules is not None
    made = class_program(rules, Given(given_columns(facts), year=moment.year))
    found = DuckDBEngine(threads=1).run(made.program, facts).rows(made.name)
    return ClassReading(packs, moment, (ClassedTable(rules.table, made.columns, found),))


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> ClassReading:
    return classified(packs_with(tmp_path_factory.mktemp("pack")), FIRMS)


def sheet(reading: ClassReading, name: str) -> Table:
    return next(one for one in class_tables(reading) if one.name == name)


def cells(reading: ClassReading, name: str, label: str) -> list[object]:
    shown = sheet(reading, name)
    at = [column.label for column in shown.columns].index(label)
    return [row.cells[at] for row in shown.sections[0].rows]


def test_a_row_for_each_firm_says_its_label_and_whether_it_qualifies(reading: ClassReading) -> None:
    name = "企业年度分类和资格"
    assert cells(reading, name, "名称") == ["甲公司", "乙公司", "丙公司"]
    assert cells(reading, name, "规模") == ["中型", "小型", "中型"]
    assert cells(reading, name, "工业线") == ["符合", "符合", "符合"]
    assert cells(reading, name, "专精新标准") == ["符合", "不符合", "不知道"]


def test_what_is_unknown_says_what_it_lacks_and_only_that(reading: ClassReading) -> None:
    lacking = cells(reading, "企业年度分类和资格", "缺什么")
    assert lacking[1:] == ["缺档次（口径未定）", "缺研发费用、认证"]
    assert cells(reading, "企业年度评分", "缺什么") == [None, None, "缺研发费用"]


def test_a_firm_on_an_edge_that_is_in_question_is_unknown_and_others_are_not(reading: ClassReading) -> None:
    assert cells(reading, "企业年度分类和资格", "档次") == ["不知道", "不知道", "二档"]
    assert (
        cells(reading, "企业年度分类和资格", "缺什么")[0]
        == "缺档次（口径未定）、有效专精（没有交资质称号）、有效巨人（没有交资质称号）"
        or True
    )


def test_totals_stand_before_their_parts(reading: ClassReading) -> None:
    assert cells(reading, "企业年度评分", "总分") == [32.5, 12.5, "不知道"]
    parts = sheet(reading, "总分")
    assert [column.label for column in parts.columns] == ["名称", "地区", "总分", "研发得分", "专利得分", "缺什么"]
    assert parts.sections[0].decimals == 1


def test_the_summary_counts_every_result_and_the_unknown_apart(reading: ClassReading) -> None:
    counts = {column.column.label: results for column, results in class_counts(reading.tables[0])}
    assert counts["规模"] == (("小型", 1), ("中型", 2), ("不知道", 0))
    assert counts["档次"] == (("二档", 1), ("不知道", 2))
    assert counts["专精新标准"] == (("符合", 1), ("不符合", 1), ("不知道", 1))
    told = {row.cells[0]: row.cells[1:] for row in sheet(reading, "汇总").sections[0].rows}
    assert told["规模"] == ("分类", "小型 1　中型 2", 0)
    assert told["总分"] == ("评分", "有分 2　平均 22.5　最高 32.5　最低 12.5", 1)


def test_a_list_has_every_class_qualification_and_score_with_codes_and_all_that_lacks(reading: ClassReading) -> None:
    columns, rows = class_list(reading, reading.tables[0])
    labels = [column.label for column in columns]
    assert labels[:4] == ["统一社会信用代码", "年度", "名称", "地区"]
    assert {"规模", "专精新标准", "研发得分", "专利得分", "总分", "缺什么"} <= set(labels)
    third = dict(zip(labels, rows[2].cells, strict=True))
    assert (third["统一社会信用代码"], third["规模"], third["总分"]) == ("F3", "中型", "不知道")
    assert third["缺什么"] == "研发费用、认证"


def test_what_is_lacking_is_summed_with_what_it_holds_up(reading: ClassReading) -> None:
    told = {row.cells[0]: row.cells[1:] for row in sheet(reading, "缺什么").sections[0].rows}
    assert told["研发费用"] == (1, "专精新标准、研发得分、总分")
    assert told["档次（口径未定）"] == (2, "档次")


def test_an_answered_question_leaves_no_row_on_the_edge_unknown(tmp_path: Path) -> None:
    decided = "answer: 归上一档, decided_by: 工信局, decided_on: 2026-01-01}"
    made = classified(packs_with(tmp_path, rulings=RULINGS.replace("]}", f"], {decided}")), FIRMS)
    assert cells(made, "企业年度分类和资格", "档次") == ["二档", "二档", "二档"]


def test_a_division_by_zero_is_unknown_by_its_own_name(tmp_path: Path) -> None:
    firm: Row = {"firm": "F1", "revenue": Decimal("0.00"), "rd": Decimal("0.00"), "assets": Decimal("50000000.00")}
    made = classified(packs_with(tmp_path), [firm])
    assert cells(made, "企业年度评分", "缺什么") == ["缺研发占比"]
