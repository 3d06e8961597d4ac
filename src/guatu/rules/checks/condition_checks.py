"""Checks of conditions (条件): those that contradict each other, cases that are never reached, exceptions that meet.

Every check reasons with what conditions ask of each figure (`demands`); it speaks up only where that is certain, except
for exceptions that may meet: where they rest on figures computed from each other the finding says 可能.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from guatu.domain import Finding, Severity, Span
from guatu.pack import Branch, Condition
from guatu.query import quote
from guatu.rules.checks.counter_examples import example_of_circumstances, example_of_demand
from guatu.rules.checks.demands import Circumstances, Clash, Meanings, covered, demands_of, together
from guatu.rules.checks.load_findings import (
    BRANCH_COVERED,
    EXCEPTION_NEVER,
    EXCEPTIONS_MEET,
    NEVER_HOLDS,
    SAME_CONDITIONS,
)
from guatu.rules.language.expression import Expression
from guatu.rules.rewards import ExceptionRule, Variant
from guatu.rules.rule_column import ColumnKind, columns_read
from guatu.rules.scope import Scope
from guatu.rules.table_rules import TableRules


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things of which the first that holds is taken: its conditions, and its place."""

    conditions: tuple[Condition, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class _Met:
    """The circumstances in which the conditions of a case hold, its number, and the SQL of its conditions."""

    number: int
    circumstances: Circumstances
    words: frozenset[str]


@dataclass(frozen=True)
class ConditionChecker:
    """Checks conditions on one table.

    `meanings` are the conditions that a yes of a qualification stands for; without `rules` no column is made on the
    table. The places of the conditions and cases that were checked are noted in `looked`.
    """

    scope: Scope
    meanings: Meanings = field(default_factory=dict)
    rules: TableRules | None = None
    looked: set[Span | None] = field(default_factory=set)

    @classmethod
    def on(cls, rules: TableRules, scope: Scope, looked: set[Span | None]) -> "ConditionChecker":
        """Return the checker of the conditions on a table."""
        kinds = (ColumnKind.QUALIFICATION, ColumnKind.GATE)
        meant = {quote(one.name): one.made.conditions for one in rules.columns if one.kind in kinds}
        return cls(scope, meant, rules, looked)

    def conjunction(self, by: str, conditions: Sequence[Condition], span: Span | None) -> Iterator[Finding]:
        """Conditions that must all hold, and cannot."""
        compiled = self.scope.conditions(conditions, span)
        if compiled is not None:
            yield from self.contradiction(by, compiled)

    def contradiction(self, by: str, conditions: Sequence[Expression]) -> Iterator[Finding]:
        """Compiled conditions that must all hold, and cannot."""
        met = self._together(conditions)
        if isinstance(met, Clash):
            yield _never(by, met)

    def choices(self, by: str, choices: Sequence[Choice], context: Sequence[Expression]) -> Iterator[Finding]:
        """Cases in order, the first that holds is taken: each of them can be reached. `context` holds for all."""
        earlier: list[_Met] = []
        for number, choice in enumerate(choices, start=1):
            compiled = self.scope.conditions(choice.conditions, choice.span)
            if compiled is None:
                return
            name = f"{by}第 {number} 项"
            self.looked.add(choice.span)
            own, here = self._together(compiled), self._together((*context, *compiled))
            if isinstance(own, Clash):
                yield _never(name, own)
                continue
            if isinstance(here, Clash):
                yield _never(name, here)
                continue
            words = frozenset(one.sql for one in compiled)
            yield from self._reached(name, choice, _Met(number, here, words), earlier)
            if not compiled:
                # What stands behind it is told by the form of the list.
                return
            earlier.append(_Met(number, own, words))

    def _reached(self, name: str, choice: Choice, mine: "_Met", earlier: Sequence["_Met"]) -> Iterator[Finding]:
        example = example_of_circumstances(mine.circumstances)
        same = next((one.number for one in earlier if one.words == mine.words), None)
        if same is not None:
            sentence = f"{name}的条件与第 {same} 项完全相同。例如：{example}，用的是第 {same} 项。"
            yield SAME_CONDITIONS.at(choice.span, sentence, SAME_CONDITIONS.instead + "。")
        elif not covered(mine.circumstances, [one.circumstances for one in earlier]):
            return
        elif not choice.conditions:
            sentence = f"{name}（其余情形）永远轮不到：不论怎样，前面总有一项成立，或者因为缺数而不知道。"
            way_out = "请对照原文核对前面几项；确实都列全了的，删去这一项。"
            yield BRANCH_COVERED.at(choice.span, sentence, way_out, severity=Severity.WARNING)
        else:
            alone = (one.number for one in earlier if covered(mine.circumstances, [one.circumstances]))
            number = next(alone, None)
            before = "前面几项中总有一项" if number is None else f"第 {number} 项"
            sentence = f"{name}永远轮不到：凡符合它的，{before}已经成立。例如：{example}。"
            yield BRANCH_COVERED.at(choice.span, sentence, "请把条件严的一项排在前面，或者改对这一项的条件。")

    def _together(self, conditions: Sequence[Expression]) -> Circumstances | Clash:
        self.looked.update(one.span for one in conditions)
        return together(conditions, self.meanings)

    def exceptions(self, by: str, variant: Variant) -> Iterator[Finding]:
        """Exceptions to one reward: each can apply, no two apply at once, and the reward is left something."""
        base = variant.conditions
        able: list[ExceptionRule] = []
        for one in variant.exceptions:
            self.looked.add(one.reward.span)
            own, here = self._together(one.conditions), self._together((*base, *one.conditions))
            name = f"例外“{one.reward.name}”"
            if isinstance(own, Clash):
                yield _never(name, own)
            elif isinstance(here, Clash):
                sentence = f"{name}与原{by}矛盾：{_clash_words(here)}"
                yield EXCEPTION_NEVER.at(here.condition.span, sentence, EXCEPTION_NEVER.instead + "。")
            else:
                able.append(one)
        for first, second in combinations(able, 2):
            yield from self._meeting(by, base, first, second)
        yield from self._left_over(by, variant, able)

    def _meeting(
        self, by: str, base: Sequence[Expression], first: ExceptionRule, second: ExceptionRule
    ) -> Iterator[Finding]:
        both = self._together((*first.conditions, *second.conditions, *base))
        if isinstance(both, Clash):
            return
        names = f"{by}的例外“{first.reward.name}”（{first.reward.span}）和“{second.reward.name}”"
        example = example_of_circumstances(both)
        if {one.sql for one in first.conditions} == {one.sql for one in second.conditions}:
            sentence = f"{names}条件完全相同。例如：{example}，用的总是前一个。"
            yield SAME_CONDITIONS.at(second.reward.span, sentence, SAME_CONDITIONS.instead + "。")
            return
        certain = self._is_free(base, (*first.conditions, *second.conditions))
        sentence = f"{names}{'会' if certain else '可能'}同时成立。例如：{example}，两个都符合，只按前一个算。"
        way_out = "请在其中一个例外的 when 里写明不含另一个，如 非 合并重组企业；两个都符合时另有规定的，再写一个例外。"
        severity = Severity.ERROR if certain else Severity.WARNING
        yield EXCEPTIONS_MEET.at(second.reward.span, sentence, way_out, severity=severity)

    def _is_free(self, base: Sequence[Expression], conditions: Sequence[Expression]) -> bool:
        """Tell whether conditions speak of columns that rest on different figures, none of them behind the base's.

        Then whatever they allow together does occur.
        """
        demands = [demand for one in conditions for demand in demands_of(one.operand)]
        if self.rules is None or not all(one.is_plain and one.figure.column is not None for one in demands):
            return False
        asked = columns_read(conditions)
        made = [one for one in columns_read(base) if one not in asked and one not in self.rules.table.names]
        roots = [_roots(self.rules, one) for one in asked]
        roots += [frozenset(root for one in made for root in _roots(self.rules, one))]
        return sum(len(one) for one in roots) == len(frozenset().union(*roots))

    def _left_over(self, by: str, variant: Variant, able: Sequence[ExceptionRule]) -> Iterator[Finding]:
        """A reward with an amount of its own that exceptions always replace."""
        base = self._together(variant.conditions)
        if variant.amount is None or not able or isinstance(base, Clash):
            return
        others = [self._together(one.conditions) for one in able]
        if not covered(base, [one for one in others if not isinstance(one, Clash)]):
            return
        names = "、".join(f"“{one.reward.name}”" for one in able)
        example = example_of_circumstances(base)
        sentence = f"{by}自己的金额永远用不上：凡符合它的，都归例外{names}。" + (
            f"例如：{example}。" if example else ""
        )
        yield BRANCH_COVERED.at(able[0].reward.span, sentence, "请核对例外的条件；确实如此的，把例外的金额写进原条。")


def branch_choices(branches: Sequence[Branch], span: Span | None) -> list[Choice]:
    """Return the cases of a column as choices."""
    return [Choice(one.if_, one.span or span) for one in branches]


def _never(by: str, clash: Clash) -> Finding:
    return NEVER_HOLDS.at(clash.condition.span, f"{by}：{_clash_words(clash)}", NEVER_HOLDS.instead + "。")


def _roots(rules: TableRules, name: str) -> frozenset[str]:
    """Return the figures that a column rests on: of its own table, and those gathered from others."""
    gathered = (key for key, _ in rules.gatherings_behind([name]))
    return frozenset((*rules.base_columns([name]), *gathered)) - frozenset(rules.table.key)


def _clash_words(clash: Clash) -> str:
    """The sentence of two conditions that contradict each other, with a value that meets only one."""
    said = clash.demand.said
    if clash.against is None:
        alone = clash.demand.values.is_empty
        return f"“{said}”永远不会成立。" if alone else f"“{said}”和前面几个条件不能同时成立。"
    example = example_of_demand(clash.against)
    return f"“{clash.against.said}”和“{said}”不能同时成立。例如：{example}，只合前一个。"
