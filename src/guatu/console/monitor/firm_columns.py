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


def _section(section: Section, kept: list[int]) -> Section:
    rows = (Row(tuple(row.cells[index] for index in kept), row.emphasis, row.about) for row in section.rows)
    return replace(section, rows=tuple(rows))
