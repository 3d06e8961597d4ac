"""The rule book (规则册): all rules of the packs on each table, compiled in the order in which they need each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from graphlib import CycleError, TopologicalSorter

from guatu.domain import Finding
from guatu.pack import (
    Aggregate,
    Classification,
    Derived,
    Gate,
    Packs,
    Qualification,
    Reward,
    Scale,
    Score,
    Scorecard,
)
from guatu.query import Column, TableSchema
from guatu.rules.aggregates import aggregate_value
from guatu.rules.card_columns import card_value, check_card_words
from guatu.rules.card_parts import CardPart, card_parts
from guatu.rules.findings import (
    NOT_CONSTANT,
    RULE_CYCLE,
    STATISTICS_READ,
    UNKNOWN_RULE_TABLE,
)
from guatu.rules.gates import gate_value
from guatu.rules.groups import GroupRule, compile_group
from guatu.rules.language.parameter import Made
from guatu.rules.language.words import names_in
from guatu.rules.made_columns import class_value, derived_value, qualified, score_value
from guatu.rules.moment import Moment
from guatu.rules.rewards import RewardRule, compile_reward, may_decide_money
from guatu.rules.rule_column import ColumnKind, ColumnRule, MadeValue, RuleColumn
from guatu.rules.scope import Scope, made_column
from guatu.rules.table_rules import TableRules

# Keys that hold no expression: words in them do not make one rule need another.
_NO_EXPRESSION = frozenset(
    {"id", "name", "note", "source", "span", "clause", "meaning", "questions", "title", "otherwise", "role", "unit"}
)
_KINDS: tuple[tuple[type, ColumnKind], ...] = (
    (Aggregate, ColumnKind.AGGREGATE),
    (Derived, ColumnKind.DERIVED),
    (Classification, ColumnKind.CLASS),
    (Score, ColumnKind.SCORE),
    (Qualification, ColumnKind.QUALIFICATION),
    (Gate, ColumnKind.GATE),
    (CardPart, ColumnKind.CARD),
)


@dataclass(frozen=True)
class RuleBook:
    """The compiled rules of packs at a moment; `recorded` are clauses that must be reviewed before they may pay."""

    moment: Moment
    tables: tuple[TableRules, ...]
    answers: Mapping[str, str]
    recorded: tuple[Reward, ...] = ()

    def on(self, table: str) -> TableRules | None:
        """Return the rules on a table, or None when it has none."""
        return next((one for one in self.tables if one.table.name == table), None)

    @property
    def rewards(self) -> tuple[RewardRule, ...]:
        """All rewards."""
        return tuple(one for rules in self.tables for one in rules.rewards)


def compile_rules(
    packs: Packs,
    moment: Moment,
    tables: Sequence[TableSchema],
    *,
    answers: Mapping[str, str] | None = None,
    only: str | None = None,
) -> tuple[RuleBook, tuple[Finding, ...]]:
    """Compile all rules (规则) of packs that hold at a moment.

    `tables` are the fact tables with the columns that packs add. `answers` settle questions on top of what the packs'
    rulings decide; with `only` the rules of one table are compiled. What has a mistake is left out and told in the
    findings; the rest still runs.
    """
    decided = {one.id: one.answer for pack in packs.packs for one in pack.rulings if one.answer is not None}
    choices = {one.id: one.choices for pack in packs.packs for one in pack.rulings}
    maker = _BookMaker(packs, moment, {one.name: one for one in tables}, {**decided, **(answers or {})}, choices, only)
    return maker.make(), tuple(maker.findings)


@dataclass
class _BookMaker:
    packs: Packs
    moment: Moment
    tables: Mapping[str, TableSchema]
    answers: dict[str, str]
    choices: Mapping[str, tuple[str, ...]]
    only: str | None
    findings: list[Finding] = field(default_factory=list)

    def make(self) -> RuleBook:
        day = self.moment.day
        rewards = self.packs.in_force(lambda pack: pack.rewards, day)
        rules: list[ColumnRule] = [
            *self.packs.in_force(lambda pack: pack.aggregates, day),
            *self.packs.in_force(lambda pack: pack.derived, day),
            *self.packs.in_force(lambda pack: pack.classes, day),
            *self.packs.in_force(lambda pack: pack.scores, day),
            *self.packs.in_force(lambda pack: pack.qualifications, day),
            *self.packs.in_force(lambda pack: pack.gates, day),
            *card_parts(self._cards()),
        ]
        names = dict.fromkeys([*(one.on for one in rules), *(one.on for one in rewards)])
        made = []
        for name in names:
            if self.only not in (None, name):
                continue
            table = self.tables.get(name)
            if table is None:
                span = next(one.span for one in (*rules, *rewards) if one.on == name)
                sentence = f"没有“{name}”这张表。"
                self.findings.append(UNKNOWN_RULE_TABLE.at(span, sentence, f"可用的表：{'、'.join(self.tables)}。"))
                continue
            on_table = [one for one in rules if one.on == name]
            made.append(self._table(table, on_table, [one for one in rewards if one.on == name]))
        recorded = tuple(one for one in rewards if one.review is not None)
        return RuleBook(self.moment, tuple(made), self.answers, recorded)

    def _cards(self) -> tuple[Scorecard, ...]:
        return self.packs.in_force(lambda pack: pack.scorecards, self.moment.day)

    def _table(self, table: TableSchema, rules: list[ColumnRule], rewards: list[Reward]) -> TableRules:
        scope = Scope(table, self.moment, dict(self.moment.parameters()), self.findings)
        self._add_parameters(scope)
        columns: list[RuleColumn] = []
        for rule in self._in_order(rules):
            column = self._column(rule, scope, columns)
            if column is not None:
                columns.append(column)
        compiled = self._rewards(rewards, scope)
        draft = TableRules(table, tuple(columns), tuple(compiled), ())
        for card in (one for one in self._cards() if one.on == table.name):
            check_card_words(card, scope)
        compiled = [one for one in compiled if self._may_pay(one, draft)]
        groups, unlimited = self._groups(compiled, scope)
        paying = tuple(one for one in compiled if one.id not in unlimited)
        return TableRules(table, tuple(columns), paying, tuple(groups), dict(scope.terms), scope.compiled)

    def _add_parameters(self, scope: Scope) -> None:
        for parameter in self.packs.every(lambda pack: pack.parameters):
            if self.moment.choose(parameter.value) is None:
                continue
            value = scope.term(parameter.value, parameter.span)
            if value is None:
                continue
            if value.constant is None:
                sentence = f"参数“{parameter.name}”不是一个写明的值。"
                self.findings.append(NOT_CONSTANT.at(parameter.span, sentence, NOT_CONSTANT.instead))
                continue
            scope.add((parameter.name, parameter.id), Made(value), parameter.span)

    def _in_order(self, rules: list[ColumnRule]) -> list[ColumnRule]:
        """Put rules after those whose columns they name; the members of a circle are told and left out."""
        by_word = {word: rule.id for rule in rules for word in (rule.id, rule.name)}
        by_id = {rule.id: rule for rule in rules}
        graph = {
            rule.id: {by_word[word] for word in _words_of(rule) if word in by_word and by_word[word] != rule.id}
            for rule in rules
        }
        while True:
            try:
                return [by_id[one] for one in TopologicalSorter(graph).static_order() if one in by_id]
            except CycleError as error:
                circle: list[str] = error.args[1]
                names = " → ".join(f"“{by_id[one].name}”" for one in circle[::-1])
                sentence = f"这几条互相依赖：{names}。"
                self.findings.append(RULE_CYCLE.at(by_id[circle[0]].span, sentence, RULE_CYCLE.instead))
                for one in circle:
                    graph.pop(one, None)
                    by_id.pop(one, None)

    def _column(self, rule: ColumnRule, scope: Scope, before: Sequence[RuleColumn]) -> RuleColumn | None:
        made = self._made(rule, scope)
        if made is None:
            return None
        column, term = made_column(rule.id, rule.name, made.value.type, made.value.quotient)
        # What a scorecard computes is nobody's to call by name.
        if not isinstance(rule, CardPart):
            scope.add((rule.id, rule.name), term, rule.span)
        levels = {one.name: one.level for one in before}
        level = 0 if isinstance(rule, Aggregate) else 1 + max((levels.get(name, 0) for name in made.reads), default=0)
        kind = next(kind for noun, kind in _KINDS if isinstance(rule, noun))
        return RuleColumn(rule, kind, column, made, level)

    def _made(self, rule: ColumnRule, scope: Scope) -> MadeValue | None:
        if isinstance(rule, Aggregate):
            return aggregate_value(rule, scope, self.tables)
        if isinstance(rule, Gate):
            return gate_value(rule, scope)
        if isinstance(rule, CardPart):
            return card_value(rule, scope)
        if isinstance(rule, Derived):
            return derived_value(rule, scope)
        if isinstance(rule, Classification):
            return class_value(rule, scope, self.answers)
        return score_value(rule, scope) if isinstance(rule, Score) else qualified(rule, scope, self.answers)

    def _rewards(self, rewards: Sequence[Reward], scope: Scope) -> list[RewardRule]:
        scales: dict[str, Scale] = {one.id: one for one in self.packs.every(lambda pack: pack.scales)}
        compiled = []
        for reward in rewards:
            if reward.exception_to is not None or reward.review is not None:
                continue
            exceptions = [one for one in rewards if one.exception_to == reward.id]
            family = tuple(_answerable(one, self.choices) for one in (reward, *exceptions))
            rule = compile_reward(family, scope, scales=scales, answers=self.answers)
            if rule is not None:
                compiled.append(rule)
        return compiled

    def _may_pay(self, rule: RewardRule, rules: TableRules) -> bool:
        """Refuse a reward that rests on what a firm reported for statistics; ceilings and matches pay no firm."""
        if not rule.pays:
            return True
        refused = [
            f"{table.label}的“{column.label}”"
            for table, column in self._origins(rule.reads, rules)
            if not may_decide_money(column.provenance)
        ]
        if refused:
            sentence = f"条款“{rule.reward.name}”用到{'、'.join(refused)}，是统计调查的数。"
            self.findings.append(STATISTICS_READ.at(rule.reward.span, sentence, STATISTICS_READ.instead))
        return not refused

    def _origins(self, reads: Sequence[str], rules: TableRules) -> list[tuple[TableSchema, Column]]:
        """Return every column of a fact table that some columns rest on."""
        tables = [(rules.table, name) for name in rules.base_columns(reads)]
        for _, gathering in rules.gatherings_behind(reads):
            tables.extend((gathering.table, name) for name in gathering.reads)
        found = [(table, table.column(name)) for table, name in dict.fromkeys(tables)]
        return [(table, column) for table, column in found if column is not None]

    def _groups(self, rewards: Sequence[RewardRule], scope: Scope) -> tuple[list[GroupRule], set[str]]:
        """Return the groups, and the rewards of groups with a mistake: without their limit they must not be paid."""
        paying = {one.id: one for one in rewards if one.pays}
        compiled: list[GroupRule] = []
        unlimited: set[str] = set()
        for group in self.packs.in_force(lambda pack: pack.groups, self.moment.day):
            members = tuple(paying[one] for one in dict.fromkeys(group.rewards) if one in paying)
            rule = compile_group(group, members, scope, self.answers) if members else None
            if rule is not None:
                compiled.append(rule)
            else:
                unlimited.update(one.id for one in members)
        # Budgets are cut last: what a firm may get at all is settled on its own row first.
        return sorted(compiled, key=lambda one: one.budget is not None), unlimited


def _answerable(reward: Reward, choices: Mapping[str, tuple[str, ...]]) -> Reward:
    """Return a reward without the readings of a question whose answers they do not cover: it stays open as a whole."""
    covered: dict[str, set[str]] = {}
    for reading in reward.readings:
        covered.setdefault(reading.question, set()).add(reading.answer)
    whole = {one for one, answers in covered.items() if answers == set(choices.get(one, tuple(answers)))}
    return replace(reward, readings=tuple(one for one in reward.readings if one.question in whole))


def _words_of(value: object) -> set[str]:
    """Return every word in the expressions of a rule, and the ids it lists."""
    if isinstance(value, str):
        return {*names_in(value), value.strip()}
    if isinstance(value, tuple):
        return {word for one in value for word in _words_of(one)}
    if is_dataclass(value):
        names = (one.name for one in fields(value) if one.name not in _NO_EXPRESSION)
        return {word for name in names for word in _words_of(getattr(value, name))}
    return set()
