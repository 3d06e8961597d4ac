"""What the verbs share on the terminal: findings, progress, periods and the end of a run."""

import errno
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from guatu.domain import EngineFailure, Finding, GuatuError, InvalidValue, Period, Severity

PATIENCE_SECONDS = 2.0
EXIT_CLEAN, EXIT_FINDINGS, EXIT_WRONG_CALL = 0, 1, 2
EXIT_INTERRUPTED = 130  # what a shell gives for Ctrl-C
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


class Year(click.ParamType[int]):
    """A year: 2019, 2019年."""

    name = "YYYY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year, or end with a sentence that says how to write it."""
        found = re.fullmatch(r"((?:19|20|21)[0-9]{2})年?度?", str(value).strip())
        if found is None:
            self.fail(f"“{value}”不是年度；请写成 2019", param, ctx)
        return int(found[1])


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


class Folder(click.ParamType[Path]):
    """A folder to write into; it need not be there yet."""

    name = "文件夹"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or end with a sentence where a file stands in the way."""
        path = Path(str(value))
        for one in (path, *path.parents):
            try:
                is_in_the_way = one.exists() and not one.is_dir()
            except OSError as error:
                self.fail(_disk_sentence(error).rstrip("。"), param, ctx)
            if is_in_the_way:
                self.fail(f"“{one}”是一个文件，不是文件夹；请换一个文件夹名", param, ctx)
        return path


class Whole(click.ParamType[int]):
    """A whole number, not negative."""

    name = "整数"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or end with a sentence that says how to write it."""
        if not re.fullmatch(r"[0-9]{1,9}", str(value)):
            self.fail(f"“{value}”不是整数；请写成 3 这样的数", param, ctx)
        return int(str(value))


class PackNames(click.ParamType[tuple[str, ...]]):
    """Names of packs with commas between them, or one folder whose own name may have a comma."""

    name = "政策包"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the names, or end with a sentence where there is none."""
        if isinstance(value, tuple):
            return value
        text = str(value).strip()
        names = (
            (text,) if text and Path(text).is_dir() else tuple(filter(None, map(str.strip, re.split("[,，]", text))))
        )
        if not names:
            self.fail("没有写政策包；请写自带的名称（如 example）或政策包文件夹", param, ctx)
        return names


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings on the error stream, the blocking ones last so that they stay in sight."""
    order = {"note": 0, "warning": 1, "error": 2}
    for finding in sorted(findings, key=lambda one: order[one.severity.value]):
        click.secho(str(finding), fg=_COLOURS[finding.severity.value], err=True)


def print_some_findings(findings: Iterable[Finding], most: int = 6, *, listed_in: str = "findings.xlsx") -> None:
    """Print findings but for notes, of one kind not more than `most`: a register may lack a hundred columns.

    `listed_in` is the file that has them all, "" where there is none.
    """
    shown: list[Finding] = []
    left: dict[str, tuple[str, int]] = {}
    for finding in findings:
        if finding.severity is Severity.NOTE:
            continue
        if sum(one.code == finding.code for one in shown) < most:
            shown.append(finding)
        else:
            left[finding.code] = (finding.title, left.get(finding.code, ("", 0))[1] + 1)
    print_findings(shown)
    where = f"，见 {listed_in}" if listed_in else ""
    for code, (title, count) in left.items():
        click.secho(f"{code}  {title}：另有 {count} 处{where}", fg="yellow", err=True)


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
    """Turn guatu's own errors and those of the disk into one sentence and exit code 2, and Ctrl-C into 130."""
    try:
        yield
    except (GuatuError, OSError) as error:
        click.secho(f"未能完成：{_sentence(error)}", fg="red", err=True)
        sys.exit(EXIT_WRONG_CALL)
    except KeyboardInterrupt:
        click.secho("已中断；没有写完的文件已经清除。", fg="yellow", err=True)
        sys.exit(EXIT_INTERRUPTED)


_DISK_TROUBLES = {
    errno.EACCES: "没有权限读写“{}”；文件若在 WPS 里开着请先关上，或换一个文件夹。",
    errno.EPERM: "没有权限读写“{}”；文件若在 WPS 里开着请先关上，或换一个文件夹。",
    errno.EROFS: "“{}”所在的磁盘只能读，不能写；请换一个文件夹。",
    errno.EEXIST: "“{}”是一个文件，不是文件夹；请换一个文件夹名。",
    errno.ENOTDIR: "“{}”是一个文件，不是文件夹；请换一个文件夹名。",
    errno.EISDIR: "“{}”是文件夹，不是文件；请写出文件名。",
    errno.ENOENT: "没有“{}”，也建不了；请换一个文件夹。",
    errno.ENOSPC: "磁盘满了，写不下“{}”；请腾出空间，或换一个磁盘。",
    errno.ENAMETOOLONG: "文件名太长：“{}”。",
}


def _sentence(error: GuatuError | OSError) -> str:
    if isinstance(error, EngineFailure):
        if "Out of Memory" in str(error):
            return "内存不够，没有算完；请关掉别的程序，或用 --memory 写大一些，如 --memory 4GB"
        # The statement itself is for whoever maintains guatu; its first line says which step it was.
        return f"数据库计算出错，请把这一句告诉维护人员：{str(error).splitlines()[0]}"
    if isinstance(error, OSError) and not isinstance(error, GuatuError):
        return _disk_sentence(error)
    return str(error)


def _disk_sentence(error: OSError) -> str:
    trouble = _DISK_TROUBLES.get(error.errno or 0, f"读写“{{}}”时出错：{error.strerror or error}。")
    return trouble.format(error.filename or "文件")
