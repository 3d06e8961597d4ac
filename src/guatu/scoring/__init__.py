"""scoring: a scorecard put to figures, step by step, so that every point can be computed again (评价打分).

Knows no files and no database tables: it is handed a sheet of figures and the card of a pack, and returns a scoring.
"""

from guatu.scoring.card_columns import CardColumns
from guatu.scoring.card_step_findings import CARD_STEP_CODES
from guatu.scoring.changed_weight import ChangedWeight, Crossing, change_weight, find_crossing
from guatu.scoring.distance import Closing, Distance, DistanceMeter, Gap, ItemRoom, measure_distance
from guatu.scoring.findings import FINDING_CODES as STEP_CODES
from guatu.scoring.from_rows import sheet_from_rows
from guatu.scoring.grading import count_of_share
from guatu.scoring.left_out import LeaveOneOut, LeftOut, leave_out_each
from guatu.scoring.method_variants import USUAL_CHOICES, Choice
from guatu.scoring.monte_carlo import DRAWS, SEED, MonteCarlo, RankInterval, VariantShift, vary_ranks
from guatu.scoring.moves import Move
from guatu.scoring.point_lines import PointLine, PointWorking
from guatu.scoring.rank_reversals import Reversal, Reversed, drop_each, drop_units, drop_worst
from guatu.scoring.rank_variance import RankVariance, explain_ranks
from guatu.scoring.ranking import places
from guatu.scoring.register_steps import card_steps
from guatu.scoring.robustness_findings import ROBUSTNESS_CODES
from guatu.scoring.scoring import Node, Remark, Scoring, Stage, Standing
from guatu.scoring.sheet import Sheet
from guatu.scoring.sobol import VarianceShare
from guatu.scoring.steps import STEPS, score_sheet
from guatu.scoring.told_number import CellOf, Field
from guatu.scoring.year_change import NodeChange, UnitChange, YearChange, compare_years

FINDING_CODES = (*STEP_CODES, *ROBUSTNESS_CODES, *CARD_STEP_CODES)

__all__ = [
    "DRAWS",
    "FINDING_CODES",
    "SEED",
    "STEPS",
    "USUAL_CHOICES",
    "CardColumns",
    "CellOf",
    "ChangedWeight",
    "Choice",
    "Closing",
    "Crossing",
    "Distance",
    "DistanceMeter",
    "Field",
    "Gap",
    "ItemRoom",
    "LeaveOneOut",
    "LeftOut",
    "MonteCarlo",
    "Move",
    "Node",
    "NodeChange",
    "PointLine",
    "PointWorking",
    "RankInterval",
    "RankVariance",
    "Remark",
    "Reversal",
    "Reversed",
    "Scoring",
    "Sheet",
    "Stage",
    "Standing",
    "UnitChange",
    "VarianceShare",
    "VariantShift",
    "YearChange",
    "card_steps",
    "change_weight",
    "compare_years",
    "count_of_share",
    "drop_each",
    "drop_units",
    "drop_worst",
    "explain_ranks",
    "find_crossing",
    "leave_out_each",
    "measure_distance",
    "places",
    "score_sheet",
    "sheet_from_rows",
    "vary_ranks",
]
