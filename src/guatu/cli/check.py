"""`guatu check`: read packs and say what is wrong, where, and the way out."""

import sys

import click

from guatu.cli.words import EXIT_CLEAN, EXIT_FINDINGS, count_findings, plain_errors, print_findings
from guatu.desk import check_plan
from guatu.domain import has_blocking


@click.command("check")
@click.argument("packs", nargs=-1, required=True)
@click.option("--notes/--no-notes", default=True, help="是否列出“说明”一级的问题")
def command(packs: tuple[str, ...], *, notes: bool) -> None:
    """检查政策包（自带的名称或文件夹），逐条列出编号、位置、说明和办法。"""
    with plain_errors():
        findings = check_plan(packs)
    print_findings(one for one in findings if notes or one.severity.value != "note")
    click.echo(f"{'、'.join(packs)}：{count_findings(findings)}")
    sys.exit(EXIT_FINDINGS if has_blocking(findings) else EXIT_CLEAN)
