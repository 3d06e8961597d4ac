"""A past year's figures (历史数): the figures in force of one whole year, settled as every ledger settles them."""

from guatu.ledgers.figures import Given, figure_steps
from guatu.ledgers.plan import Plan
from guatu.query import Program, Step

PAST_FIGURES = "past_figures"


def past_figures_program(plan: Plan, given: Given) -> Program:
    """Return the program of a December: a row per place and indicator with the year's months as lists.

    `actuals` are the year's cumulative figures (stocks at month's end), `bases` those of the year before, `growths` the
    published growth, or for nominal indicators the computed one. Tables are those of `plan_tables`.
    """
    rows = Step(
        PAST_FIGURES,
        "SELECT place, indicator, actuals, bases, growths FROM figures",
        ("figures",),
        f"{plan.month.last.year}年各月的数和增速",
    )
    return Program((*figure_steps(plan, given), rows), (PAST_FIGURES,), {PAST_FIGURES: ("place", "indicator")})
