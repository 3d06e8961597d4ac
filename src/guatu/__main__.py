"""`python -m guatu` is the command `guatu`."""

from guatu.cli import main

main()
