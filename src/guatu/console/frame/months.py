"""A month as it stands in an address or a form (报告期): `2024-09`."""

from datetime import date

from guatu.domain import InvalidValue, Period


def month_in(text: str) -> date | None:
    """Return the first day of the month that is written, of a longer period its last month; None for anything else."""
    try:
        return Period.from_text(text).last
    except InvalidValue:
        return None
