"""Classify (分类) on files: packs and registers in; every class, score and qualification of each row out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guatu.desk.aside_folder import written_aside
from guatu.desk.findings import NO_CLASSES
from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs, read_rule_inputs
from guatu.desk.run_manifest import write_manifest
from guatu.domain import Finding, has_blocking
from guatu.engines import DuckDBEngine
from guatu.office import write_csv_list, write_findings, write_workbook
from guatu.query import Engine
from guatu.report import ClassedTable, ClassReading, class_counts, class_list, class_tables
from guatu.rules import CLASSED_KINDS, Moment, TableRules, class_program

CLASSES_FILE, FINDINGS_FILE, LIST_FILE = "classes.xlsx", "findings.xlsx", "classes-{}.csv"


@dataclass(frozen=True)
class ClassRequest:
    """What is asked for: the year of the figures, the day whose standards count, packs, facts, where to write."""

    year: int
    packs: tuple[str, ...]
    facts: Path
    out: Path
    day: date | None = None

    @property
    def moment(self) -> Moment:
        """The year and day that the rules are run at; without a day the year's last."""
        return Moment.of_year(self.year) if self.day is None else Moment(self.year, self.day)


@dataclass(frozen=True)
class ClassReport:
    """What was written, how many rows have each result of each class, and what was found.

    `counts` are (table, name of the rule, results with their numbers).
    """

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    counts: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: the files then show what could still be run."""
        return has_blocking(self.findings)


def run_classes(request: ClassRequest, version: str, watch: Callable[[str], None]) -> ClassReport:
    """Write every class, score and qualification of a year, all files or none; each stage is told to `watch`.

    Nothing is written when packs cannot be read, or no table that was given has a rule that classifies it
    and a row of the year.
    """
    watch("读取政策包和名册")
    inputs, findings = read_rule_inputs(request.packs, request.facts, request.moment)
    if inputs is None:
        return ClassReport((), findings)
    rules = [one for one in inputs.book.tables if one.table.name in inputs.facts.tables and _is_classed(one)]
    if not rules:
        sentence = f"交来的名册里没有 {request.moment.day} 可以分类的。"
        return ClassReport((), (*findings, NO_CLASSES.at(None, sentence, f"{NO_CLASSES.instead}。")))
    engine = DuckDBEngine(watch=lambda step: watch(step.because))
    findings += missing_inputs(inputs, [one for each in rules for one in _readers(each)], engine)
    reading = ClassReading(inputs.packs, request.moment, tuple(_classed(inputs, one, engine) for one in rules))
    if not any(one.rows for one in reading.tables):
        return ClassReport((), findings)
    watch("写出分类表")
    stale = [FINDINGS_FILE, *(LIST_FILE.format(one.name) for one in inputs.tables)]
    with written_aside(request.out, stale) as folder:
        _write_pages(folder, reading, request)
        if findings:
            write_findings(folder / FINDINGS_FILE, findings)
        _write_manifest(folder, request, inputs, reading, version=version)
        names = sorted(path.name for path in folder.iterdir())
    counts = tuple(
        (one.table.label, column.column.label, results)
        for one in reading.tables
        for column, results in class_counts(one)
    )
    return ClassReport(tuple(request.out / name for name in names), findings, counts)


def _is_classed(rules: TableRules) -> bool:
    return any(one.kind in CLASSED_KINDS for one in rules.columns)


def _readers(rules: TableRules) -> list[Reader]:
    return [
        Reader(one.column.label, rules.table.name, (one.name,)) for one in rules.columns if one.kind in CLASSED_KINDS
    ]


def _classed(inputs: RuleInputs, rules: TableRules, engine: Engine) -> ClassedTable:
    made = class_program(rules, inputs.given)
    rows = engine.run(made.program, inputs.facts).rows(made.name)
    return ClassedTable(rules.table, made.columns, rows)


def _write_pages(folder: Path, reading: ClassReading, request: ClassRequest) -> None:
    created = request.moment.day
    write_workbook(folder / CLASSES_FILE, class_tables(reading), title=f"{request.year}年度分类", created=created)
    for one in reading.tables:
        columns, rows = class_list(reading, one)
        write_csv_list(folder / LIST_FILE.format(one.table.name), columns, (rows,))


def _write_manifest(
    folder: Path, request: ClassRequest, inputs: RuleInputs, reading: ClassReading, *, version: str
) -> None:
    run = {
        "verb": "classify",
        "year": request.year,
        "day": request.moment.day.isoformat(),
        "rows": {one.table.name: len(one.rows) for one in reading.tables},
    }
    write_manifest(folder, version, inputs.packs, inputs.note, run)
