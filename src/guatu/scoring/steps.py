"""The steps of a scoring in order (评分步骤); the card may put the five on figures in another order."""

from collections.abc import Callable

from guatu.pack import Scorecard
from guatu.scoring.aggregation import aggregate
from guatu.scoring.blending import blend
from guatu.scoring.grading import grade
from guatu.scoring.imputation import impute
from guatu.scoring.mark_sums import add_marks
from guatu.scoring.normalisation import normalise
from guatu.scoring.outliers import treat
from guatu.scoring.quotients import denominate
from guatu.scoring.ranking import rank
from guatu.scoring.scoring import Scoring
from guatu.scoring.screening import screen
from guatu.scoring.sheet import Sheet
from guatu.scoring.vetoing import judge
from guatu.scoring.weighing import weigh
from guatu.scoring.working import Working, start_working

ScoringStep = tuple[str, str, Callable[[Working], Working]]

STEPS: tuple[ScoringStep, ...] = (
    ("screen", "筛选", screen),
    ("denominate", "相除", denominate),
    ("blend", "三量合并", blend),
    ("impute", "补缺", impute),
    ("treat", "异常值处理", treat),
    ("normalise", "无量纲化", normalise),
    ("weigh", "赋权", weigh),
    ("aggregate", "汇总", aggregate),
    ("mark", "加减分", add_marks),
    ("veto", "一票否决", judge),
    ("rank", "排名", rank),
    ("grade", "分等", grade),
)
_ON_FIGURES = ("screen", "denominate", "impute", "treat", "normalise")


def steps_of(card: Scorecard) -> tuple[ScoringStep, ...]:
    """Return the steps in the order of the card; what its `order` does not name follows in the usual order.

    Blending goes with denominating, since it compares quotients.
    """
    by_key = {step[0]: step for step in STEPS}
    asked = [key for key in card.order if key in _ON_FIGURES]
    named = [*dict.fromkeys(asked), *(key for key in _ON_FIGURES if key not in asked)]
    named.insert(named.index("denominate") + 1, "blend")
    return (*(by_key[key] for key in named), *(step for step in STEPS if step[0] not in named))


def score_sheet(card: Scorecard, sheet: Sheet) -> Scoring:
    """Score the units of a sheet by a card (评分), and keep the working of every step."""
    working = start_working(card, sheet)
    for _, _, step in steps_of(card):
        working = step(working)
    units = range(len(sheet.units))
    return Scoring(
        card=card,
        sheet=sheet,
        nodes=working.tree.nodes,
        points=working.points,
        weights=working.shares,
        index=working.index,
        bonuses=working.bonuses,
        deductions=working.deductions,
        total=working.total,
        groups=working.groups,
        standings=working.standings,
        ranks=working.ranks,
        grades=working.grades,
        said=tuple("；".join(working.said.get(row, ())) for row in units),
        unsettled=tuple(working.unsettled.get(row, ()) for row in units),
        stages=working.stages,
        findings=working.findings,
    )
