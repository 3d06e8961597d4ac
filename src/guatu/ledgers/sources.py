"""Where the numbers of a month come from (数据来源) and who has reported (报送情况)."""

from guatu.ledgers.figures import Given, status_rank
from guatu.ledgers.plan import Plan
from guatu.query import Step


def sources_step(plan: Plan, given: Given) -> Step:
    """Return the observations behind the month: this month, the same month last year and last year's end.

    The row that was used comes first by the ranking rule of `figures`; `rivals` counts the different numbers it beat.
    """
    now, before, end = plan.month.last, plan.month.shift(-12).last, f"{plan.month.last.year - 1}-12-01"
    vintage, source = given.column("vintage", "DATE"), given.column("source", "VARCHAR")
    status = given.column("status", "VARCHAR")
    known = plan.known_by_then(vintage)
    growth = given.column("growth", "DOUBLE")
    cell = "PARTITION BY o.place, o.indicator, o.period, o.basis"
    return Step(
        "sources",
        f"""
        SELECT o.place, o.indicator, o.period, o.basis, o.value, {growth} AS growth, {status} AS status,
            {vintage} AS vintage, {source} AS source, {given.column("origin", "VARCHAR")} AS origin,
            (count(DISTINCT o.value) OVER ({cell}) - 1)::INTEGER AS rivals
        FROM observations AS o JOIN plan_places AS p ON o.place = p.place
        WHERE p.inside AND o.period IN (DATE '{now}', DATE '{before}', DATE '{end}') {known}
        QUALIFY row_number() OVER (
            {cell} ORDER BY {vintage} DESC NULLS LAST, {status_rank(status)} DESC,
                {source}, hash(o.value) % 65536 DESC
        ) = 1
        """,
        ("observations", "plan_places"),
        "本月所用各数的出处",
    )


def report_states_step(plan: Plan, given: Given) -> Step:
    """Return who has reported what is due for the month, and when it first came in."""
    vintage = given.column("vintage", "DATE")
    known = plan.known_by_then(vintage)
    # Nobody owes anything before the day is over.
    waits = f"WHEN received < expected AND DATE '{plan.as_of}' <= due THEN 'waiting'" if plan.as_of else ""
    return Step(
        "report_states",
        f"""
        WITH first_in AS (
            SELECT o.place, o.indicator, min({vintage}) AS first_day FROM observations AS o
            WHERE o.period = DATE '{plan.month.last}' {known} GROUP BY o.place, o.indicator
        ), asked AS (
            SELECT d.duty, d.place, d.due, f.indicator IS NOT NULL AS came, f.first_day > d.due AS late, f.first_day
            FROM plan_duties AS d LEFT JOIN first_in AS f ON d.place = f.place AND d.indicator = f.indicator
        ), counted AS (
            SELECT duty, place, due, count(*)::INTEGER AS expected, count_if(came)::INTEGER AS received,
                count_if(late)::INTEGER AS late, max(first_day) AS last_received
            FROM asked GROUP BY duty, place, due
        )
        SELECT *, CASE {waits} WHEN received = 0 THEN 'missing' WHEN received < expected THEN 'partial'
            WHEN late > 0 THEN 'late' ELSE 'on_time' END AS state
        FROM counted
        """,
        ("observations", "plan_duties"),
        "报送情况：已报、迟报、部分未报、未报、时限未到",
    )
