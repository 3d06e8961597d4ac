"""What the verbs share on the terminal: findings, progress, periods and the end of a run."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import click

from guatu.domain import Finding, GuatuError, InvalidValue, Period

PATIENCE_SECONDS = 2.0
EXIT_CLEAN, EXIT_FINDINGS, EXIT_WRONG_CALL = 0, 1, 2
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


class Month(click.ParamType[Period]):
    """One month as people write it: 2024-09, 202409, 2024年9月, 2024年1-9月."""

    name = "YYYY-MM"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Return the period, or end with a sentence that says how to write it."""
        if isinstance(value, Period):
            return value
        try:
            period = Period.from_text(str(value))
        except InvalidValue as error:
            self.fail(str(error), param, ctx)
        if period.months != 1:
            self.fail(f"“{value}”不是一个月份；请写成 2024-09", param, ctx)
        return period


class Day(click.ParamType[date]):
    """A day: 2024-10-08."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or end with a sentence that says how to write it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期；请写成 2024-10-08", param, ctx)


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings on the error stream, the blocking ones last so that they stay in sight."""
    order = {"note": 0, "warning": 1, "error": 2}
    for finding in sorted(findings, key=lambda one: order[one.severity.value]):
        click.secho(str(finding), fg=_COLOURS[finding.severity.value], err=True)


def count_findings(findings: Iterable[Finding]) -> str:
    """Return `错误 2 处，提醒 5 处`, or `没有发现问题`."""
    found = list(findings)
    words = dict.fromkeys(one.severity.word for one in sorted(found, key=lambda one: not one.blocks))
    counts = [f"{word} {sum(one.severity.word == word for one in found)} 处" for word in words]
    return "，".join(counts) or "没有发现问题"


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function to be told of stages; they are shown once the work has taken over two seconds."""
    started, stage, done = time.monotonic(), [""], threading.Event()

    def show() -> None:
        shown = ""
        while not done.wait(0.2):
            if time.monotonic() - started > PATIENCE_SECONDS and stage[0] != shown:
                shown = stage[0]
                click.echo(f"  {time.monotonic() - started:4.0f} 秒  {shown} …", err=True)

    watcher = threading.Thread(target=show, daemon=True)
    watcher.start()
    try:
        yield lambda name: stage.__setitem__(0, name)
    finally:
        done.set()
        watcher.join()


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn guatu's own errors and those of the disk into one sentence and exit code 2."""
    try:
        yield
    except (GuatuError, PermissionError, IsADirectoryError, NotADirectoryError, OSError) as error:
        click.secho(f"未能完成：{error}", fg="red", err=True)
        sys.exit(EXIT_WRONG_CALL)
