"""Check packs (检查政策包): what they say themselves, the conditions of alerts, lights and checks, and the rules."""

from datetime import date
from pathlib import Path

from guatu.domain import Finding, Period
from guatu.ledgers import Given, Plan, check_program, month_program
from guatu.pack import Packs, check_packs, load_packs
from guatu.query import FACT_TABLES, OBSERVATIONS, tables_of
from guatu.rules import check_rules


def check_plan(names: tuple[str, ...] | tuple[str | Path, ...]) -> tuple[Finding, ...]:
    """Return everything that is wrong with packs, read with those they extend; an empty tuple means all is well."""
    packs, findings = load_packs(names)
    if packs is None:
        return findings
    tables, unfit = tables_of(packs)
    return (*findings, *check_packs(packs), *check_conditions(packs), *unfit, *check_rules(packs, tables))


def check_conditions(packs: Packs) -> tuple[Finding, ...]:
    """Return what is wrong with the conditions of alerts, lights and data checks (表达式): names, units, functions."""
    plan = Plan(packs, _month_of(packs), None, "")
    given = Given(frozenset(table.name for table in FACT_TABLES), frozenset(OBSERVATIONS.names))
    return (*month_program(plan, given).findings, *check_program(plan, given).findings)


def _month_of(packs: Packs) -> Period:
    """Return a month in which the pack named last is in force, so that its conditions are the ones compiled."""
    valid = packs.main.manifest.valid
    day = valid.end or valid.start or date(2024, 12, 1)
    return Period.month(day.year, day.month)
