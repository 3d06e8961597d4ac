"""Run a month on files: packs and a folder of facts in; ledgers, bulletin, wall chart and manifest out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guatu.desk.aside_folder import written_aside
from guatu.desk.facts_folder import FactsNote, read_facts
from guatu.desk.month_computation import Month, compute_month, unknown_place
from guatu.desk.month_pages import write_month_pages
from guatu.desk.run_manifest import write_manifest
from guatu.domain import Finding, InvalidValue, Period, has_blocking
from guatu.office import write_bulletin, write_findings, write_wall, write_workbook
from guatu.pack import Packs, check_packs, load_packs
from guatu.query import FACT_TABLES, REGISTER_TABLES
from guatu.report import Chart, MonthPages, draw_charts, month_pages

LEDGERS_FILE, BULLETIN_FILE, WALL_FILE = "ledgers.xlsx", "bulletin.docx", "wall.html"
FINDINGS_FILE = "findings.xlsx"


@dataclass(frozen=True)
class MonthRequest:
    """What is asked for: the month, packs by name or folder, the folder of facts, where to write.

    A run that `keeps_pages` also writes what a site shows of it: `pages.json` and `tables/*.parquet`.
    """

    month: Period
    packs: tuple[str, ...]
    facts: Path
    out: Path
    as_of: date | None = None
    place: str | None = None
    keeps_pages: bool = False


@dataclass(frozen=True)
class MonthReport:
    """What was written, how the lights stand, and what was found."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    lights: tuple[tuple[str, int], ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: the files then show what could still be run."""
        return has_blocking(self.findings)


def run_month(request: MonthRequest, version: str, watch: Callable[[str], None]) -> MonthReport:
    """Write the month's files, all or none; each stage is told to `watch`.

    Nothing is written when the packs cannot be read at all. What is wrong with single items or cells is in the findings
    and the rest still runs. A place that no pack knows is a wrong call, InvalidValue.
    """
    watch("读取政策包")
    packs, findings = load_packs(request.packs, with_cases=False)
    if packs is None:
        return MonthReport((), findings)
    if request.place is not None and (unknown := unknown_place(packs, request.place)):
        raise InvalidValue(unknown)
    findings += check_packs(packs)
    watch("读取数据")
    facts, fact_findings, note = read_facts(request.facts, packs, _tables_read(packs, request.month))
    findings += fact_findings
    month = compute_month(packs, facts, request.month, as_of=request.as_of, place=request.place, watch=watch)
    findings += month.findings
    watch("写出台账、通报和挂图")
    with written_aside(request.out, (FINDINGS_FILE,)) as folder:
        pages = _write_papers(folder, month, findings)
        if request.keeps_pages:
            write_month_pages(folder, pages, _charts(month), month.results)
        _write_manifest(folder, request, month, note=note, version=version)
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return MonthReport(tuple(request.out / name for name in names), findings, _count_lights(month))


def _tables_read(packs: Packs, month: Period) -> frozenset[str]:
    """Return the fact tables of a month: the registers that rewards are paid by only where a check asks for them."""
    asked = {check.on for check in packs.checks(month.last_day)}
    registers = {table.name for table in REGISTER_TABLES} - asked
    return frozenset(table.name for table in FACT_TABLES) - registers


def _write_papers(folder: Path, month: Month, findings: tuple[Finding, ...]) -> MonthPages:
    plan = month.plan
    pages = month_pages(month.results, plan.packs, plan.month, findings=findings, dated=plan.as_of, place=plan.place)
    # Files carry the month's last day and not today's, so that the same inputs give the same bytes.
    created = plan.month.last_day
    write_workbook(folder / LEDGERS_FILE, pages.sheets, title=pages.sheets[0].title, created=created)
    write_bulletin(folder / BULLETIN_FILE, pages.bulletin, created=created)
    write_wall(folder / WALL_FILE, pages.wall)
    if findings:
        write_findings(folder / FINDINGS_FILE, findings)
    return pages


def _charts(month: Month) -> tuple[Chart, ...]:
    return draw_charts(month.results, month.plan.packs, month.plan.month, place=month.plan.place)


def _write_manifest(folder: Path, request: MonthRequest, month: Month, *, note: FactsNote, version: str) -> None:
    run = {
        "month": str(request.month),
        "place": month.plan.place,
        "as_of": str(request.as_of) if request.as_of else None,
        "rows": {name: table.num_rows for name, table in sorted(month.results.tables.items())},
    }
    write_manifest(folder, version, month.plan.packs, note, run)


def _count_lights(month: Month) -> tuple[tuple[str, int], ...]:
    lights = month.results.tables["schedule_ledger"].column("light").to_pylist()
    return tuple((light, lights.count(light)) for light in ("green", "yellow", "red", "grey"))
