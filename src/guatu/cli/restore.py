"""`guatu restore`: a backup into a new folder."""

from pathlib import Path

import click

from guatu.cli.site_process import hand_over
from guatu.cli.words import Folder


@click.command("restore")
@click.argument("workspace", type=Folder())
@click.option("--from", "file", metavar="文件", type=click.Path(path_type=Path), help="备份文件")
@click.option("--passphrase-file", metavar="文件", type=click.Path(path_type=Path), help="加密备份的口令文件")
@click.option("--database", is_flag=True, help="第二步：把恢复出来的数据库装进 site.toml 写明的空 PostgreSQL 库")
def command(workspace: Path, file: Path | None, passphrase_file: Path | None, *, database: bool) -> None:
    """把备份恢复到新的文件夹 WORKSPACE，逐个核对校验值；在用的文件夹和数据库不会被覆盖。"""
    if database:
        hand_over(workspace, ["fill_database"])
    if file is None:
        raise click.UsageError("请用 --from 写明备份文件")
    secret = [f"--passphrase-file={passphrase_file.absolute()}"] if passphrase_file else []
    hand_over(workspace, ["restore", str(file.absolute()), *secret])
