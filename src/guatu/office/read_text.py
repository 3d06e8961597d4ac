"""Sheets out of text files: comma, tab or semicolon between cells; UTF-8, UTF-16 or GB18030 (GBK) for the signs."""

import codecs
import csv
import io
from pathlib import Path

from guatu.domain import Finding, FindingCode, Span
from guatu.intake import Sheet
from guatu.office import findings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", "\t", ";", "|")
_LINES_TRIED = 20
_LARGEST_CELL = 1 << 20
_MOST_CELLS = 20_000_000


def read_text(path: Path, called: str) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Return the one sheet of a text file and what is wrong with it; `called` is its name in findings."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return _refused(findings.UNREADABLE, Span(called), f"“{called}”打不开：{error.strerror or '原因不明'}。")
    text = _decoded(data)
    if text is None:
        sentence = f"“{called}”第 {_bad_line(data)} 行起有认不出的字，没有读。"
        return _refused(findings.BAD_ENCODING, Span(called, line=_bad_line(data)), sentence)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return _refused(findings.BAD_ENCODING, Span(called, line=line), f"“{called}”第 {line} 行有空字节，没有读。")
    if not text.strip():
        return _refused(findings.EMPTY_FILE, Span(called), f"“{called}”里没有内容。")
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, path.suffix.lower()), strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        rows.extend(map(tuple, reader))
    except csv.Error:
        sentence = f"“{called}”读到第 {reader.line_num} 行时引号没有配对（从第 {len(rows) + 1} 行起），没有读。"
        return _refused(findings.BAD_QUOTES, Span(called, line=len(rows) + 1), sentence)
    return (Sheet(called, "", tuple(rows)),), ()


def _refused(code: FindingCode, span: Span, sentence: str) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    return (), (code.at(span, sentence, code.instead),)


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _try(data, encoding)
    if _looks_utf16(data):
        return _try(data, "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be")
    text = _try(data, "utf-8")
    if text is None and not _is_broken_utf8(data):
        text = _try(data, "gb18030")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_utf16(data: bytes) -> bool:
    sample = data[:4000]
    return len(sample) > 3 and max(sample[::2].count(0), sample[1::2].count(0)) * 5 > len(sample)


def _is_broken_utf8(data: bytes) -> bool:
    """Tell text that is UTF-8 but for a few bytes from text in GBK, whose bytes hardly ever form UTF-8 at all."""
    text = data.decode("utf-8", errors="replace")
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    return chinese > 10 * text.count("\ufffd")


def _bad_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[: error.start].count(b"\n") + 1
    return 1


def _delimiter(text: str, ending: str) -> str:
    """Return the sign that splits the first lines into most cells, most evenly."""
    if ending == ".tsv":
        return "\t"
    lines = [line for line in text[:65536].splitlines() if line.strip()][:_LINES_TRIED]
    counts = {sign: sorted(line.count(sign) for line in lines) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: (counts[sign][len(lines) // 2], counts[sign][-1]))
