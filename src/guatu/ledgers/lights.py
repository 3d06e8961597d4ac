"""Lights and alerts (红黄绿灯, 预警): the packs' conditions over the ledgers, compiled into steps."""

from dataclasses import dataclass

from guatu.domain import Finding, Span, nearest
from guatu.ledgers.findings import NO_LIGHT, UNKNOWN_LEDGER
from guatu.ledgers.plan import Plan
from guatu.ledgers.tables import LEDGERS, SCHEDULE_LEDGER
from guatu.pack import Alert, Light
from guatu.query import Measure, Step, TableSchema, literal, quote
from guatu.rules import Expression, Flag, choose_sql, compile_expression, flag_step

# What each basis of a light compares, as methods of the book.
_METHODS = {"completion": "('progress', 'climb')", "growth": "('growth')", "level": "('level')"}
_BY_NAME = {table.name: table for table in LEDGERS}


def light_sql(plan: Plan) -> tuple[str, tuple[Finding, ...]]:
    """Return the SQL of the light of a row of the schedule, from the lights in force; the first that fits decides.

    Grey where nothing was reported or the base is missing: unknown is an answer, and not a red one.
    """
    findings: list[Finding] = []
    cases = []
    lights = plan.packs.lights(plan.month.last_day)
    # A light for named indicators is more particular than a light for all.
    for light in sorted(lights, key=lambda one: not one.indicators):
        choice, found = _choice(light)
        findings.extend(found)
        if choice is None:
            continue
        narrowed = f" AND indicator IN ({', '.join(map(literal, light.indicators))})" if light.indicators else ""
        cases.append(f"WHEN method IN {_METHODS[light.basis]}{narrowed} THEN {choice}")
    bare = [basis for basis in _METHODS if not any(light.basis == basis and not light.indicators for light in lights)]
    findings.extend(
        NO_LIGHT.at(
            None, f"没有适用于“{basis}”的亮灯规则，这类目标一律显示灰灯。", "在 lights.yaml 中补上这一类的阈值。"
        )
        for basis in bare
    )
    return f"CASE WHEN NOT reported OR ahead IS NULL THEN 'grey' {' '.join(cases)} ELSE 'grey' END", tuple(findings)


def _choice(light: Light) -> tuple[str | None, tuple[Finding, ...]]:
    compiled = [
        compile_expression(text, SCHEDULE_LEDGER, light.span, expect=Measure.YES_NO)
        for text in (light.green, light.yellow)
    ]
    findings = tuple(finding for _, found in compiled for finding in found)
    green, yellow = compiled[0][0], compiled[1][0]
    if green is None or yellow is None:
        return None, findings
    return choose_sql(((green, "green"), (yellow, "yellow")), "red", "grey"), findings


@dataclass(frozen=True)
class _Watched:
    """An alert with its conditions compiled."""

    alert: Alert
    flag: Flag


def alert_steps(plan: Plan) -> tuple[tuple[Step, ...], tuple[Finding, ...]]:
    """Return one step for each ledger that is watched and `alerts`, which joins clause and answering agency."""
    watched: dict[str, list[_Watched]] = {}
    findings: list[Finding] = []
    for alert in plan.packs.alerts(plan.month.last_day):
        table = _BY_NAME.get(alert.on)
        if table is None:
            findings.append(_unknown_ledger(alert.on, alert.span))
            continue
        flag, found = _flag(alert, table)
        findings.extend(found)
        if flag is not None:
            watched.setdefault(table.name, []).append(_Watched(alert, flag))
    steps = tuple(
        flag_step(
            f"{name}_flags",
            name,
            tuple(one.flag for one in alerts),
            keep=tuple(key for key in ("target", "place", "indicator") if _BY_NAME[name].column(key)),
            table=_BY_NAME[name],
        )
        for name, alerts in watched.items()
    )
    sources = tuple((f"{name}_flags", _BY_NAME[name].column("target") is not None) for name in watched)
    alerts = [one.alert for group in watched.values() for one in group]
    return (*steps, _alerts(sources, tuple(alerts))), tuple(findings)


def _unknown_ledger(name: str, span: Span | None) -> Finding:
    return UNKNOWN_LEDGER.at(
        span, f"没有名为“{name}”的台账{nearest(name, _BY_NAME)}", f"可用的台账：{'、'.join(_BY_NAME)}。"
    )


def _flag(alert: Alert, table: TableSchema) -> tuple[Flag | None, tuple[Finding, ...]]:
    compiled = [compile_expression(text, table, alert.span, expect=Measure.YES_NO) for text in alert.when]
    findings = tuple(finding for _, found in compiled for finding in found)
    conditions: list[Expression] = [expression for expression, _ in compiled if expression is not None]
    if len(conditions) < len(compiled) or not conditions:
        return None, findings
    return Flag(alert.id, tuple(conditions)), findings


def _alerts(sources: tuple[tuple[str, bool], ...], alerts: tuple[Alert, ...]) -> Step:
    """Put the flags of all ledgers together; a parent place outside the month's place is not warned about."""
    no_target = "NULL::VARCHAR AS target"
    rows = [
        f"SELECT flag, place, indicator, because, {'target' if has_target else no_target} FROM {quote(name)}"
        for name, has_target in sources
    ]
    flags = " UNION ALL BY NAME ".join(rows) or (
        "SELECT NULL::VARCHAR AS flag, NULL::VARCHAR AS place, NULL::VARCHAR AS indicator, NULL::VARCHAR AS because, "
        "NULL::VARCHAR AS target WHERE false"
    )
    levels = _words(alerts, "level")
    answers = _words(alerts, "answers")
    return Step(
        "alerts",
        f"""
        SELECT f.flag AS alert, {levels} AS level, f.target, f.place, f.indicator, f.because, b.clause,
            coalesce({answers}, b.lead) AS answers
        FROM ({flags}) AS f JOIN plan_places AS p ON f.place = p.place
        LEFT JOIN book AS b ON f.target = b.target AND f.place = b.place
        WHERE p.inside
        """,
        (*(name for name, _ in sources), "plan_places", "book"),
        "预警：哪条规则、依据哪些数、哪个条款、谁来应答",
    )


def _words(alerts: tuple[Alert, ...], field: str) -> str:
    words = {"level": [(a.id, a.level) for a in alerts], "answers": [(a.id, a.answers) for a in alerts if a.answers]}
    cases = "".join(f" WHEN {literal(key)} THEN {literal(word)}" for key, word in words[field] if word)
    return f"CASE f.flag{cases} END" if cases else "NULL::VARCHAR"
