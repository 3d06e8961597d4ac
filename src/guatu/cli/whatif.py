"""`guatu whatif`: what other rules would cost, and who would get more or less."""

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
from guatu.desk import WhatIfReport, WhatIfRequest, find_facts, run_whatif


class Setting(click.ParamType[tuple[str, str]]):
    """A place in the packs and its value: sales-expansion.cap=80万元."""

    name = "名称.项目=值"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return (place, value), or end with a sentence that says how to write it."""
        if isinstance(value, tuple):
            return value
        place, mark, text = str(value).partition("=")
        if not mark or not place.strip() or not text.strip():
            self.fail(f"“{value}”要写成 名称.项目=值，如 sales-expansion.cap=80万元", param, ctx)
        return place.strip(), text.strip()


@click.command("whatif")
@click.argument("packs", type=PackNames(), metavar="PACK")
@click.option(
    "--set",
    "settings",
    type=Setting(),
    required=True,
    multiple=True,
    help="改哪一条的哪个数，可写多次：条款.cap=80万元、条款.when.1='增速 >= 10%'、条款=off、口径=答案、参数=值",
)
@click.option("--year", type=Year(), required=True, help="哪一年的兑现")
@click.option("--facts", required=True, help="数据文件夹：企业年度等名册（CSV、xlsx、Parquet、SQLite）")
@click.option("--packs", "more", type=PackNames(), multiple=True, help="还要一起读的政策包，如 national-enterprise")
@click.option("--day", type=Day(), help="申请日；不写时为年度最后一天")
@click.option("--out", type=Folder(), help="把 whatif.xlsx 写到哪个文件夹；不写时只打印")
def command(
    packs: tuple[str, ...],
    settings: tuple[tuple[str, str], ...],
    year: int,
    facts: str,
    more: tuple[tuple[str, ...], ...],
    day: date | None,
    out: Path | None,
) -> None:
    """试算：在政策包 PACK 上改一个或几个数，比较兑现金额，列出谁多得、谁少得。政策包本身不动。

    例：guatu whatif chuxiong-2019 --set sales-expansion.cap=80万元 --year 2019 --facts 数据 --out 结果
    """
    # The pack that is tried comes last, as its place is the one the run is about.
    names = tuple(dict.fromkeys((*chain.from_iterable(more), *packs)))
    with plain_errors():
        request = WhatIfRequest(names, settings, year, find_facts(facts), out=out, day=day)
        with progress() as watch:
            report = run_whatif(request, __version__, watch)
        print_some_findings(report.findings)
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: WhatIfReport) -> None:
    """Print what was changed, the comparison, and what was written."""
    if report.trial is None:
        click.echo("没有试算：请先改正上面的问题。")
    else:
        for change in report.trial.changes:
            click.echo(f"试算 {change}")
        for ruling, answer in report.trial.answered:
            click.echo(f"试算 口径“{ruling.id}”：{ruling.answer or '未定'} → {answer}")
        click.secho(report.headline, bold=True)
        for lines in report.summary:
            click.echo("")
            for line in lines:
                click.echo(line)
        for path in report.files:
            click.echo(f"已写出 {path}")
    click.echo(f"检查：{count_findings(report.findings)}")
