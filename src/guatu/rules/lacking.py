"""What is lacking (缺什么): for a value that is unknown, the inputs that would have to be known first.

Only what is itself missing is followed down: a standard of another trade that is plainly not met hides nothing.
"""

from collections.abc import Iterable, Sequence

from guatu.pack import Classification, Qualification
from guatu.query import Step, literal, quote
from guatu.rules.row_steps import Given
from guatu.rules.rule_column import RuleColumn
from guatu.rules.table_rules import TableRules

_NONE = "CAST([] AS VARCHAR[])"


def lacks(name: str) -> str:
    """Return the name of the column that lists what a made column lacks, by labels; of a known value nothing."""
    return f"{name} lacks"


def lacking_steps(rules: TableRules, given: Given, wanted: Sequence[str], source: str) -> tuple[Step, ...]:
    """Return steps that add to `source` the column `NAME lacks` for the wanted made columns and all behind them."""
    levels: dict[int, list[str]] = {}
    for column in rules.behind(wanted):
        levels.setdefault(column.level, []).append(f"{_listed(column, rules, given)} AS {quote(lacks(column.name))}")
    steps: list[Step] = []
    for number, level in sorted(levels.items()):
        listed = ",\n  ".join(level)
        sql = f"SELECT *,\n  {listed}\nFROM {quote(source)}"
        name = f"{rules.table.name} lacks {number}"
        steps.append(Step(name, sql, (source,), f"{rules.table.label}：不知道的各缺什么，第 {number} 层"))
        source = name
    return tuple(steps)


def lacking_sql(columns: Iterable[str], rules: TableRules) -> str:
    """Return SQL of the list of what is lacking among some columns, over the last of `lacking_steps`."""
    made = {one.name for one in rules.columns}
    parts = []
    for name in columns:
        column = rules.table.column(name)
        if name in made:
            parts.append(quote(lacks(name)))
        elif column is not None:
            parts.append(f"CASE WHEN {quote(name)} IS NULL THEN [{literal(column.label)}] ELSE {_NONE} END")
    return f"list_sort(list_distinct(flatten([{', '.join(parts)}])))" if parts else _NONE


def _listed(column: RuleColumn, rules: TableRules, given: Given) -> str:
    absent = [gathering.table for _, gathering in column.gatherings if gathering.table.name not in given.columns]
    asked = isinstance(column.rule, Classification | Qualification) and column.rule.questions
    reason = f"（没有交{absent[0].label}）" if absent else "（口径未定）" if asked else ""
    label = f"{column.column.label}{reason}"
    inputs = _NONE if column.gatherings else lacking_sql(column.reads, rules)
    # Nothing is missing, and yet there is no value: outside all bands, a division by zero, a question that is open.
    listed = f"coalesce(nullif({inputs}, {_NONE}), [{literal(label)}])"
    return f"CASE WHEN {quote(column.name)} IS NULL THEN {listed} ELSE {_NONE} END"
