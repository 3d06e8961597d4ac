"""The review as a workbook: what a person finds in it, and the whole way there and back."""

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from tests.office.soffice import needs_soffice, to_pdf
from tests.reader.example_draft import example_draft

from guatu.domain import FindingCode, Severity, Span
from guatu.office import read_review, write_review
from guatu.pack import Confidence
from guatu.reader import Draft, apply_review, review_fingerprint, review_tables
from guatu.reader.matching import match_draft

DRAFT = example_draft()
DATES = FindingCode("X900", "日期不一致", "", "", "", Severity.WARNING).at(
    Span("方案.docx", line=3), "=落款日期晚于报送日期。", "请核对成文日期。"
)


@pytest.fixture(name="path")
def written(tmp_path: Path) -> Path:
    path = tmp_path / "review.xlsx"
    write_draft(path, DRAFT)
    return path


def write_draft(path: Path, draft: Draft) -> None:
    tables = review_tables(draft, match_draft(draft, None))
    title = draft.document.title or ""
    write_review(path, tables, title=title, fingerprint=review_fingerprint(draft), findings=[DATES])


def edit_and_apply(path: Path, edit: Any) -> tuple[Draft, list[str], list[str]]:  # Any: openpyxl's workbook
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    review, trouble = read_review(path)
    draft, findings = apply_review(DRAFT, review)
    return draft, [one.code for one in trouble], [f"{one.code} {one.span}" for one in findings]


def cell(sheet: Any, heading: str, row: int = 4) -> Any:  # Any: openpyxl's cells
    return next(sheet.cell(row, one.column) for one in sheet[3] if one.value == heading)


def test_the_first_sheet_says_what_to_do_what_there_is_and_what_was_noticed(path: Path) -> None:
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == ["说明", "文件", "目标", "任务", "奖补", "报送", "单位", "指标"]
    rows = [[value for value in row if value is not None] for row in book["说明"].iter_rows(values_only=True)]
    words = [str(row[0]) for row in rows if row]
    assert "青溪县工业提质三年行动方案" in words[0]
    assert [word[:2] for word in words if word[1:2] == "．"] == ["1．", "2．", "3．", "4．", "5．"]
    assert ["目标", 2, 1, 0, 1, 1, 0, 1] in rows
    assert ["提醒", "X900", "方案.docx:3", "日期不一致", "=落款日期晚于报送日期。", "请核对成文日期。"] in rows


def test_the_first_sheet_and_the_headings_say_what_belongs_in_a_column(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    rows = [[value for value in row if value is not None] for row in book["说明"].iter_rows(values_only=True)]
    meanings = {(row[0], row[1]): str(row[2]) for row in rows if len(row) == 3}
    assert "2#" in meanings["各表", "条款"]
    assert "总量" in meanings["目标", "类型"]
    tips = {one.promptTitle: one.prompt for one in book["目标"].data_validations.dataValidation if one.promptTitle}
    assert tips["类型"] == meanings["目标", "类型"]
    assert all(len(prompt) <= 255 for prompt in tips.values())


def test_a_whole_number_somebody_typed_has_no_decimals(path: Path) -> None:
    def add(book: Any) -> None:  # Any: openpyxl's workbook
        row = {"指标": "新增技改项目", "类型": "增量", "要求": "达到", "目标值": 3.0, "单位": "个"}
        for heading, value in row.items():
            cell(book["目标"], heading, 6).value = value

    draft, _, _ = edit_and_apply(path, add)
    assert str(draft.targets[-1].value) == "3"


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    target = replace(DRAFT.targets[0], indicator="=HYPERLINK(1)", scope="@全县")
    path = tmp_path / "review.xlsx"
    write_draft(path, replace(DRAFT, targets=(target,)))
    sheet = openpyxl.load_workbook(path)["目标"]
    assert [cell(sheet, one).data_type for one in ("指标", "范围", "目标值")] == ["s", "s", "n"]
    formulas = [one for row in sheet.iter_rows() for one in row if one.data_type == "f"]
    assert formulas == []


def test_choices_have_drop_downs_that_reach_the_spare_rows(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["目标"]
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert lists["B4:B25"] == '"采用,不采用,待定"'
    assert any("年均增速" in source for source in lists.values())
    agencies = openpyxl.load_workbook(path)["单位"].data_validations.dataValidation
    assert sum(one.type == "list" for one in agencies) == 4


def test_words_cannot_turn_into_dates_and_numbers_stay_numbers(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["目标"]
    assert (cell(sheet, "目标期").number_format, cell(sheet, "目标期", 8).number_format) == ("@", "@")
    assert (cell(sheet, "目标值").value, cell(sheet, "目标值").number_format) == (8, "#,##0")
    assert openpyxl.load_workbook(path)["任务"]["I4"].number_format == "yyyy-mm-dd"


def test_sheets_print_lying_with_their_header_again_and_are_frozen_and_filtered(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["目标"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "C4")
    assert sheet.auto_filter.ref.startswith("A3:")
    assert [one.value for one in sheet[3]].index("读法") == sheet.max_column - 1
    assert str(sheet.print_area).endswith("$Q$5")
    assert not sheet.protection.sheet


@pytest.mark.parametrize(
    ("sheet", "paper", "most"), [("目标", 8, 135), ("任务", 9, 94), ("奖补", 8, 135), ("报送", 9, 94)]
)
def test_print_is_never_smaller_than_eight_points(path: Path, sheet: str, paper: int, most: float) -> None:
    table = next(one for one in review_tables(DRAFT) if one.title == sheet)
    assert openpyxl.load_workbook(path)[sheet].page_setup.paperSize == paper
    assert sum(column.width for column in table.columns if column.printed) <= most


def test_rows_are_as_high_as_their_words(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book["奖补"].row_dimensions[5].height > book["报送"].row_dimensions[4].height
    assert book["奖补"].row_dimensions[5].height >= 2 * 13.5


def test_what_was_read_of_a_sentence_is_bold(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - written by the test itself
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    bold = [run.findtext(f"{name}t") for run in root.iter(f"{name}r") if run.find(f"{name}rPr/{name}b") is not None]
    assert "每年新增规上企业3—5户" in bold


def test_an_untouched_workbook_changes_nothing_but_what_is_undecided(path: Path) -> None:
    review, trouble = read_review(path)
    draft, findings = apply_review(DRAFT, review)
    assert trouble == ()
    assert draft == replace(DRAFT, targets=DRAFT.targets[:1])
    assert [one.code for one in findings] == ["X053"]


def test_edits_in_the_workbook_come_back_into_the_draft(path: Path) -> None:
    def edit(book: Any) -> None:  # Any: openpyxl's workbook
        targets, tasks = book["目标"], book["任务"]
        cell(targets, "采用", 5).value = "采用"
        cell(targets, "目标值", 5).value = 4
        cell(tasks, "牵头单位").value = "县工信局、县科技局"
        cell(book["奖补"], "采用").value = "不采用"
        for heading, value in (
            ("报送单位", "县统计局"),
            ("内容", "统计数据"),
            ("频次", "每季"),
            ("时限", "每季度末前"),
        ):
            cell(book["报送"], heading, 6).value = value

    draft, trouble, findings = edit_and_apply(path, edit)
    # Formulas of 说明 lose their results in this test's editor; nothing is read from them.
    assert (trouble, findings) == ([], [])
    assert draft.targets[1] == replace(DRAFT.targets[1], value=Decimal(4), confidence=Confidence.HIGH)
    assert draft.tasks[0].lead == ("县工信局", "县科技局")
    assert draft.incentives == DRAFT.incentives[1:]
    assert (draft.duties[1].who, draft.duties[1].due) == ("县统计局", "end of each quarter")


def test_deleted_rows_and_lines_above_the_header_do_not_shift_the_cells(path: Path) -> None:
    def edit(book: Any) -> None:  # Any: openpyxl's workbook
        book["目标"].delete_rows(5)
        book["任务"].delete_rows(1, 2)
        book["奖补"].insert_rows(1)

    draft, _, findings = edit_and_apply(path, edit)
    assert findings == ["X054 review.xlsx［目标］"]
    assert (draft.tasks, draft.incentives) == (DRAFT.tasks, DRAFT.incentives)


def test_a_wrong_cell_is_named_by_sheet_and_letter(path: Path) -> None:
    def edit(book: Any) -> None:  # Any: openpyxl's workbook
        cell(book["目标"], "单位").value = "亿远"

    assert edit_and_apply(path, edit)[2][0] == "X055 review.xlsx［目标］K4"


def test_any_other_workbook_and_a_broken_file_are_refused(tmp_path: Path) -> None:
    other, broken = tmp_path / "月报.xlsx", tmp_path / "坏.xlsx"
    openpyxl.Workbook().save(other)
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    for path, codes in ((other, []), (broken, ["O006"])):
        review, trouble = read_review(path)
        draft, findings = apply_review(DRAFT, review)
        assert draft is DRAFT
        assert ([one.code for one in trouble], [one.code for one in findings]) == (codes, ["X050"])


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_draft(tmp_path / name, DRAFT)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_draft_still_has_rows_to_fill(tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    write_draft(path, replace(DRAFT, targets=(), tasks=(), incentives=(), duties=()))
    sheet = openpyxl.load_workbook(path)["任务"]
    assert sheet["A1"].value == "任务核对表（0条）"
    lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert [str(one.sqref) for one in lists] == ["B4:B23"]


@needs_soffice
def test_libreoffice_reads_the_workbook(path: Path) -> None:
    text = to_pdf(path)
    assert "目标核对表（2条）" in text
    assert "年均增速" in text
