"""Checks at load time (载入校验): what the rules of packs say together, before there is a single figure.

The rules are compiled on each day on which they differ, and for each answer that a decided question might have had;
what compiling finds, and what bands, conditions and amounts say against each other, is told once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guatu.domain import Finding, Span
from guatu.pack import (
    Aggregate,
    Classification,
    Condition,
    Derived,
    EdgeReading,
    Gate,
    GroupReading,
    Packs,
    Qualification,
    Reading,
    Reward,
    RewardGroup,
    Scale,
    Score,
)
from guatu.query import TableSchema
from guatu.rules.book import RuleBook, compile_rules
from guatu.rules.card_parts import CardPart
from guatu.rules.checks.amount_checks import check_amount
from guatu.rules.checks.band_checks import check_bands
from guatu.rules.checks.band_tables import amounts_on, band_tables
from guatu.rules.checks.check_moments import check_moments
from guatu.rules.checks.condition_checks import Choice, ConditionChecker, branch_choices
from guatu.rules.checks.demands import Clash, together
from guatu.rules.checks.load_findings import (
    BAND_UNREACHED,
    BRANCH_COVERED,
    EXCEPTION_NEVER,
    NEVER_HOLDS,
    SAME_CONDITIONS,
)
from guatu.rules.ladders import compile_ladders
from guatu.rules.moment import Moment
from guatu.rules.rewards import RewardRule, as_read
from guatu.rules.rule_column import RuleColumn
from guatu.rules.scope import Scope

# What is never reached is so on every day: a dated threshold may close a case for a year.
_NEVER = frozenset(one.code for one in (BAND_UNREACHED, NEVER_HOLDS, EXCEPTION_NEVER, BRANCH_COVERED, SAME_CONDITIONS))
_FIGURES = re.compile(r"\d+([.-]\d+)*")
Answers = Mapping[str, str]


def check_rules(packs: Packs, tables: Sequence[TableSchema]) -> tuple[Finding, ...]:
    """Return what is wrong with the rules of packs, each with an example; `tables` as `tables_of` gives them.

    These are the mistakes in conditions and amounts (E and R codes) of all rules on all days, readings that were
    decided against included.
    """
    findings: dict[tuple[object, ...], Finding] = {}
    for answers in _answer_rounds(packs):
        days = [_on_a_day(packs, tables, moment, answers) for moment in check_moments(packs)]
        for found, _ in days:
            for place, finding in found.items():
                if finding.code not in _NEVER or all(
                    place in other for other, looked in days if finding.span in looked
                ):
                    findings.setdefault(place, finding)
    return tuple(findings.values())


def _on_a_day(
    packs: Packs, tables: Sequence[TableSchema], moment: Moment, answers: Answers
) -> tuple[dict[tuple[object, ...], Finding], set[Span | None]]:
    """Return what is wrong on a day, by its place, and the places that were checked."""
    book, found = compile_rules(packs, moment, tables, answers=answers)
    _, more = compile_ladders(packs, book, tables)
    checker = _Checker(packs, book, tables)
    return {_place(one): one for one in (*found, *more, *checker.findings())}, checker.looked


def _place(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same: another day or other figures of a dated value do not make another."""
    if finding.code in _NEVER:
        return finding.code, finding.span
    return finding.code, finding.span, _FIGURES.sub("0", finding.sentence)


def _answer_rounds(packs: Packs) -> list[Answers]:
    """Return the answers as decided, and as often as needed others, so that each reading is compiled once."""
    decided = {one.id: one.answer for pack in packs.packs for one in pack.rulings if one.answer is not None}
    others: dict[str, list[str]] = {}
    for pack in packs.packs:
        entries: tuple[Classification | Reward | RewardGroup, ...] = (*pack.classes, *pack.rewards, *pack.groups)
        readings: list[Reading | EdgeReading | GroupReading] = [one for entry in entries for one in entry.readings]
        for reading in readings:
            listed = others.setdefault(reading.question, [])
            if decided.get(reading.question, reading.answer) != reading.answer and reading.answer not in listed:
                listed.append(reading.answer)
    most = max((len(answers) for answers in others.values()), default=0)
    rounds: list[Answers] = [{}]
    for index in range(most):
        rounds.append({question: listed[min(index, len(listed) - 1)] for question, listed in others.items() if listed})
    return rounds


@dataclass(frozen=True)
class _Checker:
    """Checks a rule book, table by table."""

    packs: Packs
    book: RuleBook
    tables: Sequence[TableSchema]
    looked: set[Span | None] = field(default_factory=set)

    def findings(self) -> Iterator[Finding]:
        scales = {one.id: one for one in self.packs.every(lambda pack: pack.scales)}
        for number, rules in enumerate(self.book.tables):
            # Mistakes in what was compiled have been told; those in what no rule uses yet gather here.
            scope = Scope(rules.table, self.book.moment, dict(rules.terms), [], rules.compiled)
            checker = ConditionChecker.on(rules, scope, self.looked)
            for column in rules.columns:
                yield from self._column(column, checker)
            for reward in rules.rewards:
                yield from self._reward(reward, checker)
            for table in band_tables(rules, scope, scales):
                self.looked.update(row.span for row in table.rows)
                yield from check_bands(table)
            for reward_noun, amount in amounts_on(rules):
                yield from check_amount(f"奖补条款“{reward_noun.name}”的金额", amount, scope)
            for recorded in self.book.recorded:
                if recorded.on == rules.table.name:
                    yield from self._recorded(recorded, checker)
            if number == 0:
                _compile_scales(scales.values(), scope)
            yield from scope.findings

    def _column(self, column: RuleColumn, checker: ConditionChecker) -> Iterator[Finding]:
        rule = column.rule
        by = f"{column.kind.value}“{rule.name}”"
        if isinstance(rule, Aggregate):
            there = next(one for one in self.tables if one.name == rule.table)
            terms = {name: term for name, term in checker.scope.terms.items() if term.operand(0, name).column is None}
            scope = Scope(there, self.book.moment, terms)
            yield from ConditionChecker(scope, looked=self.looked).conjunction(by, rule.where, rule.span)
        elif isinstance(rule, Qualification | CardPart):
            yield from checker.conjunction(by, rule.when, rule.span)
        elif isinstance(rule, Gate):
            for word, conditions in (("的对象", rule.who), ("的同类", rule.peers)):
                yield from checker.conjunction(by + word, conditions, rule.span)
        elif isinstance(rule, Derived):
            yield from checker.choices(by, branch_choices(rule.value, rule.span), ())
        elif isinstance(rule, (Classification, Score)):
            yield from checker.choices(by, branch_choices(rule.cases, rule.span), ())

    def _reward(self, rule: RewardRule, checker: ConditionChecker) -> Iterator[Finding]:
        for variant in rule.variants:
            by = f"奖补条款“{rule.reward.name}”"
            if isinstance(together(variant.conditions, checker.meanings), Clash):
                yield from checker.contradiction(by, variant.conditions)
                continue
            yield from checker.exceptions(by, variant)
            answers = {**self.book.answers, **dict(variant.answers)}
            yield from checker.choices(f"{by}金额", _amounts(rule.reward, answers), variant.conditions)
            for one in variant.exceptions:
                context = (*variant.conditions, *one.conditions)
                if not isinstance(together(context, checker.meanings), Clash):
                    name = f"例外“{one.reward.name}”金额"
                    yield from checker.choices(name, _amounts(one.reward, answers), context)

    def _recorded(self, reward: Reward, checker: ConditionChecker) -> Iterator[Finding]:
        """A clause that waits for a review is not compiled; its conditions are read all the same."""
        conditions: tuple[Condition, ...] = (*reward.who, *reward.when)
        yield from checker.conjunction(f"奖补条款“{reward.name}”", conditions, reward.span)
        yield from checker.choices(f"奖补条款“{reward.name}”金额", _amounts(reward, {}), ())


def _amounts(reward: Reward, answers: Answers) -> list[Choice]:
    return [Choice(one.if_, one.span or reward.span) for one in as_read(reward, answers).amount]


def _compile_scales(scales: Iterable[Scale], scope: Scope) -> None:
    """Read the edges and rates of every scale, so that one which no reward uses yet has its mistakes told."""
    for scale in scales:
        for band in scale.brackets:
            for terms in (band.from_, band.to, band.then):
                if terms:
                    scope.term(terms, band.span or scale.span)
