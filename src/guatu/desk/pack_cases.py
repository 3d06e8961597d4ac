"""Test packs (政策包用例): run the worked examples that stand beside the rules."""

from dataclasses import dataclass
from pathlib import Path

from guatu.domain import Finding, has_blocking
from guatu.engines import DuckDBEngine
from guatu.pack import Pack, load_packs
from guatu.query import Engine, tables_of
from guatu.rules import CaseResult, run_cases

_NO_YEAR = 2026  # of cases without a year in a pack without an end


@dataclass(frozen=True)
class CaseReport:
    """What came out of the cases of a pack, and what was found on the way."""

    results: tuple[CaseResult, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The results that do not agree."""
        return tuple(one for one in self.results if not one.agrees)

    @property
    def is_blocked(self) -> bool:
        """True when a case failed, or the packs have a mistake."""
        return bool(self.failed) or has_blocking(self.findings)


def run_pack_cases(names: tuple[str | Path, ...], engine: Engine | None = None) -> CaseReport:
    """Run the cases of the packs that are named; those they extend lend their rules and are not tested."""
    packs, findings = load_packs(names)
    if packs is None:
        return CaseReport((), findings)
    tables, found = tables_of(packs)
    findings += found
    results: list[CaseResult] = []
    for pack in packs.packs:
        if pack.id in names or pack.folder in map(_resolved, names):
            more, found = run_cases(packs, tables, engine or DuckDBEngine(), pack.cases, year=_year_of(pack))
            results.extend(more)
            findings += found
    return CaseReport(tuple(results), tuple(dict.fromkeys(findings)))


def _resolved(name: str | Path) -> Path:
    return Path(name).resolve()


def _year_of(pack: Pack) -> int:
    valid = pack.manifest.valid
    day = valid.end or valid.start
    return day.year if day is not None else _NO_YEAR
