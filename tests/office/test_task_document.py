"""The table of tasks as a Word document: lying pages, the header on each, no row torn."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from tests.reader.example_draft import example_draft

from guatu.office import write_task_document, write_workbook
from guatu.reader import Draft
from guatu.report import task_pages

PAGES = task_pages(example_draft())


@pytest.fixture(name="path")
def written(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.docx"
    write_task_document(path, PAGES.paper)
    return path


def test_the_page_lies_and_the_table_fills_the_type_area(path: Path) -> None:
    document = docx.Document(str(path))
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    widths = [int(cell.get(qn("w:w"))) for cell in document.element.body.iter(qn("w:gridCol"))]
    assert abs(sum(widths) / 1440 * 25.4 - 225) < 2


def test_the_table_has_its_columns_a_header_again_on_each_page_and_no_torn_row(path: Path) -> None:
    (table,) = docx.Document(str(path)).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        *("序号", "条款", "任务", "措施", "牵头单位", "责任单位", "完成时限")
    ]
    assert table.rows[1].cells[4].text == "县工信局"
    assert table.rows[1].cells[6].text == "2026-10-31"
    marks = [[mark.tag for mark in row._tr.trPr] for row in table.rows if row._tr.trPr is not None]
    assert all(qn("w:cantSplit") in row for row in marks)
    assert qn("w:tblHeader") in marks[0]


def test_the_title_stands_over_the_table(path: Path) -> None:
    words = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs if paragraph.text]
    assert "".join(words).startswith("青溪县工业提质三年行动方案任务分工表")


def test_a_title_too_long_for_one_line_breaks_before_what_the_table_is(tmp_path: Path) -> None:
    plan = "青溪县工业经济提质增效和园区发展三年行动实施方案"
    write_task_document(tmp_path / "tasks.docx", replace(PAGES.paper, title=f"{plan}任务分工表"))
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / "tasks.docx")).paragraphs if paragraph.text]
    assert words[:2] == [plan, "任务分工表"]


def test_a_plan_without_tasks_gives_a_sentence_and_no_table(tmp_path: Path) -> None:
    path = tmp_path / "tasks.docx"
    write_task_document(path, task_pages(_without_tasks()).paper)
    document = docx.Document(str(path))
    assert document.tables == []
    assert any("没有写明责任单位" in paragraph.text for paragraph in document.paragraphs)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_task_document(tmp_path / f"{name}.docx", PAGES.paper)
        write_workbook(tmp_path / f"{name}.xlsx", (PAGES.sheet,), title=PAGES.sheet.title, created=date(1980, 1, 1))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def _without_tasks() -> Draft:
    return replace(example_draft(), tasks=())
