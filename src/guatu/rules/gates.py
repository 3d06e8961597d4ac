"""Gates (准入门槛): a newcomer's figures held to the average of existing peers."""

from guatu.domain import Span
from guatu.pack import Gate, GateTest
from guatu.query import TableSchema, quote
from guatu.rules.choosing import all_of
from guatu.rules.findings import UNKNOWN_COLUMN_WORD
from guatu.rules.language.arithmetic import divide
from guatu.rules.language.comparison import compare
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand
from guatu.rules.language.value_type import YES_NO
from guatu.rules.rule_column import Gathering, MadeValue, columns_read
from guatu.rules.scope import Scope


def gate_value(rule: Gate, scope: Scope) -> MadeValue | None:
    """Return whether a row is not below its peers' average in every test; unknown where there are too few peers."""
    who = scope.conditions(rule.who, rule.span)
    peers = scope.conditions(rule.peers, rule.span)
    pairs = _pairs(rule, scope.table, scope)
    if who is None or peers is None or pairs is None:
        return None
    rows = all_of([one.sql for one in peers])
    reads = tuple(dict.fromkeys((*columns_read(peers), *(pair[0] for pair in pairs))))
    counted = f"{rule.id} peers"
    gatherings = [(counted, Gathering(scope.table, pairs, rows, "count", "1", reads))]
    tests: list[Expression] = []
    for index, test in enumerate(rule.tests, start=1):
        made = _test(rule, test, f"{rule.id} {index}", scope)
        if made is None:
            return None
        expression, taken = made
        more = tuple(dict.fromkeys((*reads, *expression.columns)))
        gatherings.extend((key, Gathering(scope.table, pairs, rows, take, sql, more)) for key, take, sql in taken)
        tests.append(expression)
    holds = all_of([one.sql for one in tests])
    applies = "".join(f" AND {one.sql}" for one in who)
    sql = f"CASE WHEN coalesce({quote(counted)}, 0) >= {rule.fewest}{applies} THEN {holds} END"
    value = Operand(sql, YES_NO, said=rule.name)
    return MadeValue(value, columns_read((*who, *tests)), tuple(tests), tuple(gatherings))


def _test(
    rule: Gate, test: GateTest, key: str, scope: Scope
) -> tuple[Expression, tuple[tuple[str, str, str], ...]] | None:
    """Return the comparison with the peers' average, and what to gather for it: key, function and SQL."""
    over, under = scope.value(test.over, rule.span), scope.value(test.under, rule.span)
    if over is None or under is None:
        return None
    mine = scope.settle(divide(over.operand, under.operand), test.name, rule.span)
    if mine is None:
        return None
    average = quote(key)
    taken: tuple[tuple[str, str, str], ...] = ((key, "avg", mine.sql),)
    if rule.average == "ratio_of_sums":
        # Only peers with both figures: a project without land would lift the sum above and not the one below.
        both = f"{over.sql} IS NOT NULL AND {under.sql} IS NOT NULL"
        parts = {f"{key} over": over, f"{key} under": under}
        taken = tuple(
            (name, "sum", f"CASE WHEN {both} THEN {one.operand.as_double} END") for name, one in parts.items()
        )
        average = f"({quote(f'{key} over')} / NULLIF({quote(f'{key} under')}, 0))"
    peers = Operand(average, mine.type, said=f"现有同类项目平均{test.name}")
    found = scope.settle(compare(">=", mine, peers), test.name, rule.span)
    if found is None:
        return None
    return Expression(f"{test.name}不低于现有同类项目平均", found, columns_read((over, under)), rule.span), taken


def _pairs(rule: Gate, table: TableSchema, scope: Scope) -> tuple[tuple[str, str], ...] | None:
    pairs = []
    for word in rule.by:
        column = table.column(word)
        if column is None:
            span: Span | None = rule.span
            sentence = f"门槛“{rule.name}”按“{word}”分同类，而{table.label}没有这一列。"
            scope.findings.append(UNKNOWN_COLUMN_WORD.at(span, sentence, UNKNOWN_COLUMN_WORD.instead))
            return None
        pairs.append((column.name, column.name))
    return tuple(pairs)
