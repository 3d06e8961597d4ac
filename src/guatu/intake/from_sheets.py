"""From sheets to fact tables: the whole road of intake in one file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from guatu.domain import Finding, Severity
from guatu.intake import findings
from guatu.intake.draft import drafts_of
from guatu.intake.duplicates import merged_rows, warn_of_rivals, without_duplicates
from guatu.intake.finding_log import FindingLog
from guatu.intake.layout import find_layout
from guatu.intake.names import NameBook
from guatu.intake.rows import Row, read_rows
from guatu.intake.scale import warn_of_scale
from guatu.intake.sheet import Sheet
from guatu.intake.twins import warn_of_twins
from guatu.pack import Packs
from guatu.query import (
    FIRM_YEARS,
    FIRMS,
    OBSERVATIONS,
    REGISTER_TABLES,
    ArrowStream,
    Column,
    TableSchema,
    table_from_rows,
)

# Money of firms is DECIMAL(14,2) and so below 10^12 元; a register that holds more is widened.
_NARROW, _WIDE = "DECIMAL(14,2)", "DECIMAL(18,2)"
_NARROW_LIMIT = Decimal(10) ** 12
_REGISTERS = frozenset(table.name for table in REGISTER_TABLES)


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How facts are read: `most_alike` findings of one kind in one column are listed, the rest counted.

    With `tables`, sheets of other fact tables are passed over in silence.
    """

    most_alike: int = 20
    tables: frozenset[str] | None = None


def facts_from_sheets(
    sheets: Iterable[Sheet], packs: Packs, options: IntakeOptions | None = None
) -> tuple[Mapping[str, ArrowStream], tuple[Finding, ...]]:
    """Return the fact tables that the sheets hold, by name, as Arrow tables, and everything that is wrong in them.

    Sheets are read in the order given; a table that no sheet holds is absent. Rows with an error are left out.
    """
    options = options or IntakeOptions()
    log = FindingLog(options.most_alike)
    book = NameBook(packs, ranks_places=options.tables is None or OBSERVATIONS.name in options.tables)
    rows: dict[str, list[Row]] = {}
    for sheet in sheets:
        found = _read_sheet(sheet, book, log, options.tables)
        if found is not None:
            schema, more = found
            rows.setdefault(schema.name, []).extend(more)
    tables = {
        schema.name: _table(schema, rows[schema.name], book, log) for schema in book.tables if schema.name in rows
    }
    warn_of_twins([row for name in (FIRMS.name, FIRM_YEARS.name) for row in rows.get(name, ())], book, log)
    return tables, log.findings()


def _read_sheet(
    sheet: Sheet, book: NameBook, log: FindingLog, wanted: frozenset[str] | None
) -> tuple[TableSchema, list[Row]] | None:
    if next(sheet.filled_rows(), None) is None:
        return None
    layout = find_layout(sheet, book, log, wanted)
    if layout is None:
        return None
    drafts = drafts_of(layout)
    if not drafts[0].rows:
        _tell_empty(layout.schema, sheet, log)
    return layout.schema, [row for draft in drafts for row in read_rows(draft, book, log)]


def _tell_empty(schema: TableSchema, sheet: Sheet, log: FindingLog) -> None:
    """Tell of a sheet without rows; of a register it may be meant: that there is nothing to list."""
    code, sentence = findings.EMPTY_SHEET, f"{schema.label}只有表头，没有数据行"
    if schema.name in _REGISTERS:
        way_out = "确实一行也没有的，不用改；有的，在表头下填写数据。"
        log.add(code, sheet.whole, f"{sentence}；当作一行也没有。", way_out, severity=Severity.NOTE)
    else:
        log.add(code, sheet.whole, f"{sentence}。", code.instead)


def _table(schema: TableSchema, rows: Sequence[Row], book: NameBook, log: FindingLog) -> ArrowStream:
    kept = _each_once(schema, rows, log)
    if schema.name == OBSERVATIONS.name:
        warn_of_rivals(kept, log)
        warn_of_scale(kept, book, log)
    table: ArrowStream = table_from_rows(_widened(schema, kept, log), [row.values for row in kept])
    return table


def _each_once(schema: TableSchema, rows: Sequence[Row], log: FindingLog) -> list[Row]:
    if schema.name in _REGISTERS:
        return merged_rows(schema, rows, log)
    return without_duplicates(schema, rows, log)


def _widened(schema: TableSchema, rows: Sequence[Row], log: FindingLog) -> TableSchema:
    columns = tuple(_wide_enough(column, index, rows, log) for index, column in enumerate(schema.columns))
    return schema if columns == schema.columns else replace(schema, columns=columns)


def _wide_enough(column: Column, index: int, rows: Sequence[Row], log: FindingLog) -> Column:
    if column.type != _NARROW:
        return column
    for row in rows:
        amount = row.values[index]
        if isinstance(amount, Decimal) and abs(amount) >= _NARROW_LIMIT:
            sentence = f"{column.label}有 {amount:,.2f} 元，超过 10 的 12 次方，这一列加宽到 18 位存储。"
            log.add(findings.WIDENED, row.draft.span(row.index, column.name), sentence, findings.WIDENED.instead)
            return replace(column, type=_WIDE)
    return column
