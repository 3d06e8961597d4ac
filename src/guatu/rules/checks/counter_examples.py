"""Counter-examples (反例): figures with values, as an official writes them, for which rules go wrong."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from guatu.domain import UNITS
from guatu.rules.checks.demands import Circumstances, Demand, Figure
from guatu.rules.checks.value_sets import Words
from guatu.rules.language.value_type import Sort, ValueType

_LONGEST = 8
_MONEY = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))
_FINEST = Decimal("0.0001")


def example_of_circumstances(circumstances: Circumstances) -> str:
    """Return a value for each figure: 主营业务收入 = 1亿元、战略性新兴产业 = 是."""
    told = [example_of_demand(demand) for demand in circumstances.values()]
    more = " 等" if len(told) > _LONGEST else ""
    return "、".join(told[:_LONGEST]) + more


def example_of_figure(figure: Figure, value: Decimal) -> str:
    """Return one figure with one number: 主营业务收入 = 1亿元."""
    return f"{figure.said} = {number_words(value, figure.type, _unit_of(figure))}"


def number_words(value: Decimal, value_type: ValueType, unit: str = "") -> str:
    """Return a number or day with its unit.

    >>> number_words(Decimal("0.15"), ValueType(Sort.NUMBER, "ratio"))
    '15%'
    """
    if value_type.sort is Sort.DATE:
        return date.fromordinal(min(max(int(value), 1), date.max.toordinal())).isoformat()
    dimension = value_type.dimension
    if dimension == "money":
        for factor, name in _MONEY:
            if abs(value) >= factor and value / factor % _FINEST == 0:
                return f"{_plain(value / factor)}{name}"
        return f"{_plain(value)}元"
    if dimension in ("ratio", "points"):
        return f"{_plain(value * 100)}{'%' if dimension == 'ratio' else '个百分点'}"
    return f"{_plain(value)}{unit or _base_unit(dimension)}"


def example_of_demand(demand: Demand) -> str:
    """Return one figure with a value that is asked of it."""
    figure, values = demand.figure, demand.values
    if not isinstance(values, Words):
        return example_of_figure(figure, values.sample())
    word = values.sample()
    if isinstance(word, bool):
        if demand.is_plain:
            return f"{figure.said} = {'是' if word else '否'}"
        return f"“{figure.said}”{'成立' if word else '不成立'}"
    if word is None:
        return f"{figure.said} 不是 {_listed(values.words)}"
    names = dict(figure.column.choices) if figure.column is not None else {}
    return f"{figure.said} = {names.get(word, word)}"


def _listed(words: Iterable[str | bool]) -> str:
    return "、".join(sorted(str(one) for one in words))


def _unit_of(figure: Figure) -> str:
    """The unit of a column that is kept in the base unit of its dimension, as the register has it."""
    unit = UNITS.get(figure.column.unit) if figure.column is not None and figure.column.unit else None
    return unit.name if unit is not None and unit.factor == 1 and unit.dimension == figure.type.dimension else ""


def _base_unit(dimension: str) -> str:
    return next((unit.name for unit in UNITS.values() if unit.dimension == dimension and unit.factor == 1), "")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
