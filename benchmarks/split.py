"""Forty targets divided over sixteen places and twelve months (目标分解), in memory, and what one more does.

    python benchmarks/split.py [--targets 40] [--places 16]

Half are growths (a mixed-integer program each), a quarter amounts, a quarter counts. Figures are made up by a seed.
Prints the seconds and CPU seconds of the division with its months, and of the sensitivities of every place.
"""

import argparse
import random
import time
from collections.abc import Callable
from decimal import Decimal

from guatu.allocation import (
    Ask,
    Claim,
    Division,
    TimeAsk,
    Way,
    divide_target,
    published_months,
    sensitivities,
    spread_over_year,
    usual_course,
)

MONTHS = published_months(merged=True)
WAYS = (Way.GROWTH, Way.AMOUNT, Way.GROWTH, Way.COUNT)


def made_ask(number: int, places: int, draw: random.Random) -> Ask:
    """Return a made-up target."""
    way = WAYS[number % len(WAYS)]
    bases = [round(draw.lognormvariate(4.5, 0.9), 2) for _ in range(places)]
    claims = tuple(
        Claim(
            place=str(at),
            name=f"{at}号地",
            base=base,
            trend=draw.gauss(0.06, 0.02),
            support=draw.uniform(0.01, 0.06) if draw.random() < 0.7 else None,
        )
        for at, base in enumerate(bases)
    )
    whole = Decimal(repr(round(sum(bases) * 1.06, 2)))
    total = {Way.GROWTH: Decimal("0.065"), Way.AMOUNT: whole, Way.COUNT: Decimal(200)}[way]
    step = {Way.GROWTH: Decimal("0.001"), Way.AMOUNT: Decimal("0.01"), Way.COUNT: Decimal(1)}[way]
    return Ask(
        key=str(number), name=f"目标{number}", way=way, total=total, step=step, claims=claims, band=Decimal("0.03")
    )


def made_time(ask: Ask, draw: random.Random) -> TimeAsk:
    """Return three past years for each place, each month with its own weight."""
    courses, last = {}, {}
    for claim in ask.claims:
        years = {}
        for year in (2022, 2023, 2024):
            months = [draw.uniform(0.8, 1.2) for _ in range(12)]
            years[year] = [sum(months[: month + 1]) for month in range(12)]
        course = usual_course(years, MONTHS)
        assert course is not None
        courses[claim.place] = course
        last[claim.place] = [(share or 0.0) * (claim.base or 0.0) for share in course.shares]
    return TimeAsk(courses=courses, last_year=last, months=MONTHS, step=Decimal("0.01"), has_levels=True)


def timed(what: str, work: Callable[[], object]) -> None:
    """Run once and print the seconds."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    print(f"{what}: {time.perf_counter() - wall:.2f} s, CPU {time.process_time() - own:.2f} s")


def main() -> None:
    """Divide, spread, and move every place by one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--targets", type=int, default=40)
    parser.add_argument("--places", type=int, default=16)
    options = parser.parse_args()
    draw = random.Random(1)  # noqa: S311 - made-up figures, always the same
    asks = [made_ask(number, options.places, draw) for number in range(options.targets)]
    times = [made_time(ask, draw) for ask in asks]
    divide_target(asks[0])  # the solver is loaded
    divisions: list[Division] = []
    print(f"{options.targets} targets, {options.places} places, 12 months")
    timed("divided", lambda: divisions.extend(divide_target(ask) for ask in asks))
    timed("months", lambda: [spread_over_year(one, ask) for one, ask in zip(divisions, times, strict=True)])
    timed("one more for every place", lambda: [sensitivities(one) for one in divisions])
    assert all(one.is_divided for one in divisions)


if __name__ == "__main__":
    main()
