"""Projects at parks: each hard condition at its edge, what is not known never met, capacity, and why not."""

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest

from guatu.allocation import (
    Matching,
    MatchTerms,
    MatchWeights,
    ParkOffer,
    Peer,
    Proposal,
    State,
    Verdict,
    match_proposals,
)
from guatu.allocation.matching_assignment import assign

NOTHING = frozenset[str]()
OFFER = ParkOffer("A", "甲园", "steel", ("food", "wood"), 100, 5_000, 900_000, 200, frozenset(("供热",)))
OTHER = replace(OFFER, park="B", name="乙园", lead="food", potential=("steel", "glass"), land=60)
LEAD = Proposal("1", "项目一", "steel", 50, 15e7, 20e7, energy=4_000, environments=NOTHING)
# 300 and 350 万元/亩 and 400 and 500 万元/亩: 合计相除 is 325 and 450.
PEERS = (Peer("A", "steel", 100, 30e7, 40e7), Peer("A", "steel", 100, 35e7, 50e7))


def match(*proposals: Proposal, offers: tuple[ParkOffer, ...] = (OFFER,), **terms: object) -> Matching:
    return match_proposals(proposals, offers, PEERS, MatchTerms(**terms))  # type: ignore[arg-type]  # passed on as given


def state(proposal: Proposal, condition: str, offer: ParkOffer = OFFER) -> tuple[State, str]:
    pair = match(proposal, offers=(offer,)).pair(0, 0)
    found = next(one for one in pair.conditions if one.name == condition)
    return found.state, found.told


def test_industry_is_met_by_the_lead_and_the_potential_ones_only() -> None:
    assert state(LEAD, "industry") == (State.MET, "steel是主导产业")
    assert state(replace(LEAD, industry="wood"), "industry") == (State.MET, "wood是潜力产业")
    assert state(replace(LEAD, industry="glass"), "industry")[0] is State.FAILED


def test_a_park_without_its_industries_is_unknown_for_what_it_does_not_list() -> None:
    blank = replace(OFFER, potential=None)
    assert state(LEAD, "industry", blank)[0] is State.MET
    assert state(replace(LEAD, industry="wood"), "industry", blank)[0] is State.UNKNOWN
    assert state(replace(LEAD, industry=None), "industry")[0] is State.UNKNOWN


def test_land_is_met_up_to_the_last_mu_and_the_values_are_told() -> None:
    assert state(replace(LEAD, land=100), "land") == (State.MET, "用地要 100 ≤ 余 100 亩")
    assert state(replace(LEAD, land=100.5), "land") == (State.FAILED, "用地要 100.5 ＞ 余 100 亩")
    assert state(replace(LEAD, land=None), "land")[0] is State.UNKNOWN


def test_coal_and_power_are_each_compared_with_their_own() -> None:
    assert state(replace(LEAD, energy=5_000, power=900_000), "energy")[0] is State.MET
    assert state(replace(LEAD, energy=5_000, power=900_001), "energy")[0] is State.FAILED
    assert state(replace(LEAD, energy=None), "energy") == (State.UNKNOWN, "项目没有填能耗，也没有填用电")
    assert state(LEAD, "energy", replace(OFFER, energy=None))[0] is State.UNKNOWN


def test_the_gate_compares_with_the_sum_of_the_peers_and_names_how_many() -> None:
    at_the_edge = replace(LEAD, land=40, investment=13e7)
    assert state(at_the_edge, "investment_per_mu") == (State.MET, "亩均投资 325 ≥ 同行业 2 个项目平均 325 万元/亩")
    below = replace(at_the_edge, investment=12.9e7)
    assert state(below, "investment_per_mu")[0] is State.FAILED
    assert state(replace(LEAD, land=40, revenue=18e7), "revenue_per_mu")[0] is State.MET
    assert state(replace(LEAD, land=40, revenue=17.9e7), "revenue_per_mu")[0] is State.FAILED


def test_an_average_of_quotients_is_another_than_of_sums() -> None:
    peers = (Peer("A", "steel", 100, 10e7, 10e7), Peer("A", "steel", 300, 60e7, 10e7))
    sums = match_proposals((LEAD,), (OFFER,), peers, MatchTerms())
    means = match_proposals((LEAD,), (OFFER,), peers, MatchTerms(average="mean_of_ratios"))
    assert sums.conditions.average("A", "steel").investment == pytest.approx(175e4)
    assert means.conditions.average("A", "steel").investment == pytest.approx(150e4)


def test_without_peers_the_gate_is_unknown_and_an_exception_waives_it_for_its_park() -> None:
    wood = replace(LEAD, industry="wood")
    assert state(wood, "investment_per_mu") == (State.UNKNOWN, "亩均投资 300 万元/亩，园区没有同行业投产项目可比")
    waived = replace(wood, exception="州政府同意", exception_park="A")
    assert state(waived, "investment_per_mu")[0] is State.WAIVED
    assert "例外：州政府同意" in state(waived, "investment_per_mu")[1]
    assert state(replace(waived, exception_park="B"), "investment_per_mu")[0] is State.UNKNOWN


def test_environment_needs_every_thing_that_is_asked_and_room_for_the_water() -> None:
    assert state(replace(LEAD, environments=frozenset(("供热",))), "environment")[0] is State.MET
    assert state(replace(LEAD, environments=frozenset(("供热", "化工"))), "environment") == (
        State.FAILED,
        "园区没有化工",
    )
    assert state(replace(LEAD, environments=None), "environment")[0] is State.UNKNOWN
    assert state(replace(LEAD, wastewater=201), "environment")[0] is State.FAILED
    heat = replace(LEAD, environments=frozenset(("供热",)))
    assert state(heat, "environment", replace(OFFER, environments=None))[0] is State.UNKNOWN


GOOD = replace(LEAD, land=40, investment=14e7, revenue=20e7)


def test_what_is_not_known_is_placed_only_where_it_is_asked_for() -> None:
    unsure = replace(GOOD, energy=None)
    matching = match(unsure)
    assert (matching.park_of(0), matching.verdict(0, 0)) == (-1, Verdict.UNKNOWN)
    assert matching.pair(0, 0).why == "项目没有填能耗，也没有填用电。"
    assert match(unsure, with_unknown=True).park_of(0) == 0


def test_the_score_is_the_weighted_mean_of_its_parts() -> None:
    # Industry 1, land 40/100, energy 1 − 4000/5000, per-mu (350/325 − 1 + 500/450 − 1) / 2; no distance.
    per_mu = (350 / 325 - 1 + 500 / 450 - 1) / 2
    wanted = 100 * (40 * 1 + 15 * 0.4 + 15 * 0.2 + 20 * per_mu) / 90
    assert match(GOOD).pair(0, 0).score == pytest.approx(wanted, abs=0.05)
    only_land = MatchWeights(industry=0, land=1, energy=0, per_mu=0, distance=0)
    assert match(GOOD, weights=only_land).pair(0, 0).score == pytest.approx(40)


def test_a_distance_counts_only_where_it_is_given_for_every_park() -> None:
    near = replace(GOOD, distances={"A": 100.0})
    both = replace(GOOD, distances={"A": 100.0, "B": 400.0})
    offers = (OFFER, OTHER)
    assert match(near, offers=offers).pair(0, 0).points["distance"] is None
    assert match(both, offers=offers).pair(0, 0).points["distance"] == pytest.approx(0.8)


def test_of_two_projects_for_one_site_the_better_gets_it_and_the_other_is_told_who_has_it() -> None:
    second = replace(GOOD, lead="2", name="项目二", land=70, investment=25e7, revenue=35e7, energy=500)
    matching = match(replace(GOOD, energy=4_000), second)
    assert [matching.park_of(row) for row in (0, 1)] == [-1, 0]
    pair = matching.pair(0, 0)
    assert pair.verdict is Verdict.FULL
    assert pair.why.startswith("用地还剩 30 亩，要 40 亩；")
    assert "项目二" in pair.why
    assert matching.is_best


def test_a_project_that_fits_two_parks_is_told_why_the_other_is_not_taken() -> None:
    peers = (*PEERS, Peer("B", "steel", 100, 20e7, 20e7))
    matching = match_proposals((GOOD,), (OFFER, OTHER), peers, MatchTerms())
    home = matching.park_of(0)
    assert matching.pair(0, 1 - home).verdict is Verdict.ELSEWHERE
    assert matching.pair(0, 1 - home).why.startswith(f"{matching.offers[home].name}得 ")


def test_a_failed_pair_has_no_points() -> None:
    pair = match(replace(GOOD, industry="glass")).pair(0, 0)
    assert (pair.verdict, pair.score, set(pair.points.values())) == (Verdict.FAILED, None, {None})


def test_uses_say_what_is_taken_and_left() -> None:
    land, energy, power, water = match(GOOD).uses(0)
    assert (land.had, land.taken, land.left) == (100, 40, 60)
    assert (energy.taken, power.taken, water.left) == (4_000, 0, 200)


def brute_force(scores: np.ndarray, needs: np.ndarray, room: np.ndarray) -> float:
    best = 0.0
    for parks in product(range(-1, scores.shape[1]), repeat=len(scores)):
        taken = np.zeros_like(room)
        for row, park in enumerate(parks):
            if park >= 0:
                taken[park] += needs[row]
        if (taken <= room + 1e-9).all():
            best = max(best, sum(float(scores[row, park]) for row, park in enumerate(parks) if park >= 0))
    return best


@pytest.mark.parametrize("seed", range(4))
def test_the_assignment_is_the_best_of_all(seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - a test, not a secret
    scores = np.array([[round(draw.uniform(20, 90), 1) for _ in range(3)] for _ in range(6)])
    needs = np.array([[float(draw.randint(10, 60)), float(draw.randint(1, 9))] for _ in range(6)])
    room = np.array([[80.0, 12.0], [70.0, 10.0], [60.0, 9.0]])
    found = assign(scores, np.ones_like(scores, dtype=bool), needs, room)
    assert found.is_exact
    assert found.score == pytest.approx(brute_force(scores, needs, room))


def test_many_projects_stay_within_what_parks_have_and_below_the_bound() -> None:
    draw = Random(1)  # noqa: S311 - a test, not a secret
    scores = np.array([[round(draw.uniform(20, 90), 1) for _ in range(20)] for _ in range(90)])
    needs = np.array([[draw.uniform(10, 60)] for _ in range(90)])
    room = np.full((20, 1), 120.0)
    found = assign(scores, np.ones_like(scores, dtype=bool), needs, room)
    for park in range(20):
        assert needs[found.parks == park].sum() <= 120 + 1e-6
    assert found.bound * 0.93 < found.score <= found.bound


def test_nothing_open_places_nothing() -> None:
    found = assign(np.ones((2, 2)), np.zeros((2, 2), dtype=bool), np.ones((2, 1)), np.ones((2, 1)))
    assert (list(found.parks), found.score) == ([-1, -1], 0.0)
