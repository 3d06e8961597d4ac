"""From a draft to the rows of its fact table, each in the schema's column order with the place it came from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from guatu.domain import InvalidValue, Period, is_credit_code
from guatu.intake import findings
from guatu.intake.amounts import is_missing, plain_text
from guatu.intake.bases import basis_of_slot, settle_basis
from guatu.intake.draft import Draft, log_trouble, read_field
from guatu.intake.figures import read_growth, read_measured, read_plain, row_units
from guatu.intake.finding_log import FindingLog
from guatu.intake.names import NameBook, choice_words, read_choice
from guatu.intake.periods import ReportPeriod, UnknownYear, read_day, read_period, read_span
from guatu.intake.sheet import Cell
from guatu.intake.unreadable import Unreadable
from guatu.pack import Indicator, Kind
from guatu.query import OBSERVATIONS, Column, Measure

# The unit a target's number has whatever its indicator is counted in; a missing entry means the indicator's own.
_TARGET_UNITS = {
    "growth": "%", "annual_average_growth": "%", "share": "%", "reduction": "%", "rate_of_completion": "%",
    "multiple": "倍", "rank": "位",
}  # fmt: skip
_YES = frozenset(("是", "有", "√", "y", "yes", "true", "1", "对"))
_NO = frozenset(("否", "×", "n", "no", "false", "0", "不"))
_LARGEST_INTEGER = 2**31 - 1
Dated = TypeVar("Dated", ReportPeriod, Period)


@dataclass(frozen=True, slots=True)
class Row:
    """One fact and where it stands."""

    values: tuple[object, ...]
    draft: Draft
    index: int


def read_rows(draft: Draft, book: NameBook, log: FindingLog) -> list[Row]:
    """Return the rows of a draft that can be used; every row left out has a finding."""
    reader = _Reader(draft, book, log)
    columns = [reader.column(column) for column in draft.schema.columns]
    kept: Iterable[int] = range(len(draft.rows))
    if draft.refused:
        kept = (index for index in kept if index not in draft.refused)
    rows = list(zip(*columns, strict=True))
    if draft.schema is OBSERVATIONS:
        value, growth = (draft.schema.names.index(name) for name in ("value", "growth"))
        kept = (index for index in kept if rows[index][value] is not None or rows[index][growth] is not None)
    return [Row(rows[index], draft, index) for index in kept]


class _Reader:
    """Reads the columns of one draft; what several columns need is read once."""

    def __init__(self, draft: Draft, book: NameBook, log: FindingLog) -> None:
        self.draft, self.book, self.log = draft, book, log
        self.indicators = self._indicators()
        self.periods = self._periods()

    def column(self, column: Column) -> Sequence[object]:
        """Return one column's stored values."""
        own = _OWN_COLUMNS.get((self.draft.schema.name, column.name)) or _OWN_COLUMNS.get(("", column.name))
        if own is not None:
            return own(self, column)
        if not self.draft.has(column.name):
            return [None] * len(self.draft.rows)
        if column.measure is Measure.INDICATOR:
            return self.measured(column)
        words = choice_words(column)
        read = partial(read_choice, column=column, words=words) if words else _READERS.get(column.type)
        if read is not None:
            return read_field(self.draft, column.name, read, self.log, required=column.required)
        return self._numbers(column)

    def measured(self, column: Column) -> Sequence[object]:
        """Return figures in the unit of each row's indicator, or of the row's target."""
        own = [None if one is None else one[0].unit for one in self.indicators]
        written = [
            unit or ("" if one is None else one[1])
            for unit, one in zip(row_units(self.draft), self.indicators, strict=True)
        ]
        if self.draft.schema.name == "targets":
            own = self._target_units(own, written, column)
        values = read_measured(self.draft, column.name, own, written, self.log)
        if column.required:
            self.draft.refused.update(index for index, value in enumerate(values) if value is None)
        return values

    def _target_units(self, own: list[str | None], written: Sequence[str], column: Column) -> list[str | None]:
        schema = self.draft.schema
        measures = self.column(next(one for one in schema.columns if one.name == "measure"))
        head = self.draft.heads.get(column.name)
        units: list[str | None] = []
        for unit, typed, measure in zip(own, written, measures, strict=True):
            fixed = _TARGET_UNITS.get(str(measure))
            given = typed or ("" if head is None else head.unit)
            # 降低 3 万吨 is counted in the indicator's unit, 下降 3% is a rate.
            counted = measure == "reduction" and given not in ("", "%", "‰", "个百分点", "百分点")
            units.append(unit if fixed is None or counted or unit is None else fixed)
        return units

    def _indicators(self) -> list[tuple[Indicator, str] | None]:
        draft = self.draft
        if draft.slot is not None and draft.slot.indicator is not None:
            return [(draft.slot.indicator, "")] * len(draft.rows)
        if "indicator" not in draft.schema.names:
            return [None] * len(draft.rows)
        return read_field(draft, "indicator", self.book.indicator, self.log, required=True)

    def _periods(self) -> list[ReportPeriod | None]:
        if self.draft.schema.column("period") is None or self.draft.schema.name == "targets":
            return [None] * len(self.draft.rows)
        read = partial(_period, year=self.draft.layout.year)
        return read_field(self.draft, "period", read, self.log, required=True)

    def _numbers(self, column: Column) -> Sequence[object]:
        values = read_plain(self.draft, column, self.log)
        if column.type.startswith("DECIMAL"):
            return values
        if column.type == "INTEGER":
            return [self._whole(index, value, column) for index, value in enumerate(values)]
        return [None if value is None else float(value) for value in values]

    def _whole(self, index: int, value: Decimal | None, column: Column) -> int | None:
        if value is None or (value == int(value) and abs(value) <= _LARGEST_INTEGER):
            return None if value is None else int(value)
        trouble = InvalidValue(f"{column.label}“{value:f}”不是整数")
        log_trouble(self.log, self.draft.span(index, column.name), trouble)
        if column.required:
            self.draft.refused.add(index)
        return None


def _place(reader: _Reader, column: Column) -> Sequence[object]:
    if column.name == "park" and not reader.draft.has("park"):
        return [None] * len(reader.draft.rows)
    return read_field(reader.draft, column.name, reader.book.place_code, reader.log, required=column.required)


def _indicator(reader: _Reader, _: Column) -> Sequence[object]:
    return [None if one is None else one[0].id for one in reader.indicators]


def _month(reader: _Reader, _: Column) -> Sequence[object]:
    return [None if one is None else one.month for one in reader.periods]


def _basis(reader: _Reader, column: Column) -> Sequence[object]:
    draft, slot = reader.draft, reader.draft.slot
    written: Sequence[str | None] = [None] * len(draft.rows)
    if draft.has("basis"):
        words = choice_words(column)
        written = read_field(draft, "basis", partial(read_choice, column=column, words=words), reader.log)
    settled: list[str | None] = []
    # A period read from one text is one object, so that its identity stands for it.
    known: dict[tuple[str | None, int, Kind | None], str | InvalidValue] = {}
    for index, (word, report, indicator) in enumerate(zip(written, reader.periods, reader.indicators, strict=True)):
        kind = None if indicator is None else indicator[0].kind
        if report is None:
            settled.append(None)
            continue
        if word is None and slot is not None and slot.basis is not None:
            settled.append(basis_of_slot(slot.basis, kind))
            continue
        key = (word, id(report), kind)
        if key not in known:
            known[key] = _settled(word, report, kind)
        basis = known[key]
        if isinstance(basis, InvalidValue):
            draft.refused.add(index)
            log_trouble(reader.log, draft.span(index, "basis" if "basis" in draft.heads else "period"), basis)
        settled.append(None if isinstance(basis, InvalidValue) else basis)
    return settled


def _settled(word: str | None, report: ReportPeriod, kind: Kind | None) -> str | InvalidValue:
    try:
        return settle_basis(word, report, kind)
    except InvalidValue as trouble:
        return trouble


def _growth(reader: _Reader, _: Column) -> Sequence[object]:
    return read_growth(reader.draft, reader.log)


def _source(reader: _Reader, _: Column) -> Sequence[object]:
    # A figure without a source came from the file; two files are two sources.
    file = reader.draft.layout.sheet.file
    if not reader.draft.has("source"):
        return [file] * len(reader.draft.rows)
    return [text or file for text in read_field(reader.draft, "source", _text, reader.log)]


def _origin(reader: _Reader, _: Column) -> Sequence[object]:
    return [reader.draft.origin(index) for index in range(len(reader.draft.rows))]


def _vintage(reader: _Reader, _: Column) -> Sequence[object]:
    if not reader.draft.has("vintage"):
        return [None] * len(reader.draft.rows)
    return read_field(reader.draft, "vintage", _day, reader.log)


def _firm(reader: _Reader, column: Column) -> Sequence[object]:
    codes = read_field(reader.draft, "firm", _code, reader.log, required=column.required)
    wrong = {code for code in set(codes) if code is not None and not is_credit_code(code)}
    if wrong:
        for index, code in enumerate(codes):
            if code in wrong:
                sentence = f"“{code}”不是有效的统一社会信用代码（18 位，末位为校验位）。"
                span = reader.draft.span(index, "firm")
                reader.log.add(findings.BAD_FIRM_CODE, span, sentence, findings.BAD_FIRM_CODE.instead)
    return codes


def _year(reader: _Reader, column: Column) -> Sequence[object]:
    spans = read_field(reader.draft, "year", partial(_span, year=None), reader.log, required=column.required)
    return [None if one is None else one.last.year for one in spans]


def _target_month(reader: _Reader, column: Column) -> Sequence[object]:
    name = column.name if reader.draft.has(column.name) else "period"
    read = partial(_span, year=reader.draft.layout.year)
    spans = read_field(reader.draft, name, read, reader.log, required=True)
    return [None if one is None else (one.first if column.name == "first" else one.last) for one in spans]


_OWN_COLUMNS: dict[tuple[str, str], Callable[[_Reader, Column], Sequence[object]]] = {
    ("", "place"): _place,
    ("", "park"): _place,
    ("", "indicator"): _indicator,
    ("", "period"): _month,
    ("", "basis"): _basis,
    ("observations", "growth"): _growth,
    ("", "source"): _source,
    ("", "vintage"): _vintage,
    ("", "origin"): _origin,
    ("", "firm"): _firm,
    ("supports", "year"): _year,
    ("targets", "first"): _target_month,
    ("targets", "last"): _target_month,
}


def _period(cell: Cell, year: int | None) -> ReportPeriod | None:
    return None if is_missing(plain_text(cell)) else _dated(lambda: read_period(cell, year))


def _span(cell: Cell, year: int | None) -> Period | None:
    return None if is_missing(plain_text(cell)) else _dated(lambda: read_span(cell, year))


def _dated(read: Callable[[], Dated]) -> Dated:
    try:
        return read()
    except UnknownYear as error:
        raise Unreadable(findings.NO_YEAR, f"{error}，这一行没有读。", findings.NO_YEAR.instead) from error
    except InvalidValue as error:
        raise Unreadable(findings.BAD_PERIOD, f"{error}。", findings.BAD_PERIOD.instead) from error


def _month_of(cell: Cell) -> date | None:
    found = _period(cell, None)
    if found is not None and found.period.months != 1 and found.basis != "cumulative":
        sentence = f"“{cell}”不是一个月份。"
        raise Unreadable(findings.BAD_PERIOD, sentence, "请写到月，如 2024-09。")
    return None if found is None else found.month


def _day(cell: Cell) -> date | None:
    if is_missing(plain_text(cell)):
        return None
    try:
        return read_day(cell)
    except InvalidValue as error:
        raise Unreadable(findings.BAD_DAY, f"{error}。", findings.BAD_DAY.instead) from error


def _text(cell: Cell) -> str | None:
    plain = plain_text(cell)
    if is_missing(plain):
        return None
    return cell.strip() if isinstance(cell, str) else plain


def _code(cell: Cell) -> str | None:
    plain = plain_text(cell).upper()
    return None if is_missing(plain) else plain


def _yes_no(cell: Cell) -> bool | None:
    plain = plain_text(cell).lower()
    if plain in _YES or plain in _NO:
        return plain in _YES
    if is_missing(plain):
        return None
    raise Unreadable(findings.UNKNOWN_CHOICE, f"“{plain}”不是“是”或“否”。", "请写“是”或“否”。")


_READERS: dict[str, Callable[[Cell], object | None]] = {
    "VARCHAR": _text,
    "DATE": _month_of,
    "BOOLEAN": _yes_no,
}
