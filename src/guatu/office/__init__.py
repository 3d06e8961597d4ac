"""office: Excel, Word, CSV and HTML, in and out."""

from guatu.office.bulletin_document import write_bulletin
from guatu.office.csv_list import write_csv_list
from guatu.office.findings import FINDING_CODES
from guatu.office.findings_workbook import write_findings
from guatu.office.letter_document import write_letters
from guatu.office.plan_files import PLAN_ENDINGS, PlanFile, decode_plan_text, read_plan_text
from guatu.office.review_page import write_review_page
from guatu.office.review_reading import read_review
from guatu.office.review_workbook import write_review
from guatu.office.sheet_files import SHEET_ENDINGS, read_sheets
from guatu.office.task_document import write_task_document
from guatu.office.text_table import table_lines, wrapped_line
from guatu.office.wall_page import write_wall
from guatu.office.workbook import write_workbook

__all__ = [
    "FINDING_CODES",
    "PLAN_ENDINGS",
    "SHEET_ENDINGS",
    "PlanFile",
    "decode_plan_text",
    "read_plan_text",
    "read_review",
    "read_sheets",
    "table_lines",
    "wrapped_line",
    "write_bulletin",
    "write_csv_list",
    "write_findings",
    "write_letters",
    "write_review",
    "write_review_page",
    "write_task_document",
    "write_wall",
    "write_workbook",
]
