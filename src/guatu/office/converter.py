"""Documents of older kinds (.doc, .wps, .rtf, .odt) as .docx, by LibreOffice where the machine has it.

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


def has_libreoffice() -> bool:
    """Tell whether documents of older kinds can be converted on this machine."""
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
        _convert(copy)
        yield made if made.is_file() else None


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def _convert(copy: Path) -> None:
    folder, program = copy.parent, _program()
    if program is None:
        return
    own = {name: str(folder) for name in ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    options = ("--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML")
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
