"""Rates made from two indicators (利润率, 亩均税收 …): month by month, the published rate first."""

from guatu.ledgers.plan import Plan
from guatu.query import Step, literal
from guatu.series import ratio


def ratio_steps(plan: Plan) -> tuple[Step, ...]:
    """Return the steps from `published_figures` to `figures`: rates the plan defines by two indicators are added."""
    if all(indicator.ratio is None for indicator in plan.packs.indicators):
        return (Step("figures", "SELECT * FROM published_figures", ("published_figures",), "没有由两个指标相除的指标"),)
    return _ratio_figures(plan), _all_figures()


def _ratio_figures(plan: Plan) -> Step:
    month = plan.month.last.month
    ratios = [indicator for indicator in plan.packs.indicators if indicator.ratio is not None]
    wanted = {key for one in ratios if one.ratio for key in (one.id, one.ratio.over, one.ratio.under)}
    known = ", ".join(literal(key) for key in sorted(wanted))
    actuals = ", ".join(_made("actuals", k) for k in range(1, month + 1))
    bases = ", ".join(_made("bases", k) for k in range(1, 13))
    return Step(
        "ratio_figures",
        f"""
        WITH known AS (
            SELECT * FROM published_figures WHERE indicator IN ({known})
        ), made AS (
            SELECT over.place, i.indicator, i.kind, i.merged, i.is_ratio, i.direction, i.growth_basis,
                [{actuals}] AS actuals, [{bases}] AS bases, own.month_value,
                coalesce(own.growths, list_resize(NULL::DOUBLE[], {month})) AS growths,
                coalesce(own.newest_first, []) AS newest_first, coalesce(own.growth_computed, false) AS growth_computed,
                own.usual_shares
            FROM plan_indicators AS i
            JOIN known AS over ON over.indicator = i.over
            JOIN known AS under ON under.indicator = i.under AND under.place = over.place
            LEFT JOIN known AS own ON own.indicator = i.indicator AND own.place = over.place
        )
        SELECT *, actuals[{month}] AS actual, bases[{month}] AS base_to_date, bases[12] AS base FROM made
        """,
        ("plan_indicators", "published_figures"),
        "由两个指标相除的比率，公布的优先",
        kept=True,
    )


def _made(months: str, k: int) -> str:
    quotient = ratio(f"over.{months}[{k}]", f"under.{months}[{k}]")
    return f"coalesce(own.{months}[{k}], {quotient} * i.scale)"


def _all_figures() -> Step:
    return Step(
        "figures",
        """
        SELECT * FROM published_figures ANTI JOIN ratio_figures USING (place, indicator)
        UNION ALL BY NAME SELECT * FROM ratio_figures
        """,
        ("published_figures", "ratio_figures"),
        "公布的数和相除得到的比率合在一起",
    )
