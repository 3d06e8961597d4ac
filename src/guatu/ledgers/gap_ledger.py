"""差距账: what is still to do, what each month left must bring, and where the place stands among its peers."""

from guatu.ledgers.figures import TRAIL
from guatu.ledgers.plan import Plan
from guatu.query import Step
from guatu.series import count_ranked, gap, growth, ranks, required_growth, required_run_rate

# Counties are ranked under their parent; parks with all parks of the place, whichever county they lie in.
PEERS = ("indicator", "CASE WHEN level = 'park' THEN level ELSE parent END")


def gap_ledger_steps(plan: Plan) -> tuple[Step, ...]:
    """Return the steps of the ledger of gaps."""
    return _standings(plan), _gap_ledger(plan)


def _standings(plan: Plan) -> Step:
    """Rank on growth; where no place of the group has a growth, on completion."""
    month = plan.month.last.month
    falls = "0"
    for step in range(TRAIL - 1, 0, -1):
        # Compared as printed, to a tenth of a point: noise in the fifth decimal is no turn.
        fell = f"round(trail[{step}], 3) < round(trail[{step + 1}], 3)"
        falls = f"CASE WHEN {fell} THEN 1 + {falls} ELSE 0 END"
    last = " ".join(f"WHEN f.growths[{k}] IS NOT NULL THEN {k}" for k in range(month - 1, 0, -1)) or "WHEN false THEN 0"
    return Step(
        "standings",
        f"""
        WITH trails AS (
            SELECT f.place, f.indicator, p.parent, p.level, f.direction, f.growths, f.growths[{month}] AS growth,
                list_filter(f.newest_first, lambda x: x IS NOT NULL) AS trail,
                CASE {last} END AS last_month, d.completion
            FROM figures AS f JOIN plan_places AS p ON f.place = p.place AND (p.inside OR p.level <> 'park')
            LEFT JOIN (SELECT place, indicator, max(completion) AS completion FROM schedule_ledger GROUP BY ALL) AS d
                ON f.place = d.place AND f.indicator = d.indicator
        ), compared AS (
            SELECT *, CASE WHEN count(growth) OVER (PARTITION BY {", ".join(PEERS)}) > 0 THEN growth
                ELSE completion END AS measure
            FROM trails
        )
        SELECT place, indicator, parent, growth, growths, last_month, trail[2] AS last_growth,
            CASE WHEN growth IS NOT NULL THEN {falls} END::INTEGER AS falling_periods,
            {ranks("round(measure, 6)", PEERS, "direction")}::INTEGER AS rank,
            {count_ranked("measure", PEERS, "direction")}::INTEGER AS ranked
        FROM compared
        """,
        ("figures", "plan_places", "schedule_ledger"),
        "同级位次、连续回落期数",
        kept=True,
    )


def _gap_ledger(plan: Plan) -> Step:
    left = f"(b.months_in_all - {plan.month.last.month})"
    return Step(
        "gap_ledger",
        f"""
        SELECT b.target, b.place, b.indicator, b.actual, b.level,
            CASE WHEN b.method IN ('progress', 'climb') THEN {gap("b.level", "b.actual")} END AS gap,
            {left}::INTEGER AS months_left,
            CASE WHEN b.method IN ('progress', 'climb')
                THEN {required_run_rate("b.level", "b.actual", left)} END AS required_monthly,
            b.base, b.base_to_date, b.growth, b.growth_computed, b.growth_target,
            b.sign * (b.growth - b.growth_target) AS growth_gap,
            CASE WHEN b.method = 'progress' AND b.measure <> 'increment' AND b.actual < b.level
                THEN {required_growth("b.level", "b.actual", "b.base", "b.base_to_date")} END AS required_growth,
            s.rank, s.ranked, up.growth AS parent_growth, b.growth - up.growth AS parent_gap,
            s.growths[s.last_month] - up.growths[s.last_month] AS last_parent_gap,
            s.last_growth, s.falling_periods, e.expected,
            coalesce(e.expected_growth, CASE WHEN b.growth_basis = 'nominal' AND b.kind = 'flow'
                THEN {growth("e.expected", "b.base")} END) AS expected_growth,
            CASE WHEN b.method IN ('progress', 'climb') THEN {gap("b.level", "e.expected")} END AS expected_gap,
            c.probability
        FROM book AS b
        LEFT JOIN standings AS s ON b.place = s.place AND b.indicator = s.indicator
        LEFT JOIN standings AS up ON s.parent = up.place AND b.indicator = up.indicator
        LEFT JOIN foretold AS e ON b.place = e.place AND b.indicator = e.indicator
        LEFT JOIN chances AS c ON b.target = c.target AND b.place = c.place
        """,
        ("book", "standings", "foretold", "chances"),
        "差距账：差距、需月均、倒算增速、位次、全年预计",
    )
