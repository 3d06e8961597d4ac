"""Expressions (表达式): one sentence of a pack, compiled to SQL over the columns of one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ParseError

from guatu.domain import Finding, Span
from guatu.query import Measure, TableSchema
from guatu.rules.language.findings import AMBIGUOUS, SYNTAX, TOO_LARGE, WRONG_RESULT
from guatu.rules.language.operand import Fault, Operand
from guatu.rules.language.parameter import Term
from guatu.rules.language.tree import TreeReader, is_too_deep
from guatu.rules.language.value_type import Sort, ValueType, shared_dimension, type_of_measure
from guatu.rules.language.words import Words, read_words

_DIALECT = DuckDB()


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: the author's text, what it became, the names of the columns it reads, and its place.

    Its value is yes, no or unknown (TRUE, FALSE, NULL), or a number, text or day that may be missing.
    """

    text: str
    operand: Operand
    columns: tuple[str, ...]
    span: Span | None = None

    @property
    def sql(self) -> str:
        """Its SQL."""
        return self.operand.sql

    @property
    def type(self) -> ValueType:
        """What it measures and how exact it is."""
        return self.operand.type


def compile_expression(
    text: str,
    table: TableSchema,
    span: Span | None,
    *,
    parameters: Mapping[str, Term] | None = None,
    expect: Measure | None = None,
) -> tuple[Expression | None, tuple[Finding, ...]]:
    """Return an expression over a table's columns, or the findings that say what is wrong with it.

    `expect` is what the result must be: YES_NO for a condition, MONEY for an amount.

    >>> from guatu.query import FIRM_PERIODS
    >>> expression, findings = compile_expression("营业收入 >= 2000万元", FIRM_PERIODS, None)
    >>> expression.sql
    '("revenue" >= 20000000)'
    """
    try:
        found = _compile(text, table, parameters or {}, expect)
    except RecursionError:
        found = [Fault(TOO_LARGE, "表达式嵌套太深。", "拆成几条条件分别写。")]
    if isinstance(found, list):
        # A word that is wrong in three places is one mistake, shown where it comes first.
        once = {(fault.code.code, fault.sentence): fault for fault in reversed(found)}
        faults = sorted(once.values(), key=lambda fault: fault.at)
        return None, tuple(fault.finding(text, span) for fault in faults)
    operand, columns = found
    return Expression(text, operand, columns, span), ()


def _compile(
    text: str, table: TableSchema, parameters: Mapping[str, Term], expect: Measure | None
) -> tuple[Operand, tuple[str, ...]] | list[Fault]:
    for name in parameters:
        if table.column(name) is not None:
            sentence = f"参数“{name}”与“{table.label}”的列重名。"
            return [Fault(AMBIGUOUS, sentence, f"给参数换一个名字，例如 {name}标准。")]
    words = read_words(text, table, parameters)
    if words.faults:
        return words.faults
    tree = _parse(words)
    if isinstance(tree, Fault):
        return [tree]
    reader = TreeReader(words, [])
    operand = reader.operand(tree)
    if operand is not None and expect is not None and (fault := _unexpected(operand, expect)) is not None:
        reader.faults.append(fault)
    if operand is None or reader.faults:
        return reader.faults
    names = (one.column.name for one in words.operands if one.column is not None)
    return operand, tuple(dict.fromkeys(names))


def _parse(words: Words) -> exp.Expr | Fault:
    try:
        # Into a condition, not a statement: a statement would take a stray word for an alias.
        trees = _DIALECT.parser().parse_into(exp.Condition, words.tokens, words.plain.text)
    except ParseError as error:
        column = error.errors[0].get("col") if error.errors else None
        return _syntax_fault(words, words.plain.place(max(int(column or 1) - 1, 0)))
    tree = trees[0] if len(trees) == 1 else None
    if tree is None:
        return _syntax_fault(words, 0)
    if is_too_deep(tree):
        return Fault(TOO_LARGE, "表达式嵌套太深，或一串条件太长。", "拆成几条条件；同一列对许多值时用 in (…)。")
    return tree


def _syntax_fault(words: Words, at: int) -> Fault:
    opened = sum(token.text == "(" for token in words.tokens)
    closed = sum(token.text == ")" for token in words.tokens)
    if opened != closed:
        sentence = f"左括号有 {opened} 个，右括号有 {closed} 个。"
        return Fault(SYNTAX, sentence, "补上少的括号，或去掉多的。", at)
    sentence = "这里前后少了一个值或一个运算符。"
    way_out = "检查运算符两边是不是都有列或数；数字里不写千分位逗号；case 要以 end 结束。"
    return Fault(SYNTAX, sentence, way_out, at)


def _unexpected(operand: Operand, expect: Measure) -> Fault | None:
    wanted = type_of_measure(expect)
    if wanted.sort is operand.type.sort:
        sides = (wanted.dimension, None), (operand.type.dimension, operand.constant)
        if wanted.sort is not Sort.NUMBER or shared_dimension(*sides) is not None:
            return None
    if wanted.sort is Sort.YES_NO:
        way_out = f"写完整的判断，例如 {operand.said} >= 某个值。"
        return Fault(WRONG_RESULT, f"这里要一个条件，而{operand.named}不是。", way_out, operand.at)
    sentence = f"这里的结果要是{wanted.word}，而{operand.named}不是。"
    return Fault(WRONG_RESULT, sentence, f"改成结果为{wanted.word}的算式。", operand.at)
