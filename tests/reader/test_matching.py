from dataclasses import replace

import pytest
from tests.reader.made_drafts import FACTS, made_draft, made_duty, made_target, made_task

from guatu.domain import PlaceTree
from guatu.pack import GrowthBasis, Kind, Packs, TargetMeasure, load_packs
from guatu.reader.agency_names import body_key, is_cut_from, is_group
from guatu.reader.draft import DocumentFacts
from guatu.reader.indicator_matching import scope_core
from guatu.reader.indicator_names import indicator_key, unit_of
from guatu.reader.matching import Matches, match_draft, match_place
from guatu.reader.nearness import nearest_names


@pytest.fixture(scope="module")
def example() -> Packs:
    packs, _ = load_packs(["example", "national-enterprise"], with_cases=False)
    assert packs is not None
    return packs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲州工业和信息化局", "州工信局"),
        ("州发展和改革委员会", "州发展改革委"),
        ("县人力资源和社会保障局", "县人社局"),
        ("各县（市、区）人民政府", "10县市人民政府"),
        ("州级相关部门", "州直有关部门"),
        ("领导小组办公室（州商务局）", "领导小组办公室"),
    ],
)
def test_usual_forms_of_one_body_have_one_key(one: str, other: str) -> None:
    assert body_key(one, ("甲州",)) == body_key(other, ("甲州",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("州商务局", "县商务局"),
        ("各市州人民政府", "各县市人民政府"),
        ("自然资源局", "自然资源和规划局"),
        ("甲州政府", "甲市政府"),
    ],
)
def test_other_bodies_have_other_keys(one: str, other: str) -> None:
    assert body_key(one) != body_key(other)


def test_a_name_without_its_level_is_cut_from_the_full_one() -> None:
    assert is_cut_from("商务局", "州商务局")
    assert is_cut_from("领导小组办", "工业领导小组办")
    assert not is_cut_from("局", "商务局")


def test_groups_are_told_from_bodies() -> None:
    assert [is_group(name) for name in ("各县市人民政府", "有关部门", "州商务局")] == [True, True, False]


def test_known_bodies_are_found_under_any_usual_name(example: Packs) -> None:
    matches = match_draft(made_draft(made_task("示例州工信局", support=("州统计局", "州发展改革委"))), example)
    assert [one.known_name for one in matches.agencies] == ["州工信局", "州统计局", "州发改委"]


def test_a_name_that_was_given_up_is_known_but_not_in_force(example: Packs) -> None:
    matches = match_draft(made_draft(made_task("示例州工业和信息化委员会")), example)
    assert [(one.known_name, one.in_force) for one in matches.agencies] == [("州工信局", False)]


def test_unknown_bodies_are_proposed_once_with_their_other_names(example: Packs) -> None:
    task = made_task("州水利局", support=("州人社局", "州人力资源和社会保障局", "水利局"))
    matches = match_draft(made_draft(task, made_duty("各县市人民政府")), example)
    written = {one.name: one.written for one in matches.agencies}
    assert written["水利局"] == "州水利局"
    assert written["州人社局"] == written["州人力资源和社会保障局"]
    names = [one.proposed.aliases[0].name for one in matches.agencies if one.proposed and one.proposed.aliases]
    assert "水利局" in names


def test_bodies_of_another_place_are_not_taken_for_ones_own(example: Packs) -> None:
    facts = DocumentFacts(title="彼岸市2024年方案", issuers=("彼岸市人民政府",), issued_on="2024-03-01")
    matches = match_draft(made_draft(made_task("市工信局", "州统计局"), facts=facts), example)
    assert [one.known_name for one in matches.agencies] == [None, None]


def test_the_same_indicator_is_found_under_its_usual_names(example: Packs) -> None:
    names = ("规上工业增加值", "全州地区生产总值", "社会消费品零售总额", "固定资产投资")
    matches = match_draft(made_draft(*map(made_target, names)), example)
    assert [one.indicator_id for one in matches.indicators] == ["industrial_va", "gdp", "retail_sales", "fai"]


def test_new_firms_are_a_flow_and_not_the_stock(example: Packs) -> None:
    new = made_target("高新技术企业", "10", measure=TargetMeasure.INCREMENT, unit="家")
    all_ = made_target("高新技术企业", "90", measure=TargetMeasure.LEVEL, unit="家")
    matches = match_draft(made_draft(new, all_), example)
    assert [one.indicator_id for one in matches.indicators] == ["hightech_firms_new", "hightech_firms"]


def test_a_part_of_the_place_makes_another_indicator(example: Packs) -> None:
    matches = match_draft(made_draft(made_target("进出口总额", scope="全州边境口岸")), example)
    (match,) = matches.indicators
    assert match.is_new
    assert match.indicator.name == "边境口岸进出口总额"
    assert "进出口总额" in match.near


def test_a_share_is_not_taken_for_its_total(example: Packs) -> None:
    share = made_target("工业投资", "40", measure=TargetMeasure.SHARE)
    assert match_draft(made_draft(share), example).indicators[0].is_new


@pytest.mark.parametrize(
    ("measure", "unit", "expected"),
    [
        (TargetMeasure.INCREMENT, "个", ("个", Kind.FLOW, GrowthBasis.NOMINAL)),
        (TargetMeasure.LEVEL, "个工作日", ("个工作日", Kind.RATE, GrowthBasis.NONE)),
        (TargetMeasure.LEVEL, "亿元", ("亿元", Kind.FLOW, GrowthBasis.NOMINAL)),
        (TargetMeasure.SHARE, "%", ("%", Kind.RATE, GrowthBasis.NONE)),
        (TargetMeasure.RANK, "名", ("位", Kind.RATE, GrowthBasis.NONE)),
    ],
)
def test_a_new_indicator_is_what_its_target_tells(
    measure: TargetMeasure, unit: str, expected: tuple[str, Kind, GrowthBasis]
) -> None:
    (match,) = match_draft(made_draft(made_target("林下经济", "8", measure=measure, unit=unit)), None).indicators
    assert (match.indicator.unit, match.indicator.kind, match.indicator.growth) == expected


def test_a_time_limit_is_better_when_shorter() -> None:
    limit = made_target("证照办理时限", "3", measure=TargetMeasure.LEVEL, unit="天", comparator="<=")
    assert match_draft(made_draft(limit), None).indicators[0].indicator.direction == "down"


def test_growth_and_level_of_one_name_are_one_indicator_with_the_levels_unit() -> None:
    growth = made_target("林下经济产值")
    level = made_target("林下经济产值", "30", measure=TargetMeasure.LEVEL, unit="万元")
    (match,) = match_draft(made_draft(growth, level), None).indicators
    assert (match.targets, match.indicator.unit) == ((0, 1), "万元")


def test_figures_that_cannot_be_of_one_thing_are_two_indicators() -> None:
    money = made_target("林下经济", "30", measure=TargetMeasure.LEVEL, unit="亿元")
    people = made_target("林下经济", "30", measure=TargetMeasure.LEVEL, unit="万人")
    names = [one.indicator.name for one in match_draft(made_draft(money, people), None).indicators]
    assert len(set(names)) == 2


def test_ids_are_the_same_in_every_run() -> None:
    draft = made_draft(made_target("林下经济产值"), made_task("州水利局"))
    assert match_draft(draft, None) == match_draft(draft, None)


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("示例州人民政府办公室", "示例州"),
        ("中共示例州委办公室", "示例州"),
        ("示例省示例州乙丑县人民政府", "乙丑县"),
        ("彼岸省彼岸市招商局", "彼岸市"),
        ("彼岸自治区商务厅", "彼岸自治区"),
    ],
)
def test_the_place_is_that_of_the_issuer(example: Packs, issuer: str, name: str) -> None:
    place = match_place(DocumentFacts(issuers=(issuer,)), example.place_tree())
    assert place.name is not None
    assert place.name.startswith(name)


def test_an_unknown_place_is_proposed_under_its_known_parent(example: Packs) -> None:
    place = match_place(DocumentFacts(issuers=("示例州壬子县人民政府",)), example.place_tree())
    assert place.proposed is not None
    assert (place.proposed.name, place.proposed.level, place.proposed.parent) == ("壬子县", "county", "999900")


def test_without_issuer_and_title_there_is_no_place() -> None:
    assert match_place(DocumentFacts(), PlaceTree(())).code is None


def test_a_draft_without_items_has_no_matches() -> None:
    matches = match_draft(made_draft(facts=replace(FACTS, issuers=(), title=None)), None)
    assert (matches.agencies, matches.indicators) == (Matches().agencies, Matches().indicators)


def test_keys_of_indicators_leave_out_what_does_not_matter() -> None:
    assert indicator_key("园区新增规模以上企业数") == indicator_key("新增园区规上企业")
    assert indicator_key("新增市场主体") != indicator_key("净增市场主体")


def test_scopes_of_each_place_say_nothing_of_the_indicator() -> None:
    assert [scope_core(one) for one in ("全州", "每县", "每个乡镇", "每个边境园区")] == ["", "", "", "边境园区"]


def test_classifiers_are_counted_and_unknown_units_are_left_empty() -> None:
    assert [unit_of(one) for one in ("款", "家", "∶1", "万张", "贝克")] == ["个", "家", "倍", "万个", ""]


def test_near_names_come_nearest_first() -> None:
    assert nearest_names("工业投资额", ["农业投资", "工业投资", "工业用地"]) == ("工业投资",)
