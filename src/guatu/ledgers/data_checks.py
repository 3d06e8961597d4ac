"""数据校验: the packs' conditions on reported figures, asked of the month's rows; a false one is a question."""

from dataclasses import dataclass

from guatu.domain import Finding
from guatu.ledgers.figures import Given
from guatu.ledgers.findings import UNKNOWN_FACT_TABLE
from guatu.ledgers.plan import Plan
from guatu.pack import Check
from guatu.query import CHECKED_TABLES, FIRM_PERIODS, OBSERVATIONS, Measure, Program, Step, TableSchema
from guatu.rules import Flag, Truth, compile_expression, flag_step

_BY_NAME = {table.name: table for table in CHECKED_TABLES}
# What names a row of each table to the person who must look at it.
_NAMED_BY = {
    OBSERVATIONS.name: ("place", "indicator", "period", "basis"),
    FIRM_PERIODS.name: ("firm", "period", "basis"),
}


@dataclass(frozen=True)
class CheckProgram:
    """The checks of a month as a program; each output is one table's rows that fail, with the id of the check."""

    program: Program
    checks: dict[str, Check]
    findings: tuple[Finding, ...]


def check_program(plan: Plan, given: Given) -> CheckProgram:
    """Return the program of the data checks over the fact tables that are there."""
    findings: list[Finding] = []
    flags: dict[str, list[Flag]] = {}
    checks = {}
    for check in plan.packs.checks(plan.month.last_day):
        table = _BY_NAME.get(check.on)
        if table is None:
            known = "、".join(_BY_NAME)
            findings.append(
                UNKNOWN_FACT_TABLE.at(check.span, f"没有名为“{check.on}”的事实表。", f"可用的事实表：{known}。")
            )
            continue
        expression, found = compile_expression(check.expect, table, check.span, expect=Measure.YES_NO)
        findings.extend(found)
        if expression is not None and table.name in given.tables:
            flags.setdefault(table.name, []).append(Flag(check.id, (expression,)))
            checks[check.id] = check
    steps = [step for name in flags for step in _table_steps(plan, given, _BY_NAME[name], tuple(flags[name]))]
    outputs = tuple(f"{name}_failed" for name in flags)
    order = {f"{name}_failed": ("flag", *_names_of(_BY_NAME[name])) for name in flags}
    return CheckProgram(Program(tuple(steps), outputs, order), checks, tuple(findings))


def _names_of(table: TableSchema) -> tuple[str, ...]:
    return _NAMED_BY.get(table.name, table.key)


def _table_steps(plan: Plan, given: Given, table: TableSchema, flags: tuple[Flag, ...]) -> tuple[Step, Step]:
    columns = "*"
    if table is OBSERVATIONS:  # the one table that may come from Parquet without its optional columns
        columns = ", ".join(f"{given.column(one.name, one.type)} AS {one.name}" for one in table.columns)
    dated = f"WHERE period = DATE '{plan.month.last}'" if table.column("period") else ""
    month = Step(
        f"{table.name}_month", f"SELECT {columns} FROM {table.name} AS o {dated}", (table.name,), "本月报来的行"
    )
    return month, flag_step(
        f"{table.name}_failed", month.name, flags, keep=_names_of(table), table=table, when=Truth.NO
    )
