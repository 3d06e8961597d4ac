"""改稿 and 核数 as values: words change around figures, numbers are told apart by where they come from."""

import pytest

from guatu.domain import InvalidValue
from guatu.report import (
    Bulletin,
    Figure,
    Heading,
    NumberKind,
    Paragraph,
    Rewording,
    bulletin_numbers,
    number_table,
    numbers_in,
    reworded,
    stretches,
)

GROWTH = Figure("增长7.1%", "工业增加值：同比", "公布数，直接采用", "时序账：示例州")
COUNT = Figure("3项", "目标数", "按台账行计数", "目标任务账：示例州")
DRAFT = Bulletin(
    title="2024年1—9月通报",
    issuer="州工信局",
    number="",
    recipients="各县市：",
    blocks=(
        Heading("一、总体情况"),
        Paragraph((COUNT, "列入台账，", GROWTH, "。")),
        Heading("二、下步工作"),
        Paragraph(("抓好落实。",)),
    ),
    signed="州工信局",
    dated=None,
    draft_note="初稿",
)


def test_a_paragraph_has_one_stretch_more_than_figures() -> None:
    paragraph = DRAFT.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert stretches(paragraph) == ("", "列入台账，", "。")
    assert stretches(Paragraph((COUNT, GROWTH))) == ("", "", "")


def test_words_take_their_places_and_figures_keep_theirs() -> None:
    written = reworded(DRAFT, Rewording(texts={(1, 0): "全州", (1, 1): ""}, added={1: ("各地要抓紧。",)}))
    assert written.blocks[1] == Paragraph(("全州", COUNT, GROWTH, "。"))
    assert written.blocks[2] == Paragraph(("各地要抓紧。",))
    assert written.figures() == DRAFT.figures()


@pytest.mark.parametrize("place", [(1, 3), (0, 1), (9, 0), (-1, 0)])
def test_words_for_a_place_that_is_not_there_are_refused(place: tuple[int, int]) -> None:
    with pytest.raises(InvalidValue):
        reworded(DRAFT, Rewording(texts={place: "x"}))


def test_a_heading_with_nothing_under_it_falls_away() -> None:
    assert reworded(DRAFT, Rewording(hidden=frozenset({3}))).blocks == DRAFT.blocks[:2]


def test_numbers_are_told_apart_by_where_they_come_from() -> None:
    rewording = Rewording(texts={(3, 0): "停产三家，占15%。"}, title="2024年1—9月情况通报")
    found = bulletin_numbers(DRAFT, rewording)
    assert [one.number for one in found if one.kind is NumberKind.FIGURE] == ["3项", "增长7.1%"]
    assert [one.number for one in found if one.kind is NumberKind.TYPED] == ["三家", "15%"]
    assert [one.number for one in found if one.kind is NumberKind.DRAFT] == ["2024年", "1", "9月"]
    rows = number_table(found, {("3.0", "三家", "停产三家，占15%。"): "纪要"}).sections[0].rows
    assert [row.cells[-1] for row in rows] == ["有来源", "有来源", "人工写入，已确认：纪要", "无来源"]


def test_a_number_of_the_draft_written_twice_is_typed_the_second_time() -> None:
    found = bulletin_numbers(DRAFT, Rewording(title="2024年1—9月、9月情况通报"))
    assert [one.number for one in found if one.kind is NumberKind.TYPED] == ["9月"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("见附件1和表2", ()),
        ("一是抓紧，二是落实，一个重要抓手", ()),
        ("统一部署，第三产业", ()),
        ("百分之三点五", ("百分之三点五",)),
        ("三分之二的县", ("三分之二",)),
        ("提高两个百分点，下降三成，翻两番", ("两个百分点", "三成", "翻两番")),
        ("1,284.14亿元和５０万吨", ("1,284.14亿元", "５０万吨")),
        ("完成5，其中3", ("5", "3")),
    ],
)
def test_numbers_are_read_in_digits_and_in_chinese(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(text) == numbers
