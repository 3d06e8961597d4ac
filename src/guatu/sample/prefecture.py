"""The whole fictional prefecture from a seed: economy, firms, projects, goals, files, defects."""

from guatu.sample.draw import Draw
from guatu.sample.economy import Economy, make_economy, with_counts
from guatu.sample.firm_belongings import event_sheet, payment_sheet, title_sheet
from guatu.sample.firm_figures import make_firm_figures
from guatu.sample.firm_registers import firm_year_sheet
from guatu.sample.firms import Firm, count_firms, make_firms
from guatu.sample.goals import make_supports, make_targets
from guatu.sample.observations import make_observations
from guatu.sample.offers import offer_sheets
from guatu.sample.place_registers import loan_sheet, place_year_sheet
from guatu.sample.plants import plant_defects
from guatu.sample.projects import make_projects
from guatu.sample.register_sheets import firm_period_sheet, firm_sheet
from guatu.sample.supply import supply_sheets
from guatu.sample.values import Sample, Sheet

_SECOND_DRAW = 1_000_003


def make_prefecture(seed: int) -> Sample:
    """Return the fictional prefecture (示例州): the same seed gives the same text on every machine.

    10 counties, 6 parks, 40 indicators, 36 months from 2022-01 to 2024-12, 800 firms, 60 projects; registers of firms,
    titles, fairs, payments, parks and loans for 2023 and 2024.
    """
    sheets, defects = plant_defects(make_clean_sheets(seed))
    return Sample(seed, sheets, defects)


def make_clean_sheets(seed: int) -> tuple[Sheet, ...]:
    """Return the files before any defect is planted."""
    draw = Draw(seed)
    # The registers have a draw of their own: what they need more or less of leaves the numbers of the months alone.
    more = Draw(seed * _SECOND_DRAW + 1)
    sites = Draw(seed * _SECOND_DRAW + 2)
    economy, firms = settle_prefecture(draw)
    figures = make_firm_figures(firms, economy, draw)
    return (
        *make_observations(economy),
        make_targets(economy),
        make_supports(economy, draw),
        firm_sheet(firms),
        firm_period_sheet(figures),
        *(projects := make_projects(draw, more)),
        firm_year_sheet(firms, figures, more),
        title_sheet(firms, more),
        event_sheet(firms, more),
        payment_sheet(firms, more),
        place_year_sheet(economy, more),
        loan_sheet(firms, more),
        *offer_sheets(projects[0], sites),
        *supply_sheets(sites),
    )


def settle_prefecture(draw: Draw) -> tuple[Economy, tuple[Firm, ...]]:
    """Return the months of the prefecture and its firms, which count each other."""
    economy = make_economy(draw)
    firms = make_firms(economy, draw)
    return with_counts(economy, count_firms(firms)), firms
