"""Needs: every step says which tables its SQL reads, as the parser of SQL sees it."""

import pytest
import sqlglot
from sqlglot import exp

from guatu.query import Step
from guatu.series import (
    contributions,
    cumulate_months,
    group_growth,
    growth_on_year,
    multi_year_average,
    printed_structure,
    rank_with_ties,
    real_contributions,
    shares,
    single_months,
    usual_schedule,
)

SOURCE = '全州 "观测" 数据'
STEPS = (
    single_months(SOURCE),
    cumulate_months(SOURCE),
    usual_schedule(SOURCE, 2024),
    growth_on_year(SOURCE),
    group_growth(SOURCE, ("place",)),
    multi_year_average(SOURCE, 2020, 2024),
    shares(SOURCE, ("place",)),
    contributions(SOURCE, ("place",)),
    real_contributions(SOURCE),
    printed_structure(SOURCE),
    rank_with_ties(SOURCE, "value"),
)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_needs_are_the_tables_of_the_sql(step: Step) -> None:
    tree = sqlglot.parse_one(step.sql, dialect="duckdb")
    made_inside = {cte.alias for cte in tree.find_all(exp.CTE)}
    read = {table.name for table in tree.find_all(exp.Table)} - made_inside
    assert read == set(step.needs) == {SOURCE}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_steps_have_a_reason_and_stand_alone(step: Step) -> None:
    assert step.because
    assert ";" not in step.sql


def test_step_names_differ() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
