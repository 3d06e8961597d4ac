"""`guatu read`: a plan in prose becomes a draft pack and a review workbook."""

import sys
from itertools import chain
from pathlib import Path
from typing import NoReturn

import click

from guatu import __version__
from guatu.cli.words import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    Folder,
    PackNames,
    Whole,
    count_findings,
    plain_errors,
    print_some_findings,
    progress,
)
from guatu.desk import (
    USUAL_PACKS,
    FolderReport,
    ReadReport,
    ReadRequest,
    apply_plan_review,
    read_pasted_plan,
    read_plan,
    read_plan_folder,
)


@click.command("read")
@click.argument("plan", required=False)
@click.option("--out", type=Folder(), help="写到哪个文件夹；写回核对表时不写就是核对表所在的文件夹")
@click.option("--packs", type=PackNames(), multiple=True, help="对照哪些政策包；不写时为 national,national-enterprise")
@click.option("--apply", "review", type=click.Path(path_type=Path), help="写回填好的核对表 review.xlsx")
@click.option(
    "--as-annotation", "annotation", type=click.Path(path_type=Path), help="另存标注格式（JSON）；读文件夹时写文件夹名"
)
@click.option("--jobs", type=Whole(), help="读文件夹时同时用几个进程；不写时用全部处理器")
def command(
    plan: str | None,
    out: Path | None,
    packs: tuple[tuple[str, ...], ...],
    *,
    review: Path | None,
    annotation: Path | None,
    jobs: int | None,
) -> None:
    """读方案：文件（docx、pdf、txt、html、md、doc、wps）读成政策包草案和核对表；“-”读粘贴的文字，文件夹整批读。

    \b
    例：guatu read 方案.docx --out 草案
        guatu read --apply 草案/review.xlsx
        guatu read 方案文件夹 --out 草案
    """
    names = tuple(chain.from_iterable(packs)) or USUAL_PACKS
    if review is not None:
        if plan is not None:
            raise click.UsageError("写回核对表时不用再写方案文件：guatu read --apply 草案/review.xlsx")
        _apply(review, out, names)
    if plan is None:
        raise click.UsageError("没有写方案文件；例：guatu read 方案.docx --out 草案")
    if out is None and annotation is None:
        raise click.UsageError("没有写 --out；例：guatu read 方案.docx --out 草案")
    with plain_errors():
        is_folder = plan != "-" and Path(plan).is_dir()
    if is_folder:
        _read_folder(ReadRequest(Path(plan), out, names, annotation), jobs)
    _read_one(plan, out, names, annotation)


def _read_one(plan: str, out: Path | None, packs: tuple[str, ...], annotation: Path | None) -> None:
    with plain_errors():
        if plan == "-":
            pasted, findings = read_pasted_plan(sys.stdin.buffer.read())
            if pasted is None:
                _finish(ReadReport((), findings))
            request = ReadRequest(pasted, out, packs, annotation)
        else:
            request = ReadRequest(Path(plan), out, packs, annotation)
        with progress() as watch:
            report = read_plan(request, __version__, watch)
        _finish(report)


def _apply(review: Path, out: Path | None, packs: tuple[str, ...]) -> None:
    with plain_errors():
        with progress() as watch:
            report = apply_plan_review(review, out, __version__, watch, packs=packs)
        _finish(report)


def _read_folder(request: ReadRequest, jobs: int | None) -> None:
    with plain_errors(), click.progressbar(length=1, label="读方案", file=sys.stderr, show_pos=True) as bar:

        def watch(done: int, total: int, _name: str) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        report = read_plan_folder(request, __version__, watch, workers=jobs)
    _print_folder(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def _print_folder(report: FolderReport) -> None:
    print_some_findings(report.findings, listed_in="")
    for one in report.outcomes:
        counts = "　".join(f"{kind} {count}" for kind, count in one.report.counts)
        click.echo(f"{one.name}：{counts or '没有读'}；{count_findings(one.report.findings)}")
    print_some_findings(
        tuple(chain.from_iterable(one.report.findings for one in report.outcomes if one.report.is_blocked)),
        listed_in="",
    )
    if report.outcomes:
        click.echo(f"共 {len(report.outcomes)} 个文件")


def _finish(report: ReadReport) -> NoReturn:
    """Print what was read and written, and end."""
    review = next((path.name for path in report.files if path.name == "review.xlsx"), "")
    print_some_findings(report.findings, listed_in=review)
    if report.title:
        click.echo(report.title)
    if report.counts:
        click.echo("读出 " + "　".join(f"{kind} {count}" for kind, count in report.counts))
    for path in report.files:
        click.echo(f"已写出 {click.format_filename(path)}")
    if report.is_blocked and not report.files:
        click.echo("没有写出文件。")
    click.echo(f"检查：{count_findings(report.findings)}")
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)
