"""`guatu demo`: the main job on bundled data, for a first look."""

from pathlib import Path

import click

from guatu import __version__
from guatu.cli.award import print_report as print_awards
from guatu.cli.month import print_report
from guatu.cli.words import Folder, plain_errors, progress
from guatu.desk import DEMO_AWARD, DEMO_RUNS, make_demo, make_demo_award


@click.command("demo")
@click.argument("folder", type=Folder(), default="demo")
def command(folder: Path) -> None:
    """在 FOLDER 里演示：生成虚构州的数据，运行一个月；再用楚雄公开数据运行，最后兑现虚构州一年的奖补。"""
    with plain_errors():
        for run in DEMO_RUNS:
            click.secho(f"\n{run.title}", bold=True)
            click.echo(f"  {run.command_line(folder)}")
            with progress() as watch:
                report = make_demo(run, folder, __version__, watch)
            print_report(report)
        click.secho(f"\n{DEMO_AWARD.title}", bold=True)
        click.echo(f"  {DEMO_AWARD.command_line(folder)}")
        with progress() as watch:
            awards = make_demo_award(folder, __version__, watch)
        print_awards(awards, folder / DEMO_AWARD.folder)
    click.echo(f"\n请打开 {folder} 下的 ledgers.xlsx、bulletin.docx、wall.html 和 award.xlsx。")
