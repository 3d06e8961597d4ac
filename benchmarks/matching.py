"""500 projects × 100 parks: conditions, scores and the assignment; and a year of hours sized for a green share.

Run `python benchmarks/matching.py [--projects N] [--parks N] [--runs N]`. Parks and projects are drawn by lot: 20
industries, each park with one lead and two potential ones, room for about four projects in five. Told are the seconds
of the processor (the median of the runs), how many were placed, and how far the sum of scores stays below the bound
that no assignment can pass; then a year of 8,760 hours from the sample, sized for a share of 80%.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from random import Random

from guatu.allocation import (
    Hours,
    MatchTerms,
    ParkOffer,
    Peer,
    Proposal,
    SizingTerms,
    Source,
    Supply,
    match_proposals,
    size_for_share,
)
from guatu.sample import make_clean_sheets

INDUSTRIES = tuple(f"industry-{number:02d}" for number in range(20))


def make_offers(draw: Random, count: int) -> list[ParkOffer]:
    """Return parks with room for about four projects each."""
    offers = []
    for number in range(count):
        lead, *potential = draw.sample(INDUSTRIES, 3)
        land, energy = draw.uniform(100, 800), draw.uniform(5_000, 60_000)
        offers.append(
            ParkOffer(
                f"P{number}", f"园区{number}", lead, tuple(potential), land, energy, environments=frozenset(("供热",))
            )
        )
    return offers


def make_proposals(draw: Random, count: int) -> list[Proposal]:
    """Return projects that ask for 10 to 200 亩 each."""
    made = []
    for number in range(count):
        land = draw.uniform(10, 200)
        investment = land * draw.uniform(2e6, 6e6)
        made.append(
            Proposal(
                f"L{number}",
                f"项目{number}",
                draw.choice(INDUSTRIES),
                land,
                investment,
                investment * draw.uniform(0.8, 1.8),
                energy=draw.uniform(100, 20_000),
                environments=frozenset(draw.choice(((), ("供热",)))),
            )
        )
    return made


def make_peers(draw: Random, offers: Sequence[ParkOffer]) -> list[Peer]:
    """Return three producing projects for each industry of each park."""
    return [
        Peer(offer.park, industry, 100.0, draw.uniform(1e8, 4e8), draw.uniform(1e8, 4e8))
        for offer in offers
        for industry in (offer.lead, *(offer.potential or ()))
        if industry is not None
        for _ in range(3)
    ]


def time_matching(projects: int, parks: int, runs: int) -> None:
    """Print how long it takes to match, and to say why for every pair."""
    draw = Random(5)  # noqa: S311 - a benchmark, not a secret
    offers, proposals = make_offers(draw, parks), make_proposals(draw, projects)
    peers = make_peers(draw, offers)
    seconds = []
    for _ in range(runs):
        began = time.process_time()
        matching = match_proposals(proposals, offers, peers, MatchTerms())
        seconds.append(time.process_time() - began)
    began = time.process_time()
    pairs = [matching.pair(row, park) for row in range(projects) for park in range(parks)]
    told = time.process_time() - began
    placed = sum(matching.park_of(row) >= 0 for row in range(projects))
    below = 1 - matching.score / matching.bound
    print(f"{projects} projects × {parks} parks: {statistics.median(seconds):.2f} s, {placed} placed,")
    print(f"  {matching.score:,.1f} points, {below:.1%} below the bound; {len(pairs):,} reasons {told:.2f} s")


def time_sizing() -> None:
    """Print how long a year of hours takes."""
    sheet = next(one for one in make_clean_sheets(1) if one.name == "load_hours.csv")
    load, solar, wind, price = (tuple(float(row[at]) for row in sheet.rows) for at in (2, 3, 4, 5))
    terms = SizingTerms(
        Source(5000, 25, 0.015), Source(7300, 20, 0.02), Source(500, 12), Source(1200, 12), 0.94, 0.94, discount=0.06
    )
    found = size_for_share(Hours(load, solar, wind, price), terms, 0.8)
    if isinstance(found, Supply):
        print(f"{len(load):,} hours, share 80%: {found.seconds:.1f} s, gap {found.gap:.0e}")


def main() -> None:
    """Time both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=500)
    parser.add_argument("--parks", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    time_matching(asked.projects, asked.parks, asked.runs)
    time_sizing()


if __name__ == "__main__":
    main()
