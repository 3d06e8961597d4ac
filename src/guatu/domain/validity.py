"""Validity (有效期): from when to when a rule, a name or a place holds."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Validity:
    """Days from `start` to `end`, both included; a missing end is open."""

    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: "Validity") -> bool:
        """Tell whether any day lies in both."""
        after = self.start is None or other.end is None or self.start <= other.end
        before = other.start is None or self.end is None or other.start <= self.end
        return after and before


ALWAYS = Validity()
