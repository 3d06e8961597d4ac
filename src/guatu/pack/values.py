"""How the small values of a pack are written: periods, validity, numbers with dates.

Every scalar of a pack file arrives as the text that stands there, so 15.10 stays exact and `no` stays a word.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from guatu.domain import InvalidValue, Period, Validity


@dataclass(frozen=True, kw_only=True)
class DatedValue:
    """A number with the day it takes effect and the day it was published."""

    value: Annotated[Decimal, Field(description="数值")]
    effective: Annotated[date | None, Field(description="生效日期")] = None
    published: Annotated[date | None, Field(description="公布日期")] = None
    clause: Annotated[str | None, Field(description="条款")] = None
    source: Annotated[str | None, Field(description="出处")] = None


def _period(value: object) -> object:
    if isinstance(value, str):
        try:
            return Period.from_text(value)
        except InvalidValue as error:
            raise ValueError(str(error)) from error
    return value


def _validity(value: object) -> object:
    if not isinstance(value, dict):
        return value
    unknown = set(value) - {"from", "to"}
    if unknown:
        raise ValueError(f"有效期只有 from 和 to，没有 {sorted(unknown)[0]}")
    try:
        days = {key: date.fromisoformat(str(value[key])) for key in ("from", "to") if value.get(key) is not None}
    except ValueError as error:
        raise ValueError("有效期的日期请写成 2019-01-31") from error
    if len(days) == 2 and days["to"] < days["from"]:
        raise ValueError("有效期的 to 早于 from")
    return Validity(days.get("from"), days.get("to"))


def _dated(value: object) -> object:
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else ({"value": value},)


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
