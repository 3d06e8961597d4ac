"""Published figures: what is printed is computed again, to the printed digit or within the rounding of its inputs.

The files in data/ are printed figures with their sources; a row that cannot be computed again says why in `why_not`.
"""

from collections.abc import Callable
from datetime import date

import pytest

from guatu.series import (
    ahead,
    completion,
    contribution_from_pull,
    growth_on_year,
    linear_schedule,
    multi_year_average,
    printed_structure,
    pull_from_contribution,
    pull_from_share,
    rank_with_ties,
    ratio,
    real_contributions,
    share,
    share_change,
    shares,
    single_months,
)

Row = dict[str, object]
Printed = dict[str, str]
Evaluate = Callable[..., list[float | None]]
RunSteps = Callable[..., list[Row]]
Allows = Callable[..., bool]
ReadPublished = Callable[[str], list[Printed]]

NATIONAL_GROWTH = {"nominal": "nominal", "nominal, as published": "nominal"}


def as_printed(number: float | None, like: str) -> str:
    """Return a number with the decimals of a printed one; the tiny push settles halves upwards, as offices round."""
    assert number is not None
    push = 1e-9 if number >= 0 else -1e-9
    return f"{number + push:.{len(like.partition('.')[2])}f}"


def test_completion_is_reproduced_to_the_printed_digit(evaluate: Evaluate, read_published: ReadPublished) -> None:
    rows = [row for row in read_published("progress.csv") if "completion" in row["checked"]]
    assert len(rows) == 4
    inputs = [{"actual": float(row["actual"]), "target": float(row["target"])} for row in rows]
    for row, done in zip(rows, evaluate(f"100 * {completion('actual', 'target')}", inputs), strict=True):
        assert as_printed(done, row["pub_completion_pct"]) == row["pub_completion_pct"], row


def test_points_ahead_of_schedule_are_reproduced_to_the_printed_digit(
    evaluate: Evaluate, read_published: ReadPublished
) -> None:
    rows = [row for row in read_published("progress.csv") if "ahead" in row["checked"]]
    assert len(rows) == 7
    inputs = [{"done": float(row["pub_completion_pct"]) / 100, "months": float(row["months_elapsed"])} for row in rows]
    for row, points in zip(rows, evaluate(f"100 * ({ahead('done', linear_schedule('months'))})", inputs), strict=True):
        assert as_printed(points, row["pub_ahead_of_schedule_pp"]) == row["pub_ahead_of_schedule_pp"], row


def test_points_ahead_follow_from_the_actual_and_the_target(evaluate: Evaluate) -> None:
    # 广元市朝天区 2021 年 1—10 月规上工业利润 127054 万元，目标 145000 万元，公布 87.6%、超序时 4.3 个百分点
    row: Row = {"actual": 127054.0, "target": 145000.0, "months": 10.0}
    points = ahead(completion("actual", "target"), linear_schedule("months"))
    assert as_printed(evaluate(f"100 * {points}", [row])[0], "4.3") == "4.3"


def test_shares_of_investment_are_reproduced(evaluate: Evaluate, read_published: ReadPublished) -> None:
    rows = [row for row in read_published("progress.csv") if "share" in row["checked"]]
    total = next(row for row in read_published("progress.csv") if row["region"] == "宁德市")["actual"]
    assert len(rows) == 2
    for row in rows:
        printed = row["note"].removeprefix("占").removesuffix("%")
        part = evaluate(f"100 * {share('part', 'total')}", [{"part": float(row["actual"]), "total": float(total)}])
        assert as_printed(part[0], printed) == printed


def test_every_progress_row_is_checked_or_says_why_not(read_published: ReadPublished) -> None:
    for row in read_published("progress.csv"):
        assert row["checked"] or row["why_not"], row
        assert "completion" in row["checked"] or row["why_not"] or not row["pub_completion_pct"], row


def test_counties_of_the_circular_stand_in_the_order_of_their_completion(
    run_steps: RunSteps, read_published: ReadPublished
) -> None:
    listed = [row for row in read_published("progress.csv") if not row["actual"]]
    rows = [{"region": row["region"], "done": float(row["pub_completion_pct"])} for row in listed]
    ranked = run_steps({"counties": rows}, rank_with_ties("counties", "done"))
    by_rank = sorted(ranked, key=lambda row: str(row["rank"]).zfill(2))
    assert [row["region"] for row in by_rank] == [row["region"] for row in listed]
    assert {row["ranked"] for row in ranked} == {10}


@pytest.mark.parametrize(
    ("part", "total", "printed"), [("1102.66", "1827.04", "60.35"), ("23.8", "70.2", "33.9"), ("268", "300", "89.3")]
)
def test_a_share_of_the_plans_is_reproduced(evaluate: Evaluate, part: str, total: str, printed: str) -> None:
    # 楚雄州 2023 年重点产业增加值占生产总值；专项债占全州；宁德市开工项目完成率
    row: Row = {"part": float(part), "total": float(total)}
    assert as_printed(evaluate(f"100 * {share('part', 'total')}", [row])[0], printed) == printed


def test_luxian_shares_are_reproduced_to_the_printed_digit(run_steps: RunSteps, read_published: ReadPublished) -> None:
    rows = [row for row in read_published("luxian-2021-contribution.csv") if row["item"] != "地区生产总值"]
    inputs = [{"part": row["item"], "value": float(row["value_yi"])} for row in rows]
    listed = {row["part"]: row["share"] for row in run_steps({"parts": inputs}, shares("parts", total="435.1"))}
    for row in rows:
        answer = listed[row["item"]]
        assert isinstance(answer, float)
        assert as_printed(100 * answer, row["pub_share_pct"]) == row["pub_share_pct"], row


def test_luxian_pulls_are_reproduced_and_contributions_lie_within_rounding(
    run_steps: RunSteps, allows: Allows, read_published: ReadPublished
) -> None:
    rows = [row for row in read_published("luxian-2021-contribution.csv") if row["item"].endswith("产业")]
    inputs = [
        {
            "part": row["item"],
            "growth": float(row["growth_pct"]) / 100,
            "base_share": float(row["pub_share_last_year_pct"]) / 100,
            "total_growth": 0.083,
        }
        for row in rows
    ]
    listed = {row["part"]: row for row in run_steps({"parts": inputs}, real_contributions("parts"))}
    to_the_digit = set()
    for row in rows:
        answer = listed[row["item"]]
        pulled, contributed = answer["pull"], answer["contribution"]
        assert isinstance(pulled, float)
        assert isinstance(contributed, float)
        assert as_printed(100 * pulled, row["pub_pull_pp"]) == row["pub_pull_pp"], row
        printed_inputs = {"s": row["pub_share_last_year_pct"] + "%", "g": row["growth_pct"] + "%", "t": "8.3%"}
        expression = contribution_from_pull(pull_from_share("s", "g"), "t")
        assert allows(expression, printed_inputs, row["pub_contribution_pct"]), row
        if as_printed(100 * contributed, "0.0") == row["pub_contribution_pct"]:
            to_the_digit.add(row["item"])
    # 第一产业 11.9 for 11.8 and 第二产业 56.9 for 57.0: the office divided unrounded increments, of which
    # only the rounded shares and rates are printed.
    assert to_the_digit == {"第三产业"}


def test_luxian_growth_adds_up_from_shares_and_growth_of_its_parts(
    evaluate: Evaluate, read_published: ReadPublished
) -> None:
    rows = [row for row in read_published("luxian-2021-contribution.csv") if row["item"].endswith("产业")]
    inputs = [{"s": float(row["pub_share_last_year_pct"]), "g": float(row["growth_pct"]) / 100} for row in rows]
    pulls = evaluate(pull_from_share("s", "g"), inputs)
    assert as_printed(sum(points for points in pulls if points is not None), "8.3") == "8.3"


def test_fujian_pulls_follow_from_contribution_and_growth(
    evaluate: Evaluate, allows: Allows, read_published: ReadPublished
) -> None:
    beyond_the_digit = []
    for row in read_published("fujian-contribution-pull-1980-1989.csv"):
        for part in ("primary", "secondary", "tertiary", "of_which_industry"):
            c, g, printed = row[f"contribution_{part}_pct"], row["gdp_growth_pct"], row[f"pub_pull_{part}_pp"]
            points = evaluate(pull_from_contribution("c", "g"), [{"c": float(c) / 100, "g": float(g)}])[0]
            if as_printed(points, printed) != printed:
                beyond_the_digit.append((row["year"], part))
            assert allows(pull_from_contribution("c", "g"), {"c": f"{c}%", "g": f"{g}%"}, printed), (row["year"], part)
    # 7.949 for 8.0 and 6.748 for 6.8: within what the rounding of contribution and growth allows.
    assert beyond_the_digit == [("1980", "secondary"), ("1984", "tertiary")]


def test_guangdong_light_and_heavy_industry_add_up_and_give_the_growth_of_the_total(
    allows: Allows, read_published: ReadPublished
) -> None:
    rows = {(row["period"], row["region"]): row for row in read_published("guangdong-city-industry.csv")}
    together = "(light + heavy) / (light / (1 + light_g) + heavy / (1 + heavy_g)) - 1"
    for period in ("2005-04", "2006-09"):
        light, heavy, total = (rows[period, region] for region in ("轻工业", "重工业", "总计"))
        for basis in ("month", "cumulative"):
            printed = {"light": light[f"{basis}_value_yi"], "heavy": heavy[f"{basis}_value_yi"]}
            assert allows("light + heavy", printed, total[f"{basis}_value_yi"], 1.0), (period, basis)
            rates = {f"{key}_g": row[f"{basis}_growth_pct"] + "%" for key, row in (("light", light), ("heavy", heavy))}
            assert allows(together, {**printed, **rates}, total[f"{basis}_growth_pct"]), (period, basis)


def test_guangdong_single_months_come_back_from_cumulative_figures(
    run_steps: RunSteps, read_published: ReadPublished
) -> None:
    # Two months of one year are not printed, so March is cumulative April less single April.
    rows = [row for row in read_published("guangdong-city-industry.csv") if row["period"] == "2005-04"]
    facts = []
    for row in rows:
        april, single = float(row["cumulative_value_yi"]), float(row["month_value_yi"])
        series: Row = {"place": row["region"], "indicator": "industrial_va", "basis": "cumulative", "january": "merged"}
        facts.append({**series, "period": date(2005, 3, 1), "value": april - single})
        facts.append({**series, "period": date(2005, 4, 1), "value": april})
    months = {
        row["place"]: row["value"]
        for row in run_steps({"observations": facts}, single_months("observations"))
        if row["period"] == date(2005, 4, 1)
    }
    assert months == {row["region"]: pytest.approx(float(row["month_value_yi"])) for row in rows}


def national_retail(rows: list[Printed]) -> list[Row]:
    return [
        {
            "place": row["region_code"],
            "indicator": row["indicator"],
            "period": date.fromisoformat(row["period"] + "-01"),
            "basis": "cumulative" if row["cumulative"] == "1" else "month",
            "value": float(row["value"]),
            "growth": float(row["growth_pct"]) / 100 if row["growth_pct"] else None,
            "growth_basis": NATIONAL_GROWTH.get(row["growth_basis"]),
            "expected_basis": "nominal",
            # Until 2011 January was published on its own; since 2012 it is one figure with February.
            "january": "own" if row["period"] < "2012" else "merged",
        }
        for row in rows
    ]


def test_national_single_months_equal_the_published_ones_but_where_the_source_contradicts_itself(
    run_steps: RunSteps, read_published: ReadPublished
) -> None:
    facts = national_retail(read_published("national-retail-sales.csv"))
    published = {row["period"]: row["value"] for row in facts if row["basis"] == "month"}
    derived = run_steps({"observations": facts}, single_months("observations"))
    compared, differences = 0, {}
    for row in derived:
        value, figure = row["value"], published.get(row["period"])
        if not isinstance(value, float) or not isinstance(figure, float):
            continue
        compared += 1
        # Three figures of one decimal each: up to 0.15 is rounding.
        if abs(value - figure) > 0.15 + 1e-6:
            differences[str(row["period"])[:7]] = round(value - figure, 1)
    assert compared > 70
    # 2011-03: a cumulative figure of another vintage than the month. 2016-12, 2024-06 and 2024-07: the cumulative
    # figure (332316.0, 235969.0) was published without its decimal.
    assert differences == {"2011-03": 315.7, "2016-12": -0.5, "2024-06": 0.5, "2024-07": -0.5}


def test_national_growth_is_the_published_one_though_levels_say_another(
    run_steps: RunSteps, read_published: ReadPublished
) -> None:
    facts = [
        row for row in national_retail(read_published("national-retail-sales.csv")) if row["basis"] == "cumulative"
    ]
    december = date(2025, 12, 1)
    published = next(row["growth"] for row in facts if row["period"] == december)
    [with_it] = [row for row in run_steps({"o": facts}, growth_on_year("o")) if row["period"] == december]
    assert (with_it["growth"], with_it["computed"]) == (published, False)
    bare = [{**row, "growth": None} for row in facts]
    [without] = [row for row in run_steps({"o": bare}, growth_on_year("o")) if row["period"] == december]
    # 501202.4 / 487894.8: the base was revised upwards, published growth is 3.7%.
    assert published == pytest.approx(0.037)
    assert without["growth"] == pytest.approx(0.02727, abs=5e-5)
    assert without["computed"] is True


def meigu(rows: list[Printed], indicator: str, expected: str) -> list[Row]:
    growths = {row["period"]: row["value"] for row in rows if row["indicator"] == f"{indicator}_growth"}
    return [
        {
            "place": row["region_code"],
            "indicator": indicator,
            "period": date(int(row["period"]), 12, 1),
            "basis": "year",
            "value": float(row["value"]),
            "growth": float(growths[row["period"]]) / 100 if growths else None,
            "growth_basis": "real" if growths else None,
            "expected_basis": expected,
        }
        for row in rows
        if row["indicator"] == indicator
    ]


def test_meigu_real_growth_is_chained_and_never_taken_from_current_prices(
    run_steps: RunSteps, read_published: ReadPublished
) -> None:
    facts = meigu(read_published("meigu-2016-2021.csv"), "gdp", "real")
    [average] = run_steps({"o": facts}, multi_year_average("o", 2016, 2021))
    assert average["growth"] == pytest.approx((1.049 * 1.057 * 1.099 * 1.023 * 1.098) ** 0.2 - 1)
    assert average["computed"] is False
    # Levels at current prices would say 7.9% a year; with one year's growth missing there is no figure at all.
    gap = [{**row, "growth": None} if row["period"] == date(2018, 12, 1) else row for row in facts]
    [unknown] = run_steps({"o": gap}, multi_year_average("o", 2016, 2021))
    assert unknown["growth"] is None
    yearly = {row["period"]: row["growth"] for row in run_steps({"o": gap}, growth_on_year("o"))}
    assert yearly[date(2018, 12, 1)] is None


def test_meigu_nominal_growth_is_computed_year_by_year(run_steps: RunSteps, read_published: ReadPublished) -> None:
    facts = meigu(read_published("meigu-2016-2021.csv"), "retail_sales", "nominal")
    yearly = {row["period"]: row for row in run_steps({"o": facts}, growth_on_year("o"))}
    assert yearly[date(2021, 12, 1)]["growth"] == pytest.approx(8.06 / 7.11 - 1)
    assert yearly[date(2020, 12, 1)]["growth"] == pytest.approx(7.11 / 7.74 - 1)
    assert yearly[date(2016, 12, 1)]["growth"] is None
    [average] = run_steps({"o": facts}, multi_year_average("o", 2016, 2021))
    assert average["growth"] == pytest.approx((8.06 / 5.78) ** 0.2 - 1)
    assert average["computed"] is True


def test_zhongshan_towns_rank_by_growth_with_shared_places(run_steps: RunSteps, read_published: ReadPublished) -> None:
    towns = [row for row in read_published("zhongshan-towns-2024.csv") if row["region"] != "全市"]
    rows = [{"region": row["region"], "growth": float(row["retail_growth_pct"]) / 100} for row in towns]
    ranked = {row["region"]: row["rank"] for row in run_steps({"towns": rows}, rank_with_ties("towns", "growth"))}
    assert ranked["黄圃镇"] == 1
    assert ranked["火炬开发区"] == 2
    # 古镇镇 and 坦洲镇 both grew by 2.1%: both are sixth, and nobody is seventh.
    assert (ranked["古镇镇"], ranked["坦洲镇"]) == (6, 6)
    assert 7 not in ranked.values()
    assert ranked["三角镇"] == 8
    assert ranked["南区街道"] == len(towns)


def test_zhongshan_shares_of_listed_towns_stay_below_the_city(
    run_steps: RunSteps, read_published: ReadPublished
) -> None:
    # The printed page stops after 三角镇, so the towns are shares of the published total, not of their own sum.
    towns = [row for row in read_published("zhongshan-towns-2024.csv") if row["region"] != "全市"]
    rows = [{"part": row["region"], "value": float(row["gdp_yi"])} for row in towns]
    listed = run_steps({"towns": rows}, shares("towns", total="4143.25"))
    assert sum(float(str(row["share"])) for row in listed) == pytest.approx(2792.62 / 4143.25)


@pytest.mark.parametrize("weights", ["target_weight", "effect_weight"])
def test_evaluation_weights_sum_to_a_hundred_and_print_as_they_are(
    run_steps: RunSteps, read_published: ReadPublished, weights: str
) -> None:
    rows = [row for row in read_published("evaluation-weights-wanjiang.csv") if row[weights]]
    parts = [{"part": row["indicator"], "value": float(row[weights])} for row in rows]
    printed = run_steps({"weights": parts}, printed_structure("weights", decimals=0))
    assert {row["part"]: float(str(row["printed"])) * 100 for row in printed} == pytest.approx(
        {row["part"]: row["value"] for row in parts}
    )
    assert sum(float(row[weights]) for row in rows) == 100


def test_share_change_is_in_points(evaluate: Evaluate) -> None:
    # 泸县第一产业 16.4% → 15.2%：下降 1.2 个百分点
    assert evaluate(share_change("now", "before"), [{"now": 0.152, "before": 0.164}]) == [-0.012]
    assert evaluate(ratio("now", "before"), [{"now": 0.152, "before": 0.164}])[0] != -0.012
