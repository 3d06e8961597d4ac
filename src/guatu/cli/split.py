"""`guatu split`: the year's targets divided among places, quarters and months, with the reason for every line."""

import sys
from itertools import chain
from pathlib import Path
from typing import TypedDict, Unpack

import click

from guatu import __version__
from guatu.cli.words import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    Folder,
    PackNames,
    Year,
    count_findings,
    plain_errors,
    print_some_findings,
    progress,
)
from guatu.desk import SplitReport, SplitRequest, find_facts, split_targets

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Wanted(TypedDict):
    year: int
    indicators: tuple[str, ...]
    among: str
    settings: Path | None
    edits: Path | None


@click.command("split")
@click.argument("packs", type=PackNames(), required=True, nargs=-1)
@click.option("--facts", required=True, help="数据文件夹：观测数据（上年和往年的数）、任务支撑")
@click.option("--year", required=True, type=Year(), help="分解哪一年的目标")
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--indicator", "indicators", multiple=True, help="只分解这个指标（编号或名称）；可写多次")
@click.option(
    "--among",
    type=click.Choice(("places", "parks")),
    default="places",
    help="分给谁：places 是下一级各地（默认，含其园区），parks 是单独在园区之间分",
)
@click.option("--settings", type=_FILE, help="分解设置：上一次写出的 分解设置.xlsx，改过再用")
@click.option("--edits", type=_FILE, help="改过的 分解表.xlsx：“调整值”“锁定”的不动，其余重新求解")
def command(packs: tuple[tuple[str, ...], ...], facts: str, out: Path, **wanted: Unpack[_Wanted]) -> None:
    """目标分解：写出 分解表.xlsx、分解设置.xlsx、责任书附件.docx、targets.csv 和给 guatu month 用的 pack 文件夹。

    PACKS 是政策包：自带的名称或文件夹，可写几个。要求互相冲突时说明是哪几条，什么也不写。

    例：guatu split example --facts 数据 --year 2024 --out 分解
    """
    names = tuple(chain.from_iterable(packs))
    with plain_errors():
        request = SplitRequest(
            names,
            find_facts(facts),
            wanted["year"],
            out,
            wanted["indicators"],
            wanted["settings"],
            wanted["edits"],
            parks=wanted["among"] == "parks",
        )
        with progress() as watch:
            report = split_targets(request, __version__, watch)
        print_some_findings(report.findings, listed_in="findings.xlsx" if report.files else "")
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: SplitReport) -> None:
    """Print a line for each target, those that were not divided, and what was written."""
    for name, told in report.lines:
        click.echo(f"{name}：{told}")
    for name, reason in report.undivided:
        click.echo(f"{name}：没有分解，{reason}")
    for path in report.files:
        click.echo(f"已写出 {path}")
    if not report.files:
        click.echo("没有写出文件。")
    click.echo(f"检查：{count_findings(report.findings)}")
