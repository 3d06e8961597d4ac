"""Explanations: the values that decided, printed beside the names an official knows (完成率=68.0%，序时进度=75.0%)."""

from collections.abc import Sequence

from guatu.domain import UNITS
from guatu.query import Column, Measure, TableSchema, literal, quote
from guatu.rules.language.operand import Operand
from guatu.rules.language.value_type import Sort

MISSING_WORD = "缺"
_FEN_PLACES = 6  # of 万元: to the cent, so that 19,999,999.99 元 never reads 2000万元
_FINE_PLACES = 4  # of a percentage that is written out, or of whatever has no unit of its own
# By dimension, the unit that a value is printed in, and from 10,000 on the larger one.
_UNIT_WORDS = {
    "money": ("元", "万元"),
    "dollars": ("美元", "万美元"),
    "money/people": ("元/人", "万元/人"),
    "money/area_mu": ("元/亩", "万元/亩"),
    "firms": ("户", ""),
    "count": ("个", ""),
    "people": ("人", ""),
    "area_mu": ("亩", ""),
    "area": ("平方米", ""),
    "mass": ("吨", ""),
    "coal": ("吨标煤", ""),
    "coal/money": ("吨标煤/万元", ""),
    "power": ("千瓦时", "万千瓦时"),
    "days": ("天", ""),
    "rank": ("位", ""),
    "index": ("", ""),
}


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


def operand_text_sql(operand: Operand, *, decimals: int | None = None) -> str:
    """Return SQL of an operand's value as printed, in the unit an official reads: 1850万元, 14.2%, 2年, 是.

    A missing value is NULL. Rates have one decimal, those written out as many as they need; `decimals` gives every rate
    up to so many, for where rounding would hide on which side of a threshold it stands.
    """
    sql, sort = operand.sql, operand.type.sort
    if sort is Sort.NULL:
        return "CAST(NULL AS VARCHAR)"
    if sort is Sort.YES_NO:
        return f"CASE WHEN {sql} THEN '是' WHEN NOT {sql} THEN '否' END"
    if sort is Sort.DATE:
        return f"CAST(CAST({sql} AS DATE) AS VARCHAR)"
    if sort is Sort.TEXT:
        choices = operand.column.choices if operand.column is not None else ()
        cases = " ".join(f"WHEN {literal(key)} THEN {literal(word)}" for key, word in choices)
        return f"CASE {sql} {cases} ELSE CAST({sql} AS VARCHAR) END" if choices else f"CAST({sql} AS VARCHAR)"
    return _number_text(operand, _FINE_PLACES if decimals is None and operand.size is not None else decimals)


def _number_text(operand: Operand, decimals: int | None) -> str:
    sql, dimension = operand.sql, operand.type.dimension
    if dimension in ("ratio", "points"):
        percents = f"{sql} * 100"
        printed = _fixed(percents, 1) if decimals is None else _trimmed(percents, decimals)
        return f"{printed} || {literal('%' if dimension == 'ratio' else '个百分点')}"
    if dimension == "months":
        years = f"CASE WHEN abs({sql}) >= 12 AND {sql} % 6 = 0 THEN {_trimmed(f'{sql} / 12', 1)} || '年'"
        return f"{years} ELSE {_trimmed(sql, _FINE_PLACES)} || '个月' END"
    unit, larger = _units_of(operand)
    if unit in UNITS and UNITS[unit].factor != 1:
        sql = f"({sql} / {UNITS[unit].factor:f})"
    plain = _trimmed(sql, 2 if dimension == "money" else _FINE_PLACES) + (f" || {literal(unit)}" if unit else "")
    if not larger:
        return plain
    places = _FEN_PLACES if dimension == "money" else _FINE_PLACES
    return (
        f"CASE WHEN abs({sql}) >= 10000 THEN {_trimmed(f'{sql} / 10000', places)} || {literal(larger)} ELSE {plain} END"
    )


def _units_of(operand: Operand) -> tuple[str, str]:
    """Return the unit of an operand and the one it takes from 10,000 on; a count is in the unit of its column."""
    dimension = operand.type.dimension
    own = operand.column.unit if operand.column is not None else ""
    if dimension in ("count", "number", "indicator") and own:
        return own, ""
    if dimension in _UNIT_WORDS:
        return _UNIT_WORDS[dimension]
    over, *under = dimension.split("/")
    if not under:
        return "", ""
    words = [_UNIT_WORDS.get(one, ("", ""))[0] for one in (over, *under)]
    unit = "/".join(words)
    return unit, f"万{unit}" if over == "money" else ""
