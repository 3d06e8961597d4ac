"""In which unit a scorecard item is handed over (评价指标的计量单位): exact factors, or why the unit does not fit.

Columns are kept in base units (元, 亩, 人, fractions); lines and bases of an item are written in the item's unit.
"""

from dataclasses import dataclass
from fractions import Fraction

from guatu.domain import UNITS, nearest
from guatu.rules.language.value_type import COUNTED, ValueType, dimension_word, divided, example_of

# What is counted or has no unit may be called as the author likes: 3 件, 3 篇, 3 分.
_ANY_WORD = frozenset({"number", "indicator", "index", *COUNTED})
# What may be printed without a unit.
_NO_WORD = frozenset({"ratio", "months", "days", *_ANY_WORD})
# Of a quotient whose unit has no slash the figure is handed over in 万元, not in 元.
_READABLE = {"money": Fraction(10000)}


@dataclass(frozen=True, slots=True)
class Handed:
    """A figure's unit and how many base units it is: 万元 is 10000 元."""

    unit: str
    factor: Fraction = Fraction(1)

    def sql(self, column: str) -> str:
        """Return SQL of a column of base units as DOUBLE of this unit."""
        value = f"CAST({column} AS DOUBLE)"
        if self.factor.denominator != 1:
            value = f"({value} * {self.factor.denominator}e0)"
        return value if self.factor.numerator == 1 else f"({value} / {self.factor.numerator}e0)"


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a figure cannot be handed over in the unit that is written, and what to write instead."""

    sentence: str
    way_out: str


def handed_over(of: ValueType, per: ValueType | None, unit: str) -> tuple[Handed, Handed | None] | Misfit:
    """Return the units in which an item's figure and its divisor are handed over: their quotient is in `unit`.

    With 万元/亩 the figure is in 万元 and the divisor in 亩. Where the unit has no slash the divisor takes what is
    left: of a percentage of money the figure is in 万元 and the divisor in 百万元.
    """
    written = unit.strip().replace("％", "%")
    if per is None:
        alone = _fitted(of.dimension, written)
        return alone if isinstance(alone, Misfit) else (alone, None)
    over, slash, under = written.rpartition("/")
    if slash:
        figure, divisor = _fitted(of.dimension, over), _fitted(per.dimension, under)
        if isinstance(figure, Misfit) or isinstance(divisor, Misfit):
            return _misfit(f"{of.dimension}/{per.dimension}", written)
        return figure, divisor
    whole = _fitted(divided(of.dimension, per.dimension), written)
    if isinstance(whole, Misfit):
        return whole
    factor = _READABLE.get(of.dimension, Fraction(1))
    rest = factor / whole.factor
    return Handed(_named(of.dimension, factor), factor), Handed(_named(per.dimension, rest), rest)


def _fitted(dimension: str, unit: str) -> Handed | Misfit:
    """Return how a number of a dimension is handed over in a unit; one without a unit of its own takes any word."""
    found = _read(unit)
    if dimension in ("number", "indicator") or (not unit and dimension in _NO_WORD):
        return Handed(unit)
    if found is None:
        return Handed(unit) if unit and dimension in _ANY_WORD else _misfit(dimension, unit)
    counted = "count" in (found[0], dimension) and {found[0], dimension} <= COUNTED
    return Handed(unit, found[1]) if found[0] == dimension or counted else _misfit(dimension, unit)


def _read(unit: str) -> tuple[str, Fraction] | None:
    """Return the dimension of a unit and its factor to the base unit; 万元/吨标煤 is read part by part."""
    known = UNITS.get(unit) if unit else None
    if known is not None:
        return known.dimension, Fraction(known.factor)
    parts = [UNITS.get(part) if part else None for part in unit.split("/")]
    if len(parts) < 2 or None in parts:
        return None
    first, *others = (one for one in parts if one is not None)
    dimension, factor = first.dimension, Fraction(first.factor)
    for one in others:
        dimension, factor = divided(dimension, one.dimension), factor / Fraction(one.factor)
    return dimension, factor


def _misfit(dimension: str, unit: str) -> Misfit:
    word = dimension_word(dimension)
    fitting = "/".join(example_of(part).lstrip("0123456789.") for part in dimension.split("/"))
    way_out = f"单位写成这样的“{fitting}”，或者改算式。" if fitting.strip("/") else "核对算式和单位，改错的一边。"
    if not unit:
        return Misfit(f"算出来是{word}，没有写单位。", way_out)
    found = _read(unit)
    if found is None:
        return Misfit(f"算出来是{word}，单位写的“{unit}”没有登记{nearest(unit, UNITS) or '。'}", way_out)
    return Misfit(f"算出来是{word}，单位写的“{unit}”却是{dimension_word(found[0])}。", way_out)


def _named(dimension: str, factor: Fraction) -> str:
    """Return the registered name of so many base units, or the number before the base unit: 100人."""
    names = {Fraction(one.factor): one.name for one in reversed(UNITS.values()) if one.dimension == dimension}
    return names.get(factor) or f"{float(factor):g}{names.get(Fraction(1), '')}"
