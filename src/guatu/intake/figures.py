"""Figures with their units: from what was typed to the unit in which a fact is kept.

The unit of a number is the first of: behind the number, the row's unit column, the column's head, behind the
indicator's name, the sheet's title. A column under its English name holds stored values: rates as fractions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial

from guatu.domain import UNITS, GuatuError, InvalidValue, Span
from guatu.intake import findings
from guatu.intake.amounts import (
    Amount,
    is_missing,
    is_plain_number,
    plain_text,
    read_amount,
    stored_unit,
    times,
    unit_factor,
)
from guatu.intake.draft import Draft, log_trouble, read_field
from guatu.intake.finding_log import FindingLog
from guatu.intake.header import is_canonical
from guatu.intake.sheet import Cell
from guatu.intake.unreadable import Unreadable
from guatu.query import Column

_CENT = Decimal("0.01")
# DECIMAL(18,2) holds sixteen digits before the point.
_WIDEST = Decimal(10) ** 16


@dataclass(frozen=True)
class _Scale:
    """What turns the numbers of one column into stored ones, by the unit of the fact and the unit written."""

    head_unit: str
    canonical: bool
    sheet_units: tuple[str, ...]

    def factor(self, own: str, written: str) -> Decimal:
        unit = written or self.head_unit
        if own not in UNITS:
            if unit in ("", own):
                return Decimal(1)
            raise Unreadable(findings.UNIT_MISMATCH, f"“{unit}”不能换算成“{own}”", findings.UNIT_MISMATCH.instead)
        target = UNITS[own]
        unit = unit or next((one for one in self.sheet_units if _alike(one, own)), "")
        if unit == "":
            if self.canonical or target.factor == stored_unit(target).factor:
                return Decimal(1)
            sentence = f"指标以“{own}”计，这里没有写单位，不知是百分数还是小数。"
            raise Unreadable(findings.NO_RATE_UNIT, sentence, findings.NO_RATE_UNIT.instead)
        try:
            return unit_factor(unit, stored_unit(target))
        except GuatuError as error:
            raise Unreadable(findings.UNIT_MISMATCH, f"{error}。", findings.UNIT_MISMATCH.instead) from error


def _alike(unit: str, own: str) -> bool:
    return unit in UNITS and UNITS[unit].dimension == UNITS[own].dimension


def _scale(draft: Draft, name: str) -> _Scale:
    head = draft.heads[name]
    return _Scale(head.unit or head.group_unit, is_canonical(head, name), draft.layout.units)


def read_measured(
    draft: Draft, name: str, own_units: Sequence[str | None], written: Sequence[str], log: FindingLog
) -> list[float | None]:
    """Return a column of figures in the unit of each row's fact; a unit that does not fit refuses the row.

    `own_units` is None where a row has no indicator; `written` is the unit of the row or of the indicator's name.
    """
    if name not in draft.heads:
        return [None] * len(draft.rows)
    scale = _scale(draft, name)
    amounts = read_field(draft, name, read_amount, log)
    factors: dict[tuple[str, str], Decimal | InvalidValue] = {}
    values: list[float | None] = []
    for index, (amount, own) in enumerate(zip(amounts, own_units, strict=True)):
        if amount is None or own is None:
            values.append(None)
            continue
        key = (own, amount.unit or written[index])
        if key not in factors:
            factors[key] = _tried(scale, *key)
        factor = factors[key]
        if isinstance(factor, Decimal):
            values.append(times(amount.number, factor))
            continue
        log_trouble(log, draft.span(index, name), factor)
        draft.refused.add(index)
        values.append(None)
    return values


def _tried(scale: _Scale, own: str, written: str) -> Decimal | InvalidValue:
    try:
        return scale.factor(own, written)
    except InvalidValue as error:
        return error


def read_growth(draft: Draft, log: FindingLog) -> list[float | None]:
    """Return the growth of each row as a fraction; where nothing says %, one finding for the column and no growth."""
    if "growth" not in draft.heads:
        return [None] * len(draft.rows)
    scale = _scale(draft, "growth")
    head = draft.heads["growth"]
    per_head = head.unit or ("%" if "%" in scale.sheet_units and not scale.canonical else "")
    amounts = read_field(draft, "growth", _growth_amount, log)
    if per_head and (per_head not in UNITS or UNITS[per_head].dimension != "ratio"):
        way_out = findings.NO_GROWTH_UNIT.instead
        log.add(findings.UNIT_MISMATCH, _head_span(draft, "growth"), f"增速列的单位写成了“{per_head}”。", way_out)
        return [None] * len(amounts)
    values: list[float | None] = []
    for amount in amounts:
        unit = "" if amount is None else amount.unit or per_head
        if amount is None or (unit == "" and not scale.canonical):
            values.append(None)
        else:
            values.append(times(amount.number, UNITS[unit].factor if unit else Decimal(1)))
    if not per_head and not scale.canonical and any(one is not None and one.unit == "" for one in amounts):
        sentence = f"列“{head.typed}”和格里都没有写 %，没有写 % 的增速没有读。"
        log.add(findings.NO_GROWTH_UNIT, _head_span(draft, "growth"), sentence, findings.NO_GROWTH_UNIT.instead)
    _doubt_percent(draft, [one for one in amounts if one is not None and one.unit == ""], per_head, log)
    return values


def _growth_amount(cell: Cell) -> Amount | None:
    amount = read_amount(cell, growth=True)
    if amount is not None and amount.unit and amount.unit not in ("%", "‰", "倍"):
        raise InvalidValue(f"增速“{cell}”的单位不是 %")
    return amount


def _doubt_percent(draft: Draft, amounts: Sequence[Amount], unit: str, log: FindingLog) -> None:
    sizes = [abs(Decimal(repr(one.number) if isinstance(one.number, float) else one.number)) for one in amounts]
    sizes = [size for size in sizes if size != 0]
    way_out = findings.SUSPECT_PERCENT.instead
    if unit == "%" and len(sizes) >= 3 and max(sizes) < 1:
        fine = sum(_decimals(size) >= 3 for size in sizes)
        if fine * 2 >= len(sizes):
            sentence = "列名写的是 %，但全部数值都小于 1 且小数位多，像是百分比格式的小数；已按 % 读。"
            log.add(findings.SUSPECT_PERCENT, _head_span(draft, "growth"), sentence, way_out)
    if not unit and is_canonical(draft.heads["growth"], "growth") and sum(size >= 1 for size in sizes) * 2 > len(sizes):
        sentence = "growth 列按小数读，1 就是 100%；这一列半数以上不小于 1，像是百分数。"
        log.add(findings.SUSPECT_PERCENT, _head_span(draft, "growth"), sentence, way_out)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _head_span(draft: Draft, name: str) -> Span:
    return draft.layout.sheet.span(draft.layout.header.bottom, draft.heads[name].column)


def read_plain(draft: Draft, column: Column, log: FindingLog) -> list[Decimal | None]:
    """Return a column that has a unit of its own (元 亩 人 吨标煤) as exact numbers in that unit."""
    scale = _scale(draft, column.name)
    if column.unit == "元" and not scale.head_unit and not scale.canonical:
        _note_assumed(draft, column, scale, log)

    factor = lru_cache(partial(scale.factor, column.unit))
    is_money = column.type.startswith("DECIMAL")

    def read(cell: Cell) -> Decimal | None:
        if is_plain_number(cell):
            number = Decimal(cell) * factor("")
            return exact_money(number) if is_money else number
        amount = read_amount(cell)
        if amount is None:
            return None
        number = Decimal(repr(amount.number) if isinstance(amount.number, float) else amount.number)
        number *= factor(amount.unit)
        return exact_money(number) if is_money else number

    return read_field(draft, column.name, read, log, required=column.required)


def _note_assumed(draft: Draft, column: Column, scale: _Scale, log: FindingLog) -> None:
    if not any(_alike(unit, column.unit) for unit in scale.sheet_units):
        sentence = f"列“{draft.heads[column.name].typed}”没有写单位，按{column.unit}读。"
        log.add(findings.ASSUMED_UNIT, _head_span(draft, column.name), sentence, findings.ASSUMED_UNIT.instead)


def exact_money(number: Decimal) -> Decimal:
    """Return money in 元 to the 分, half up; an amount that no column can hold raises InvalidValue."""
    if abs(number) >= _WIDEST:
        raise InvalidValue(f"{number:.3E} 元太大，像是单位写错了")
    return number.quantize(_CENT, ROUND_HALF_UP)


def row_units(draft: Draft) -> list[str]:
    """Return the unit column's texts, empty where a row has none."""
    if "unit" not in draft.heads:
        return [""] * len(draft.rows)
    texts = {cell: plain_text(cell) for cell in dict.fromkeys(draft.cells("unit"))}
    return ["" if is_missing(texts[cell]) else texts[cell] for cell in draft.cells("unit")]
