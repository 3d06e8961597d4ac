"""`guatu restore`: a backup into a new folder; the folder in use is never written over."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from guatu.console.operation.backup import restore


class Command(BaseCommand):
    """恢复：把备份放进一个新的文件夹，核对后换用。"""

    help = "恢复：把备份放进一个新的文件夹，核对后换用。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the backup."""
        parser.add_argument("file", type=Path, help="备份文件")
        parser.add_argument("--passphrase-file", type=Path, help="加密备份的口令文件")

    def handle(self, *_args: object, **options: object) -> None:
        """Restore into the workspace that the environment names."""
        file, secret = options["file"], options["passphrase_file"]
        passphrase = secret.read_text(encoding="utf-8").strip() if isinstance(secret, Path) else ""
        folder = settings.WORKSPACE.folder
        manifest = restore(file if isinstance(file, Path) else Path(str(file)), folder, passphrase=passphrase)
        files = manifest["files"]
        count = len(files) if isinstance(files, dict) else 0
        self.stdout.write(f"已恢复到 {folder}：{count} 个文件，校验全部相符；备份时间 {manifest['made_at']}")
        if manifest["database"] == "postgresql":
            self.stdout.write(
                f"数据库还没有恢复：请新建一个空的 PostgreSQL 库，写进 {folder} 的 site.toml，再运行 "
                f"guatu restore --database {folder}"
            )
            return
        self.stdout.write(f"下一步：guatu doctor {folder}，没有问题再 guatu serve {folder}")
