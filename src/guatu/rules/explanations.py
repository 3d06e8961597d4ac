"""Explanations (逐条说明): one clause on one row, condition by condition, with the values compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from guatu.domain import Span
from guatu.query import Program, Step, quote
from guatu.rules.book import TableRules
from guatu.rules.language.explanation import operand_text_sql
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand
from guatu.rules.rewards import RewardRule, Variant
from guatu.rules.row_steps import Given, row_steps
from guatu.rules.telling import SIGN_WORDS, condition_words, gap_operand, missing_sql, operand_of, values_sql


@dataclass(frozen=True, slots=True)
class ExplainedCondition:
    """One condition on one row: where it stands, whether it holds, the values compared, and how far it is.

    `part` is 对象, 条件, or the name of an exception; `holds` is None where it is not known.
    """

    part: str
    text: str
    holds: bool | None
    found: str
    asked: str
    gap: str
    span: Span | None = None


@dataclass(frozen=True)
class ExplanationProgram:
    """The program that explains a reward on the rows that `given` leaves, and the conditions it speaks of."""

    program: Program
    name: str
    lines: tuple[tuple[str, Expression], ...]
    figures: tuple[str, ...]

    def conditions(self, row: Mapping[str, object]) -> tuple[ExplainedCondition, ...]:
        """Return the conditions of one result row."""
        return tuple(self._condition(number, row) for number in range(len(self.lines)))

    def values(self, row: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
        """Return the figures that the amount is computed from, with their values in words."""
        return tuple((label, str(row[f"figure {label}"])) for label in self.figures)

    def _condition(self, number: int, row: Mapping[str, object]) -> ExplainedCondition:
        part, one = self.lines[number]
        truth = row[f"{number} holds"]
        sides = one.operand.sides
        asked = "" if sides is None else f"{SIGN_WORDS[sides.sign]} {row[f'{number} asked']}"
        holds = None if truth is None else bool(truth)
        gap = "" if holds is not False else str(row[f"{number} gap"] or "")
        return ExplainedCondition(
            part, condition_words(one), holds, str(row[f"{number} found"]), asked, gap, span=one.span
        )


def explanation_program(rules: TableRules, rule: RewardRule, given: Given) -> ExplanationProgram:
    """Return the program that explains a reward; of open readings the first is explained."""
    variant = rule.variants[0]
    lines = tuple(_lines(variant))
    figures = _figures(variant, rules)
    steps = row_steps(rules, given, rule.reads, keep=())
    columns = [column for number, (_, one) in enumerate(lines) for column in _columns(number, one, rules)]
    columns += [f"coalesce({operand_text_sql(one)}, '缺') AS {quote(f'figure {one.said}')}" for one in figures]
    keys = [quote(name) for name in rules.table.key]
    listed = ",\n  ".join((*keys, *columns))
    name = f"{rules.table.name} explained"
    last = Step(
        name, f"SELECT {listed}\nFROM {quote(steps[-1].name)}", (steps[-1].name,), f"{rule.reward.name}：逐条说明"
    )
    return ExplanationProgram(Program((*steps, last), (name,)), name, lines, tuple(one.said for one in figures))


def _lines(variant: Variant) -> list[tuple[str, Expression]]:
    lines = [("对象", one) for one in variant.who] + [("条件", one) for one in variant.when]
    for other in variant.exceptions:
        lines.extend((f"例外：{other.reward.name}", one) for one in other.conditions)
    return lines


def _figures(variant: Variant, rules: TableRules) -> list[Operand]:
    names = dict.fromkeys(name for one in variant.amounts for name in one.reads)
    return [one for one in (operand_of(name, rules) for name in names) if one is not None]


def _columns(number: int, condition: Expression, rules: TableRules) -> list[str]:
    """SQL of one condition's truth, what was found, what is asked, and the distance."""
    sides = condition.operand.sides
    if sides is None:
        found, asked = values_sql(condition.columns, rules, mark="") or "''", "''"
        gap = None
    else:
        found = f"coalesce({operand_text_sql(sides.left)}, {missing_sql(condition.columns, rules)})"
        asked, gap = f"coalesce({operand_text_sql(sides.right)}, '缺')", gap_operand(sides)
    distance = "''" if gap is None else f"coalesce({operand_text_sql(gap)}, '')"
    texts = {"holds": condition.sql, "found": found, "asked": asked, "gap": distance}
    return [f"{sql} AS {quote(f'{number} {word}')}" for word, sql in texts.items()]
