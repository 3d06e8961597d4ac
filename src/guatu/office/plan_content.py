"""What a file handed in as a plan really is: told by its bytes, since endings are changed and lie."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from guatu.office.first_bytes import OLE, OTHER_TYPES, RTF, ZIP
from guatu.office.preflight import DAMAGED

_HEAD_BYTES = 2048
# Some programs write a few bytes before the mark of a PDF.
_PDF = re.compile(rb"%PDF-\d")
_MARKUP = (b"<html", b"<!doctype html", b"<head", b"<body", b"<table", b"<div", b"<p>", b"<meta")
_MARKS = ((RTF, "rtf", "RTF 文档"), *((mark, "", words) for mark, words in OTHER_TYPES))
_PARTS = (
    ("word/", "docx", "Word 文档"),
    ("xl/", "", "xlsx 工作簿"),
    ("ppt/", "", "pptx 演示文稿"),
    ("ofd.xml", "", "OFD 版式文件"),
    ("content.xml", "odt", "ODF 文档"),
)
_STREAMS = (
    ("EncryptedPackage", "locked", "加密文档"),
    ("WordDocument", "doc", "旧版 Word 文档"),
    ("Workbook", "", "xls 工作簿"),
    ("PowerPoint Document", "", "ppt 演示文稿"),
)
# A Word document's own head (FIB): its mark, and the bit of its flags that says it is encrypted ([MS-DOC] 2.5.2).
_FIB_MARK, _FIB_PLACE, _FIB_FLAGS, _FIB_ENCRYPTED = b"\xec\xa5", 512, 512 + 11, 0x01


@dataclass(frozen=True, slots=True)
class PlanContent:
    """The kind of a file: docx, pdf, html, text, doc, rtf, odt; locked, damaged, empty; "" for others. And its name."""

    kind: str
    words: str


def read_content(path: Path) -> PlanContent:
    """Return what a file is by its first bytes, and for containers by what is in them."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        return PlanContent("empty", "空文件")
    if head.startswith(ZIP):
        return _zipped(path)
    if head.startswith(OLE):
        return _compound(path.read_bytes())
    if _PDF.search(head[:1024]):
        return PlanContent("pdf", "PDF 文件")
    for mark, kind, words in _MARKS:
        if head.startswith(mark):
            return PlanContent(kind, words)
    return _written(head)


def _written(head: bytes) -> PlanContent:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP) or (start.startswith((b"<?xml", b"<!--", b"<!doctype")) and b"<html" in start):
        return PlanContent("html", "网页")
    if start.startswith(b"<?xml"):
        return PlanContent("", "XML 文件")
    return PlanContent("text", "文本")


def _zipped(path: Path) -> PlanContent:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
    except DAMAGED:
        return PlanContent("damaged", "不完整的压缩包或文档")
    for start, kind, words in _PARTS:
        if any(name.startswith(start) for name in names):
            return PlanContent(kind, words)
    return PlanContent("", "压缩包")


def _compound(data: bytes) -> PlanContent:
    if data[_FIB_PLACE : _FIB_PLACE + 2] == _FIB_MARK and data[_FIB_FLAGS] & _FIB_ENCRYPTED:
        return PlanContent("locked", "加密文档")
    for stream, kind, words in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return PlanContent(kind, words)
    return PlanContent("", "不是 Word 的旧格式文件")
