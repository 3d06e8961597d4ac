"""`guatu month`: the main job."""

import sys
from datetime import date
from itertools import chain
from pathlib import Path

import click

from guatu import __version__
from guatu.cli.words import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    Day,
    Folder,
    Month,
    PackNames,
    count_findings,
    plain_errors,
    print_findings,
    progress,
)
from guatu.desk import MonthReport, MonthRequest, find_facts, run_month
from guatu.domain import Period, Severity

_LIGHT_WORDS = {"green": "绿", "yellow": "黄", "red": "红", "grey": "灰"}


@click.command("month")
@click.argument("month", type=Month())
@click.option(
    "--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹；可写多次或用逗号隔开"
)
@click.option("--facts", required=True, help="数据文件夹（CSV、xlsx、Parquet）；自带数据写 published/chuxiong")
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--as-of", type=Day(), help="按这一天已知的数据重算")
@click.option("--place", help="地区代码或名称；不写时为最后一个政策包的地区")
def command(
    month: Period, packs: tuple[tuple[str, ...], ...], facts: str, out: Path, *, as_of: date | None, place: str | None
) -> None:
    """运行一个月：写出 ledgers.xlsx（六本账）、bulletin.docx（月通报）、wall.html（挂图）和 run.json（运行清单）。

    例：guatu month 2024-09 --packs example --facts 数据 --out 结果
    """
    names = tuple(chain.from_iterable(packs))
    with plain_errors():
        request = MonthRequest(month, names, find_facts(facts), out, as_of=as_of, place=place)
        with progress() as watch:
            report = run_month(request, __version__, watch)
        # Notes are for the author of a pack; here they are counted and stand in findings.xlsx.
        print_findings(one for one in report.findings if one.severity is not Severity.NOTE)
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: MonthReport) -> None:
    """Print what was written and how the lights stand."""
    lights = "　".join(f"{_LIGHT_WORDS[light]} {count}" for light, count in report.lights)
    if report.files:
        click.echo(f"亮灯：{lights}")
        for path in report.files:
            click.echo(f"已写出 {path}")
    click.echo(f"检查：{count_findings(report.findings)}")
