"""`guatu ladder`: where firms stand on the ladders of cultivation, and how far the next rung is."""

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
    PackNames,
    Year,
    count_findings,
    plain_errors,
    print_some_findings,
    progress,
)
from guatu.desk import LadderReport, LadderRequest, find_facts, run_ladders


@click.command("ladder")
@click.argument("year", type=Year())
@click.option(
    "--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹；可写多次或用逗号隔开"
)
@click.option("--facts", required=True, help="数据文件夹：企业年度、资质称号、企业数据等（CSV、xlsx、Parquet、SQLite）")
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--day", type=Day(), help="申请日：按这一天有效的标准和称号；不写时为年度最后一天")
@click.option("--firm", help="只看一户：统一社会信用代码或全称；同时打印这一户的卡片")
@click.option("--ladder", help="只看一个梯度：编号或名称")
def command(
    year: int,
    packs: tuple[tuple[str, ...], ...],
    facts: str,
    out: Path,
    *,
    day: date | None,
    firm: str | None,
    ladder: str | None,
) -> None:
    """梯度培育看板：写出 ladders.xlsx（各县市层级、各梯度看板、到期称号、逐条条件、说明）和 run.json（运行清单）。

    例：guatu ladder 2025 --packs national-enterprise --facts 数据 --out 结果 --day 2026-05-01
    """
    names = tuple(chain.from_iterable(packs))
    with plain_errors():
        request = LadderRequest(year, names, find_facts(facts), out, day=day, firm=firm, ladder=ladder)
        with progress() as watch:
            report = run_ladders(request, __version__, watch)
        print_some_findings(report.findings)
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: LadderReport) -> None:
    """Print the card that was asked for, how many firms stand where, and what was written."""
    for line in report.card:
        click.echo(line)
    for name, rungs in () if report.card else report.counts:
        click.echo(f"{name}：{'　'.join(f'{rung} {count}' for rung, count in rungs)}")
    for path in report.files:
        click.echo(f"已写出 {path}")
    click.echo(f"检查：{count_findings(report.findings)}")
