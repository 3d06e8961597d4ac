"""`guatu backup`: the database and every file of the workspace in one file, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM, record
from guatu.console.operation.backup import back_up


class Command(BaseCommand):
    """备份：数据库和工作区的全部文件，站点不用停。"""

    help = "备份：数据库和工作区的全部文件，站点不用停。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to and whether sealed."""
        parser.add_argument("--to", type=Path, help="写到哪个文件夹；不写时为工作区的 backups")
        parser.add_argument("--passphrase-file", type=Path, help="口令文件：写了就加密")

    def handle(self, *_args: object, **options: object) -> None:
        """Make the backup and say where it is."""
        to, secret = options["to"], options["passphrase_file"]
        passphrase = secret.read_text(encoding="utf-8").strip() if isinstance(secret, Path) else ""
        file = back_up(settings.WORKSPACE, to=to if isinstance(to, Path) else None, passphrase=passphrase)
        record(SYSTEM, "site.backup", file.name, kind=Kind.SYSTEM)
        self.stdout.write(f"已备份：{file}（{file.stat().st_size / 1e6:.1f} MB）")
