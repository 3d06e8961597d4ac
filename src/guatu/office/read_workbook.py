"""Sheets out of workbooks: checked, read by a guarded process, then completed by what the cells' formats say."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypedDict, cast

from guatu.domain import Finding, FindingCode, Span, UnsafeFile
from guatu.intake import Cell, Merge, Sheet
from guatu.office import findings
from guatu.office.cell_marks import CellMarks, read_cell_marks
from guatu.office.preflight import DAMAGED, EncryptedFile, check_workbook
from guatu.office.reading_process import ask_child

_CHILD = Path(__file__).with_name("calamine_child.py")
_SECONDS = 120
# Streams of an OLE file, named in UTF-16: an encrypted .xlsx, and macros in an .xls.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_TROUBLES = {
    "password": (findings.ENCRYPTED, "加了打开密码"),
    "broken": (findings.UNREADABLE, "已损坏，读不出来"),
    "large": (findings.UNSAFE, "的使用区域超过上限"),
    "stopped": (findings.TOO_SLOW, "读取时超出时间或内存，已中止"),
}

Answer = tuple[tuple[Sheet, ...], tuple[Finding, ...]]


class _ChildSheet(TypedDict, total=False):
    name: str
    hidden: bool
    rows: list[list[Cell | list[str]]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


class _ChildAnswer(TypedDict, total=False):
    trouble: str
    sheets: list[_ChildSheet]


def read_workbook(path: Path, called: str, *, is_zip: bool) -> Answer:
    """Return the visible sheets of a workbook and what is wrong with it; `called` is its name in findings."""
    try:
        noted, marks = _inspected(path, called) if is_zip else _inspected_old(path, called)
    except EncryptedFile as reason:
        return (), (_about(findings.ENCRYPTED, called, f"“{called}”{reason}，没有打开。"),)
    except UnsafeFile as reason:
        return (), (_about(findings.UNSAFE, called, f"“{called}”{reason}，没有打开。"),)
    except DAMAGED:
        return (), (_about(findings.UNREADABLE, called, f"“{called}”打不开。"),)
    if any(finding.blocks for finding in noted):
        return (), noted
    answer = cast(_ChildAnswer, ask_child(_CHILD, str(path.resolve()), seconds=_SECONDS))
    trouble = answer.get("trouble")
    if trouble is not None:
        code, words = _TROUBLES.get(trouble, _TROUBLES["broken"])
        return (), (*noted, _about(code, called, f"“{called}”{words}。"))
    sheets, more = _visible_sheets(answer.get("sheets", []), called, marks)
    return sheets, (*noted, *more)


def _inspected(path: Path, called: str) -> tuple[tuple[Finding, ...], dict[str, CellMarks]]:
    contents = check_workbook(path)
    noted = []
    if contents.macros:
        noted.append(_about(findings.MACROS, called, f"“{called}”里有宏；宏没有运行，只读了数。"))
    if contents.external_links:
        noted.append(_about(findings.EXTERNAL_LINKS, called, f"“{called}”引用了别的工作簿，读的是上次存下的数。"))
    return tuple(noted), read_cell_marks(path)


def _inspected_old(path: Path, called: str) -> tuple[tuple[Finding, ...], dict[str, CellMarks]]:
    data = path.read_bytes()
    if _ENCRYPTED_STREAM in data:
        raise EncryptedFile("加了密码")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return (_about(findings.WRONG_TYPE, called, f"“{called}”其实是 xls 工作簿，没有打开。"),), {}
    if _MACRO_STREAM in data:
        return (_about(findings.MACROS, called, f"“{called}”里有宏；宏没有运行，只读了数。"),), {}
    return (), {}


def _visible_sheets(entries: Sequence[_ChildSheet], called: str, marks: Mapping[str, CellMarks]) -> Answer:
    sheets, noted = [], []
    for entry in entries:
        if entry.get("hidden"):
            span = Span(called, sheet=entry["name"])
            sentence = f"工作表“{entry['name']}”是隐藏的，没有读。"
            noted.append(findings.HIDDEN_SHEET.at(span, sentence, findings.HIDDEN_SHEET.instead))
            continue
        own = marks.get(entry["name"], CellMarks())
        sheet = _sheet(entry, called, own)
        sheets.append(sheet)
        noted.extend(_uncomputed(sheet, own))
    return tuple(sheets), tuple(noted)


def _about(code: FindingCode, called: str, sentence: str) -> Finding:
    return code.at(Span(called), sentence, code.instead)


def _sheet(entry: _ChildSheet, called: str, marks: CellMarks) -> Sheet:
    rows = [list(map(_cell, row)) for row in entry.get("rows", [])]
    for row, column in (*marks.percent, *marks.errors):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _shown(rows[row][column], marks.errors.get((row, column)))
    merged = tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in entry.get("merged", []))
    return Sheet(called, entry["name"], tuple(map(tuple, rows)), merged=merged)


def _cell(cell: Cell | list[str]) -> Cell:
    if isinstance(cell, list):
        kind, text = cell
        return datetime.fromisoformat(text) if kind == "datetime" else date.fromisoformat(text)
    return cell


def _shown(cell: Cell, error: str | None) -> Cell:
    """Return a cell as a person sees it: an error as its text, a number formatted as a percentage with its %."""
    if error is not None:
        return error
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return f"{(Decimal(repr(cell)) * 100).normalize():f}%"
    return cell


def _uncomputed(sheet: Sheet, marks: CellMarks) -> tuple[Finding, ...]:
    if not marks.uncomputed:
        return ()
    row, column = marks.uncomputed[0]
    sentence = f"有 {len(marks.uncomputed)} 个公式没有存下结果，第一个在这里；这些格按空白读。"
    return (findings.NOT_COMPUTED.at(sheet.span(row, column), sentence, findings.NOT_COMPUTED.instead),)
