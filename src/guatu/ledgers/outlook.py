"""What forecasts are made of (预测的依据): the histories of all figures in force, and the targets of the year."""

from guatu.ledgers.book import book_steps
from guatu.ledgers.figures import Given, figure_steps, history_steps
from guatu.ledgers.plan import Plan
from guatu.query import Program, Step

HISTORIES, AIMS = "histories", "aims"


def history_program(plan: Plan, given: Given) -> Program:
    """Return the program of the histories: place, indicator, period, value and published growth of every figure."""
    return Program(history_steps(plan, given), (HISTORIES,), {HISTORIES: ("place", "indicator", "period")})


def aim_program(plan: Plan, given: Given) -> Program:
    """Return the program of the aims: each target that a year's figure can be held against.

    `level` is what the year must reach, `growth_target` the growth it must have where that is what is compared;
    `sign` is -1 where less is better. `actual` and `growth` are those to date.
    """
    aims = Step(
        AIMS,
        f"""
        SELECT target, place, indicator, method, measure, comparator, value, value_max, modality, level, growth_target,
            sign, base, actual, growth
        FROM book
        WHERE method IN ('progress', 'climb', 'growth', 'level') AND year(last) = {plan.month.last.year}
            AND month(last) = 12
        """,
        ("book",),
        "能拿全年数来比的目标",
    )
    steps = (*figure_steps(plan, given), *book_steps(plan, given), aims)
    return Program(steps, (AIMS,), {AIMS: ("target", "place")})
