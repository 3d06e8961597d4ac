"""Compute a month: packs and facts in, ledgers as tables out. Nothing is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from guatu.desk.findings import (
    FAILED_CHECK,
    LEDGERS_DIFFER,
    NO_OBSERVATIONS,
    NOT_VALID_THEN,
    UNKNOWN_HOLIDAYS,
    UNKNOWN_PLACE,
)
from guatu.desk.unfit_rows import unfit_rows
from guatu.domain import Finding, Period, Severity, Validity, nearest
from guatu.engines import DuckDBEngine
from guatu.ledgers import NO_TARGETS, CheckProgram, Given, Plan, check_program, month_program, plan_tables
from guatu.pack import Packs
from guatu.query import OBSERVATIONS, Engine, Facts, Program, Results, column_names, table_from_rows

_SHOWN = 20  # rows of one check that are listed; the rest are counted


@dataclass(frozen=True)
class Month:
    """A computed month: the plan it was computed from, the tables of the ledgers, and what was found on the way."""

    plan: Plan
    results: Results
    program: Program
    findings: tuple[Finding, ...]


def _silent(_stage: str) -> None:
    """Say nothing."""


def compute_month(
    packs: Packs,
    facts: Facts,
    month: Period,
    *,
    as_of: date | None = None,
    place: str | None = None,
    engine: Engine | None = None,
    watch: Callable[[str], None] = _silent,
) -> Month:
    """Compute the six ledgers, lights, alerts and tie-outs of a month (一个月的六本账).

    `month` is one month; figures are January to that month. `as_of` rebuilds the month as it stood on a day: what was
    reported or published later is not seen. `place` is the code or name of the place the month is about; without it
    the place of the pack named last. Results are Arrow tables by the names of the ledgers: `target_ledger`,
    `support_ledger`, `schedule_ledger`, `gap_ledger`, `driver_ledger`, `quality_ledger`, `light_history`, `alerts`,
    `tie_outs`, `parts`, `sources`, `report_states`.
    """
    engine = engine or DuckDBEngine(watch=lambda step: watch(step.because))
    asked = packs.place_tree().find(place or packs.main.manifest.place or "")
    findings: list[Finding] = []
    if asked is None:
        sentence = unknown_place(packs, place) if place else f"政策包 {packs.main.id} 没有写明地区。"
        findings.append(UNKNOWN_PLACE.at(packs.main.manifest.span, sentence, UNKNOWN_PLACE.instead))
    if OBSERVATIONS.name not in facts.tables:
        findings.append(NO_OBSERVATIONS.at(None, "没有读到观测数据，各账的完成数都是空白。", NO_OBSERVATIONS.instead))
        facts = facts.with_tables({OBSERVATIONS.name: table_from_rows(OBSERVATIONS, ())})
    findings.extend(_not_valid_then(packs, month))
    findings.extend(_unknown_holidays(packs, month))
    plan = Plan(packs, month, as_of, asked.code if asked else "")
    given = Given(frozenset(facts.tables), frozenset(column_names(facts.tables[OBSERVATIONS.name])))
    made = month_program(plan, given)
    watch("计算六本账")
    whole = facts.with_tables(plan_tables(plan))
    results = engine.run(made.program, whole)
    findings.extend(made.findings)
    watch("数据校验")
    findings.extend(unfit_rows(plan, whole, engine))
    findings.extend(_check_data(plan, given, facts, engine))
    findings.extend(_tie_out_findings(results))
    if results.tables["target_ledger"].num_rows == 0:
        findings.append(NO_TARGETS.at(None, f"没有一个目标覆盖{month.words}。", NO_TARGETS.instead))
    return Month(plan, results, made.program, tuple(findings))


def unknown_place(packs: Packs, place: str) -> str:
    """Return a sentence where no pack knows the place of a code or name, else an empty text."""
    tree = packs.place_tree()
    return "" if tree.find(place) else f"政策包里没有“{place}”这个地区{nearest(place, tree.names()) or '。'}"


def _not_valid_then(packs: Packs, month: Period) -> Iterator[Finding]:
    """Yield a finding for each pack whose validity (有效期) has no day in the month."""
    days = Validity(month.first, month.last_day)
    for pack in packs.packs:
        valid = pack.manifest.valid
        if not valid.overlaps(days):
            since, until = valid.start or "以前", valid.end or "今后"
            sentence = f"政策包 {pack.id} 的有效期是 {since} 至 {until}，不含{month.words}。"
            yield NOT_VALID_THEN.at(pack.manifest.span, sentence, NOT_VALID_THEN.instead)


def _unknown_holidays(packs: Packs, month: Period) -> Iterator[Finding]:
    """Yield a finding where reports fall due in a year whose holidays (放假安排) are not known."""
    due_in = month.shift(1).last
    if any(pack.duties for pack in packs.packs) and not packs.calendar.knows(due_in):
        sentence = f"{due_in.year}年的放假和调休安排还不知道，应报日期按周一至周五推算。"
        yield UNKNOWN_HOLIDAYS.at(None, sentence, UNKNOWN_HOLIDAYS.instead)


def _check_data(plan: Plan, given: Given, facts: Facts, engine: Engine) -> tuple[Finding, ...]:
    checks = check_program(plan, given)
    if not checks.program.outputs:
        return checks.findings
    results = engine.run(checks.program, facts)
    rows = [row for name in checks.program.outputs for row in results.rows(name)]
    failed: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        failed.setdefault(str(row["flag"]), []).append(row)
    return (*checks.findings, *(one for key, group in failed.items() for one in _failed(plan, checks, key, group)))


def _failed(plan: Plan, checks: CheckProgram, key: str, rows: list[dict[str, object]]) -> list[Finding]:
    check = checks.checks[key]
    severity = Severity.ERROR if check.severity == "error" else Severity.WARNING
    findings = [
        FAILED_CHECK.at(
            None,
            f"{_row_name(plan, row)}：{check.sentence}（{row['because']}）",
            FAILED_CHECK.instead,
            severity=severity,
        )
        for row in rows[:_SHOWN]
    ]
    if len(rows) > _SHOWN:
        more = f"“{check.name}”共有 {len(rows)} 处，以上列出 {_SHOWN} 处。"
        findings.append(FAILED_CHECK.at(None, more, FAILED_CHECK.instead))
    return findings


def _row_name(plan: Plan, row: dict[str, object]) -> str:
    place = plan.tree.find(str(row.get("place") or ""))
    indicator = plan.packs.indicator(str(row.get("indicator") or ""))
    words = [place.name if place else row.get("place") or row.get("firm"), indicator.name if indicator else None]
    return "".join(str(word) for word in words if word)


def _tie_out_findings(results: Results) -> tuple[Finding, ...]:
    checks: dict[str, int] = {}
    for check in results.tables["tie_outs"].column("check").to_pylist():
        checks[check] = checks.get(check, 0) + 1
    return tuple(
        LEDGERS_DIFFER.at(None, f"“{check}”有 {count} 处不符。", LEDGERS_DIFFER.instead)
        for check, count in checks.items()
    )
