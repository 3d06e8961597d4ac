"""Explanations (逐条说明): the program that tells one clause on one row, and the reading of what it found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from guatu.pack import Aggregate, Amount, Band, Condition, DatedTerm, Derived, Reward, amount_words
from guatu.query import Program, Results, Step, literal, quote
from guatu.rules.award_steps import AwardProgram, amount, award_program, because, outcome, reason
from guatu.rules.book import RuleBook
from guatu.rules.distances import Distance, distance
from guatu.rules.explained import (
    ExplainedAward,
    ExplainedCondition,
    ExplainedException,
    ExplainedFigure,
    ExplainedGroup,
    GroupMember,
    ReadAmount,
)
from guatu.rules.groups import GroupRule
from guatu.rules.lacking import missing_sql
from guatu.rules.language.explanation import MISSING_WORD, operand_text_sql
from guatu.rules.language.expression import Expression
from guatu.rules.moment import Moment
from guatu.rules.related_rows import RelatedRows, related_rows
from guatu.rules.rewards import RewardRule, as_read
from guatu.rules.row_steps import Given
from guatu.rules.rule_column import RuleColumn
from guatu.rules.settling import columns_behind, reached_rewards
from guatu.rules.table_rules import TableRules
from guatu.rules.telling import condition_words, operand_of

EXPLAINED = "explained"
_REFUSED = "不予兑现"


@dataclass(frozen=True)
class ExplanationProgram:
    """The program that explains a reward on the rows of one subject."""

    program: Program
    awards: AwardProgram
    rule: RewardRule
    rules: TableRules
    book: RuleBook
    given: Given
    related: tuple[RelatedRows, ...]

    def read(self, results: Results) -> tuple[ExplainedAward, ...]:
        """Return what was found, an award for each row of the subject; none where it has no row."""
        explained = results.rows(EXPLAINED)
        judged = results.rows(f"{EXPLAINED} awards")
        related = {label: rows for one in self.related for label, rows in one.read(results).items()}
        return tuple(_Reader(self, row, award, related).award() for row, award in zip(explained, judged, strict=True))


def explanation_program(
    book: RuleBook, rules: TableRules, rule: RewardRule, given: Given, subject: str, questions: Mapping[str, str]
) -> ExplanationProgram:
    """Return the program that explains a reward of a table on one subject (a firm's code, a place's, a loan's number).

    Of open readings the first is explained. Only the subject's rows are read, but where a budget is shared out all are.
    `questions` are the words of the open questions by their ids.
    """
    members = reached_rewards((rule.id,), rules)
    chosen = [one for one in rules.rewards if one.id in members]
    budgets = any(one.budget is not None and {*one.members} & {*members} for one in rules.groups)
    where = f"{quote(rules.table.key[0])} = {literal(subject)}"
    narrowed = given if budgets else replace(given, where=where)
    awards = award_program(rules, narrowed, rewards=chosen, questions=questions)
    # The level with all columns, conditions and sums is read twice: for what was found and for what comes of it.
    sums = f"{rules.table.name} sums"
    steps = [replace(step, kept=True) if step.name == sums else step for step in awards.steps]
    order = tuple(rules.table.key)
    distances = {mark: distance(one, rules, f"{mark} chosen") for mark, one in _conditions(rule)}
    beside = [f"{one.chosen} AS {quote(f'{mark} chosen')}" for mark, one in distances.items() if one.chosen]
    told = f"{EXPLAINED} beside"
    steps.append(Step(told, f"SELECT {', '.join(('*', *beside))}\nFROM {quote(sums)} WHERE {where}", (sums,), "这一户"))
    listed = ",\n  ".join((*map(quote, rules.table.key), *_columns(rules, rule, distances)))
    steps.append(Step(EXPLAINED, f"SELECT {listed}\nFROM {quote(told)}", (told,), "每个条件查到的值"))
    last = f"{EXPLAINED} awards"
    steps.append(Step(last, f"SELECT * FROM {quote(awards.name)} WHERE {where}", (awards.name,), "结果和金额"))
    related = related_rows(rules, rule.reads, given, subject)
    steps.extend(one.step for one in related)
    outputs = (EXPLAINED, last, *(one.step.name for one in related))
    program = Program(tuple(steps), outputs, {EXPLAINED: order, last: order})
    return ExplanationProgram(program, awards, rule, rules, book, given, related)


def _columns(rules: TableRules, rule: RewardRule, distances: Mapping[str, Distance]) -> list[str]:
    """SQL of every condition's truth, values and distance, of every figure in words, and of the exceptions."""
    columns = []
    for mark, one in _conditions(rule):
        told = distances[mark]
        texts = {
            "holds": one.sql,
            "found": told.found,
            "asked": told.asked,
            "gap": f"CASE WHEN NOT {one.sql} THEN {told.gap} WHEN {one.sql} IS NULL THEN {_missing(one, rules)} END",
        }
        columns += [f"{sql} AS {quote(f'{mark} {word}')}" for word, sql in texts.items()]
    names = (*rules.base_columns(rule.reads), *(one.name for one in columns_behind(rule.reads, rules)))
    for name in names:
        operand = operand_of(name, rules)
        if operand is not None:
            columns.append(f"{operand_text_sql(operand)} AS {quote(f'text of {name}')}")
    mark = f"{rule.id} 1"
    columns += [quote(f"{mark} e{index}") for index in range(1, len(rule.variants[0].exceptions) + 1)]
    for number, _ in enumerate(rule.variants, start=1):
        holds, paid = quote(f"{rule.id} {number} holds"), quote(f"{rule.id} {number} sum")
        read = f"CASE WHEN NOT {holds} THEN CAST(0 AS DECIMAL(18, 2)) ELSE {paid} END"
        columns.append(f"{read} AS {quote(f'read {number}')}")
    return [*columns, quote(f"{mark} capped")]


def _conditions(rule: RewardRule) -> list[tuple[str, Expression]]:
    """Return the conditions under marks: w1, c1, and e1.1 of the first exception."""
    variant = rule.variants[0]
    listed = [(f"w{number}", one) for number, one in enumerate(variant.who, start=1)]
    listed += [(f"c{number}", one) for number, one in enumerate(variant.when, start=1)]
    for index, other in enumerate(variant.exceptions, start=1):
        listed += [(f"e{index}.{number}", one) for number, one in enumerate(other.conditions, start=1)]
    return listed


def _missing(condition: Expression, rules: TableRules) -> str:
    return missing_sql((condition,), (), rules)


@dataclass(frozen=True)
class _Reader:
    """Reads one row of the results into an explained award."""

    made: ExplanationProgram
    row: Mapping[str, object]
    judged: Mapping[str, object]
    related: Mapping[str, tuple[str, ...]]

    def award(self) -> ExplainedAward:
        rule = self.made.rule
        applied = self._applied()
        base = self._read(rule.reward)
        payable = self.judged.get(f"{rule.id} payable", self.judged[amount(rule.id)])
        return ExplainedAward(
            str(self.row[self.made.rules.table.key[0]]),
            _text(self.judged.get("name") or self.judged.get("applicant")),
            _text(self.judged.get("place")),
            rule.reward,
            _text(self.judged[outcome(rule.id)]),
            _text(self.judged[reason(rule.id)]),
            _text(self.judged[because(rule.id)]),
            _money(self.judged[amount(rule.id)]),
            _money(payable),
            cut=_text(self.judged.get(f"{rule.id} cut")),
            capped=bool(self.row[f"{rule.id} 1 capped"]),
            applied=applied,
            amount_words=self._amount_words(base if applied is None else self._read(applied)),
            conditions=(*self._told("对象", "w", base.who), *self._told("条件", "c", base.when)),
            exceptions=self._exceptions(),
            inputs=self._inputs(),
            figures=tuple(self._figure(one) for one in columns_behind(rule.reads, self.made.rules)),
            readings=self._readings(),
            groups=tuple(self._group(one) for one in self.made.rules.groups if rule.id in one.members),
        )

    def _read(self, reward: Reward) -> Reward:
        variant = self.made.rule.variants[0]
        return as_read(reward, {**self.made.book.answers, **dict(variant.answers)})

    def _applied(self) -> Reward | None:
        for index, other in enumerate(self.made.rule.variants[0].exceptions, start=1):
            met = self.row[f"{self.made.rule.id} 1 e{index}"]
            if met is None:
                return None
            if met:
                return other.reward
        return None

    def _exceptions(self) -> tuple[ExplainedException, ...]:
        told = []
        for index, other in enumerate(self.made.rule.variants[0].exceptions, start=1):
            read = self._read(other.reward)
            met = self.row[f"{self.made.rule.id} 1 e{index}"]
            conditions = self._told("例外", f"e{index}.", (*read.who, *read.when))
            applies = None if met is None else bool(met)
            told.append(ExplainedException(other.reward, applies, conditions, self._amount_words(read)))
        return tuple(told)

    def _told(self, part: str, mark: str, conditions: Sequence[Condition]) -> tuple[ExplainedCondition, ...]:
        expressions = dict(_conditions(self.made.rule))
        return tuple(
            self._condition(part, f"{mark}{number}", one, expressions[f"{mark}{number}"])
            for number, one in enumerate(conditions, start=1)
        )

    def _condition(self, part: str, mark: str, one: Condition, expression: Expression) -> ExplainedCondition:
        truth = self.row[f"{mark} holds"]
        found, asked, gap = (_text(self.row[f"{mark} {word}"]) for word in ("found", "asked", "gap"))
        return ExplainedCondition(
            part,
            one.name or "",
            condition_words(expression),
            None if truth is None else bool(truth),
            found,
            asked,
            gap,
            evidence=one.evidence or "",
            clause=one.clause or "",
        )

    def _value(self, name: str) -> str:
        return _text(self.row[f"text of {name}"]) or MISSING_WORD

    def _inputs(self) -> tuple[ExplainedFigure, ...]:
        table = self.made.rules.table
        found = []
        for name in self.made.rules.base_columns(self.made.rule.reads):
            column = table.column(name)
            if column is None or name in table.key:
                continue
            origin = column.provenance.word
            if not self.made.given.has(table.name, name):
                origin = f"{table.label}里没有这一列"
            found.append(ExplainedFigure(column.label, self._value(name), origin))
        return tuple(found)

    def _figure(self, made: RuleColumn) -> ExplainedFigure:
        label = made.column.label
        return ExplainedFigure(label, self._value(made.name), self._how(made), self.related.get(label, ()))

    def _how(self, made: RuleColumn) -> str:
        """Return how a column is made, in the words of the pack."""
        rule = made.rule
        if isinstance(rule, Aggregate):
            tables = [one.table for _, one in made.gatherings]
            absent = [one.label for one in tables if one.name not in self.made.given.columns]
            listed = "、".join(dict.fromkeys(one.label for one in tables))
            return f"没有交来“{absent[0]}”" if absent else f"{made.kind}，查自“{listed}”"
        if isinstance(rule, Derived) and len(rule.value) == 1 and not rule.value[0].if_:
            return f"＝ {' '.join(rule.value[0].then.split())}"
        return str(made.kind)

    def _amount_words(self, reward: Reward) -> str:
        if not reward.amount:
            return _REFUSED
        return amount_words(tuple(_in_effect(one, self.made.book.moment) for one in reward.amount))

    def _readings(self) -> tuple[ReadAmount, ...]:
        return tuple(
            ReadAmount(variant.answers, _money(self.row[f"read {number}"]))
            for number, variant in enumerate(self.made.rule.variants, start=1)
            if variant.answers
        )

    def _group(self, rule: GroupRule) -> ExplainedGroup:
        names = {one.id: one.reward.name for one in self.made.rules.rewards}
        members = tuple(
            GroupMember(
                member,
                names[member],
                _money(self.judged[amount(member)]),
                _money(self.judged[f"{member} payable"]),
                _text(self.judged[f"{member} cut"]),
            )
            for member in rule.members
        )
        return ExplainedGroup(rule.group, _limit_words(rule, self.made.book.moment), members)


def _limit_words(rule: GroupRule, moment: Moment) -> str:
    """Return what a group does to its members."""
    words = {"highest": "就高不重复（只兑现最高的一条）", "once": "只发一次", "stack": "可以叠加"}
    ways = [words[kind] for kind in rule.kinds if kind in words]
    told = [f"没有定：{'，还是'.join(ways)}"] if len(ways) > 1 else ways
    if rule.kinds == ("stack",) and rule.group.cap:
        told = []
    cap, budget = moment.choose(rule.group.cap), moment.choose(rule.group.budget)
    told += [f"一户一年合计最高 {cap.value}"] if cap is not None else []
    over = "先到先得" if rule.group.over == "queue" else "按比例打折"
    told += [f"预算总额 {budget.value}，超出时{over}"] if budget is not None else []
    return "；".join(told)


def _in_effect(one: Amount, moment: Moment) -> Amount:
    """Return an amount with the values in effect at a moment and no others."""

    def chosen(terms: tuple[DatedTerm, ...]) -> tuple[DatedTerm, ...]:
        found = moment.choose(terms)
        return () if found is None else (DatedTerm(value=found.value),)

    def band(tier: Band) -> Band:
        return replace(tier, from_=chosen(tier.from_), to=chosen(tier.to), then=chosen(tier.then))

    return replace(
        one,
        lump=chosen(one.lump),
        rate=chosen(one.rate),
        step=chosen(one.step),
        each=chosen(one.each),
        cap=chosen(one.cap),
        floor=chosen(one.floor),
        tiers=tuple(band(tier) for tier in one.tiers),
    )


def _money(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _text(value: object) -> str:
    return "" if value is None else str(value)
