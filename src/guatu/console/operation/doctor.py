"""Look whether all is well (体检): each check says what it saw and, where it is not well, what to do."""

import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from guatu.console.audit.models import Entry
from guatu.console.audit.trail import broken_entries
from guatu.console.bulletins.models import Issue
from guatu.console.jobs.models import Job, State
from guatu.console.monitor.models import MonthRun
from guatu.console.operation.backup import BACKUPS
from guatu.console.people.models import User
from guatu.console.people.passwords import DEMO_PASSWORD
from guatu.console.plans.active import active_packs
from guatu.console.reporting.models import Upload
from guatu.console.workspace import FOLDERS, SECRET_FILE
from guatu.domain import GuatuError

_ALIVE_FILE = "worker.alive"
_LEAST_FREE_BYTES = 2 << 30
_HOUR = 3600


class Verdict(StrEnum):
    """How a check came out."""

    GOOD = "好"
    NOTE = "注意"
    BAD = "有问题"


@dataclass(frozen=True)
class Seen:
    """What one check saw, and the way out where it is not well."""

    what: str
    verdict: Verdict
    sentence: str
    way_out: str = ""


def examine() -> Iterator[Seen]:
    """Yield what each check saw, one after the other; a check that breaks is itself something bad."""
    for check in CHECKS:
        try:
            yield from check()
        except (DatabaseError, GuatuError, OSError) as error:
            yield Seen(check.__name__.strip("_"), Verdict.BAD, str(error).splitlines()[0], "先解决上面的问题，再体检。")


def _python() -> Iterator[Seen]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    yield Seen("Python", Verdict.GOOD if good else Verdict.BAD, version, "" if good else "请安装 Python 3.11 或更新。")


def _workspace() -> Iterator[Seen]:
    folder = settings.WORKSPACE.folder
    missing = [name for name in FOLDERS if not (folder / name).is_dir()]
    if missing or not os.access(folder, os.W_OK):
        yield Seen(
            "工作区", Verdict.BAD, f"{folder} 缺 {'、'.join(missing)} 或不能写", "检查属主和权限；guatu serve 会补建。"
        )
    else:
        yield Seen("工作区", Verdict.GOOD, str(folder))
    free = shutil.disk_usage(folder).free
    verdict = Verdict.GOOD if free > _LEAST_FREE_BYTES else Verdict.NOTE
    yield Seen("磁盘", verdict, f"还有 {free / 1e9:.1f} GB", "" if verdict is Verdict.GOOD else "请清理或扩容。")
    secret = folder / SECRET_FILE
    if not secret.is_file():
        yield Seen("密钥", Verdict.BAD, "没有 secret.key", "guatu serve 会在首次启动时生成。")
    elif stat.S_IMODE(secret.stat().st_mode) & 0o077:
        yield Seen("密钥", Verdict.BAD, "secret.key 别人也能读", f"chmod 600 {secret}")
    else:
        yield Seen("密钥", Verdict.GOOD, "只有本账户能读")


def _database() -> Iterator[Seen]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    words = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    if waiting:
        yield Seen(
            "数据库", Verdict.BAD, f"{words}，有 {len(waiting)} 步升级没有做", "运行 guatu serve，会先备份再升级。"
        )
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            answer = cursor.fetchone()[0]
        if answer != "ok":
            yield Seen("数据库", Verdict.BAD, f"SQLite 文件损坏：{answer}", "停止站点，用最近的备份恢复。")
            return
    yield Seen("数据库", Verdict.GOOD, f"{words}，结构是最新的")


def _trail() -> Iterator[Seen]:
    broken = next(broken_entries(), None)
    count = Entry.objects.count()
    if broken:
        number, why = broken
        yield Seen("审计链", Verdict.BAD, f"第 {number} 号记录：{why}", "请审计管理员核查；保留现场，不要删改。")
    else:
        yield Seen("审计链", Verdict.GOOD, f"{count} 条记录首尾相接")


def _clock() -> Iterator[Seen]:
    newest = Entry.objects.order_by("-number").values_list("at", flat=True).first()
    moment = datetime.now().astimezone()
    if settings.WORKSPACE.flag("demo"):
        yield Seen("时钟", Verdict.GOOD, "演示站点，走演示时钟")
    elif newest and newest > moment:
        yield Seen("时钟", Verdict.BAD, f"机器时间 {moment:%Y-%m-%d %H:%M} 早于最近的记录", "请校准机器时间。")
    else:
        yield Seen("时钟", Verdict.GOOD, f"{moment:%Y-%m-%d %H:%M}（{settings.TIME_ZONE}）")


def _calendar() -> Iterator[Seen]:
    year = datetime.now().astimezone().year
    known = active_packs().calendar.known_years
    missing = [str(one) for one in (year, year + 1) if one not in known]
    if missing:
        yield Seen(
            "放假安排", Verdict.NOTE, f"不知道 {'、'.join(missing)} 年的调休", "公布后写进政策包的 calendar.yaml。"
        )
    else:
        yield Seen("放假安排", Verdict.GOOD, f"{year}、{year + 1} 年都知道")


def _worker() -> Iterator[Seen]:
    alive = settings.WORKSPACE.path(_ALIVE_FILE)
    quiet = time.time() - alive.stat().st_mtime if alive.is_file() else None
    waiting = Job.objects.filter(state=State.WAITING).count()
    busy = Job.objects.filter(state=State.RUNNING).exists()
    if quiet is None or (quiet > 60 and not busy):
        yield Seen("后台作业", Verdict.NOTE, f"没有在运行，{waiting} 件等着", "guatu serve 会一并启动。")
    else:
        yield Seen("后台作业", Verdict.GOOD, f"在运行，{waiting} 件等着")
    failed = Job.objects.filter(state=State.FAILED).order_by("-id").first()
    if failed:
        yield Seen("失败的作业", Verdict.NOTE, f"最近一件：{failed.kind}，{failed.outcome}", "看日志；改正后重新办理。")


def _backups() -> Iterator[Seen]:
    made = [path.stat().st_mtime for path in settings.WORKSPACE.path(BACKUPS).glob("guatu-*")]
    age = (time.time() - max(made)) / _HOUR if made else None
    if age is None or age > 48:
        said = "还没有备份" if age is None else f"最近一次在 {age:.0f} 小时以前"
        yield Seen("备份", Verdict.NOTE, said, "运行 guatu backup，并把文件放到别的机器上。")
    else:
        yield Seen("备份", Verdict.GOOD, f"最近一次在 {age:.0f} 小时以前" if age >= 1 else "最近一次不到 1 小时")


def _files() -> Iterator[Seen]:
    """Look for rows that name a file which is gone."""
    workspace = settings.WORKSPACE
    named: list[Path] = [
        *(
            workspace.path("runs", str(key))
            for key in MonthRun.objects.filter(state="done").values_list("pk", flat=True)
        ),
        *(workspace.path("uploads", path) for path in Upload.objects.values_list("path", flat=True)),
        *(
            workspace.path("issues", str(key), name)
            for key, files in Issue.objects.exclude(files={}).values_list("pk", "files")
            for name in files
        ),
    ]
    missing = [path for path in named if not path.exists()]
    if missing:
        yield Seen("文件", Verdict.BAD, f"{len(missing)} 个文件不见了，如 {missing[0]}", "从备份里找回来。")
    else:
        yield Seen("文件", Verdict.GOOD, f"登记的 {len(named)} 项都在")


def _accounts() -> Iterator[Seen]:
    if settings.WORKSPACE.flag("demo"):
        yield Seen("账号", Verdict.NOTE, "演示口令人人知道", "正式使用请另建工作区。")
        return
    same = [one.username for one in User.objects.filter(is_active=True) if check_password(DEMO_PASSWORD, one.password)]
    if same:
        yield Seen("账号", Verdict.BAD, f"{'、'.join(same)} 用着演示口令", "请安全管理员立即重置。")
    else:
        yield Seen("账号", Verdict.GOOD, f"{User.objects.filter(is_active=True).count()} 个在用账号")


def _deployment() -> Iterator[Seen]:
    try:
        call_command("check", deploy=True, verbosity=0, fail_level="WARNING", stdout=StringIO())
    except SystemCheckError as error:
        yield Seen("安全设置", Verdict.BAD, str(error).splitlines()[0], "把 check --deploy 列出的逐条改正。")
        return
    if settings.WORKSPACE.flag("https"):
        yield Seen("安全设置", Verdict.GOOD, "https，检查全部通过")
    else:
        yield Seen(
            "安全设置", Verdict.NOTE, "没有用 https，口令在内网明文传送", "有证书时在前面架 https，再写 https = true。"
        )


def _helpers() -> Iterator[Seen]:
    if shutil.which("soffice"):
        yield Seen("LibreOffice", Verdict.GOOD, "有，能出 PDF、能读 doc 和 wps")
    else:
        yield Seen("LibreOffice", Verdict.NOTE, "没有，通报只出 docx，读不了 doc 和 wps", "需要时安装 LibreOffice。")


CHECKS: tuple[Callable[[], Iterator[Seen]], ...] = (
    _python,
    _workspace,
    _database,
    _trail,
    _clock,
    _calendar,
    _worker,
    _backups,
    _files,
    _accounts,
    _deployment,
    _helpers,
)
