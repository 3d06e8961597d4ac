"""Runs a file of this package as a process that reads one file, so that a bad file cannot take the officer's process.

The child prints JSON: what it read, or `trouble` with a word. Its death is the trouble `stopped`.
"""

import json
import subprocess
import sys
from pathlib import Path


def ask_child(child: Path, *arguments: str, seconds: int) -> object:
    """Return the JSON that a child prints, or {"trouble": "stopped"} or {"trouble": "broken"} where it cannot."""
    try:
        done = subprocess.run(  # noqa: S603 - the command is this interpreter and a file of this package
            [sys.executable, "-I", str(child), *arguments],
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"trouble": "stopped"}
    if done.returncode != 0:
        return {"trouble": "stopped" if done.returncode < 0 else "broken"}
    try:
        answer: object = json.loads(done.stdout)
    except ValueError:
        return {"trouble": "broken"}
    return answer
