"""Telling (说明): why a row was awarded, refused or left open, with the values that decided and how far it is."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guatu.query import literal, quote
from guatu.rules.distances import SIGN_WORDS, gap_of_sides, is_ordered, leaves, turned, value_text
from guatu.rules.lacking import missing_sql
from guatu.rules.language.atoms import column_operand
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand
from guatu.rules.rewards import RewardRule, Variant
from guatu.rules.rule_column import columns_read
from guatu.rules.table_rules import TableRules

# What stands in quotes is a value and stays; of the rest signs are written as on paper.
_SIGNS = re.compile(r"'[^']*'|\"[^\"]*\"|>=|<=|<>|!=")
_PAPER_SIGNS = {">=": "≥", "<=": "≤", "<>": "≠", "!=": "≠"}


def condition_text(text: str) -> str:
    """Return a condition as an official reads it, on one line and with the signs of paper: `收入 ≥ 1亿元`."""
    return _SIGNS.sub(lambda found: _PAPER_SIGNS.get(found[0], found[0]), " ".join(text.split()))


def condition_words(condition: Expression) -> str:
    """Return a compiled condition as an official reads it."""
    return condition_text(condition.text)


def failed_sql(condition: Expression, rules: TableRules) -> str:
    """Return SQL of why a condition does not hold: the values compared and the distance."""
    words = literal(condition_words(condition))
    sides = turned(condition.operand)
    if sides is None:
        values = values_sql(condition.columns, rules, compared=(condition,))
        return f"{words} || '，不成立'" + (f" || {values}" if values else "")
    told = f"{words} || '：实为 ' || {value_text(sides.left, sides.right)}"
    if sides.right.constant is None:
        told += f" || '，要求' || {literal(SIGN_WORDS[sides.sign])} || {value_text(sides.right, sides.left)}"
    return f"{told} || '，' || {gap_of_sides(sides)}" if is_ordered(sides) else told


def values_sql(
    columns: Sequence[str], rules: TableRules, mark: str = "：", *, compared: Iterable[Expression] = ()
) -> str:
    """Return SQL of columns with their values, behind a mark: `：主营业务收入=1亿元，…`; of none, an empty text.

    Of a rate that one of the `compared` conditions looks at it shows on which side of what is asked it stands.
    """
    operands = [one for one in (operand_of(name, rules) for name in columns) if one is not None]
    sides = [turned(leaf) for one in compared for leaf in leaves(one.operand)]
    against = {one.left.column.name: one.right for one in sides if one is not None and one.left.column is not None}
    parts = [
        f"{literal(one.said + '=')} || {value_text(one, against.get(one.column.name) if one.column else None)}"
        for one in operands
    ]
    return f"'{mark}' || " + " || '，' || ".join(parts) if parts else ""


def operand_of(name: str, rules: TableRules) -> Operand | None:
    """Return a column of the table, or one that a rule made, as an operand under its label."""
    made = rules.column(name)
    if made is not None and made.name == name:
        return Operand(quote(name), made.type, said=made.column.label, column=made.column)
    column = rules.table.column(name)
    return None if column is None else column_operand(column, 0, column.label)


@dataclass(frozen=True)
class Teller:
    """Writes SQL of sentences over the levels on which rewards are judged.

    `test` gives the column of a condition, `refused` is SQL of rows that may not be used, `questions` the words of the
    questions by their ids.
    """

    rules: TableRules
    test: Callable[[Expression], str]
    refused: str
    questions: Mapping[str, str]

    def because(self, rule: RewardRule, same: str) -> str:
        """Return SQL of the sentence that says what decided a reward on a row.

        `same` is SQL of whether all open readings agree on it, or an empty text where there is only one.
        """
        variant, mark = rule.variants[0], f"{rule.id} 1"
        branches = [f"WHEN {self.refused} THEN '这一行的数取自统计调查，不得用于兑现'"] if self.refused else []
        if same:
            branches.append(f"WHEN NOT coalesce({same}, FALSE) THEN {self._open(rule.asked)}")
        for one in variant.conditions:
            branches.append(f"WHEN NOT {self.test(one)} THEN {failed_sql(one, self.rules)}")
        for one in variant.conditions:
            branches.append(f"WHEN {self.test(one)} IS NULL THEN {self._unknown(one)}")
        branches.extend(self._exceptions(variant, mark))
        paid = quote(f"{mark} sum")
        branches.append(f"WHEN {paid} IS NULL THEN '算不出金额，' || {self._missing_amount(variant)}")
        branches.append(f"WHEN {paid} = 0 THEN '条件成立，但金额为零' || {self._values(variant)}")
        last = self._open(rule.open_questions) if rule.open_questions else f"'条件全部成立' || {self._values(variant)}"
        told = f"CASE {' '.join(branches)} ELSE {last} || {self._cap(mark)} END"
        return f"{told} AS {quote(f'{rule.id} because')}"

    def _exceptions(self, variant: Variant, mark: str) -> Iterator[str]:
        for index, other in enumerate(variant.exceptions, start=1):
            met, name = quote(f"{mark} e{index}"), literal(other.reward.name)
            missing = missing_sql(other.conditions, (), self.rules)
            yield f"WHEN {met} IS NULL THEN '是否适用“' || {name} || '”不知道，' || {missing}"
            if other.open_questions:
                yield f"WHEN {met} THEN {name} || '：' || {self._open(other.open_questions)}"
            elif other.amount is None:
                yield f"WHEN {met} THEN '属于例外，不予兑现：' || {name}"

    def _unknown(self, condition: Expression) -> str:
        return f"{literal(condition_words(condition))} || '：' || {missing_sql((condition,), (), self.rules)}"

    def _missing_amount(self, variant: Variant) -> str:
        return missing_sql((), [name for one in variant.amounts for name in one.reads], self.rules)

    def _open(self, questions: Sequence[str]) -> str:
        words = "；".join(self.questions.get(one, one).rstrip("。；") for one in questions)
        return literal(f"口径未定：{words}")

    def _values(self, variant: Variant) -> str:
        """SQL of the figures behind an amount, each with its name."""
        figures = [name for one in variant.amounts for name in one.reads]
        names = dict.fromkeys((*columns_read(variant.when), *figures))
        return values_sql(tuple(names), self.rules, compared=variant.conditions) or "''"

    def _cap(self, mark: str) -> str:
        return f"CASE WHEN {quote(f'{mark} capped')} THEN '，已到上限' ELSE '' END"
