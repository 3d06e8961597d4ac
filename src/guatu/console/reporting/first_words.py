"""The first words of a file (文件开头的文字), without opening it: enough to see a secrecy mark at its head.

A workbook is a zip; of two of its parts some kilobytes are unpacked and stripped of markup, never more, whatever the
parts claim to hold. Older workbooks and text are searched as text in the encodings that occur.
"""

import html
import io
import re
import zipfile
import zlib

_ZIP = b"PK\x03\x04"
_MOST_BYTES = 256 << 10
_PARTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet.xml")
_MARKUP = re.compile(r"<[^>]*>")
_TEXT_ENDINGS = (".csv", ".txt")


def first_words(content: bytes, ending: str) -> str:
    """Return text from the head of a file, pieces on lines of their own; empty where it has none that can be read."""
    if content.startswith(_ZIP):
        return "\n".join(_parts(content))
    head = content[:_MOST_BYTES]
    if ending in _TEXT_ENDINGS:
        return _decoded(head).replace(",", "\n").replace("\t", "\n")
    # Strings of an .xls begin at any byte, two bytes a character.
    return "\n".join(head[start:].decode("utf-16-le", errors="replace") for start in (0, 1))


def _parts(content: bytes) -> list[str]:
    found = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            for name in (one for one in _PARTS if one in names):
                with archive.open(name) as part:
                    markup = part.read(_MOST_BYTES).decode("utf-8", errors="replace")
                pieces = (html.unescape(piece).strip() for piece in _MARKUP.split(markup))
                found.append("\n".join(piece for piece in pieces if piece))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        return found  # a broken or encrypted file: the reader says what is wrong with it
    return found


def _decoded(head: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return head.decode(encoding)
        except UnicodeDecodeError:
            continue
    return head.decode("gb18030", errors="replace")
