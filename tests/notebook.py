"""Runs the notebook in docs: its python blocks in order, in one namespace; a text block after one is what it prints."""

import contextlib
import io
import re
import tempfile
from typing import Any
from unittest import mock

_BLOCKS = re.compile(r"(?P<code>```python\n(?P<source>.*?)```\n)(?:\n```text\n(?P<printed>.*?)```\n)?", re.DOTALL)


def filled_in(page: str) -> str:
    """Return the page with each text block as its python block prints it now; a failing block raises.

    Temporary folders that blocks make are gone afterwards.
    """
    # Any: the names that blocks of a notebook define are of any type.
    names: dict[str, Any] = {"__name__": "notebook"}

    def run(block: re.Match[str]) -> str:
        printed = io.StringIO()
        line = page.count("\n", 0, block.start("source"))
        code = compile("\n" * line + block["source"], "docs/notebook.md", "exec")
        with contextlib.redirect_stdout(printed):
            exec(code, names)  # noqa: S102 — the page is part of this project
        text = "".join(f"{one.rstrip()}\n" for one in printed.getvalue().splitlines())
        return block["code"] + (f"\n```text\n{text}```\n" if text else "")

    with tempfile.TemporaryDirectory() as folder, mock.patch.object(tempfile, "tempdir", folder):
        return _BLOCKS.sub(run, page)
