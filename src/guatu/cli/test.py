"""`guatu test`: run the cases of packs."""

import sys

import click

from guatu.cli.words import EXIT_CLEAN, EXIT_FINDINGS, PackNames, count_findings, plain_errors, print_findings
from guatu.desk import run_pack_cases
from guatu.domain import Severity


@click.command("test")
@click.argument("packs", type=PackNames())
def command(packs: tuple[str, ...]) -> None:
    """运行政策包里的用例（cases.yaml），算出来和写的不一样就列出来。

    例：guatu test chuxiong-2019
    """
    with plain_errors():
        report = run_pack_cases(packs)
        print_findings(one for one in report.findings if one.severity is not Severity.NOTE)
        print_findings(one.finding() for one in report.failed)
    cases = len({id(one.case) for one in report.results})
    click.echo(f"用例 {cases} 个，结果 {len(report.results)} 项，不符 {len(report.failed)} 项")
    click.echo(f"检查：{count_findings(report.findings)}")
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)
