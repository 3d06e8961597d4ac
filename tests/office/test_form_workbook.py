"""The form as a workbook: what is locked, what helps when filling, and how it prints."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.office.soffice import needs_soffice, to_pdf

from guatu.office import FormLine, write_form

TITLE, ABOUT = "上月主要经济指标", "地区：甲子市（999901）　　报告期：2024年1-9月"
LINES = (
    FormLine(
        "工业总产值",
        "亿元",
        2,
        asks_value=True,
        asks_growth=True,
        last_value=Decimal("176.14"),
        last_growth=Decimal("9.1"),
        year_value=Decimal("183.59"),
        hint="填年初至本期的累计数。",
    ),
    FormLine("规模以上工业增加值", "亿元", 1, asks_value=False, asks_growth=True),
    FormLine("规上工业平均用工人数", "人", 0, asks_value=True, asks_growth=True, value=Decimal(20425)),
)


def write(path: Path, lines: tuple[FormLine, ...] = LINES) -> Path:
    write_form(path, title=TITLE, about=ABOUT, lines=lines, notes=("请于10月8日前报送。", "没有数请留空。"))
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    made = openpyxl.load_workbook(write(tmp_path / "form.xlsx")).active
    assert isinstance(made, Worksheet)
    return made


def test_a_line_stands_with_last_period_and_last_year_beside_it(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_row=6)]
    assert (rows[0][0], rows[1][0]) == (TITLE, ABOUT)
    assert rows[2] == [
        "序号",
        "指标",
        "计量单位",
        "本期累计（期末）",
        "同比（%）",
        "上期数",
        "上期同比（%）",
        "上年同期数",
        "上年同期同比（%）",
    ]
    assert rows[3] == [1, "工业总产值", "亿元", None, None, 176.14, 9.1, 183.59, None]
    assert rows[5][3] == 20425


def test_only_what_is_asked_for_is_unlocked_and_coloured(sheet: Worksheet) -> None:
    open_cells = [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert open_cells == ["D4", "E4", "E5", "D6", "E6"]
    assert {sheet[name].fill.fgColor.rgb for name in open_cells} == {"FFFFF8DC"}
    assert sheet["D5"].fill.fgColor.rgb != "FFFFF8DC"
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)


def test_a_cell_says_its_unit_when_it_is_chosen_and_warns_of_what_is_no_number(sheet: Worksheet) -> None:
    tips = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert sorted(tips) == ["D4", "D6", "E4", "E5", "E6"]
    assert tips["D4"].promptTitle == "工业总产值"
    assert tips["D4"].prompt == "单位：亿元。填年初至本期的累计数。没有数请留空，不要填 0。"
    assert (tips["E4"].errorStyle, tips["E4"].error) == ("warning", "请只填数字，单位是 %；没有数请留空。")


def test_long_names_and_definitions_fit_what_a_message_takes(tmp_path: Path) -> None:
    line = FormLine("长" * 60, "亿元", 2, asks_value=True, asks_growth=False, hint="口径" * 300)
    made = openpyxl.load_workbook(write(tmp_path / "form.xlsx", (line,))).active
    assert isinstance(made, Worksheet)
    [tip] = made.data_validations.dataValidation
    assert (len(tip.promptTitle or ""), len(tip.prompt or "") <= 255) == (30, True)


def test_words_of_others_never_become_formulas(tmp_path: Path) -> None:
    line = FormLine("=cmd|'/c calc'!A0", "@亿元", 2, asks_value=True, asks_growth=True)
    write_form(tmp_path / "form.xlsx", title="=1+1", about="+1", lines=(line,), notes=("-1",))
    made = openpyxl.load_workbook(tmp_path / "form.xlsx").active
    assert isinstance(made, Worksheet)
    assert {cell.data_type for row in made.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}


def test_the_same_form_gives_the_same_bytes(tmp_path: Path) -> None:
    assert write(tmp_path / "a.xlsx").read_bytes() == write(tmp_path / "b.xlsx").read_bytes()


@needs_soffice
def test_a_form_of_a_page_prints_on_one_page_with_its_notes(tmp_path: Path) -> None:
    text = to_pdf(write(tmp_path / "form.xlsx", LINES * 11))
    assert "第 1 页，共 1 页" in text
    assert "没有数请留空。" in text
