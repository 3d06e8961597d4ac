"""Lists too long for a sheet: CSV that Excel and WPS open as it was meant."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.office import write_csv_list
from guatu.report import Column, Form, Row

COLUMNS = (Column("企业名称"), Column("代码"), Column("金额", Form.MONEY, "元"), Column("日期", Form.DATE))


def written(path: Path, *rows: Row) -> list[list[str]]:
    write_csv_list(path, COLUMNS, (rows[:1], rows[1:]))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_header_units_money_and_dates_are_plain(tmp_path: Path) -> None:
    first = Row(("甲公司", "9153A", Decimal("1234567.5"), date(2019, 12, 31)))
    second = Row(("乙，公司\n二部", None, None, None))
    assert written(tmp_path / "a.csv", first, second) == [
        ["企业名称", "代码", "金额（元）", "日期"],
        ["甲公司", "9153A", "1234567.50", "2019-12-31"],
        ["乙，公司\n二部", "", "", ""],
    ]


def test_what_looks_like_a_formula_stays_a_text_and_a_code_of_digits_stays_as_it_is(tmp_path: Path) -> None:
    lines = written(
        tmp_path / "a.csv",
        Row(("=1+1", "915323010000000011", None, None)),
        Row(("-甲", "12345678901", None, None)),
        Row(("@sum", "+1", None, None)),
        Row(("\t=1", "\r=1", None, None)),
    )
    assert [line[:2] for line in lines[1:]] == [
        ["'=1+1", "915323010000000011"],
        ["'-甲", "12345678901"],
        ["'@sum", "'+1"],
        ["'\t=1", "'\r=1"],
    ]


def test_the_file_begins_with_the_mark_of_utf_8_and_is_the_same_twice(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        written(tmp_path / name, Row(("甲公司", "1", Decimal("0"), None)))
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
