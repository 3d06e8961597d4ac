"""`guatu explain`: one clause on one firm, condition by condition; or the whole computation of a month as text."""

import sys
from datetime import date
from itertools import chain

import click

from guatu.cli.words import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    EXIT_WRONG_CALL,
    Day,
    Month,
    PackNames,
    Year,
    count_findings,
    plain_errors,
    print_findings,
)
from guatu.desk import ExplainReport, ExplainRequest, explain_award, explain_month, find_facts
from guatu.domain import Period, has_blocking


@click.command("explain")
@click.argument("what", metavar="FIRM|MONTH")
@click.argument("clause", required=False)
@click.option("--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹")
@click.option("--facts", help="数据文件夹；说明一户一条时要写")
@click.option("--year", type=Year(), help="哪一年的兑现；说明一户一条时要写")
@click.option("--day", type=Day(), help="申请日；不写时为年度最后一天")
def command(
    what: str,
    clause: str | None,
    packs: tuple[tuple[str, ...], ...],
    facts: str | None,
    year: int | None,
    day: date | None,
) -> None:
    """说明一户企业 FIRM 在一个条款 CLAUSE 上的结果：逐条条件、实际的数、差多少、金额怎样算、口径怎样定。

    FIRM 写统一社会信用代码、全称或全称的一部分；CLAUSE 写编号、名称或条款号（如 2#二/（三））。
    不写 CLAUSE 而写一个月份 MONTH，打印这个月的全部计算步骤：每步为什么、读哪些表、怎样算（SQL）。

    例：guatu explain 某某公司 扩销促产补助 --packs chuxiong-2019 --facts 数据 --year 2019
    """
    names = tuple(chain.from_iterable(packs))
    if clause is None:
        _explain_month(Month().convert(what, _parameter("what"), click.get_current_context()), names)
        return
    if facts is None or year is None:
        missing = " 和 ".join(word for word, value in (("--facts", facts), ("--year", year)) if value is None)
        raise click.UsageError(f"说明一户一条时还要写 {missing}", click.get_current_context())
    with plain_errors():
        report = explain_award(ExplainRequest(what, clause, names, year, find_facts(facts), day=day))
    print_report(report)


def _parameter(name: str) -> click.Parameter:
    return next(one for one in command.params if one.name == name)


def _explain_month(month: Period, names: tuple[str, ...]) -> None:
    with plain_errors():
        text, findings = explain_month(names, month)
    print_findings(findings)
    click.echo(text)
    sys.exit(EXIT_FINDINGS if has_blocking(findings) else EXIT_CLEAN)


def print_report(report: ExplainReport) -> None:
    """Print the explanation, or the firms or clauses that fit, and end with the code that says which."""
    if report.choices:
        for line in report.choices:
            click.echo(line)
        sys.exit(EXIT_WRONG_CALL)
    if report.is_blocked:
        print_findings(report.findings)
        sys.exit(EXIT_FINDINGS)
    for line in report.lines:
        click.echo(line)
    # What is wrong with the registers may be behind what is missing here; it is listed by `guatu award`.
    blocking = [one for one in report.findings if one.blocks]
    if blocking:
        click.echo(f"检查：{count_findings(blocking)}（用 guatu award 逐条列出）", err=True)
    sys.exit(EXIT_CLEAN)
