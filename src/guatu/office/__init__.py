"""office: Excel, Word, CSV and HTML, in and out."""

from guatu.office.findings import FINDING_CODES
from guatu.office.read_sheets import SHEET_ENDINGS, read_sheets
from guatu.office.write_bulletin import write_bulletin
from guatu.office.write_findings import write_findings
from guatu.office.write_wall import write_wall
from guatu.office.write_workbook import write_workbook

__all__ = [
    "FINDING_CODES",
    "SHEET_ENDINGS",
    "read_sheets",
    "write_bulletin",
    "write_findings",
    "write_wall",
    "write_workbook",
]
