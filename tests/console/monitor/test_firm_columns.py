"""Columns of firms are left out of ledgers and comparisons for those who may not see them."""

from guatu.console.monitor.firm_columns import tells_of_firms, without_firm_rows, without_firms
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.runs import pages_of
from guatu.report import Column, Row, Section, Table


def test_no_sheet_that_everybody_may_have_tells_of_firms(ran: MonthRun) -> None:
    pages = pages_of(ran)
    told = [table.name for table in pages.sheets if tells_of_firms(table)]
    assert told == ["新旧动能接续转换增能账"]
    for table in pages.sheets:
        shared = without_firms(table)
        assert not tells_of_firms(shared)
        assert all(len(row.cells) == len(shared.columns) for section in shared.sections for row in section.rows)


def test_changes_of_columns_of_firms_are_left_out(ran: MonthRun) -> None:
    rows = (Row(("甲子市", "累计完成", 1, 2)), Row(("甲子市", "新进企业数", 1, 2)))
    columns = tuple(Column(label) for label in ("地区", "栏目", "原数", "现数"))
    table = Table("台账变动", "台账变动", "", columns, (Section("", rows), Section("", rows[1:])))
    shown = without_firm_rows(table, pages_of(ran))
    assert [[row.cells[1] for row in section.rows] for section in shown.sections] == [["累计完成"]]
