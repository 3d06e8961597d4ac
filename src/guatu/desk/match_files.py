"""Match (匹配) on files: parks and leads in; out where each project should go, and why not elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guatu.allocation import MatchInputs, MatchRows, MatchTerms, MatchWeights, match_inputs, match_proposals
from guatu.desk.aside_folder import written_aside
from guatu.desk.facts_folder import FactsNote, read_facts
from guatu.desk.run_manifest import write_manifest
from guatu.domain import Finding, has_blocking
from guatu.office import write_csv_list, write_findings, write_workbook
from guatu.pack import Packs, load_packs
from guatu.query import LEAD_DISTANCES, LEADS, PARK_OFFERS, PROJECTS, Facts, rows_of
from guatu.report import PAIR_COLUMNS, MatchReading, match_counts, match_tables, pair_rows

MATCH_FILE, PAIRS_FILE, _FINDINGS_FILE = "match.xlsx", "match-pairs.csv", "findings.xlsx"
_TABLES = (PARK_OFFERS, LEADS, LEAD_DISTANCES, PROJECTS)


@dataclass(frozen=True)
class MatchRequest:
    """What is asked for: the year of what parks can take, packs, facts, where to write, and how to match.

    `weights` are (part of the score, weight) for the parts that are not to have their default; `average` says how
    peers are averaged, see `MatchTerms`.
    """

    year: int
    packs: tuple[str, ...]
    facts: Path
    out: Path
    weights: tuple[tuple[str, float], ...] = ()
    average: str = "ratio_of_sums"
    with_unknown: bool = False

    @property
    def terms(self) -> MatchTerms:
        """The terms as the craft takes them."""
        return MatchTerms(replace(MatchWeights(), **dict(self.weights)), self.average, self.with_unknown)


@dataclass(frozen=True)
class MatchReport:
    """What was written and found; how many projects were placed of how many, and how many pairs came to what."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    placed: int = 0
    projects: int = 0
    parks: int = 0
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: without parks or leads nothing is written."""
        return has_blocking(self.findings)


def match_projects(request: MatchRequest, version: str, watch: Callable[[str], None]) -> MatchReport:
    """Write where each lead should go and why not elsewhere, all files or none; each stage is told to `watch`.

    Nothing is written where no park has a row of the year, or there is no lead.
    """
    watch("读取政策包和名册")
    packs, findings = load_packs(request.packs, with_cases=False)
    if packs is None:
        return MatchReport((), findings)
    facts, found, note = read_facts(request.facts, packs, frozenset(one.name for one in _TABLES))
    inputs = match_inputs(_rows(facts, request.year), packs)
    findings = (*findings, *found, *inputs.findings)
    if not inputs.offers or not inputs.proposals:
        return MatchReport((), findings)
    watch("匹配项目和园区")
    matching = match_proposals(
        inputs.proposals, inputs.offers, inputs.peers, request.terms, industry_names=inputs.industry_names
    )
    reading = MatchReading.of(_title(packs, request.year), matching)
    watch("写出匹配表")
    created = date(request.year, 12, 31)
    with written_aside(request.out, (_FINDINGS_FILE,)) as folder:
        tables = match_tables(reading, PAIRS_FILE)
        write_workbook(folder / MATCH_FILE, tables, title=f"{request.year}年度园区匹配", created=created)
        write_csv_list(folder / PAIRS_FILE, PAIR_COLUMNS, (tuple(pair_rows(reading)),))
        if findings:
            write_findings(folder / _FINDINGS_FILE, findings)
        _write_manifest(folder, request, packs, note, inputs, version=version)
        names = sorted(path.name for path in folder.iterdir())
    placed = sum(reading.placed(row) is not None for row in range(len(inputs.proposals)))
    files = tuple(request.out / name for name in names)
    counts = match_counts(reading)
    return MatchReport(files, findings, placed, len(inputs.proposals), len(inputs.offers), counts)


def _rows(facts: Facts, year: int) -> MatchRows:
    tables = {one.name: rows_of(facts.tables[one.name]) for one in _TABLES if one.name in facts.tables}
    offers = [row for row in tables.get(PARK_OFFERS.name, ()) if row.get("year") == year]
    return MatchRows(
        offers,
        tables.get(LEADS.name, ()),
        tables.get(PROJECTS.name, ()),
        tables.get(LEAD_DISTANCES.name, ()),
    )


def _title(packs: Packs, year: int) -> str:
    codes = [pack.manifest.place for pack in reversed(packs.packs) if pack.manifest.place]
    place = packs.place_tree().find(codes[0]) if codes else None
    return f"{'' if place is None else place.name.removesuffix('（虚构）')}{year}年度"


def _write_manifest(
    folder: Path, request: MatchRequest, packs: Packs, note: FactsNote, inputs: MatchInputs, *, version: str
) -> None:
    terms = request.terms
    run = {
        "verb": "match",
        "year": request.year,
        "projects": len(inputs.proposals),
        "parks": len(inputs.offers),
        "peers": len(inputs.peers),
        "weights": dict(terms.weights.parts),
        "average": terms.average,
        "with_unknown": terms.with_unknown,
    }
    write_manifest(folder, version, packs, note, run)
