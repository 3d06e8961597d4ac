"""The fact tables as packs extend them (政策包增加的列): one declaration for the reader of files and for rules."""

from collections.abc import Iterable
from dataclasses import replace

from guatu.domain import UNITS, Finding, nearest
from guatu.pack import PackColumn, Packs
from guatu.query.findings import TAKEN_NAME, UNIT_OF_MEASURE, UNKNOWN_HOME
from guatu.query.register_tables import MONEY
from guatu.query.schema import Column, Measure, Provenance, TableSchema
from guatu.query.tables import FACT_TABLES

# By measure: the type in the database, and the unit in which the column is kept where the author names none.
_STORED = {
    Measure.TEXT: ("VARCHAR", ""),
    Measure.DATE: ("DATE", ""),
    Measure.YES_NO: ("BOOLEAN", ""),
    Measure.NUMBER: ("DOUBLE", ""),
    Measure.COUNT: ("INTEGER", "个"),
    Measure.PEOPLE: ("INTEGER", "人"),
    Measure.MONEY: (MONEY, "元"),
    Measure.RATIO: ("DOUBLE", "%"),
    Measure.AREA: ("DOUBLE", "亩"),
}
# Figures of one dimension, kept in its base unit whatever unit the author names for print.
_DIMENSIONS = {Measure.MONEY: "money", Measure.PEOPLE: "people", Measure.AREA: "area_mu", Measure.RATIO: "ratio"}


def tables_of(packs: Packs) -> tuple[tuple[TableSchema, ...], tuple[Finding, ...]]:
    """Return the fact tables with the columns that packs add behind their own, and what is wrong with those columns.

    A column of a later pack replaces one of the same table and id. Without added columns the tables are FACT_TABLES.
    """
    homes = {word: table.name for table in FACT_TABLES for word in (table.label, table.name)}
    added: dict[str, dict[str, PackColumn]] = {}
    findings: list[Finding] = []
    for column in (one for pack in packs.packs for one in pack.columns):
        home = homes.get(column.on.strip())
        if home is None:
            sentence = f"列“{column.name}”要加在“{column.on}”，没有这张事实表{nearest(column.on, homes) or '。'}"
            way_out = f"可用的表：{'、'.join(f'{table.name}（{table.label}）' for table in FACT_TABLES)}。"
            findings.append(UNKNOWN_HOME.at(column.span, sentence, way_out))
        else:
            added.setdefault(home, {})[column.id] = column
    if not added:
        return FACT_TABLES, tuple(findings)
    return tuple(_extended(table, added.get(table.name, {}).values(), findings) for table in FACT_TABLES), tuple(
        findings
    )


def _extended(table: TableSchema, added: Iterable[PackColumn], findings: list[Finding]) -> TableSchema:
    for column in added:
        taken = next((word for word in (column.id, column.name, *column.aliases) if table.column(word)), None)
        if taken is not None:
            sentence = f"{table.label}已有“{taken}”一列，“{column.name}”没有加上。"
            findings.append(TAKEN_NAME.at(column.span, sentence, f"{TAKEN_NAME.instead}。"))
            continue
        if not _fits(column):
            sentence = f"列“{column.name}”的量是 {column.measure}，单位却写“{column.unit}”，没有加上。"
            findings.append(UNIT_OF_MEASURE.at(column.span, sentence, f"{UNIT_OF_MEASURE.instead}。"))
            continue
        table = replace(table, columns=(*table.columns, _column(column)))
    return table


def _fits(column: PackColumn) -> bool:
    measure, unit = Measure(column.measure), UNITS.get(column.unit) if column.unit else None
    if measure in _DIMENSIONS:
        return not column.unit or (unit is not None and unit.dimension == _DIMENSIONS[measure])
    # A plain number may be counted in anything but money, which is exact in a column of its own measure.
    return unit is None or unit.dimension != "money"


def _column(column: PackColumn) -> Column:
    measure = Measure(column.measure)
    stored, unit = _STORED[measure]
    return Column(
        column.id,
        column.name,
        stored,
        measure,
        column.meaning,
        aliases=column.aliases,
        choices=tuple((word, word) for word in column.choices),
        unit=unit if measure in _DIMENSIONS else column.unit or unit,
        provenance=Provenance(column.provenance),
    )
