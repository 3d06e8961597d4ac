"""Explanations: the values that decided, printed beside the names an official knows (完成率=68.0%，序时进度=75.0%)."""

from collections.abc import Sequence

from guatu.query import Column, Measure, TableSchema, literal, quote

MISSING_WORD = "缺"


def because_sql(columns: Sequence[str], table: TableSchema) -> str:
    """Return SQL of the text that names each column with its value; a missing value reads 缺."""
    parts = [_named_value(column) for name in columns if (column := table.column(name)) is not None]
    return " || '，' || ".join(parts) if parts else "''"


def _named_value(column: Column) -> str:
    return f"{literal(column.label + '=')} || coalesce({value_text_sql(column)}, {literal(MISSING_WORD)})"


def value_text_sql(column: Column) -> str:
    """Return SQL of a column's value as printed: half up, one decimal for rates, no zeros at the end elsewhere."""
    name = quote(column.name)
    if column.choices:
        cases = " ".join(f"WHEN {literal(key)} THEN {literal(word)}" for key, word in column.choices)
        return f"CASE {name} {cases} ELSE CAST({name} AS VARCHAR) END"
    if column.measure is Measure.MONEY and column.unit in ("", "元"):
        ten_thousands = f"{_trimmed(f'{name} / 10000', 4)} || '万元'"
        return f"CASE WHEN abs({name}) >= 10000 THEN {ten_thousands} ELSE {_trimmed(name, 2)} || '元' END"
    printed = {
        Measure.RATIO: f"{_fixed(f'{name} * 100', 1)} || '%'",
        Measure.POINTS: f"{_fixed(f'{name} * 100', 1)} || '个百分点'",
        Measure.YES_NO: f"CASE WHEN {name} THEN '是' WHEN NOT {name} THEN '否' END",
        Measure.DATE: f"CAST(CAST({name} AS DATE) AS VARCHAR)",
        Measure.TEXT: f"CAST({name} AS VARCHAR)",
    }
    if column.measure in printed:
        return printed[column.measure]
    unit = column.unit or ("亩" if column.measure is Measure.AREA else "")
    return _trimmed(name, 4) + (f" || {literal(unit)}" if unit else "")


def _fixed(sql: str, places: int) -> str:
    # Through DECIMAL: 0.5 rounds up as on paper, and there is no -0.0.
    exact = f"CAST(round(TRY_CAST({sql} AS DECIMAL(38, 9)), {places}) AS VARCHAR)"
    # What no DECIMAL holds is printed as the database does.
    return f"coalesce({exact}, CAST({sql} AS VARCHAR))"


def _trimmed(sql: str, places: int) -> str:
    return f"regexp_replace({_fixed(sql, places)}, '\\.0+$|(\\.[0-9]*[1-9])0+$', '\\1')"
