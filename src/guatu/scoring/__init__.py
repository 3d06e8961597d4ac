"""scoring: a scorecard put to figures, step by step, so that every point can be computed again (评价打分).

Knows no files and no database tables: it is handed a sheet of figures and the card of a pack, and returns a scoring.
"""

from guatu.scoring.scoring import Node, Remark, Scoring, Stage, Standing
from guatu.scoring.sheet import Sheet

__all__ = [
    "Node",
    "Remark",
    "Scoring",
    "Sheet",
    "Stage",
    "Standing",
]
