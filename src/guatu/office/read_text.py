"""Sheets out of text files: comma, tab or semicolon between cells; the signs as `decoding` tells."""

import csv
import io
from pathlib import Path

from guatu.domain import Finding, FindingCode, Span
from guatu.intake import Sheet
from guatu.office import findings
from guatu.office.decoding import decode_text

_DELIMITERS = (",", "\t", ";", "|")
_LINES_TRIED = 20
_LARGEST_CELL = 1 << 20
_MOST_COLUMNS = 1024  # as of workbooks


def read_text(path: Path, called: str) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Return the one sheet of a text file and what is wrong with it; `called` is its name in findings."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return _refused(findings.UNREADABLE, Span(called), f"“{called}”打不开：{error.strerror or '原因不明'}。")
    decoded = decode_text(data)
    text = decoded.text
    if decoded.bad_signs:
        sentence = f"“{called}”第 {decoded.bad_line} 行起有认不出的字，没有读。"
        return _refused(findings.BAD_ENCODING, Span(called, line=decoded.bad_line), sentence)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return _refused(findings.BAD_ENCODING, Span(called, line=line), f"“{called}”第 {line} 行有空字节，没有读。")
    if not text.strip():
        return _refused(findings.EMPTY_FILE, Span(called), f"“{called}”里没有内容。")
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, path.suffix.lower()), strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for row in reader:
            if len(row) > _MOST_COLUMNS:
                sentence = f"“{called}”第 {reader.line_num} 行有 {len(row)} 列，超过上限 {_MOST_COLUMNS}，没有读。"
                return _refused(findings.UNSAFE, Span(called, line=reader.line_num), sentence)
            rows.append(tuple(row))
    except csv.Error:
        sentence = f"“{called}”读到第 {reader.line_num} 行时引号没有配对（从第 {len(rows) + 1} 行起），没有读。"
        return _refused(findings.BAD_QUOTES, Span(called, line=len(rows) + 1), sentence)
    return (Sheet(called, "", tuple(rows)),), ()


def _refused(code: FindingCode, span: Span, sentence: str) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    return (), (code.at(span, sentence, code.instead),)


def _delimiter(text: str, ending: str) -> str:
    """Return the sign that splits the first lines into most cells, most evenly."""
    if ending == ".tsv":
        return "\t"
    lines = [line for line in text[:65536].splitlines() if line.strip()][:_LINES_TRIED]
    counts = {sign: sorted(line.count(sign) for line in lines) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: (counts[sign][len(lines) // 2], counts[sign][-1]))
