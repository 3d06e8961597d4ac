"""What was foretold for the year (预测): forecasts made on this month's figures, and how likely each target is reached.

Forecasts of earlier months are not shown beside this month's figures: they did not know them.
"""

from guatu.ledgers.figures import Given
from guatu.ledgers.plan import Plan
from guatu.query import FORECASTS, Step


def foretold_steps(plan: Plan, given: Given) -> tuple[Step, Step]:
    """Return the steps of what is expected of a place's year, and of the chances of its targets; empty without any."""
    columns = ", ".join(f"NULL::{column.type} AS {column.name}" for column in FORECASTS.columns)
    has_forecasts = FORECASTS.name in given.tables
    source = FORECASTS.name if has_forecasts else f"(SELECT {columns} WHERE false)"
    year, month = plan.month.last.year, plan.month.last.month
    of_year = (
        f"year(made_on) = {year} AND month(made_on) = {month} AND year(period) = {year} AND month(period) = 12"
        " AND method = 'combined'"
    )
    needs = (FORECASTS.name,) if has_forecasts else ()
    expected = Step(
        "foretold",
        f"""
        SELECT place, indicator, max(value) FILTER (WHERE measure = 'level') AS expected,
            max(value) FILTER (WHERE measure = 'growth') AS expected_growth
        FROM {source} WHERE {of_year} AND isfinite(value) GROUP BY place, indicator
        """,
        needs,
        "用到本月为止的数预测的全年数",
    )
    chances = Step(
        "chances",
        f"""
        SELECT target, place, max(probability) AS probability FROM {source}
        WHERE {of_year} AND target IS NOT NULL AND probability BETWEEN 0 AND 1 GROUP BY target, place
        """,
        needs,
        "按目前进度完成各目标的可能性",
    )
    return expected, chances
