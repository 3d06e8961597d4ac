"""Classes, scores and qualifications (分类、评分、资格条件、准入门槛) of every row, and what the unknown ones lack."""

from dataclasses import dataclass

from guatu.query import Program, Step, quote
from guatu.rules.lacking import lacking_steps, lacks
from guatu.rules.row_steps import IDENTITY, Given, row_steps
from guatu.rules.rule_column import ColumnKind, RuleColumn
from guatu.rules.table_rules import TableRules

CLASSED_KINDS = (ColumnKind.CLASS, ColumnKind.QUALIFICATION, ColumnKind.GATE, ColumnKind.SCORE)


@dataclass(frozen=True)
class ClassProgram:
    """A program with one output, `name`.

    It has the columns `shown`, and for each of `columns` the value under its id and `ID lacks`, the list of what has to
    be known first.
    """

    program: Program
    name: str
    shown: tuple[str, ...]
    columns: tuple[RuleColumn, ...]


def class_program(rules: TableRules, given: Given) -> ClassProgram:
    """Return the program that classifies every row of a table, in one pass."""
    columns = tuple(one for kind in CLASSED_KINDS for one in rules.columns if one.kind is kind)
    wanted = tuple(one.name for one in columns)
    keep = [name for name in IDENTITY if rules.table.column(name) is not None]
    steps = list(row_steps(rules, given, wanted, keep=keep))
    steps.extend(lacking_steps(rules, given, wanted, steps[-1].name))
    shown = tuple(name for name in rules.table.names if name in {*rules.table.key, *keep})
    listed = ",\n  ".join([*map(quote, shown), *(quote(word) for one in wanted for word in (one, lacks(one)))])
    name = f"{rules.table.name} classes"
    sql = f"SELECT {listed}\nFROM {quote(steps[-1].name)}"
    because = f"{rules.table.label}：{len(columns)} 项分类、资格和评分"
    steps.append(Step(name, sql, (steps[-1].name,), because))
    return ClassProgram(Program(tuple(steps), (name,), {name: rules.table.key}), name, shown, columns)
