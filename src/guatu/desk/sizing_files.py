"""Size (以荷定源测算) on files: hours of load and costs in; capacities, balance, costs and pictures out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guatu.allocation import (
    NOT_SETTLED,
    SUPPLY_CLASH,
    WHICH_PLACE,
    Shortfall,
    SizingInputs,
    Supply,
    size_shares,
    sizing_inputs,
    weeks_of,
)
from guatu.desk.aside_folder import written_aside
from guatu.desk.facts_folder import FactsNote, read_facts
from guatu.desk.run_manifest import write_manifest
from guatu.domain import Finding, has_blocking
from guatu.office import chart_png, chart_svg, write_findings, write_workbook
from guatu.pack import Packs, load_packs
from guatu.query import LOAD_HOURS, SUPPLY_TERMS, Facts, rows_of
from guatu.report import SizingReading, shortfall_words, sizing_charts, sizing_tables

SIZING_FILE, _CHARTS, _FINDINGS_FILE = "sizing.xlsx", "charts", "findings.xlsx"


@dataclass(frozen=True)
class SizingRequest:
    """What is asked for: the green share, others to compare with, packs, facts, where to write, and which place."""

    share: float
    packs: tuple[str, ...]
    facts: Path
    out: Path
    others: tuple[float, ...] = ()
    place: str | None = None
    day: date = date(2000, 1, 1)


@dataclass(frozen=True)
class SizingReport:
    """What was written and found, and the supply that was asked for; None where there is none."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    supply: Supply | None = None
    seconds: float = 0.0

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: nothing is then written."""
        return has_blocking(self.findings)


def size_supply(request: SizingRequest, version: str, watch: Callable[[str], None]) -> SizingReport:
    """Write the least-cost supply of a green share, all files or none; each stage is told to `watch`.

    Nothing is written where hours or terms cannot be used, or what is asked clashes: the finding says by how much.
    """
    watch("读取逐时负荷和供能参数")
    packs, findings = load_packs(request.packs, with_cases=False)
    if packs is None:
        return SizingReport((), findings)
    facts, found, note = read_facts(request.facts, packs, frozenset((LOAD_HOURS.name, SUPPLY_TERMS.name)))
    findings = (*findings, *found)
    place, more = _place(facts, packs, request.place)
    if place is None:
        return SizingReport((), (*findings, *more))
    inputs = sizing_inputs(_rows(facts, LOAD_HOURS.name, place), _rows(facts, SUPPLY_TERMS.name, place))
    findings = (*findings, *inputs.findings)
    if inputs.hours is None or inputs.terms is None:
        return SizingReport((), findings)
    frontier = size_shares(inputs.hours, inputs.terms, request.share, request.others, watch)
    if isinstance(frontier.asked, Shortfall):
        return SizingReport((), (*findings, _clash(frontier.asked, request.share)))
    known = packs.place_tree().find(place)
    name = place if known is None else known.name.removesuffix("（虚构）")
    weeks = weeks_of(inputs.hours, frontier.asked)
    reading = SizingReading(name, frontier.asked, frontier, weeks, inputs.lines)
    watch("写出测算表和图")
    names = _write(request, reading, findings, packs=packs, note=note, inputs=inputs, version=version)
    return SizingReport(tuple(request.out / one for one in names), findings, frontier.asked, frontier.seconds)


def _place(facts: Facts, packs: Packs, wanted: str | None) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the place that is sized: the one that is named, or the only one with hours of load."""
    rows = rows_of(facts.tables[LOAD_HOURS.name]) if LOAD_HOURS.name in facts.tables else []
    places = tuple(dict.fromkeys(str(row["place"]) for row in rows))
    tree = packs.place_tree()
    known = None if wanted is None else tree.find(wanted)
    code = wanted if known is None else known.code
    if code in places:
        return code, ()
    if wanted is None and len(places) == 1:
        return places[0], ()
    names = "、".join(found.name if (found := tree.find(one)) else one for one in places)
    told = f"逐时负荷里有：{names}。" if names else "没有读到逐时负荷。"
    sentence = told if wanted is None or not names else f"没有“{wanted}”的逐时负荷；{told}"
    return None, (WHICH_PLACE.at(None, sentence, f"{WHICH_PLACE.instead}。"),)


def _rows(facts: Facts, table: str, place: str) -> list[dict[str, object]]:
    rows: Iterable[dict[str, object]] = rows_of(facts.tables[table]) if table in facts.tables else ()
    return [row for row in rows if row["place"] == place]


def _clash(short: Shortfall, share: float) -> Finding:
    if not short.unserved and not short.green_missing:
        return NOT_SETTLED.at(None, f"{NOT_SETTLED.why}", f"{NOT_SETTLED.instead}。")
    return SUPPLY_CLASH.at(None, shortfall_words(short, share), f"{SUPPLY_CLASH.instead}。")


def _write(
    request: SizingRequest,
    reading: SizingReading,
    findings: tuple[Finding, ...],
    *,
    packs: Packs,
    note: FactsNote,
    inputs: SizingInputs,
    version: str,
) -> list[str]:
    stale = [_FINDINGS_FILE]
    with written_aside(request.out, stale) as folder:
        write_workbook(folder / SIZING_FILE, sizing_tables(reading), title="以荷定源测算", created=request.day)
        (folder / _CHARTS).mkdir()
        for name, chart in sizing_charts(reading):
            (folder / _CHARTS / f"{name}.svg").write_text(chart_svg(chart), encoding="utf-8")
            (folder / _CHARTS / f"{name}.png").write_bytes(chart_png(chart))
        if findings:
            write_findings(folder / _FINDINGS_FILE, findings)
        run = {
            "verb": "size",
            "place": reading.place,
            "share": request.share,
            "others": list(request.others),
            "hours": 0 if inputs.hours is None else len(inputs.hours.load),
            "gap": reading.supply.gap,
        }
        write_manifest(folder, version, packs, note, run)
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
