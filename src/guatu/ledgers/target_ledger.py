"""目标任务账: the target with its comparator, clause and lead, and what it asks for at each quarter's end."""

from guatu.ledgers.plan import Plan
from guatu.query import Step


def target_ledger_step(plan: Plan) -> Step:
    """Return the step of the ledger of targets."""
    quarters = ", ".join(f"{level_at(str(quarter * 3))} AS quarter_{quarter}" for quarter in range(1, 5))
    return Step(
        "target_ledger",
        f"""
        SELECT target, place, indicator, first, last, measure, method, comparator, value, value_max, growth_target,
            base, level, {quarters}, {level_at(str(plan.month.last.month))} AS month_level,
            conflicts::INTEGER AS conflicts, modality, clause, lead, support
        FROM book AS b LEFT JOIN (
            SELECT target, map(list(month), list(schedule)) AS stepped FROM plan_steps GROUP BY target
        ) AS s USING (target)
        """,
        ("book", "plan_steps"),
        "目标任务账：年度、季度、月度目标",
    )


def level_at(month: str) -> str:
    """Return the SQL of what should have been reached by the end of a month: of a stock, its way from last year's end.

    It reads the book and, as `s`, the steps a plan sets month by month.
    """
    gone = (
        f"(CASE WHEN by_usual THEN usual_shares[{month}] WHEN schedule = 'stepped' THEN s.stepped[{month}]"
        f" ELSE least({month} / months_in_all, 1) END)"
    )
    return f"CASE method WHEN 'progress' THEN level * {gone} WHEN 'climb' THEN base + (level - base) * {gone} END"
