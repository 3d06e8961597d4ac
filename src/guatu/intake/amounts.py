"""Numbers as people type them: full-width digits, thousands separators, trailing units, words for growth.

What is missing stays missing, and what is not certainly a number is refused with the reason.
"""

import math
import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from guatu.domain import UNITS, InvalidValue, Unit, conversion, unit_named
from guatu.intake.sheet import Cell

# Full-width signs of a Chinese keyboard; the ideographic and no-break spaces that align columns are taken out.
_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．，－−–＋％‐（）／", "0123456789.,---+%-()/", " \u00a0\u3000\u200b\ufeff\t\r\n"
)
_MISSING = frozenset(
    {"", "—", "——", "-", "--", "---", "/", "//", "…", "……", "...", "无", "空", "空白", "缺", "暂无", "未公布", "未报"}
    | {"na", "n/a", "n.a.", "null", "none", "nan"}
)
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(e[+-]?\d{1,3})?(.*)", re.IGNORECASE)
_WORDS = re.compile(r"(增长|上升|提高|增加|下降|减少|降低|回落|负增长)(.+)")
_FALLING = frozenset(("下降", "减少", "降低", "回落", "负增长"))
# 亿 or 万 without a unit: a multiple of the base unit of whatever the column counts.
_MULTIPLES = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_BEYOND = 10**24
# Firms are written 户, 家 and 个 in the same publications; a rise of a rate is written % and 个百分点.
_ALIKE = (frozenset(("firms", "count")), frozenset(("ratio", "points")))


class Amount(NamedTuple):
    """A number as typed and the unit typed behind it; `unit` is empty where none was."""

    number: Decimal | float | int
    unit: str = ""


def plain_text(cell: Cell) -> str:
    """Return a cell as a text in half-width signs without spaces; a whole number without its `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return ""
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).translate(_HALF_WIDTH)


def is_missing(text: str) -> bool:
    """Tell whether a plain text stands for a missing figure (— / … 无 …)."""
    return text.lower() in _MISSING


def is_plain_number(cell: Cell) -> TypeGuard[str]:
    """Tell whether a cell holds a number without sign, unit or separator, as most cells do."""
    return isinstance(cell, str) and len(cell) < 20 and cell.isascii() and cell.replace(".", "", 1).isdigit()


def read_amount(cell: Cell, *, growth: bool = False) -> Amount | None:
    """Return the amount of a cell, None where it is missing; anything else raises InvalidValue with the reason.

    >>> read_amount("１，２３４．５万元")
    Amount(number=Decimal('1234.5'), unit='万元')
    >>> read_amount("—") is None
    True
    """
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        return None if cell != cell else _sized(Amount(cell), str(cell))  # noqa: PLR0124 - only NaN differs from itself
    if isinstance(cell, (bool, date)):
        raise InvalidValue(f"“{cell}”不是数")
    if is_plain_number(cell):
        return Amount(Decimal(cell))
    text = plain_text(cell)
    if is_missing(text):
        return None
    if text.startswith("#"):
        raise InvalidValue(f"公式没有算出结果（{text}）")
    return _growth(text) if growth else _amount(text, text)


def _growth(text: str) -> Amount:
    if text in ("持平", "平"):
        return Amount(Decimal(0), "%")
    word = _WORDS.fullmatch(text)
    if word is None:
        amount = _amount(text, text)
        if amount.unit == "倍":
            raise InvalidValue(f"“{text}”不知是增长几倍还是为上年几倍，请写“增长{text}”或百分数")
        return amount
    amount = _amount(word[2], text)
    if amount.number < 0:
        raise InvalidValue(f"“{text}”又写下降又写负号")
    return Amount(-amount.number, amount.unit) if word[1] in _FALLING else amount


def _amount(text: str, whole: str) -> Amount:
    match = _NUMBER.fullmatch(text)
    if match is None or (match[2] is None and match[3] is None):
        raise InvalidValue(f"“{whole}”不是数")
    unit = match[5]
    if unit and not is_unit(unit):
        raise InvalidValue(f"“{whole}”不是一个数加计量单位")
    digits = f"{match[1]}{(match[2] or '0').replace(',', '')}{match[3] or ''}{match[4] or ''}"
    return _sized(Amount(Decimal(digits), unit), whole)


def _sized(amount: Amount, typed: str) -> Amount:
    """Refuse a number beyond any economy, which only a slip of the keyboard or of a formula makes."""
    if amount.number >= _BEYOND or amount.number <= -_BEYOND:
        raise InvalidValue(f"“{typed[:20]}”大得不像一个数")
    return amount


def is_unit(text: str) -> bool:
    """Tell whether a plain text is a unit of account, or 万 and 亿 standing for one."""
    return text != "" and (text in UNITS or text in _MULTIPLES)


def unit_factor(unit: str, target: Unit) -> Decimal:
    """Return what a number of `unit` is multiplied by to be in `target`.

    An unknown unit raises InvalidValue, a unit of another kind UnitMismatch.
    """
    if unit in _MULTIPLES and target.dimension not in ("ratio", "points", "index", "rank"):
        return Decimal(10) ** _MULTIPLES[unit] / target.factor
    source = unit_named(unit)
    if any({source.dimension, target.dimension} <= alike for alike in _ALIKE):
        return source.factor / target.factor
    return conversion(source, target)


def stored_unit(unit: Unit) -> Unit:
    """Return the unit in which figures are kept: rates and points as fractions, all else in the unit itself."""
    if unit.dimension in ("ratio", "points"):
        return Unit(unit.name, unit.dimension, Decimal(1))
    return unit


def stored_number(text: str, unit: str, *, growth: bool = False) -> Decimal | None:
    """Return what a person typed into a cell headed `unit` as it is kept: in that unit, a rate as a fraction.

    A unit typed behind the number is converted; None where nothing was typed. InvalidValue says why it cannot be read,
    UnitMismatch that the unit is of another kind.

    >>> stored_number("3.2亿", "万元"), stored_number("增长15%", "%", growth=True)
    (Decimal('32000.0'), Decimal('0.15'))
    """
    amount = read_amount(text, growth=growth)
    if amount is None:
        return None
    written, number = amount.unit or unit, Decimal(amount.number)
    if unit not in UNITS and written == unit:
        return number
    return number * unit_factor(written, stored_unit(unit_named(unit)))


def times(number: Decimal | float | int, factor: Decimal) -> float:
    """Return a number times a factor as the nearest float: 834320 万元 is 83.432 亿元, not 83.43200000000001."""
    if factor == 1:
        return float(number)
    return float(Decimal(repr(number) if isinstance(number, float) else number) * factor)
