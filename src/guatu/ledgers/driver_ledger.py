"""新旧动能接续转换增能账: growth split into points, by driver and by what firms did.

Parts of a total are its indicators by one split. The points of the parts add to the growth of their sum; what no part
is marked for is shown as unassigned. At constant prices points are share of the base times published growth. A firm
with a figure missing on one side is left out, not counted as gone.
"""

from guatu.ledgers.figures import Given
from guatu.ledgers.plan import Plan
from guatu.query import Step, literal
from guatu.series import contribution, contribution_from_pull, growth, pull, pull_from_share, share

# The indicator whose growth the firms' figures explain, and the firms' column that is the same thing.
FIRM_MEASURES = (("industrial_output", "output"), ("industrial_revenue", "revenue"))


def driver_ledger_steps(plan: Plan, given: Given) -> tuple[Step, ...]:
    """Return the steps of the ledger of drivers and of the parts behind it."""
    return _parts(plan), _driver_parts(), *_firm_moves(plan, given), _driver_ledger()


def _parts(plan: Plan) -> Step:
    month = plan.month.last.month
    # Sums of floating numbers are taken in a fixed order, so that two runs agree to the last bit.
    whole = (
        "sum({}) FILTER (both_known) OVER (PARTITION BY place, total, split ORDER BY part"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
    )
    pulls = whole.replace(" FILTER (both_known)", "").format("pull")
    actual_sum, base_sum = whole.format("actual"), whole.format("base_to_date")
    return Step(
        "parts",
        f"""
        WITH known AS (
            SELECT f.place, i.total, i.split, i.driver, f.indicator AS part, f.actual, f.base_to_date,
                f.growths[{month}] AS growth, i.growth_basis = 'real' AS is_real,
                f.base_to_date IS NOT NULL AND CASE WHEN i.growth_basis = 'real' THEN f.growths[{month}] IS NOT NULL
                    ELSE f.actual IS NOT NULL END AS both_known
            FROM figures AS f JOIN plan_indicators AS i ON f.indicator = i.indicator
            JOIN plan_places AS p ON f.place = p.place
            WHERE i.total IS NOT NULL AND p.inside
        ), summed AS (
            SELECT *, {actual_sum} AS actual_sum, {base_sum} AS base_sum FROM known
        ), pulled AS (
            -- At constant prices increments of levels mean nothing: share of the base times published growth does.
            SELECT *, CASE WHEN is_real THEN {pull_from_share(share("base_to_date", "base_sum"), "growth")}
                ELSE {pull("(actual - base_to_date)", "base_sum")} END AS pull
            FROM summed
        )
        SELECT place, total AS indicator, part, split, driver, actual, base_to_date, growth,
            {share("actual", "actual_sum")} AS share,
            CASE WHEN is_real THEN {contribution_from_pull("pull", pulls)}
                ELSE {contribution("(actual - base_to_date)", "(actual_sum - base_sum)")} END AS contribution, pull
        FROM pulled
        """,
        ("figures", "plan_indicators", "plan_places"),
        "分项的增速、占比、贡献率和拉动",
        kept=True,
    )


def _driver_parts() -> Step:
    """Take, of several splits of one total, the one that is marked by driver; if none is, the first by name."""
    return Step(
        "driver_parts",
        f"""
        WITH marked AS (
            SELECT p.*, i.growth_basis = 'real' AS is_real
            FROM parts AS p JOIN plan_indicators AS i ON p.part = i.indicator
        ), splits AS (
            SELECT place, indicator, split, bool_or(is_real) AS is_real, sum(pull ORDER BY part) AS pulls,
                count(actual)::INTEGER AS parts, count(driver) AS marked,
                coalesce(bool_or(actual IS NULL AND base_to_date IS NOT NULL), false) AS one_missing,
                sum(actual ORDER BY part) AS parts_sum,
                sum(actual ORDER BY part) FILTER (base_to_date IS NOT NULL) AS both_sum,
                sum(base_to_date ORDER BY part) FILTER (actual IS NOT NULL) AS base_sum,
                sum(pull ORDER BY part) FILTER (driver = 'new') AS new_pull,
                sum(pull ORDER BY part) FILTER (driver = 'traditional') AS traditional_pull,
                sum(pull ORDER BY part) FILTER (driver IS NULL) AS other_pull
            FROM marked GROUP BY place, indicator, split HAVING count(actual) > 0
        )
        SELECT *, CASE WHEN is_real THEN pulls ELSE {growth("both_sum", "base_sum")} END AS growth FROM splits
        QUALIFY row_number() OVER (PARTITION BY place, indicator ORDER BY marked DESC, split NULLS LAST) = 1
        """,
        ("parts", "plan_indicators"),
        "按新旧动能归并分项",
    )


def _firm_moves(plan: Plan, given: Given) -> tuple[Step, ...]:
    if not {"firms", "firm_periods"} <= given.tables:
        nothing = ", ".join(f"NULL::DOUBLE AS {column}" for column in _FIRM_COLUMNS)
        return (
            Step(
                "firm_drivers",
                f"SELECT NULL::VARCHAR AS place, NULL::VARCHAR AS indicator, {nothing} WHERE false",
                (),
                "没有企业数据，企业各列空缺",
            ),
        )
    return _firm_figures(plan), _firm_states(plan), _firm_drivers()


_MOVES = ("entered", "grown", "shrunk", "exited")
_FIRM_COLUMNS = ("firm_growth", *(name for move in _MOVES for name in (move, f"{move}_pull")))


def _firm_figures(plan: Plan) -> Step:
    """Each firm's figure this year and last; of several vintages the latest known on the day asked for."""
    now, before = plan.month.last, plan.month.shift(-12).last
    known = plan.known_by_then("vintage")
    measures = " UNION ALL ".join(
        f"SELECT firm, {literal(indicator)} AS indicator, period, vintage, {column} AS amount FROM firm_periods"
        f" WHERE basis = 'cumulative' AND period IN (DATE '{now}', DATE '{before}') {known}"
        for indicator, column in FIRM_MEASURES
    )
    newest = "arg_max(amount, coalesce(vintage, DATE '1900-01-01')) FILTER (WHERE period = DATE '{}')"
    return Step(
        "firm_figures",
        f"""
        SELECT firm, indicator, {newest.format(now)} AS actual, {newest.format(before)} AS base
        FROM ({measures}) GROUP BY firm, indicator
        """,
        ("firm_periods",),
        "企业今年与上年同期的累计数",
    )


def _firm_states(plan: Plan) -> Step:
    """Say of each firm whether it entered, grew, shrank or left; a figure missing without a reason leaves it out."""
    now, before = plan.month.last, plan.month.shift(-12).last
    return Step(
        "firm_states",
        f"""
        SELECT f.place, f.park, g.indicator, coalesce(g.actual, 0) AS actual, coalesce(g.base, 0) AS base,
            CASE WHEN g.actual > 0 AND coalesce(g.base, 0) = 0 AND f.entered > DATE '{before}' THEN 'entered'
                 WHEN g.base > 0 AND coalesce(g.actual, 0) = 0 AND f.exited <= DATE '{now}' THEN 'exited'
                 WHEN g.actual IS NULL OR g.base IS NULL THEN NULL
                 WHEN g.actual >= g.base THEN 'grown' ELSE 'shrunk' END AS move
        FROM firm_figures AS g JOIN firms AS f ON g.firm = f.firm
        """,
        ("firm_figures", "firms"),
        "企业分为新进、增长、下降、退出",
    )


def _firm_drivers() -> Step:
    base = "sum(base)"
    moves = ", ".join(
        f"count(*) FILTER (move = {literal(move)}) AS {move}, "
        f"{pull(f'coalesce(sum(actual - base) FILTER (move = {literal(move)}), 0)', base)} AS {move}_pull"
        for move in _MOVES
    )
    return Step(
        "firm_drivers",
        f"""
        WITH RECURSIVE above AS (
            SELECT place AS inner_place, place FROM plan_places
            UNION ALL SELECT a.inner_place, p.parent FROM above AS a JOIN plan_places AS p ON a.place = p.place
            WHERE p.parent IS NOT NULL
        ), located AS (
            SELECT a.place, s.indicator, s.actual, s.base, s.move FROM firm_states AS s
            JOIN above AS a ON s.place = a.inner_place
            UNION ALL SELECT park, indicator, actual, base, move FROM firm_states WHERE park IS NOT NULL
        )
        SELECT l.place, l.indicator, {growth("sum(actual)", base)} AS firm_growth, {moves}
        FROM located AS l JOIN plan_places AS p ON l.place = p.place
        WHERE move IS NOT NULL AND p.inside GROUP BY l.place, l.indicator
        """,
        ("firm_states", "plan_places"),
        "企业进退增降各拉动几个百分点，逐级汇总；园区单列，不与县市相加",
    )


def _driver_ledger() -> Step:
    firms = ", ".join(f"m.{name}" for name in _FIRM_COLUMNS)
    return Step(
        "driver_ledger",
        f"""
        WITH keyed AS (
            SELECT place, indicator FROM driver_parts UNION SELECT place, indicator FROM firm_drivers
        )
        SELECT k.place, k.indicator, f.actual, f.base_to_date, d.growth, d.new_pull, d.traditional_pull, d.other_pull,
            d.parts, d.parts_sum,
            CASE WHEN NOT d.one_missing THEN f.actual - d.parts_sum END AS parts_difference, {firms}
        FROM keyed AS k LEFT JOIN driver_parts AS d ON k.place = d.place AND k.indicator = d.indicator
        LEFT JOIN firm_drivers AS m ON k.place = m.place AND k.indicator = m.indicator
        LEFT JOIN figures AS f ON k.place = f.place AND k.indicator = f.indicator
        """,
        ("driver_parts", "firm_drivers", "figures"),
        "新旧动能接续转换增能账",
        kept=True,
    )
