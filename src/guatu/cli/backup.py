"""`guatu backup`: a site in one file, while it runs."""

from pathlib import Path

import click

from guatu.cli.site_process import hand_over
from guatu.cli.words import Folder


@click.command("backup")
@click.argument("workspace", type=Folder(), default="workspace")
@click.option("--to", metavar="文件夹", type=Folder(), help="写到哪个文件夹；不写时为工作区的 backups")
@click.option("--passphrase-file", metavar="文件", type=click.Path(path_type=Path), help="口令文件：写了就加密")
def command(workspace: Path, to: Path | None, passphrase_file: Path | None) -> None:
    """备份站点：数据库和工作区 WORKSPACE 的全部文件，写成一个文件；站点不用停。"""
    options = [("--to", to), ("--passphrase-file", passphrase_file)]
    hand_over(workspace, ["backup", *(f"{name}={path.absolute()}" for name, path in options if path)])
