"""Write findings as a 问题清单 workbook: what a clerk gets back, one line a problem with its place and way out."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from guatu.domain import Finding, Severity
from guatu.office.fixed_zip import UNDATED
from guatu.office.workbook import write_workbook
from guatu.report import Column, Row, Section, Table

_COLUMNS = (
    Column("级别", width=4),
    Column("编号", width=4),
    Column("位置", width=18),
    Column("问题", width=11),
    Column("说明", width=25),
    Column("办法", width=23),
)


def write_findings(
    path: Path, findings: Iterable[Finding], *, created: date = UNDATED, title: str = "问题清单"
) -> None:
    """Write the list of problems, errors first and otherwise in the order given; an empty list says so.

    The same findings and date give the same bytes. Raises OSError where the path cannot be written.
    """
    given = tuple(findings)
    rows = tuple(_row(finding) for severity in Severity for finding in given if finding.severity is severity)
    counts = (f"{severity.word}{sum(f.severity is severity for f in given)}条" for severity in Severity)
    table = Table(
        name="问题清单",
        title=title,
        subtitle="　".join(counts) if given else "没有发现问题",
        columns=_COLUMNS,
        sections=(Section("", rows),),
        notes=("“错误”须改正后重新运行；“提醒”请核对，数据无误的可以保留；“说明”供了解，不必处理。",),
        frozen_columns=2,
    )
    write_workbook(path, (table,), title=title, created=created)


def _row(finding: Finding) -> Row:
    place = "" if finding.span is None else str(finding.span)
    return Row((finding.severity.word, finding.code, place, finding.title, finding.sentence, finding.way_out))
