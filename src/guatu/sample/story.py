"""What happened in the prefecture: seasons, where each industry sits, and the turns that make the months worth reading.

The turns are the same for every seed; the seed moves the numbers around them.
"""

from dataclasses import dataclass

from guatu.sample.catalogue import INDUSTRIES
from guatu.sample.places import COUNTIES

# The share (‰) of each month in a year.
SEASONS = {
    "even": (84, 76, 84, 82, 83, 84, 86, 86, 83, 83, 83, 86),
    "industry": (70, 68, 82, 80, 82, 86, 82, 83, 88, 88, 92, 99),
    "investment": (30, 40, 85, 85, 95, 115, 90, 88, 102, 90, 88, 92),
    "retail": (90, 86, 78, 76, 80, 82, 80, 80, 85, 88, 86, 89),
    "revenue": (105, 62, 88, 82, 80, 95, 78, 68, 92, 80, 72, 98),
    "expenditure": (75, 65, 95, 75, 78, 105, 75, 78, 98, 76, 80, 100),
    "attraction": (45, 50, 75, 80, 85, 100, 85, 82, 95, 95, 98, 110),
    "gdp": (75, 75, 76, 80, 80, 82, 82, 82, 88, 88, 92, 100),
}

# Where an industry sits: weights of the ten counties. An industry that is not named follows the counties' own weights.
SEATS = {
    "output_green_energy": (60, 60, 100, 80, 60, 160, 160, 120, 120, 80),
    "output_new_materials": (330, 150, 80, 140, 60, 40, 60, 50, 40, 50),
    "output_biomedicine": (380, 60, 60, 60, 120, 80, 60, 80, 60, 40),
    "output_equipment": (420, 120, 60, 100, 60, 60, 60, 40, 40, 40),
    "output_metallurgy": (160, 180, 160, 110, 120, 40, 90, 50, 50, 40),
    "output_chemicals": (120, 90, 120, 60, 330, 40, 80, 60, 60, 40),
    "output_food": (140, 110, 80, 90, 70, 120, 80, 110, 100, 100),
}


@dataclass(frozen=True)
class Turn:
    """From a month of a year on, growth of some indicators in some places changes by so many ‰, month after month."""

    year: int
    month: int
    changes: tuple[int, ...]  # for this month, the next, …; the last one stays
    indicators: frozenset[str]
    places: frozenset[str]

    def change(self, year: int, month: int) -> int:
        """Return the change (‰) in a month."""
        if year != self.year or month < self.month:
            return 0
        return self.changes[min(month - self.month, len(self.changes) - 1)]


_ALL = frozenset(county.code for county in COUNTIES)
_INDUSTRY = frozenset(f"output_{key}" for key, _, _ in INDUSTRIES)
_NEW = frozenset(f"output_{key}" for key, _, driver in INDUSTRIES if driver == "new")
TURNS = (
    # 丙寅县: 2024 begins well, then two smelters stop; growth falls month after month while the prefecture's holds.
    Turn(2024, 5, (-60, -130, -190, -260, -300), _INDUSTRY | {"gdp_secondary"}, frozenset({"999903"})),
    # Investment weakens everywhere from May 2024.
    Turn(2024, 5, (-50, -90, -130, -170, -190), frozenset({"fai"}), _ALL),
    # 戊辰县: an old chemical works was closed in the summer of 2023.
    Turn(2023, 7, (-120,), frozenset({"output_chemicals"}), frozenset({"999905"})),
    # 乙丑县: a new line of battery materials.
    Turn(2024, 2, (70,), frozenset({"output_new_materials"}), frozenset({"999902"})),
    # 壬申县: land receipts ran out, the budget feels it from April 2024.
    Turn(2024, 4, (-260,), frozenset({"nontax_revenue"}), frozenset({"999909"})),
    # New drivers speed up from May 2024 in all other counties: they carry what the smelters lost.
    Turn(2024, 5, (10, 22, 34, 44, 54), _NEW, _ALL - {"999903"}),
    # 壬申县: the largest shopping centre closed in September 2024; retail sales fall below the prefecture's at once.
    Turn(2024, 9, (-300,), frozenset({"retail_sales"}), frozenset({"999909"})),
)


def turn_of(place: str, indicator: str, year: int, month: int) -> int:
    """Return by how many ‰ the story changes the growth of a month."""
    return sum(turn.change(year, month) for turn in TURNS if indicator in turn.indicators and place in turn.places)


def seat_weights(indicator: str) -> tuple[int, ...]:
    """Return the weights of the counties in an indicator."""
    return SEATS.get(indicator, tuple(county.weight for county in COUNTIES))
