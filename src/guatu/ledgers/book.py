"""The book (总账): every target in force beside its figures, with base, level and method worked out once.

All ledgers are cut from this one table, which is why they tie out. Letters are those of the design: A actual to date,
B same period last year, L last full year, T target level.
"""

from guatu.ledgers.figures import Given
from guatu.ledgers.plan import Plan
from guatu.query import TARGETS, Step
from guatu.series import ahead, climb_completion, completion, linear_schedule, target_level

_GROWTHS = "('growth', 'annual_average_growth', 'reduction')"
_CAPS = "('<=', '<')"


def book_steps(plan: Plan, given: Given) -> tuple[Step, ...]:
    """Return the steps from targets and figures to `book` and `timeline`."""
    return _targets_in_force(plan, given), _contradictions(), _book(plan), _timeline(plan)


def _targets_in_force(plan: Plan, given: Given) -> Step:
    columns = ", ".join(TARGETS.names)
    day = f"DATE '{plan.month.last}'"
    handed_in = (
        f"UNION ALL BY NAME SELECT {columns} FROM targets WHERE first <= {day}" if "targets" in given.tables else ""
    )
    return Step(
        "targets_in_force",
        f"""
        SELECT t.* FROM (SELECT {columns} FROM plan_targets {handed_in}) AS t
        JOIN plan_places AS p ON t.place = p.place WHERE t.last >= {day} AND p.inside
        """,
        ("plan_targets", *(("targets",) if handed_in else ()), "plan_places"),
        "本地区在期的目标：计划写明的，加上分解下达的；上级自己的目标不列入本级的账",
    )


def _contradictions() -> Step:
    """Count, for a target, the others that ask something else of the same indicator, place and year."""
    same = f"place, indicator, measure IN {_GROWTHS}, year(last)"
    return Step(
        "contradictions",
        f"""
        WITH doubled AS (
            SELECT {same} FROM targets_in_force GROUP BY ALL HAVING count(DISTINCT (value, comparator)) > 1
        ), rivals AS (
            SELECT *, measure IN {_GROWTHS} AS is_growth, year(last) AS year FROM targets_in_force
            WHERE ({same}) IN (FROM doubled)
        )
        SELECT target, place, count(*) OVER (PARTITION BY place, indicator, is_growth, year)
            - count(*) OVER (PARTITION BY place, indicator, is_growth, year, value, comparator) AS conflicts
        FROM rivals
        """,
        ("targets_in_force",),
        "相互矛盾的目标都保留，只计数",
    )


def _book(plan: Plan) -> Step:
    year, month = plan.month.last.year, plan.month.last.month
    return Step(
        "book",
        f"""
        WITH signed AS (
            SELECT t.*, i.kind, i.months_apart, i.is_ratio, i.growth_basis, i.direction,
                i.usual AND t.schedule IS NULL OR t.schedule = 'usual' AS by_usual,
                t.measure IN {_GROWTHS} AS is_growth,
                CASE WHEN t.measure = 'reduction' THEN -t.value WHEN t.measure IN {_GROWTHS} THEN t.value END
                    AS growth_target,
                CASE WHEN t.measure = 'reduction' OR t.comparator IN {_CAPS} THEN -1 ELSE 1 END AS sign,
                CASE WHEN year(t.last) = {year} THEN month(t.last) ELSE 12 END AS months_in_all,
                (year(t.last) > {year} AND NOT coalesce(t.per_year, false) AND t.measure <> 'annual_average_growth')
                    OR (year(t.first) = {year} AND month(t.first) > 1) OR year(t.first) > {year} AS far_off,
                coalesce(c.conflicts, 0) AS conflicts
            FROM targets_in_force AS t JOIN plan_indicators AS i ON t.indicator = i.indicator
            LEFT JOIN contradictions AS c ON t.target = c.target AND t.place = c.place
        ), levelled AS (
            SELECT s.*, f.actual, f.base, f.base_to_date, f.actuals, f.growths, f.growth_computed,
                f.usual_shares, f.month_value, f.merged,
                f.growths[{month}] AS growth,
                CASE WHEN s.is_growth AND s.growth_basis = 'nominal' AND s.kind <> 'rate'
                        THEN {target_level("f.base", "s.growth_target")}
                     WHEN s.measure = 'increment' AND s.kind = 'stock' THEN f.base + s.value
                     WHEN s.measure IN ('level', 'increment', 'share') THEN s.value END AS level
            FROM signed AS s LEFT JOIN figures AS f ON s.place = f.place AND s.indicator = f.indicator
        )
        SELECT *,
            CASE WHEN far_off OR value IS NULL THEN 'none'
                 WHEN is_growth AND (level IS NULL OR actual IS NULL AND growth IS NOT NULL) THEN 'growth'
                 WHEN level IS NULL AND NOT (measure = 'increment' AND kind = 'stock') THEN 'none'
                 WHEN kind = 'rate' OR kind = 'stock' AND comparator IN {_CAPS} THEN 'level'
                 WHEN kind = 'stock' THEN 'climb'
                 ELSE 'progress' END AS method,
            CASE WHEN measure = 'increment' AND kind = 'flow' THEN level ELSE level - base END AS required
        FROM levelled
        """,
        ("targets_in_force", "contradictions", "plan_indicators", "figures"),
        "目标、基数 L、目标总量 T 和比较办法，一次算定",
        kept=True,
    )


def _timeline(plan: Plan) -> Step:
    month = plan.month.last.month
    progress, climb = completion("actual", "level"), climb_completion("actual", "base", "level")
    return Step(
        "timeline",
        f"""
        WITH months AS (
            SELECT b.* EXCLUDE (actual, growth, actuals, growths, usual_shares, month_value),
                b.actuals[k.month] AS actual, b.growths[k.month] AS growth, k.month,
                CASE WHEN b.by_usual THEN b.usual_shares[k.month] WHEN b.schedule = 'stepped' THEN s.schedule
                     ELSE {linear_schedule("k.month", "b.months_in_all")} END AS months_gone
            FROM book AS b CROSS JOIN (SELECT unnest(range(1, {month + 1}))::INTEGER AS month) AS k
            LEFT JOIN plan_steps AS s ON s.target = b.target AND s.month = k.month
        ), done AS (
            SELECT *, CASE method WHEN 'progress' THEN {progress} WHEN 'climb' THEN {climb} END AS completion,
                CASE WHEN method IN ('progress', 'climb') THEN months_gone END AS due_share
            FROM months
        )
        SELECT target, place, indicator, month, method, months_apart,
            -- Between two quarters nothing is due of a quarterly figure, so nothing is missing.
            CASE WHEN actual IS NOT NULL OR growth IS NOT NULL THEN true
                WHEN month % months_apart = 0 THEN false END AS reported,
            actual, level, completion, due_share AS schedule, growth, growth_target,
            sign * CASE method WHEN 'growth' THEN growth - growth_target
                WHEN 'level' THEN (actual - level) / CASE WHEN is_ratio THEN 1 ELSE nullif(abs(level), 0) END
                ELSE {ahead("completion", "due_share")} END AS ahead
        FROM done
        """,
        ("book", "plan_steps"),
        "每个目标各月的完成率、序时进度和超序时",
    )
