"""`guatu compare`: two versions of a pack, noun by noun."""

import sys

import click

from guatu.cli.words import EXIT_CLEAN, EXIT_FINDINGS, plain_errors, print_findings
from guatu.desk import compare_versions
from guatu.domain import has_blocking


@click.command("compare")
@click.argument("old")
@click.argument("new")
def command(old: str, new: str) -> None:
    """比较两个版本的政策包：新增、删除、改动了什么，从多少改到多少。"""
    with plain_errors():
        changes, findings = compare_versions(old, new)
    print_findings(findings)
    for change in changes:
        click.echo(str(change))
    click.echo(f"共 {len(changes)} 处不同")
    sys.exit(EXIT_FINDINGS if has_blocking(findings) else EXIT_CLEAN)
