"""The bundled scorecards say what their documents say, and nothing that nobody has seen."""

from collections import Counter

import pytest
from tests.packs.scorecards import BUNDLED, cards, packs_of
from tests.packs.test_cases import results_of

from guatu.pack import Mark, Scorecard, ScoreItem, Veto, check_packs

PRESETS = ("huangyan-2022", "huangyan-2021")
SIX = ("tax-per-mu", "value-added-per-mu", "value-added-per-energy", "value-added-per-emission",
       "labour-productivity", "rd-share")  # fmt: skip
# Cards whose documents were seen without all weights: what nobody published is not written.
WITHOUT_WEIGHTS = {
    "hitech-2021",
    "etdz-2016",
    "jingde-2022-above",
    "jingde-2022-below",
    "jiangshan-2023-above",
    "jiangshan-2023-below",
    "innovation-points",
}
TEMPLATES = {"parks", "land-use", "per-mu-template"}


def weights(card: Scorecard, parent: str | None = None) -> list[float | None]:
    return [None if one.weight is None else float(one.weight) for one in card.children(parent)]


@pytest.mark.parametrize("name", BUNDLED)
def test_a_pack_of_scorecards_has_no_finding_but_of_weights_nobody_published(name: str) -> None:
    # The packs that these extend have findings of their own, which their tests know.
    folder = packs_of(name).main.id
    found = [one for one in check_packs(packs_of(name)) if one.span and one.span.file.startswith(f"{folder}/")]
    assert {one.code for one in found} <= {"P080"}, [str(one) for one in found]
    assert bool(found) == any(card.id in WITHOUT_WEIGHTS for card in packs_of(name).main.scorecards)


def test_ids_of_cards_are_unique_over_all_packs() -> None:
    counts = Counter(card.id for name in BUNDLED for card in packs_of(name).main.scorecards)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("key", sorted(cards()))
def test_every_number_of_a_card_names_its_source_and_sureness(key: str) -> None:
    card = cards()[key]
    parts: list[Scorecard | ScoreItem | Mark | Veto] = [card, *card.items, *card.marks, *card.vetoes]
    assert [one.id for one in parts if not (one.source and one.confidence)] == []
    listed = {f"{one.number}#{entry.path}" for name in BUNDLED for pack in packs_of(name).packs
              for one in pack.manifest.documents for entry in one.clauses}  # fmt: skip
    assert {one.clause for one in parts if one.clause} <= listed


@pytest.mark.parametrize("key", sorted(cards()))
def test_weights_sum_to_a_hundred_or_are_left_out(key: str) -> None:
    card = cards()[key]
    parents = {one.parent for one in card.items}
    sets = [weights(card, parent) for parent in parents]
    if key in WITHOUT_WEIGHTS:
        assert any(None in one for one in sets)
        return
    assert all(None not in one for one in sets)
    if key != "hitech-2024-quality":  # its weights are multipliers within one part
        assert {sum(one or 0 for one in each) for each in sets} <= {100.0} or key in TEMPLATES


def test_templates_say_so_and_nothing_else_calls_itself_one() -> None:
    found = cards()
    assert {key for key, card in found.items() if card.template} == TEMPLATES
    assert all("示范模板" in found[key].name and found[key].confidence == "low" for key in TEMPLATES)
    assert [key for key in found.keys() - TEMPLATES if "模板" in found[key].name] == []


def test_high_tech_zones_of_2021_have_five_parts_and_forty_six_items_of_which_two_are_weighed() -> None:
    card = cards()["hitech-2021"]
    assert weights(card) == [20, 20, 15, 15, 30]
    assert [len(card.children(one.id)) for one in card.children(None)] == [10, 10, 9, 7, 10]
    assert len(card.leaves) == 46
    assert {one.name: float(one.weight) for one in card.leaves if one.weight is not None} == {
        "国家级和省级研发机构数": 0.8,
        "从业人员中研发人员全时当量数占比": 1.2,
    }
    assert weights(cards()["hitech-2021-first-level"]) == [20, 20, 15, 15, 30]


def test_high_tech_zones_of_2024_are_known_for_one_part_of_fifteen_per_cent() -> None:
    assert weights(cards()["hitech-2024-first-level"]) == [15, 85]
    assert weights(cards()["hitech-2024-quality"]) == [0.8, 1.2, 1.0, 1.0]


def test_development_zones_are_weighed_in_2021_and_only_named_in_2016() -> None:
    card = cards()["etdz-2021"]
    assert [(one.name, float(one.weight or 0)) for one in card.items] == [
        ("对外开放", 30),
        ("科技创新", 15),
        ("绿色发展", 15),
        ("统筹协调", 10),
        ("发展质量", 30),
    ]
    assert card.groups == ("所属区域",)
    assert [one.name for one in cards()["etdz-2016"].items] == [
        "产业基础",
        "科技创新",
        "区域带动",
        "生态环保",
        "行政效能",
    ]


@pytest.mark.parametrize(
    ("key", "bases"),
    [
        ("huangyan-2022-above", (24.097, 136.16, 2.694, 4929.81, 18.14, 3.02)),
        ("huangyan-2021-above", (26.01, 132.27, 2.54, 4861.08, 17.45, 3.05)),
    ],
)
def test_huangyan_weighs_six_ratios_to_bases(key: str, bases: tuple[float, ...]) -> None:
    card = cards()[key]
    assert tuple(one.id for one in card.items) == SIX
    assert weights(card) == [30, 20, 20, 10, 10, 10]
    assert tuple(float(one.base or 0) for one in card.items) == bases
    assert all(one.cap is None and one.floor is None for one in card.items), "no cap was seen"
    assert card.grades == (), "no shares were seen"


@pytest.mark.parametrize(
    ("key", "bases"), [("huangyan-2022-below", (11.5932, 0.2352)), ("huangyan-2021-below", (16.601058, 0.236565))]
)
def test_huangyan_weighs_small_firms_by_land_and_power(key: str, bases: tuple[float, ...]) -> None:
    card = cards()[key]
    assert weights(card) == [50, 50]
    assert tuple(float(one.base or 0) for one in card.items) == bases


@pytest.mark.parametrize(
    ("key", "shares"),
    [("huaian-2024", (0.2, 0.6, 0.95, 1)), ("city-45-20-above", (0.25, 0.7, 0.95, 1)),
     ("city-45-20-below", (0.25, 0.7, 0.95, 1))],
)  # fmt: skip
def test_four_classes_are_cut_by_share_and_name_their_consequences(key: str, shares: tuple[float, ...]) -> None:
    grades = cards()[key].grades
    assert [one.name for one in grades] == ["A", "B", "C", "D"]
    assert tuple(float(one.to_share or 0) for one in grades) == shares
    assert [one.title for one in grades][:2] == ["优先发展类", "鼓励提升类"]
    assert all("幅度" in one.consequences[0] and "未见" in one.consequences[0] for one in grades)


def test_cities_weigh_three_and_five_figures() -> None:
    assert weights(cards()["huaian-2024"]) == [45, 35, 20]
    assert weights(cards()["city-45-20-above"]) == [45, 20, 15, 15, 5]


def test_jingde_scores_from_twenty_to_a_hundred_without_weights() -> None:
    for key, count in (("jingde-2022-above", 7), ("jingde-2022-below", 3)):
        card = cards()[key]
        assert card.normalise.method == "min_max"
        assert [card.normalise.low, card.normalise.high] == [20, 100]
        assert weights(card) == [None] * count


def test_those_not_fit_for_evaluation_are_exempt_and_not_punished() -> None:
    for key in ("huaian-2024", "city-45-20-above", "jingde-2022-above", "jiangshan-2023-above", "per-mu-template"):
        assert {one.effect for one in cards()[key].vetoes} == {"exempt"}
    assert len(cards()["jiangshan-2023-below"].vetoes) == 4


def test_innovation_points_name_seventeen_of_eighteen_items_and_weigh_none() -> None:
    card = cards()["innovation-points"]
    assert [len(card.children(one.id)) for one in card.children(None)] == [7, 6, 4]
    assert all(one.weight is None and not one.weights for one in card.items)
    assert "18" in (card.note or "")
    assert {one.confidence for one in card.leaves} == {"low"}
    assert card.groups == ("成长阶段",)


def test_wanjiang_has_two_sets_of_weights() -> None:
    assert [len(cards()[key].items) for key in ("wanjiang-target", "wanjiang-effect")] == [11, 20]


def test_lines_of_the_park_template_are_the_targets_of_the_plan() -> None:
    card = cards()["parks"]
    full = {one.id: float(one.full) for one in card.items if one.full is not None}
    plan = {"revenue-pace": 7, "output-pace": 7, "gdp-share": 25, "concentration": 60, "new-firms": 100,
            "foreign-capital": 5, "foreign-trade": 5, "standard-land": 100, "reports": 2}  # fmt: skip
    assert {key: full[key] for key in plan} == plan
    assert {one.effect for one in card.vetoes} == {"exclude", "last", "at_most", "exempt"}
    assert [one.name for one in card.grades] == ["优秀", "良好", "合格", "不合格"]


def test_weights_of_the_park_template_sum_to_a_hundred_in_every_kind_of_park() -> None:
    card = cards()["parks"]
    for kind in ("产业园区", "高新区", "开放型园区"):
        for parent in {one.parent for one in card.items}:
            own = [one for one in card.children(parent) if not one.only or kind in one.only]
            named = [{each.group: each.weight for each in one.weights}.get(kind, one.weight) for one in own]
            assert sum(one for one in named if one is not None) == 100, (kind, parent)


@pytest.mark.parametrize(
    ("name", "year"), [("national-zones", 2023), ("per-mu", 2024), ("land-use", 2024), ("yunnan-park-evaluation", 2026)]
)
def test_every_case_beside_the_cards_comes_out(name: str, year: int) -> None:
    assert [str(one.finding()) for one in results_of(name, year) if not one.agrees] == []
