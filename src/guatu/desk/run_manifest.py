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
    manifest = {
        "guatu": version,
        **run,
        "packs": [
            {"id": pack.id, "title": pack.manifest.title, "version": pack.version, "fictional": pack.manifest.fictional}
            for pack in packs.packs
        ],
        "facts": {"sha256": note.sha256, "rows": dict(sorted(note.rows.items())), "notes": list(note.notes)},
        "files": {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(one for one in folder.rglob("*") if one.is_file())
        },
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
