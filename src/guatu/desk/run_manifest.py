"""The manifest of a run (运行清单): what was run, on which packs and facts, and a hash of every file written."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from guatu.desk.facts_folder import FactsNote
from guatu.pack import Packs

MANIFEST_FILE = "run.json"


def write_manifest(folder: Path, version: str, packs: Packs, note: FactsNote, run: Mapping[str, object]) -> None:
    """Write run.json into a folder that holds all other files of the run; `run` is what was asked for."""
    write_run(
        folder,
        {
            "guatu": version,
            **run,
            "packs": [
                {
                    "id": pack.id,
                    "title": pack.manifest.title,
                    "version": pack.version,
                    "fictional": pack.manifest.fictional,
                }
                for pack in packs.packs
            ],
            "facts": {"sha256": note.sha256, "rows": dict(sorted(note.rows.items())), "notes": list(note.notes)},
        },
    )


def write_run(folder: Path, run: Mapping[str, object]) -> None:
    """Write run.json: what the run says of itself, and the hash of every other file in the folder."""
    text = json.dumps({**run, "files": _file_hashes(folder)}, ensure_ascii=False, indent=2)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def read_run(folder: Path) -> Mapping[str, object] | None:
    """Return what run.json of a folder says; None where there is none, or none that can be read."""
    try:
        run = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return run if isinstance(run, dict) else None


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, as run.json lists it. Raises OSError where the file cannot be read."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _file_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file under a folder but the manifest itself, by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): file_hash(path)
        for path in sorted(one for one in folder.rglob("*") if one.is_file())
        if path.relative_to(folder).as_posix() != MANIFEST_FILE
    }
