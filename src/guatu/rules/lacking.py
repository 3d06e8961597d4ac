"""What is lacking (缺什么): for a value that is unknown, the inputs that would have to be known first.

Only what is itself missing is followed down: a standard of another trade that is plainly not met hides nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from guatu.pack import Classification, Qualification
from guatu.query import Step, literal, quote
from guatu.rules.language.explanation import operand_text_sql
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand
from guatu.rules.row_steps import IDENTITY, Given
from guatu.rules.rule_column import RuleColumn
from guatu.rules.table_rules import TableRules

_NONE = "CAST([] AS VARCHAR[])"
_LONGEST_WAY = 600  # characters of SQL: of a longer one only the last column is asked, as ways through scores are many
_NO_REASON = "'无法计算（如除数为零、基数不是正数）'"


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


def missing_sql(conditions: Iterable[Expression], columns: Iterable[str], rules: TableRules) -> str:
    """Return SQL of why conditions or columns have no value: 缺 a、b, or a base that is not positive.

    It asks for no steps of its own, as a list of all awards is made in one pass.
    """
    ways = {name: [""] for name in columns}
    told: list[str] = []
    for one in conditions:
        told += _bases(one.operand, "", one.operand.said)
        _follow(one.operand, "", one.columns, ways)
    gathered: dict[str, str] = {}
    for made in reversed(rules.behind(ways)):
        # What stands before it has been followed already: a column is made after all that it reads.
        if made.name not in ways:
            continue
        here = f"({_any(ways[made.name])}{quote(made.name)} IS NULL)"
        if len(here) > _LONGEST_WAY:
            here = f"{quote(made.name)} IS NULL"
        if made.gatherings:
            gathered[made.name] = made.column.label
            for name in (name for _, one in made.gatherings for _, name in one.pairs):
                ways.setdefault(name, []).append(here)
        told += _bases(made.made.value, here, made.column.label)
        _follow(made.made.value, here, made.reads, ways)
    known = {one.name: one.label for one in rules.table.columns if one.name in ways and one.name not in IDENTITY}
    known |= gathered
    parts = [
        f"CASE WHEN {_any(ways[name])}{quote(name)} IS NULL THEN {literal(label)} END" for name, label in known.items()
    ]
    listed = f"'缺 ' || nullif(concat_ws('、', {', '.join(parts)}), '')" if parts else "NULL"
    return f"coalesce(nullif(concat_ws('；', {', '.join((listed, *dict.fromkeys(told)))}), ''), {_NO_REASON})"


def _follow(operand: Operand, here: str, names: Iterable[str], ways: dict[str, list[str]]) -> None:
    """Add to the ways by which columns leave a value open those through an operand; `here` is SQL of the way to it."""
    atoms = tuple(_atoms(operand))
    for name in names:
        for atom in (one for one in atoms if quote(name) in one.sql):
            # A part that is the whole, or the column itself, says nothing beyond what is asked already.
            open_here = "" if atom is operand or atom.sql == quote(name) else f"({atom.sql}) IS NULL"
            way = " AND ".join(filter(None, (here, open_here)))
            if way not in ways.setdefault(name, []):
                ways[name].append(way)


def _any(ways: Sequence[str]) -> str:
    """SQL that one of some ways is open, to stand before another condition; nothing where one is always open."""
    return "" if not all(ways) else f"({' OR '.join(ways)}) AND "


def _atoms(operand: Operand) -> Iterator[Operand]:
    """Yield the smallest parts of an operand of which each may be what is missing."""
    parts = (*operand.parts, *operand.either, *_pair(operand))
    if operand.denied is not None:
        parts = (operand.denied,)
    if not parts:
        yield operand
    for part in parts:
        yield from _atoms(part)


def _pair(operand: Operand) -> tuple[Operand, ...]:
    if operand.sides is not None:
        return operand.sides.left, operand.sides.right
    # A column that is a quotient was made before, and is followed from there.
    return (operand.quotient.over, operand.quotient.under) if operand.quotient and operand.column is None else ()


def _bases(operand: Operand, here: str, said: str) -> Iterator[str]:
    """Yield SQL of the sentence on each base (基数、除数) over which nothing can be computed."""
    for part in (*operand.parts, *operand.either, *_pair(operand)):
        yield from _bases(part, here, part.said)
    if operand.quotient is None or operand.column is not None:
        return
    under = operand.quotient.under
    words = f"{literal(f'{under.said}为 ')} || {operand_text_sql(under)} || {literal(f'，算不出{said}')}"
    sign = "<=" if operand.quotient.is_growth else "="
    test = " AND ".join(filter(None, (here, f"{under.sql} {sign} 0")))
    yield f"CASE WHEN {test} THEN {words} END"
