"""任务支撑账: the increment a target needs against what is listed to carry it, by how certain it is."""

from guatu.ledgers.figures import Given
from guatu.ledgers.plan import Plan
from guatu.query import CERTAINTIES, SUPPORTS, Step, literal
from guatu.series import gap, ratio


def support_ledger_steps(plan: Plan, given: Given) -> tuple[Step, ...]:
    """Return the steps of the ledger of supports."""
    return _support_sums(plan, given), _support_ledger()


def _support_sums(plan: Plan, given: Given) -> Step:
    classes = ", ".join(
        f"sum(amount ORDER BY support) FILTER (WHERE certainty = {literal(word)}) AS {word}" for word, _ in CERTAINTIES
    )
    columns = ", ".join(f"NULL::{column.type} AS {column.name}" for column in SUPPORTS.columns)
    has_supports = "supports" in given.tables
    source = "supports" if has_supports else f"(SELECT {columns} WHERE false)"
    return Step(
        "support_sums",
        f"""
        SELECT place, indicator, count(*)::INTEGER AS supports, {classes}, sum(amount ORDER BY support) AS listed
        FROM {source} WHERE year = {plan.month.last.year} GROUP BY place, indicator
        """,
        ("supports",) if has_supports else (),
        "按把握程度汇总本年度的支撑事项",
    )


def _support_ledger() -> Step:
    uncovered = gap("b.required", "coalesce(s.listed, 0)")
    return Step(
        "support_ledger",
        f"""
        SELECT b.target, b.place, b.indicator, b.base, b.level, b.required, coalesce(s.supports, 0) AS supports,
            s.certain, s.likely, s.possible, s.listed, {ratio("s.listed", "b.required")} AS coverage,
            {uncovered} AS uncovered,
            CASE WHEN e.expected IS NOT NULL THEN least({uncovered}, {gap("b.level", "e.expected")}) END
                AS uncovered_at_pace
        FROM book AS b LEFT JOIN support_sums AS s ON b.place = s.place AND b.indicator = s.indicator
        LEFT JOIN foretold AS e ON b.place = e.place AND b.indicator = e.indicator
        WHERE b.method IN ('progress', 'climb') AND (b.required > 0 OR s.listed IS NOT NULL)
        """,
        ("book", "support_sums", "foretold"),
        "任务支撑账：需要的增量与已列支撑",
    )
