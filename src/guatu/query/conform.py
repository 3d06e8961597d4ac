"""Tables handed in by a program (Arrow, pandas, polars) brought to the fixed columns of the fact tables."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from guatu.domain import Finding, Period, nearest
from guatu.pack import Packs
from guatu.query.facts import ArrowStream, Facts, Source, arrow_type
from guatu.query.findings import MISSING_COLUMN, NOT_A_TABLE, UNKNOWN_TABLE, WRONG_TYPE
from guatu.query.schema import Column, TableSchema
from guatu.query.tables import FACT_TABLES
from guatu.query.tables_of_packs import tables_of


def facts_from_tables(
    tables: Mapping[str, ArrowStream], packs: Packs | None = None
) -> tuple[Facts, tuple[Finding, ...]]:
    """Return facts from tables in memory, by the name of the fact table; columns may be named in Chinese or English.

    Columns that a schema has and the table lacks are filled with missing values; further columns are kept. A period may
    be a date or a text such as 2024-09. With `packs`, the columns they add are columns of the tables as well. A table
    that cannot be used is left out and said in the findings.
    """
    every, of_columns = (FACT_TABLES, ()) if packs is None else tables_of(packs)
    schemas = {schema.name: schema for schema in every}
    kept: dict[str, Source] = {}
    findings: list[Finding] = list(of_columns)
    for name, source in tables.items():
        schema = schemas.get(name)
        if schema is None:
            way_out = f"可用的表名：{'、'.join(schemas)}。"
            findings.append(UNKNOWN_TABLE.at(None, f"没有名为“{name}”的事实表{nearest(name, schemas)}", way_out))
            continue
        if not isinstance(source, ArrowStream):
            sentence = f"{schema.label}是 {type(source).__name__}，不是 Arrow、pandas 或 polars 的表。"
            findings.append(NOT_A_TABLE.at(None, sentence, NOT_A_TABLE.instead))
            continue
        table, found = _conformed(schema, pa.RecordBatchReader.from_stream(source).read_all())
        findings.extend(found)
        if table is not None:
            kept[name] = table
    return Facts(kept), tuple(findings)


def _conformed(schema: TableSchema, table: pa.Table) -> tuple[pa.Table | None, list[Finding]]:
    found = {column.name: name for name in reversed(table.column_names) if (column := schema.column(name)) is not None}
    missing = [column for column in schema.columns if column.required and column.name not in found]
    if missing:
        words = "、".join(f"{column.label}（{column.name}）" for column in missing)
        return None, [MISSING_COLUMN.at(None, f"{schema.label}缺少 {words}。", "补上后再交。")]
    arrays, findings = [], []
    for column in schema.columns:
        array = table[found[column.name]] if column.name in found else None
        try:
            arrays.append(_cast(column, array, table.num_rows))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError) as error:
            sentence = f"{schema.label}的“{column.label}”一列读不成 {column.type}：{error}"
            findings.append(WRONG_TYPE.at(None, sentence, "先换算成这个类型再交。"))
    if findings:
        return None, findings
    extra = [name for name in table.column_names if name not in found.values()]
    names = [*schema.names, *extra]
    return pa.table([*arrays, *(table[name] for name in extra)], names=names), []


def _cast(column: Column, array: pa.ChunkedArray | None, rows: int) -> pa.ChunkedArray | pa.Array:
    wanted = arrow_type(column.type)
    if array is None:
        return pa.nulls(rows, wanted)
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    text = pa.types.is_string(array.type) or pa.types.is_large_string(array.type) or pa.types.is_string_view(array.type)
    if text and column.type == "DATE":
        return _dates(array)
    if pa.types.is_floating(array.type):
        # pandas writes a missing number as NaN, and a division by zero as infinity; neither is a figure.
        array = pc.if_else(pc.is_finite(array), array, None)
    return array.cast(wanted)


def _dates(array: pa.ChunkedArray) -> pa.Array:
    """Read dates, and periods such as 2024-09 as the first day of their last month; each distinct text once."""
    read = {text: None if text is None or not text.strip() else _day(text) for text in pc.unique(array).to_pylist()}
    return pa.array([read[text] for text in array.to_pylist()], pa.date32())


def _day(text: str) -> object:
    return pa.scalar(text).cast(pa.date32()).as_py() if text.count("-") == 2 else Period.from_text(text).last
