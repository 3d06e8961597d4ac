"""Telling (说明): why a row was awarded, refused or left open, with the values that decided and how far it is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guatu.query import Column, literal, quote
from guatu.rules.language.atoms import column_operand
from guatu.rules.language.explanation import MISSING_WORD, operand_text_sql
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand, Sides
from guatu.rules.language.value_type import Sort
from guatu.rules.rewards import RewardRule, Variant
from guatu.rules.row_steps import IDENTITY
from guatu.rules.rule_column import columns_read
from guatu.rules.table_rules import TableRules

SIGN_WORDS = {">": "大于", ">=": "不低于", "<": "小于", "<=": "不超过", "=": "为", "<>": "不为"}
_STRICT_WORDS = {">": "正好等于，须超过", "<": "正好等于，须低于"}


def condition_words(condition: Expression) -> str:
    """Return a condition as the plan says it, on one line."""
    return " ".join(condition.text.split())


def gap_operand(sides: Sides) -> Operand | None:
    """Return how far a comparison is from holding, in the unit of its sides; None where a distance means nothing."""
    left, right = sides.left, sides.right
    if not left.type.is_number or sides.sign in ("=", "<>"):
        return None
    first, second = (right, left) if sides.sign in (">", ">=") else (left, right)
    value_type = left.type if left.type.dimension != "number" else right.type
    if value_type.dimension == "ratio":
        value_type = type(value_type)(Sort.NUMBER, "points")
        return Operand(f"({first.as_double} - {second.as_double})", value_type)
    exact = left.is_exact and right.is_exact
    sql = f"({first.sql} - {second.sql})" if exact else f"({first.as_double} - {second.as_double})"
    return Operand(sql, value_type if exact else type(value_type)(Sort.NUMBER, value_type.dimension))


def failed_sql(condition: Expression, rules: TableRules) -> str:
    """Return SQL of why a condition does not hold: the values compared and the distance."""
    words = literal(condition_words(condition))
    sides = condition.operand.sides
    if sides is None:
        values = values_sql(condition.columns, rules)
        return f"{words} || '，不成立'" + (f" || {values}" if values else "")
    gap = gap_operand(sides)
    found = f"'实为 ' || coalesce({operand_text_sql(sides.left)}, '{MISSING_WORD}')"
    told = f"{words} || '：' || {found}"
    if sides.right.constant is None:
        asked = f"coalesce({operand_text_sql(sides.right)}, '{MISSING_WORD}')"
        told += f" || '，要求' || {literal(SIGN_WORDS[sides.sign])} || {asked}"
    if gap is not None:
        distance = f"'，差 ' || coalesce({operand_text_sql(gap)}, '{MISSING_WORD}')"
        if sides.sign in _STRICT_WORDS:
            # On the threshold itself the distance is nothing, and yet the row fails.
            distance = (
                f"CASE WHEN round({gap.as_double}, 9) = 0 THEN '，{_STRICT_WORDS[sides.sign]}' ELSE {distance} END"
            )
        told += f" || {distance}"
    return told


def missing_sql(columns: Sequence[str], rules: TableRules) -> str:
    """Return SQL of the list of what is missing (缺什么) among the inputs behind some columns."""
    base = [rules.table.column(name) for name in rules.base_columns(columns)]
    made = [one.column for one in rules.behind(columns) if one.gatherings]
    known: list[Column] = [one for one in base if one is not None and one.name not in IDENTITY] + made
    parts = [f"CASE WHEN {quote(one.name)} IS NULL THEN {literal(one.label)} END" for one in known]
    listed = f"concat_ws('、', {', '.join(parts)})" if parts else "''"
    return f"CASE WHEN {listed} = '' THEN '无法计算（如除数为零、基数不是正数）' ELSE '缺 ' || {listed} END"


def values_sql(columns: Sequence[str], rules: TableRules, mark: str = "：") -> str:
    """Return SQL of columns with their values, behind a mark: `：主营业务收入=1亿元，…`; of none, an empty text."""
    operands = [one for one in (operand_of(name, rules) for name in columns) if one is not None]
    parts = [f"{literal(one.said + '=')} || coalesce({operand_text_sql(one)}, '{MISSING_WORD}')" for one in operands]
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
            missing = missing_sql([one for each in other.conditions for one in each.columns], self.rules)
            yield f"WHEN {met} IS NULL THEN '是否适用“' || {name} || '”不知道，' || {missing}"
            if other.open_questions:
                yield f"WHEN {met} THEN {name} || '：' || {self._open(other.open_questions)}"
            elif other.amount is None:
                yield f"WHEN {met} THEN '属于例外，不予兑现：' || {name}"

    def _unknown(self, condition: Expression) -> str:
        return f"{literal(condition_words(condition))} || '：' || {missing_sql(condition.columns, self.rules)}"

    def _missing_amount(self, variant: Variant) -> str:
        return missing_sql([name for one in variant.amounts for name in one.reads], self.rules)

    def _open(self, questions: Sequence[str]) -> str:
        words = "；".join(self.questions.get(one, one) for one in questions)
        return literal(f"口径未定：{words}")

    def _values(self, variant: Variant) -> str:
        """SQL of the figures behind an amount, each with its name."""
        figures = [name for one in variant.amounts for name in one.reads]
        names = dict.fromkeys((*columns_read(variant.when), *figures))
        return values_sql(tuple(names), self.rules) or "''"

    def _cap(self, mark: str) -> str:
        return f"CASE WHEN {quote(f'{mark} capped')} THEN '，已到上限' ELSE '' END"
