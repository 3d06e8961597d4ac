"""Typing rules of functions: what a function gives for the types it is given."""

from collections.abc import Callable

from guatu.rules.language.comparison import alike
from guatu.rules.language.findings import ARGUMENTS
from guatu.rules.language.function import Arguments
from guatu.rules.language.operand import Fault
from guatu.rules.language.value_type import RATIO, TEXT, Digits, Sort, ValueType

Gives = Callable[[Arguments], ValueType | Fault]
_FEWEST_PLACES, _MOST_PLACES = -8, 10
_LONGEST_TEXT = 1000


def always(value_type: ValueType) -> Gives:
    """One type whatever is given."""
    return lambda _: value_type


def counted(dimension: str, whole: int) -> Gives:
    """A whole number of so many digits."""
    return always(ValueType(Sort.NUMBER, dimension, Digits(whole, 0)))


def as_first(arguments: Arguments) -> ValueType:
    """The type of the first argument."""
    return arguments[0].type


def bare_double(arguments: Arguments) -> ValueType:
    """The dimension of the first argument, as DOUBLE."""
    return ValueType(Sort.NUMBER, arguments[0].type.dimension)


def branches_alike(arguments: Arguments) -> ValueType | Fault:
    """The type that the two outcomes of a choice share."""
    return alike(arguments[1:])


def growth_type(arguments: Arguments) -> ValueType | Fault:
    """A ratio, of two amounts of one dimension."""
    shared = alike(arguments, "比增速")
    return shared if isinstance(shared, Fault) else RATIO


def rounded_type(arguments: Arguments) -> ValueType | Fault:
    """The type of a number rounded to some places: rounding can carry into one more digit."""
    number, places = arguments[0].type, arguments[-1].size if len(arguments) > 1 else 0
    if places is None or not _FEWEST_PLACES <= places <= _MOST_PLACES:
        sentence = f"保留的小数位数要在 {_FEWEST_PLACES} 到 {_MOST_PLACES} 之间。"
        return Fault(ARGUMENTS, sentence, "例如 四舍五入(完成率, 3)，就是保留到 0.1%。", arguments[-1].at)
    if number.digits is None:
        return number
    scale = min(number.digits.scale, max(int(places), 0))
    return ValueType(Sort.NUMBER, number.dimension, _with_carry(number.digits.whole, scale))


def whole_type(arguments: Arguments) -> ValueType:
    """The type of a number brought to a whole one."""
    number = arguments[0].type
    digits = None if number.digits is None else _with_carry(number.digits.whole, 0)
    return ValueType(Sort.NUMBER, number.dimension, digits)


def piece_type(arguments: Arguments) -> ValueType | Fault:
    """A text, if the positions that cut it are ones a text has."""
    for position in arguments[1:]:
        if position.size is None or not 0 <= position.size <= _LONGEST_TEXT:
            sentence = f"第几个字、几个字要在 0 到 {_LONGEST_TEXT} 之间，现在是 {position.said}。"
            return Fault(ARGUMENTS, sentence, "例如 左取(行业, 2)。", position.at)
    return TEXT


def _with_carry(whole: int, scale: int) -> Digits:
    return Digits(min(whole + 1, 38 - scale), scale)
