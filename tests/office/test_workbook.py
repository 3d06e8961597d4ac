"""The workbook on paper: numbers, blanks, lights, print set-up, and nothing that a program could run."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.office.paper_values import CREATED, quality_table, ranking_table, schedule_table, target_table
from tests.office.soffice import needs_soffice, to_pdf

from guatu.office import write_workbook
from guatu.office.workbook import sheet_names
from guatu.report import Column, Form, Row, Section, Table


def _written(folder: Path, *tables: Table) -> Workbook:
    path = folder / "ledgers.xlsx"
    write_workbook(path, tables, title="六本账", created=CREATED)
    return openpyxl.load_workbook(path)


@pytest.fixture(name="schedule")
def _schedule(tmp_path: Path) -> Worksheet:
    return _written(tmp_path, schedule_table()).worksheets[0]


def _cells(sheet: Worksheet) -> Iterator[ExcelCell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, ExcelCell))


def _row_of(sheet: Worksheet, name: str) -> tuple[ExcelCell, ...]:
    """The first row whose second column, behind 序号, says the name."""
    found = next(row for row in sheet.iter_rows() if row[1].value == name)
    return tuple(cell for cell in found if isinstance(cell, ExcelCell))


def test_head_names_title_period_and_units(schedule: Worksheet) -> None:
    assert schedule["A1"].value == "示例州2024年1—9月时序账"
    assert schedule["A2"].value == "报告期：2024年1—9月　单位：见各指标"
    headers = [cell.value for cell in schedule[3]]
    assert headers[:3] == ["序号", "地区", "1—9月累计完成"]
    assert "超序时\n（百分点）" in headers
    assert schedule["A4"].value == "规模以上工业增加值（亿元）"


def test_numbers_stay_numbers_with_the_formats_of_their_forms(schedule: Worksheet) -> None:
    row = _row_of(schedule, "云岭县")
    actual, completion, ahead, rank = row[2], row[5], row[7], row[9]
    assert actual.value == pytest.approx(8.4 * 1.37 * 12 * 0.793)
    assert actual.number_format == "#,##0.00"
    assert completion.value == pytest.approx(0.793)
    assert ahead.value == pytest.approx(4.3)
    assert (completion.number_format, ahead.number_format) == ("0.0%", "#,##0.0")
    assert (rank.value, rank.number_format) == (2, "#,##0")
    assert actual.font.scheme is None  # a theme font would take the place of 宋体


def test_decimals_and_percent_come_from_the_section(tmp_path: Path) -> None:
    sheet = _written(tmp_path, schedule_table()).worksheets[0]
    counted = next(row for row in sheet.iter_rows(min_row=40) if row[1].value == "青溪市")
    assert counted[2].number_format == "#,##0"
    quality = _written(tmp_path, quality_table()).worksheets[0]
    rate = _row_of(quality, "青溪市")
    assert rate[2].value == pytest.approx(0.0623)
    assert rate[4].value == pytest.approx(0.42)
    assert (rate[2].number_format, rate[4].number_format) == ("0.0%", '#,##0.0"个百分点"')
    assert _row_of(quality, "<b>=1+1")[4].number_format == "#,##0.00"


def test_missing_figures_are_empty_cells_and_never_zero(schedule: Worksheet) -> None:
    row = _row_of(schedule, "龙泉县")
    assert [row[at].value for at in (2, 3, 5, 7, 8, 9)] == [None] * 6
    assert row[10].value == "灰"
    assert not any(cell.value in ("None", "nan", "") for cell in _cells(schedule))


def test_an_undefined_number_is_an_empty_cell(tmp_path: Path) -> None:
    columns = (Column("地区"), Column("同比", Form.PERCENT))
    rows = (Row(("甲县", float("nan"))), Row(("乙县", float("inf"))), Row(("丙县", 0.0)))
    sheet = _written(tmp_path, Table("表", "表", "", columns, (Section("", rows),))).worksheets[0]
    assert [_row_of(sheet, name)[2].value for name in ("甲县", "乙县", "丙县")] == [None, None, 0]


def test_lights_carry_their_word_and_a_fill(schedule: Worksheet) -> None:
    row = _row_of(schedule, "白水县")
    assert row[10].value == "红"
    assert row[10].fill.fgColor.rgb == "FFF4CCC8"
    assert row[10].font.b
    assert _row_of(schedule, "青溪市")[10].value == "绿"


def test_total_is_bold_and_a_park_keeps_its_bare_name(schedule: Worksheet) -> None:
    total, county = _row_of(schedule, "合计"), _row_of(schedule, "青溪市")
    assert total[1].font.b
    assert not county[1].font.b
    assert (total[0].value, county[0].value) == (None, 1)
    first, second = _row_of(schedule, "示例高新技术产业开发区"), _row_of(schedule, "青溪经济技术开发区")
    assert first[1].number_format == '"其中："@'
    assert second[1].number_format == '"　　　"@'
    assert first[1].font.name == "楷体"
    assert first[0].value is None


def test_months_and_days_are_text(schedule: Worksheet, tmp_path: Path) -> None:
    assert _row_of(schedule, "合计")[13].value == "2024-12"
    columns = (Column("地区"), Column("应报日期", Form.DATE))
    day = _written(tmp_path, Table("表", "表", "", columns, (Section("", (Row(("甲县", CREATED)),)),))).worksheets[0]
    assert _row_of(day, "甲县")[2].value == "2024-10-18"


def test_text_is_never_a_formula_or_a_link(tmp_path: Path) -> None:
    names = ("=1+1", "+1", "@SUM(A1)", "http://example.cn", "<b>&", "{=A1}", "-2+3")
    rows = tuple(Row((name, 1.0)) for name in names)
    table = Table("=表", "=标题", "=1", (Column("=地区"), Column("数", Form.NUMBER)), (Section("=节", rows),), ("=注",))
    path = tmp_path / "ledgers.xlsx"
    write_workbook(path, (table,), title="=题", created=CREATED)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets")}
    assert not any("<f>" in part or "hyperlink" in part for part in parts.values())
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert tuple(_row_of(sheet, name)[1].value for name in names) == names
    assert sheet["A1"].value == "=标题"


def test_panes_freeze_the_header_and_the_names(schedule: Worksheet) -> None:
    assert schedule.freeze_panes == "C4"


def test_print_set_up_is_a4_landscape_one_page_wide(schedule: Worksheet) -> None:
    assert (schedule.page_setup.paperSize, schedule.page_setup.orientation) == (9, "landscape")
    fit = schedule.sheet_properties.pageSetUpPr
    assert fit is not None
    assert fit.fitToPage
    # One page wide is what a file says by saying nothing; as many pages high as it takes.
    assert (schedule.page_setup.fitToWidth, schedule.page_setup.fitToHeight) == (None, 0)
    assert schedule.print_title_rows == "$1:$3"
    footer = schedule.oddFooter
    assert footer is not None
    assert "第 &P 页　共 &N 页" in str(footer.center.text)
    assert not schedule.sheet_view.showGridLines


def test_a_table_too_wide_to_be_read_on_one_page_is_split_and_keeps_its_names_and_title(tmp_path: Path) -> None:
    columns = (Column("单位", width=14), *(Column(f"指标{at}", Form.NUMBER, width=8) for at in range(40)))
    rows = (Row(("甲园区", *(float(at) for at in range(40)))),)
    table = Table("得分", "各项得分", "", columns, (Section("", rows),), numbered=False)
    sheet = _written(tmp_path, table).worksheets[0]
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols == "$A:$A"
    (title,) = [one for one in sheet.merged_cells.ranges if one.min_row == 1]
    assert 2 < title.max_col < 41


def test_fonts_are_those_of_an_office_machine(schedule: Worksheet) -> None:
    named = {cell.font.name for cell in _cells(schedule) if cell.value is not None}
    assert named <= {"宋体", "黑体", "楷体", "仿宋"}
    assert schedule["A1"].font.name == "黑体"


def test_columns_hold_their_longest_number(tmp_path: Path) -> None:
    sheet = _written(tmp_path, schedule_table()).worksheets[0]
    assert sheet.column_dimensions["C"].width > len("12,385,176.14") + 1
    assert sheet.column_dimensions["B"].width > 2 * len("其中：示例高新技术产业开发区")


def test_a_table_that_brings_its_own_number_column_gets_no_second(tmp_path: Path) -> None:
    columns = (Column("序号", Form.COUNT), Column("地区"))
    own = Table("表", "表", "", columns, (Section("", (Row((1, "甲县")),)),))
    assert [cell.value for cell in _written(tmp_path, own).worksheets[0][2]] == ["序号", "地区"]
    bare = replace(ranking_table(), numbered=False)
    assert _written(tmp_path, bare).worksheets[0]["A3"].value == "位次"


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    sheet = _written(tmp_path, replace(ranking_table(), sections=(), nothing="（没有排名）")).worksheets[0]
    assert sheet["A4"].value == "（没有排名）"
    assert sheet.max_row == 4  # notes on rows that are not there would only puzzle


def test_rows_are_numbered_on_where_no_heading_parts_the_sections(tmp_path: Path) -> None:
    columns = (Column("指标"), Column("数", Form.NUMBER))
    parts = tuple(Section("", (Row((name, 1.0)),), unit) for name, unit in (("产值", "亿元"), ("户数", "户")))
    sheet = _written(tmp_path, Table("表", "表", "", columns, parts)).worksheets[0]
    assert [_row_of(sheet, name)[0].value for name in ("产值", "户数")] == [1, 2]


def test_a_table_of_one_column_needs_no_merged_title(tmp_path: Path) -> None:
    one = Table("表", "标题", "", (Column("单位"),), (Section("", (Row(("甲县",)),)),), numbered=False)
    assert _written(tmp_path, one).worksheets[0]["A3"].value == "甲县"


def test_sheet_names_are_made_acceptable_and_unique(tmp_path: Path) -> None:
    assert _written(tmp_path, quality_table(), quality_table()).sheetnames == ["质量 效益账", "质量 效益账（2）"]
    assert len(sheet_names(["长" * 40])[0]) == 31
    assert sheet_names(["", "'a'", "A"]) == ("表", "a", "A（2）")


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    tables = (schedule_table(), target_table(), quality_table())
    paths = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in paths:
        write_workbook(path, tables, title="六本账", created=CREATED)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@needs_soffice
def test_libreoffice_opens_the_workbook_and_tears_no_number(tmp_path: Path) -> None:
    path = tmp_path / "ledgers.xlsx"
    write_workbook(path, (schedule_table(), target_table(), quality_table()), title="六本账", created=CREATED)
    text = to_pdf(path)
    assert "12,385,176.14" in text
    assert "###" not in text
    assert "第 1 页" in text


def test_what_the_disk_refuses_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_workbook(tmp_path / "没有" / "ledgers.xlsx", (target_table(),), title="六本账", created=CREATED)
