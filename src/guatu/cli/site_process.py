"""Hand over to the site (转交站点命令): the console is the other face, in a process of its own."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

WORKSPACE_VARIABLE = "GUATU_WORKSPACE"


def hand_over(workspace: Path, command: Sequence[str]) -> None:
    """Become the site's own command, `python -m guatu.console …`, for a workspace; does not return."""
    sys.stdout.flush()
    environment = {**os.environ, WORKSPACE_VARIABLE: str(workspace.absolute())}
    try:
        os.execve(sys.executable, [sys.executable, "-m", "guatu.console", *command], environment)  # noqa: S606
    except OSError as error:
        raise click.ClickException(f"启动不了站点：{error}") from error
