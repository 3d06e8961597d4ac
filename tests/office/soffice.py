"""LibreOffice as a second reader of what the writers wrote; tests that need it are skipped by name without it."""

import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def to_pdf(path: Path) -> str:
    """Convert a file with LibreOffice, in a profile of its own, and return the text of the pages."""
    folder = path.parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pypdf.PdfReader(path.with_suffix(".pdf")) as reader:
        return "\n".join(page.extract_text() for page in reader.pages)
