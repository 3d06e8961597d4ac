"""`guatu classify`: every class, score and qualification of each firm, place and project."""

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
from guatu.desk import ClassReport, ClassRequest, find_facts, run_classes


@click.command("classify")
@click.argument("year", type=Year())
@click.option(
    "--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹；可写多次或用逗号隔开"
)
@click.option("--facts", required=True, help="数据文件夹：企业年度、地区年度、项目等（CSV、xlsx、Parquet、SQLite）")
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--day", type=Day(), help="按这一天有效的标准；不写时为年度最后一天")
def command(year: int, packs: tuple[tuple[str, ...], ...], facts: str, out: Path, *, day: date | None) -> None:
    """分类、资格和评分：写出 classes.xlsx、每张名册一个 CSV（UTF-8）和 run.json（运行清单）。

    例：guatu classify 2025 --packs national-enterprise --facts 数据 --out 结果
    """
    names = tuple(chain.from_iterable(packs))
    with plain_errors():
        request = ClassRequest(year, names, find_facts(facts), out, day=day)
        with progress() as watch:
            report = run_classes(request, __version__, watch)
        print_some_findings(report.findings)
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: ClassReport) -> None:
    """Print how many rows have each result, and what was written."""
    for table, name, results in report.counts:
        click.echo(f"{table}　{name}：{'　'.join(f'{label} {count}' for label, count in results)}")
    for path in report.files:
        click.echo(f"已写出 {path}")
    click.echo(f"检查：{count_findings(report.findings)}")
