"""Files that somebody might hand in to do harm, or by mistake: each with the ending under which it comes."""

import io
import random
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
import xlsxwriter

SHEET_PART, BOOK_PART = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
_STRINGS_PART = "xl/sharedStrings.xml"
_BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9))
    + b"]>"
)
_OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_FAR_CELLS = b'<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@dataclass(frozen=True)
class Hostile:
    """A file: what is wrong with it, its name, its bytes."""

    what: str
    name: str
    content: bytes


def workbook(*rows: tuple[object, ...]) -> bytes:
    """Return a small workbook of rows."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows or (("指标", "数值"), ("地区生产总值", 1))):
            sheet.write_row(at, 0, row)
    return kept.getvalue()


def with_parts(content: bytes, changed: dict[str, bytes]) -> bytes:
    """Return a zip with some of its parts changed or added."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, part in changed.items():
            new.writestr(name, part)
    return kept.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """Return a part of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def hostile_workbooks(good: bytes) -> Iterator[Hostile]:
    """Yield workbooks that are none, or more than one; `good` is one that could be read."""
    book, sheet = part_of(good, BOOK_PART), part_of(good, SHEET_PART)
    zeros = b"<sheetData>" + b"0" * (30 << 20)

    def changed(what: str, **parts: bytes) -> Hostile:
        names = {"book": BOOK_PART, "sheet": SHEET_PART, "strings": _STRINGS_PART}
        return Hostile(what, "填报表.xlsx", with_parts(good, {names[key]: part for key, part in parts.items()}))

    yield changed("zip bomb", sheet=zeros)
    inner = with_parts(good, {"xl/media/zeros.bin": b"\0" * (8 << 20)})
    yield Hostile("zip in a zip", "填报表.xlsx", with_parts(good, {f"{at}.zip": inner for at in range(5)}))
    yield changed("billion laughs", strings=_BILLION_LAUGHS + b"<sst><si><t>&j;</t></si></sst>")
    yield changed("billion laughs in the sheet", sheet=_BILLION_LAUGHS + b"<worksheet>&j;</worksheet>")
    yield changed("entity from outside", strings=_OUTSIDE + b"<sst><si><t>&x;</t></si></sst>")
    yield changed("entity in utf-16", strings=(_OUTSIDE + b"<sst/>").decode().encode("utf-16"))
    yield changed("cells as far as cells go", sheet=_row_of(sheet, _FAR_CELLS))
    yield changed("a dimension as far as cells go", sheet=_dimension_of(sheet, b"A1:XFD1048576"))
    yield changed("merged as far as cells go", sheet=_merged_of(sheet, b"A1:XFD1048576"))
    yield changed("no sheet", sheet=b"")
    yield changed("a sheet of markup", sheet=b"<html><script>alert(1)</script></html>")
    yield changed("a book without end", book=book[:-40])
    yield Hostile("claims ten gigabytes", "填报表.xlsx", _claiming(good, 10 << 30))
    yield Hostile("claims four gigabytes and less than that", "填报表.xlsx", _claiming(good, 0xFFFFFFFE))
    yield Hostile("a thousand parts", "填报表.xlsx", with_parts(good, {f"x{at}.xml": b"<a/>" for at in range(3000)}))
    leading_out = {"../../../tmp/guatu-was-here.xml": b"<a/>", "/etc/guatu-was-here": b"x", "C:\\guatu-was-here": b"x"}
    yield Hostile("parts that lead out", "填报表.xlsx", with_parts(good, leading_out))
    yield Hostile("encrypted", "填报表.xlsx", _ole(b"EncryptedPackage", b"EncryptionInfo"))
    yield Hostile("encrypted zip", "填报表.xlsx", _flagged(good))
    yield Hostile("macros", "填报表.xlsm", with_parts(good, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100}))
    yield Hostile("links outside", "填报表.xlsx", with_parts(good, {"xl/externalLinks/externalLink1.xml": _LINK}))
    yield Hostile("formulas that call", "填报表.xlsx", _calling())
    yield Hostile("old workbook that is none", "填报表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000)
    yield Hostile("web page as xls", "填报表.xls", b"<html><table><tr><td>1</td></tr></table></html>")
    yield Hostile("program", "填报表.xlsx", b"MZ" + bytes(range(256)) * 40)
    yield Hostile("picture", "填报表.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 300)
    yield Hostile("pdf", "填报表.xls", b"%PDF-1.7\n" + b"0" * 300)
    yield Hostile("half", "填报表.xlsx", good[: len(good) // 2])
    yield Hostile("random", "填报表.xlsx", _random_bytes(1, 20_000))
    yield Hostile("random text", "填报表.csv", _random_bytes(2, 20_000))
    yield Hostile("random after the right beginning", "填报表.xlsx", b"PK\x03\x04" + _random_bytes(3, 20_000))
    yield Hostile("wps of random", "填报表.et", _random_bytes(4, 2_000))
    yield Hostile("one line without end", "填报表.csv", b"a" * (2 << 20))
    yield Hostile("many columns", "填报表.csv", b"1," * (1 << 20))
    yield Hostile("quotes without end", "填报表.csv", '指标,数值\n"'.encode() + b'""' * 100_000)
    yield Hostile("formulas", "填报表.csv", '指标,数值\n=HYPERLINK("http://x"),=1+1\n@SUM(A1),+1+1\n'.encode())
    yield Hostile("zeros", "填报表.csv", b"\0" * 10_000)
    yield Hostile("numbers without measure", "填报表.csv", f"指标,数值\n地区生产总值,{'9' * 5000}\n".encode())
    yield Hostile(
        "numbers that are none", "填报表.csv", "指标,数值\n地区生产总值,NaN\n地区生产总值,1e999999999\n".encode()
    )


_LINK = (
    b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" '
    b'ddeTopic="/c calc"/></externalLink>'
)


def _random_bytes(seed: int, count: int) -> bytes:
    return random.Random(seed).randbytes(count)  # noqa: S311  # as above: the same each time


def _row_of(sheet: bytes, cells: bytes) -> bytes:
    start, end = sheet.index(b"<sheetData>"), sheet.index(b"</sheetData>")
    last = b"</row>" if not cells.endswith(b"</row>") else b""
    return sheet[: start + 11] + b'<row r="1">' + cells + last + sheet[end:]


def _dimension_of(sheet: bytes, area: bytes) -> bytes:
    start = sheet.index(b"<dimension")
    return sheet[:start] + b'<dimension ref="' + area + b'"/>' + sheet[sheet.index(b"/>", start) + 2 :]


def _merged_of(sheet: bytes, area: bytes) -> bytes:
    end = sheet.index(b"</sheetData>") + 12
    return sheet[:end] + b'<mergeCells count="1"><mergeCell ref="' + area + b'"/></mergeCells>' + sheet[end:]


def _claiming(good: bytes, size: int) -> bytes:
    """Return a workbook whose directory says that its sheet unpacks to so many bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.getinfo(SHEET_PART).file_size = size
    return kept.getvalue()


def _flagged(good: bytes) -> bytes:
    """Return a workbook whose parts say that they are encrypted."""
    content = bytearray(good)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            struct.pack_into("<H", content, at + offset, 1)
            at = content.find(mark, at + 4)
    return bytes(content)


def _ole(*streams: bytes) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + b"".join(name.decode().encode("utf-16-le") + b"\0" * 60 for name in streams) + b"\0" * 1024


def _calling() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["指标", "数值"])
    sheet.append(["地区生产总值", '=WEBSERVICE("http://127.0.0.1:9/")'])
    sheet.append(['=HYPERLINK("http://127.0.0.1:9/","x")', "=cmd|'/c calc'!A1"])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def mutations(good: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield the workbook with bytes changed: in the zip itself, or inside one of its parts; the same for a seed."""
    chance = random.Random(seed)  # noqa: S311  # tests are the same each time
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    for number in range(count):
        if number % 4 == 0:
            yield _mutated(good, chance)
        else:
            name = chance.choice(sorted(parts))
            yield with_parts(good, {name: _mutated(parts[name], chance)})


_INSERTED = (
    b"<",
    b">",
    b"&#0;",
    b"\xff",
    b"NaN",
    b"1e400",
    b'"',
    b"-1",
    b"99999999999",
    b"<!--",
    b"]]>",
    b"A1:XFD1048576",
)


def _mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, kind = chance.randrange(len(changed)), chance.randrange(4)
        if kind == 0:
            changed[at] = chance.randrange(256)
        elif kind == 1:
            changed[at : at + chance.randint(1, 30)] = b""
        elif kind == 2:
            changed[at:at] = chance.choice(_INSERTED)
        else:
            length = chance.randint(1, 60)
            changed[at:at] = changed[at : at + length] * chance.randint(1, 20)
        if not changed:
            changed = bytearray(b"x")
    return bytes(changed)
