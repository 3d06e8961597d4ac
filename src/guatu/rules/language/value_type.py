"""Value types (类型): what a value measures and how exact it is. Units are types: money is not a ratio.

A number's dimension is one of `domain.UNITS`, a product of them such as `money/people`, or one of three of its own:
`number` (no unit written), `indicator` (the unit of the row's own indicator) and `points` (a difference of ratios).
"""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guatu.domain import UNITS
from guatu.query import Column, Measure


class Sort(StrEnum):
    """The sort of a value, by the word an official reads."""

    NUMBER = "数"
    TEXT = "文字"
    DATE = "日期"
    YES_NO = "是否"
    NULL = "空值"


@dataclass(frozen=True, slots=True)
class Digits:
    """The most digits an exact number can have before and after the point."""

    whole: int
    scale: int

    @property
    def width(self) -> int:
        """All digits; a DECIMAL holds at most 38."""
        return self.whole + self.scale


@dataclass(frozen=True, slots=True)
class ValueType:
    """A sort, for numbers the dimension, and the digits of an exact number (None: DOUBLE)."""

    sort: Sort
    dimension: str = ""
    digits: Digits | None = None

    @property
    def word(self) -> str:
        """The type in Chinese, as findings name it."""
        return dimension_word(self.dimension) if self.sort is Sort.NUMBER else self.sort.value

    @property
    def is_number(self) -> bool:
        """True for anything that can be calculated with."""
        return self.sort is Sort.NUMBER


TEXT = ValueType(Sort.TEXT)
DATE = ValueType(Sort.DATE)
YES_NO = ValueType(Sort.YES_NO)
NULL = ValueType(Sort.NULL)
RATIO = ValueType(Sort.NUMBER, "ratio")

# Chinese name of a dimension and a value as it is written, for the way out of a finding.
DIMENSIONS: dict[str, tuple[str, str]] = {
    "number": ("没有单位的数", "3"),
    "indicator": ("指标本身单位的数", "全年目标"),
    "ratio": ("比率", "15%"),
    "points": ("百分点", "5个百分点"),
    "money": ("金额", "500万元"),
    "dollars": ("美元金额", "100万美元"),
    "firms": ("户数", "20户"),
    "count": ("个数", "3个"),
    "people": ("人数", "300人"),
    "area_mu": ("亩数", "100亩"),
    "area": ("平方米数", "1000平方米"),
    "mass": ("重量", "100吨"),
    "coal": ("能耗", "5000吨标煤"),
    "power": ("电量", "100万千瓦时"),
    "months": ("月数", "3个月"),
    "days": ("天数", "30天"),
    "rank": ("位次", "3位"),
    "index": ("指数", "100点"),
}
# Whole things: a number written without unit can mean nothing else.
COUNTED = frozenset({"count", "firms", "people", "rank"})
_COUNTING = COUNTED | {"months", "days"}
_FREE = COUNTED | {"indicator", "index"}
# What leaves the other factor of a product as it is, the weakest first: 30% of 500 firms is firms.
_SCALARS = ("number", "ratio", "points", "count")
_MEASURES = {
    Measure.MONEY: "money",
    Measure.RATIO: "ratio",
    Measure.POINTS: "points",
    Measure.COUNT: "count",
    Measure.PEOPLE: "people",
    Measure.AREA: "area_mu",
    Measure.INDICATOR: "indicator",
    Measure.NUMBER: "number",
}
_SORTS = {Measure.TEXT: TEXT, Measure.DATE: DATE, Measure.YES_NO: YES_NO}
_INTEGER_DIGITS = {"TINYINT": 3, "SMALLINT": 5, "INTEGER": 10, "BIGINT": 19}
_DECIMAL = re.compile(r"DECIMAL\((\d+), ?(\d+)\)")


def dimension_word(dimension: str) -> str:
    """Return the Chinese name of a dimension: `money/people` is 金额/人数."""
    return re.sub(r"[a-z_]+", lambda part: DIMENSIONS.get(part[0], (part[0], ""))[0], dimension)


def example_of(dimension: str) -> str:
    """Return a value of the dimension as an author writes it, or an empty text."""
    if dimension in DIMENSIONS:
        return DIMENSIONS[dimension][1]
    names = [name for name, unit in UNITS.items() if unit.dimension == dimension]
    return f"5{names[-1]}" if names else ""


def sql_type_of(value_type: ValueType) -> str:
    """Return the DuckDB type that holds a value of the type."""
    digits = value_type.digits
    if digits is not None:
        return f"DECIMAL({digits.width},{digits.scale})"
    types = {Sort.TEXT: "VARCHAR", Sort.DATE: "DATE", Sort.YES_NO: "BOOLEAN"}
    return types.get(value_type.sort, "DOUBLE")


def type_of_measure(measure: Measure) -> ValueType:
    """Return the type that a measure asks for."""
    return _SORTS.get(measure) or ValueType(Sort.NUMBER, _MEASURES[measure])


def type_of_column(column: Column) -> tuple[ValueType, Decimal]:
    """Return a column's type and the factor that brings its numbers to the base unit (元, 人, 亩 …)."""
    if column.measure in _SORTS and (column.measure is not Measure.TEXT or column.type == "VARCHAR"):
        return _SORTS[column.measure], Decimal(1)
    dimension, factor = _MEASURES.get(column.measure, "number"), Decimal(1)
    unit = UNITS.get(column.unit) if column.unit else None
    # Ratios and points are fractions in data whatever unit they are printed in.
    if unit is not None and dimension not in ("ratio", "points", "indicator"):
        dimension, factor = unit.dimension, unit.factor
    return ValueType(Sort.NUMBER, dimension, _digits_of_type(column.type)), factor


def _digits_of_type(sql_type: str) -> Digits | None:
    if match := _DECIMAL.fullmatch(sql_type):
        return Digits(int(match[1]) - int(match[2]), int(match[2]))
    whole = _INTEGER_DIGITS.get(sql_type)
    return None if whole is None else Digits(whole, 0)


def digits_of(value: Decimal) -> Digits:
    """Return the digits of one number.

    >>> digits_of(Decimal("1234.5"))
    Digits(whole=4, scale=1)
    """
    whole, _, fraction = format(abs(value), "f").partition(".")
    return Digits(len(whole.lstrip("0")) or 1, len(fraction))


def widest(left: Digits | None, right: Digits | None) -> Digits | None:
    """Return digits that hold either number, or None when that is more than a DECIMAL can."""
    if left is None or right is None:
        return None
    digits = Digits(max(left.whole, right.whole), max(left.scale, right.scale))
    return digits if digits.width <= 38 else None


def multiplied(left: str, right: str) -> str:
    """Return the dimension of a product: money × ratio is money, money/people × people is money."""
    if left in _SCALARS or right in _SCALARS:
        return max(left, right, key=lambda one: _SCALARS.index(one) if one in _SCALARS else len(_SCALARS))
    return _product(left, right, -1)


def divided(left: str, right: str) -> str:
    """Return the dimension of a quotient: money ÷ money is a ratio, money ÷ people is money/people."""
    if left == right or _are_counts(left, right):
        return "ratio"
    if right in _SCALARS:
        return left
    return _product(left, right, 1)


def _product(left: str, right: str, sign: int) -> str:
    powers = _powers(left)
    for name, power in _powers(right).items():
        powers[name] -= sign * power
    over = sorted(Counter({name: power for name, power in powers.items() if power > 0}).elements())
    under = sorted(Counter({name: -power for name, power in powers.items() if power < 0}).elements())
    if not over and not under:
        return "ratio"
    return "/".join(["*".join(over) or "1", *under])


def _powers(dimension: str) -> Counter[str]:
    over, *under = dimension.split("/")
    powers = Counter(name for name in over.split("*") if name != "1" and name not in _SCALARS)
    powers.subtract(under)
    return powers


def _are_counts(left: str, right: str) -> bool:
    return "count" in (left, right) and left in _COUNTING and right in _COUNTING


def shared_dimension(left: tuple[str, object], right: tuple[str, object]) -> str | None:
    """Return the dimension in which two numbers can be compared, or None.

    Each comes with its value when it is written out. Zero is zero in any unit; 1 is the whole of a ratio;
    counts may be compared with a number that has no unit.
    """
    if left[0] == right[0]:
        return left[0]
    for (dimension, value), (other, _) in ((left, right), (right, left)):
        if dimension != "number":
            continue
        if other in ("indicator", "index") or (isinstance(value, Decimal) and _fits(value, other)):
            return other
    if _are_counts(left[0], right[0]):
        return left[0] if right[0] == "count" else right[0]
    return None


def _fits(value: Decimal, dimension: str) -> bool:
    return value == 0 or dimension in _FREE or (dimension == "ratio" and abs(value) == 1)
