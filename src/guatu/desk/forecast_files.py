"""Forecast (预测) on files: packs and figures in; the year foretold, kept for later, and earlier forecasts judged.

forecast.xlsx          to be printed: the chance of each target, the year of what has one, past forecasts judged,
                       what is not foretold and why
forecast-working.xlsx  the working paper (底稿): every series, months to come, methods
forecasts.csv          what is kept: put it among the facts; `guatu month` shows it, a later forecast judges it
charts/*.svg           each indicator with a target for the whole place
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guatu.allocation import (
    Aim,
    Family,
    History,
    Note,
    Point,
    Subject,
    chances_of,
    foretell,
    history_of,
    judge,
    kept_rows,
    score_forecasts,
)
from guatu.desk.aside_folder import written_aside
from guatu.desk.facts_folder import FactsNote, read_facts
from guatu.desk.findings import NO_OBSERVATIONS
from guatu.desk.month_computation import unknown_place
from guatu.desk.run_manifest import write_manifest
from guatu.domain import Finding, InvalidValue, Level, Period, has_blocking
from guatu.engines import DuckDBEngine
from guatu.ledgers import AIMS, HISTORIES, Given, Plan, aim_program, history_program, plan_tables
from guatu.office import chart_svg, write_csv_list, write_findings, write_workbook
from guatu.pack import MONTHS_APART, Indicator, Packs, check_packs, load_packs
from guatu.query import FORECASTS, OBSERVATIONS, TARGETS, Facts, column_names, rows_of
from guatu.report import ForecastReading, draw_outlooks, forecast_list, forecast_tables, forecast_working

FORECAST_FILE, WORKING_FILE, LIST_FILE = "forecast.xlsx", "forecast-working.xlsx", "forecasts.csv"
CHARTS, FINDINGS_FILE = "charts", "findings.xlsx"
_NAMED = 6  # series that one finding names; the others are counted
_READ = frozenset((OBSERVATIONS.name, TARGETS.name, FORECASTS.name))


@dataclass(frozen=True)
class ForecastRequest:
    """What is asked for: the month whose figures are the latest used, packs, facts, where to write.

    With `hold_totals` the prefecture's forecast stays as it is and the counties share the difference.
    """

    month: Period
    packs: tuple[str, ...]
    facts: Path
    out: Path
    hold_totals: bool = False
    as_of: date | None = None
    place: str | None = None


@dataclass(frozen=True)
class ForecastReport:
    """What was written, how many series were foretold and how many not, how the chances lie, and what was found."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    foretold: int = 0
    unknown: int = 0
    chances: tuple[tuple[str, int], ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: the files then show what could still be run."""
        return has_blocking(self.findings)


def forecast_year(request: ForecastRequest, version: str, watch: Callable[[str], None]) -> ForecastReport:
    """Write the forecast of the year still open at the end of a month, all files or none; in December the next year's.

    Nothing is written when packs cannot be read or no observation was given. A place that no pack knows is a wrong
    call, InvalidValue.
    """
    watch("读取政策包和数据")
    packs, findings = load_packs(request.packs, with_cases=False)
    if packs is None:
        return ForecastReport((), findings)
    if request.place is not None and (strange := unknown_place(packs, request.place)):
        raise InvalidValue(strange)
    facts, fact_findings, note = read_facts(request.facts, packs, _READ)
    findings += (*check_packs(packs), *fact_findings)
    if OBSERVATIONS.name not in facts.tables:
        missing = NO_OBSERVATIONS.at(None, "没有读到观测数据，没有历史可以预测。", NO_OBSERVATIONS.instead)
        return ForecastReport((), (*findings, missing))
    reading, notes = _foretold(packs, facts, request, watch)
    findings += _findings(reading, notes)
    watch("写出预测")
    with written_aside(request.out, (FINDINGS_FILE,)) as folder:
        _write_papers(folder, reading)
        if findings:
            write_findings(folder / FINDINGS_FILE, findings)
        _write_manifest(folder, request, reading, note=note, version=version)
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    files = tuple(request.out / name for name in names)
    return ForecastReport(files, findings, len(reading.forecasts), reading.unknown_count, reading.chance_counts())


def _foretold(
    packs: Packs, facts: Facts, request: ForecastRequest, watch: Callable[[str], None]
) -> tuple[ForecastReading, tuple[Note, ...]]:
    """Return what is foretold beside how earlier forecasts did, and what is to be said of the histories."""
    asked = packs.place_tree().find(request.place or packs.main.manifest.place or "")
    place = asked.code if asked else ""
    given = Given(frozenset(facts.tables), frozenset(column_names(facts.tables[OBSERVATIONS.name])))
    plan = Plan(packs, request.month, request.as_of, place)
    engine = DuckDBEngine(watch=lambda step: watch(step.because))
    rows = engine.run(history_program(plan, given), facts.with_tables(plan_tables(plan))).rows(HISTORIES)
    # In December the year that is open is the next one, with its own targets.
    year_plan = plan if request.month.last.month < 12 else Plan(packs, request.month.shift(1), request.as_of, place)
    aims = engine.run(aim_program(year_plan, given), facts.with_tables(plan_tables(year_plan))).rows(AIMS)
    watch("逐条序列预测和回测")
    histories = _histories(packs, rows, request.month.last)
    kept = _kept_rows(facts, request.month.last_day)
    forecasts, notes = foretell(
        histories,
        _families(plan, histories),
        hold_totals=request.hold_totals,
        given=_given_totals(kept, request.month),
    )
    chances = chances_of(forecasts, [aim for row in aims if (aim := _aim(row)) is not None])
    records = score_forecasts(judge(kept, _truths(histories), request.month.last))
    foretold = {one.history.subject for one in forecasts}
    silent = tuple(note for note in notes if note.subject not in foretold)
    reading = ForecastReading(
        packs, year_plan.month, request.month, place, tuple(forecasts), chances, tuple(aims), records, silent
    )
    return reading, notes


def _histories(packs: Packs, rows: Iterable[Mapping[str, object]], month: date) -> tuple[History, ...]:
    """Return the histories of every place and indicator: of levels, and of growth where levels do not give it."""
    points: dict[tuple[str, str], list[Point]] = {}
    for row in rows:
        period, value, growth = row["period"], row["value"], row["growth"]
        if isinstance(period, date):
            point = Point(period, _number(value), _number(growth))
            points.setdefault((str(row["place"]), str(row["indicator"])), []).append(point)
    found: list[History] = []
    for (place, key), each in sorted(points.items()):
        indicator = packs.indicator(key)
        if indicator is None or indicator.frequency == "yearly":
            continue
        found.extend(history_of(one, each, month) for one in _subjects(place, indicator, each))
    return tuple(found)


def _subjects(place: str, indicator: Indicator, points: list[Point]) -> Iterable[Subject]:
    has_levels = indicator.published != "growth_only" and any(one.value is not None for one in points)
    has_growth = any(one.growth is not None for one in points)
    merged, apart = indicator.january == "merged", MONTHS_APART[indicator.frequency]
    nominal = indicator.growth == "nominal"
    kind = indicator.kind.value
    if has_levels:
        yield Subject(place, indicator.id, kind, "level", apart, merged, nominal)
    if has_growth and indicator.growth != "none" and kind != "rate" and not (has_levels and nominal):
        yield Subject(place, indicator.id, kind, "growth", apart, merged, nominal)


def _families(plan: Plan, histories: Iterable[History]) -> tuple[Family, ...]:
    """Return, of each figure that may be added, the place of the run with the places one step below it; no parks."""
    below = plan.tree.children(plan.place, plan.month.last_day)
    parts = tuple(one.code for one in below if one.level is not Level.PARK)
    about = [one.subject for one in histories]
    added = {one.indicator for one in about if one.place in parts and one.measure == "level"}
    return tuple(Family(key, plan.place, parts) for key in sorted(added) if _adds_up(plan.packs.indicator(key)))


def _adds_up(indicator: Indicator | None) -> bool:
    return indicator is not None and indicator.kind.value != "rate" and indicator.unit != "%"


def _kept_rows(facts: Facts, day: date) -> tuple[dict[str, object], ...]:
    """Return the forecasts among the facts that were made on figures until a day."""
    if FORECASTS.name not in facts.tables:
        return ()
    rows = rows_of(facts.tables[FORECASTS.name])
    return tuple(row for row in rows if isinstance(made := row.get("made_on"), date) and made <= day)


def _given_totals(kept: Iterable[Mapping[str, object]], month: Period) -> dict[tuple[str, str], float]:
    """Return the figures of the year still open that were given by hand in a month."""
    found: dict[tuple[str, str], float] = {}
    for row in kept:
        value, period = _number(row.get("value")), row.get("period")
        made_on, sort = row.get("made_on"), (row.get("method"), row.get("measure"))
        is_of_month = isinstance(made_on, date) and month.first <= made_on <= month.last_day
        is_year = isinstance(period, date) and period.month == 12 and period > month.last
        if sort == ("given", "level") and is_of_month and is_year and value is not None:
            found[str(row["place"]), str(row["indicator"])] = value
    return found


def _truths(histories: Iterable[History]) -> dict[tuple[str, str, str, date], float]:
    return {
        (one.subject.place, one.subject.indicator, one.subject.measure, day): value
        for one in histories
        for day, value in one.past
    }


def _aim(row: Mapping[str, object]) -> Aim | None:
    by_growth = row["method"] == "growth"
    level = _number(row["growth_target" if by_growth else "level"])
    if level is None:
        return None
    place, indicator = str(row["place"]), str(row["indicator"])
    return Aim(str(row["target"]), place, indicator, "growth" if by_growth else "level", level, row["sign"] == 1)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _findings(reading: ForecastReading, notes: Iterable[Note]) -> tuple[Finding, ...]:
    """Return one finding for each kind of note: the first series by name with what is said of them, others counted."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(note.code.code, []).append(note)
    found = []
    for group in groups.values():
        named = "；".join(f"{reading.series_name(one.subject)}（{one.words}）" for one in group[:_NAMED])
        more = f"等{len(group)}条序列" if len(group) > _NAMED else ""
        code = group[0].code
        found.append(code.at(None, f"{code.title}：{named}{more}。", f"{code.instead}。"))
    return tuple(found)


def _write_papers(folder: Path, reading: ForecastReading) -> None:
    for name, tables in ((FORECAST_FILE, forecast_tables(reading)), (WORKING_FILE, forecast_working(reading))):
        write_workbook(folder / name, tables, title=tables[0].title, created=reading.made_on.last_day)
    columns, rows = forecast_list(kept_rows(reading.forecasts, reading.chances, reading.made_on.last))
    write_csv_list(folder / LIST_FILE, columns, (rows,))
    drawn = draw_outlooks(reading)
    if drawn:
        (folder / CHARTS).mkdir()
    for chart in drawn:
        (folder / CHARTS / f"{chart.about[1]}.svg").write_text(chart_svg(chart), encoding="utf-8")


def _write_manifest(
    folder: Path, request: ForecastRequest, reading: ForecastReading, *, note: FactsNote, version: str
) -> None:
    run = {
        "verb": "forecast",
        "month": str(request.month),
        "place": reading.place_code,
        "as_of": str(request.as_of) if request.as_of else None,
        "hold_totals": request.hold_totals,
        "series": {"foretold": len(reading.forecasts), "unknown": reading.unknown_count},
    }
    write_manifest(folder, version, reading.packs, note, run)
