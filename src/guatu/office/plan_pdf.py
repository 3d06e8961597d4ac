"""Text out of PDF files: the text layer, a form feed between pages; a scan has none and is refused."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias, TypedDict, cast

from guatu.domain import Finding
from guatu.office import findings
from guatu.office.plan_answer import PlanAnswer, noted, refused
from guatu.office.plan_grid import grid_lines, joined_lines
from guatu.office.reading_process import ask_child

_CHILD = Path(__file__).with_name("pdf_child.py")
_SECONDS = 120
_MOST_PAGES = 2000
# A page with fewer signs is a picture with a page number or a stamp's words on it.
_LEAST_SIGNS = 20
_MOST_PAGES_NAMED = 12
_GARBLED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_MARKS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
# One sign in ten.
_MOST_GARBLED = 10
_UNLOCK_FIRST = "用 WPS 打开（要输密码），去掉密码后另存，再读。"
_OPEN_AND_PRINT = "用 WPS 或浏览器打开检查，能打开就打印成新的 PDF 再读；打不开就请来文单位重发一份。"

_Table: TypeAlias = list[list[str | None]]


class _Page(TypedDict):
    blocks: list[str | _Table]
    picture: bool


class _Answer(TypedDict, total=False):
    trouble: str
    count: int
    pages: list[_Page]


def read_pdf(path: Path, called: str) -> PlanAnswer:
    """Return the text layer of a PDF, its lines in their order; `called` is its name in findings."""
    answer = cast(_Answer, ask_child(_CHILD, str(path.resolve()), str(_MOST_PAGES), seconds=_SECONDS))
    trouble = answer.get("trouble")
    if trouble == "password":
        return refused(findings.ENCRYPTED, called, f"“{called}”加了打开密码，没有读。", _UNLOCK_FIRST)
    if trouble == "large":
        sentence = f"“{called}”有 {answer.get('count', 0)} 页，超过上限 {_MOST_PAGES} 页，没有读。"
        return refused(findings.TOO_LARGE, called, sentence)
    if trouble == "stopped":
        sentence = f"读“{called}”时超出时间或内存，已中止。"
        return refused(findings.TOO_SLOW, called, sentence, "拆成几份，或用 WPS 转成 docx 后再读。")
    if trouble is not None:
        return refused(findings.UNREADABLE, called, f"“{called}”已损坏，读不出来。", _OPEN_AND_PRINT)
    return _judged(answer.get("pages", []), called)


def _judged(pages: list[_Page], called: str) -> PlanAnswer:
    """Return the text of the pages, unless it is no text: a scan, or signs without meaning."""
    texts = ["\n".join(_lines(page)) for page in pages]
    pictures = [
        number
        for number, (page, text) in enumerate(zip(pages, texts, strict=True), start=1)
        if page["picture"] and len("".join(text.split())) < _LEAST_SIGNS
    ]
    written = [text for number, text in enumerate(texts, start=1) if text.strip() and number not in pictures]
    if pictures and not written:
        sentence = f"“{called}”是扫描件：{len(pages)} 页都是图片，没有文字可读。"
        return refused(findings.PICTURE_SCAN, called, sentence)
    text = "\f".join(texts)
    if len(_GARBLED.findall(text)) * _MOST_GARBLED > len("".join(text.split())):
        return refused(findings.GARBLED_TEXT, called, f"“{called}”的文字层是乱码，没有读。")
    return _MARKS.sub("", text), _pictured(pictures, called)


def _pictured(pictures: list[int], called: str) -> tuple[Finding, ...]:
    if not pictures:
        return ()
    named = "、".join(map(str, pictures[:_MOST_PAGES_NAMED])) + ("等" if len(pictures) > _MOST_PAGES_NAMED else "")
    sentence = f"“{called}”第 {named} 页（共 {len(pictures)} 页）是图片，上面的内容没有读。"
    return (noted(findings.PICTURE_PAGES, called, sentence),)


def _lines(page: _Page) -> Iterator[str]:
    for block in page["blocks"]:
        if isinstance(block, str):
            yield block.rstrip()
        else:
            rows = (
                {column: joined_lines(cell) for column, cell in enumerate(row) if cell is not None} for row in block
            )
            yield from grid_lines(list(rows))
