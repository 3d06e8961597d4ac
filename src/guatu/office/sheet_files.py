"""Sheets out of files: which reader a file gets, by its ending and by what it really is."""

from pathlib import Path

from guatu.domain import Finding, FindingCode, Span
from guatu.intake import Sheet
from guatu.office import findings
from guatu.office.first_bytes import OLE, OTHER_TYPES, ZIP
from guatu.office.read_database import read_database
from guatu.office.read_text import read_text
from guatu.office.read_workbook import read_workbook

TEXT_ENDINGS = (".csv", ".txt", ".tsv")
ZIP_ENDINGS = (".xlsx", ".xlsm")
OLD_ENDINGS = (".xls",)
# WPS writes .et in either form.
WPS_ENDINGS = (".et",)
DATABASE_ENDINGS = (".sqlite", ".sqlite3", ".db")
SHEET_ENDINGS = (*TEXT_ENDINGS, *ZIP_ENDINGS, *OLD_ENDINGS, *WPS_ENDINGS, *DATABASE_ENDINGS)

_LARGEST_TEXT, _LARGEST_BOOK = 512 << 20, 200 << 20
# A console's database holds attachments too; of its tables only so many cells are read.
_LARGEST_DATABASE = 64 << 30
_MARKUP = (b"<html", b"<!doctype html", b"<?xml", b"<table")


def read_sheets(path: Path, name: str | None = None) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Return the visible sheets of a text file or workbook, or the fact tables of a database, and what is wrong in it.

    `name` is what findings call the file, its path inside the folder for instance. A workbook is checked before it is
    opened and read in a process of its own; a file that must not be opened gives no sheet and a finding.
    """
    called = name or path.name
    ending = path.suffix.lower()
    if ending not in SHEET_ENDINGS:
        return _refused(findings.UNKNOWN_TYPE, called, f"“{called}”不是表格文件，没有读。")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        return _refused(findings.UNREADABLE, called, f"“{called}”打不开：{error.strerror or '原因不明'}。")
    trouble = _trouble(called, ending, size, head)
    if trouble is not None:
        return _refused(*trouble)
    if ending in TEXT_ENDINGS:
        return read_text(path, called)
    if ending in DATABASE_ENDINGS:
        return read_database(path, called)
    return read_workbook(path, called, is_zip=head.startswith(ZIP))


def _trouble(called: str, ending: str, size: int, head: bytes) -> tuple[FindingCode, str, str] | None:
    """Return why a file is not to be opened, from its size and its first bytes."""
    if size == 0:
        return findings.EMPTY_FILE, called, f"“{called}”是空文件（0 字节）。"
    if size > _largest(ending):
        return findings.UNSAFE, called, f"“{called}”有 {size >> 20} MB，超过上限。"
    kind = _kind(head)
    if kind not in _kinds_of(ending):
        return findings.WRONG_TYPE, called, f"“{called}”其实是{kind}，没有打开。"
    return None


def _largest(ending: str) -> int:
    if ending in DATABASE_ENDINGS:
        return _LARGEST_DATABASE
    return _LARGEST_TEXT if ending in TEXT_ENDINGS else _LARGEST_BOOK


def _refused(code: FindingCode, called: str, sentence: str) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    return (), (code.at(Span(called), sentence, code.instead),)


def _kind(head: bytes) -> str:
    """Return what a file is by its first bytes, in words."""
    if head.startswith(ZIP):
        return "xlsx 工作簿或压缩包"
    if head.startswith(OLE):
        return "xls 工作簿"
    for magic, words in OTHER_TYPES:
        if head.startswith(magic):
            return words
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return "网页"
    return "文本"


def _kinds_of(ending: str) -> tuple[str, ...]:
    if ending in TEXT_ENDINGS:
        return ("文本",)
    if ending in DATABASE_ENDINGS:
        return ("SQLite 数据库",)
    if ending in WPS_ENDINGS:
        return ("xlsx 工作簿或压缩包", "xls 工作簿")
    # An .xlsx with a password is an OLE file; its own reader says so.
    return ("xlsx 工作簿或压缩包", "xls 工作簿") if ending in ZIP_ENDINGS else ("xls 工作簿",)
