"""office: Excel, Word, CSV and HTML, in and out."""

from guatu.office.write_bulletin import write_bulletin
from guatu.office.write_findings import write_findings
from guatu.office.write_wall import write_wall
from guatu.office.write_workbook import write_workbook

__all__ = [
    "write_bulletin",
    "write_findings",
    "write_wall",
    "write_workbook",
]
