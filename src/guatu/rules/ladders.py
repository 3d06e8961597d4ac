"""Ladders (梯度) compiled: how each rung is held, the standards in force for it, and the figure whose pace is told.

Of a rung's standards, the one to climb by is a qualification that holds on the day and is for new applications (or for
any), the one to keep it by is one for reviews (or for any); of several the last to take effect.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.domain import Finding, nearest
from guatu.pack import Ladder, Packs, Qualification, Rung
from guatu.query import FIRM_PERIODS, Column, Measure, TableSchema
from guatu.rules.book import RuleBook
from guatu.rules.findings import NOT_CONSTANT, UNKNOWN_COLUMN_WORD, UNKNOWN_RULE_TABLE
from guatu.rules.language.expression import Expression, compile_expression
from guatu.rules.rule_column import RuleColumn, columns_read
from guatu.rules.scope import Scope
from guatu.rules.table_rules import TableRules

CLIMB, KEEP = "climb", "keep"
_APPLICATIONS = {CLIMB: ("new", "any"), KEEP: ("review", "any")}


@dataclass(frozen=True, slots=True)
class PaceRule:
    """A monthly figure of a firm (a column of 企业数据) and the mark it is to reach, in base unit and as written."""

    column: Column
    reach: Decimal
    said: str


@dataclass(frozen=True, slots=True)
class RungRule:
    """A rung: how one sees that a firm is on it, and the standards of the day to climb to it (申报) and keep it (复核).

    A rung without `held` is one that no register shows; nobody is known to be on it.
    """

    rung: Rung
    held: Expression | None
    climb: RuleColumn | None
    keep: RuleColumn | None
    pace: PaceRule | None

    def standards(self) -> tuple[tuple[str, RuleColumn], ...]:
        """Return the standards with what they are for."""
        found = ((CLIMB, self.climb), (KEEP, self.keep))
        return tuple((purpose, one) for purpose, one in found if one is not None)


@dataclass(frozen=True, slots=True)
class LadderRule:
    """A ladder on a table, its rungs lowest first."""

    ladder: Ladder
    rules: TableRules
    rungs: tuple[RungRule, ...]

    @property
    def id(self) -> str:
        """The ladder's id."""
        return self.ladder.id

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns that rungs and standards read directly."""
        held = columns_read(one.held for one in self.rungs)
        tests = [
            column for rung in self.rungs for _, one in rung.standards() for column in columns_read(one.made.conditions)
        ]
        return tuple(dict.fromkeys((*held, *tests)))


def compile_ladders(
    packs: Packs, book: RuleBook, tables: Sequence[TableSchema]
) -> tuple[tuple[LadderRule, ...], tuple[Finding, ...]]:
    """Compile the ladders (梯度) in force on the day of the rule book; one with a mistake is left out and told."""
    findings: list[Finding] = []
    compiled: list[LadderRule] = []
    by_name = {one.name: one for one in tables}
    for ladder in packs.in_force(lambda pack: pack.ladders, book.moment.day):
        table = by_name.get(ladder.on)
        if table is None:
            sentence = f"梯度“{ladder.name}”用在“{ladder.on}”，没有这张表{nearest(ladder.on, by_name) or '。'}"
            findings.append(UNKNOWN_RULE_TABLE.at(ladder.span, sentence, UNKNOWN_RULE_TABLE.instead))
            continue
        maker = _LadderMaker(book, book.on(ladder.on) or TableRules(table, (), (), ()))
        made = maker.make(ladder)
        findings.extend(maker.scope.findings)
        if made is not None:
            compiled.append(made)
    return tuple(compiled), tuple(findings)


class _LadderMaker:
    """Compiles one ladder over the rules of its table."""

    def __init__(self, book: RuleBook, rules: TableRules) -> None:
        self.rules = rules
        terms = dict(rules.terms) or dict(book.moment.parameters())
        self.scope = Scope(rules.table, book.moment, terms)

    def make(self, ladder: Ladder) -> LadderRule | None:
        rungs = tuple(self._rung(one) for one in ladder.rungs)
        return None if self.scope.findings else LadderRule(ladder, self.rules, rungs)

    def _rung(self, rung: Rung) -> RungRule:
        held = None if rung.held is None else self.scope.value(rung.held, rung.span, Measure.YES_NO)
        climb, keep = (self._standard(rung, purpose) for purpose in (CLIMB, KEEP))
        return RungRule(rung, held, climb, keep, self._pace(rung))

    def _standard(self, rung: Rung, purpose: str) -> RuleColumn | None:
        """Return the standard of the day; those not in force were left out when the rules were compiled."""
        listed = [column for name in rung.standards if (column := self.rules.column(name)) is not None]
        return max(_fitting(listed, purpose), key=_first_day, default=None)

    def _pace(self, rung: Rung) -> PaceRule | None:
        if rung.pace is None:
            return None
        column = FIRM_PERIODS.column(rung.pace.of)
        chosen = self.scope.moment.choose(rung.pace.reach)
        if column is None:
            sentence = f"层级“{rung.name}”的进度要看“{rung.pace.of}”，{FIRM_PERIODS.label}没有这一列。"
            way_out = f"可用的列：{'、'.join(one.label for one in FIRM_PERIODS.columns)}。"
            self.scope.findings.append(UNKNOWN_COLUMN_WORD.at(rung.span, sentence, way_out))
            return None
        if chosen is None:
            return None
        expression, found = compile_expression(
            chosen.value, FIRM_PERIODS, rung.span, parameters=self.scope.moment.parameters(), expect=column.measure
        )
        self.scope.findings.extend(found)
        if expression is None:
            return None
        if expression.operand.size is None:
            sentence = f"层级“{rung.name}”要达到的“{chosen.value}”不是一个写明的数。"
            self.scope.findings.append(NOT_CONSTANT.at(rung.span, sentence, NOT_CONSTANT.instead))
            return None
        return PaceRule(column, expression.operand.size, chosen.value)


def _fitting(columns: Iterable[RuleColumn], purpose: str) -> list[RuleColumn]:
    return [
        one for one in columns if isinstance(one.rule, Qualification) and one.rule.application in _APPLICATIONS[purpose]
    ]


def _first_day(column: RuleColumn) -> date:
    rule = column.rule
    return rule.valid.start or date.min if isinstance(rule, Qualification) else date.min
