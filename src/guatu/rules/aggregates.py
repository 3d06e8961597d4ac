"""Aggregates (汇总列): what belongs to a firm, gathered from a related table and joined to its row."""

from collections.abc import Mapping, Sequence

from guatu.pack import Aggregate
from guatu.query import Provenance, TableSchema, literal, quote
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
PROVENANCE = "provenance"
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
    take, value_sql, value_type = _taken(rule, of)
    rows, doubts = _rows_and_doubts(rule, table, where, of)
    own = (PROVENANCE,) if table.column(PROVENANCE) is not None else ()
    reads = tuple(dict.fromkeys((*columns_read((*where, of)), *(pair[0] for pair in pairs), *own)))
    key = f"{rule.id} gathered"
    gatherings = [(key, Gathering(table, pairs, rows, take, value_sql, reads))]
    for number, (doubtful, counted) in enumerate(doubts, start=1):
        gatherings.append((f"{rule.id} doubt {number}", Gathering(table, pairs, doubtful, "count", counted, reads)))
    open_sql = " OR ".join(f"{quote(name)} > 0" for name, _ in gatherings[1:])
    value = Operand(_value_sql(quote(key), rule, value_type, open_sql), value_type, said=rule.name)
    return MadeValue(value, (), (), tuple(gatherings))


def _rows_and_doubts(
    rule: Aggregate, table: TableSchema, where: Sequence[Expression], of: Expression | None
) -> tuple[str, list[tuple[str, str]]]:
    """Return SQL of the rows that are meant, and what makes the result doubtful: SQL of rows and of what to count.

    A row of which nobody knows whether it is meant may be one; a row that is meant and has no figure is no zero; and
    what was reported for statistics may not be used, nor taken for absent.
    """
    meant = all_of([one.sql for one in where])
    unsure = [f"({meant}) IS NULL"] if _may_be_blank(table, columns_read(where)) else []
    rows = meant
    if table.column(PROVENANCE) is not None:
        refused = f"{quote(PROVENANCE)} = {literal(Provenance.STATISTICS)}"
        rows = f"({meant} AND NOT coalesce({refused}, FALSE))"
        unsure.append(f"({meant} AND {refused})")
    doubts = [(f"({' OR '.join(unsure)})", "1")] if unsure else []
    if of is not None and rule.take not in ("count", "any") and _may_be_blank(table, of.columns):
        doubts.append((rows, f"CASE WHEN {of.sql} IS NULL THEN 1 END"))
    return rows, doubts


def _may_be_blank(table: TableSchema, names: Sequence[str]) -> bool:
    """Tell whether one of some columns may be blank in a row that was read."""
    return any(column is not None and not column.required for column in map(table.column, names))


def is_doubt(key: str) -> bool:
    """Tell whether a gathering counts rows that leave an aggregate open."""
    return " doubt " in key


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


def _value_sql(joined: str, rule: Aggregate, value_type: ValueType, doubt: str) -> str:
    """Return SQL of the value after the join: what was gathered, or what it means that there was no row.

    `doubt` is SQL of whether a row leaves it open; what was surely found is there whatever else may be.
    """
    if rule.take == "any":
        doubtful = f"WHEN {doubt} THEN NULL " if doubt else ""
        return f"CASE WHEN {joined} > 0 THEN TRUE {doubtful}{'ELSE FALSE ' if rule.complete else ''}END"
    found = joined
    if rule.take == "count":
        found = f"coalesce({joined}, 0)" if rule.complete else f"NULLIF({joined}, 0)"
    elif rule.take == "sum":
        digits = value_type.digits
        total = joined if digits is None else f"CAST({joined} AS DECIMAL({digits.width}, {digits.scale}))"
        found = f"coalesce({total}, 0)" if rule.complete else total
    return f"CASE WHEN {doubt} THEN NULL ELSE {found} END" if doubt else found
