"""The figures of the national pack are those of the reference tables, read back from its rules."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.packs.national_enterprise import conditions, pack, qualification, score, size_class

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
SIZES = {"large": "大型", "medium": "中型", "small": "小型"}
LEAST = re.compile(r"(\w+) >= ([\d.]+)(人|万元)")


def reference(name: str) -> Any:  # Any: YAML of another project, whose shape each test spells out
    path = REFERENCE / f"{name}.yaml"
    if not path.is_file():
        pytest.skip("the reference tables are not beside the project")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def fraction(text: str) -> Decimal:
    """A share as written, 15%, as the fraction that data keep."""
    return Decimal(text.removesuffix("%")) / 100


def starts(key: str) -> dict[Decimal, int]:
    """The lower edges of a score's bands and their points, the lowest band at 0."""
    bands = score(key).bands
    return {fraction(band.from_[0].value) if band.from_ else Decimal(0): int(band.then[0].value) for band in bands}


def ends(key: str) -> dict[Decimal | None, int]:
    """The upper edges of a score's bands and their points; the highest band has none."""
    bands = score(key).bands
    return {fraction(band.to[0].value) if band.to else None: int(band.then[0].value) for band in bands}


def lower_bands(bands: list[dict[str, Any]]) -> dict[Decimal, int]:
    return {Decimal(str(band["ge"])): band["score"] for band in bands if "ge" in band}


def upper_bands(bands: list[dict[str, Any]]) -> dict[Decimal | None, int]:
    return {Decimal(str(band["le"])) if "le" in band else None: band["score"] for band in bands}


def points(key: str) -> list[int]:
    return [int(branch.then) for branch in score(key).cases]


@pytest.mark.shared
def test_the_bounds_of_size_are_those_of_the_table() -> None:
    names = {"从业人员": "X", "划型营业收入": "Y", "资产总额": "Z"}
    wanted = {
        (row["zh"], SIZES[size]): {key: Decimal(bounds[size]) for key, bounds in row.items() if key in "XYZ"}
        for row in reference("enterprise-size-2017")["table"].values()
        for size in SIZES
    }
    found = {}
    for branch in size_class().cases[:-1]:
        industry, *tests = (condition.test for condition in branch.if_)
        limits = {}
        for test in tests:
            match = LEAST.fullmatch(test)
            assert match is not None, test
            limits[names[match[1]]] = Decimal(match[2])
        found[industry.removeprefix("规模行业 = '").removesuffix("'"), branch.then] = limits
    assert len(wanted) == 48
    assert found == wanted


@pytest.mark.shared
@pytest.mark.parametrize(
    ("set_name", "key"),
    [
        ("industry", "above-scale-industry"),
        ("wholesale", "above-limit-wholesale"),
        ("retail", "above-limit-retail"),
        ("hotel_catering", "above-limit-hotel-catering"),
        ("investment_project", "investment-project"),
    ],
)
def test_a_threshold_of_registration_is_that_of_the_table(set_name: str, key: str) -> None:
    assert f">= {reference('above-scale-thresholds')['sets'][set_name]['min']}万元" in conditions(key)


@pytest.mark.shared
def test_the_tiers_of_services_have_the_members_of_the_table() -> None:
    (rule,) = (one for one in pack().derived if one.id == "service-threshold")
    for branch, tier in zip(rule.value, reference("above-scale-thresholds")["sets"]["services"]["tiers"], strict=True):
        members = [name for key in ("sections", "divisions", "classes") for name in tier.get(key, [])]
        assert branch.then == f"{tier['min']}万元"
        named = set(re.findall(r"'([^']+)'", branch.if_[0].test))
        assert named == set(members)


@pytest.mark.shared
def test_the_points_of_the_evaluation_of_technology_firms_are_those_of_the_table() -> None:
    scoring = reference("tech-sme-evaluation")["scoring"]
    assert starts("tech-sme-staff") == lower_bands(scoring["personnel"]["bands"])
    assert starts("tech-sme-rd-by-sales") == lower_bands(scoring["rd_input"]["by_revenue"]["bands"])
    assert starts("tech-sme-rd-by-cost") == lower_bands(scoring["rd_input"]["by_cost"]["bands"])
    assert points("tech-sme-results") == [band["score"] for band in scoring["results"]["bands"]]
    tops = [score(key).max for key in ("tech-sme-staff", "tech-sme-rd", "tech-sme-results", "tech-sme-total")]
    assert tops == [scoring[key]["max"] for key in ("personnel", "rd_input", "results")] + [scoring["max"]]


@pytest.mark.shared
def test_the_limits_of_a_technology_firm_are_those_of_the_rule() -> None:
    rule = reference("tech-sme-evaluation")
    size = next(one for one in rule["eligibility"]["all_required"] if one["id"] == "size")
    said = conditions("tech-sme")
    assert f"职工总数 <= {size['employees_max']}人" in said
    assert f"销售收入 <= {size['revenue_max_wan']}万元" in said
    assert f"资产总额 <= {size['assets_max_wan']}万元" in said
    assert f"科小综合评价得分 >= {rule['scoring']['pass']} " in said
    triggers = rule["site_check_triggers_2026"]["any_of"]
    assert f"职工总数 <= {triggers[0]['employees_le']}人" in conditions("tech-sme-site-check")
    assert f"研发费用 < {triggers[2]['rd_expense_lt_wan']}万元" in conditions("tech-sme-site-check")
    filing = rule["documents"]["notice_2026"]
    valid = qualification("tech-sme-site-check").valid
    assert (str(valid.start), str(valid.end)) == (filing["filing_from"], filing["filing_to"])


@pytest.mark.shared
def test_the_points_of_a_high_tech_firm_are_those_of_the_guide() -> None:
    scoring = reference("high-tech-enterprise")["innovation_scoring"]
    ranges = [str(band["score"]) for band in scoring["growth"]["bands"]]
    for part in ("net-assets", "sales"):
        low, high = points(f"hnte-{part}-low"), points(f"hnte-{part}-high")
        assert [f"{a}-{b}" if b else "0" for a, b in zip(low, high, strict=True)] == ranges
        said = [branch.if_[0].test for branch in score(f"hnte-{part}-low").cases if branch.if_]
        edges = [fraction(one.split(" ")[-1]) if "%" in one else Decimal(one.split(" ")[-1]) for one in said]
        assert edges == [Decimal(str(band.get("ge", band.get("gt")))) for band in scoring["growth"]["bands"][:-1]]
    bands = zip(score("hnte-conversion-low").bands, score("hnte-conversion-high").bands, strict=True)
    conversion = {
        int(low.from_[0].value) if low.from_ else 0: f"{low.then[0].value}-{high.then[0].value}".removesuffix("-0")
        for low, high in bands
    }
    assert conversion == {band["ge"]: band["score"] for band in scoring["conversion"]["bands"]}
    quantity = zip(points("hnte-quantity-low"), points("hnte-quantity-high"), strict=True)
    wanted = [band["score"] for band in scoring["intellectual_property"]["items"]["quantity"]["bands"]]
    assert [f"{a}-{b}" if b else "0" for a, b in quantity] == wanted


@pytest.mark.shared
def test_the_most_points_of_each_item_are_those_of_the_guide() -> None:
    scoring = reference("high-tech-enterprise")["innovation_scoring"]
    items = scoring["intellectual_property"]["items"]
    keys = {
        "hnte-advancement": items["advancement"],
        "hnte-support": items["core_support"],
        "hnte-quantity": items["quantity"],
        "hnte-acquisition": items["acquisition"],
        "hnte-standards": items["standards_bonus"],
        "hnte-ip": scoring["intellectual_property"],
        "hnte-conversion": scoring["conversion"],
        "hnte-organisation": scoring["organisation"],
        "hnte-growth": scoring["growth"],
        "hnte-total": scoring,
    }
    parts = ("hnte-rd-system", "hnte-institution", "hnte-incentive", "hnte-talent")
    keys |= dict(zip(parts, scoring["organisation"]["items"], strict=True))
    assert {key: score(key).max for key in keys} == {key: item["max"] for key, item in keys.items()}


@pytest.mark.shared
def test_the_conditions_of_a_high_tech_firm_have_the_thresholds_of_the_rule() -> None:
    required = {one["id"]: one for one in reference("high-tech-enterprise")["conditions"]["all_required"]}
    said = conditions("high-tech")
    assert f">= {required['age']['days_ge']}天" in said
    assert "创新能力得分 > 70" in said
    assert required["innovation_score"]["score_gt"] == 70
    shares = {fraction(one) for one in re.findall(r">= (\d+%)", said)}
    bands = required["rd_ratio"]["bands_by_last_year_sales_wan"]
    wanted = {Decimal(str(one["ratio_ge"])) for one in (required["staff"], required["income"], *bands)}
    assert shares == wanted | {Decimal(str(required["rd_ratio"]["domestic_share_ge"]))}
    limits = {int(one) for one in re.findall(r"销售收入 <= (\d+)万元", said)}
    assert limits == {band["sales_le"] for band in bands if "sales_le" in band}
    (column,) = (one for one in pack().columns if one.name == "高新技术领域")
    assert list(column.choices[:-1]) == required["field"]["fields"]


@pytest.mark.shared
def test_the_points_of_an_innovative_firm_are_those_of_the_rule_of_2022() -> None:
    rule = reference("quality-sme-ladder")["old_2022"]["innovative"]["scoring"]
    innovation, growth, speciality = rule["innovation_40"], rule["growth_30"], rule["specialisation_30"]
    assert points("innovative-ip") == [next(iter(band.values())) for band in innovation["ip_20"]["bands"]]
    assert starts("innovative-rd") == lower_bands(innovation["rd_ratio_20"]["bands"])
    # Below zero there is a band of its own, which `starts` puts at the same edge.
    first, *others = score("innovative-main-growth").bands
    assert (first.from_, first.then[0].value) == ((), "0")
    found = {fraction(band.from_[0].value): int(band.then[0].value) for band in others}
    assert found == lower_bands(growth["main_revenue_growth_20"]["bands"])
    assert ends("innovative-leverage") == upper_bands(growth["leverage_10"]["bands"])
    assert points("innovative-field") == [next(iter(band.values())) for band in speciality["field_10"]["bands"]]
    assert starts("innovative-main-share") == lower_bands(speciality["main_share_20"]["bands"])


@pytest.mark.shared
def test_the_points_of_a_specialised_firm_are_those_of_the_rule_of_2022() -> None:
    rule = reference("quality-sme-ladder")["old_2022"]["specialised"]["scoring"]
    speciality, refinement = rule["specialisation_25"], rule["refinement_25"]
    innovation = rule["innovation_35"]
    assert starts("specialised-main-share") == lower_bands(speciality["main_share_5"]["bands"])
    first, *others = score("specialised-main-growth").bands
    assert (first.from_, first.then[0].value) == ((), "0")
    found = {fraction(band.from_[0].value): int(band.then[0].value) for band in others}
    assert found == lower_bands(speciality["growth_10"]["bands"])
    assert points("specialised-field") == [next(iter(band.values())) for band in speciality["field_5"]["bands"]]
    assert points("specialised-digital") == [next(iter(band.values())) for band in refinement["digital_5"]["bands"]]
    assert starts("specialised-margin") == lower_bands(refinement["net_margin_10"]["bands"])
    assert ends("specialised-leverage") == upper_bands(refinement["leverage_5"]["bands"])
    assert points("specialised-ip") == [next(iter(band.values())) for band in innovation["ip_10"]["bands"]]
    spend = [
        (f"研发费用 >= {band['ge_wan']}万元 或 研发费用 / 营业收入 >= {band['or_ratio_ge'] * 100:.0f}%", band["score"])
        for band in innovation["rd_spend_10"]["bands"][:-1]
    ]
    assert [(one.if_[0].test, int(one.then)) for one in score("specialised-rd").cases[:-1]] == spend
    assert starts("specialised-rd-staff") == lower_bands(innovation["rd_staff_5"]["bands"])
    levels = [next(iter(band.items())) for band in innovation["institution_10"]["bands"]]
    cases = [(one.if_[0].test, int(one.then)) for one in score("specialised-institution").cases]
    assert cases == [(f"研发机构级别 = '{level}'", worth) for level, worth in levels]


@pytest.mark.shared
def test_the_parts_of_the_scores_of_2022_add_up_to_a_hundred() -> None:
    for total, parts in (("innovative-total", (40, 30, 30)), ("specialised-total", (25, 25, 15, 35))):
        assert tuple(score(key).max for key in score(total).sum) == parts
        for key in score(total).sum:
            members = [score(one).max or 0 for one in score(key).sum]
            assert not members or sum(members) == score(key).max


@pytest.mark.shared
def test_the_thresholds_of_the_ladder_of_2022_are_those_of_the_rule() -> None:
    rule = reference("quality-sme-ladder")["old_2022"]
    passing = rule["innovative"]["pass"]
    said = conditions("innovative-2022")
    names = {"total": "总分", "innovation": "创新能力得分", "growth": "成长性得分", "specialisation": "专业化得分"}
    assert all(f"创新型{word} >= {passing[f'{key}_ge']}" in said for key, word in names.items())
    required = {one["id"]: one for one in rule["specialised"]["all_required"]}
    said = conditions("specialised-2022")
    for text in (
        f"从事细分市场年限 >= {required['niche_years']['years_ge']}年",
        f"研发费用 >= {required['rd']['amount_ge_wan']}万元",
        f"研发费用 / 营业收入 >= {required['rd']['ratio_ge'] * 100:.0f}%",
        f"营业收入 >= {required['scale']['revenue_ge_wan']}万元",
        f"近两年新增股权融资 >= {required['scale']['or_equity_2y_ge_wan']}万元",
        f"专精特新总分 >= {required['score_or_direct']['score_ge']}",
    ):
        assert text in said
    six = rule["little_giant"]["six_dimensions"]
    said = conditions("little-giant-2022") + conditions("little-giant-innovation")
    for text in (
        f"从事细分市场年限 >= {six['specialisation']['niche_years_ge']}年",
        f"主营业务收入 / 营业收入 >= {six['specialisation']['main_share_ge'] * 100:.0f}%",
        f"平均增长率 >= {six['specialisation']['main_growth_2y_avg_ge'] * 100:.0f}%",
        f"资产负债率 <= {six['refinement']['leverage_le'] * 100:.0f}%",
        f"细分市场占有率 >= {six['distinctive']['national_niche_share_ge'] * 100:.0f}%",
        f"主导产品Ⅰ类数 >= {six['innovation_general']['class_I_ip_ge']}",
    ):
        assert text in said
    for band in six["innovation_general"]["rd_ratio_both_years"]:
        for key, value in band.items():
            assert f"{value * 100:.0f}%" in said if key in ("ratio_ge", "rd_staff_ge") else f"{value}万元" in said


@pytest.mark.shared
def test_the_thresholds_of_the_ladder_of_2026_are_those_of_the_rule() -> None:
    rules = reference("quality-sme-ladder")["new_2026"]
    required = {one["id"]: one for one in rules["specialised"]["all_required"]}
    said = conditions("specialised-2026")
    for text in (
        f"从事细分市场年限 >= {required['niche_years']['years_ge']}年",
        f"营业收入 >= {required['scale']['revenue_ge_wan']}万元",
        f"近两年新增股权融资 >= {required['scale']['or_equity_2y_ge_wan']}万元",
        f"主营业务收入 / 营业收入 >= {required['main_share']['ratio_ge'] * 100:.0f}%",
        f"资产负债率 <= {required['leverage']['ratio_le'] * 100:.0f}%",
        f"上年研发费用 >= {required['rd']['each_year_ge_wan']}万元",
        f"上年研发费用 / 上年营业收入 >= {required['rd']['each_year_ratio_ge'] * 100:.0f}%",
        f"已应用Ⅰ类数 >= {required['ip']['count_ge']}",
        f"专精特新发展评价得分 >= {required['platform_score']['score_ge']}",
    ):
        assert text in said
    required = {one["id"]: one for one in rules["little_giant"]["all_required"]}
    said = conditions("little-giant-2026")
    compound = (1 + Decimal(str(required["growth"]["rate_ge"]))) ** 2 * 100
    for text in (
        f"从事细分市场年限 >= {required['niche_years']['years_ge']}年",
        f"营业收入 >= {required['revenue']['ge_wan']}万元",
        f"主营业务收入 / 营业收入 >= {required['main_share']['ratio_ge'] * 100:.0f}%",
        f"营业收入 / 前年营业收入 >= {compound.normalize()}%",
        f"资产负债率 <= {required['leverage']['ratio_le'] * 100:.0f}%",
        f"研发费用 + 上年研发费用 >= {required['rd']['two_year_total_ge_wan']}万元",
        f"小巨人可计Ⅰ类数 >= {required['ip']['count_ge']}",
        f"细分市场占有率 >= {required['market']['share_ge'] * 100:.0f}%",
        f"国内细分市场排名 <= {required['market']['or_domestic_rank_le']}",
        f"专精特新发展评价得分 >= {required['platform_score']['score_ge']}",
    ):
        assert text in said
