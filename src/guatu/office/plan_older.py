"""Text out of documents of older kinds (.doc, .wps, .rtf, .odt): converted to .docx first, then read as that."""

from pathlib import Path

from guatu.domain import UnsafeFile
from guatu.office import findings
from guatu.office.converter import converted_to_docx, has_libreoffice
from guatu.office.plan_answer import PlanAnswer, refused
from guatu.office.plan_docx import SAVE_AGAIN, read_docx
from guatu.office.preflight import check_document


def read_doc(path: Path, called: str) -> PlanAnswer:
    """Return the text of a .doc, or of a .wps, which is the same inside."""
    return _read_converted(path, called, "doc")


def read_rtf(path: Path, called: str) -> PlanAnswer:
    """Return the text of an .rtf."""
    return _read_converted(path, called, "rtf")


def read_odt(path: Path, called: str) -> PlanAnswer:
    """Return the text of an .odt, which is a zip file and may be a bomb."""
    try:
        check_document(path)
    except UnsafeFile as reason:
        return refused(findings.UNSAFE, called, f"“{called}”{reason}，没有打开。", SAVE_AGAIN)
    return _read_converted(path, called, "odt")


def _read_converted(path: Path, called: str, kind: str) -> PlanAnswer:
    if not has_libreoffice():
        return refused(findings.NEEDS_LIBREOFFICE, called, f"“{called}”是旧格式，本机没有装 LibreOffice，没有读。")
    with converted_to_docx(path, kind) as made:
        if made is None:
            return refused(findings.NOT_CONVERTED, called, f"“{called}”没有转换成 docx，没有读。")
        return read_docx(made, called)
