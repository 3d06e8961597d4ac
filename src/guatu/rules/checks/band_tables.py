"""Tables of bands (分档表) laid out as numbers: those of classes, scores, tiers and scales on one table of facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.domain import Span
from guatu.pack import Amount, Band, Classification, DatedTerm, Reward, Scale, Score
from guatu.rules.checks.demands import Figure
from guatu.rules.checks.value_sets import Numbers, Stretch
from guatu.rules.language.atoms import day_operand
from guatu.rules.language.operand import Fault, Operand
from guatu.rules.language.value_type import Sort
from guatu.rules.scope import Scope
from guatu.rules.table_rules import TableRules

# What becomes of a number outside all bands, where nothing is written about it.
UNKNOWN_REST, _NO_AMOUNT = "结果为不知道", "没有金额"


@dataclass(frozen=True, slots=True)
class BandRow:
    """One band: the numbers that fall into it, what it gives as written, and its place."""

    stretch: Stretch
    gives: str
    value: Decimal | None
    span: Span | None

    @property
    def named(self) -> str:
        """The band as findings name it."""
        return f"“{self.gives}”这一档"


@dataclass(frozen=True, slots=True)
class BandTable:
    """Bands by one figure. `rest` says what becomes of a number outside all bands, empty where that is written.

    `scale` is the kind of scale, or `tiers` for the tiers of an amount of which the highest is taken; else empty.
    """

    by: str
    figure: Figure
    rows: tuple[BandRow, ...]
    rest: str
    scale: str = ""

    def values(self, row: BandRow) -> Numbers:
        """Return the numbers that fall into a band."""
        return Numbers.of((row.stretch,), whole=self.figure.is_whole)


def band_tables(rules: TableRules, scope: Scope, scales: Mapping[str, Scale]) -> Iterator[BandTable]:
    """Return every table of bands whose edges are written numbers or days."""
    for column in rules.columns:
        rule = column.rule
        if isinstance(rule, (Classification, Score)) and rule.bands and rule.of is not None:
            by = f"{column.kind.value}“{rule.name}”"
            rest = "" if rule.otherwise is not None else UNKNOWN_REST
            yield from _table(by, rule.of, (rule.bands, rule.edges), scope, rule.span, rest=rest)
    for reward, amount in amounts_on(rules):
        by, span = f"奖补条款“{reward.name}”的金额", amount.span or reward.span
        scale = scales.get(amount.scale or "")
        if amount.of is not None and amount.tiers:
            kind = "tiers" if amount.take == "highest" else ""
            yield from _table(by, amount.of, (amount.tiers, "lower"), scope, span, rest=_NO_AMOUNT, scale=kind)
        elif amount.of is not None and scale is not None:
            by, bands = f"分级标准“{scale.name}”", (scale.brackets, scale.edges)
            yield from _table(by, amount.of, bands, scope, scale.span, rest=_NO_AMOUNT, scale=scale.kind)


def amounts_on(rules: TableRules) -> Iterator[tuple[Reward, Amount]]:
    """Return every amount of the rewards on a table and of their exceptions, in all readings."""
    for rule in rules.rewards:
        family = [rule.reward, *(one.reward for variant in rule.variants[:1] for one in variant.exceptions)]
        for reward in family:
            lists = [reward.amount, *(one.amount for one in reward.readings if one.amount is not None)]
            for amount in dict.fromkeys(amount for listed in lists for amount in listed):
                yield reward, amount


def _table(
    by: str,
    of: str,
    bands: tuple[Sequence[Band], str],
    scope: Scope,
    span: Span | None,
    *,
    rest: str,
    scale: str = "",
) -> Iterator[BandTable]:
    found = scope.value(of, span)
    if found is None:
        return
    operand = found.operand
    figure = Figure(operand.sql, operand.said, operand.type, operand.column)
    rows = _rows(bands, figure, scope, span, sized=bool(scale))
    if rows is not None:
        yield BandTable(by, figure, rows, rest, scale)


def _rows(
    bands_and_edges: tuple[Sequence[Band], str], figure: Figure, scope: Scope, span: Span | None, *, sized: bool
) -> tuple[BandRow, ...] | None:
    """Return the bands with their edges, None where an edge is no written value."""
    bands, edges = bands_and_edges
    starts = [_term(band.from_, scope, span) for band in bands]
    ends = [_term(band.to, scope, span) for band in bands]
    marks = [None if one is None else _mark(one, figure) for one in (*starts, *ends)]
    written = [bool(terms) for terms in (*(band.from_ for band in bands), *(band.to for band in bands))]
    if any(is_written and mark is None for is_written, mark in zip(written, marks, strict=True)):
        return None
    lows, highs = marks[: len(bands)], marks[len(bands) :]
    rows = []
    for index, band in enumerate(bands):
        high = highs[index] if band.to else next((one for one in lows[index + 1 :] if one is not None), None)
        low_in = edges == "lower"
        stretch = Stretch(lows[index], high, low_in and lows[index] is not None, not low_in and high is not None)
        chosen = scope.moment.choose(band.then)
        value = scope.term(band.then, band.span) if sized else None
        size = None if value is None else value.size
        rows.append(BandRow(stretch, chosen.value if chosen else "", size, band.span or span))
    return tuple(rows)


def _term(terms: Sequence[DatedTerm], scope: Scope, span: Span | None) -> Operand | None:
    return scope.term(terms, span) if terms else None


def _mark(operand: Operand, figure: Figure) -> Decimal | None:
    value = operand.constant
    if isinstance(value, str) and figure.type.sort is Sort.DATE:
        read = day_operand(value, 0)
        value = None if isinstance(read, Fault) else read.constant
    return Decimal(value.toordinal()) if isinstance(value, date) else operand.size
