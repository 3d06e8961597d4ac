"""Drafts: the rows of a sheet laid out by field, before any cell has been understood."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest
from typing import TypeVar

from guatu.domain import InvalidValue, Span
from guatu.intake import findings
from guatu.intake.amounts import is_missing, plain_text
from guatu.intake.finding_log import FindingLog
from guatu.intake.header import HeaderCell
from guatu.intake.layout import Layout
from guatu.intake.sheet import Cell
from guatu.intake.slots import Slot
from guatu.intake.unreadable import Unreadable
from guatu.intake.words import FOOTNOTES
from guatu.query import TableSchema

Value = TypeVar("Value")
# A merged cell repeats down its rows where it says what a row is about; a merged number is one number.
# fmt: off
_REPEATED = frozenset((
    "place", "park", "indicator", "period", "basis", "unit", "status", "source", "vintage", "growth_basis", "year",
    "firm", "name", "title", "event", "level", "reward", "provenance",
))
# fmt: on


@dataclass
class Draft:
    """The data rows of a sheet for one slot; `refused` gathers the rows that a finding keeps out."""

    layout: Layout
    rows: Sequence[int]
    heads: Mapping[str, HeaderCell]
    slot: Slot | None = None
    refused: set[int] = field(default_factory=set)

    @property
    def schema(self) -> TableSchema:
        """The fact table the rows are for."""
        return self.layout.schema

    def has(self, name: str) -> bool:
        """Tell whether a column or the title gives the field."""
        return name in self.heads or name in self.layout.constants

    def cells(self, name: str) -> list[Cell]:
        """Return the cells of a field, row by row; a field of the title is the same in every row."""
        head = self.heads.get(name)
        blank: list[Cell] = [None] * len(self.rows)
        if head is None:
            return [self.layout.constants.get(name)] * len(self.rows)
        cells = list(self._columns[head.column]) if head.column < len(self._columns) else blank
        if name in _REPEATED and self.layout.sheet.merged:
            self._repeat(cells, head.column)
        if set(map(type, cells)) & {bool, Decimal}:
            cells = [_plain(cell) for cell in cells]
        return cells

    @cached_property
    def _columns(self) -> list[tuple[Cell, ...]]:
        """The cells column by column; a row that ends early is blank from there."""
        return list(zip_longest(*map(self.layout.sheet.rows.__getitem__, self.rows)))

    def _repeat(self, cells: list[Cell], column: int) -> None:
        places = {row: index for index, row in enumerate(self.rows)}
        for merge in self.layout.sheet.merged:
            if merge.left == column and merge.top in places:
                for row in range(merge.top, min(merge.bottom, len(self.layout.sheet.rows) - 1) + 1):
                    if row in places:
                        cells[places[row]] = cells[places[merge.top]]

    def span(self, index: int, name: str) -> Span:
        """Return the place of a field in a row; of the whole row where the field has no column."""
        head = self.heads.get(name)
        return self.layout.sheet.span(self.rows[index], None if head is None else head.column)

    def origin(self, index: int) -> str:
        """Return where a row stands."""
        return self.layout.sheet.origin(self.rows[index])


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).upper()  # True equals 1 for Python; a ticked box is not the number one
    return None if isinstance(cell, Decimal) and not cell.is_finite() else cell


def drafts_of(layout: Layout) -> tuple[Draft, ...]:
    """Return one draft of a sheet, or one for each slot of a table of observations."""
    rows = _data_rows(layout)
    if not layout.slots:
        return (Draft(layout, rows, layout.fields),)
    drafts = []
    for slot in layout.slots:
        figures = {"value": slot.value, "growth": slot.growth}
        heads = {**layout.fields, **{name: head for name, head in figures.items() if head is not None}}
        drafts.append(Draft(layout, rows, heads, slot))
    return tuple(drafts)


def read_field(
    draft: Draft, name: str, read: Callable[[Cell], Value | None], log: FindingLog, *, required: bool = False
) -> list[Value | None]:
    """Return a field's values, each distinct text read once; what cannot be read is logged and left missing.

    A required field refuses the rows where it is missing.
    """
    cells = draft.cells(name)
    known: dict[Cell, Value | None] = {}
    troubles: dict[Cell, InvalidValue] = {}
    for cell in dict.fromkeys(cells):
        try:
            known[cell] = read(cell)
        except InvalidValue as trouble:
            known[cell] = None
            troubles[cell] = trouble
    values = [known[cell] for cell in cells]
    if None in known.values() and (troubles or required):
        for index, cell in enumerate(cells):
            if cell in troubles:
                log_trouble(log, draft.span(index, name), troubles[cell])
            elif required and values[index] is None and index not in draft.refused:
                _log_missing(draft, index, name, log)
            if required and values[index] is None:
                draft.refused.add(index)
    return values


def log_trouble(log: FindingLog, span: Span, trouble: InvalidValue) -> None:
    """Log why a cell could not be read."""
    if isinstance(trouble, Unreadable):
        log.add(trouble.code, span, trouble.sentence, trouble.way_out)
    else:
        log.add(findings.NOT_A_NUMBER, span, f"{trouble}。", findings.NOT_A_NUMBER.instead)


def _log_missing(draft: Draft, index: int, name: str, log: FindingLog) -> None:
    column = draft.schema.column(name)
    label = name if column is None else column.label
    way_out = findings.MISSING_REQUIRED.instead
    log.add(findings.MISSING_REQUIRED, draft.span(index, name), f"{label}是空的，这一行没有读。", way_out)


def _data_rows(layout: Layout) -> tuple[int, ...]:
    """Return the rows below the header that hold data: no footnotes, no header repeated for print, no blank rows."""
    header = tuple(cell.typed for cell in layout.header.cells if cell.typed)
    openings = frozenset(text[0] for text in (*FOOTNOTES, *header))
    kept = []
    for index in range(layout.header.bottom + 1, len(layout.sheet.rows)):
        row = layout.sheet.rows[index]
        # Nearly every row begins with a place or a code, and nothing more needs to be asked of it.
        first = row[0] if row and isinstance(row[0], str) else ""
        if first and first[0] not in openings and not first[0].isspace() and not is_missing(first):
            kept.append(index)
            continue
        texts = [cell for cell in row if cell is not None and cell != ""]
        if not texts or (len(texts) <= 4 and all(is_missing(plain_text(cell)) for cell in texts)):
            continue
        if isinstance(texts[0], str) and texts[0].strip().startswith(FOOTNOTES):
            continue
        if tuple(str(cell).strip() for cell in texts) != header:
            kept.append(index)
    return tuple(kept)
