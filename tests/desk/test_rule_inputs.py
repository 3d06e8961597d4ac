"""What rules are run on: packs and registers read together, and what they lack told once each."""

from datetime import date
from pathlib import Path

from guatu.desk import Reader, RuleInputs, missing_inputs, read_rule_inputs
from guatu.domain import Severity
from guatu.rules import Moment

HEADER = "统一社会信用代码,年度,企业名称,地区,规模行业,主营业务收入（万元）,从业人员"
ROW = "91530100MA6K3T2X9N,2025,甲公司,532300,工业,1850,"
PACK = ("national-enterprise",)


def folder(tmp_path: Path, *rows: str) -> Path:
    (tmp_path / "firm_years.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return tmp_path


def read(folder: Path, moment: Moment) -> RuleInputs:
    inputs, findings = read_rule_inputs(PACK, folder, moment)
    assert inputs is not None
    assert inputs.findings == findings
    return inputs


def test_the_rules_in_force_on_the_day_are_compiled_over_the_tables_of_the_packs(tmp_path: Path) -> None:
    before = read(folder(tmp_path, ROW), Moment(2025, date(2026, 3, 31)))
    after = read(tmp_path, Moment(2025, date(2026, 4, 1)))
    names = [
        {one.name for one in rules.columns} for inputs in (before, after) if (rules := inputs.book.on("firm_years"))
    ]
    assert "specialised-2022" in names[0] - names[1]
    assert "specialised-2026" in names[1] - names[0]
    table = after.table("firm_years")
    assert table is not None
    assert table.column("规模行业") is not None
    assert after.given.year == 2025
    assert after.note.rows == {"firm_years": 1}


def test_packs_that_cannot_be_read_give_no_inputs(tmp_path: Path) -> None:
    inputs, findings = read_rule_inputs(("no-such-pack",), folder(tmp_path, ROW), Moment.of_year(2025))
    assert inputs is None
    assert any(one.blocks for one in findings)


def test_a_pack_that_does_not_hold_on_the_day_is_told(tmp_path: Path) -> None:
    inputs = read(folder(tmp_path, ROW), Moment.of_year(2010))
    told = [one for one in inputs.findings if one.code == "M015"]
    assert ["national-enterprise" in one.sentence and "2010-12-31" in one.sentence for one in told] == [True]


def test_a_column_nobody_filled_is_told_once_with_the_rules_that_read_it(tmp_path: Path) -> None:
    inputs = read(folder(tmp_path, ROW), Moment.of_year(2025))
    readers = [
        Reader("甲条", "firm_years", ("employees", "main_revenue")),
        Reader("乙条", "firm_years", ("employees",)),
    ]
    (found,) = missing_inputs(inputs, readers)
    assert found.code == "R010"
    assert found.sentence == "企业年度的“从业人员”整列没有填；“甲条”、“乙条”要读它。"


def test_a_made_column_is_traced_to_the_columns_it_is_made_of(tmp_path: Path) -> None:
    inputs = read(folder(tmp_path, ROW), Moment.of_year(2025))
    found = missing_inputs(inputs, [Reader("规上线", "firm_years", ("above-scale-services",))])
    assert [one.sentence.split("；")[0] for one in found] == [
        "企业年度的“营业收入”整列没有填",
        "企业年度的“服务业门类”整列没有填",
    ]


def test_a_register_that_was_not_handed_in_is_told_once(tmp_path: Path) -> None:
    inputs = read(folder(tmp_path, ROW), Moment.of_year(2025))
    found = missing_inputs(inputs, [Reader("高企梯度", "firm_years", ("valid-high-tech", "valid-little-giant"))])
    assert [(one.code, one.sentence) for one in found] == [("M013", "没有交来“资质称号”（titles）；“高企梯度”要用它。")]


def test_a_register_with_its_head_alone_lacks_nothing_and_is_no_warning(tmp_path: Path) -> None:
    (folder(tmp_path, ROW) / "资质称号.csv").write_text("统一社会信用代码,称号,有效期至\n", encoding="utf-8")
    inputs = read(tmp_path, Moment.of_year(2025))
    reader = Reader("高企梯度", "firm_years", ("valid-high-tech", "valid-little-giant"))
    assert missing_inputs(inputs, [reader]) == ()
    (note,) = [one for one in inputs.findings if one.code == "F005"]
    assert note.severity is Severity.NOTE
    assert "删" not in note.way_out


def test_a_year_without_rows_is_an_error_that_names_the_years_there_are(tmp_path: Path) -> None:
    inputs = read(folder(tmp_path, ROW), Moment.of_year(2024))
    (found,) = missing_inputs(inputs, [Reader("甲条", "firm_years", ("main_revenue",))])
    assert found.blocks
    assert found.sentence == "企业年度里没有 2024 年度的行；有的年度：2025。"


def test_of_many_rules_that_lack_a_column_six_are_named(tmp_path: Path) -> None:
    inputs = read(folder(tmp_path, ROW), Moment.of_year(2025))
    readers = [Reader(f"第{number}条", "firm_years", ("employees",)) for number in range(1, 9)]
    (found,) = missing_inputs(inputs, readers)
    assert found.sentence == (
        "企业年度的“从业人员”整列没有填；“第1条”、“第2条”、“第3条”、“第4条”、“第5条”、“第6条”等 8 条要读它。"
    )
