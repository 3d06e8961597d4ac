"""`guatu sample`: a clearly fictional prefecture to try things on."""

from pathlib import Path

import click

from guatu.cli.words import Folder, Whole, plain_errors
from guatu.desk import make_sample


@click.command("sample")
@click.argument("folder", type=Folder())
@click.option("--seed", type=Whole(), default=1, show_default=True, help="随机种子；同一种子写出同样的文件")
@click.option("--evaluation", is_flag=True, help="只写园区评价和亩均评价的两张名册（13 个园区、七百多户企业、两年）")
def command(folder: Path, seed: int, *, evaluation: bool) -> None:
    """在 FOLDER 里生成虚构州的演示数据（10 个县、6 个园区、40 个指标、36 个月、800 户企业），带真实数据常见的毛病。"""
    with plain_errors():
        report = make_sample(folder, seed, evaluation=evaluation)
    for path in report.files:
        click.echo(f"已写出 {path}")
    click.echo(f"埋下 {len(report.defects)} 处常见毛病，清单见 {folder / '说明.md'}")
