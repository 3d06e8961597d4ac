"""`python -m guatu.console verify_trail`: check the whole trail; 1 where an entry does not fit."""

import sys

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.translation import gettext as _

from guatu.console.audit.guard import is_guarded
from guatu.console.audit.models import Entry
from guatu.console.audit.trail import broken_entries


class Command(BaseCommand):
    """核对全部审计记录."""

    help = _("核对全部审计记录：有没有改过、缺失、接不上的；有则返回 1。")

    def handle(self, *_args: object, **_options: object) -> None:
        """Print every entry that does not fit, then the count."""
        count = 0
        for number, why in broken_entries():
            count += 1
            self.stdout.write(_("第 %(number)d 号：%(why)s") % {"number": number, "why": why})
        if not is_guarded(connection):
            self.stdout.write(_("提醒：数据库里防止更改、删除的触发器不在了。"))
        if count:
            self.stdout.write(_("审计记录有 %(count)d 处不符，请立即报告安全管理员，并保留现场。") % {"count": count})
            sys.exit(1)
        self.stdout.write(_("审计记录 %(count)d 条，全部相符。") % {"count": Entry.objects.count()})
