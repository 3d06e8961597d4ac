"""Explain a month (计算步骤): the program as text, without running it."""

from guatu.domain import Finding, Period
from guatu.ledgers import Given, Plan, month_program
from guatu.pack import load_packs
from guatu.query import FACT_TABLES, OBSERVATIONS


def explain_month(names: tuple[str, ...], month: Period) -> tuple[str, tuple[Finding, ...]]:
    """Return every step of a month with its reason and its SQL, for facts that have all tables and columns."""
    packs, findings = load_packs(names)
    if packs is None:
        return "", findings
    plan = Plan(packs, month, None, packs.main.manifest.place or "")
    given = Given(frozenset(table.name for table in FACT_TABLES), frozenset(OBSERVATIONS.names))
    made = month_program(plan, given)
    return made.program.explain(), (*findings, *made.findings)
