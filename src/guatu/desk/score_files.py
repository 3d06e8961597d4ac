"""Score (评价打分) on files: packs and registers in; ranking, score cards, and how far the ranking holds, out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guatu.desk.aside_folder import written_aside
from guatu.desk.findings import NO_SCORED_UNITS
from guatu.desk.firm_score_files import FirmScores, score_firms, write_firm_scores
from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs, read_rule_inputs
from guatu.desk.run_manifest import read_run, write_manifest
from guatu.desk.score_computation import FIRM_YEARS, ScoredCard, Trial, find_card, score_card
from guatu.desk.score_papers import write_score_papers
from guatu.desk.table_years import newest_year
from guatu.domain import Finding, InvalidValue, Span, has_blocking
from guatu.engines import DuckDBEngine
from guatu.office import write_findings
from guatu.pack import Pack, Packs, Scorecard
from guatu.query import Engine, Facts
from guatu.report import group_results
from guatu.rules import Moment, TableRules

FINDINGS_FILE = "findings.xlsx"
DRAWS, SEED = 10_000, 20240101


@dataclass(frozen=True)
class ScoreRequest:
    """What is asked for: cards (pack, id), facts, where to write, and how rankings are tried.

    Without a year the newest of the register counts. `groups` narrows the papers, not the scoring; `packs` are read
    beside those of the cards, for instance for the names of places. `weights` are other weights to try, by item. The
    rules are those in force on the `day`, without one on the last of the year.
    """

    cards: tuple[tuple[str, str], ...]
    facts: Path
    out: Path
    year: int | None = None
    packs: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    draws: int = DRAWS
    seed: int = SEED
    weights: tuple[tuple[str, float], ...] = ()
    with_cards: bool = True
    day: date | None = None


@dataclass(frozen=True)
class GroupResult:
    """One group of one card: how many are ranked, of how many, the first and the last; words where there is no rank."""

    card: str
    group: str
    ranked: int
    units: int
    first: str
    last: str
    said: str = ""


@dataclass(frozen=True)
class ScoreReport:
    """What was written, the results of each group, and what was found."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    groups: tuple[GroupResult, ...] = ()
    year: int | None = None

    @property
    def is_blocked(self) -> bool:
        """True when a finding blocks: the files then show what could still be scored."""
        return has_blocking(self.findings)


def score_units(request: ScoreRequest, version: str, watch: Callable[[str], None]) -> ScoreReport:
    """Write ranking, score cards and tests of each card that is asked for, all files or none.

    A card that is not there raises InvalidValue naming those that are, and so does asking for no draws. Nothing is
    written when packs cannot be read or no card has a unit of the year.
    """
    if request.draws < 1:
        raise InvalidValue("稳健性检验至少要重算 1 次；请把 --draws 写成 1000 这样的数")
    watch("读取政策包和名册")
    inputs, findings = _inputs(request)
    if inputs is None:
        return ScoreReport((), findings)
    engine = DuckDBEngine(watch=lambda step: watch(step.because))
    done: list[ScoredCard | FirmScores] = []
    chosen = [find_card(inputs, *one) for one in request.cards]
    found = [one for one in findings if not _is_of_others(one, inputs, [card for _, card in chosen])]
    for pack, card in chosen:
        rules = inputs.book.on(card.on)
        if rules is None or card.on not in inputs.facts.tables:
            found += missing_inputs(inputs, [Reader(card.name, card.on, ())], engine)
            continue
        scored = _scored(request, inputs, (pack, card), rules, engine, watch)
        found += scored.findings
        done += [scored] if scored.units else []
    found = list(dict.fromkeys(found))
    year = inputs.book.moment.year
    if not done:
        sentence = f"{year} 年度没有一个评价对象。"
        found.append(NO_SCORED_UNITS.at(None, sentence, f"{NO_SCORED_UNITS.instead}。"))
        return ScoreReport((), tuple(found), (), year)
    watch("写出成绩单")
    with written_aside(request.out, _stale(request.out)) as folder:
        for one in done:
            target = folder / one.card.id if len(request.cards) > 1 else folder
            target.mkdir(exist_ok=True)
            _write(target, one, request)
        if found:
            write_findings(folder / FINDINGS_FILE, tuple(found))
        _write_manifest(folder, request, inputs, {one.card.id: one.units for one in done}, version=version)
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    groups = tuple(group for one in done for group in _groups(one))
    return ScoreReport(tuple(request.out / name for name in names), tuple(found), groups, year)


def _inputs(request: ScoreRequest) -> tuple[RuleInputs | None, tuple[Finding, ...]]:
    names = tuple(dict.fromkeys((*request.packs, *(pack for pack, _ in request.cards))))
    return read_rule_inputs(names, request.facts, lambda packs, facts: _moment(request, packs, facts))


def _moment(request: ScoreRequest, packs: Packs, facts: Facts) -> Moment:
    """Return the year that is scored and the day whose rules count; which year is the newest shows in the register."""
    year = request.year
    if year is None:
        cards = [card for pack in packs.packs for card in pack.scorecards]
        asked = {name for _, name in request.cards}
        year = newest_year(facts, [card.on for card in cards if card.id in asked] or [card.on for card in cards])
    if year is None:
        raise InvalidValue("名册里没有年度，不知道评哪一年；请用 --year 写明")
    return Moment.of_year(year) if request.day is None else Moment(year, request.day)


def _scored(
    request: ScoreRequest,
    inputs: RuleInputs,
    chosen: tuple[Pack, Scorecard],
    rules: TableRules,
    engine: Engine,
    watch: Callable[[str], None],
) -> ScoredCard | FirmScores:
    pack, card = chosen
    if card.on == FIRM_YEARS:
        return score_firms(inputs, pack, card, rules, engine)
    trial = Trial(request.draws, request.seed, request.weights)
    return _narrowed(score_card(inputs, pack, card, rules, engine, trial=trial, watch=watch), request.groups)


def _write(folder: Path, scored: ScoredCard | FirmScores, request: ScoreRequest) -> None:
    if isinstance(scored, FirmScores):
        write_firm_scores(folder, scored)
    else:
        write_score_papers(folder, scored, with_cards=request.with_cards)


def _groups(scored: ScoredCard | FirmScores) -> tuple[GroupResult, ...]:
    if isinstance(scored, FirmScores):
        return tuple(GroupResult(scored.card.name, "", 0, scored.units, "", "", one) for one in scored.said)
    return tuple(GroupResult(scored.card.name, *one) for one in group_results(scored.reading))


def _is_of_others(finding: Finding, inputs: RuleInputs, asked: Sequence[Scorecard]) -> bool:
    """Tell whether a finding is about a scorecard that nobody asked for: a pack may hold dozens, several to a file."""
    span = finding.span
    cards = [one for pack in inputs.packs.packs for one in pack.scorecards]
    if span is None or span.file not in {one.span.file for one in cards if one.span is not None}:
        return False
    # A card ends where the next one begins; above the first one stands nothing.
    above = [one for one in cards if one.span is not None and _stands_over(one.span, span)]
    last = max(above, key=lambda one: (one.span and one.span.line) or 0, default=None)
    return last not in asked if last is not None else span.file not in {one.span.file for one in asked if one.span}


def _stands_over(card: Span, span: Span) -> bool:
    return card.file == span.file and card.line is not None and span.line is not None and card.line <= span.line


def _narrowed(scored: ScoredCard, groups: tuple[str, ...]) -> ScoredCard:
    known = dict.fromkeys(scored.reading.now.groups)
    wrong = [one for one in groups if one not in known]
    if wrong:
        listed = "、".join(one for one in known if one) or "这套办法不分组"
        raise InvalidValue(f"没有“{wrong[0]}”这一组。有的组：{listed}")
    return replace(scored, reading=replace(scored.reading, only=groups)) if groups else scored


def _stale(out: Path) -> tuple[str, ...]:
    """Return the files of an earlier scoring in the folder, which go away where they are not written again."""
    run = read_run(out)
    files = run.get("files") if run is not None and run.get("verb") == "score" else None
    return tuple(str(one) for one in files) if isinstance(files, dict) else ()


def _write_manifest(
    folder: Path, request: ScoreRequest, inputs: RuleInputs, rows: dict[str, int], *, version: str
) -> None:
    run = {
        "verb": "score",
        "year": inputs.book.moment.year,
        "day": inputs.book.moment.day.isoformat(),
        "cards": [f"{pack}:{card}" for pack, card in request.cards],
        "rows": rows,
        "draws": request.draws,
        "seed": request.seed,
        "weights": dict(request.weights),
    }
    write_manifest(folder, version, inputs.packs, inputs.note, run)
