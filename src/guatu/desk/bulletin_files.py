"""Write a bulletin that is being written or was signed: the draft to look at, and the issued one with all it rests on.

bulletin.docx   the bulletin as signed
bulletin.pdf    the same by LibreOffice, where the machine has it
figures.xlsx    every number of it with its source (核数表)
run.json        the manifest of the run it was drafted from
issue.json      the bulletin as data: `rebuild_bulletin` makes the same bulletin.docx of it
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guatu.desk.run_manifest import MANIFEST_FILE, file_hash
from guatu.domain import InvalidValue, MissingFile
from guatu.office import mark_draft, write_bulletin, write_pdf, write_workbook
from guatu.report import Bulletin, Table, from_plain, to_plain

DOCUMENT_FILE, PDF_FILE, FIGURES_FILE, ISSUE_FILE = "bulletin.docx", "bulletin.pdf", "figures.xlsx", "issue.json"
DRAFT_WORDS = "草稿　未经签发　不得引用"


@dataclass(frozen=True)
class IssuedBulletin:
    """A bulletin as it was signed: `said` is what the site says of it (who drafted, passed, signed it and when)."""

    bulletin: Bulletin
    numbers: Table
    created: date
    said: Mapping[str, object]


def write_draft(path: Path, bulletin: Bulletin, *, created: date) -> None:
    """Write a bulletin that is not signed yet as a document that says so at the head of every page."""
    write_bulletin(path, bulletin, created=created)
    mark_draft(path, DRAFT_WORDS)


def write_issued(folder: Path, issued: IssuedBulletin, run: Path) -> dict[str, str]:
    """Write the files of a signed bulletin into a new folder, all or none, and return the SHA-256 of each.

    A folder that is there already is complete, and stays as it is. `run` is the folder of the run; MissingFile where
    it has no manifest.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _write_all(aside, issued, run)
            aside.chmod(0o750)
            _rename_new(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return issued_hashes(folder)


def issued_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of an issued bulletin by its name; nothing where the folder is gone."""
    if not folder.is_dir():
        return {}
    return {path.name: file_hash(path) for path in sorted(folder.iterdir()) if path.is_file()}


def rebuild_bulletin(folder: Path, path: Path) -> None:
    """Write the document of an issued bulletin again from its issue.json: the same bytes as when it was signed.

    Raises InvalidValue where issue.json is missing or cannot be read.
    """
    issued = read_issued(folder)
    write_bulletin(path, issued.bulletin, created=issued.created)


def read_issued(folder: Path) -> IssuedBulletin:
    """Return an issued bulletin as it was signed, from issue.json; InvalidValue where that cannot be read."""
    try:
        data = json.loads((folder / ISSUE_FILE).read_text(encoding="utf-8"))
        created, said = date.fromisoformat(data["created"]), dict(data["issue"])
        bulletin, numbers = data["bulletin"], data["numbers"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidValue(f"{folder.name} 里没有能读的 {ISSUE_FILE}；请从备份恢复") from error
    return IssuedBulletin(from_plain(Bulletin, bulletin), from_plain(Table, numbers), created, said)


def _write_all(folder: Path, issued: IssuedBulletin, run: Path) -> None:
    document = folder / DOCUMENT_FILE
    write_bulletin(document, issued.bulletin, created=issued.created)
    write_pdf(folder / PDF_FILE, document)
    write_workbook(folder / FIGURES_FILE, (issued.numbers,), title=issued.numbers.title, created=issued.created)
    try:
        shutil.copyfile(run / MANIFEST_FILE, folder / MANIFEST_FILE)
    except OSError as error:
        raise MissingFile(f"运行文件夹里没有 {MANIFEST_FILE}，不能签发；请重新运行这个月后再起草") from error
    data = {
        "created": issued.created.isoformat(),
        "issue": dict(issued.said),
        "bulletin": to_plain(issued.bulletin),
        "numbers": to_plain(issued.numbers),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / ISSUE_FILE).write_text(text + "\n", encoding="utf-8")


def _rename_new(aside: Path, folder: Path) -> None:
    """Give a whole folder its name; where another process was quicker, its files are the ones."""
    try:
        os.rename(aside, folder)
    except OSError:
        if not folder.is_dir():
            raise
