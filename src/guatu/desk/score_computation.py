"""Score one card (评分计算): rows of three years, this year's scoring and last year's, and what was tried on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guatu.desk.findings import SCOPE_UNKNOWN
from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs
from guatu.domain import Finding, InvalidValue, nearest
from guatu.pack import Pack, Packs, Scorecard
from guatu.query import Engine
from guatu.report import ScoreReading, ScoreTests
from guatu.rules import CardProgram, TableRules, card_program
from guatu.scoring import (
    CardColumns,
    ChangedWeight,
    Scoring,
    YearChange,
    change_weight,
    compare_years,
    drop_worst,
    explain_ranks,
    leave_out_each,
    score_sheet,
    sheet_from_rows,
    vary_ranks,
)

PLACE_YEARS, FIRM_YEARS = "place_years", "firm_years"
_NAME = "单位名称"
_BASE = 256  # rankings a choice for the shares of Sobol: a power of two

Rows = Sequence[dict[str, object]]


@dataclass(frozen=True)
class ScoredCard:
    """A card that was put to a year: what its pages are made from, what was tried on it, what moved, what was found."""

    reading: ScoreReading
    tests: ScoreTests
    years: YearChange | None
    findings: tuple[Finding, ...]

    @property
    def card(self) -> Scorecard:
        """The card."""
        return self.reading.card

    @property
    def units(self) -> int:
        """How many units it was put to."""
        return len(self.reading.now.sheet.units)


def find_card(inputs: RuleInputs, pack: str, card: str) -> tuple[Pack, Scorecard]:
    """Return a card in force that a pack has of its own or from those it extends, and the pack that wrote it.

    Raises InvalidValue with the cards that there are where no card is named, or none of that id is there.
    """
    day, packs = inputs.book.moment.day, inputs.packs
    asked = _pack(packs, pack)
    wrote = {one.id: each for each in _with_bases(packs, asked) for one in each.scorecards if one.valid.holds_on(day)}
    cards = {one.id: one for one in packs.in_force(lambda each: each.scorecards, day) if one.id in wrote}
    if card not in cards:
        listed = "、".join(f"{pack}:{one.id}（{one.name}）" for one in cards.values())
        said = f"{pack} 里没有 {day} 有效的评价体系“{card}”" if card else "请写明评价体系，格式是 政策包:编号"
        hint = nearest(card, list(cards)) if card else ""
        raise InvalidValue(f"{said}{hint or '。'}可选的：{listed or '（一个也没有）'}")
    return wrote[card], cards[card]


def _pack(packs: Packs, name: str) -> Pack:
    """Return a pack by its name or by its folder; the folder of a bundled one bears its name."""
    folder = Path(name).resolve()
    named = (one for one in packs.packs if name in (one.id, one.folder.name) or one.folder == folder)
    return next(named, packs.packs[-1])


def _with_bases(packs: Packs, pack: Pack) -> tuple[Pack, ...]:
    """Return the packs that a pack extends, bases first, and itself last."""
    found: dict[str, Pack] = {}
    for name in pack.manifest.extends:
        if name != pack.id:
            found |= {one.id: one for one in _with_bases(packs, _pack(packs, str(name)))}
    return (*found.values(), pack)


def score_card(
    inputs: RuleInputs,
    pack: Pack,
    card: Scorecard,
    rules: TableRules,
    engine: Engine,
    *,
    trial: "Trial",
    watch: Callable[[str], None],
) -> ScoredCard:
    """Score the units of a card for the year and, with the same card, for the year before; then try the ranking."""
    year = inputs.book.moment.year
    made = card_program(rules, card, inputs.given)
    readers = [Reader(name, rules.table.name, keys) for name, keys in made.reads.items()]
    findings = list(missing_inputs(inputs, readers, engine))
    watch(f"{card.name}：取数")
    rows = [_rows(inputs, rules, card, engine, year=year - back) for back in range(3)]
    findings += _unknown_scope(card, made, rows[0], inputs)
    now = _scoring(inputs, card, made, rows[0], rows[1])
    before = _scoring(inputs, card, made, rows[1], rows[2]) if rows[1] else None
    reading = ScoreReading(inputs.packs, pack.id, inputs.book.moment, now, before, made.units)
    watch(f"{card.name}：检验稳健性")
    changed = tuple(change_weight(now, node, weight) for node, weight in trial.weights)
    tests = _tests(now, trial, tuple(one for one in changed if not one.findings))
    years = None if before is None else compare_years(before, now)
    parts = (tests.draws.findings, tests.variance.findings, tests.left_out.findings, tests.reversal.findings)
    tried = [*parts, *(one.findings for one in changed), () if years is None else years.findings]
    found = dict.fromkeys((*findings, *now.findings, *(one for each in tried for one in each)))
    return ScoredCard(reading, tests, years, tuple(found))


@dataclass(frozen=True)
class Trial:
    """How rankings are tried: how often weights and methods are drawn, from which seed, other weights by node."""

    draws: int
    seed: int
    weights: tuple[tuple[str, float], ...] = ()


def _rows(inputs: RuleInputs, rules: TableRules, card: Scorecard, engine: Engine, *, year: int) -> Rows:
    """Return the rows of a year that are within the card's scope or may be; last year's rows are made the same way."""
    made = card_program(rules, card, replace(inputs.given, year=year))
    rows = engine.run(made.program, inputs.facts).rows(made.name)
    tree = inputs.packs.place_tree()
    kept = []
    for row in rows:
        if row[made.scope] is not False:
            found = tree.find(str(row[made.unit]))
            kept.append({**row, _NAME: str(row[made.unit]) if found is None else found.name})
    return kept


def _scoring(inputs: RuleInputs, card: Scorecard, made: CardProgram, rows: Rows, before: Rows) -> Scoring:
    known = [row for row in rows if row[made.scope] is not None or not card.where]
    columns = CardColumns(made.values, made.denominators, made.marks, made.vetoes, kept=made.columns)
    sheet = sheet_from_rows(card, columns, known, before, unit=made.unit, name=_NAME)
    return score_sheet(card, sheet)


def _unknown_scope(card: Scorecard, made: CardProgram, rows: Rows, inputs: RuleInputs) -> list[Finding]:
    unknown = [str(row[_NAME]) for row in rows if row[made.scope] is None] if card.where else []
    if not unknown:
        return []
    few = "、".join(unknown[:5]) + (f"等 {len(unknown)} 个" if len(unknown) > 5 else "")
    sentence = f"{few}不知道在不在“{card.name}”的评价范围内，没有评分。"
    return [SCOPE_UNKNOWN.at(card.span, sentence, f"{SCOPE_UNKNOWN.instead}。")]


def _tests(now: Scoring, trial: Trial, weights: tuple[ChangedWeight, ...]) -> ScoreTests:
    draws = vary_ranks(now, draws=trial.draws, seed=trial.seed)
    variance = explain_ranks(now, base=_BASE, seed=trial.seed)
    return ScoreTests(draws, variance, leave_out_each(now), drop_worst(now), weights)
