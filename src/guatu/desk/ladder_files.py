"""Put firms on ladders (梯度培育) on files: packs and registers in; boards, conditions and expiring titles out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guatu.desk.aside_folder import written_aside
from guatu.desk.facts_folder import FactsNote
from guatu.desk.findings import NO_LADDERS
from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs, read_rule_inputs
from guatu.desk.run_manifest import write_manifest
from guatu.domain import Finding, InvalidValue, has_blocking, nearest
from guatu.engines import DuckDBEngine
from guatu.office import write_csv_list, write_findings, write_workbook
from guatu.query import FIRM_PERIODS, FIRM_YEARS, TITLES, Engine, literal, quote
from guatu.report import EXPIRING_MONTHS, LadderReading, condition_list, ladder_card, ladder_counts, ladder_tables
from guatu.rules import (
    CONDITIONS,
    EXPIRING,
    PACES,
    RUNGS,
    Given,
    LadderRule,
    Moment,
    compile_ladders,
    expiring_program,
    ladder_program,
)

LADDERS_FILE, CONDITIONS_FILE, FINDINGS_FILE = "ladders.xlsx", "conditions.csv", "findings.xlsx"
LONGEST_SHEET = (
    100_000  # rows of conditions in a sheet; of more a worksheet is slow to open, and at a million at an end
)
_MORE_TABLES = (FIRM_PERIODS.name, TITLES.name)
_TITLE_COLUMNS = ("firm", "title", "level", "awarded", "expires", "document")


@dataclass(frozen=True)
class LadderRequest:
    """What is asked for: the year of the figures, the day of application, packs, facts, where to write.

    With `firm` (a code or a full name) one firm is looked at; with `ladder` (an id or a name) one ladder.
    """

    year: int
    packs: tuple[str, ...]
    facts: Path
    out: Path
    day: date | None = None
    firm: str | None = None
    ladder: str | None = None

    @property
    def moment(self) -> Moment:
        """The year and day that the rules are run at; without a day the year's last."""
        return Moment.of_year(self.year) if self.day is None else Moment(self.year, self.day)


@dataclass(frozen=True)
class LadderReport:
    """What was written, how many firms stand on each rung of each ladder, the card of a firm asked for, findings."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    card: tuple[str, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: the files then show what could still be run."""
        return has_blocking(self.findings)


def run_ladders(request: LadderRequest, version: str, watch: Callable[[str], None]) -> LadderReport:
    """Write the boards of a year, all files or none; each stage is told to `watch`.

    Nothing is written when packs cannot be read or hold no ladder, or no firm has figures of the year. A firm that is
    not in the register, or a ladder that no pack has, is a wrong call, InvalidValue.
    """
    watch("读取政策包和名册")
    inputs, findings = read_rule_inputs(request.packs, request.facts, request.moment, _MORE_TABLES)
    if inputs is None:
        return LadderReport((), findings)
    ladders, found = _ladders(inputs, request.ladder)
    findings += found
    if not ladders:
        return LadderReport(
            (), (*findings, NO_LADDERS.at(None, f"{request.moment.day} 没有可算的梯度。", NO_LADDERS.instead))
        )
    engine = DuckDBEngine(watch=lambda step: watch(step.because))
    readers = [Reader(one.ladder.name, one.rules.table.name, one.reads) for one in ladders]
    findings += missing_inputs(inputs, readers, engine)
    if FIRM_YEARS.name not in inputs.facts.tables:
        return LadderReport((), findings)
    reading = _read(inputs, ladders, request, engine)
    if not reading.rungs:
        return LadderReport((), findings)
    watch("写出看板")
    with written_aside(request.out, (FINDINGS_FILE, CONDITIONS_FILE)) as folder:
        _write_pages(folder, reading, request)
        if findings:
            write_findings(folder / FINDINGS_FILE, findings)
        _write_manifest(folder, request, inputs, reading, version=version)
        names = sorted(path.name for path in folder.iterdir())
    card = tuple(line for firm in reading.names for line in ladder_card(reading, firm)) if request.firm else ()
    counts = tuple((one.ladder.name, ladder_counts(reading, one)) for one in ladders)
    return LadderReport(tuple(request.out / name for name in names), findings, counts, card)


def _write_pages(folder: Path, reading: LadderReading, request: LadderRequest) -> None:
    aside = CONDITIONS_FILE if len(reading.conditions) > LONGEST_SHEET else ""
    tables = ladder_tables(reading, aside)
    write_workbook(folder / LADDERS_FILE, tables, title=f"{request.year}年度梯度培育", created=request.moment.day)
    if aside:
        columns, rows = condition_list(reading)
        write_csv_list(folder / CONDITIONS_FILE, columns, ((row,) for row in rows))


def _ladders(inputs: RuleInputs, wanted: str | None) -> tuple[tuple[LadderRule, ...], tuple[Finding, ...]]:
    compiled, findings = compile_ladders(inputs.packs, inputs.book, inputs.tables)
    firms = tuple(one for one in compiled if one.rules.table.name == FIRM_YEARS.name)
    if wanted is None:
        return firms, findings
    chosen = tuple(one for one in firms if wanted in (one.id, one.ladder.name))
    if not chosen:
        names = [word for one in firms for word in (one.id, one.ladder.name)]
        known = "、".join(f"{one.id}（{one.ladder.name}）" for one in firms)
        raise InvalidValue(f"没有梯度“{wanted}”{nearest(wanted, names) or '。'}可选的梯度：{known}")
    return chosen, findings


def _read(inputs: RuleInputs, ladders: Sequence[LadderRule], request: LadderRequest, engine: Engine) -> LadderReading:
    given = _narrowed(inputs.given, request.firm)
    made = ladder_program(ladders, given, request.moment.day)
    results = engine.run(made.program, inputs.facts)
    rows = {name: results.rows(name) if name in results.tables else [] for name in (RUNGS, CONDITIONS, PACES)}
    if request.firm is not None and not rows[RUNGS]:
        raise InvalidValue(
            f"{FIRM_YEARS.label}里没有“{request.firm}”{request.year}年度的行；请写统一社会信用代码或全称"
        )
    titles = []
    if all(given.has(TITLES.name, name) for name in _TITLE_COLUMNS):
        program = expiring_program(request.moment.day.isoformat(), EXPIRING_MONTHS)
        firms = {row["firm"] for row in rows[RUNGS]}
        titles = [row for row in engine.run(program, inputs.facts).rows(EXPIRING) if row["firm"] in firms]
    return LadderReading(
        inputs.packs,
        inputs.book,
        tuple(ladders),
        rows[RUNGS],
        rows[CONDITIONS],
        rows[PACES],
        titles,
        frozenset(inputs.facts.tables),
    )


def _narrowed(given: Given, firm: str | None) -> Given:
    """Return what was given, for one firm only where one is asked for."""
    if firm is None:
        return given
    keys = [name for name in ("firm", "name") if given.has(FIRM_YEARS.name, name)]
    return replace(given, where=f"({' OR '.join(f'{quote(key)} = {literal(firm)}' for key in keys)})")


def _write_manifest(
    folder: Path, request: LadderRequest, inputs: RuleInputs, reading: LadderReading, *, version: str
) -> None:
    note: FactsNote = inputs.note
    run = {
        "verb": "ladder",
        "year": request.year,
        "day": request.moment.day.isoformat(),
        "firm": request.firm,
        "ladders": [one.id for one in reading.ladders],
        "rows": {"firms": len(reading.names), "conditions": len(reading.conditions), "titles": len(reading.titles)},
    }
    write_manifest(folder, version, inputs.packs, note, run)
