"""Looks at a zipped document before anything opens it: how large it would become, and what it carries.

Limits: a workbook of figures or a plan is far below all of them. Measured: two cells, A1 and XFD1048576, in a file of
4.8 kB abort the library that reads workbooks; 3 MB of zeros unpack to 1 GB.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guatu.domain import UnsafeFile

_MOST_BYTES, _MOST_RATIO, _MOST_PARTS = 800 << 20, 150, 2000
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS = 400_000, 1024, 5_000_000
_SMALL_PART = 1 << 20
_CHUNK, _OVERLAP = 1 << 22, 512
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr=["']([A-Za-z]{1,7})\d""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr=["'](\d{1,12})""")
_LAST_ROW_OF_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr=["'][A-Za-z]{1,7}(\d{1,12})""")
# Parts that are read as sheets lie under xl/worksheets in every program's files; any name there counts.
_SHEET_PART = re.compile(r"xl/worksheets/.+", re.IGNORECASE)
_TEXT_PARTS = (".xml", ".rels", ".vml")


class EncryptedFile(UnsafeFile):
    """A document that asks for a password."""


class DamagedFile(UnsafeFile):
    """A document whose bytes were cut off or changed."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook carries besides cells."""

    macros: bool
    external_links: bool


# All that the standard library raises over a zip file whose bytes were changed.
DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError)


def check_workbook(path: Path) -> Contents:
    """Return what an .xlsx or .xlsm carries; one that must not be opened raises UnsafeFile with the reason."""
    names = _checked_parts(path, ("xl/workbook.xml",), "xlsx 工作簿")
    return Contents(
        macros=any(name.endswith("vbaproject.bin") for name in names),
        external_links=any("externallinks/" in name for name in names),
    )


def check_document(path: Path) -> None:
    """Raise UnsafeFile with the reason where a .docx or .odt must not be opened.

    Only the folder of the text's part is asked for: some programs call the part itself word/document2.xml.
    """
    _checked_parts(path, ("word/", "content.xml"), "Word 文档")


def _checked_parts(path: Path, main_parts: tuple[str, ...], words: str) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            _check_sizes(infos)
            names = tuple(info.filename.lower() for info in infos)
            if not any(name.startswith(main_parts) for name in names):
                raise UnsafeFile(f"是压缩包，不是 {words}")
            for info in infos:
                if info.filename.lower().endswith(_TEXT_PARTS):
                    _check_part(archive, info)
    except DAMAGED as error:
        raise DamagedFile(f"文件已损坏，不是完整的 {words}") from error
    return names


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > _MOST_PARTS:
        raise UnsafeFile(f"由 {len(infos)} 个部件组成，超过上限 {_MOST_PARTS}")
    total = sum(info.file_size for info in infos)
    if total > _MOST_BYTES:
        raise UnsafeFile(f"解压后有 {total >> 20} MB，超过上限 {_MOST_BYTES >> 20} MB")
    for info in infos:
        if info.flag_bits & 1:
            raise EncryptedFile("加了密码")
        if info.file_size > _SMALL_PART and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
            raise UnsafeFile(f"部件 {info.filename} 的压缩比异常")


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    is_sheet = _SHEET_PART.fullmatch(info.filename) is not None
    rows = columns = 0
    for chunk in part_chunks(archive, info):
        if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
            raise UnsafeFile(f"部件 {info.filename} 含有 DTD")
        if is_sheet:
            numbers = (*_ROW.findall(chunk), *_LAST_ROW_OF_CELL.findall(chunk))
            rows = max(rows, max(map(int, numbers), default=0))
            columns = max(columns, max(map(_column_number, set(_CELL.findall(chunk))), default=0))
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS or rows * columns > _MOST_CELLS:
        raise UnsafeFile(f"有一张表的使用区域是 {rows} 行 × {columns} 列，超过上限")


def part_chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in pieces that overlap, so that no tag is cut; more bytes than announced raise UnsafeFile."""
    read, tail = 0, b""
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            read += len(chunk)
            if read > _MOST_BYTES:
                raise UnsafeFile(f"部件 {info.filename} 解压后过大")
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def _column_number(letters: bytes) -> int:
    number = 0
    for sign in letters.upper():
        number = number * 26 + sign - 64
    return number
