"""`guatu serve`: everything on one machine: migrate, collect the pages' files, serve, run the worker."""

import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from guatu.console.demo import make_demo_site
from guatu.console.demo_story import tell_story
from guatu.console.operation.backup import back_up
from guatu.console.operation.first_start import DEMO_OPTION
from guatu.console.operation.serving import children, keep_running
from guatu.console.people.first_account import make_first_accounts
from guatu.console.people.passwords import DEMO_PASSWORD


class Command(BaseCommand):
    """启动站点：建库升级、收集页面文件、启动服务和后台作业，直到 Ctrl-C。"""

    help = "启动站点：建库升级、收集页面文件、启动服务和后台作业，直到 Ctrl-C。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to listen and whether this is the demonstration."""
        parser.add_argument("--host", default="127.0.0.1", help="在哪个地址监听；给全单位用写 0.0.0.0")
        parser.add_argument("--port", type=int, default=8000, help="端口")
        parser.add_argument("--web-workers", type=int, default=2, help="服务进程数")
        parser.add_argument(DEMO_OPTION, action="store_true", help="演示站点：虚构州、演示账号、演示日期")
        parser.add_argument("--only-prepare", action="store_true", help="只建库、收集文件，不启动")

    def handle(self, *_args: object, **options: object) -> None:
        """Prepare the site and keep it running."""
        self._migrate()
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.WORKSPACE.flag("demo"):
            self.stdout.write("准备演示数据（第一次约需半分钟）…")
            make_demo_site()
            tell_story(lambda words: self.stdout.write(f"  {words}"))
        else:
            self._tell_first_accounts()
        if options["only_prepare"]:
            return
        address = f"{options['host']}:{options['port']}"
        shown = f"127.0.0.1:{options['port']}" if options["host"] == "0.0.0.0" else address  # noqa: S104
        self.stdout.write(f"\n站点正在启动，几秒后打开：http://{shown}/　（Ctrl-C 停止）")
        if settings.WORKSPACE.flag("demo"):
            self.stdout.write(
                "演示账号：wang（运行科）、jiazi（甲子市联络员）、sun（审核）、gao（签发）等；"
                f"口令都是 {DEMO_PASSWORD}\n演示口令人人知道：正式使用请另建工作区，第一次登录会要求改口令。"
            )
        sys.exit(keep_running(children(address, int(str(options["web_workers"]))), self.stderr.write))

    def _migrate(self) -> None:
        """Bring the database up to date; one that holds data is backed up before."""
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting and executor.loader.applied_migrations:
            file = back_up(settings.WORKSPACE, reason="upgrade")
            self.stdout.write(f"升级数据库前已备份：{file}")
        if waiting:
            self.stdout.write("建库、升级数据库…")
            call_command("migrate", interactive=False, verbosity=0)

    def _tell_first_accounts(self) -> None:
        """On the first start make the three administrators; each password is shown once and must be changed."""
        for name, password in make_first_accounts():
            self.stdout.write(f"首次启动，新建账号 {name}，一次性口令 {password}（只显示这一次，首次登录须改）")
