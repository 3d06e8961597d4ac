import re
from collections.abc import Mapping
from dataclasses import replace

from tests.report.bulletin_text import bulletin, headings, sentences, tables_of
from tests.report.example_month import (
    COUNTIES,
    MAIN,
    TARGETS,
    Tables,
    add_target,
    thin_month,
)

from guatu.report import Heading, Paragraph, Table

# What may stand in a sentence without being a figure: the period, days, annexes, and the number of a list item.
_DATES = re.compile(r"\d{4}年|\d{1,2}—\d{1,2}月|\d{1,2}月末?|\d{1,2}日|附件\d")
_LIST_NUMBER = re.compile(r"^\d+\.")


def one_target(**cells: object) -> str:
    tables: Tables = {}
    add_target(tables, "one", MAIN, "investment", **cells)
    return sentences(bulletin(tables, duties=()))


GROWTH: Mapping[str, object] = {
    "method": "growth", "measure": "growth", "comparator": ">=", "value": 0.10, "growth_target": 0.10,
}  # fmt: skip


def test_sections_are_those_of_a_bulletin_numbered_in_order() -> None:
    assert headings(bulletin()) == [
        "一、总体情况",
        "二、分县市和园区情况",
        "三、分行业与动能",
        "四、落后序时的目标",
        "五、预警",
        "六、报送情况",
        "七、下步工作",
    ]


def test_head_and_foot_come_from_the_pack_with_blanks_for_the_number() -> None:
    made = bulletin()
    assert made.title == "关于示例州2024年1—9月目标任务完成情况的通报"
    assert made.issuer == made.signed == "示例州工业和信息化局"
    assert "〔2024〕" in made.number
    assert made.recipients == "各县市人民政府，各园区管理委员会，州级有关单位："
    assert made.draft_note == "guatu初稿，须经审签；地区、数据均为虚构"


def test_without_targets_of_its_own_the_place_signs_as_who_leads_most_of_the_plan() -> None:
    tables: Tables = {}
    add_target(tables, "p", "PK01", "va", **GROWTH, growth=0.2, ahead=0.1, light="green", rank=1, ranked=1)
    planned = tuple(replace(one, lead=("fgw",)) for one in TARGETS)
    assert bulletin(tables, targets=planned).issuer == "州发展和改革委员会"


def test_every_number_in_a_sentence_is_a_figure() -> None:
    for made in (bulletin(), bulletin(thin_month())):
        for block in made.blocks:
            if isinstance(block, Paragraph):
                said = [_LIST_NUMBER.sub("", part) for part in block.parts if isinstance(part, str)]
                bare = [text for text in said if re.search(r"\d", _DATES.sub("", text))]
                assert not bare, bare


def test_tables_stand_in_an_annex_of_their_own_and_are_numbered() -> None:
    made = bulletin()
    assert [annex.title for annex in made.annexes] == [
        "示例州2024年1—9月目标任务完成情况表",
        "通报各数的含义、计算和来源",
    ]
    assert [table.title for table in made.annexes[0].tables] == [
        "表1　全州目标完成情况",
        "表2　主要指标分县市情况",
        "表3　主要指标分园区情况",
        "表4　县市和园区落后的目标",
    ]
    assert not any(isinstance(block, Table) for block in made.blocks)


def test_the_situation_counts_lights_and_names_what_turned() -> None:
    said = sentences(bulletin())
    assert "列入台账的目标7项，其中绿灯3项、黄灯2项、红灯1项、灰灯1项（见附件1）。" in said
    assert "转差的有规模以上工业增加值（绿转黄）、工业投资（黄转红）" in said


def test_growth_against_target_is_in_points() -> None:
    assert (
        "规模以上工业增加值同比增长8.1%，增速比上期回落0.4个百分点，已连续2期回落，低于全年目标（增长10%以上）1.9个百分点"
        in (sentences(bulletin()))
    )


def test_computed_growth_is_marked_and_published_is_not() -> None:
    said = sentences(bulletin())
    assert "同比增长12.6%（按现价计算）" in said
    assert "同比增长8.1%（按现价计算）" not in said


def test_a_fall_is_a_fall_and_never_negative_growth() -> None:
    said = sentences(bulletin())
    assert "同比下降4.6%" in said
    assert "增长-" not in said
    assert "-0.0" not in said


def test_a_growth_that_turned_says_so() -> None:
    said = one_target(**GROWTH, growth=-0.012, last_growth=0.004, ahead=-0.112, light="red", growth_gap=-0.112)
    assert "增速由正转负，比上期回落1.6个百分点" in said


def test_a_deeper_fall_is_called_a_wider_fall() -> None:
    said = one_target(**GROWTH, growth=-0.05, last_growth=-0.02, ahead=-0.15, light="red", growth_gap=-0.15)
    assert "同比下降5.0%，比上期降幅扩大3.0个百分点" in said


def test_points_are_subtracted_before_rounding() -> None:
    said = one_target(**GROWTH, growth=0.0814, last_growth=0.0776, ahead=-0.0186, light="yellow", growth_gap=-0.0186)
    assert "增速比上期加快0.4个百分点" in said


def test_level_with_the_target_is_level() -> None:
    assert "与全年目标（增长10%以上）持平" in one_target(**GROWTH, growth=0.1, ahead=0.0, light="green")


def test_a_cap_is_kept_or_overrun_not_ahead_or_behind() -> None:
    cells = {
        "method": "progress", "measure": "level", "comparator": "<=", "value": 100.0, "level": 100.0, "actual": 80.0,
        "completion": 0.8, "schedule": 0.75, "ahead": -0.05, "light": "yellow",
    }  # fmt: skip
    assert "占全年控制数（100.00亿元）的80.0%，超出序时进度（75.0%）5.0个百分点" in one_target(**cells)


def test_what_is_left_of_a_cap_is_a_limit_and_not_a_gap_to_fill() -> None:
    cells = {
        "method": "progress", "measure": "level", "comparator": "<=", "value": 100.0, "level": 100.0, "actual": 85.0,
        "completion": 0.85, "schedule": 0.75, "ahead": -0.1, "light": "red", "gap": 15.0, "required_monthly": 5.0,
        "required_growth": -0.2,
    }  # fmt: skip
    said = one_target(**cells)
    assert "全年控制数还剩15.00亿元，后3个月月均不得超过5.00亿元。" in said
    assert "还差" not in said
    assert "需完成" not in said


def test_a_capped_level_is_kept_or_passed() -> None:
    cells = {"method": "level", "measure": "growth", "comparator": "<=", "value": 0.05, "actual": 110.0, "light": "red"}
    assert "超出控制目标（增长5%以内）" in one_target(**cells, ahead=-0.05)
    assert "在控制目标（增长5%以内）以内" in one_target(**cells, ahead=0.02)


def test_contradicting_targets_are_both_said_with_their_clause() -> None:
    said = sentences(bulletin())
    assert "完成全年目标（20户）的85.0%" in said
    assert "完成全年目标（25户）的68.0%" in said
    assert "不低于20户（《工业攻坚行动方案》二（一））；不低于25户" in said


def test_counties_are_ranked_with_ties_and_the_spread() -> None:
    said = sentences(bulletin())
    assert "河谷县（12.1%，并列第2位）、松山县（12.1%，并列第2位）" in said
    assert "石桥县（−3.5%）；首末相差18.9个百分点，低于全州增速的有2个。" in said
    assert "以上指标中，花坪县1项未报，不参加排位。" in said
    assert (
        "居前的是河谷县（80.0%）、云岭市（67.0%）、松山县（64.4%）；居后的是盐井县（50.0%）、花坪县（43.3%）、石桥县（38.0%）"
        in said
    )


def test_parks_stand_apart_from_counties() -> None:
    made = bulletin()
    texts = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 2]
    assert texts == ["（一）县市", "（二）园区（与所在县市重叠，不相加）"]


def test_one_ranked_county_gives_no_ranking() -> None:
    tables = thin_month()
    add_target(tables, "c", COUNTIES[0], "va", **GROWTH, growth=0.2, ahead=0.1, light="green", rank=1, ranked=1)
    said = sentences(bulletin(tables))
    assert "居前" not in said
    assert "依次" not in said


def test_a_target_of_one_county_is_told_in_full() -> None:
    tables = thin_month()
    add_target(tables, "c", COUNTIES[0], "va", **GROWTH, growth=0.2, ahead=0.1, light="green", rank=1, ranked=1)
    assert "1—9月，云岭市规模以上工业增加值同比增长20.0%，高于全年目标（增长10%以上）10.0个百分点，亮绿灯。" in (
        sentences(bulletin(tables))
    )


def test_places_ranked_among_others_say_their_rank_and_claim_no_spread() -> None:
    tables = thin_month()
    for code, growth, rank in ((COUNTIES[0], 0.12, 3), (COUNTIES[1], 0.019, 6)):
        add_target(
            tables,
            f"c{rank}",
            code,
            "va",
            **GROWTH,
            growth=growth,
            ahead=growth - 0.1,
            light="red",
            rank=rank,
            ranked=6,
        )
    said = sentences(bulletin(tables))
    assert "规模以上工业增加值增速：在有数的地区中，云岭市增长12.0%，列第3位；河谷县增长1.9%，列第6位。" in said
    assert "首末" not in said


def test_growth_of_a_small_count_ranks_nobody() -> None:
    tables = thin_month()
    for rank, code in enumerate(COUNTIES, start=1):
        add_target(
            tables, f"n{rank}", code, "firms_new", method="progress", measure="level", comparator=">=", value=4.0,
            level=4.0, actual=2.0, growth=2.5 - rank, completion=0.5, schedule=0.75, ahead=-0.25, light="red",
            rank=rank, ranked=6,
        )  # fmt: skip
    assert "250.0%" not in sentences(bulletin(tables))


def test_the_ranking_table_has_the_whole_first_and_a_row_a_place() -> None:
    table = tables_of(bulletin())["分县市情况"]
    assert [column.label for column in table.columns] == [
        "地区", "规模以上工业增加值\n同比", "位次", "工业投资\n完成率", "位次",
    ]  # fmt: skip
    rows = table.sections[0].rows
    assert rows[0].cells == ("全州", 0.081, None, 0.6304, None)
    assert rows[3].cells[:3] == ("松山县", 0.121, 2)
    assert rows[6].cells[:3] == ("花坪县", None, None)


def test_industries_drivers_and_firms_are_said_with_their_pull() -> None:
    said = sentences(bulletin())
    assert "光伏工业总产值（同比增长47.9%，拉动11.1个百分点）" in said
    assert "下拉较多的是冶金工业总产值（同比下降3.1%，下拉1.4个百分点）" in said
    assert "新动能拉动11.1个百分点，传统动能拉动1.2个百分点" in said
    assert "新进企业17户，拉动4.2个百分点" in said
    assert "分项之和比总数少2.30亿元" in said


def test_behind_targets_say_gap_need_agency_and_clause_worst_first() -> None:
    said = sentences(bulletin())
    assert (
        "1.工业投资（红灯）。完成全年目标（280.00亿元）的63.0%，落后于序时进度（75.0%）12.0个百分点。"
        "距全年目标还差103.50亿元，后3个月月均需完成34.50亿元，同比需增长88.2%。"
        "牵头单位：州发展和改革委员会。依据：《工业攻坚行动方案》二（二）。"
    ) in said
    assert "后3个月月均需完成3户" in said


def test_the_table_of_those_behind_leaves_out_what_the_text_says() -> None:
    table = tables_of(bulletin())["落后序时的目标"]
    places = [row.cells[0] for section in table.sections for row in section.rows]
    assert "示例州" not in places
    assert {"盐井县", "河谷化工园区"} <= set(places)


def test_in_december_nothing_is_asked_of_months_left() -> None:
    cells = {
        "method": "progress", "measure": "level", "comparator": ">=", "value": 100.0, "level": 100.0, "actual": 90.0,
        "completion": 0.9, "schedule": 1.0, "ahead": -0.1, "light": "red", "gap": 10.0, "months_left": 0,
    }  # fmt: skip
    said = one_target(**cells)
    assert "距全年目标还差10.00亿元。" in said
    assert "月均" not in said


def test_thin_data_gives_a_short_honest_bulletin() -> None:
    made = bulletin(thin_month(), duties=())
    assert headings(made) == ["一、总体情况", "二、下步工作"]
    said = sentences(made)
    assert "工业投资完成226.50亿元" in said
    assert "规模以上工业增加值、利润总额2项指标本期未报数据，不作评价。" in said
    assert "本期未报的数请牵头单位补报：2项待明确牵头单位。" in said
    assert all(section.rows for annex in made.annexes for table in annex.tables for section in table.sections)


def test_with_nothing_reported_there_is_no_table_and_no_verdict() -> None:
    tables = thin_month()
    for name in ("target_ledger", "schedule_ledger", "gap_ledger"):
        tables[name] = tables[name][1:]
    made = bulletin(tables, duties=())
    assert tables_of(made) == {}
    assert "数据尚未报送" in sentences(made)
    assert "目标2项，本期均未报数据，不作评价，全部亮灰灯。" in sentences(made)


def test_tables_of_the_bulletin_have_no_column_that_is_blank_throughout() -> None:
    for table in tables_of(bulletin()).values():
        rows = [row for section in table.sections for row in section.rows]
        for index, column in enumerate(table.columns):
            assert any(row.cells[index] is not None for row in rows), (table.name, column.label)


def test_many_unreported_targets_are_not_all_named() -> None:
    names = tuple(f"k{number}" for number in range(12))
    tables = thin_month()
    for name in names:
        add_target(tables, name, MAIN, name, method="growth", reported=False, light="grey")
    assert "k5等14项指标本期未报数据" in sentences(bulletin(tables, duties=()))


def test_where_only_parks_have_targets_the_section_is_about_parks() -> None:
    tables = thin_month()
    add_target(tables, "p", "PK01", "va", **GROWTH, growth=0.2, ahead=0.1, light="green", rank=1, ranked=1)
    assert headings(bulletin(tables, duties=()))[:2] == ["一、总体情况", "二、分园区情况"]


def test_a_main_place_without_targets_says_so() -> None:
    tables: Tables = {}
    add_target(tables, "p", "PK01", "va", **GROWTH, growth=0.2, ahead=0.1, light="green", rank=1, ranked=1)
    made = bulletin(tables, duties=())
    assert "示例州本级本期没有列入台账的目标。" in sentences(made)
    assert tables_of(made) == {}
