"""The rows of a table with the columns that rules make (计算列、分类、评分、资格条件): one pass, level after level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guatu.query import Step, TableSchema, quote
from guatu.rules.language.value_type import sql_type_of
from guatu.rules.rule_column import Gathering, RuleColumn
from guatu.rules.table_rules import TableRules

# The columns that any list shows beside a result, where the table has them.
IDENTITY = ("firm", "year", "name", "place", "park", "industry", "project", "loan", "applicant", "applied_on")
YEAR = "year"


@dataclass(frozen=True)
class Given:
    """The tables of a run with their columns, and which rows of the rule's table are meant.

    `gathered` False takes aggregates as columns of the table itself: so that a case can give them.
    """

    columns: Mapping[str, Mapping[str, str]]
    year: int | None = None
    where: str = "TRUE"
    gathered: bool = True

    def has(self, table: str, column: str) -> bool:
        """Tell whether a table was given with a column."""
        return column in self.columns.get(table, {})


def row_steps(rules: TableRules, given: Given, wanted: Sequence[str], *, keep: Sequence[str]) -> tuple[Step, ...]:
    """Return the steps that make the wanted columns and all they rest on; the last is named `TABLE columns`.

    Columns of the table that were not given are there and missing. `keep` names columns of the table to carry along.
    """
    needed = rules.behind(wanted)
    table = rules.table
    base = rules.base_columns(wanted)
    carried = [name for name in table.names if name in {*keep, *base, *table.key}]
    if not given.gathered:
        carried += [one.name for one in needed if one.gatherings and given.has(table.name, one.name)]
    steps = [_rows_step(table, given, carried)]
    levels: dict[int, list[str]] = {}
    if given.gathered:
        steps.extend(_joined_step(table, given, rules.gatherings_behind(wanted), steps[-1].name))
    for column in needed:
        select = column.select if _can_gather(column, given) else _ungathered(column)
        if column.gatherings and not given.gathered and given.has(table.name, column.name):
            continue
        levels.setdefault(column.level, []).append(select)
    source = steps[-1].name
    for number, level in sorted(levels.items()):
        name = f"{table.name} columns {number}"
        listed = ",\n  ".join(level)
        sql = f"SELECT *,\n  {listed}\nFROM {quote(source)}"
        steps.append(Step(name, sql, (source,), f"{table.label}：第 {number} 层计算列，{len(level)} 列"))
        source = name
    return tuple(steps)


def _rows_step(table: TableSchema, given: Given, names: Sequence[str]) -> Step:
    columns = ", ".join(_given_or_missing(name, table, given) for name in names)
    tests = [] if given.where == "TRUE" else [given.where]
    if given.year is not None and table.column(YEAR) is not None:
        tests.append(f"{quote(YEAR)} = {given.year}")
    where = f"\nWHERE {' AND '.join(tests)}" if tests else ""
    sql = f"SELECT {columns}\nFROM {quote(table.name)}{where}"
    return Step(f"{table.name} rows", sql, (table.name,), f"{table.label}：取规则要读的列")


def _given_or_missing(name: str, table: TableSchema, given: Given) -> str:
    column = table.column(name)
    if column is None or given.has(table.name, name):
        return quote(name)
    return f"CAST(NULL AS {column.type}) AS {quote(name)}"


def _can_gather(column: RuleColumn, given: Given) -> bool:
    """Tell whether the tables that a column is gathered from were given: without them nothing is known, not even 0."""
    tables = {gathering.table.name for _, gathering in column.gatherings}
    return not tables or (given.gathered and tables <= set(given.columns))


def _ungathered(column: RuleColumn) -> str:
    return f"CAST(NULL AS {sql_type_of(column.type)}) AS {quote(column.name)}"


def _joined_step(
    table: TableSchema, given: Given, gatherings: Sequence[tuple[str, Gathering]], source: str
) -> tuple[Step, ...]:
    """Join what is gathered, one subquery for each related table and each way of matching it."""
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[tuple[str, Gathering]]] = {}
    for key, gathering in gatherings:
        if gathering.table.name in given.columns:
            groups.setdefault((gathering.table.name, gathering.pairs), []).append((key, gathering))
    if not groups:
        return ()
    columns, joins = ["r.*"], []
    for number, ((_, pairs), members) in enumerate(groups.items(), start=1):
        alias = f"g{number}"
        columns.extend(f"{alias}.{quote(key)}" for key, _ in members)
        match = " AND ".join(f"{alias}.{quote(there)} = r.{quote(here)}" for there, here in pairs)
        joins.append(f"LEFT JOIN ({_gathered(given, pairs, members)}) AS {alias} ON {match}")
    sql = f"SELECT {', '.join(columns)}\nFROM {quote(source)} AS r\n" + "\n".join(joins)
    needs = (source, *dict.fromkeys(related for related, _ in groups))
    return (Step(f"{table.name} joined", sql, needs, f"{table.label}：并入 {len(gatherings)} 个汇总列"),)


def _gathered(given: Given, pairs: Sequence[tuple[str, str]], members: Sequence[tuple[str, Gathering]]) -> str:
    related = members[0][1].table
    keys = ", ".join(quote(there) for there, _ in pairs)
    rows = list(dict.fromkeys(gathering.rows for _, gathering in members))
    read = {name for _, gathering in members for name in gathering.reads}
    columns = ", ".join(_given_or_missing(one, related, given) for one in related.names if one in read)
    parts = ", ".join(f"{gathering.sql(filtered=len(rows) == 1)} AS {quote(key)}" for key, gathering in members)
    where = "" if "TRUE" in rows else f" WHERE {' OR '.join(rows)}"
    return f"SELECT {keys}, {parts} FROM (SELECT {columns} FROM {quote(related.name)}) AS s{where} GROUP BY {keys}"
