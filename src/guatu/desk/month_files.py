"""Run a month on files: packs and a folder of facts in; ledgers, bulletin, wall chart and manifest out."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guatu.desk.facts_folder import FactsNote, read_facts
from guatu.desk.month_computation import Month, compute_month, unknown_place
from guatu.domain import Finding, InvalidValue, Period, has_blocking
from guatu.office import write_bulletin, write_findings, write_wall, write_workbook
from guatu.pack import Packs, check_packs, load_packs
from guatu.query import FACT_TABLES, REGISTER_TABLES
from guatu.report import month_pages

LEDGERS_FILE, BULLETIN_FILE, WALL_FILE, MANIFEST_FILE = "ledgers.xlsx", "bulletin.docx", "wall.html", "run.json"
FINDINGS_FILE = "findings.xlsx"


@dataclass(frozen=True)
class MonthRequest:
    """What is asked for: the month, packs by name or folder, the folder of facts, where to write."""

    month: Period
    packs: tuple[str, ...]
    facts: Path
    out: Path
    as_of: date | None = None
    place: str | None = None


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
    packs, findings = load_packs(request.packs)
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
    with _aside(request.out) as folder:
        _write_pages(folder, month, findings)
        _write_manifest(folder, request, month, note=note, version=version)
        names = sorted(path.name for path in folder.iterdir())
    return MonthReport(tuple(request.out / name for name in names), findings, _count_lights(month))


def _tables_read(packs: Packs, month: Period) -> frozenset[str]:
    """Return the fact tables of a month: the registers that rewards are paid by only where a check asks for them."""
    asked = {check.on for check in packs.checks(month.last_day)}
    registers = {table.name for table in REGISTER_TABLES} - asked
    return frozenset(table.name for table in FACT_TABLES) - registers


def _write_pages(folder: Path, month: Month, findings: tuple[Finding, ...]) -> None:
    plan = month.plan
    pages = month_pages(month.results, plan.packs, plan.month, findings=findings, dated=plan.as_of, place=plan.place)
    # Files carry the month's last day and not today's, so that the same inputs give the same bytes.
    created = plan.month.last_day
    write_workbook(folder / LEDGERS_FILE, pages.sheets, title=pages.sheets[0].title, created=created)
    write_bulletin(folder / BULLETIN_FILE, pages.bulletin, created=created)
    write_wall(folder / WALL_FILE, pages.wall)
    if findings:
        write_findings(folder / FINDINGS_FILE, findings)


def _write_manifest(folder: Path, request: MonthRequest, month: Month, *, note: FactsNote, version: str) -> None:
    packs: Packs = month.plan.packs
    manifest = {
        "guatu": version,
        "month": str(request.month),
        "place": month.plan.place,
        "as_of": str(request.as_of) if request.as_of else None,
        "packs": [
            {"id": pack.id, "title": pack.manifest.title, "version": pack.version, "fictional": pack.manifest.fictional}
            for pack in packs.packs
        ],
        "facts": {"sha256": note.sha256, "rows": dict(sorted(note.rows.items())), "notes": list(note.notes)},
        "rows": {name: table.num_rows for name, table in sorted(month.results.tables.items())},
        "files": {path.name: _sha256(path) for path in sorted(folder.iterdir())},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _count_lights(month: Month) -> tuple[tuple[str, int], ...]:
    lights = month.results.tables["schedule_ledger"].column("light").to_pylist()
    return tuple((light, lights.count(light)) for light in ("green", "yellow", "red", "grey"))


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """Give a folder beside `out`; when all went well its files take their places, otherwise nothing is left."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        yield folder
        out.mkdir(exist_ok=True)
        (out / FINDINGS_FILE).unlink(missing_ok=True)
        for path in sorted(folder.iterdir()):
            os.replace(path, out / path.name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
