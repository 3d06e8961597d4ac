"""`guatu restore --database`: the second half of restoring a site that lived in a PostgreSQL."""

from django.conf import settings
from django.core.management.base import BaseCommand

from guatu.console.operation.backup import fill_database


class Command(BaseCommand):
    """把恢复出来的数据库备份装进 site.toml 写明的空库。"""

    help = "把恢复出来的数据库备份装进 site.toml 写明的空库。"
    requires_system_checks = []

    def handle(self, *_args: object, **_options: object) -> None:
        """Fill the database and say so."""
        fill_database(settings.WORKSPACE)
        self.stdout.write(f"数据库已恢复。下一步：guatu doctor {settings.WORKSPACE.folder}")
