"""Totals and ranks of the bundled scorecards, worked out by hand beside the rows they come from."""

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.packs.scorecards import grade, index, packs_of, points, rank, score, score_facts, total

from guatu.desk import make_sample, read_facts
from guatu.pack import Packs, load_packs
from guatu.query import Facts
from guatu.rules import Moment
from guatu.scoring import Standing

WAN = 10_000


def firm(code: str, **more: object) -> dict[str, object]:
    """A firm above scale that is exactly at Huangyan's bases of 2022: 100 mu, 100 t of coal, 1 t, 100 people."""
    figures = {
        "land": 100.0,
        "assessed_tax": Decimal("2409.7") * WAN,
        "industrial_value_added": Decimal("13616") * WAN,
        "energy": float(Decimal(13616) / Decimal("2.694")),
        "emissions": float(Decimal(13616) / Decimal("4929.81")),
        "average_staff": 100,
        "rd_spending": Decimal("302") * WAN,
        "main_revenue": Decimal("10000") * WAN,
        "above_scale_industry": True,
    }
    return {"firm": code, **figures, **more}


def test_a_firm_at_every_base_gets_a_hundred_but_for_its_people() -> None:
    found = score("per-mu", "huangyan-2022-above", [firm("A"), firm("B", assessed_tax=Decimal("4819.4") * WAN)])
    # 136.16 万元 a person against the base of 18.14: 7.5060639… times the ten points, not capped.
    people = 10 * 136.16 / 18.14
    assert total(found, "A") == pytest.approx(90 + people)
    assert total(found, "B") == pytest.approx(120 + people), "twice the tax is twice the thirty points"
    assert (rank(found, "A"), rank(found, "B")) == (2, 1)
    assert found.grades == ("", ""), "no classes were published"


def test_a_firm_without_emissions_takes_the_average_of_the_others() -> None:
    half = firm("B", emissions=float(2 * Decimal(13616) / Decimal("4929.81")))
    found = score("per-mu", "huangyan-2022-above", [firm("A"), half, firm("C", emissions=None)])
    assert points(found, "A", "value-added-per-emission") == pytest.approx(100)
    assert points(found, "B", "value-added-per-emission") == pytest.approx(50)
    assert points(found, "C", "value-added-per-emission") == pytest.approx(75)
    assert [rank(found, one) for one in "ABC"] == [1, 3, 2]


@pytest.mark.parametrize("land", [0.0, None])
def test_a_firm_without_land_is_not_ranked_by_what_is_left(land: float | None) -> None:
    found = score("per-mu", "huangyan-2022-above", [firm("A"), firm("B", land=land)])
    assert math.isnan(total(found, "B"))
    assert (rank(found, "A"), rank(found, "B")) == (1, 0)
    assert found.standings[found.position("B")] is Standing.UNSCORED


def test_small_firms_are_weighed_half_by_land_and_half_by_power() -> None:
    small = {"land": 10.0, "assessed_tax": Decimal("115.932") * WAN, "above_scale_industry": False}
    rows = [
        {"firm": "A", **small, "electricity": 1_159_320 / 0.2352},
        {"firm": "B", **small, "electricity": 2 * 1_159_320 / 0.2352},
        {"firm": "C", **small, "assessed_tax": Decimal("-115.932") * WAN, "electricity": 1_159_320 / 0.2352},
        {"firm": "D", **small, "above_scale_industry": True, "electricity": 1.0},
    ]
    found = score("per-mu", "huangyan-2022-below", rows)
    assert found.sheet.units == ("A", "B", "C"), "a firm above scale is not in it"
    assert [total(found, one) for one in "ABC"] == pytest.approx([100, 75, -100])


def test_huaian_measures_by_twice_the_county_average_of_the_year_before() -> None:
    def row(code: str, year: int, tax: int, sales: int, **more: object) -> dict[str, object]:
        fixed = {"place": "999901", "land": 10.0, "energy": 100.0, "above_scale_industry": True}
        money = {"assessed_tax": tax * WAN, "assessed_sales": sales * WAN}
        return {"firm": code, "year": year, **fixed, **money, "produced_since": date(2010, 1, 1), **more}

    rows = [
        row("A", 2023, 100, 1000),
        row("B", 2023, 300, 3000),
        row("A", 2024, 400, 4000),
        row("B", 2024, 200, 6000),
        row("C", 2024, 900, 9000, produced_since=date(2023, 6, 1)),
        row("D", 2024, 100, 100, above_scale_industry=False, land=2.9),
        row("E", 2024, 800, 8000, public_utility=True),
    ]
    found = score("per-mu", "huaian-2024", rows)
    # The averages of 2023 are 20 and 200 万元 a mu and 2 万元 a ton, so the bases are 40, 400 and 4.
    assert total(found, "A") == pytest.approx(45 + 35 + 20)
    assert total(found, "B") == pytest.approx(45 / 2 + 35 * 1.5 + 20 / 2)
    assert [grade(found, one) for one in "CE"] == ["T", "T"]
    assert [rank(found, one) for one in "ABCE"] == [1, 2, 0, 0]
    assert "D" not in found.sheet.units


def test_small_firms_of_a_city_are_ranked_by_tax_per_mu_alone_and_tie() -> None:
    def row(code: str, tax: int, **more: object) -> dict[str, object]:
        return {"firm": code, "assessed_tax": tax * WAN, "land": 10.0, "above_scale_industry": False, "in_zone": True,
                "rented_floor": 0.0, "registered_on": date(2015, 1, 1), **more}  # fmt: skip

    rows = [row("A", 30), row("B", 50), row("C", 30), row("D", 10), row("G", 90, start_up=True)]
    rows += [row("E", 90, registered_on=date(2022, 1, 1)), row("F", 90, land=4.0)]  # too young, too small
    rows.append(row("H", 70, land=4.0, rented_floor=3000.0))
    found = score("per-mu", "city-45-20-below", rows)
    assert {one: rank(found, one) for one in found.sheet.units} == {"A": 3, "B": 2, "C": 3, "D": 5, "G": 0, "H": 1}
    assert grade(found, "G") == "不定等级（参照B类）"


def test_a_development_zone_is_ranked_within_its_region_with_the_bonus_it_was_given() -> None:
    def row(place: str, region: str, *scores: float, **more: object) -> dict[str, object]:
        names = ("etdz_opening", "etdz_innovation", "etdz_green", "etdz_coordination", "etdz_quality")
        return {"place": place, "region": region, **dict(zip(names, scores, strict=False)), **more}

    rows = [
        row("A", "东部", 90, 80, 70, 60, 50),
        row("B", "东部", 80, 80, 80, 80, 80),
        row("C", "西部", 70, 70, 70, 70, 70, etdz_bonus=2.0),
        row("D", "西部", 71, 71, 71, 71, 71),
        row("E", "西部", 99, 99, 99, 99),
    ]
    found = score("national-zones", "etdz-2021", rows)
    assert total(found, "A") == pytest.approx(27 + 12 + 10.5 + 6 + 15)
    assert total(found, "C") == pytest.approx(72)
    assert {one: rank(found, one) for one in "ABCDE"} == {"A": 2, "B": 1, "C": 1, "D": 2, "E": 0}
    assert found.standings[found.position("E")] is Standing.UNSCORED


def test_the_five_parts_of_a_high_tech_zone_add_up_by_their_weights() -> None:
    names = ("innovation", "structure", "green", "open", "overall")
    rows = [
        {
            "place": "A",
            **{f"hitech_points_{name}": value for name, value in zip(names, (90, 80, 70, 60, 50), strict=True)},
        },
        {"place": "B", **{f"hitech_points_{name}": 70.0 for name in names}},
    ]
    found = score("national-zones", "hitech-2021-first-level", rows)
    assert total(found, "A") == pytest.approx(18 + 16 + 10.5 + 9 + 15)
    assert [rank(found, one) for one in "AB"] == [2, 1]


def test_items_without_weight_have_points_but_no_total_and_no_rank() -> None:
    rows = [{"place": "A", "hitech_innovation_01": 10}, {"place": "B", "hitech_innovation_01": 30}]
    found = score("national-zones", "hitech-2021", rows)
    assert [points(found, one, "innovation-01") for one in "AB"] == [0, 100]
    assert all(math.isnan(one) for one in found.total)
    assert found.ranks == (0, 0)


def park(code: str, **more: object) -> dict[str, object]:
    """A park halfway between the lines of every item of the land-use template."""
    land = {"land_approved": 1000.0, "land_supplied": 650.0, "land_built": 422.5, "land_idle": 32.5}
    granted = {"land_granted": 100.0, "land_granted_standard": 80.0}
    money = {"park_tax": 650 * Decimal("7.5") * WAN, "output": 650 * 200 * WAN, "park_fixed_assets": 650 * 150 * WAN}
    return {"place": code, **land, **granted, **money, **more}


def test_land_use_adds_up_by_hand() -> None:
    rows = [park("A"), park("B", land_granted=0.0, land_granted_standard=0.0), park("C", land_supplied=0.0)]
    found = score("land-use", "land-use", rows)
    # Half of all points but 80 of 100 for standard land, which weighs a fifth.
    assert total(found, "A") == pytest.approx(0.4 * 50 + 0.2 * 80 + 0.4 * 50)
    assert total(found, "B") == pytest.approx(50), "no land was granted: the weight goes to the others"
    assert math.isnan(total(found, "C"))
    assert [grade(found, one) for one in "ABC"] == ["一般", "一般", ""]
    assert [rank(found, one) for one in "ABC"] == [1, 2, 0]


BEST, WORST = "999904-P1", "999906-P1"


def park_year(code: str, year: int, size: int, **more: object) -> dict[str, object]:
    """A park that is `size` times another in everything that parks are compared by, and halfway to every target."""
    return {
        "place": code, "year": year, "park_kind": "产业园区", "founded": date(2010, 1, 1), "border": False,
        "park_value_added": 25 * size * 10**8 // 2, "county_gdp": 100 * size * 10**8,
        "lead_output": 25 * size * 10**8, "potential_output": 15 * size * 10**8,
        "high_tech_firms": size, "little_giants": size, "outside_funds": size * 10**8,
        "land_granted": 100.0, "land_granted_standard": 50.0, "land_supplied": 1000.0, "land_built": 650.0,
        "park_tax": size * 10**7, "park_rd": size * size * 10**8, "platforms": size,
        "industrial_value_added": 10**8, "park_energy": 10_000.0 / size, "power_used": 100.0, "green_power_used": 30.0,
        "reports_in_time": 1, "leaders": 8, "leaders_trained": 4, "late_reports": 0, "data_errors": 0, "practices": 0,
        "safety_accident": False, "environment_event": False, "environment_notice": False, "fraud": False,
        "output": 100 * size * 10**8, "park_revenue": 1000 * size * 10**8, **more,
    }  # fmt: skip


def two_parks(**more: object) -> list[dict[str, object]]:
    grown = {"output": Decimal("51.75") * 10**8, "park_revenue": Decimal("1035") * 10**8, "new_above_scale": 2,
             "outside_funds": Decimal("1.1") * 10**8}  # fmt: skip
    twice = {"output": 414 * 10**8, "park_revenue": 4140 * 10**8, "new_above_scale": 5, "outside_funds": 6 * 10**8}
    return [
        park_year(WORST, 2023, 1, output=50 * 10**8),
        park_year(
            WORST, 2024, 1, lead_output=10 * 10**8, potential_output=Decimal("10.7") * 10**8, **{**grown, **more}
        ),
        park_year(BEST, 2023, 4),
        park_year(BEST, 2024, 4, lead_output=160 * 10**8, **twice),
    ]


def test_the_park_template_adds_up_by_hand() -> None:
    found = score("yunnan-park-evaluation", "parks", two_parks(), day=date(2026, 12, 31))
    # The one is the worst in all that is compared (40 points) and has reached half of every target but new firms (2 of
    # 5), concentration (40 % is half of 20–60 %), and standard land.
    scale = 0.4 * 40 + 0.3 * 50 + 0.2 * 50 + 0.1 * 50
    lead = 0.7 * 50 + 0.3 * 40
    firms = 0.5 * 40 + 0.3 * 40 + 0.2 * 40
    land = 0.3 * 50 + 0.4 * 40 + 0.3 * 50
    green = 0.6 * 40 + 0.4 * 50
    worst = {"scale": scale, "lead": lead, "firms": firms, "open": 40, "land": land, "innovation": 40, "green": green,
             "governance": 50}  # fmt: skip
    for node, expected in worst.items():
        assert points(found, WORST, node) == pytest.approx(expected), node
    by_hand = sum(
        weight * worst[key] for key, weight in zip(worst, (0.2, 0.15, 0.15, 0.1, 0.15, 0.1, 0.1, 0.05), strict=True)
    )
    assert index(found, WORST) == pytest.approx(by_hand)
    assert (rank(found, BEST), rank(found, WORST)) == (1, 2)


@pytest.mark.parametrize(
    ("column", "value", "standing", "named"),
    [
        ("fraud", True, Standing.EXCLUDED, ""),
        ("safety_accident", True, Standing.RANKED, "不合格"),
        ("environment_event", True, Standing.RANKED, "不合格"),
        ("founded", date(2023, 1, 1), Standing.EXEMPT, "不定等次"),
    ],
)
def test_a_veto_decides_alone(column: str, value: object, standing: Standing, named: str) -> None:
    found = score("yunnan-park-evaluation", "parks", two_parks(**{column: value}), day=date(2026, 12, 31))
    assert found.standings[found.position(WORST)] is standing
    assert grade(found, WORST) == named


def test_late_and_returned_reports_cost_half_a_point_each_and_practices_give_one() -> None:
    plain = score("yunnan-park-evaluation", "parks", two_parks(), day=date(2026, 12, 31))
    rows = two_parks(late_reports=9, data_errors=3, practices=2)
    found = score("yunnan-park-evaluation", "parks", rows, day=date(2026, 12, 31))
    # Late reports stop at 3 points; with 1.5 for returned figures that is 4.5, below the cap of 5.
    assert total(found, WORST) == pytest.approx(total(plain, WORST) - 4.5 + 2)


def own_points() -> Packs:
    """Innovation points as a user completes them: two of the items weighed for one stage, as `docs` shows."""
    packs = packs_of("innovation-points")
    (card,) = packs.main.scorecards
    kept = [one for one in card.items if one.id in ("technology", "rd-amount", "rd-share")]
    items = tuple(
        replace(one, weight=Decimal({"technology": 100, "rd-amount": 40, "rd-share": 60}[one.id])) for one in kept
    )
    own = replace(packs.main, scorecards=(replace(card, items=items),))
    return Packs((*packs.packs[:-1], own))


def test_innovation_points_add_up_once_somebody_sets_the_weights() -> None:
    rows = [
        {"firm": "A", "growth_stage": "初创期", "rd": 100 * WAN, "revenue": 1000 * WAN},
        {"firm": "B", "growth_stage": "初创期", "rd": 300 * WAN, "revenue": 6000 * WAN},
    ]
    assert all(math.isnan(one) for one in score("innovation-points", "innovation-points", rows).total)
    found = score(own_points(), "innovation-points", rows)
    first, last = points(found, "B", "rd-amount"), points(found, "A", "rd-amount")
    assert first > last
    assert total(found, "A") == pytest.approx(0.4 * last + 0.6 * first)
    assert [rank(found, one) for one in "AB"] == [1, 2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Packs, Facts]:
    folder = tmp_path_factory.mktemp("sample") / "facts"
    make_sample(folder, 1, evaluation=True)
    packs, _ = load_packs(["example-evaluation"])
    assert packs is not None
    facts, findings, _ = read_facts(folder, packs)
    assert [str(one) for one in findings] == [], "the packs know every column"
    return packs, facts


def test_parks_of_the_sample_stand_in_every_way_there_is(sample: tuple[Packs, Facts]) -> None:
    packs, facts = sample
    tree = packs.place_tree()
    for year, excluded in ((2024, None), (2023, "乙丑高新区")):
        found = score_facts(packs, "parks", facts, Moment(year, date(2026, 12, 31)))
        by_name = {place.name: row for row, unit in enumerate(found.sheet.units) if (place := tree.find(unit))}
        stands = {name: found.standings[row] for name, row in by_name.items()}
        assert len(by_name) == 13
        assert {name for name, one in stands.items() if one is Standing.EXCLUDED} == ({excluded} - {None})
        assert found.ranks[by_name["丁卯产业园"]] == found.ranks[by_name["己巳产业园"]] != 0, "the same figures tie"
        assert stands["辛未综保区"] is Standing.EXEMPT
    assert (stands["庚午产业园"], year) == (Standing.RANKED, 2023)
    found = score_facts(packs, "parks", facts, Moment(2024, date(2026, 12, 31)))
    grades = {name: found.grades[row] for name, row in by_name.items()}
    assert (grades["戊辰化工园"], grades["甲子经开区"]) == ("不合格", "合格")
    assert found.standings[by_name["庚午产业园"]] is Standing.OUTSIDE
    assert found.unsettled[by_name["乙丑产业园"]] == ("环保督察通报",)


@pytest.mark.parametrize(
    "key", ["huangyan-2022-above", "huangyan-2022-below", "huaian-2024", "city-45-20-below", "per-mu-template"]
)
def test_firms_of_the_sample_are_ranked_by_the_per_mu_cards(sample: tuple[Packs, Facts], key: str) -> None:
    packs, facts = sample
    found = score_facts(packs, key, facts, Moment.of_year(2024))
    ranked = [one for one in found.standings if one is Standing.RANKED]
    assert len(ranked) > (30 if "below" in key else 600)
    assert not any(position and math.isnan(value) for value, position in zip(found.total, found.ranks, strict=True))
