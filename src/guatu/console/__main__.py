"""`python -m guatu.console`: the site's own commands; `guatu serve` and its neighbours hand over to them."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command of the site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guatu.console.settings")
    execute_from_command_line(["guatu", *sys.argv[1:]])


if __name__ == "__main__":
    main()
