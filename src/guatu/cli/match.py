"""`guatu match`: which park each project should go to, and why not the others."""

import sys
from itertools import chain
from pathlib import Path

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
from guatu.desk import MatchReport, MatchRequest, find_facts, match_projects

_WEIGHTS = {"产业": "industry", "用地": "land", "用能": "energy", "亩均": "per_mu", "运距": "distance"}
_AVERAGES = {"合计": "ratio_of_sums", "各项目": "mean_of_ratios"}


class Weight(click.ParamType[tuple[str, float]]):
    """A part of the score and its weight: 产业=40."""

    name = "部分=权重"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Return the part and its weight, or end with a sentence that says how to write it."""
        if isinstance(value, tuple):
            return value
        word, _, number = str(value).replace("＝", "=").partition("=")
        try:
            weight = float(number)
        except ValueError:
            weight = -1.0
        if word not in _WEIGHTS or not 0 <= weight <= 1000:
            known = "、".join(_WEIGHTS)
            self.fail(f"“{value}”不是权重；请写成 产业=40 这样，可写的部分：{known}", param, ctx)
        return _WEIGHTS[word], weight


@click.command("match")
@click.argument("year", type=Year())
@click.option(
    "--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹；可写多次或用逗号隔开"
)
@click.option(
    "--facts", required=True, help="数据文件夹：园区承载、招商线索、项目、物流距离（CSV、xlsx、Parquet、SQLite）"
)
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--weight", "weights", type=Weight(), multiple=True, help="改一部分的权重，如 产业=50；可写多次")
@click.option(
    "--average",
    type=click.Choice(tuple(_AVERAGES)),
    default="合计",
    show_default=True,
    help="亩均门槛怎样平均：合计相除，还是各项目亩均的简单平均",
)
@click.option("--with-unknown", is_flag=True, help="让待核的也参加安排；表上仍写明待核")
def command(
    year: int,
    packs: tuple[tuple[str, ...], ...],
    facts: str,
    out: Path,
    *,
    weights: tuple[tuple[str, float], ...],
    average: str,
    with_unknown: bool,
) -> None:
    """园区匹配：每个项目去哪个园区、为什么不去别的。写出 match.xlsx、match-pairs.csv（UTF-8）和 run.json。

    例：guatu match 2024 --packs example --facts 数据 --out 结果
    """
    with plain_errors():
        request = MatchRequest(
            year,
            tuple(chain.from_iterable(packs)),
            find_facts(facts),
            out,
            weights=weights,
            average=_AVERAGES[average],
            with_unknown=with_unknown,
        )
        with progress() as watch:
            report = match_projects(request, __version__, watch)
        print_some_findings(report.findings, listed_in="findings.xlsx" if report.files else "")
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: MatchReport) -> None:
    """Print how many projects were placed, what the pairs came to, and what was written."""
    if report.files:
        click.echo(f"{report.projects} 个项目 × {report.parks} 个园区：建议落地 {report.placed} 个")
        click.echo("　".join(f"{word} {count}" for word, count in report.counts))
    for path in report.files:
        click.echo(f"已写出 {path}")
    click.echo(f"检查：{count_findings(report.findings)}")
