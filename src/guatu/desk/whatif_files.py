"""Try other rules (试算) on files: packs, settings over them and registers in; what it would cost, and whom, out.

The settings lie over the packs in memory. Nothing is written to a pack.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.desk.aside_folder import written_aside
from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs, read_rule_inputs
from guatu.desk.run_manifest import write_manifest
from guatu.domain import Finding, has_blocking
from guatu.engines import DuckDBEngine
from guatu.office import table_lines, write_findings, write_workbook
from guatu.pack import Packs, Ruling, check_packs, compare_packs
from guatu.query import Engine, Source, table_from_rows
from guatu.report import (
    WAYS,
    ChangedRow,
    ChangeTotal,
    SideTotal,
    WayTotal,
    WhatIf,
    whatif_headline,
    whatif_sheets,
    whatif_summary,
)
from guatu.rules import (
    AFTER,
    AWARD_LIST,
    BEFORE,
    BY_CLAUSE,
    BY_INDUSTRY,
    BY_PLACE,
    BY_SIZE,
    CHANGES,
    IN_ALL,
    LIST,
    Moment,
    Overlay,
    RuleBook,
    affected_rewards,
    changes_program,
    compile_rules,
    list_program,
    overlaid,
)

WHATIF_FILE, FINDINGS_FILE = "whatif.xlsx", "findings.xlsx"
MOST_ROWS = 20_000  # of the list in a workbook; beyond, only the largest changes stand in it
_FIRM_TABLE = "firm_years"


@dataclass(frozen=True)
class WhatIfRequest:
    """What is asked for: packs, settings (place, value), the year and day, the folder of facts, where to write."""

    packs: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    year: int
    facts: Path
    out: Path | None = None
    day: date | None = None

    @property
    def moment(self) -> Moment:
        """The year and day that the rules are run at; without a day the year's last."""
        return Moment.of_year(self.year) if self.day is None else Moment(self.year, self.day)


@dataclass(frozen=True)
class WhatIfReport:
    """The result in one sentence and in short tables of lines, the files written, and what was found."""

    findings: tuple[Finding, ...]
    headline: str = ""
    summary: tuple[tuple[str, ...], ...] = ()
    trial: WhatIf | None = None
    files: tuple[Path, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks; without a trial nothing was run."""
        return has_blocking(self.findings)


def run_whatif(request: WhatIfRequest, version: str, watch: Callable[[str], None]) -> WhatIfReport:
    """Compare what packs pay with what they would pay under the settings; with `out` write it, all files or none.

    Nothing is run when a setting names nothing or several things, or its value does not compile: half a trial would be
    taken for a whole one.
    """
    watch("读取政策包和名册")
    inputs, findings = read_rule_inputs(request.packs, request.facts, request.moment)
    if inputs is None:
        return WhatIfReport(findings)
    overlay, book, wrong = _overlaid(inputs, request.settings)
    if has_blocking(wrong):
        return WhatIfReport(wrong)
    engine = DuckDBEngine(watch=lambda step: watch(step.because))
    affected = affected_rewards(inputs.book, book)
    readers = [
        Reader(one.reward.name, rules.table.name, one.reads)
        for rules in _only(book, affected).tables
        for one in rules.rewards
    ]
    findings = (*_on_figures(findings), *wrong, *missing_inputs(inputs, readers, engine))
    trial = _trial(inputs, overlay, book, request.settings, engine)
    files: tuple[Path, ...] = ()
    if request.out is not None:
        watch("写出试算结果")
        files = _write(request, request.out, inputs, trial, findings, version=version)
    summary = tuple(table_lines(table) for table in whatif_summary(trial))
    return WhatIfReport(findings, whatif_headline(trial), summary, trial, files)


def _on_figures(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without what is merely to be read about the packs: a trial changes none of it."""
    return tuple(one for one in findings if one.blocks or not one.code.startswith("P"))


def _overlaid(inputs: RuleInputs, settings: Iterable[tuple[str, str]]) -> tuple[Overlay, RuleBook, tuple[Finding, ...]]:
    """Return the packs and rules under the settings, and what is wrong with the settings alone."""
    overlay = overlaid(inputs.packs, settings)
    book, found = compile_rules(overlay.packs, inputs.book.moment, inputs.tables, answers=overlay.answers)
    known = {*inputs.findings, *check_packs(inputs.packs)}
    more = (*found, *check_packs(overlay.packs))
    return overlay, book, (*overlay.findings, *(one for one in dict.fromkeys(more) if one not in known))


def _trial(
    inputs: RuleInputs, overlay: Overlay, book: RuleBook, settings: tuple[tuple[str, str], ...], engine: Engine
) -> WhatIf:
    affected = affected_rewards(inputs.book, book)
    lists = {
        name: _award_list(inputs, _only(one, affected), engine) for name, one in ((BEFORE, inputs.book), (AFTER, book))
    }
    rewards = {one.id: one for each in (book, inputs.book) for one in each.rewards}
    paying = [one.id for one in rewards.values() if one.pays]
    made = changes_program(inputs.book.on(_FIRM_TABLE), inputs.given, paying)
    results = engine.run(made.program, inputs.facts.with_tables(lists))
    order = list(rewards)
    clauses = (_total(row, "reward") for row in results.rows(BY_CLAUSE))
    rows, left_out = _rows(results.rows(CHANGES))
    reached = {one for members in affected.values() for one in members}
    return WhatIf(
        inputs.packs,
        inputs.book.moment.year,
        settings,
        changes=tuple(
            change
            for old, new in zip(inputs.packs.packs, overlay.packs.packs, strict=True)
            for change in compare_packs(old, new)
        ),
        answered=_answered(inputs.packs, overlay),
        clauses={key: one.reward.name for key, one in rewards.items()},
        in_all=_total(results.rows(IN_ALL)[0], None),
        by_clause=tuple(sorted(clauses, key=lambda one: order.index(one.key or ""))),
        by_place=tuple(_total(row, "place") for row in results.rows(BY_PLACE)),
        by_size=tuple(_total(row, "size") for row in results.rows(BY_SIZE)),
        by_industry=tuple(_total(row, "industry") for row in results.rows(BY_INDUSTRY)),
        rows=rows,
        size_word=made.size_word,
        untouched=len(rewards) - len(reached),
        left_out=left_out,
    )


def _answered(packs: Packs, overlay: Overlay) -> tuple[tuple[Ruling, str], ...]:
    rulings = packs.every(lambda pack: pack.rulings)
    return tuple((one, overlay.answers[one.id]) for one in rulings if one.id in overlay.answers)


def _only(book: RuleBook, rewards: Mapping[str, frozenset[str]]) -> RuleBook:
    """Return a book with some of its rewards; what they rest on stays."""
    tables = (
        replace(rules, rewards=tuple(one for one in rules.rewards if one.id in rewards.get(rules.table.name, ())))
        for rules in book.tables
    )
    return replace(book, tables=tuple(tables))


def _award_list(inputs: RuleInputs, book: RuleBook, engine: Engine) -> Source:
    questions = {one.id: one.question for one in inputs.packs.every(lambda pack: pack.rulings)}
    made = list_program(book, inputs.given, questions)
    found: Mapping[str, Source] = engine.run(made.program, inputs.facts).tables
    return found[LIST] if LIST in found else table_from_rows(AWARD_LIST, ())


def _total(row: Mapping[str, object], key: str | None) -> ChangeTotal:
    before, after = (
        SideTotal(_count(row[f"paid_{side}"]), _money(row[f"money_{side}"]), _count(row[f"open_{side}"]))
        for side in ("before", "after")
    )
    ways = {way: WayTotal(_count(row[f"{way}_rows"]), _money(row[f"{way}_money"])) for way, _ in WAYS}
    return ChangeTotal(None if key is None else _text(row[key]), before, after, ways, pays=bool(row.get("pays", True)))


def _rows(found: Iterable[Mapping[str, object]]) -> tuple[tuple[ChangedRow, ...], int]:
    """Return the changes, the largest of each way first, and how many are left out of a list that is too long."""
    order = [way for way, _ in WAYS]
    rows = sorted((_row(one) for one in found), key=lambda one: (order.index(one.way), -abs(one.difference)))
    if len(rows) <= MOST_ROWS:
        return tuple(rows), 0
    largest = sorted(rows, key=lambda one: -abs(one.difference))[:MOST_ROWS]
    return tuple(sorted(largest, key=lambda one: order.index(one.way))), len(rows) - MOST_ROWS


def _row(row: Mapping[str, object]) -> ChangedRow:
    return ChangedRow(
        str(row["change"]),
        str(row["subject"]),
        _text(row["name"]),
        _text(row["place"]),
        _text(row["industry"]),
        _text(row["size"]),
        str(row["reward"]),
        before=None if row["before_open"] else _money(row["before"]),
        after=None if row["after_open"] else _money(row["after"]),
        difference=_money(row["difference"]),
        because=_text(row["after_because"]) or "试算后不再列入名单",
    )


def _money(value: object) -> Decimal:
    return Decimal(str(value))


def _count(value: object) -> int:
    return int(str(value))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _write(
    request: WhatIfRequest,
    out: Path,
    inputs: RuleInputs,
    trial: WhatIf,
    findings: tuple[Finding, ...],
    version: str,
) -> tuple[Path, ...]:
    tables = whatif_sheets(trial)
    with written_aside(out, (FINDINGS_FILE,)) as folder:
        write_workbook(folder / WHATIF_FILE, tables, title=tables[0].title, created=request.moment.day)
        if findings:
            write_findings(folder / FINDINGS_FILE, findings)
        run = {
            "verb": "whatif",
            "year": request.year,
            "day": request.moment.day.isoformat(),
            "settings": [f"{place}={value}" for place, value in request.settings],
            "rows": {"changes": len(trial.rows) + trial.left_out},
        }
        write_manifest(folder, version, inputs.packs, inputs.note, run)
        names = sorted(path.name for path in folder.iterdir())
    return tuple(out / name for name in names)
