"""`guatu award`: who is paid, who is not and why, and the papers that go with it."""

import re
import sys
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TypedDict, Unpack

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
from guatu.desk import AwardReport, AwardRequest, find_facts, run_award
from guatu.report import AwardKind, yuan


class Memory(click.ParamType[str]):
    """How much memory the database may take: 2GB, 512MB."""

    name = "2GB"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the limit, or end with a sentence that says how to write it."""
        found = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]+)?)\s*([GM])B?", str(value).strip().upper())
        if found is None or float(found[1]) == 0:
            self.fail(f"“{value}”不是内存大小；请写成 2GB 或 512MB", param, ctx)
        return f"{found[1]}{found[2]}B"


class _Options(TypedDict):
    """The arguments and options of the verb."""

    year: int
    packs: tuple[tuple[str, ...], ...]
    facts: str
    out: Path
    day: date | None
    as_of: date | None
    letters: tuple[str, ...]
    all_letters: bool
    memory: str


@click.command("award")
@click.argument("year", type=Year())
@click.option(
    "--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹；可写多次或用逗号隔开"
)
@click.option(
    "--facts", required=True, help="数据文件夹：企业年度、资质称号、企业活动、兑现记录等（CSV、xlsx、Parquet、SQLite）"
)
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--day", type=Day(), help="申请日：按这一天有效的条款；不写时为年度最后一天")
@click.option("--as-of", type=Day(), help="只用这一天以前公布的标准")
@click.option("--letter", "letters", multiple=True, help="给这户企业写一次性告知书：信用代码或全称；可写多次")
@click.option("--letters", "all_letters", is_flag=True, help="给名单里的每户企业写一次性告知书")
@click.option("--memory", type=Memory(), default="2GB", show_default=True, help="数据库最多用多少内存")
def command(**options: Unpack[_Options]) -> None:
    """按条款逐户计算一个年度的奖补，写出 award.xlsx（名单、汇总、拨付表、条款）、notice.docx（公示）和 run.json。

    例：guatu award 2019 --packs chuxiong-2019 --facts 数据 --out 结果 --letter 某某有限公司
    """
    with plain_errors():
        request = AwardRequest(
            options["year"],
            tuple(chain.from_iterable(options["packs"])),
            find_facts(options["facts"]),
            options["out"],
            day=options["day"],
            as_of=options["as_of"],
            letters=options["letters"],
            all_letters=options["all_letters"],
            memory=options["memory"],
        )
        with progress() as watch:
            report = run_award(request, __version__, watch)
        print_some_findings(report.findings)
        print_report(report, request.out)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: AwardReport, out: Path) -> None:
    """Print how many are paid how much, what was written, and what was found."""
    if report.files:
        paid, amount = report.totals[AwardKind.PAID]
        refused, waiting = report.totals[AwardKind.REFUSED][0], report.totals[AwardKind.OPEN][0]
        click.echo(f"兑现 {paid:,} 户次 {yuan(amount)}，不予兑现 {refused:,}，待定 {waiting:,}")
        for path in report.files:
            words = f"（{report.letters:,} 份告知书）" if path.is_dir() else ""
            click.echo(f"已写出 {path}{words}")
    else:
        click.echo(f"没有写出名单；{out} 里若有以前的文件，不是这一次的结果")
    click.echo(f"检查：{count_findings(report.findings)}")
