"""Reads one PDF in a process of its own and prints its pages as JSON.

A PDF is a program for a page, often a damaged one, so the process that runs it must not be the officer's. It sets its
own limits of memory and time, imports nothing of guatu, and is run as a file: `python pdf_child.py PATH MOST_PAGES`.

PDFium reads the text (0.1 s for 80 pages). A page with ruled lines may hold a table, and PDFium gives its cells out of
their rows: such a page is read by pdfplumber, which is 40 times slower and knows tables.
"""

import json
import sys
from itertools import islice

import pdfplumber
import pypdfium2
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException
from pypdfium2 import raw

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's time-out still holds there.
    _LIMITS: tuple[tuple[int, int], ...] = ()
else:
    # Address space, then seconds of processor time.
    _LIMITS = ((resource.RLIMIT_AS, 2 << 30), (resource.RLIMIT_CPU, 100), (resource.RLIMIT_CORE, 0))

_TROUBLES = {raw.FPDF_ERR_PASSWORD: "password", raw.FPDF_ERR_SECURITY: "password"}
# A frame around a page or a line under a head is no table; thousands of lines are a map or a drawing.
_LEAST_RULES, _MOST_RULES = 4, 3000
_MOST_OBJECTS = 20_000
# Tables on more pages than this would outlast the limit of time; their cells come line by line.
_MOST_RULED_PAGES = 400


def main(path: str, most_pages: int) -> int:
    """Print the pages: each its lines, tables as rows of cells, and whether it is a picture; or what is wrong."""
    for limit, most in _LIMITS:
        resource.setrlimit(limit, (most, most))
    try:
        answer = _read(path, most_pages)
    except pypdfium2.PdfiumError as error:
        answer = {"trouble": _TROUBLES.get(error.err_code, "broken")}
    except (OSError, ValueError, MemoryError):
        answer = {"trouble": "broken"}
    json.dump(answer, sys.stdout, ensure_ascii=True, separators=(",", ":"))
    return 0


def _read(path: str, most_pages: int) -> dict[str, object]:
    pages: list[dict[str, object]] = []
    with pypdfium2.PdfDocument(path) as document:
        if len(document) > most_pages:
            return {"trouble": "large", "count": len(document)}
        ruled = []
        for number in range(len(document)):
            page = document[number]
            kinds = [each.type for each in islice(page.get_objects(max_depth=2), _MOST_OBJECTS)]
            if _LEAST_RULES <= kinds.count(raw.FPDF_PAGEOBJ_PATH) <= _MOST_RULES:
                ruled.append(number)
            text = page.get_textpage().get_text_bounded()
            pages.append({"blocks": text.splitlines(), "picture": raw.FPDF_PAGEOBJ_IMAGE in kinds})
            page.close()
    for number, blocks in _tabular(path, ruled[:_MOST_RULED_PAGES]).items():
        pages[number]["blocks"] = blocks
    return {"pages": pages}


def _tabular(path: str, numbers: list[int]) -> dict[int, list[object]]:
    """Return the pages among some that hold tables, each as its lines and its tables (lists of rows) in order."""
    found: dict[int, list[object]] = {}
    if not numbers:
        return found
    try:
        with pdfplumber.open(path) as document:
            for number in numbers:
                page = document.pages[number]
                blocks = _blocks(page)
                if blocks is not None:
                    found[number] = blocks
                page.close()
    except (PdfminerException, ValueError, TypeError, KeyError, IndexError, RecursionError):
        # What PDFium read stays; a page that pdfplumber cannot read has its cells line by line.
        return found
    return found


def _blocks(page: Page) -> list[object] | None:
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 1]
    if not tables:
        return None
    placed: list[tuple[float, object]] = [(table.bbox[1], table.extract()) for table in tables]
    for table in tables:
        page = page.outside_bbox(table.bbox, strict=False)
    placed.extend((line["top"], line["text"]) for line in page.extract_text_lines(return_chars=False))
    placed.sort(key=lambda block: block[0])
    return [block for _, block in placed]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
