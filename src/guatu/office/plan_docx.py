"""Text out of Word documents (.docx): checked before they are opened, then read part by part."""

import zipfile
from pathlib import Path

from lxml import etree

from guatu.domain import UnsafeFile
from guatu.office import findings
from guatu.office.list_labels import list_labels
from guatu.office.plan_answer import PlanAnswer, refused
from guatu.office.preflight import DAMAGED, DamagedFile, EncryptedFile, check_document
from guatu.office.word_text import WordText, style_names
from guatu.office.word_xml import LargePart, child, main_part, read_part, related_part

SAVE_AGAIN = "用 WPS 或 Word 打开检查，另存为 docx 后再读；打不开就请来文单位重发一份。"
UNLOCK_FIRST = "在 WPS 或 Word 里去掉打开密码，另存后再读。"


def read_docx(path: Path, called: str) -> PlanAnswer:
    """Return the text of a .docx, one line a paragraph or a row of a table; `called` is its name in findings."""
    try:
        check_document(path)
        with zipfile.ZipFile(path) as archive:
            text = _text(archive)
            has_pictures = any("media/" in name for name in archive.namelist())
    except EncryptedFile as reason:
        return refused(findings.ENCRYPTED, called, f"“{called}”{reason}，没有打开。", UNLOCK_FIRST)
    except DamagedFile as reason:
        return refused(findings.UNREADABLE, called, f"“{called}”{reason}，没有读。", SAVE_AGAIN)
    except UnsafeFile as reason:
        return refused(findings.UNSAFE, called, f"“{called}”{reason}，没有打开。", SAVE_AGAIN)
    except LargePart:
        return refused(findings.TOO_LARGE, called, f"“{called}”的正文比任何方案都大得多，没有读。")
    except (*DAMAGED, etree.LxmlError):
        text, has_pictures = None, False
    if text is None:
        return refused(findings.UNREADABLE, called, f"“{called}”的正文已损坏，没有读。", SAVE_AGAIN)
    if has_pictures and not text.strip():
        return refused(findings.PICTURE_SCAN, called, f"“{called}”里只有图片，没有文字可读。")
    return text, ()


def _text(archive: zipfile.ZipFile) -> str | None:
    main = main_part(archive)
    body = child(read_part(archive, main), "body")
    if body is None:
        return None
    numbering, styles = (related_part(archive, main, kind) for kind in ("numbering", "styles"))
    styles_root = read_part(archive, styles) if styles else None
    labels = list_labels(read_part(archive, numbering) if numbering else None, styles_root)
    return "\n".join(WordText(body, labels, style_names(styles_root)).lines())
