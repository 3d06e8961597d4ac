"""office: Excel, Word, PDF, CSV and HTML, in and out.

What reads plans is fetched when first asked for: a month need not wait for the grammar.
"""

import importlib
from typing import TYPE_CHECKING

from guatu.office.bulletin_document import write_bulletin
from guatu.office.converter import has_libreoffice, write_pdf
from guatu.office.csv_list import write_csv_list
from guatu.office.draft_mark import mark_draft
from guatu.office.findings import FINDING_CODES
from guatu.office.findings_workbook import write_findings
from guatu.office.letter_document import letter_name, write_letters
from guatu.office.sheet_files import SHEET_ENDINGS, read_sheets
from guatu.office.spreadsheet_text import plain_text
from guatu.office.table_page import light_html, table_html
from guatu.office.text_table import table_lines, wrapped_line
from guatu.office.wall_page import write_wall
from guatu.office.workbook import write_workbook

if TYPE_CHECKING:
    from guatu.office.charts import chart_png, chart_svg, svg_png
    from guatu.office.form_workbook import FormLine, write_form
    from guatu.office.marked_workbook import CellMark, is_list_of_marks, mark_workbook
    from guatu.office.plan_files import PLAN_ENDINGS, PlanFile, decode_plan_text, read_plan_text, shown_name
    from guatu.office.review_page import write_review_page
    from guatu.office.review_reading import read_review
    from guatu.office.review_workbook import write_review
    from guatu.office.task_document import write_task_document

# Each of these names and the file it is found in.
_DOORS = {
    "guatu.office.charts": ("chart_png", "chart_svg", "svg_png"),
    "guatu.office.form_workbook": ("FormLine", "write_form"),
    "guatu.office.marked_workbook": ("CellMark", "is_list_of_marks", "mark_workbook"),
    "guatu.office.plan_files": ("PLAN_ENDINGS", "PlanFile", "decode_plan_text", "read_plan_text", "shown_name"),
    "guatu.office.review_page": ("write_review_page",),
    "guatu.office.review_reading": ("read_review",),
    "guatu.office.review_workbook": ("write_review",),
    "guatu.office.task_document": ("write_task_document",),
}
_FILE_OF = {name: file for file, names in _DOORS.items() for name in names}

__all__ = [
    "FINDING_CODES",
    "PLAN_ENDINGS",
    "SHEET_ENDINGS",
    "CellMark",
    "FormLine",
    "PlanFile",
    "chart_png",
    "chart_svg",
    "decode_plan_text",
    "has_libreoffice",
    "is_list_of_marks",
    "letter_name",
    "light_html",
    "mark_draft",
    "mark_workbook",
    "plain_text",
    "read_plan_text",
    "read_review",
    "read_sheets",
    "shown_name",
    "svg_png",
    "table_html",
    "table_lines",
    "wrapped_line",
    "write_bulletin",
    "write_csv_list",
    "write_findings",
    "write_form",
    "write_letters",
    "write_pdf",
    "write_review",
    "write_review_page",
    "write_task_document",
    "write_wall",
    "write_workbook",
]


def __getattr__(name: str) -> object:
    if name not in _FILE_OF:
        raise AttributeError(f"guatu.office has no name {name!r}")
    return getattr(importlib.import_module(_FILE_OF[name]), name)
