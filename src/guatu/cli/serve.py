"""`guatu serve`: the site of an office: accounts, reporting, the month, bulletins."""

from pathlib import Path

import click

from guatu.cli.site_process import hand_over
from guatu.cli.words import Folder


@click.command("serve")
@click.argument("workspace", type=Folder(), default="workspace")
@click.option(
    "--host", metavar="地址", default="127.0.0.1", show_default=True, help="在哪个地址监听；给全单位用写 0.0.0.0"
)
@click.option("--port", metavar="端口", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口")
@click.option("--demo", is_flag=True, help="演示站点：虚构州、演示账号，从报送截止那天早上开始")
def command(workspace: Path, host: str, port: int, *, demo: bool) -> None:
    """启动站点，全部数据放在文件夹 WORKSPACE 里；第一次启动会建好。Ctrl-C 停止。"""
    hand_over(workspace, ["serve", "--host", host, "--port", str(port), *(["--demo"] if demo else [])])
