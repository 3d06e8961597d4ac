"""From a draft to the rows of its fact table, each in the schema's column order with the place it came from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial

from guatu.domain import InvalidValue, Severity, is_credit_code
from guatu.intake import findings
from guatu.intake.amounts import is_missing, plain_text
from guatu.intake.bases import basis_of_slot, settle_basis
from guatu.intake.cell_values import code_of, day_of, month_of, period_of, span_of, text_of, year_of, yes_no_of
from guatu.intake.draft import Draft, log_trouble, read_field
from guatu.intake.figures import read_growth, read_measured, read_plain, row_units
from guatu.intake.finding_log import FindingLog
from guatu.intake.names import NameBook, choice_words, read_choice
from guatu.intake.other_regions import is_of_other_region
from guatu.intake.periods import ReportPeriod
from guatu.intake.sheet import Cell
from guatu.pack import Indicator, Kind
from guatu.query import OBSERVATIONS, REGISTER_TABLES, Column, Measure

# The unit a target's number has whatever its indicator is counted in; a missing entry means the indicator's own.
_TARGET_UNITS = {
    "growth": "%", "annual_average_growth": "%", "share": "%", "reduction": "%", "rate_of_completion": "%",
    "multiple": "倍", "rank": "位",
}  # fmt: skip
_LARGEST_INTEGER = 2**31 - 1
_REGISTERS = frozenset(table.name for table in REGISTER_TABLES)
_PLACES = ("place", "park")
_OTHER_REGION = "所选的政策包里没有名册上的这些地区；地区照名册写的保留，不看地区的规则照算。"
_ADD_PACK = "要按地区名称排列、汇总，或规则要看地区的，请用 --packs 加上写有这些地区的政策包。"


@dataclass(frozen=True, slots=True)
class Row:
    """One fact and where it stands."""

    values: tuple[object, ...]
    draft: Draft
    index: int


def read_rows(draft: Draft, book: NameBook, log: FindingLog, *, blanks: bool = False) -> list[Row]:
    """Return the rows of a draft that can be used; every row left out has a finding.

    Rows of observations without a figure are left out too, unless `blanks` are asked for.
    """
    reader = _Reader(draft, book, log)
    columns = [reader.column(column) for column in draft.schema.columns]
    kept: Iterable[int] = range(len(draft.rows))
    if draft.refused:
        kept = (index for index in kept if index not in draft.refused)
    rows = list(zip(*columns, strict=True))
    if draft.schema.name == OBSERVATIONS.name and not blanks:
        value, growth = (draft.schema.names.index(name) for name in ("value", "growth"))
        kept = (index for index in kept if rows[index][value] is not None or rows[index][growth] is not None)
    return [Row(rows[index], draft, index) for index in kept]


class _Reader:
    """Reads the columns of one draft; what several columns need is read once."""

    def __init__(self, draft: Draft, book: NameBook, log: FindingLog) -> None:
        self.draft, self.book, self.log = draft, book, log
        self.indicators = self._indicators()
        self.periods = self._periods()

    @cached_property
    def is_of_other_region(self) -> bool:
        """Whether this is a register of places that no pack names; it is told once, and they stand as written."""
        draft = self.draft
        if self.book.ranks_places and draft.schema.name not in _REGISTERS:
            return False
        cells = [cell for name in _PLACES if draft.has(name) for cell in draft.cells(name)]
        if not is_of_other_region(cells, self.book):
            return False
        code, severity = findings.UNKNOWN_PLACE, Severity.WARNING
        self.log.add_once(code, _OTHER_REGION, _ADD_PACK, severity=severity)
        return True

    def column(self, column: Column) -> Sequence[object]:
        """Return one column's stored values."""
        own = _OWN_COLUMNS.get((self.draft.schema.name, column.name)) or _OWN_COLUMNS.get(("", column.name))
        if own is not None:
            return own(self, column)
        if not self.draft.has(column.name):
            return [None] * len(self.draft.rows)
        if column.measure is Measure.INDICATOR:
            return self.measured(column)
        read = _reader(column)
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
        read = partial(period_of, year=self.draft.layout.year)
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
    read = partial(reader.book.place_code, as_written=reader.is_of_other_region)
    return read_field(reader.draft, column.name, read, reader.log, required=column.required)


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
    return [text or file for text in read_field(reader.draft, "source", text_of, reader.log)]


def _origin(reader: _Reader, _: Column) -> Sequence[object]:
    return [reader.draft.origin(index) for index in range(len(reader.draft.rows))]


def _vintage(reader: _Reader, _: Column) -> Sequence[object]:
    if not reader.draft.has("vintage"):
        return [None] * len(reader.draft.rows)
    return read_field(reader.draft, "vintage", day_of, reader.log)


def _firm(reader: _Reader, column: Column) -> Sequence[object]:
    if not (reader.draft.has(column.name) or column.required):
        return [None] * len(reader.draft.rows)
    codes = read_field(reader.draft, column.name, code_of, reader.log, required=column.required)
    wrong = {code for code in set(codes) if code is not None and not is_credit_code(code)}
    if wrong:
        for index, code in enumerate(codes):
            if code in wrong:
                sentence = f"“{code}”不是有效的统一社会信用代码（18 位，末位为校验位）。"
                span = reader.draft.span(index, column.name)
                reader.log.add(findings.BAD_FIRM_CODE, span, sentence, findings.BAD_FIRM_CODE.instead)
    return codes


def _support_year(reader: _Reader, column: Column) -> Sequence[object]:
    spans = read_field(reader.draft, "year", partial(span_of, year=None), reader.log, required=column.required)
    return [None if one is None else one.last.year for one in spans]


def _year(reader: _Reader, column: Column) -> Sequence[object]:
    return read_field(reader.draft, "year", year_of, reader.log, required=column.required)


def _provenance(reader: _Reader, column: Column) -> Sequence[object]:
    draft = reader.draft
    if not draft.has(column.name):
        return [None] * len(draft.rows)
    words = read_field(draft, column.name, partial(read_choice, column=column, words=choice_words(column)), reader.log)
    # A word nobody knows may stand for the statistics office, whose figures must not decide what a firm is paid.
    for index, (cell, word) in enumerate(zip(draft.cells(column.name), words, strict=True)):
        if word is None and not is_missing(plain_text(cell)):
            draft.refused.add(index)
    return words


def _target_month(reader: _Reader, column: Column) -> Sequence[object]:
    name = column.name if reader.draft.has(column.name) else "period"
    read = partial(span_of, year=reader.draft.layout.year)
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
    ("", "group_code"): _firm,
    ("", "provenance"): _provenance,
    ("", "year"): _year,
    ("supports", "year"): _support_year,
    ("targets", "first"): _target_month,
    ("targets", "last"): _target_month,
}


# Days of these columns are months: when a firm came above scale, when a project began.
_MONTHS = frozenset(("entered", "exited", "expected", "started", "finished"))


def _reader(column: Column) -> Callable[[Cell], object | None] | None:
    """Return what reads the cells of a column that holds no figures, or None."""
    words = choice_words(column)
    if words:
        return partial(read_choice, column=column, words=words)
    if column.type == "DATE":
        return month_of if column.name in _MONTHS else day_of
    return {"VARCHAR": text_of, "BOOLEAN": yes_no_of}.get(column.type)
