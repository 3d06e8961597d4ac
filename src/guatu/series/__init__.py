"""series: the arithmetic of official statistics (累计、同比、拉动、序时、位次) as SQL expressions and steps.

Knows nothing of plans and ledgers: it is handed expressions and names of relations. Every result is finite or NULL.
"""

from guatu.series.comparisons import group_growth, growth_on_year, multi_year_average
from guatu.series.formula import Formula, stated_formulas
from guatu.series.formulas import (
    average_growth,
    contribution,
    contribution_from_pull,
    elasticity,
    growth,
    implied_base,
    pull,
    pull_from_contribution,
    pull_from_share,
    ratio,
    share,
    share_change,
    two_year_average,
)
from guatu.series.months import cumulate_months, single_months, usual_schedule
from guatu.series.progress import (
    ahead,
    climb_completion,
    completion,
    gap,
    linear_schedule,
    required_growth,
    required_run_rate,
    target_level,
)
from guatu.series.ranking import count_ranked, rank_with_ties, ranks
from guatu.series.structure import contributions, printed_structure, real_contributions, shares

# In the order of the files above: printed by the page of formulas and the annex of the bulletin.
FORMULAS: tuple[Formula, ...] = stated_formulas()

__all__ = [
    "FORMULAS",
    "Formula",
    "ahead",
    "average_growth",
    "climb_completion",
    "completion",
    "contribution",
    "contribution_from_pull",
    "contributions",
    "count_ranked",
    "cumulate_months",
    "elasticity",
    "gap",
    "group_growth",
    "growth",
    "growth_on_year",
    "implied_base",
    "linear_schedule",
    "multi_year_average",
    "printed_structure",
    "pull",
    "pull_from_contribution",
    "pull_from_share",
    "rank_with_ties",
    "ranks",
    "ratio",
    "real_contributions",
    "required_growth",
    "required_run_rate",
    "share",
    "share_change",
    "shares",
    "single_months",
    "target_level",
    "two_year_average",
    "usual_schedule",
]
