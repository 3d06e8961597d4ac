"""Tables and long lines on a terminal: Chinese characters take two places."""

from decimal import Decimal

from guatu.office import table_lines, wrapped_line
from guatu.report import Column, Emphasis, Form, Row, Section, Table

COLUMNS = (Column("县市"), Column("户数", Form.COUNT), Column("金额", Form.MONEY))


def table(*rows: Row, columns: tuple[Column, ...] = COLUMNS, title: str = "") -> Table:
    return Table("表", title, "", columns, (Section("", rows),), notes=("注",), nothing="（没有）")


def places(line: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in line)


def test_words_stand_left_numbers_right_and_a_total_under_a_line() -> None:
    rows = (
        Row(("楚雄市", 3, Decimal("1234.50"))),
        Row(("大姚县", None, Decimal("0.00"))),
        Row(("合计", 3, Decimal("1234.50")), Emphasis.TOTAL),
    )
    assert table_lines(table(*rows)) == (
        "县市    户数      金额",
        "----------------------",
        "楚雄市     3  1,234.50",
        "大姚县            0.00",
        "----------------------",
        "合计       3  1,234.50",
        "注",
    )


def test_a_table_that_is_too_wide_cuts_its_longest_words() -> None:
    lines = table_lines(table(Row(("云南省楚雄彝族自治州楚雄市", 3, Decimal(1)))), width=24)
    assert all(places(line) <= 24 for line in lines)
    assert lines[2].startswith("云南省楚")
    assert "…" in lines[2]


def test_a_table_without_rows_says_so_under_its_title() -> None:
    assert table_lines(table(title="标题")) == ("标题", "（没有）")


def test_a_line_is_broken_where_it_no_longer_fits_and_stands_further_in() -> None:
    parts = wrapped_line("  上年主营业务收入不到五亿元，按整亿元台阶计算", width=24)
    assert len(parts) > 1
    assert all(places(part) <= 24 for part in parts)
    assert all(part.startswith("      ") for part in parts[1:])
    assert "".join(part.strip() for part in parts) == "上年主营业务收入不到五亿元，按整亿元台阶计算"


def test_a_break_tears_no_number_and_puts_no_sign_first() -> None:
    assert wrapped_line("合计金额为 123456789元", width=20) == ("合计金额为", "    123456789元")
    assert not any(part.lstrip().startswith("，") for part in wrapped_line("一二三四，五六七八，九十", width=8))


def test_a_line_that_fits_stays_as_it_is() -> None:
    assert wrapped_line("  短") == ("  短",)
