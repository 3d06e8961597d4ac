"""How values of a draft are written in pack files: money, rates, quotes, days of validity."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from guatu.domain import Validity
from guatu.reader.draft import DocumentFacts

Writable: TypeAlias = "str | int | bool | Decimal | date | Sequence[Writable] | Mapping[str, Writable] | None"
Entry: TypeAlias = dict[str, Writable]

_LONGEST_QUOTE = 300


def money_text(yuan: Decimal) -> str:
    """Return an amount as a plan prints it.

    >>> money_text(Decimal(150000)), money_text(Decimal(1200000000)), money_text(Decimal(60))
    ('15万元', '12亿元', '60元')
    """
    for factor, unit in ((Decimal(10) ** 8, "亿元"), (Decimal(10) ** 4, "万元")):
        if yuan >= factor and (yuan / factor) * 100 == (yuan / factor * 100).to_integral_value():
            return f"{_plain(yuan / factor)}{unit}"
    return f"{_plain(yuan)}元"


def rate_text(per_cent: Decimal) -> str:
    """Return a rate given in per cent as a plan prints it.

    >>> rate_text(Decimal("0.2")), rate_text(Decimal(50))
    ('2‰', '50%')
    """
    return f"{_plain(per_cent * 10)}‰" if 0 < per_cent < 1 else f"{_plain(per_cent)}%"


def quote_text(text: str) -> str:
    """Return the printed words of an item on one line, without page marks and layout."""
    flat = re.sub(r"#\s*Page\s+\d+\s*:|\s+", "", text)
    return flat if len(flat) <= _LONGEST_QUOTE else f"{flat[: _LONGEST_QUOTE - 1]}…"


def validity(facts: DocumentFacts) -> Validity:
    """Return the days on which the plan holds: its period, else from the day of issue on."""
    start = facts.period_start
    if start is None and facts.issued_on is not None:
        year, month, *day = (int(part) for part in facts.issued_on.split("-"))
        start = date(year, month, day[0] if day else 1)
    return Validity(start, facts.period_end)


def validity_entry(facts: DocumentFacts, last: date | None = None) -> Entry | None:
    """Return the validity as pack files write it, or None when the text gives no day at all.

    With `last`, the end of the last target, it reaches as far as the targets do.
    """
    valid = validity(facts)
    if last is not None and valid.end is not None and last > valid.end:
        valid = Validity(valid.start, last)
    days: Entry = {key: day for key, day in (("from", valid.start), ("to", valid.end)) if day is not None}
    return days or None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
