"""What the reader of workbooks does not tell: which cells are shown as %, hold an error, or a formula never computed.

A cell shown as 12.5% holds 0.125, the same as one shown as 0.125; only its format tells them apart.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_TAG = r"(?:\w+:)?"
_SHEET = re.compile(rf"<{_TAG}sheet\b([^>]*)>")
_RELATION = re.compile(rf"<{_TAG}Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FORMAT = re.compile(rf"<{_TAG}numFmt\b([^>]*)>")
_STYLES = re.compile(rf"<{_TAG}cellXfs\b.*?</{_TAG}cellXfs>", re.DOTALL)
_STYLE = re.compile(rf"<{_TAG}xf\b([^>]*)>")
_CELL = re.compile(rf"<{_TAG}c\b([^>]*?)(?:/>|>(.*?)</{_TAG}c>)", re.DOTALL)
_VALUE = re.compile(rf"<{_TAG}v[^>]*>(.*?)</{_TAG}v>", re.DOTALL)
_FORMULA = re.compile(rf"<{_TAG}f[\s>/]")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# Number formats 9 and 10 are 0% and 0.00% in every workbook (ECMA-376 part 1, 18.8.30).
_BUILT_IN_PERCENT = frozenset(("9", "10"))


@dataclass
class CellMarks:
    """Cells of one sheet by (row, column) from zero: shown as %, in error (with the error), not computed."""

    percent: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)


def read_cell_marks(path: Path) -> dict[str, CellMarks]:
    """Return the marks of each sheet by its name; the workbook has passed its check before."""
    with zipfile.ZipFile(path) as archive:
        percent = _percent_styles(_part(archive, "xl/styles.xml"))
        return {name: _marks(_part(archive, part), percent) for name, part in _sheet_parts(archive)}


def _part(archive: zipfile.ZipFile, name: str) -> str:
    try:
        return archive.read(name).decode("utf-8", errors="replace")
    except KeyError:
        return ""


def _attributes(text: str) -> dict[str, str]:
    return {key.rpartition(":")[2]: html.unescape(one or other) for key, one, other in _ATTRIBUTE.findall(text)}


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = {}
    for text in _RELATION.findall(_part(archive, "xl/_rels/workbook.xml.rels")):
        relation = _attributes(text)
        target = relation.get("Target", "")
        relations[relation.get("Id")] = posixpath.normpath(
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    for text in _SHEET.findall(_part(archive, "xl/workbook.xml")):
        sheet = _attributes(text)
        part = relations.get(sheet.get("id"))
        if part is not None and "name" in sheet:
            yield sheet["name"], part


def _percent_styles(styles: str) -> frozenset[str]:
    """Return the numbers of the cell styles that show a %."""
    formats = set(_BUILT_IN_PERCENT)
    for text in _FORMAT.findall(styles):
        entry = _attributes(text)
        # A % between quotes or behind a backslash is a letter, not a format.
        code = re.sub(r'"[^"]*"|\\.', "", entry.get("formatCode", ""))
        if "%" in code:
            formats.add(entry.get("numFmtId", ""))
    block = _STYLES.search(styles)
    entries = _STYLE.findall(block[0]) if block else []
    return frozenset(str(index) for index, text in enumerate(entries) if _attributes(text).get("numFmtId") in formats)


def _marks(sheet: str, percent: frozenset[str]) -> CellMarks:
    marks = CellMarks()
    if not percent and "<f" not in sheet and ":f" not in sheet and 't="e"' not in sheet:
        return marks
    for head, body in _CELL.findall(sheet):
        cell = _attributes(head)
        match = _REFERENCE.fullmatch(cell.get("r", ""))
        if match is None:
            continue
        place = int(match[2]) - 1, _column(match[1])
        value = _VALUE.search(body)
        if cell.get("t") == "e":
            marks.errors[place] = html.unescape(value[1]) if value else "#错误"
        elif (value is None or value[1] == "") and cell.get("t") != "str" and _FORMULA.search(body):
            marks.uncomputed.append(place)
        elif cell.get("s") in percent:
            marks.percent.add(place)
    return marks


def _column(letters: str) -> int:
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - 64
    return number - 1
