"""Tables handed in by a program (Arrow, pandas, polars) brought to the fixed columns of the fact tables."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from guatu.domain import Finding, FindingCode, Period, nearest
from guatu.query.facts import ArrowStream, Facts, Source, arrow_type
from guatu.query.schema import Column, TableSchema
from guatu.query.tables import FACT_TABLES

UNKNOWN_TABLE = FindingCode(
    "Q001",
    "没有这张事实表",
    "事实表的名称是固定的，名称不对的表不会被读取。",
    'facts_from_tables({"observation": frame})',
    'facts_from_tables({"observations": frame})',
)
MISSING_COLUMN = FindingCode(
    "Q002",
    "事实表缺少必需的列",
    "缺了地区、指标、报告期或口径，就不知道一个数说的是什么。",
    "观测数据里没有 period 一列",
    "补上这一列；列名可用中文或英文",
)
WRONG_TYPE = FindingCode(
    "Q003",
    "列的数据类型不对",
    "数值列要能读成数，日期列要能读成日期；读不成的列不能参加计算。",
    "value 一列是文字“1,200万”",
    "先换算成数；或把文件交给 guatu 读取，它会逐格换算",
)
NOT_A_TABLE = FindingCode(
    "Q004",
    "交来的不是表",
    "只认得能交出 Arrow 数据的表：pyarrow、pandas、polars 的表；字典的列表和尚未计算的 LazyFrame 都不是。",
    'facts_from_tables({"observations": [{"place": "532300"}]})',
    "用 pyarrow.Table.from_pylist(…) 转成表；polars 的 LazyFrame 先 .collect()",
)
FINDING_CODES = (UNKNOWN_TABLE, MISSING_COLUMN, WRONG_TYPE, NOT_A_TABLE)


def facts_from_tables(tables: Mapping[str, ArrowStream]) -> tuple[Facts, tuple[Finding, ...]]:
    """Return facts from tables in memory, by the name of the fact table; columns may be named in Chinese or English.

    Columns that a schema has and the table lacks are filled with missing values; further columns are kept. A period may
    be a date or a text such as 2024-09. A table that cannot be used is left out and said in the findings.
    """
    schemas = {schema.name: schema for schema in FACT_TABLES}
    kept: dict[str, Source] = {}
    findings: list[Finding] = []
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
