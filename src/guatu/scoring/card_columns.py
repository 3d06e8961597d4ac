"""Which column is what to a card: of the rows that become a sheet, and of the step that a register is scored from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class CardColumns:
    """Which column is what to a card: by item, mark and veto id; `scope` is yes for who is scored at all.

    The columns by which the card groups stand there under the names the card calls them by; `kept` are carried along.
    """

    values: Mapping[str, str]
    denominators: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    marks: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    vetoes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    scope: str | None = None
    kept: tuple[str, ...] = ()
