"""The sheets of ladders: what a board says of each firm, counts by place, the standards used, the card of a firm."""

from datetime import date
from decimal import Decimal

import pytest
from tests.rules.ladder_rows import OLD, Row, read_ladders, small_packs

from guatu.pack import Packs
from guatu.report import LadderReading, Table, ladder_card, ladder_counts, ladder_tables

YEAR_END = date(2027, 1, 1)
FIRMS: list[Row] = [
    {"name": "可报公司", "place": "A"},
    {"name": "差一条公司", "place": "A", "revenue": Decimal("11800000.00"), "assets": Decimal("20000000.00")},
    {"name": "缺数公司", "place": "A", "rd": None, "certified": None},
    {"name": "专精公司", "place": "B", "revenue": Decimal("11000000.00"), "in_book": True},
    {"name": "巨人公司", "place": "B", "in_book": None},
    {"name": "进度公司", "place": "B", "main_revenue": Decimal("18500000.00")},
]
TITLES: list[Row] = [
    {"firm": "F4", "title": "专精", "expires": YEAR_END, "level": "provincial", "document": "示认1号"},
    {"firm": "F5", "title": "巨人", "expires": YEAR_END, "level": "national"},
]
PERIODS: list[Row] = [
    {"firm": "F6", "period": date(2025, 6, 1), "revenue": Decimal("10909090.91")},
    {"firm": "F1", "period": date(2025, 2, 1), "revenue": Decimal("20000000.00")},
    {"firm": "F2", "period": date(2025, 6, 1), "revenue": Decimal("9250000.00")},
]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return small_packs(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def reading(packs: Packs) -> LadderReading:
    return read_ladders(packs, FIRMS, titles=TITLES, periods=PERIODS)


def table(reading: LadderReading, name: str) -> Table:
    return next(one for one in ladder_tables(reading) if one.name == name)


def rows(reading: LadderReading, name: str) -> dict[object, dict[str, object]]:
    """Return the rows of a board by the name of the firm, each by the labels of its columns."""
    shown = table(reading, name)
    labels = [column.label for column in shown.columns]
    return {row.cells[0]: dict(zip(labels, row.cells, strict=True)) for row in shown.sections[0].rows}


def test_the_sheets_stand_in_the_order_they_are_read(reading: LadderReading) -> None:
    names = [one.name for one in ladder_tables(reading)]
    assert names == ["各县市层级", "优质梯度", "成长", "到期称号", "逐条条件", "说明"]


def test_a_board_says_rung_next_rung_counts_and_the_nearest_gap(reading: LadderReading) -> None:
    board = rows(reading, "优质梯度")
    told = {
        name: tuple(row[label] for label in ("现在层级", "下一层级", "已达", "未达", "不知道", "最近的一条差距"))
        for name, row in board.items()
    }
    assert told == {
        "可报公司": ("未上梯", "专精", 9, 0, 0, "条件齐了，可以申报"),
        "差一条公司": ("未上梯", "专精", 8, 1, 0, "收入或资产：“营业收入”差320万元，或“资产总额”差1000万元"),
        "缺数公司": ("未上梯", "专精", 7, 0, 2, "缺研发费用、认证"),
        "专精公司": ("专精", "巨人", None, None, None, "没有写明条件"),
        "巨人公司": ("巨人", "已在最高一级", None, None, None, None),
        "进度公司": ("未上梯", "专精", 9, 0, 0, "条件齐了，可以申报"),
    }


def test_a_board_says_whether_the_rung_held_can_be_kept(reading: LadderReading) -> None:
    kept = {name: row["保持现级"] for name, row in rows(reading, "优质梯度").items()}
    assert kept["专精公司"] == "收入：差100万元"
    assert kept["可报公司"] is None


def test_a_board_says_in_which_month_the_mark_is_reached_and_how_that_was_found(reading: LadderReading) -> None:
    pace = {name: row["进度推算"] for name, row in rows(reading, "成长").items()}
    assert pace == {
        "可报公司": "1—2月营业收入2000万元，已达到2000万元",
        "差一条公司": "1—6月营业收入925万元，年内达不到（按目前进度全年1850万元）",
        "缺数公司": "缺月度数据",
        "进度公司": "1—6月营业收入1090.909091万元，按目前进度11月达到2000万元",
        "专精公司": None,
        "巨人公司": "缺月度数据",
    }
    assert any("除以已过月数" in note and "按两个月算" in note for note in table(reading, "成长").notes)
    assert "进度推算" not in [column.label for column in table(reading, "优质梯度").columns]


def test_firms_stand_by_place_and_those_nearest_to_the_next_rung_first(reading: LadderReading) -> None:
    assert list(rows(reading, "优质梯度")) == ["可报公司", "差一条公司", "缺数公司", "进度公司", "巨人公司", "专精公司"]


def test_an_unknown_rung_is_told_with_what_is_sure(packs: Packs) -> None:
    firms: list[Row] = [{"name": "甲", "in_book": True, "joint_stock": None}, {"name": "乙", "in_book": None}]
    board = rows(read_ladders(packs, firms), "成长")
    assert [(row["现在层级"], row["下一层级"]) for row in board.values()] == [
        ("不知道", "入库"),
        ("不知道（至少入库）", "股改"),
    ]


def test_each_place_counts_its_firms_by_rung_and_the_columns_add_up(reading: LadderReading) -> None:
    counts = table(reading, "各县市层级")
    assert [column.label for column in counts.columns] == ["层级", "A", "B", "合计"]
    assert [row.cells for row in counts.sections[0].rows] == [
        ("未上梯", 3, 1, 4),
        ("专精", 0, 1, 1),
        ("巨人", 0, 1, 1),
        ("不知道", 0, 0, 0),
        ("合计", 3, 3, 6),
    ]
    ladder = reading.ladders[0]
    assert ladder_counts(reading, ladder) == (("未上梯", 4), ("专精", 1), ("巨人", 1), ("不知道", 0))


def test_every_condition_stands_with_value_demand_and_what_lacks(reading: LadderReading) -> None:
    shown = table(reading, "逐条条件")
    assert len(shown.sections[0].rows) == 9 * 4 + 1 + 5 + 1
    lines = [row.cells for row in shown.sections[0].rows if row.cells[0] == "缺数公司" and row.cells[5] == "研发占比"]
    assert lines == [("缺数公司", "A", "专精新标准", "申报", 2, "研发占比", "不知道", "缺", "不低于3%", "缺研发费用")]


def test_titles_that_run_out_name_the_firm_and_the_days_left(reading: LadderReading) -> None:
    shown = table(reading, "到期称号")
    assert shown.sections[0].rows[0].cells == ("专精公司", "B", "专精", "省级", None, YEAR_END, 245, "示认1号")


def test_the_standards_page_says_what_each_rung_was_measured_by(reading: LadderReading, packs: Packs) -> None:
    told = [row.cells[:4] for row in table(reading, "说明").sections[0].rows]
    assert told == [("专精", "申报", "专精新标准", 9), ("专精", "保持", "专精复核标准", 1), ("巨人", None, None, None)]
    before = table(read_ladders(packs, FIRMS, moment=OLD), "说明").sections[0].rows[0].cells
    assert before[:4] == ("专精", "申报、保持", "专精旧标准", 1)
    assert "2020-01-01起，2026-03-31止" in before


def test_the_card_of_a_firm_lists_every_condition_of_the_next_rung(reading: LadderReading) -> None:
    card = ladder_card(reading, "F2")
    assert card[0] == "差一条公司（F2）　A"
    assert card[1] == "优质梯度　现在：未上梯　下一层级：专精"
    assert card[2] == (
        "  未达 1. 收入或资产：营业收入 1180万元，资产总额 2000万元"
        "（要求营业收入不低于1500万元，或资产总额不低于3000万元），“营业收入”差320万元，或“资产总额”差1000万元"
    )
    assert "  1—6月营业收入925万元，年内达不到（按目前进度全年1850万元）" in card
