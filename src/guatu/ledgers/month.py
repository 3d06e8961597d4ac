"""The month as one program: from observations and plan to the six ledgers, lights, alerts and tie-outs."""

from dataclasses import dataclass, replace

from guatu.domain import Finding
from guatu.ledgers.book import book_steps
from guatu.ledgers.driver_ledger import driver_ledger_steps
from guatu.ledgers.figures import Given, figure_steps
from guatu.ledgers.foretold import foretold_steps
from guatu.ledgers.gap_ledger import gap_ledger_steps
from guatu.ledgers.lights import alert_steps, light_sql
from guatu.ledgers.plan import Plan
from guatu.ledgers.quality_ledger import quality_ledger_step
from guatu.ledgers.schedule_ledger import schedule_ledger_steps
from guatu.ledgers.sources import report_states_step, sources_step
from guatu.ledgers.support_ledger import support_ledger_steps
from guatu.ledgers.tables import ALERTS, LEDGERS, LIGHT_HISTORY, PARTS, REPORT_STATES, SOURCES, TIE_OUTS, TREND
from guatu.ledgers.target_ledger import target_ledger_step
from guatu.ledgers.tie_outs import tie_out_steps
from guatu.ledgers.trend import trend_step
from guatu.query import Program, Step, TableSchema

MONTH_TABLES: tuple[TableSchema, ...] = (
    *LEDGERS,
    LIGHT_HISTORY,
    ALERTS,
    TIE_OUTS,
    PARTS,
    REPORT_STATES,
    SOURCES,
    TREND,
)


@dataclass(frozen=True)
class MonthProgram:
    """A month's program and what was found wrong with the conditions of the packs while it was made."""

    program: Program
    findings: tuple[Finding, ...]


def month_program(plan: Plan, given: Given, *, tables: tuple[TableSchema, ...] = MONTH_TABLES) -> MonthProgram:
    """Return the program of a month for the tables that are wanted.

    The facts it reads are `observations` and, where given, `targets`, `supports`, `forecasts`, `firms` and
    `firm_periods`; the plan's own tables come from `plan_tables`. Each output has the columns of its schema, ordered
    by its key.
    """
    light, light_findings = light_sql(plan)
    alerts, alert_findings = alert_steps(plan)
    steps = (
        *figure_steps(plan, given),
        *book_steps(plan, given),
        target_ledger_step(plan),
        *foretold_steps(plan, given),
        *support_ledger_steps(plan, given),
        *schedule_ledger_steps(plan, light),
        *gap_ledger_steps(plan),
        *driver_ledger_steps(plan, given),
        quality_ledger_step(),
        *alerts,
        *tie_out_steps(),
        sources_step(plan, given),
        report_states_step(plan, given),
        trend_step(plan),
    )
    schemas = {schema.name: schema for schema in MONTH_TABLES}
    fixed = tuple(_with_columns(step, schemas[step.name]) if step.name in schemas else step for step in steps)
    wanted = tuple(schema.name for schema in tables)
    order = {schema.name: schema.key for schema in tables}
    return MonthProgram(Program(_needed(fixed, wanted), wanted, order), (*light_findings, *alert_findings))


def _with_columns(step: Step, schema: TableSchema) -> Step:
    """Return the step with the columns of its schema, in their order and of their types."""
    columns = ", ".join(f'"{column.name}"::{column.type} AS "{column.name}"' for column in schema.columns)
    return replace(step, sql=f"SELECT {columns} FROM ({step.sql})")


def _needed(steps: tuple[Step, ...], wanted: tuple[str, ...]) -> tuple[Step, ...]:
    """Keep the steps that the wanted ones read, directly or through others."""
    names = set(wanted)
    for step in reversed(steps):
        if step.name in names:
            names.update(step.needs)
    return tuple(step for step in steps if step.name in names)
