"""cli: the command line. It works on files and asks desk."""

from guatu.cli.main import main

__all__ = ["main"]
