"""Run awards on files (兑现): packs and a folder of registers in; lists, payment table, notice and letters out."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path, PurePosixPath

from guatu.desk.aside_folder import written_aside
from guatu.desk.award_computation import Award, compute_award
from guatu.desk.award_findings import PAYMENT_REGISTER, paid_before
from guatu.desk.award_letters import chosen_firms, firm_letters
from guatu.desk.rule_inputs import RuleInputs, read_rule_inputs
from guatu.desk.run_manifest import MANIFEST_FILE, write_manifest
from guatu.domain import Finding, GuatuError, Severity, has_blocking
from guatu.office import write_bulletin, write_csv_list, write_findings, write_letters, write_workbook
from guatu.report import (
    NOTICE,
    NOTICE_COLUMNS,
    PAYMENT_COLUMNS,
    PAYMENTS,
    AwardKind,
    AwardReading,
    LongList,
    amounts_to_tie,
    award_pages,
    list_columns,
    list_rows,
    notice_rows,
    payment_rows,
)
from guatu.rules import Moment

AWARD_FILE, NOTICE_FILE, FINDINGS_FILE, LETTERS_FOLDER = "award.xlsx", "notice.docx", "findings.xlsx", "letters"
LONGEST_LIST = 200_000  # rows a worksheet is asked to hold; WPS opens no more with pleasure
_CSV_FILES = {
    AwardKind.PAID.value: "payable.csv",
    AwardKind.REFUSED.value: "refused.csv",
    AwardKind.OPEN.value: "open.csv",
    AwardKind.LIMIT.value: "limits.csv",
    PAYMENTS: "payments.csv",
    NOTICE: "notice.csv",
}


@dataclass(frozen=True)
class AwardRequest:
    """What is asked for: the year, packs by name or folder, the folder of registers, where to write.

    `day` is the day of application (申请日), by default the year's last; with `as_of` only what was published by then
    counts. `letters` are credit codes or names of firms, `all_letters` means every firm in a list.
    """

    year: int
    packs: tuple[str, ...]
    facts: Path
    out: Path
    day: date | None = None
    as_of: date | None = None
    letters: tuple[str, ...] = ()
    all_letters: bool = False
    memory: str = "2GB"

    @property
    def moment(self) -> Moment:
        """The year and day for which rules are chosen."""
        return Moment(self.year, self.day or date(self.year, 12, 31), self.as_of)


@dataclass(frozen=True)
class AwardReport:
    """What was written, rows and money of each list, and what was found."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    totals: Mapping[AwardKind, tuple[int, Decimal]]
    letters: int = 0

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: no list was written, or the lists lack what could not be read."""
        return has_blocking(self.findings)


def run_award(request: AwardRequest, version: str, watch: Callable[[str], None]) -> AwardReport:
    """Write the lists of a year's awards, all files or none; each stage is told to `watch`.

    Nothing is written where the packs cannot be read, no clause meets a row of the year, or a register says a row
    twice. A letter for a firm that no register knows is a wrong call, InvalidValue.
    """
    watch("读取政策包和名册")
    inputs, findings = read_rule_inputs(request.packs, request.facts, request.moment, (PAYMENT_REGISTER,))
    if inputs is None:
        return AwardReport((), findings, {})
    firms = chosen_firms(inputs, request.letters)
    watch("逐条逐户计算")
    award, findings = compute_award(inputs, request.memory)
    if award is None:
        return AwardReport((), findings, {})
    reading = _reading(award, request.year, findings)
    _refuse_sums_that_differ(reading)
    watch("写出名单、拨付表和公示")
    with written_aside(request.out, _written_before(request.out)) as folder:
        _write_pages(folder, award, reading, findings, request)
        wanted = firm_letters(award, reading, firms, every=request.all_letters)
        letters = write_letters(folder / LETTERS_FOLDER, wanted, created=_created(request)) if wanted else ()
        totals = {kind: reading.total(kind) for kind in AwardKind}
        _write_manifest(folder, request, inputs, version, totals)
        names = sorted(path.name for path in folder.iterdir())
    return AwardReport(tuple(request.out / name for name in names), findings, totals, len(letters))


def _reading(award: Award, year: int, findings: tuple[Finding, ...]) -> AwardReading:
    sizes = {kind.value: award.size(kind) for kind in AwardKind}
    sizes |= {PAYMENTS: award.firm_count, NOTICE: sizes[AwardKind.PAID.value]}
    long = {name: LongList(size, _CSV_FILES[name]) for name, size in sizes.items() if size > LONGEST_LIST}
    kinds = [kind for kind in AwardKind if kind.value not in long]
    return AwardReading(
        packs=award.inputs.packs,
        book=award.inputs.book,
        year=year,
        rows={kind: award.rows(kind) for kind in kinds},
        counts=award.counts,
        sums=award.sums,
        firms=() if PAYMENTS in long else tuple(chain.from_iterable(award.firm_parts())),
        given=frozenset(award.inputs.facts.tables),
        long=long,
        doubts=_doubts(findings),
        paid_before=paid_before(award.inputs),
    )


def _doubts(findings: tuple[Finding, ...]) -> str:
    counted = {one: sum(finding.severity is one for finding in findings) for one in Severity}
    serious = (Severity.ERROR, Severity.WARNING)
    return "、".join(f"{one.word}{counted[one]}处" for one in serious if counted[one])


def _refuse_sums_that_differ(reading: AwardReading) -> None:
    """Stop where the same money adds up to different sums: such lists must not be paid by."""
    sums = {amount for _, _, amount in amounts_to_tie(reading)}
    if len(sums) > 1:
        told = "、".join(f"{name} {amount}" for name, _, amount in amounts_to_tie(reading))
        raise GuatuError(f"各表合计不相等，没有写出名单（程序有误，请报告）：{told}")


def _write_pages(
    folder: Path, award: Award, reading: AwardReading, findings: tuple[Finding, ...], request: AwardRequest
) -> None:
    pages = award_pages(reading, effects=award.effects)
    created = _created(request)
    write_workbook(folder / AWARD_FILE, pages.sheets, title=pages.sheets[0].title, created=created)
    write_bulletin(folder / NOTICE_FILE, pages.notice, created=created)
    for kind in (one for one in AwardKind if one.value in reading.long):
        parts = (list_rows(reading, kind, part) for part in award.parts(kind))
        write_csv_list(folder / _CSV_FILES[kind.value], list_columns(kind), parts)
    if NOTICE in reading.long:
        parts = (notice_rows(reading, part) for part in award.parts(AwardKind.PAID))
        write_csv_list(folder / _CSV_FILES[NOTICE], NOTICE_COLUMNS, parts)
    if PAYMENTS in reading.long:
        parts = (payment_rows(reading, part) for part in award.firm_parts())
        write_csv_list(folder / _CSV_FILES[PAYMENTS], PAYMENT_COLUMNS, parts)
    if findings:
        write_findings(folder / FINDINGS_FILE, findings)


def _created(request: AwardRequest) -> date:
    # The year's last day and not today's, so that the same inputs give the same bytes.
    return date(request.year, 12, 31)


def _write_manifest(
    folder: Path,
    request: AwardRequest,
    inputs: RuleInputs,
    version: str,
    totals: Mapping[AwardKind, tuple[int, Decimal]],
) -> None:
    run = {
        "award": request.year,
        "day": str(request.moment.day),
        "as_of": str(request.as_of) if request.as_of else None,
        "answers": dict(inputs.book.answers),
        "totals": {kind.value: {"rows": rows, "yuan": str(amount)} for kind, (rows, amount) in totals.items()},
    }
    write_manifest(folder, version, inputs.packs, inputs.note, run)


def _written_before(out: Path) -> Iterator[str]:
    """Yield the files that an earlier run of awards wrote into a folder, as its manifest names them.

    A list or letter left over from an earlier run could be taken for one of this run.
    """
    try:
        manifest = json.loads((out / MANIFEST_FILE).read_text(encoding="utf-8"))
        names = [str(name) for name in manifest["files"]] if "award" in manifest else []
    except (OSError, ValueError, KeyError, TypeError):
        return
    for name in names:
        path = PurePosixPath(name)
        if not path.is_absolute() and ".." not in path.parts:
            yield name
    if names:
        yield MANIFEST_FILE
