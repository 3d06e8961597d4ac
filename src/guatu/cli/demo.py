"""`guatu demo`: the main job on bundled data, for a first look."""

from pathlib import Path

import click

from guatu import __version__
from guatu.cli.month import print_report
from guatu.cli.words import Folder, plain_errors, progress
from guatu.desk import DEMO_RUNS, make_demo


@click.command("demo")
@click.argument("folder", type=Folder(), default="demo")
def command(folder: Path) -> None:
    """在 FOLDER 里演示：生成虚构州的数据，运行一个月；再用楚雄公开数据运行。"""
    with plain_errors():
        for run in DEMO_RUNS:
            click.secho(f"\n{run.title}", bold=True)
            click.echo(f"  {run.command_line(folder)}")
            with progress() as watch:
                report = make_demo(run, folder, __version__, watch)
            print_report(report)
    click.echo(f"\n请打开 {folder} 下的 ledgers.xlsx、bulletin.docx 和 wall.html。")
