"""The background worker (后台作业): takes jobs one after the other until it is told to stop."""

import signal
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from guatu.console.jobs.queue import look_after, release_own, run_waiting, work

ALIVE_FILE = "worker.alive"


class Command(BaseCommand):
    """后台作业：一件一件地做，直到停止。"""

    help = "后台作业：一件一件地做，直到停止。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the run that ends by itself."""
        parser.add_argument("--once", action="store_true", help="做完等着的作业就结束")

    def handle(self, *_args: object, **options: object) -> None:
        """Work until a signal comes; the file worker.alive tells the doctor when it was last at work."""
        if options["once"]:
            look_after()
            run_waiting()
            return
        stop: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda given, _frame: stop.append(given))
        release_own()
        alive = settings.WORKSPACE.path(ALIVE_FILE)

        def should_stop() -> bool:
            alive.touch()
            return bool(stop)

        work(should_stop)
