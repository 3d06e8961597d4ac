"""Tables inside a bulletin are cut to what they have: a column that nobody filled is not printed there.

The workbook keeps every column; its readers look for a column where it always stands.
"""

from dataclasses import replace

from guatu.report.values import Table


def without_empty_columns(table: Table) -> Table:
    """Return the table without the columns that are blank in every row."""
    rows = [row for section in table.sections for row in section.rows]
    kept = [index for index in range(len(table.columns)) if any(row.cells[index] is not None for row in rows)]
    sections = tuple(
        replace(
            section,
            rows=tuple(replace(row, cells=tuple(row.cells[index] for index in kept)) for row in section.rows),
        )
        for section in table.sections
    )
    return replace(table, columns=tuple(table.columns[index] for index in kept), sections=sections)
