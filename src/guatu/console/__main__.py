"""`python -m guatu.console`: the site's own commands; `guatu serve` and its neighbours hand over to them."""

import os
import sys

from django.core.management import execute_from_command_line

from guatu.console.operation.first_start import DEMO_OPTION, prepare
from guatu.console.workspace import current_workspace
from guatu.domain import GuatuError

_PREPARED = ("serve", "migrate", "worker")


def main() -> None:
    """Run a command of the site; what is wrong with the workspace is told in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guatu.console.settings")
    try:
        if sys.argv[1:2] and sys.argv[1] in _PREPARED:
            prepare(current_workspace().folder, is_demo=DEMO_OPTION in sys.argv)
        execute_from_command_line(["guatu", *sys.argv[1:]])
    except GuatuError as error:
        sys.exit(f"没有办成：{error}")


if __name__ == "__main__":
    main()
