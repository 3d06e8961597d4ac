"""Aggregates (汇总列): what belongs to a firm, gathered from a related table and joined to its row."""

from collections.abc import Mapping

from guatu.pack import Aggregate
from guatu.query import TableSchema, quote
from guatu.rules.choosing import all_of
from guatu.rules.findings import UNKNOWN_COLUMN_WORD, UNKNOWN_RULE_TABLE
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand
from guatu.rules.language.parameter import Term
from guatu.rules.language.value_type import YES_NO, Digits, Sort, ValueType
from guatu.rules.rule_column import Gathering, MadeValue, columns_read
from guatu.rules.scope import Scope

_COUNT = ValueType(Sort.NUMBER, "count", Digits(10, 0))
_FIRM = "firm"
_WHOLE = 16  # digits before the point of one firm's sum: more money than there is


def aggregate_value(rule: Aggregate, scope: Scope, tables: Mapping[str, TableSchema]) -> MadeValue | None:
    """Return what an aggregate gathers from its table, or None with findings."""
    table = tables.get(rule.table)
    if table is None:
        sentence = f"汇总列“{rule.name}”要的表“{rule.table}”没有。"
        scope.findings.append(UNKNOWN_RULE_TABLE.at(rule.span, sentence, f"可用的表：{'、'.join(tables)}。"))
        return None
    there = Scope(table, scope.moment, _plain_terms(scope), scope.findings)
    where = there.conditions(rule.where, rule.span)
    of = there.value(rule.of, rule.span) if rule.of is not None else None
    pairs = _pairs(rule, scope.table, table, scope)
    if where is None or pairs is None or (rule.of is not None and of is None):
        return None
    reads = tuple(dict.fromkeys((*columns_read((*where, of)), *(pair[0] for pair in pairs))))
    rows = all_of([one.sql for one in where])
    take, value_sql, value_type = _taken(rule, of)
    key = f"{rule.id} gathered"
    made = Gathering(table, pairs, rows, take, value_sql, reads)
    value = Operand(_value_sql(quote(key), rule, value_type), value_type, said=rule.name)
    return MadeValue(value, (), (), ((key, made),))


def _plain_terms(scope: Scope) -> dict[str, Term]:
    """Return the terms that are no columns of the table: run values and parameters."""
    return {name: term for name, term in scope.terms.items() if term.operand(0, name).column is None}


def _pairs(rule: Aggregate, here: TableSchema, there: TableSchema, scope: Scope) -> tuple[tuple[str, str], ...] | None:
    pairs = []
    for word in rule.by or (_FIRM,):
        mine, other = here.column(word), there.column(word)
        if mine is None or other is None:
            lacking = here.label if mine is None else there.label
            sentence = f"汇总列“{rule.name}”按“{word}”对应，而{lacking}没有这一列。"
            scope.findings.append(UNKNOWN_COLUMN_WORD.at(rule.span, sentence, UNKNOWN_COLUMN_WORD.instead))
            return None
        pairs.append((other.name, mine.name))
    return tuple(pairs)


def _taken(rule: Aggregate, of: Expression | None) -> tuple[str, str, ValueType]:
    """Return the aggregate's function, the SQL it is of, and the type of what it gives."""
    if rule.take in ("count", "any") or of is None:
        return "count", "1", YES_NO if rule.take == "any" else _COUNT
    sort, dimension, digits = of.type.sort, of.type.dimension, of.type.digits
    if rule.take == "sum":
        wide = None if digits is None else Digits(_WHOLE, digits.scale)
        return "sum", of.sql, ValueType(sort, dimension, wide)
    if rule.take == "average":
        return "avg", of.operand.as_double, ValueType(sort, dimension)
    return rule.take, of.sql, of.type


def _value_sql(joined: str, rule: Aggregate, value_type: ValueType) -> str:
    """Return SQL of the value after the join: what was gathered, or what it means that there was no row."""
    if rule.take == "any":
        return f"CASE WHEN {joined} > 0 THEN TRUE {'ELSE FALSE ' if rule.complete else ''}END"
    if rule.take == "count":
        return f"coalesce({joined}, 0)" if rule.complete else f"NULLIF({joined}, 0)"
    if rule.take == "sum":
        digits = value_type.digits
        total = joined if digits is None else f"CAST({joined} AS DECIMAL({digits.width}, {digits.scale}))"
        return f"coalesce({total}, 0)" if rule.complete else total
    return joined
