"""Office files are zip packages: their parts changed, for files that no program writes."""

import zipfile
from collections.abc import Callable
from pathlib import Path


def repack(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a package again at its path with its parts, by name, as `change` leaves them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
