"""Atoms: numbers with their units, texts, days and columns, as operands."""

import re
from datetime import date
from decimal import Decimal

from sqlglot import TokenType

from guatu.domain import UNITS, InvalidValue, Period, Unit, nearest
from guatu.query import Column, TableSchema, literal, quote
from guatu.rules.language.findings import DATE_TEXT, NUMBER_TEXT, UNKNOWN_UNIT
from guatu.rules.language.operand import Fault, Operand, number
from guatu.rules.language.parameter import day
from guatu.rules.language.value_type import TEXT, ValueType, digits_of, divided, type_of_column

MAX_WHOLE, MAX_SCALE = 18, 10
_NUMBER = re.compile(r"\d+(\.\d+)?")
Following = list[tuple[TokenType, str]]


def column_operand(column: Column, at: int, said: str) -> Operand:
    """Return a column, brought to the base unit of its dimension when it is kept in another."""
    value_type, factor = type_of_column(column)
    sql = quote(column.name)
    if factor == 1:
        return Operand(sql, value_type, at, said, column=column)
    digits = value_type.digits
    if digits is not None:
        wider = digits_of(factor)
        value_type = ValueType(
            value_type.sort,
            value_type.dimension,
            type(digits)(digits.whole + wider.whole, digits.scale + wider.scale),
        )
        sql = f"CAST({sql} AS DECIMAL(38, {digits.scale}))"
    return Operand(f"({sql} * {factor:f})", value_type, at, said, column=column)


def text_operand(text: str, at: int) -> Operand:
    """Return a written text."""
    return Operand(literal(text), TEXT, at, f"'{text}'", text)


def day_operand(text: str, at: int) -> Operand | Fault:
    """Return the day of `2024-09-30`, or the first day of a month such as `2024-09` or `2024年9月`."""
    try:
        return day(date.fromisoformat(text.strip()), at, text)
    except ValueError:
        pass
    try:
        period = Period.from_text(text)
    except InvalidValue:
        period = None
    if period is not None and period.months == 1:
        return day(period.first, at, text)
    sentence = f"“{text}”不是一天，也不是一个月。"
    return Fault(DATE_TEXT, sentence, "写成 '2024-09-30'；按月写 '2024-09'，就是当月1日。", at)


def number_operand(source: str, following: Following, table: TableSchema, at: int) -> tuple[Operand | Fault, int]:
    """Return a number with the unit that follows it, and how many words the unit took."""
    if not _NUMBER.fullmatch(source):
        sentence = f"“{source}”不是平常写法的数。"
        return Fault(NUMBER_TEXT, sentence, "只写数字和一个小数点，例如 1234.5 或 100万元。", at), 0
    unit = _unit(following, table)
    if isinstance(unit, str):
        return _unknown_unit(source, unit, at), 1
    name, dimension, factor, used = unit
    value = Decimal(source) * factor
    digits = digits_of(value.normalize())
    if digits.whole > MAX_WHOLE or digits.scale > MAX_SCALE:
        sentence = f"“{source}{name}”的位数太多。"
        way_out = f"整数最多 {MAX_WHOLE} 位，小数最多 {MAX_SCALE} 位；大数换用亿元、万吨等单位。"
        return Fault(NUMBER_TEXT, sentence, way_out, at), used
    return number(value, dimension, at=at, said=f"{source}{name}"), used


def _unit(following: Following, table: TableSchema) -> tuple[str, str, Decimal, int] | str:
    """Return name, dimension, factor and word count of a unit, or the word that is none."""
    kind, text = following[0] if following else (None, "")
    if kind is TokenType.MOD:
        return "%", "ratio", Decimal("0.01"), 1
    if kind not in (TokenType.VAR, TokenType.IDENTIFIER):
        return "", "number", Decimal(1), 0
    unit = UNITS.get(text) if kind is TokenType.VAR else None
    if unit is None:
        return text
    return _unit_per(unit, following[1:], table) or (text, unit.dimension, unit.factor, 1)


def _unit_per(unit: Unit, following: Following, table: TableSchema) -> tuple[str, str, Decimal, int] | None:
    """Return 万元/户 as one unit, unless 户 is a column of the table and so divides."""
    if [kind for kind, _ in following] != [TokenType.SLASH, TokenType.VAR] or table.column(following[1][1]) is not None:
        return None
    name = f"{unit.name}/{following[1][1]}"
    whole, part = UNITS.get(name), UNITS.get(following[1][1])
    if whole is not None:
        return name, whole.dimension, whole.factor, 3
    if part is None or not _is_power_of_ten(part.factor):
        return None
    return name, divided(unit.dimension, part.dimension), unit.factor / part.factor, 3


def _is_power_of_ten(factor: Decimal) -> bool:
    return factor.normalize().as_tuple().digits == (1,)


def _unknown_unit(source: str, word: str, at: int) -> Fault:
    sentence = (
        f"数字 {source} 后面的“{word}”不是登记过的计量单位{nearest(word, [name for name in UNITS if name]) or '。'}"
    )
    way_out = f"写成 {source}万元、{source}%、{source}个百分点、{source}户 这样；不是单位的字请去掉，或在前面写运算符。"
    return Fault(UNKNOWN_UNIT, sentence, way_out, at)
