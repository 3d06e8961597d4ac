"""How cells and headers read on paper."""

from datetime import date

import pytest
from tests.office.paper_values import schedule_table, target_table

from guatu.office.cell_text import broken_label, cell_text, header_unit, section_text, subtitle_text, text_width
from guatu.office.column_width import fitted_widths, header_text, natural_widths
from guatu.report import Cell, Column, Form, Light, Row, Section, Table

_MONEY = Section("工业投资", (), "亿元")
_RATE = Section("研发强度", (), "%")


@pytest.mark.parametrize(
    ("cell", "form", "section", "printed"),
    [
        (1234.565, Form.NUMBER, _MONEY, "1,234.57"),
        (0.0623, Form.NUMBER, _RATE, "6.2%"),
        (-0.0042, Form.CHANGE, _RATE, "-0.4个百分点"),
        (-0.655, Form.CHANGE, _MONEY, "-0.66"),
        (0.285, Form.PERCENT, _MONEY, "28.5%"),
        (-0.0001, Form.POINTS, _MONEY, "0.0"),
        (12345, Form.COUNT, _MONEY, "12,345"),
        (Light.GREY, Form.LIGHT, _MONEY, "灰"),
        (date(2024, 9, 1), Form.MONTH, _MONEY, "2024-09"),
        (date(2024, 10, 1), Form.DATE, _MONEY, "2024-10-01"),
        (None, Form.NUMBER, _MONEY, ""),
        (float("nan"), Form.PERCENT, _MONEY, ""),
        ("–", Form.NUMBER, _MONEY, "–"),
        (0.0, Form.NUMBER, _MONEY, "0.00"),
    ],
)
def test_a_cell_is_printed_by_its_form_and_section(cell: Cell, form: Form, section: Section, printed: str) -> None:
    assert cell_text(cell, Column("数", form), section) == printed


def test_units_are_named_once() -> None:
    assert section_text(_MONEY) == "工业投资（亿元）"
    assert section_text(Section("工业投资（亿元）", (), "亿元")) == "工业投资（亿元）"
    assert header_unit(Column("超序时", Form.POINTS, "百分点")) == "（百分点）"
    assert header_unit(Column("完成率", Form.PERCENT, "%")) == ""
    # A table with many such columns says its unit once, under the title.
    assert header_unit(Column("拉动", Form.POINTS)) == ""
    bare = Table("表", "表", "1—9月", (Column("地区"), Column("数", Form.NUMBER)), (Section("", (), "亿元"),))
    assert subtitle_text(bare) == "1—9月　　单位：亿元"


def test_a_header_breaks_between_words_and_keeps_its_own_breaks() -> None:
    assert broken_label("剩余月份需月均") == ("剩余月份", "需月均")
    assert broken_label("新动能拉动") == ("新动能", "拉动")
    assert broken_label("完成率", 1.0) == ("完成率",)
    assert broken_label("一般公共预算收入\n同比") == ("一般公共", "预算收入", "同比")
    assert header_text(Column("超序时", Form.POINTS, "百分点"), 6.0) == "超序时\n（百分点）"


def test_units_in_the_names_of_rows_are_not_listed_again() -> None:
    columns = (Column("指标（单位）"), Column("数", Form.NUMBER))
    named = Table("表", "表", "1—9月", columns, (Section("", (Row(("产值（亿元）", 1.0)),), "亿元"),))
    assert subtitle_text(named) == "1—9月"


def test_a_column_to_be_filled_by_hand_keeps_its_width() -> None:
    columns = (Column("地区"), Column("应答情况", width=12, by_hand=True))
    table = Table("表", "表", "", columns, (Section("", (Row(("甲县", None)),)),))
    assert natural_widths(table)[1] > 12


def test_labels_of_a_wide_table_break_so_that_print_stays_large() -> None:
    def widths(count: int) -> tuple[float, ...]:
        columns = (Column("地区"), *(Column("新进拉动", Form.POINTS) for _ in range(count)))
        row = Row(("甲县", *(0.012 for _ in range(count))))
        return natural_widths(Table("表", "表", "", columns, (Section("", (row,)),)))

    assert widths(5)[1] > 4
    assert widths(30)[1] < 4


def test_widths_hold_the_longest_number_and_fill_the_page() -> None:
    table = schedule_table()
    assert natural_widths(table)[1] > text_width("12,385,176.14")
    assert sum(fitted_widths(table, 200.0)) == pytest.approx(200.0)
    squeezed = fitted_widths(target_table(), 90.0)
    assert sum(squeezed) == pytest.approx(90.0)
    assert all(width < natural for width, natural in zip(squeezed, natural_widths(target_table()), strict=True))


def test_words_give_way_before_a_short_name() -> None:
    columns = (Column("地区"), Column("说明", width=40), Column("数", Form.NUMBER))
    table = Table("表", "表", "", columns, (Section("", (Row(("戊辰化工园", "字" * 40, 1234.5)),)),))
    widths = fitted_widths(table, 30.0)
    assert (widths[0], widths[2]) == (natural_widths(table)[0], natural_widths(table)[2])
    assert widths[1] < 40
