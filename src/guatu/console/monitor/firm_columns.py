"""What of the ledgers tells of firms (企业数据): seen by named posts only, and each look is written down."""

from dataclasses import replace

from guatu.report import MonthPages, Row, Section, Table

# Columns of the ledger of drivers that are summed up from firms: in a small county they tell of one firm.
FIRM_COLUMNS = frozenset(
    {
        "firm_growth",
        "entered",
        "entered_pull",
        "grown",
        "grown_pull",
        "shrunk",
        "shrunk_pull",
        "exited",
        "exited_pull",
    }
)


def tells_of_firms(table: Table) -> bool:
    """Tell whether a table has a column of firms."""
    return any(column.key in FIRM_COLUMNS for column in table.columns)


def without_firms(table: Table) -> Table:
    """Return a table without its columns of firms."""
    if not tells_of_firms(table):
        return table
    kept = [index for index, column in enumerate(table.columns) if column.key not in FIRM_COLUMNS]
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        sections=tuple(_section(section, kept) for section in table.sections),
    )


def shared_sheets(pages: MonthPages) -> tuple[Table, ...]:
    """Return the sheets of the workbook as everybody may have them."""
    return tuple(without_firms(table) for table in pages.sheets)


def without_firm_rows(table: Table, pages: MonthPages) -> Table:
    """Return a table that lists ledger columns by their names, one a row, without those of firms."""
    names = {one.label for ledger in pages.ledgers for one in ledger.columns if one.key in FIRM_COLUMNS}
    kept = (replace(one, rows=tuple(row for row in one.rows if not names & set(row.cells))) for one in table.sections)
    return replace(table, sections=tuple(one for one in kept if one.rows))


def _section(section: Section, kept: list[int]) -> Section:
    rows = (Row(tuple(row.cells[index] for index in kept), row.emphasis, row.about) for row in section.rows)
    return replace(section, rows=tuple(rows))
