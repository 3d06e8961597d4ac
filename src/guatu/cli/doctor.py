"""`guatu doctor`: whether a site is well."""

from pathlib import Path

import click

from guatu.cli.site_process import hand_over
from guatu.cli.words import Folder


@click.command("doctor")
@click.argument("workspace", type=Folder(), default="workspace")
def command(workspace: Path) -> None:
    """给站点体检：数据库、审计链、备份、账号、磁盘、放假安排各好不好，不好怎么办。"""
    hand_over(workspace, ["doctor"])
