from tests.report.example_month import MONTH, Tables, example_packs, full_month, results_of, thin_month

from guatu.pack import Light as LightRule
from guatu.report import Lamp, Light, Tile, Wall, month_pages


def wall(tables: Tables | None = None, **keys: object) -> Wall:
    return month_pages(results_of(full_month() if tables is None else tables), example_packs(**keys), MONTH).wall


def tile(made: Wall, name: str) -> Tile:
    return next(one for _, tiles in made.groups for one in tiles if one.name == name)


def lamp(made: Wall, place: str, indicator: str) -> Lamp:
    return next(one for one in tile(made, place).lamps if one.indicator == indicator)


def test_there_is_a_tile_for_the_prefecture_each_county_and_each_park() -> None:
    groups = wall().groups
    assert [(title, len(tiles)) for title, tiles in groups] == [("全州", 1), ("县市", 6), ("园区", 2)]


def test_a_lamp_shows_completion_beside_schedule_gap_agency_and_history() -> None:
    assert lamp(wall(), "示例州", "工业投资") == Lamp(
        "工业投资",
        Light.RED,
        "完成率 63.0% / 序时 75.0%",
        "落后12.0个百分点，还差103.50亿元",
        "州发改委",
        (Light.GREEN, Light.YELLOW, Light.RED),
    )


def test_growth_targets_show_growth_beside_the_target() -> None:
    one = lamp(wall(), "石桥县", "规模以上工业增加值")
    assert (one.reading, one.gap) == ("同比下降3.5% / 目标 增长10%以上", "差于目标13.5个百分点")


def test_what_is_not_reported_is_grey_and_says_so() -> None:
    one = lamp(wall(), "花坪县", "规模以上工业增加值")
    assert (one.light, one.reading, one.gap) == (Light.GREY, "未报", "")


def test_contradicting_targets_have_a_lamp_each_that_can_be_told_apart() -> None:
    names = [one.indicator for one in tile(wall(), "示例州").lamps]
    assert "新增规模以上工业企业（不低于20户）" in names
    assert "新增规模以上工业企业（不低于25户）" in names


def test_counts_tell_the_lights_of_a_tile_red_first() -> None:
    assert tile(wall(), "示例州").counts == ((Light.RED, 1), (Light.YELLOW, 2), (Light.GREEN, 3), (Light.GREY, 1))


def test_the_legend_says_thresholds_in_words_and_that_red_is_behind() -> None:
    made = wall()
    legend = dict(made.legend)
    assert legend[Light.RED] == "落后，超过容许范围（按完成率：落后超过5个百分点；按增速：落后超过2个百分点）"
    assert legend[Light.GREEN] == "持平或超前"
    assert "未报" in legend[Light.GREY]
    assert any("不表示过热" in note for note in made.notes)
    assert any("边界" in note for note in made.notes)


def test_a_threshold_of_another_shape_is_said_as_written() -> None:
    rule = LightRule(
        id="x", name="特殊", basis="completion", green="完成率 >= 90%", yellow="完成率 >= 80% and 超序时 > 0个百分点"
    )
    legend = dict(wall(lights=(rule,)).legend)
    assert legend[Light.YELLOW] == "落后，在容许范围以内（按完成率：完成率 不低于 80%且超序时 高于 0个百分点）"


def test_groups_without_any_target_are_left_out_and_named() -> None:
    made = wall(thin_month())
    assert [title for title, _ in made.groups] == ["全州"]
    assert any("县市、园区：没有分解到本级的目标" in note for note in made.notes)


def test_a_history_of_nothing_but_grey_is_left_out() -> None:
    tables = full_month()
    for row in tables["light_history"]:
        row["light"] = "grey"
    assert lamp(wall(tables), "示例州", "工业投资").history == ()
