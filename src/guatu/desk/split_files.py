"""Divide the year's targets (目标分解) on files: packs, figures, settings in; tables, annex and targets out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guatu.allocation import (
    Course,
    TimeAsk,
    Way,
    divide_target,
    even_course,
    published_months,
    sensitivities,
    spread_over_year,
    usual_course,
)
from guatu.desk.aside_folder import written_aside
from guatu.desk.facts_folder import FactsNote, read_facts
from guatu.desk.findings import NO_TARGETS_TO_DIVIDE
from guatu.desk.run_manifest import write_manifest
from guatu.desk.split_asks import AskedTarget, make_asks, split_places
from guatu.desk.split_history import History, read_history
from guatu.desk.split_pack import LIST_FILE as TARGETS_FILE
from guatu.desk.split_pack import PACK_FILES, write_split_pack, write_target_list
from guatu.desk.split_settings import SplitSettings, read_settings
from guatu.domain import Finding, InvalidValue, has_blocking, nearest
from guatu.office import write_findings, write_task_document, write_workbook
from guatu.pack import MONTHS_APART, GrowthBasis, Indicator, Kind, Packs, check_packs, load_packs
from guatu.query import OBSERVATIONS, SUPPORTS
from guatu.report import DividedTarget, SplitReading, TypedSettings, duty_annex, settings_tables, split_tables

SPLIT_FILE, SETTINGS_FILE, ANNEX_FILE = "分解表.xlsx", "分解设置.xlsx", "责任书附件.docx"
FINDINGS_FILE = "findings.xlsx"


@dataclass(frozen=True)
class SplitRequest:
    """What is asked for: packs, the folder of facts, the year, where to write; which indicators, settings and edits.

    `parks` divides among the parks within the place instead of the places right below it.
    """

    packs: tuple[str, ...]
    facts: Path
    year: int
    out: Path
    indicators: tuple[str, ...] = ()
    settings: Path | None = None
    edits: Path | None = None
    parks: bool = False


@dataclass(frozen=True)
class SplitReport:
    """What was written, each target in a line (words, what the parts come to), and what was found."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    lines: tuple[tuple[str, str], ...] = ()
    undivided: tuple[tuple[str, str], ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: demands clash, or packs are wrong."""
        return has_blocking(self.findings)


def split_targets(request: SplitRequest, version: str, watch: Callable[[str], None]) -> SplitReport:
    """Divide every target of the year and write it, all files or none; each stage is told to `watch`.

    Nothing is written where demands of a target clash: half a division would be taken for a whole one. An unknown
    indicator, and a file of settings that is none, are wrong calls: InvalidValue.
    """
    watch("读取政策包")
    packs, findings = load_packs(request.packs, with_cases=False)
    if packs is None:
        return SplitReport((), findings)
    findings += check_packs(packs)
    chosen = _indicators(packs, request.indicators)
    settings = read_settings(request.settings, request.edits)
    watch("读取数据")
    facts, more, note = read_facts(request.facts, packs, frozenset({OBSERVATIONS.name, SUPPORTS.name}))
    findings += (*more, *settings.findings)
    watch("取往年的数")
    history = read_history(packs, facts, request.year)
    places = split_places(packs, request.year, parks=request.parks)
    asks = make_asks(packs, history, settings, places, indicators=chosen)
    findings += tuple(asks.findings)
    undivided = tuple((one.name, one.reason) for one in asks.undivided)
    if not asks.asked:
        place = packs.main.manifest.place or packs.main.id
        sentence = f"{place}没有{request.year}年可以分解的目标。"
        told = NO_TARGETS_TO_DIVIDE.at(None, sentence, NO_TARGETS_TO_DIVIDE.instead)
        return SplitReport((), (*findings, told), undivided=undivided)
    watch("分解目标")
    divided = tuple(_divided(packs, history, one, [place.code for place in places]) for one in asks.asked)
    findings += tuple(finding for one in divided for finding in one.division.findings)
    reading = SplitReading(packs, request.year, divided, tuple(asks.undivided), _typed(settings), request.parks)
    lines = tuple((one.name, _line(one)) for one in divided)
    if any(one.division.clash for one in divided):
        return SplitReport((), findings, lines, undivided)
    watch("写出分解表")
    files = _write(request, reading, findings, note=note, version=version)
    return SplitReport(files, findings, lines, undivided)


def _indicators(packs: Packs, asked: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for name in asked:
        indicator = packs.indicator(name)
        if indicator is None:
            raise InvalidValue(f"政策包里没有指标“{name}”{nearest(name, packs.indicator_names()) or '。'}")
        found.append(indicator.id)
    return tuple(found)


def _typed(settings: SplitSettings) -> TypedSettings:
    tiers = tuple(tier.row.cells for ones in settings.tiers.values() for tier in ones)
    return TypedSettings(
        {key: one.row.cells for key, one in settings.targets.items()},
        {key: row.cells for key, row in settings.places.items()},
        tiers,
    )


def _divided(packs: Packs, history: History, asked: AskedTarget, places: list[str]) -> DividedTarget:
    division = divide_target(asked.ask)
    indicator = asked.indicator
    months = published_months(merged=indicator.january == "merged", months_apart=MONTHS_APART[indicator.frequency])
    time = TimeAsk(
        courses=_courses(packs, history, indicator, places=places, months=months),
        last_year={place: history.last_months(place, indicator.id) for place in places},
        months=months,
        step=asked.amount_step,
        has_levels=indicator.growth is GrowthBasis.NOMINAL and asked.base_of is None,
        is_climb=indicator.kind is Kind.STOCK and asked.ask.way is not Way.COUNT,
    )
    return DividedTarget(
        key=asked.key,
        target=asked.target,
        indicator=indicator,
        division=division,
        time=spread_over_year(division, time),
        months=months,
        sensitivities=sensitivities(division),
        base_of=asked.base_of.name if asked.base_of else "",
        lead=asked.lead,
    )


def _courses(
    packs: Packs, history: History, indicator: Indicator, *, places: list[str], months: tuple[int, ...]
) -> dict[str, Course]:
    """Return each place's usual course of the year, else the whole prefecture's, else an even one."""
    if indicator.kind is Kind.STOCK:
        return dict.fromkeys(places, even_course(months))
    own = {code: usual_course(_past(history, code, indicator), months) for code in places}
    above = usual_course(_past(history, packs.main.manifest.place or "", indicator), months)
    fallback = (
        even_course(months) if above is None else Course(above.shares, f"本地没有可用的历史，全域{above.because}")
    )
    return {code: course or fallback for code, course in own.items()}


def _past(history: History, place: str, indicator: Indicator) -> dict[int, tuple[float | None, ...]]:
    return {year: one.months for year, one in history.of(place, indicator.id).items()}


def _line(one: DividedTarget) -> str:
    given = [part for part in one.division.parts if part.value is not None]
    if one.division.clash:
        return "要求互相冲突，没有分"
    if not given:
        return "没有基数，没有分"
    reached = one.division.reached or 0.0
    total = f"{reached:.3%}" if one.way is Way.GROWTH else f"{reached:,.10g}{one.indicator.unit}"
    return f"{one.way.word}，{len(given)} 地，合计 {total}"


def _write(
    request: SplitRequest, reading: SplitReading, findings: tuple[Finding, ...], *, note: FactsNote, version: str
) -> tuple[Path, ...]:
    created = date(request.year, 1, 1)
    with written_aside(request.out, (FINDINGS_FILE, TARGETS_FILE, *PACK_FILES)) as folder:
        tables = split_tables(reading)
        write_workbook(folder / SPLIT_FILE, tables, title=f"{reading.title}目标分解表", created=created)
        sheets = settings_tables(reading)
        write_workbook(folder / SETTINGS_FILE, sheets, title=f"{reading.title}分解设置", created=created)
        write_task_document(folder / ANNEX_FILE, duty_annex(reading))
        write_target_list(folder, reading)
        write_split_pack(folder, reading, request.out)
        if findings:
            write_findings(folder / FINDINGS_FILE, findings)
        run = {
            "verb": "split",
            "year": request.year,
            "among": "parks" if request.parks else "places",
            "divided": {one.key: one.way.value for one in reading.divided},
            "undivided": {one.key: one.reason for one in reading.undivided},
            "settings": None if request.settings is None else request.settings.name,
            "edits": None if request.edits is None else request.edits.name,
        }
        write_manifest(folder, version, reading.packs, note, run)
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return tuple(request.out / name for name in names)
