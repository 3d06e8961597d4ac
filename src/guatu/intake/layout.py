"""Layouts: which fact table a sheet holds, and which column holds what.

A sheet of observations is either long (one figure a row, a column names the indicator) or wide (a column an indicator,
as offices keep it); both come out as slots, so that the reader of rows knows one form only.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from guatu.domain import nearest
from guatu.intake import findings
from guatu.intake.amounts import plain_text
from guatu.intake.finding_log import FindingLog
from guatu.intake.header import Header, HeaderCell, field_of, possible_headers, title_text, title_units
from guatu.intake.names import NameBook
from guatu.intake.periods import period_in_title, year_in_title
from guatu.intake.sheet import Cell, Sheet
from guatu.intake.slots import Slot, find_slots
from guatu.intake.table_names import named_table
from guatu.query import FIRM_YEARS, OBSERVATIONS, PARK_OFFERS, PLACE_YEARS, REGISTER_TABLES, TableSchema

# So many rows show whether a column holds places.
_ROWS_TRIED = 12
# What says of whom a row of a year speaks; a title with a year would else make a register of any list of places.
_SAYS_WHO = frozenset(("name", "place", "park", "industry", "group_code", "provenance", "source", "applied_on"))
_OF_YEARS = frozenset((FIRM_YEARS.name, PLACE_YEARS.name, PARK_OFFERS.name))
_REGISTERS = frozenset(table.name for table in REGISTER_TABLES)
_SHOWN = 30  # signs of an unknown head; a file that is no table may have a head as long as itself
_MOST_TOLD = 20  # of columns that nobody knows


@dataclass(frozen=True)
class Layout:
    """Where the fields of one fact table stand in a sheet; `constants` come from the title."""

    sheet: Sheet
    schema: TableSchema
    header: Header
    fields: Mapping[str, HeaderCell]
    slots: tuple[Slot, ...] = ()
    constants: Mapping[str, Cell] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    year: int | None = None
    unknown: tuple[HeaderCell, ...] = ()
    doubled: tuple[HeaderCell, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The Chinese names of what the table must have and the sheet does not."""
        given = {*self.fields, *self.constants}
        # A basis that is not given follows from the kind of the indicator and the words of the period.
        given.add("basis")
        needed = [column for column in self.schema.columns if column.required and column.name not in given]
        if self.schema.name == OBSERVATIONS.name:
            if self.slots and all(slot.indicator is not None for slot in self.slots):
                needed = [column for column in needed if column.name != "indicator"]
            if not self.slots:
                needed.append(OBSERVATIONS.columns[4])
        if "period" in given:
            needed = [column for column in needed if column.name not in ("first", "last")]
        labels = tuple(column.label for column in needed)
        if self.schema.name in _OF_YEARS and not set(self.fields) - {*self.schema.key, *_SAYS_WHO}:
            labels += ("至少一列数",)
        return labels

    @property
    def score(self) -> tuple[bool, float]:
        """How well the header fits: nothing missing first, then the number of columns understood."""
        figures = {
            (slot.indicator.id if slot.indicator else "", slot.basis, what)
            for slot in self.slots
            for what, cell in (("value", slot.value), ("growth", slot.growth))
            if cell is not None
        }
        return not self.missing, len(self.fields) + len(figures) + (0.5 if self.header.has_units else 0)


def find_layout(
    sheet: Sheet,
    book: NameBook,
    log: FindingLog,
    wanted: Collection[str] | None = None,
    *,
    meant: Mapping[str, Cell] | None = None,
) -> Layout | None:
    """Return the layout that explains most of a sheet's header; findings say what is unknown, doubled or missing.

    A sheet of a table that is not `wanted` is passed over in silence. With `meant`, a sheet is one of observations
    whatever it is called, and these constants hold where neither a column nor the title says otherwise.
    """
    named = OBSERVATIONS if meant is not None else named_table(sheet, book.tables)
    if wanted is not None and named is not None and named.name not in wanted:
        return None
    schemas = book.tables if named is None else (named,)
    candidates = [
        _layout(sheet, schema, header, title, book, meant or {})
        for header in possible_headers(sheet)
        for title in (title_text(sheet, header),)
        for schema in schemas
    ]
    best = max(candidates, key=lambda layout: layout.score, default=None)
    if best is None:
        return None
    if best.missing and named is None and len(best.fields) * 2 <= len(best.missing):
        known = "、".join(schema.label for schema in book.tables)
        log.add(
            findings.UNKNOWN_SHEET,
            sheet.whole,
            "表名和表头对不上任何一张事实表，没有读。",
            f"事实表有：{known}。{findings.UNKNOWN_SHEET.instead}",
        )
        return None
    if wanted is not None and best.schema.name not in wanted:
        return None
    _tell(best, book, log)
    return None if best.missing or best.doubled else best


def _layout(
    sheet: Sheet, schema: TableSchema, header: Header, title: str, book: NameBook, meant: Mapping[str, Cell]
) -> Layout:
    fields: dict[str, HeaderCell] = {}
    unknown, doubled, figures = [], [], []
    words, observed = book.fields[schema.name], schema.name == OBSERVATIONS.name
    for cell in header.cells:
        name = field_of(cell, words)
        if observed and (name in ("value", "growth") or (name is None and (cell.name or cell.unit))):
            figures.append((cell, name))
        elif name is None:
            unknown.extend([cell] if cell.name else [])
        elif name and name in fields:
            doubled.extend(_rival(fields, name, cell))
        elif name:
            fields[name] = cell
    constants: dict[str, Cell] = dict(meant)
    slots: tuple[Slot, ...] = ()
    if observed:
        slots, strange = find_slots(figures, book, has_indicators="indicator" in fields)
        unknown.extend(strange)
        if slots:
            constants |= _from_title(title, fields, book)
            _place_by_content(sheet, header, fields, unknown, book)
    elif schema.name in _REGISTERS and "year" in schema.names and (whole := year_in_title(title)) is not None:
        constants = {"year": whole}
    year = re.search(r"(?<!\d)((?:19|20)\d{2})年", plain_text(title))
    return Layout(
        sheet,
        schema,
        header,
        fields,
        slots,
        {key: value for key, value in constants.items() if key not in fields},
        title_units(title),
        int(year[1]) if year else None,
        tuple(unknown),
        tuple(doubled),
    )


def _rival(fields: dict[str, HeaderCell], name: str, cell: HeaderCell) -> list[HeaderCell]:
    """Keep the column of codes where names and codes stand side by side; any other pair is doubtful."""
    if name not in ("place", "indicator"):
        return [cell]
    if re.search(r"代码|编号|code", cell.name.lower()):
        fields[name] = cell
    return []


def _from_title(title: str, fields: Mapping[str, HeaderCell], book: NameBook) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    if "period" not in fields and (period := period_in_title(title)) is not None:
        found["period"] = period
    if "place" not in fields and (place := book.place_in_title(title)) is not None:
        found["place"] = place
    return found


def _place_by_content(
    sheet: Sheet, header: Header, fields: dict[str, HeaderCell], unknown: list[HeaderCell], book: NameBook
) -> None:
    """Take the first column whose cells are mostly places for the column of places where no header says so."""
    if "place" in fields:
        return
    rows = sheet.rows[header.bottom + 1 : header.bottom + 1 + _ROWS_TRIED]
    for cell in header.cells[:3]:
        texts = [row[cell.column] for row in rows if cell.column < len(row) and plain_text(row[cell.column])]
        if texts and sum(map(book.is_place, texts)) * 2 >= len(texts):
            fields["place"] = cell
            if cell in unknown:
                unknown.remove(cell)
            return


def _tell(layout: Layout, book: NameBook, log: FindingLog) -> None:
    sheet, row = layout.sheet, layout.header.bottom
    known = [key for key, field in book.fields[layout.schema.name].items() if field]
    for cell in layout.unknown[:_MOST_TOLD]:
        span = sheet.span(row, cell.column)
        sentence = f"不认识列“{cell.typed[:_SHOWN]}”{nearest(cell.name, known) or '，'}这一列没有读。"
        log.add(findings.UNKNOWN_COLUMN, span, sentence, findings.UNKNOWN_COLUMN.instead)
    if len(layout.unknown) > _MOST_TOLD:
        sentence = f"另有 {len(layout.unknown) - _MOST_TOLD} 列不认识，没有读。"
        log.add(findings.UNKNOWN_COLUMN, sheet.span(row), sentence, findings.UNKNOWN_COLUMN.instead)
    for cell in layout.doubled:
        span = sheet.span(row, cell.column)
        log.add(findings.DOUBLE_COLUMN, span, f"列“{cell.typed}”与前面的列是同一项。", findings.DOUBLE_COLUMN.instead)
    if layout.missing:
        sentence = f"{layout.schema.label}缺少列：{'、'.join(layout.missing)}；整张表没有读。"
        way_out = findings.MISSING_COLUMN.instead
        if layout.schema.name in _REGISTERS and "年度" in layout.missing:
            way_out += "一年一张的表也可以在标题或文件名里写“2019年度”。"
        log.add(findings.MISSING_COLUMN, sheet.span(row), sentence, way_out)
