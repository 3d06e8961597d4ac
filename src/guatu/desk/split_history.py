"""What past years say of each place (历史数): the figures in force of the years before the one that is divided."""

from collections.abc import Mapping
from dataclasses import dataclass

from guatu.allocation import Trend, YearOfPlace, recent_trend, support_growth
from guatu.domain import Period
from guatu.engines import DuckDBEngine
from guatu.ledgers import PAST_FIGURES, Given, Plan, past_figures_program, plan_tables
from guatu.pack import Packs
from guatu.query import OBSERVATIONS, SUPPORTS, Facts, column_names, rows_of, table_from_rows

PAST_YEARS = 3
Months = tuple[float | None, ...]
# How much of a listed support is counted, by how certain it is (把握程度).
CERTAINTY_WEIGHTS = {"certain": 1.0, "likely": 0.8, "possible": 0.3}


@dataclass(frozen=True)
class PastYear:
    """One year of a place and indicator: twelve cumulative figures and the whole year's growth."""

    months: Months
    growth: float | None

    @property
    def level(self) -> float | None:
        """The whole year's figure; for a stock the year's end."""
        return self.months[-1]


@dataclass(frozen=True)
class History:
    """Past years by place and indicator, and the supports listed for the year that is divided."""

    year: int
    years: Mapping[tuple[str, str], Mapping[int, PastYear]]
    supports: Mapping[tuple[str, str], tuple[tuple[float, float], ...]]

    def of(self, place: str, indicator: str) -> Mapping[int, PastYear]:
        """Return the past years of a place and indicator."""
        return self.years.get((place, indicator), {})

    def base(self, place: str, indicator: str) -> float | None:
        """Return last year's figure."""
        last = self.of(place, indicator).get(self.year - 1)
        return None if last is None else last.level

    def trend(self, place: str, indicator: str) -> Trend:
        """Return the mean growth of the past years without those that broke."""
        return recent_trend(
            {year: YearOfPlace(one.level, one.growth) for year, one in self.of(place, indicator).items()}
        )

    def support(self, place: str, indicator: str) -> float | None:
        """Return listed supports as a part of the base, each counted by its certainty."""
        return support_growth(self.supports.get((place, indicator), ()), self.base(place, indicator))

    def last_months(self, place: str, indicator: str) -> Months:
        """Return last year's cumulative figures, gaps where there are none."""
        last = self.of(place, indicator).get(self.year - 1)
        return (None,) * 12 if last is None else last.months


def read_history(packs: Packs, facts: Facts, year: int) -> History:
    """Return the past years of every place and indicator in the facts, settled as the ledgers settle a month."""
    if OBSERVATIONS.name not in facts.tables:
        facts = facts.with_tables({OBSERVATIONS.name: table_from_rows(OBSERVATIONS, ())})
    given = Given(frozenset(facts.tables), frozenset(column_names(facts.tables[OBSERVATIONS.name])))
    engine = DuckDBEngine()
    found: dict[tuple[str, str], dict[int, PastYear]] = {}
    for past in range(year - PAST_YEARS, year):
        plan = Plan(packs, Period.month(past, 12), None, packs.main.manifest.place or "")
        results = engine.run(past_figures_program(plan, given), facts.with_tables(plan_tables(plan)))
        for row in results.rows(PAST_FIGURES):
            months, growths = _numbers(row["actuals"]), _numbers(row["growths"])
            if any(one is not None for one in (*months, *growths)):
                key = str(row["place"]), str(row["indicator"])
                found.setdefault(key, {})[past] = PastYear(months, growths[-1])
    return History(year, found, _supports(facts, year))


def _numbers(values: object) -> Months:
    if not isinstance(values, list):
        return (None,) * 12
    numbers = tuple(None if one is None else float(one) for one in values)
    return (*numbers, *(None,) * (12 - len(numbers)))


def _supports(facts: Facts, year: int) -> dict[tuple[str, str], tuple[tuple[float, float], ...]]:
    table = facts.tables.get(SUPPORTS.name)
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in () if table is None else rows_of(table):
        weight = CERTAINTY_WEIGHTS.get(str(row["certainty"]))
        if row["year"] == year and weight is not None and isinstance(row["amount"], float):
            found.setdefault((str(row["place"]), str(row["indicator"])), []).append((row["amount"], weight))
    return {key: tuple(ones) for key, ones in found.items()}
