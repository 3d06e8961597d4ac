"""`guatu forecast`: the year foretold from what was reported, and how likely each target is reached."""

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
    print_some_findings,
    progress,
)
from guatu.desk import ForecastReport, ForecastRequest, find_facts, forecast_year
from guatu.domain import Period


@click.command("forecast")
@click.argument("month", type=Month())
@click.option(
    "--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹；可写多次或用逗号隔开"
)
@click.option("--facts", required=True, help="数据文件夹：观测数据、目标，和以前留下的 forecasts.csv")
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--hold-total", is_flag=True, help="本级的预测数不动，差额由下级分担；不写时上下一起协调")
@click.option("--as-of", type=Day(), help="只看这一天以前得知的数，重现当时的预测")
@click.option("--place", help="哪个地区的预测；不写时为最后一个政策包的地区")
def command(
    month: Period,
    packs: tuple[tuple[str, ...], ...],
    facts: str,
    out: Path,
    *,
    hold_total: bool,
    as_of: date | None,
    place: str | None,
) -> None:
    """预测全年：写出 forecast.xlsx、forecast-working.xlsx（底稿）、forecasts.csv（留存）、图和 run.json（运行清单）。

    MONTH 是数据截至的月份；12月预测下一年。把 forecasts.csv 放进数据文件夹，guatu month 就会在差距账里列出
    按目前进度的全年预计和完成可能性，以后再预测时会评估这一次准不准。

    例：guatu forecast 2024-09 --packs example --facts 数据 --out 预测
    """
    names = tuple(chain.from_iterable(packs))
    with plain_errors():
        request = ForecastRequest(
            month, names, find_facts(facts), out, hold_totals=hold_total, as_of=as_of, place=place
        )
        with progress() as watch:
            report = forecast_year(request, __version__, watch)
        print_some_findings(report.findings)
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: ForecastReport) -> None:
    """Print how many series were foretold, how the chances of the targets lie, and what was written."""
    click.echo(f"预测了 {report.foretold} 条序列，{report.unknown} 条没有预测")
    if report.chances:
        click.echo(f"目标完成的把握：{'　'.join(f'{word} {count}' for word, count in report.chances)}")
    for path in report.files:
        click.echo(f"已写出 {path}")
    click.echo(f"检查：{count_findings(report.findings)}")
