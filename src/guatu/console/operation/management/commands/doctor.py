"""`guatu doctor`: whether the site is well, and what to do where it is not."""

import sys

from django.core.management.base import BaseCommand

from guatu.console.operation.doctor import Verdict, examine


class Command(BaseCommand):
    """体检：站点各处好不好，不好怎么办。"""

    help = "体检：站点各处好不好，不好怎么办。"
    requires_system_checks = []

    def handle(self, *_args: object, **_options: object) -> None:
        """Print a line a check; the exit code is 1 where something is bad."""
        bad = 0
        for seen in examine():
            bad += seen.verdict is Verdict.BAD
            self.stdout.write(f"[{seen.verdict.value}] {seen.what}：{seen.sentence}")
            if seen.way_out:
                self.stdout.write(f"      办法：{seen.way_out}")
        self.stdout.write("没有问题。" if not bad else f"有 {bad} 处问题。")
        sys.exit(1 if bad else 0)
