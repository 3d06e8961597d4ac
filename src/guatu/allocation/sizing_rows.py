"""From rows of the registers to what a supply is sized from (逐时负荷、供能参数); nothing missing is made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from guatu.allocation import sizing_findings as findings
from guatu.allocation.sizing_values import Hours, SizingTerms, Source
from guatu.domain import (
    Finding,
    FindingCode,
    InvalidValue,
    UnitMismatch,
    data_factor,
    nearest,
    unit_named,
)

Cells = Mapping[str, object]
_YEARS = (8760, 8784)
_MOST_OUTPUT = 1.2
_NAMED = 5
# Each term: its unit in data, and the least and the greatest it can be (None for no bound).
TERMS: Mapping[str, tuple[str, float, float | None]] = {
    **{f"{word}投资": ("元/千瓦", 0.0, None) for word in ("光伏", "风电", "储能功率")},
    "储能容量投资": ("元/千瓦时", 0.0, None),
    **{f"{word}寿命": ("年", 0.5, 100.0) for word in ("光伏", "风电", "储能")},
    **{f"{word}年运维": ("%", 0.0, 1.0) for word in ("光伏", "风电", "储能")},
    **{f"{word}最大装机": ("千瓦", 0.0, None) for word in ("光伏", "风电")},
    "储能充电效率": ("%", 0.01, 1.0),
    "储能放电效率": ("%", 0.01, 1.0),
    "储能最短时长": ("小时", 0.0, 8784.0),
    "储能最长时长": ("小时", 0.0, 8784.0),
    "折现率": ("%", 0.0, 1.0),
    "购电最大功率": ("千瓦", 0.0, None),
    "允许上网": ("是否", 0.0, 1.0),
    "上网电价": ("元/千瓦时", 0.0, None),
    "上网比例上限": ("%", 0.0, 1.0),
    "自发自用比例下限": ("%", 0.0, 1.0),
}
_YES_NO = {"是": 1.0, "否": 0.0}


@dataclass(frozen=True)
class TermLine:
    """A term as it was read: its name, value, unit and where it comes from (来源)."""

    item: str
    value: str
    unit: str
    source: str


@dataclass(frozen=True)
class SizingInputs:
    """What a supply is sized from, or None for what cannot be used; the terms as written; and what is wrong."""

    hours: Hours | None
    terms: SizingTerms | None
    lines: tuple[TermLine, ...]
    findings: tuple[Finding, ...]


def sizing_inputs(hours: Sequence[Cells], terms: Sequence[Cells]) -> SizingInputs:
    """Return the hours and terms of one place, each checked as a whole."""
    reader = _Reader()
    values = reader.values(terms)
    found_terms = reader.terms(values)
    found_hours = reader.hours(hours, found_terms)
    if found_hours is not None and found_terms is not None and found_terms.may_export:
        dear = sum(price <= found_terms.export_price for price in found_hours.price)
        if dear:
            sentence = f"有 {dear} 个小时的购电价不高于上网电价 {found_terms.export_price:g} 元/千瓦时。"
            reader.tell(findings.SELL_AND_BUY, sentence)
    lines = tuple(
        TermLine(*(_text(row.get(name)) for name in ("item", "value", "value_unit", "source"))) for row in terms
    )
    return SizingInputs(found_hours, found_terms, lines, tuple(reader.found))


class _Reader:
    """Reads hours and terms and gathers what is wrong in them."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def tell(self, code: FindingCode, sentence: str, way_out: str = "") -> None:
        self.found.append(code.at(None, sentence, way_out or f"{code.instead}。"))

    def values(self, rows: Sequence[Cells]) -> dict[str, float]:
        """Return the terms in their units of data."""
        values = {}
        for row in rows:
            item, text, unit = (_text(row.get(name)) for name in ("item", "value", "value_unit"))
            if item not in TERMS:
                self.tell(findings.UNKNOWN_TERM, f"没有参数“{item}”{nearest(item, TERMS) or '。'}", _known())
                continue
            own, least, most = TERMS[item]
            value = self._value(item, text, unit, own)
            if value is None:
                continue
            if value < least or (most is not None and value > most):
                self.tell(findings.BEYOND_RANGE, f"{item}是 {text} {unit}。")
                continue
            values[item] = value
        return values

    def _value(self, item: str, text: str, unit: str, own: str) -> float | None:
        if own == "是否":
            if text not in _YES_NO:
                self.tell(findings.WRONG_UNIT, f"{item}写的是“{text}”。", "请写 是 或 否。")
            return _YES_NO.get(text)
        if text.endswith(("%", "％")) and not unit:
            text, unit = text[:-1], "%"
        try:
            number = Decimal(text.replace(",", ""))
            factor = data_factor(unit_named(unit or own), unit_named(own))
        except (InvalidOperation, InvalidValue, UnitMismatch):
            self.tell(findings.WRONG_UNIT, f"{item}写的是“{text} {unit}”。", f"请写数，单位用 {own}。")
            return None
        if not number.is_finite():
            self.tell(findings.WRONG_UNIT, f"{item}写的是“{text}”。", f"请写数，单位用 {own}。")
            return None
        return float(number * factor)

    def terms(self, values: Mapping[str, float]) -> SizingTerms | None:
        """Return the terms; None where one that is needed is missing."""
        if any(one.blocks for one in self.found):
            return None
        solar = self._source(values, "光伏", "光伏投资", "光伏最大装机")
        wind = self._source(values, "风电", "风电投资", "风电最大装机")
        power = self._source(values, "储能", "储能功率投资", "")
        energy = self._source(values, "储能", "储能容量投资", "")
        if (power is None) != (energy is None):
            missing = "储能容量投资" if energy is None else "储能功率投资"
            self.tell(findings.MISSING_TERM, f"没有写{missing}。")
        if power is not None:
            for item in ("储能充电效率", "储能放电效率"):
                if item not in values:
                    self.tell(findings.MISSING_TERM, f"没有写{item}。")
        if solar is None and wind is None:
            self.tell(findings.NO_SOURCE, "光伏投资和风电投资都没有写。")
        if values.get("允许上网") and "上网电价" not in values:
            self.tell(findings.MISSING_TERM, "允许上网，但没有写上网电价；上网不给钱的写 0。")
        if "折现率" not in values:
            self.tell(findings.MISSING_TERM, "没有写折现率；不计利息的写 0。")
        if any(one.blocks for one in self.found):
            return None
        return SizingTerms(
            solar,
            wind,
            power,
            energy,
            charging=values.get("储能充电效率", 1.0),
            discharging=values.get("储能放电效率", 1.0),
            shortest=values.get("储能最短时长", 0.0),
            longest=values.get("储能最长时长"),
            discount=values["折现率"],
            grid=values.get("购电最大功率"),
            may_export=bool(values.get("允许上网")),
            export_price=values.get("上网电价", 0.0),
            export_share=values.get("上网比例上限"),
            self_use=values.get("自发自用比例下限"),
        )

    def _source(self, values: Mapping[str, float], word: str, cost: str, most: str) -> Source | None:
        if cost not in values:
            return None
        if f"{word}寿命" not in values:
            self.tell(findings.MISSING_TERM, f"写了{cost}，没有写{word}寿命。")
            return None
        return Source(values[cost], values[f"{word}寿命"], values.get(f"{word}年运维", 0.0), values.get(most))

    def hours(self, rows: Sequence[Cells], terms: SizingTerms | None) -> Hours | None:
        """Return the hours in order; None where one is missing or cannot be."""
        by_hour = {int(str(row["hour"])): row for row in rows if row.get("hour") is not None}
        first = 0 if 0 in by_hour and max(by_hour) in (8759, 8783) else 1
        wanted = _YEARS[1] if by_hour and max(by_hour) - first + 1 > _YEARS[0] else _YEARS[0]
        missing = [hour for hour in range(first, first + wanted) if hour not in by_hour]
        strange = [hour for hour in by_hour if not first <= hour < first + wanted]
        if missing or strange:
            told = f"应有 {wanted} 个小时，缺 {len(missing)} 个{_some(missing)}"
            self.tell(findings.HOURS_MISSING, told + (f"，多出{_some(strange)}。" if strange else "。"))
            return None
        ordered = [by_hour[hour] for hour in range(first, first + wanted)]
        need_solar = terms is None or terms.solar is not None
        need_wind = terms is None or terms.wind is not None
        load = self._column(ordered, "load", "负荷", first, needed=True)
        solar = self._column(ordered, "solar", "光伏单位出力", first, needed=need_solar)
        wind = self._column(ordered, "wind", "风电单位出力", first, needed=need_wind)
        price = self._column(ordered, "price", "购电价", first, needed=True, code=findings.NO_PRICE)
        if load is None or solar is None or wind is None or price is None:
            return None
        negative = [at + first for at, value in enumerate(load) if value < 0]
        if negative or not any(load):
            self.tell(findings.IMPOSSIBLE_LOAD, f"负荷是负数{_some(negative)}。" if negative else "负荷全年是零。")
        for name, values in (("光伏", solar), ("风电", wind)):
            wrong = [at + first for at, value in enumerate(values) if not 0 <= value <= _MOST_OUTPUT]
            if wrong:
                seen = values[wrong[0] - first]
                self.tell(
                    findings.WRONG_OUTPUT, f"{name}单位出力有 {len(wrong)} 个不在 0 至 1.2{_some(wrong)}，如 {seen:g}。"
                )
        return None if any(one.blocks for one in self.found) else Hours(load, solar, wind, price)

    def _column(
        self,
        rows: Sequence[Cells],
        name: str,
        label: str,
        first: int,
        *,
        needed: bool,
        code: FindingCode = findings.HOURS_MISSING,
    ) -> tuple[float, ...] | None:
        if not needed:
            return (0.0,) * len(rows)
        blank = [at + first for at, row in enumerate(rows) if row.get(name) is None]
        if blank:
            self.tell(code, f"{label}有 {len(blank)} 个小时是空的{_some(blank)}。")
            return None
        return tuple(float(str(row[name])) for row in rows)


def _some(hours: Sequence[int]) -> str:
    if not hours:
        return ""
    more = "…" if len(hours) > _NAMED else ""
    return f"（第 {'、'.join(map(str, hours[:_NAMED]))}{more} 小时）"


def _known() -> str:
    return f"认识的参数：{'、'.join(TERMS)}。"


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
