"""Rows of registers as projects and parks: industries by id, name and code; blanks stay unknown; slips are told."""

import pytest

from guatu.allocation import MatchInputs, MatchRows, match_inputs
from guatu.pack import load_packs

OFFER = {"place": "999901-P1", "year": 2024, "lead_industry": "食品加工", "potential_industries": "31、新材料"}
LEAD = {"lead": "1", "name": "项目一", "industry": "food", "land": 20.0, "environments": "没有"}


def read(offers: list[dict[str, object]], leads: list[dict[str, object]], **more: object) -> MatchInputs:
    packs, _ = load_packs(("example",))
    assert packs is not None
    return match_inputs(MatchRows(offers, leads, **more), packs)  # type: ignore[arg-type]  # passed on as given


def codes(inputs: MatchInputs) -> list[str]:
    return [one.code for one in inputs.findings]


def test_industries_are_found_by_name_code_and_id() -> None:
    inputs = read([OFFER], [LEAD])
    (offer,) = inputs.offers
    assert (offer.name, offer.lead, offer.potential) == ("甲子高新区", "food", ("metallurgy", "new_materials"))
    assert inputs.proposals[0].environments == frozenset()
    assert codes(inputs) == []


def test_blank_cells_stay_unknown() -> None:
    inputs = read([{"place": "999901-P1"}], [{"lead": "1", "name": "项目一"}])
    assert (inputs.offers[0].lead, inputs.offers[0].land, inputs.proposals[0].environments) == (None, None, None)
    assert codes(inputs) == ["A054"]


@pytest.mark.parametrize(
    ("offer", "lead", "code"),
    [
        ({"lead_industry": "新材科"}, {}, "A052"),
        ({"potential_industries": "食品加工、冶金、化工"}, {}, "A053"),
        ({"land_left": -20.0}, {}, "A055"),
        ({}, {"land": 0.0}, "A055"),
        ({}, {"exception": "同意", "exception_park": "某园"}, "A059"),
    ],
)
def test_a_slip_is_told_and_left_out(offer: dict[str, object], lead: dict[str, object], code: str) -> None:
    inputs = read([{**OFFER, **offer}], [{**LEAD, **lead}])
    assert codes(inputs) == [code]
    assert (inputs.proposals[0].land, inputs.offers[0].land, inputs.proposals[0].exception) in (
        (20.0, None, ""),
        (None, None, ""),
    )


def test_nothing_to_match_blocks() -> None:
    assert codes(read([], [LEAD])) == ["A050"]
    assert codes(read([OFFER], [])) == ["A051"]


def test_only_producing_projects_with_land_are_peers() -> None:
    row = {"park": "999901-P1", "industry": "food", "stage": "投产", "land": 10.0, "investment": 5, "name": "甲"}
    rows = [row, {**row, "stage": "在建"}, {**row, "land": 0.0, "name": "乙"}, {**row, "park": None}]
    inputs = read([OFFER], [LEAD], projects=rows)
    assert len(inputs.peers) == 1
    assert codes(inputs) == ["A056"]


def test_distances_that_are_not_whole_or_of_nobody_are_told() -> None:
    other = {**OFFER, "place": "999901-P2"}
    rows = [{"lead": "1", "place": "999901-P1", "distance": 50.0}, {"lead": "9", "place": "999901-P1", "distance": 5.0}]
    inputs = read([OFFER, other], [LEAD], distances=rows)
    assert sorted(codes(inputs)) == ["A057", "A058"]
    assert inputs.proposals[0].distances == {"999901-P1": 50.0}
