"""intake: what people typed becomes facts, and what cannot becomes a finding. Knows no file format."""

from guatu.intake.amounts import stored_number
from guatu.intake.findings import FINDING_CODES, WIDENED
from guatu.intake.from_sheets import IntakeOptions, facts_from_sheets
from guatu.intake.sheet import Cell, Merge, Sheet
from guatu.intake.sheet_figures import SheetFigure, figures_from_sheets

__all__ = [
    "FINDING_CODES",
    "WIDENED",
    "Cell",
    "IntakeOptions",
    "Merge",
    "Sheet",
    "SheetFigure",
    "facts_from_sheets",
    "figures_from_sheets",
    "stored_number",
]
