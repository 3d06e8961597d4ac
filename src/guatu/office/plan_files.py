"""Plans out of files: which reader a file gets, by what it really is and not by its ending."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from guatu.domain import Finding, Severity, Span
from guatu.office import findings
from guatu.office.plan_answer import PlanAnswer, noted, refused
from guatu.office.plan_content import PlanContent, read_content
from guatu.office.plan_docx import SAVE_AGAIN, UNLOCK_FIRST, read_docx
from guatu.office.plan_html import html_text
from guatu.office.plan_markdown import plain_markdown
from guatu.office.plan_older import read_doc, read_odt, read_rtf
from guatu.office.plan_pdf import read_pdf
from guatu.office.plan_text import decode_bytes, read_plain

_KIND_OF_ENDING = MappingProxyType(
    {
        ".docx": "docx",
        ".docm": "docx",
        ".pdf": "pdf",
        ".txt": "txt",
        ".md": "md",
        ".html": "html",
        ".htm": "html",
        ".doc": "doc",
        ".wps": "wps",
        ".rtf": "rtf",
        ".odt": "odt",
    }
)
PLAN_ENDINGS = tuple(_KIND_OF_ENDING)
_LARGEST_FILE = 200 << 20
# Six hundred pages, read and written in half a minute. The longest plans have some hundred thousand signs.
_MOST_SIGNS = 500_000
# Measured: seven million tags take 1 GB and two minutes.
_MOST_TAGS = 500_000
# How a file that no reader opens can become one; any other by the words of its code.
_WAYS_OUT = MappingProxyType(
    {
        "OFD 版式文件": "用 OFD 阅读器或 WPS 打开，导出为 docx 或 PDF 后再读。",
        "图片": findings.PICTURE_SCAN.instead,
        "xlsx 工作簿": "任务表、指标表是表格的，把文字粘贴到 docx 里再读。",
        "压缩包": "先解压，再读里面的文件。",
    }
)
_CONTROLS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
# Halves of characters beyond the first 65,536: alone they are no character, and no file can hold them.
_HALVES = re.compile("[\ud800-\udfff]")
# Signs that print nothing, besides those that str.strip knows.
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as text: paragraphs and rows of tables as lines, cells with tabs between, pages of a PDF with form feeds.

    `kind` is what the file is, whatever its name ends in: docx, pdf, txt, md, html, doc, wps, rtf, odt.
    """

    name: str
    text: str
    kind: str


PlanReading = tuple[PlanFile | None, tuple[Finding, ...]]


def read_plan_text(path: Path, name: str | None = None) -> PlanReading:
    """Return the text of a plan's file and what is wrong with the file; `name` is what findings call it."""
    called = name or shown_name(path)
    try:
        trouble = _trouble(path, called)
        if trouble is not None:
            return None, (trouble,)
        content = read_content(path)
        kind = _kind(content, path.suffix.lower())
        text, found = _READERS[kind](path, called) if kind else _not_read(content, called)
    except FileNotFoundError:
        return None, (noted(findings.UNREADABLE, called, f"没有“{called}”这个文件。", "核对文件夹和文件名。"),)
    except OSError as error:
        reason = "没有读取权限" if isinstance(error, PermissionError) else error.strerror or "原因不明"
        return None, (noted(findings.UNREADABLE, called, f"“{called}”打不开：{reason}。", SAVE_AGAIN),)
    if text is not None and _KIND_OF_ENDING.get(path.suffix.lower()) != kind:
        sentence = f"“{called}”的内容是“{content.words}”，已照此读。"
        found = (noted(findings.READ_AS_IS, called, sentence), *found)
    return _plan_file(called, text, kind=kind, found=found)


def shown_name(path: Path) -> str:
    """Return a file's name on one line, in signs that can be written; archives of old systems leave names in GBK."""
    name = path.name
    if _HALVES.search(name):
        name = os.fsencode(name).decode("gb18030", errors="replace")
    return _CONTROLS.sub(" ", name)


def decode_plan_text(data: bytes, called: str) -> PlanReading:
    """Return pasted text as a plan, and what is wrong with it: UTF-8, UTF-16, GB18030 (GBK) or Big5."""
    text, found = decode_bytes(data, called)
    return _plan_file(called, text, kind="txt", found=found)


def _plan_file(called: str, text: str | None, *, kind: str, found: tuple[Finding, ...]) -> PlanReading:
    if text is None:
        return None, found
    text = _HALVES.sub("\ufffd", text)
    if not text.translate(_INVISIBLE).strip():
        return None, (*found, _empty(called))
    signs = len("".join(text.split()))
    if signs > _MOST_SIGNS:
        sentence = f"“{called}”有 {signs} 个字，超过上限 {_MOST_SIGNS} 个字，没有读。"
        return None, (*found, noted(findings.TOO_LARGE, called, sentence, "拆成几份，每个方案存成一个文件，再读。"))
    return PlanFile(called, text, kind), found


def _empty(called: str) -> Finding:
    # For a folder of figures an empty file is a warning; a plan that was handed in and has no words is an error.
    sentence, way_out = f"“{called}”里没有文字。", "核对选的是不是要读的文件。"
    return findings.EMPTY_FILE.at(Span(called), sentence, way_out, severity=Severity.ERROR)


def _trouble(path: Path, called: str) -> Finding | None:
    """Return why a path is not to be opened at all, before a byte of it is read."""
    if path.is_dir():
        return noted(findings.UNREADABLE, called, f"“{called}”是文件夹，不是文件。", "写出文件夹里的文件名。")
    if path.exists() and not path.is_file():
        return noted(findings.UNREADABLE, called, f"“{called}”不是普通文件。", "写出文件的名字。")
    size = path.stat().st_size
    if size <= _LARGEST_FILE:
        return None
    sentence = f"“{called}”有 {-(-size >> 20)} MB，超过上限 {_LARGEST_FILE >> 20} MB，没有读。"
    return noted(findings.TOO_LARGE, called, sentence)


def _kind(content: PlanContent, ending: str) -> str:
    """Return which reader a file gets, "" for none; the ending only tells kinds apart that begin alike."""
    named = _KIND_OF_ENDING.get(ending, "")
    if content.kind == "text":
        # Any list or program is text too, so an unknown ending is believed.
        return named if named in ("md", "html") else ("txt" if named else "")
    if (content.kind, named) in (("html", "md"), ("doc", "wps")):
        return named
    return content.kind if content.kind in _READERS else ""


def _not_read(content: PlanContent, called: str) -> PlanAnswer:
    if content.kind == "empty":
        return None, (_empty(called),)
    if content.kind == "locked":
        return refused(findings.ENCRYPTED, called, f"“{called}”加了密码，没有打开。", UNLOCK_FIRST)
    if content.kind == "damaged":
        return refused(findings.UNREADABLE, called, f"“{called}”已损坏，是{content.words}。", SAVE_AGAIN)
    sentence = f"“{called}”的内容是“{content.words}”，没有读。"
    return refused(findings.NOT_A_PLAN_FILE, called, sentence, _WAYS_OUT.get(content.words, ""))


def _read_html(path: Path, called: str) -> PlanAnswer:
    page, found = read_plain(path, called)
    if page is None:
        return None, found
    if (tags := page.count("<")) > _MOST_TAGS:
        return refused(
            findings.TOO_LARGE, called, f"“{called}”有 {tags} 个网页标记，超过上限 {_MOST_TAGS} 个，没有读。"
        )
    return html_text(page), found


def _read_markdown(path: Path, called: str) -> PlanAnswer:
    text, found = read_plain(path, called)
    return text if text is None else plain_markdown(text), found


_READERS: Mapping[str, Callable[[Path, str], PlanAnswer]] = MappingProxyType(
    {
        "docx": read_docx,
        "pdf": read_pdf,
        "txt": read_plain,
        "md": _read_markdown,
        "html": _read_html,
        "doc": read_doc,
        "wps": read_doc,
        "rtf": read_rtf,
        "odt": read_odt,
    }
)
