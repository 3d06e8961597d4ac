"""Documents of older kinds (.doc, .wps, .rtf, .odt) as .docx, and .docx as PDF, by LibreOffice where there is one.

It works on a copy in a temporary folder that also holds its profile, its home and its own temporary files, and that is
gone afterwards.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SECONDS = 60
_PROGRAMS = ("soffice", "libreoffice")
_DOCX, _PDF = "docx:MS Word 2007 XML", "pdf:writer_pdf_Export"


def has_libreoffice() -> bool:
    """Tell whether documents can be converted on this machine."""
    return _program() is not None


@contextmanager
def converted_to_docx(path: Path, kind: str) -> Iterator[Path | None]:
    """Give the path of a document as .docx while the block lasts, None where LibreOffice could not convert it.

    `kind` is what the document is, whatever its name ends in: doc, rtf, odt.
    """
    with tempfile.TemporaryDirectory(prefix="guatu-plan-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / f"plan.{kind}"
        shutil.copyfile(path, copy)
        made = copy.with_suffix(".docx")
        _convert(copy, _DOCX)
        yield made if made.is_file() else None


def write_pdf(path: Path, document: Path) -> bool:
    """Write a .docx as PDF and return True; False where there is no LibreOffice or it could not do it.

    The fonts are those of the machine: final pagination needs the fonts the document names.
    """
    with tempfile.TemporaryDirectory(prefix="guatu-pdf-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "bulletin.docx"
        shutil.copyfile(document, copy)
        _convert(copy, _PDF)
        made = copy.with_suffix(".pdf")
        if not made.is_file():
            return False
        shutil.copyfile(made, path)
    return True


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def _convert(copy: Path, form: str) -> None:
    folder, program = copy.parent, _program()
    if program is None:
        return
    own = {name: str(folder) for name in ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    options = ("--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", form)
    process = subprocess.Popen(  # noqa: S603 - LibreOffice, on a copy with a name of our own
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *options,
            "--outdir",
            str(folder),
            str(copy),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**os.environ, **own},
        start_new_session=True,
    )
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started: soffice is a script around the process that works."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
