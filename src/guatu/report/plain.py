"""Values of report as plain data (JSON) and back, exactly: what a run leaves behind for pages to show later.

The types of the fields say how each is written. Only where one of several is allowed does the data name which one it
is: a date, an exact number, a light, one kind of block among others. What has its usual value is left out.
"""

import math
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TypeVar

from guatu.domain import InvalidValue

Made = TypeVar("Made")
# Any, here and for the types asked: which converter fits is known from a type only while the program runs.
_Convert = Callable[[typing.Any], typing.Any]

_KIND = "is"
_AS_THEY_ARE = (str, int, bool, float, type(None))


def to_plain(value: object) -> object:
    """Return a value of report as lists, mappings, texts, numbers and None, fit for `json.dumps`.

    >>> to_plain(Decimal("1.20")), to_plain((date(2024, 9, 1), None))
    ('1.20', ['2024-09-01', None])
    """
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    kind: typing.Any = type(value)
    return _writer(kind)(value)


def from_plain(kind: type[Made], data: object) -> Made:
    """Return the value of a type that `to_plain` made the data of. Data of another shape raise InvalidValue.

    >>> from_plain(tuple[date, ...], ["2024-09-01"])
    (datetime.date(2024, 9, 1),)
    """
    asked: typing.Any = kind
    try:
        made: Made = _reader(asked)(data)
    except (TypeError, ValueError, KeyError, ArithmeticError, AttributeError) as error:
        raise InvalidValue(f"这不是 {getattr(kind, '__name__', kind)} 的数据") from error
    return made


@cache
def _writer(kind: typing.Any) -> _Convert:
    inner = typing.get_args(kind)
    if _is_union(kind):
        return _union_writer(inner)
    if typing.get_origin(kind) is tuple:
        return _tuple_writer(inner)
    if is_dataclass(kind):
        return _noun_writer(typing.cast(type, kind))
    if issubclass(kind, Enum):
        return _word_of
    if kind is date:
        return date.isoformat
    if kind is Decimal:
        return str
    if kind is float:
        return _float_to_plain
    if kind in _AS_THEY_ARE:
        return _same
    raise InvalidValue(f"a value of {kind} cannot be written as plain data")


@cache
def _reader(kind: typing.Any) -> _Convert:
    inner = typing.get_args(kind)
    if _is_union(kind):
        return _union_reader(inner)
    if typing.get_origin(kind) is tuple:
        return _tuple_reader(inner)
    if is_dataclass(kind):
        return _noun_reader(typing.cast(type, kind))
    if issubclass(kind, Enum):
        return {one.value: one for one in kind}.__getitem__
    if kind is date:
        return date.fromisoformat
    if kind is Decimal:
        return Decimal
    if kind is float:
        return _float_from_plain
    if kind in _AS_THEY_ARE:
        return _of_type(kind)
    raise InvalidValue(f"a value of {kind} cannot be read from plain data")


def _is_union(kind: object) -> bool:
    return typing.get_origin(kind) in (typing.Union, types.UnionType)


def _same(value: object) -> object:
    return value


def _word_of(value: Enum) -> object:
    return value.value


def _of_type(kind: type) -> _Convert:
    def read(data: object) -> object:
        if not isinstance(data, kind):
            raise TypeError
        return data

    return read


def _float_to_plain(value: float) -> object:
    # JSON has no word for them; a text is what `float` reads.
    return value if math.isfinite(value) else str(value)


def _float_from_plain(data: object) -> float:
    # A whole number where a float may stand stays the whole number that it was.
    return data if type(data) is int or type(data) is float else float(str(data))


def _tuple_writer(inner: Sequence[typing.Any]) -> _Convert:
    if len(inner) == 2 and inner[1] is ...:
        write = _writer(inner[0])
        return lambda value: [write(one) for one in value]
    writers = [_writer(one) for one in inner]
    return lambda value: [write(one) for write, one in zip(writers, value, strict=True)]


def _tuple_reader(inner: Sequence[typing.Any]) -> _Convert:
    if len(inner) == 2 and inner[1] is ...:
        read = _reader(inner[0])
        return lambda data: tuple([read(one) for one in _list(data)])
    readers = [_reader(one) for one in inner]
    return lambda data: tuple([read(one) for read, one in zip(readers, _list(data), strict=True)])


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise TypeError
    return data


def _noun_writer(kind: type) -> _Convert:
    hints = typing.get_type_hints(kind)
    shown = [(one.name, _usual(one), _writer(hints[one.name])) for one in fields(kind)]

    def write(value: object) -> dict[str, object]:
        plain = {}
        for name, usual, convert in shown:
            held = getattr(value, name)
            if usual is MISSING or type(held) is not type(usual) or held != usual:
                plain[name] = convert(held)
        return plain

    return write


def _noun_reader(kind: type) -> _Convert:
    hints = typing.get_type_hints(kind)
    readers = {one.name: _reader(hints[one.name]) for one in fields(kind)}

    def read(data: dict[str, object]) -> object:
        return kind(**{name: readers[name](held) for name, held in data.items() if name != _KIND})

    return read


def _usual(one: "Field[object]") -> object:
    """Return the value a field has when nothing is said, or MISSING."""
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _union_writer(inner: Sequence[type]) -> _Convert:
    """Write one of several: plain scalars as they are, all else with its kind; a tuple is the one that may stand."""
    of_tuples = [_writer(one) for one in inner if typing.get_origin(one) is tuple]

    def write(value: object) -> object:
        kind: typing.Any = type(value)
        if kind in _AS_THEY_ARE and not (kind is float and not math.isfinite(typing.cast(float, value))):
            return value
        if kind is tuple and of_tuples:
            return of_tuples[0](value)
        if kind not in inner:
            raise InvalidValue(f"a {kind.__name__} is none of {inner}")
        plain = _writer(kind)(value)
        return {_KIND: kind.__name__, **plain} if isinstance(plain, dict) else {_KIND: kind.__name__, "value": plain}

    return write


def _union_reader(inner: Sequence[type]) -> _Convert:
    scalars = frozenset(one for one in inner if one in _AS_THEY_ARE)
    if float in scalars or int in scalars:
        # A whole number is a float to Python's types, and a yes is a whole number.
        scalars |= {int, bool}
    of_tuples = [_reader(one) for one in inner if typing.get_origin(one) is tuple]
    readers = {one.__name__: (_reader(one), is_dataclass(one)) for one in inner if not typing.get_origin(one)}

    def read(data: object) -> object:
        if type(data) is list and of_tuples:
            return of_tuples[0](data)
        if type(data) is not dict:
            if type(data) not in scalars:
                raise TypeError
            return data
        convert, is_noun = readers[data[_KIND]]
        return convert(data if is_noun else data["value"])

    return read
