"""Comparisons: which values may be compared, and how a threshold is met.

DECIMAL money is compared exactly, and a quotient of it with a written threshold as a product. As soon as a DOUBLE
takes part, a difference that rounds to nothing is none, so that 0.70 − 0.75 = −0.05000000000000004 still meets
−5个百分点: rates round to 9 decimals, other statistics to 9 decimals or 12 significant digits, whichever is coarser.
"""

from dataclasses import replace
from decimal import Decimal

from guatu.domain import nearest
from guatu.query import Column, literal
from guatu.rules.language.arithmetic import mismatch, multiply
from guatu.rules.language.atoms import day_operand
from guatu.rules.language.findings import QUOTED_NUMBER, UNKNOWN_CHOICE, UNLIKE
from guatu.rules.language.operand import Fault, Operand, Quotient, Sides, joined, number
from guatu.rules.language.value_type import YES_NO, Sort, ValueType, example_of, shared_dimension, widest

_RATES = ("ratio", "points")
_HALF_DIGIT = Decimal("5e-13")  # half of the twelfth decimal
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def compare(sign: str, left: Operand, right: Operand) -> Operand | Fault:
    """Return a comparison (`sign` is > >= < <= = or <>); a missing side makes it unknown."""
    settled = settle(left, right)
    if isinstance(settled, Fault):
        return settled
    left, right = settled
    if left.type.sort is not right.type.sort or Sort.NULL is left.type.sort:
        return mismatch(left, right, "比较")
    if left.type.sort in (Sort.TEXT, Sort.YES_NO) and sign not in ("=", "<>"):
        sentence = f"{left.named}与{right.named}不能比大小。"
        return Fault(UNLIKE, sentence, "文字和是否只能写 =、<> 或 in (…)；连着比大小写 between … and …。", right.at)
    if not left.type.is_number:
        found = joined(f"({left.sql} {sign} {right.sql})", YES_NO, f" {sign} ", left, right)
        return replace(found, sides=Sides(left, sign, right))
    dimension = shared_dimension((left.type.dimension, left.constant), (right.type.dimension, right.constant))
    if dimension is None:
        return mismatch(left, right, "比较")
    found = joined(_threshold(sign, left, right, dimension), YES_NO, f" {sign} ", left, right)
    return replace(found, sides=Sides(left, sign, right))


def _threshold(sign: str, left: Operand, right: Operand, dimension: str) -> str:
    if left.quotient is not None and right.size is not None:
        exact = product_tests(sign, left.quotient, right.size)
        if exact is not None:
            return f"({left.quotient.by_sign(*exact)})"
    if widest(left.type.digits, right.type.digits) is not None:
        return f"({left.sql} {sign} {right.sql})"
    difference = f"{left.as_double} - {right.as_double}"
    if right.size == 0:
        difference = left.as_double
    if dimension in _RATES:
        return _beyond_noise(sign, difference, Decimal("5e-10"))
    scale = _scale(left, right, dimension)
    if isinstance(scale, Decimal):
        return _beyond_noise(sign, difference, scale * _HALF_DIGIT)
    return _beyond_noise(sign, f"({difference}) / {scale}", _HALF_DIGIT)


def _beyond_noise(sign: str, difference: str, noise: Decimal) -> str:
    """Compare a difference with nothing as if it were rounded, by its distance: rounding itself takes much longer."""
    least = format(noise.normalize(), "e")
    if sign in ("=", "<>"):
        return f"(abs({difference}) {'<' if sign == '=' else '>='} {least})"
    kept = {">=": f"> -{least}", ">": f">= {least}", "<=": f"< {least}", "<": f"<= -{least}"}
    return f"({difference} {kept[sign]})"


def product_tests(sign: str, quotient: Quotient, mark: Decimal) -> tuple[str, str] | None:
    """Return SQL of `a / b >= c` as the exact `a >= b * c`, for b above zero and, the sign turned round, for b below.

    None where the product has more digits than a DECIMAL can hold.
    """
    over, under = quotient.over, quotient.under
    product = multiply(under, number(mark + (1 if quotient.is_growth else 0), "number"))
    if isinstance(product, Fault) or widest(over.type.digits, product.type.digits) is None:
        return None
    return f"{over.sql} {sign} {product.sql}", f"{over.sql} {_TURNED.get(sign, sign)} {product.sql}"


def _scale(left: Operand, right: Operand, dimension: str) -> Decimal | str:
    """The larger of the two sides, and at least 1000: 12 decimals of that are 9 decimals of the values.

    A number where one side is written out, else SQL.
    """
    # A quotient such as 吨标煤/元 can be tiny by nature; only the size of its own values says what is noise there.
    floor = Decimal("0.000001") if "/" in dimension else Decimal(1000)
    for size in (left.size, right.size):
        if size is not None and size != 0:
            return max(abs(size), floor)
    return f"greatest({floor:f}, abs({left.as_double}), abs({right.as_double}))"


def settle(left: Operand, right: Operand) -> tuple[Operand, Operand] | Fault:
    """Read a written text as what the other side is: a word of its choices, a day; refuse a quoted number."""
    for text, other in ((left, right), (right, left)):
        if not isinstance(text.constant, str):
            continue
        read = _read_as(text, other)
        if isinstance(read, Fault):
            return read
        return (read, right) if text is left else (left, read)
    return left, right


def _read_as(text: Operand, other: Operand) -> Operand | Fault:
    said = str(text.constant)
    if other.type.sort is Sort.DATE:
        return day_operand(said, text.at)
    if other.column is not None and other.column.choices:
        return _choice(text, other.column)
    if other.type.is_number:
        sentence = f"“{other.said}”是{other.type.word}，{text.said} 加了引号就成了文字。"
        return Fault(QUOTED_NUMBER, sentence, f"去掉引号，写上单位，例如 {_unquoted(said, other)}。", text.at)
    return text


def _unquoted(said: str, other: Operand) -> str:
    unit = example_of(other.type.dimension).lstrip("0123456789.")
    if said.replace(".", "", 1).isdigit():
        return said + unit
    return said if said[:1].isdigit() else example_of(other.type.dimension) or "100"


def _choice(text: Operand, column: Column) -> Operand | Fault:
    said = str(text.constant).strip()
    for key, word in column.choices:
        if said in (key, word):
            return Operand(literal(key), text.type, text.at, text.said, key)
    words = [word for _, word in column.choices]
    sentence = f"“{column.label}”没有“{said}”这个值{nearest(said, words) or '。'}"
    return Fault(UNKNOWN_CHOICE, sentence, f"可以写：{'、'.join(words)}。", text.at)


def within(value: Operand, low: Operand, high: Operand) -> Operand | Fault:
    """Return `value between low and high`, both ends included."""
    above, below = compare(">=", value, low), compare("<=", value, high)
    if isinstance(above, Fault):
        return above
    if isinstance(below, Fault):
        return below
    found = joined(f"({above.sql} AND {below.sql})", YES_NO, " 且 ", above, below)
    return replace(found, parts=(above, below))


def one_of(value: Operand, choices: tuple[Operand, ...]) -> Operand | Fault:
    """Return `value in (…)`; numbers meet a choice as they meet a threshold."""
    matches: list[Operand] = []
    for choice in choices:
        match = compare("=", value, choice)
        if isinstance(match, Fault):
            return match
        matches.append(match)
    found = joined(f"({' OR '.join(match.sql for match in matches)})", YES_NO, "、", value, *choices)
    return replace(found, either=tuple(matches))


def alike(operands: tuple[Operand, ...], verb: str = "放在一起") -> ValueType | Fault:
    """Return the type that holds any of the operands (of a case, coalesce, least …), or why there is none."""
    known = [one for one in operands if one.type.sort is not Sort.NULL]
    if not known:
        return operands[0].type
    # What is written without a unit takes the unit of the others.
    first = next((one for one in known if one.type.dimension != "number"), known[0])
    shared = first.type
    for other in known:
        if shared.sort is not other.type.sort:
            return mismatch(first, other, verb)
        if not shared.is_number:
            continue
        sides = (shared.dimension, first.constant), (other.type.dimension, other.constant)
        dimension = shared_dimension(*sides)
        if dimension is None:
            return mismatch(first, other, verb)
        shared = ValueType(Sort.NUMBER, dimension, widest(shared.digits, other.type.digits))
    return shared


def as_type(operand: Operand, value_type: ValueType) -> str:
    """Return SQL of an operand where a value of the type is wanted: DOUBLE when that is not exact."""
    return operand.as_double if value_type.is_number and value_type.digits is None else operand.sql
