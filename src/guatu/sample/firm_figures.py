"""What the firms report: shares of their county's and industry's output, and what follows from it.

The register holds nine tenths of the output of the place, so that the sum of firms stays below the published total.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guatu.sample.catalogue import FIRST_YEAR, INDUSTRIES
from guatu.sample.draw import Draw
from guatu.sample.economy import MONTHS, Economy
from guatu.sample.firms import Firm
from guatu.sample.places import COUNTIES

FIRST_MONTHLY_YEAR = FIRST_YEAR + 2
_COVERAGE = 900  # ‰ of the published output
# Per industry in ‰: revenue of output; profit, tax and R&D of revenue; last, 千克标煤 per 千元 of output.
_HABITS = {
    "green_energy": (985, 118, 52, 9, 12),
    "new_materials": (950, 72, 31, 31, 38),
    "biomedicine": (930, 126, 58, 46, 9),
    "equipment": (945, 68, 34, 38, 7),
    "metallurgy": (955, 21, 24, 8, 84),
    "chemicals": (940, 33, 29, 11, 71),
    "building_materials": (935, 28, 36, 5, 66),
    "food": (945, 52, 41, 6, 11),
    "other": (940, 41, 33, 7, 15),
}


@dataclass(frozen=True, slots=True)
class FirmFigures:
    """One firm's report: money in 千元, energy in 吨标煤; flows from January to the month."""

    firm: Firm
    month: int  # counted from January of the first year
    yearly: bool
    output: int
    revenue: int
    profit: int
    tax: int
    receivables: int
    rnd: int
    energy: int
    employees: int
    land: int


def make_firm_figures(firms: tuple[Firm, ...], economy: Economy, draw: Draw) -> tuple[FirmFigures, ...]:
    """Return the firms' yearly figures from 2022 and cumulative monthly ones from 2023 (January with February)."""
    by_cell: dict[tuple[str, str], list[Firm]] = {}
    for firm in firms:
        by_cell.setdefault((firm.county, firm.industry), []).append(firm)
    outputs: dict[str, list[int]] = {}
    for county in COUNTIES:
        for key, _, _ in INDUSTRIES:
            published = economy.numbers[county.code, f"output_{key}"]
            outputs.update(_split_output(by_cell[county.code, key], published, draw))
    return tuple(figures for firm in firms for figures in _reports(firm, outputs[firm.code], draw))


def _split_output(firms: list[Firm], published: tuple[int, ...], draw: Draw) -> dict[str, list[int]]:
    """Split each month's output (万元) among the firms that run then; the result is in 千元."""
    outputs: dict[str, list[int]] = {firm.code: [0] * 12 for firm in firms}
    for month in range(12, MONTHS):
        weights = [
            firm.weight * (1000 + firm.trend * (month - 12) // 12) * draw.between(940, 1060)
            if firm.runs_in(month)
            else 0
            for firm in firms
        ]
        total = sum(weights)
        for firm, weight in zip(firms, weights, strict=True):
            outputs[firm.code].append(published[month] * 10 * _COVERAGE * weight // (total * 1000))
    return outputs


def _reports(firm: Firm, outputs: list[int], draw: Draw) -> Iterator[FirmFigures]:
    habits = [rate * draw.between(700, 1300) // 100 for rate in _HABITS[firm.industry]]
    habits[0] = _HABITS[firm.industry][0] * 10
    if draw.between(1, 8) == 1:  # one firm in eight runs at a loss
        habits[1] = -habits[1] // 2
    receivables, size = draw.between(700, 2400), draw.between(70, 140)
    land = 15 + firm.weight * draw.between(60, 160) // 2000
    for year in range(1, MONTHS // 12):
        so_far = 0
        for month in range(year * 12, year * 12 + 12):
            so_far += outputs[month]
            last = month % 12 == 11
            monthly = year + FIRST_YEAR >= FIRST_MONTHLY_YEAR and month % 12 > 0
            if not firm.runs_in(month) or not (monthly or last):
                continue
            revenue = so_far * habits[0] // 10_000
            figures = FirmFigures(
                firm=firm,
                month=month,
                yearly=False,
                output=so_far,
                revenue=revenue,
                profit=revenue * habits[1] // 10_000 - revenue * (month % 5) // 1000,
                tax=revenue * habits[2] // 10_000,
                receivables=outputs[month] * receivables // 1000,
                rnd=revenue * habits[3] * (9 + year) // 100_000,
                energy=so_far * habits[4] // 10_000,
                employees=8 + so_far * size // (month % 12 + 1) // 14_000,
                land=land,
            )
            if monthly:
                yield figures
            if last:
                yield replace(figures, yearly=True)
