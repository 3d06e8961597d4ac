"""Data checks as a program: what a month asks, and what only a filing is asked."""

from dataclasses import replace

import pytest

from guatu.domain import Period
from guatu.ledgers import Given, Plan, check_program, filing_program
from guatu.pack import Packs, load_packs
from guatu.query import CHECKED_TABLES, FACT_TABLES, FILINGS, OBSERVATIONS

OF_MONTH = Given(frozenset(table.name for table in FACT_TABLES), frozenset(OBSERVATIONS.names))


@pytest.fixture(scope="module")
def example() -> Packs:
    packs, _ = load_packs(("example",))
    assert packs is not None
    return packs


def plan(packs: Packs) -> Plan:
    return Plan(packs, Period.month(2024, 9), None, "")


def test_a_month_is_not_asked_what_only_a_filing_is_asked(example: Packs) -> None:
    made = check_program(plan(example), OF_MONTH)
    assert not [name for name in (*made.program.outputs, *made.program.tables) if "filings" in name]
    assert not [key for key, check in made.checks.items() if check.on == FILINGS.name]
    assert made.findings == ()


def test_a_filing_is_asked_its_own_checks_and_those_of_observations_that_fit_it(example: Packs) -> None:
    checks = (
        *example.packs[0].checks,
        replace(example.packs[0].checks[0], id="of-status", expect="数据状态 = 'final'"),
    )
    packs = replace(example, packs=(replace(example.packs[0], checks=checks), *example.packs[1:]))
    made = filing_program(plan(packs))
    assert {check.on for check in made.checks.values()} == {"filings", "observations"}
    assert "of-status" not in made.checks
    assert made.columns["filing-jump"] == ("usual", "value", "last_digit")


def test_without_checks_there_is_nothing_to_ask_of_a_filing(example: Packs) -> None:
    packs = replace(example, packs=tuple(replace(pack, checks=()) for pack in example.packs))
    assert filing_program(plan(packs)).program.outputs == ()


def test_a_check_of_filings_that_names_an_unknown_column_is_a_finding_in_every_run(example: Packs) -> None:
    checks = tuple(
        replace(one, expect="数值 >= 去年底数") if one.id == "filing-jump" else one for one in example.packs[0].checks
    )
    wrong = replace(example, packs=(replace(example.packs[0], checks=checks), *example.packs[1:]))
    [finding] = check_program(plan(wrong), OF_MONTH).findings
    assert "去年底数" in finding.sentence
    assert finding.span is not None
    assert finding.span.file.endswith("checks.yaml")


def test_the_table_of_filings_is_no_table_that_a_file_may_hold() -> None:
    assert FILINGS not in FACT_TABLES
    assert (*FACT_TABLES, FILINGS) == CHECKED_TABLES
