"""How the small values of a pack are written: periods, validity, numbers with dates.

Every scalar of a pack file arrives as the text that stands there, so 15.10 stays exact and `no` stays a word.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from guatu.domain import InvalidValue, Period, Validity

# Full-width digits come from input methods left in full-width mode; they mean the same number.
_NARROW = str.maketrans("０１２３４５６７８９．－＋／", "0123456789.-+/")
_DAY = re.compile(r"(\d{4})(?:(-|/|\.)(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_FLAGS = {"true": True, "false": False, "是": True, "否": False, "yes": True, "no": False}


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.strip().translate(_NARROW)
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(f"“{value}”不是一个数；只写数字，不带逗号和单位")
    return text


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _DAY.fullmatch(value.strip().translate(_NARROW))
    try:
        if match is not None:
            year, month, day = (int(part) for part in match.groups() if part and part.isdigit())
            return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"没有“{value}”这一天") from error
    raise ValueError(f"“{value}”不是日期；请写成 2019-01-31")


def _flag(value: object) -> object:
    if isinstance(value, str):
        found = _FLAGS.get(value.strip().lower())
        if found is None:
            raise ValueError(f"“{value}”不是 true（是）或 false（否）")
        return found
    return value


Number = Annotated[Decimal, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]


@dataclass(frozen=True, kw_only=True)
class DatedValue:
    """A number with the day it takes effect and the day it was published (带日期的数)."""

    value: Annotated[Number, Field(description="数值")]
    effective: Annotated[Day | None, Field(description="生效日期")] = None
    published: Annotated[Day | None, Field(description="公布日期")] = None
    clause: Annotated[str | None, Field(description="条款")] = None
    source: Annotated[str | None, Field(description="出处")] = None


def _period(value: object) -> object:
    if isinstance(value, str):
        try:
            return Period.from_text(value)
        except InvalidValue as error:
            raise ValueError(str(error)) from error
    if isinstance(value, Period):
        return value
    raise ValueError("报告期请写成 2019、2026/2028、2019-09 或 2019Q3")


def _validity(value: object) -> object:
    if isinstance(value, Validity):
        return value
    if not isinstance(value, dict):
        raise ValueError("有效期请写成 {from: 2019-01-01, to: 2019-12-31}")
    unknown = set(value) - {"from", "to"}
    if unknown:
        raise ValueError(f"有效期只有 from 和 to，没有 {sorted(unknown)[0]}")
    days = {key: day for key in ("from", "to") if isinstance(day := _day(value.get(key)), date)}
    if len(days) == 2 and days["to"] < days["from"]:
        raise ValueError("有效期的 to 早于 from")
    return Validity(days.get("from"), days.get("to"))


def _dated(value: object) -> object:
    if value is None:
        return ()
    if isinstance(value, dict):
        return (value,)
    return value if isinstance(value, (list, tuple)) else ({"value": value},)


def _pairs(value: object) -> object:
    if isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(one, str):
                raise ValueError(f"“{key}”后面要写一个值")
        return tuple(value.items())
    return value


_DATE_TEXT = {"type": "string", "format": "date"}
PeriodText = Annotated[Period, BeforeValidator(_period), WithJsonSchema({"type": ["string", "integer"]})]
ValidityKeys = Annotated[
    Validity,
    BeforeValidator(_validity),
    WithJsonSchema(
        {"type": "object", "properties": {"from": _DATE_TEXT, "to": _DATE_TEXT}, "additionalProperties": False}
    ),
]
DatedValues = Annotated[tuple[DatedValue, ...], BeforeValidator(_dated)]
Pairs = Annotated[
    tuple[tuple[str, str], ...],
    BeforeValidator(_pairs),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}),
]
