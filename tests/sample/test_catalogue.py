"""What the generator knows by heart must be what the packs say."""

import pytest

from guatu.domain import Level
from guatu.pack import Packs, load_packs
from guatu.sample import make_clean_sheets
from guatu.sample.catalogue import INDUSTRIES, RECIPES
from guatu.sample.goals import AMOUNT_GROWTH_TARGETS, AMOUNT_TARGETS, GROWTH_TARGETS
from guatu.sample.places import COUNTIES, NAMES, PARKS, PREFECTURE, PROVINCE
from guatu.sample.story import SEASONS, SEATS


@pytest.fixture(scope="module")
def packs() -> Packs:
    packs, findings = load_packs(["example"])
    assert packs is not None
    assert not [finding for finding in findings if finding.blocks]
    return packs


def test_the_pack_says_in_its_title_that_it_is_fictional(packs: Packs) -> None:
    assert packs.main.manifest.fictional
    assert "虚构" in packs.main.manifest.title


def test_places_are_those_of_the_pack(packs: Packs) -> None:
    places = {entry.code: entry for entry in packs.main.places}
    assert {code: entry.name for code, entry in places.items()} == NAMES
    assert [places[code].level for code in (PROVINCE, PREFECTURE)] == [Level.PROVINCE, Level.PREFECTURE]
    assert {entry.parent for code, entry in places.items() if code not in (PROVINCE, PREFECTURE)} == {PREFECTURE}
    assert len([entry for entry in places.values() if entry.level == "county"]) == len(COUNTIES)
    assert len([entry for entry in places.values() if entry.level == "park"]) == len(PARKS)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.id)
def test_an_indicator_is_reported_as_the_packs_define_it(packs: Packs, recipe: object) -> None:
    made = next(one for one in RECIPES if one is recipe)
    indicator = packs.indicator(made.id)
    assert indicator is not None
    assert (indicator.id, indicator.name, indicator.unit) == (made.id, made.name, made.unit)
    assert indicator.growth.value == made.growth
    assert (indicator.january == "merged") == made.merged
    assert (indicator.published == "levels") == made.levels
    stock = made.make == "stock" or made.id == "firms_above_scale"
    assert indicator.kind.value == ("rate" if made.make == "ratio" else "stock" if stock else "flow")


def test_parts_of_a_total_are_those_of_the_packs(packs: Packs) -> None:
    for recipe in RECIPES:
        for part in recipe.parts:
            indicator = packs.indicator(part)
            assert indicator is not None
            assert indicator.total == recipe.id


def test_industries_and_drivers_are_those_of_the_pack(packs: Packs) -> None:
    (grouping,) = packs.main.industries
    assert [(one.id, one.name, one.driver or "") for one in grouping.industries] == list(INDUSTRIES)
    for key, _, driver in INDUSTRIES:
        indicator = packs.indicator(f"output_{key}")
        assert indicator is not None
        assert (indicator.driver or "", indicator.industry) == (driver, key)


def test_the_split_starts_from_the_targets_of_the_pack(packs: Packs) -> None:
    asked = {(one.indicator, one.comparator): one.value[0].value for one in packs.main.targets if one.tag is None}
    first = {one.indicator: one.value[0].value for one in reversed(packs.main.targets)}
    for key, rate in (GROWTH_TARGETS | AMOUNT_GROWTH_TARGETS).items():
        assert first[key] * 10 == rate
    for key, amount in AMOUNT_TARGETS.items():
        assert asked[key, ">="] * (1 if key == "firms_above_scale_new" else 100) == amount


def test_the_pack_has_a_contradiction_and_every_kind_of_target(packs: Packs) -> None:
    targets = packs.main.targets
    va = {one.value[0].value for one in targets if one.indicator == "industrial_va"}
    assert len(va) == 2
    assert {one.measure.value for one in targets} >= {"growth", "level", "increment", "share"}
    assert {one.comparator for one in targets} >= {">=", "<=", "~"}


def test_duties_ask_for_what_counties_and_parks_report(packs: Packs) -> None:
    duties = {duty.id: set(duty.indicators) for duty in packs.main.duties}
    assert duties["counties-monthly"] == {recipe.id for recipe in RECIPES if not recipe.quarterly}
    assert duties["parks-monthly"] == {recipe.id for recipe in RECIPES if recipe.parks}
    assert duties["counties-quarterly"] == {recipe.id for recipe in RECIPES if recipe.quarterly}


def test_clauses_of_split_targets_are_in_the_documents(packs: Packs) -> None:
    sheet = next(sheet for sheet in make_clean_sheets(1) if sheet.name == "targets.csv")
    clauses = {sheet.cell(index, "clause") for index in range(len(sheet.rows))}
    assert all(packs.main.clause_title(clause) for clause in clauses)


def test_seasons_and_seats_are_whole() -> None:
    assert {sum(months) for months in SEASONS.values()} == {1000}
    assert {sum(weights) for weights in SEATS.values()} == {1000}
    assert sum(county.weight for county in COUNTIES) == 1000
