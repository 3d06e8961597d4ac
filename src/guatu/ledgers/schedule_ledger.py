"""时序账: completion beside schedule, growth beside its target, the light and the light before it."""

from guatu.ledgers.plan import Plan
from guatu.query import Step


def schedule_ledger_steps(plan: Plan, light: str) -> tuple[Step, ...]:
    """Return the steps of the ledger of schedule and of the history of lights; `light` is the SQL of the lights."""
    month = plan.month.last.month
    day = f"make_date({plan.month.last.year}, month, 1)"
    return (
        Step(
            "lit",
            f"SELECT *, CASE WHEN method <> 'none' AND reported IS NOT NULL THEN {light} END AS light FROM timeline",
            ("timeline",),
            "按政策包的阈值亮灯",
        ),
        Step(
            "light_history",
            f"""
            SELECT target, place, indicator, {day} AS period, ahead, light FROM lit
            WHERE light IS NOT NULL
            """,
            ("lit",),
            "亮灯史：今年各月的灯",
        ),
        Step(
            "schedule_ledger",
            f"""
            SELECT l.target, l.place, l.indicator, l.method, l.reported, l.actual, {_month_value(month)} AS month_value,
                l.level, l.completion, l.schedule, l.growth, l.growth_target, l.ahead,
                coalesce(l.light, 'grey') AS light, p.light AS last_light
            FROM lit AS l JOIN book AS b ON l.target = b.target AND l.place = b.place
            LEFT JOIN (SELECT target, place, light FROM lit WHERE month = {month} - months_apart) AS p
                ON l.target = p.target AND l.place = p.place
            WHERE l.month = {month}
            """,
            ("lit", "book"),
            "时序账：完成率、序时进度和灯",
            kept=True,
        ),
    )


def _month_value(month: int) -> str:
    """Return the single month: as published, else the difference of two cumulative figures of a flow."""
    if month == 1:
        return "coalesce(b.month_value, CASE WHEN b.kind = 'flow' AND NOT b.merged THEN b.actual END)"
    # January and February are one period where they are published together, so February shows both.
    whole = f"b.actuals[{month}] - b.actuals[{month - 1}]"
    first = "CASE WHEN b.merged THEN b.actual ELSE b.actuals[2] - b.actuals[1] END" if month == 2 else whole
    return f"coalesce(b.month_value, CASE WHEN b.kind = 'flow' THEN {first} END)"
