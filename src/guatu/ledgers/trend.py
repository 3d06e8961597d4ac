"""逐月走势: each target month by month through the year: this year, the same month last year, what was due."""

from guatu.ledgers.plan import Plan
from guatu.ledgers.target_ledger import level_at
from guatu.query import Step


def trend_step(plan: Plan) -> Step:
    """Return the step of the trend; what is due is known for all twelve months, figures up to this one."""
    year, month = plan.month.last.year, plan.month.last.month
    return Step(
        "trend",
        f"""
        SELECT b.target, b.place, b.indicator, make_date({year}, k.month, 1) AS period,
            CASE WHEN k.month <= {month} THEN b.actuals[k.month] END AS actual, f.bases[k.month] AS last_year,
            CASE WHEN b.method = 'level' THEN b.level ELSE {level_at("k.month")} END AS due,
            CASE WHEN k.month <= {month} THEN b.growths[k.month] END AS growth, b.growth_target
        FROM book AS b CROSS JOIN (SELECT unnest(range(1, 13))::INTEGER AS month) AS k
        LEFT JOIN (SELECT place, indicator, bases FROM figures) AS f
            ON b.place = f.place AND b.indicator = f.indicator
        LEFT JOIN (
            SELECT target, map(list(month), list(schedule)) AS stepped FROM plan_steps GROUP BY target
        ) AS s ON b.target = s.target
        """,
        ("book", "figures", "plan_steps"),
        "逐月走势：本年累计、上年同期、到各月应完成的数",
    )
