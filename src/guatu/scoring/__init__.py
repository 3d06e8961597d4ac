"""scoring: a scorecard put to figures, step by step, so that every point can be computed again (评价打分).

Knows no files and no database tables: it is handed a sheet of figures and the card of a pack, and returns a scoring.
"""

from guatu.scoring.findings import FINDING_CODES
from guatu.scoring.from_rows import sheet_from_rows
from guatu.scoring.grading import count_of_share
from guatu.scoring.point_lines import PointLine, PointWorking
from guatu.scoring.ranking import places
from guatu.scoring.scoring import Node, Remark, Scoring, Stage, Standing
from guatu.scoring.sheet import Sheet
from guatu.scoring.steps import STEPS, score_sheet
from guatu.scoring.told_number import CellOf, Field

__all__ = [
    "FINDING_CODES",
    "STEPS",
    "CellOf",
    "Field",
    "Node",
    "PointLine",
    "PointWorking",
    "Remark",
    "Scoring",
    "Sheet",
    "Stage",
    "Standing",
    "count_of_share",
    "places",
    "score_sheet",
    "sheet_from_rows",
]
