"""Figures in force: of all that was reported, the one number that holds for each place, indicator and month.

The ranking rule, said once and printed under the ledgers: 累计口径先于全年口径；报送日期晚者优先；同日按
定案数、修订数、初步数、快报数、预计数；仍相同的，来源名称排在前的优先。What lost is not deleted: see `sources`.
"""

from dataclasses import dataclass

from guatu.ledgers.plan import Plan
from guatu.ledgers.ratios import ratio_steps
from guatu.pack import MONTHS_APART
from guatu.query import STATUSES, Step, literal
from guatu.series import cumulate_months, growth, share

PAST_YEARS = 3
_ALL_YEARS = 40  # what a history may hold; sixty months are the rule
TRAIL = 6  # periods looked back for a run of falling growth


@dataclass(frozen=True)
class Given:
    """Which tables and which columns of `observations` the facts have."""

    tables: frozenset[str]
    observation_columns: frozenset[str]

    def column(self, name: str, sql_type: str) -> str:
        """Return the observations column, or a missing value of its type where the facts have no such column."""
        return f"o.{name}" if name in self.observation_columns else f"CAST(NULL AS {sql_type})"


def figure_steps(plan: Plan, given: Given) -> tuple[Step, ...]:
    """Return the steps from observations to `figures`: one row per place and indicator, months as lists."""
    return (
        *_source_names(given),
        _trusted(plan, given),
        *_single_months(),
        _usable(plan),
        _picked(plan),
        _published_figures(plan),
        *ratio_steps(plan),
    )


def history_steps(plan: Plan, given: Given) -> tuple[Step, ...]:
    """Return the steps from observations to `histories`: every figure in force up to the month, a row each.

    The same ranking rule as for the month itself, over all years that were reported.
    """
    return (*_source_names(given), _trusted(plan, given, _ALL_YEARS), *_single_months(), _usable(plan), _histories())


def _histories() -> Step:
    return Step(
        "histories",
        """
        SELECT u.place, u.indicator, u.period, arg_max(u.value, u.trust) AS value, arg_max(u.growth, u.trust) AS growth
        FROM usable AS u JOIN plan_places AS p ON u.place = p.place
        WHERE u.period IS NOT NULL AND p.inside GROUP BY u.place, u.indicator, u.period
        """,
        ("usable", "plan_places"),
        "每个地区、指标、月份最可信的数，历年都在内",
    )


def _years_back(plan: Plan) -> int:
    """Return how many past years are read: more than one only where an indicator follows the usual share."""
    by_indicator = any(indicator.schedule == "usual" for indicator in plan.packs.indicators)
    usual = by_indicator or any(target.schedule == "usual" for _, target in plan.packs.targets_with_packs())
    return PAST_YEARS if usual else 1


def status_rank(status: str) -> str:
    """Return the SQL of how final a figure is, from 0 for an unknown status to the rank of 定案数."""
    ranks = "".join(f" WHEN {literal(word)} THEN {rank}" for rank, (word, _) in enumerate(STATUSES, start=1))
    return f"(CASE {status}{ranks} ELSE 0 END)"


def _source_names(given: Given) -> tuple[Step, ...]:
    """Number the names of sources from the last to the first, for the end of the ranking rule."""
    if "source" not in given.observation_columns:
        return ()
    return (
        Step(
            "source_names",
            """
            SELECT source, least(row_number() OVER (ORDER BY source DESC NULLS FIRST), 65535) AS place_in_line
            FROM (SELECT DISTINCT source FROM observations)
            """,
            ("observations",),
            "来源名称排队：排在前的数大",
            kept=True,
        ),
    )


def _trusted(plan: Plan, given: Given, years_back: int | None = None) -> Step:
    year = plan.month.last.year - (_years_back(plan) if years_back is None else years_back)
    vintage, has_source = given.column("vintage", "DATE"), "source" in given.observation_columns
    known = plan.known_by_then(vintage)
    basis_rank = "CASE o.basis WHEN 'cumulative' THEN 4 WHEN 'stock' THEN 3 WHEN 'year' THEN 2 ELSE 1 END"
    published, rate = given.column("growth_basis", "VARCHAR"), given.column("growth", "DOUBLE")
    return Step(
        "trusted",
        f"""
        SELECT o.place, o.indicator, o.period, CASE WHEN isfinite(o.value) THEN o.value END AS value,
            i.merged, o.basis = 'month' AND i.kind = 'flow' AS single,
            CASE WHEN i.growth_basis = 'real' AND {published} = 'nominal' THEN NULL
                 WHEN i.growth_basis = 'nominal' AND {published} = 'real' THEN NULL
                 WHEN isfinite({rate}) THEN {rate} END AS growth,
            ((CASE WHEN i.kind = 'stock' AND o.basis = 'stock' THEN 5 ELSE {basis_rank} END)::BIGINT * 65536
             + coalesce({vintage} - DATE '1970-01-01', 0)) * 8 * 4294967296
            + {status_rank(given.column("status", "VARCHAR"))}::BIGINT * 4294967296
            + {"n.place_in_line" if has_source else "0"} * 65536 + (hash(o.value) % 65536)::BIGINT AS trust
        FROM observations AS o JOIN plan_indicators AS i ON o.indicator = i.indicator
            {"JOIN source_names AS n ON o.source IS NOT DISTINCT FROM n.source" if has_source else ""}
        WHERE o.period BETWEEN DATE '{year}-01-01' AND DATE '{plan.month.last}'
            AND NOT (o.basis = 'stock' AND i.kind = 'flow') {known}
        """,
        ("observations", "plan_indicators", *(("source_names",) if has_source else ())),
        "观测中可用的行：口径相符、已公布，并按可信次序编号",
    )


def _single_months() -> tuple[Step, Step]:
    """Settle a flow's single months and add them up where no month is missing, for those who report only months."""
    settled = Step(
        "settled_months",
        """
        SELECT place, indicator, period, 'month' AS basis, arg_max(value, trust) AS value,
            CASE WHEN any_value(merged) THEN 'merged' ELSE 'own' END AS january
        FROM trusted WHERE single GROUP BY place, indicator, period
        """,
        ("trusted",),
        "流量指标的当月数，每月取最可信的一个",
    )
    return settled, cumulate_months(settled.name)


def _usable(plan: Plan) -> Step:
    return Step(
        "usable",
        f"""
        -- This month's single figure is kept apart from the cumulative ones: it has no period here.
        SELECT place, indicator, value, growth, CASE WHEN NOT single THEN period END AS period, trust
        FROM trusted WHERE NOT single OR period = DATE '{plan.month.last}'
        UNION ALL
        -- A sum of months stands behind every cumulative figure that was reported.
        SELECT place, indicator, value, NULL, period, 0 FROM cumulated_months WHERE value IS NOT NULL
        """,
        ("trusted", "cumulated_months"),
        "报来的累计数；只报当月数的由各月加总",
    )


def _picked(plan: Plan) -> Step:
    year, month = plan.month.last.year, plan.month.last.month
    usual = _years_back(plan) > 1

    def best(column: str, years_back: int, k: int) -> str:
        return f"arg_max({column}, trust) FILTER (WHERE period = DATE '{year - years_back}-{k:02d}-01')"

    def row(column: str, years_back: int, months: int) -> str:
        # Of past years only the months up to this one and December are asked for, unless a usual share needs all.
        wanted = [k <= month or k == 12 or usual for k in range(1, months + 1)]
        cells = [best(column, years_back, k) if use else "NULL" for k, use in enumerate(wanted, start=1)]
        return f"[{', '.join(cells)}]::DOUBLE[]"

    earlier = "".join(f", {row('value', years, 12)} AS actuals_{years}" for years in range(2, _years_back(plan) + 1))
    tail = ", ".join(best("growth", 1, k) for k in _months_before_this_year(plan))
    return Step(
        "picked",
        f"""
        SELECT place, indicator, {row("value", 0, month)} AS actuals, {row("value", 1, 12)} AS bases,
            {row("growth", 0, month)} AS published, [{tail}]::DOUBLE[] AS growths_last_year,
            arg_max(value, trust) FILTER (WHERE period IS NULL) AS month_value
            {earlier}
        FROM usable GROUP BY place, indicator
        """,
        ("usable",),
        "每个地区、指标一行：今年各月、去年各月最可信的数",
    )


def _months_before_this_year(plan: Plan) -> tuple[int, ...]:
    """Return the months of last year, newest first, whose growth completes a trail of `TRAIL` periods.

    Late in the year this year's months are enough, but for figures that come once a quarter or more seldom.
    """
    apart = max((MONTHS_APART[one.frequency] for one in plan.packs.indicators), default=1)
    first = 12 - max(TRAIL * apart - plan.month.last.month + 1, 0)
    return tuple(k for k in range(12, max(first, 0), -1))


def _published_figures(plan: Plan) -> Step:
    month = plan.month.last.month
    nominal = [growth(f"actuals[{k}]", f"bases[{k}]") for k in range(1, month + 1)]
    growths = ", ".join(
        f"coalesce(published[{k}], CASE WHEN i.growth_basis = 'nominal' THEN {text} END)"
        for k, text in enumerate(nominal, start=1)
    )
    usual = ", ".join(_usual_share(plan, k) for k in range(1, 13))
    spent = ", ".join(f"actuals_{years}" for years in range(2, _years_back(plan) + 1))
    return Step(
        "published_figures",
        f"""
        WITH grown AS (
            SELECT p.*, i.kind, i.merged, i.is_ratio, i.direction, i.growth_basis, [{growths}] AS growths
            FROM picked AS p JOIN plan_indicators AS i ON p.indicator = i.indicator
        )
        SELECT * EXCLUDE ({", ".join(("published", "growths_last_year", *filter(None, [spent])))}),
            actuals[{month}] AS actual, bases[{month}] AS base_to_date, bases[12] AS base,
            published[{month}] IS NULL AND growths[{month}] IS NOT NULL AS growth_computed,
            -- January has no growth of its own where it is published together with February.
            list_concat(list_reverse(growths[CASE WHEN merged THEN 2 ELSE 1 END:]), growths_last_year) AS newest_first,
            {f"[{usual}]" if spent else "NULL::DOUBLE[]"} AS usual_shares
        FROM grown
        """,
        ("picked", "plan_indicators"),
        "加上同比（公布优先，现价指标才计算）和往年同期占全年的比重",
        kept=True,
    )


def _usual_share(plan: Plan, month: int) -> str:
    """Return the mean share of the year done by a month, over the past years that are complete."""
    shares = [share(f"bases[{month}]", "bases[12]")]
    shares += [share(f"actuals_{years}[{month}]", f"actuals_{years}[12]") for years in range(2, _years_back(plan) + 1)]
    return f"list_avg([{', '.join(shares)}])"
