"""Headers (表头): a row of names, or groups over names, with units in brackets or in a row below."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guatu.intake.amounts import is_unit, plain_text
from guatu.intake.names import split_unit
from guatu.intake.sheet import Cell, Sheet

_ROWS_SEARCHED = 15
_SHEET_UNIT = re.compile(r"单位[:：]([^\s()]+)")


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """The head of one column: its name in plain signs, the unit in it, and the group and unit of a cell above it."""

    column: int
    typed: str
    name: str
    unit: str = ""
    group: str = ""
    group_unit: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """A row, or two, that may be the header; `bottom` is the last one. `has_units`: the lower row gives units."""

    top: int
    bottom: int
    cells: tuple[HeaderCell, ...]
    has_units: bool = False


def possible_headers(sheet: Sheet) -> Iterator[Header]:
    """Yield every header that may stand in the first rows: each row alone, then each row with the one below it."""
    filled = []
    for row in sheet.filled_rows():
        filled.append(row)
        if len(filled) == _ROWS_SEARCHED:
            break
    for row in filled:
        yield _single(sheet, row)
    for row in filled:
        if row + 1 in filled and not _is_title(sheet, row):
            yield _double(sheet, row)


def _is_title(sheet: Sheet, row: int) -> bool:
    """Tell whether a row says one thing only, as a title or `单位：亿元、%` over all columns: no row of groups."""
    return len({plain_text(cell) for cell in sheet.rows[row]} - {""}) == 1


def _single(sheet: Sheet, row: int) -> Header:
    cells = []
    # A merged group is not spread over its columns here: one row alone is then no match for the two together.
    for column, cell in enumerate(sheet.rows[row]):
        name, unit = split_unit(plain_text(cell))
        cells.append(HeaderCell(column, str(cell or "").strip(), name, unit))
    return Header(row, row, tuple(cells))


def _double(sheet: Sheet, row: int) -> Header:
    groups, names = _groups(sheet, row), sheet.unmerged(row + 1)
    groups.extend([None] * (len(names) - len(groups)))
    names.extend([None] * (len(groups) - len(names)))
    cells, has_units = [], False
    for column, (group, name) in enumerate(zip(groups, names, strict=True)):
        above, below = plain_text(group), plain_text(name)
        if below in ("", above):
            cells.append(HeaderCell(column, str(group or "").strip(), *split_unit(above)))
        elif is_unit(below):
            has_units = True
            cells.append(HeaderCell(column, str(group or "").strip(), split_unit(above)[0], below))
        else:
            group_name, group_unit = split_unit(above)
            name_below, unit = split_unit(below)
            cells.append(HeaderCell(column, str(name or "").strip(), name_below, unit, group_name, group_unit))
    return Header(row, row + 1, tuple(cells), has_units)


def _groups(sheet: Sheet, row: int) -> list[Cell]:
    """Return the upper row of a header; where nothing says what is merged, a blank continues what is left of it."""
    cells = sheet.unmerged(row)
    if sheet.merged:
        return cells
    below = sheet.rows[row + 1]
    for column in range(1, max(len(cells), len(below))):
        if column >= len(cells):
            cells.append(None)
        has_name = column < len(below) and plain_text(below[column]) != ""
        if plain_text(cells[column]) == "" and has_name:
            cells[column] = cells[column - 1]
    return cells


def field_of(cell: HeaderCell, words: Mapping[str, str]) -> str | None:
    """Return the field a column's head names, by the words of a table: empty where it is passed over, else None."""
    found = words.get(cell.name.lower())
    if found is None and cell.group:
        found = words.get((cell.group + cell.name).lower())
    return found


def is_canonical(cell: HeaderCell, field: str) -> bool:
    """Tell whether a column is headed by the English name of the fact table, and so holds stored values."""
    return cell.typed.strip().lower() == field and not cell.unit


def title_text(sheet: Sheet, header: Header) -> str:
    """Return what stands above the header, then the name of the sheet and of the file."""
    above = [str(cell) for row in sheet.rows[: header.top] for cell in row if isinstance(cell, str) and cell.strip()]
    return " ".join((*above, sheet.name, re.sub(r"\.\w+$", "", sheet.file)))


def title_units(title: str) -> tuple[str, ...]:
    """Return the units a title gives for the whole sheet: `单位：亿元、%`."""
    match = _SHEET_UNIT.search(title.translate({0xFF08: "(", 0xFF09: ")", 0xFF05: "%"}))
    if match is None:
        return ()
    return tuple(part for part in re.split(r"[、,，;；/]", match[1]) if is_unit(part))
