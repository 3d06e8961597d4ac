"""When rules are run: the year awarded, the day of application, and what had been published by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.pack import DatedTerm
from guatu.rules.language.parameter import Parameter

YEAR_WORD, FIRST_DAY_WORD, LAST_DAY_WORD, DAY_WORD = "本年度", "年初", "年末", "申请日"


@dataclass(frozen=True, slots=True)
class Moment:
    """The award year (本年度), the day of application (申请日), and the day whose knowledge counts."""

    year: int
    day: date
    known_by: date | None = None

    @classmethod
    def of_year(cls, year: int) -> "Moment":
        """Return the moment at the end of a year, with all that is known today."""
        return cls(year, date(year, 12, 31))

    def parameters(self) -> dict[str, Parameter]:
        """Return the words that every condition may use for it."""
        return {
            YEAR_WORD: Parameter(Decimal(self.year)),
            FIRST_DAY_WORD: Parameter(date(self.year, 1, 1)),
            LAST_DAY_WORD: Parameter(date(self.year, 12, 31)),
            DAY_WORD: Parameter(self.day),
        }

    def choose(self, terms: Sequence[DatedTerm]) -> DatedTerm | None:
        """Return the term in effect: the last to take effect by the day, of those published by then; or None."""
        known = [
            term
            for term in terms
            if (term.effective is None or term.effective <= self.day)
            and (self.known_by is None or term.published is None or term.published <= self.known_by)
        ]
        return max(known, key=lambda term: term.effective or date.min, default=None)
