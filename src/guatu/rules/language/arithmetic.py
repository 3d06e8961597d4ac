"""Arithmetic: plus, minus, times, divided by, with units, and exact wherever a DECIMAL can hold the result.

DuckDB aborts a whole query when a product of DECIMALs needs more digits than it reserved, so the digits are counted
here and the left side is widened in time; what no DECIMAL can hold becomes DOUBLE.
"""

from dataclasses import replace

from guatu.rules.language.findings import INDICATOR_UNIT, MISSING_UNIT, NULL_COMPARED, POINTS, UNLIKE, ZERO_DIVISION
from guatu.rules.language.operand import Fault, Operand, Quotient, joined, number
from guatu.rules.language.value_type import (
    Digits,
    Sort,
    ValueType,
    divided,
    example_of,
    multiplied,
    shared_dimension,
)

_NATIVE_WIDTH, _LARGEST_WIDTH = 18, 38


def mismatch(left: Operand, right: Operand, verb: str) -> Fault:
    """Return the fault of two operands that cannot be compared or added; `verb` says which (比较, 相加 …)."""
    sentence = f"{left.named}不能与{right.named}{verb}。"
    dimensions = {left.type.dimension, right.type.dimension}
    if Sort.NULL in (left.type.sort, right.type.sort):
        return Fault(NULL_COMPARED, sentence, "判断有没有数写：缺(完成率) 或 完成率 is not null。", right.at)
    if not (left.type.is_number and right.type.is_number):
        return Fault(UNLIKE, sentence, _alike_way_out(left, right), right.at)
    if dimensions == {"ratio", "points"}:
        return Fault(POINTS, sentence, _points_way_out(left, right), right.at)
    if "number" in dimensions:
        plain, other = (left, right) if left.type.dimension == "number" else (right, left)
        return Fault(MISSING_UNIT, sentence, _unit_way_out(plain, other), plain.at)
    if "indicator" in dimensions:
        way_out = "与同样是指标单位的列比较（例如 全年目标），写不带单位的数，或改用完成率、同比这样的比率。"
        return Fault(INDICATOR_UNIT, sentence, way_out, right.at)
    return Fault(UNLIKE, sentence, _alike_way_out(left, right), right.at)


def _alike_way_out(left: Operand, right: Operand) -> str:
    if Sort.YES_NO in (left.type.sort, right.type.sort):
        return "条件之间只写“且”“或”；连着比大小请写 between … and …，例如 完成率 between 50% and 80%。"
    if not left.type.is_number:
        examples = {Sort.TEXT: "'红'", Sort.DATE: "'2024-09-01'"}
        return (
            f"“{left.said}”是{left.type.word}，要与{left.type.word}放在一起，例如 {examples.get(left.type.sort, '')}。"
        )
    example = example_of(left.type.dimension) or f"与“{left.said}”同单位的列"
    return f"“{left.said}”是{left.type.word}，要与{left.type.word}放在一起，例如 {example}。"


def _points_way_out(left: Operand, right: Operand) -> str:
    ratio = left if left.type.dimension == "ratio" else right
    if ratio.size is not None and ratio.said.endswith("%"):
        return f"两个比率的差是百分点，把 {ratio.said} 写成 {ratio.said[:-1]}个百分点。"
    return "比率减比率得百分点，比率加减百分点得比率；两边写成同一种，例如 同比 >= 目标增速 - 5个百分点。"


def _unit_way_out(plain: Operand, other: Operand) -> str:
    example = example_of(other.type.dimension)
    if plain.size is None or not example:
        return f"“{other.said}”是{other.type.word}，另一边也要是{other.type.word}，例如 {example or other.said}。"
    if other.type.dimension == "ratio":
        return f"写上单位：{plain.said}% 或 {plain.said}倍。"
    unit = example.lstrip("0123456789.")
    return f"写上单位，例如 {plain.said}{unit}。"


def add(left: Operand, right: Operand, sign: str) -> Operand | Fault:
    """Return a sum or a difference; `sign` is + or -. Ratio minus ratio is points, day minus day is days."""
    verb = "相加" if sign == "+" else "相减"
    if left.type.sort is Sort.DATE and right.type.sort is Sort.DATE and sign == "-":
        days = ValueType(Sort.NUMBER, "days", Digits(10, 0))
        return joined(f"({left.sql} - {right.sql})", days, " - ", left, right)
    if not (left.type.is_number and right.type.is_number):
        return mismatch(left, right, verb)
    dimension = _sum_dimension(left, right, sign)
    if dimension is None:
        return mismatch(left, right, verb)
    if left.size is not None and right.size is not None:
        value = left.size + right.size if sign == "+" else left.size - right.size
        return number(value, dimension, at=left.at, said=f"{left.said} {sign} {right.said}")
    digits = _sum_digits(left.type.digits, right.type.digits)
    sql = _exact(left, right, sign, digits)
    return joined(sql, ValueType(Sort.NUMBER, dimension, digits), f" {sign} ", left, right)


def _sum_dimension(left: Operand, right: Operand, sign: str) -> str | None:
    pair = left.type.dimension, right.type.dimension
    if pair == ("ratio", "ratio"):
        return "points" if sign == "-" else "ratio"
    if pair == ("ratio", "points") or (pair == ("points", "ratio") and sign == "+"):
        return "ratio"
    return shared_dimension((pair[0], left.constant), (pair[1], right.constant))


def _sum_digits(left: Digits | None, right: Digits | None) -> Digits | None:
    if left is None or right is None:
        return None
    digits = Digits(max(left.whole, right.whole) + 1, max(left.scale, right.scale))
    return digits if digits.width <= _LARGEST_WIDTH else None


def multiply(left: Operand, right: Operand) -> Operand | Fault:
    """Return a product: money × ratio is money."""
    if not (left.type.is_number and right.type.is_number):
        return mismatch(left, right, "相乘")
    dimension = multiplied(left.type.dimension, right.type.dimension)
    digits = _product_digits(left.type.digits, right.type.digits)
    if left.size is not None and right.size is not None and digits is not None:
        return number(left.size * right.size, dimension, at=left.at, said=f"{left.said} × {right.said}")
    sql = _exact(left, right, "*", digits)
    return joined(sql, ValueType(Sort.NUMBER, dimension, digits), " × ", left, right)


def _product_digits(left: Digits | None, right: Digits | None) -> Digits | None:
    if left is None or right is None:
        return None
    digits = Digits(left.whole + right.whole, left.scale + right.scale)
    return digits if digits.width <= _LARGEST_WIDTH else None


def _exact(left: Operand, right: Operand, sign: str, digits: Digits | None) -> str:
    if digits is None:
        return f"({left.as_double} {sign} {right.as_double})"
    sides = [as_decimal(left), as_decimal(right)]
    if digits.width > _NATIVE_WIDTH and left.type.digits is not None:
        sides[0] = f"CAST({left.sql} AS DECIMAL({_LARGEST_WIDTH}, {left.type.digits.scale}))"
    return f"({sides[0]} {sign} {sides[1]})"


def as_decimal(operand: Operand) -> str:
    """Integers become DECIMAL before they are calculated with: INT32 overflows and aborts the query."""
    digits = operand.type.digits
    if digits is None or digits.scale > 0 or operand.size is not None:
        return operand.sql
    return f"CAST({operand.sql} AS DECIMAL({digits.whole}, 0))"


def divide(left: Operand, right: Operand) -> Operand | Fault:
    """Return a quotient as DOUBLE; division by zero is missing, never infinite."""
    if not (left.type.is_number and right.type.is_number):
        return mismatch(left, right, "相除")
    if right.size == 0:
        return Fault(ZERO_DIVISION, f"“{left.said}”除以了零。", "除数换成不是零的数或列。", right.at)
    dimensions = left.type.dimension, right.type.dimension
    dimension = divided(*dimensions)
    # Two numbers without units stay one when the divisor is written out: half of a number is a number.
    if dimensions == ("number", "number") and right.size is not None:
        dimension = "number"
    sql = f"({left.as_double} / NULLIF({right.as_double}, 0))"
    found = joined(sql, ValueType(Sort.NUMBER, dimension), " ÷ ", left, right)
    return replace(found, quotient=Quotient(left, right)) if left.is_exact and right.is_exact else found


def negate(operand: Operand) -> Operand | Fault:
    """Return the number with its sign turned."""
    if not operand.type.is_number:
        return Fault(UNLIKE, f"{operand.named}前面不能写负号。", "负号只写在数的前面。", operand.at)
    if operand.size is not None:
        return number(-operand.size, operand.type.dimension, at=operand.at, said=f"-{operand.said}")
    return Operand(f"(-{as_decimal(operand)})", operand.type, operand.at, f"-{operand.said}")
