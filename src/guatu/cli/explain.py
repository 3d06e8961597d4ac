"""`guatu explain`: the whole computation of a month as text, for whoever wants to recompute it."""

import sys
from itertools import chain

import click

from guatu.cli.words import EXIT_CLEAN, EXIT_FINDINGS, Month, PackNames, plain_errors, print_findings
from guatu.desk import explain_month
from guatu.domain import Period, has_blocking


@click.command("explain")
@click.argument("month", type=Month())
@click.option("--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹")
def command(month: Period, packs: tuple[tuple[str, ...], ...]) -> None:
    """打印一个月的全部计算步骤：每步为什么、读哪些表、怎样算（SQL）。"""
    names = tuple(chain.from_iterable(packs))
    with plain_errors():
        text, findings = explain_month(names, month)
    print_findings(findings)
    click.echo(text)
    sys.exit(EXIT_FINDINGS if has_blocking(findings) else EXIT_CLEAN)
