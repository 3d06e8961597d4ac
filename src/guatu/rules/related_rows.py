"""The rows behind an aggregate (汇总依据): the fairs that were counted, the titles that were found."""

from collections.abc import Sequence
from dataclasses import dataclass

from guatu.query import Results, Step, TableSchema, literal, quote
from guatu.rules.aggregates import is_doubt
from guatu.rules.language.explanation import value_text_sql
from guatu.rules.row_steps import Given
from guatu.rules.rule_column import Gathering
from guatu.rules.settling import columns_behind
from guatu.rules.table_rules import TableRules

MOST_ROWS = 20
_SHOWN_AFTER = ("document", "source")


@dataclass(frozen=True)
class RelatedRows:
    """A step whose rows are those of one related table that aggregates look at; `marks` say which look at which."""

    step: Step
    columns: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]

    def read(self, results: Results) -> dict[str, tuple[str, ...]]:
        """Return the rows in words by the label of the aggregate that looks at them."""
        found: dict[str, list[str]] = {label: [] for _, label in self.marks}
        for row in results.rows(self.step.name):
            words = "，".join(str(row[name]) for name in self.columns if row[name] is not None)
            for mark, label in self.marks:
                if row[mark]:
                    found[label].append(words)
        return {label: tuple(rows) for label, rows in found.items()}


def related_rows(rules: TableRules, reads: Sequence[str], given: Given, subject: str) -> tuple[RelatedRows, ...]:
    """Return a step for each related table that is matched by the subject alone: at most MOST_ROWS rows each."""
    labels = {key: one.column.label for one in columns_behind(reads, rules) for key, _ in one.gatherings}
    groups: dict[tuple[str, str], list[tuple[str, Gathering]]] = {}
    for key, gathering in rules.gatherings_behind(reads):
        here = [one for _, one in gathering.pairs]
        if is_doubt(key):
            if gathering.value != "1":
                continue  # the rows that are meant, looked at again for blanks
            labels[key] += "（有一项没有填或取自统计调查，不能判定）"
        if gathering.table.name in given.columns and here == [rules.table.key[0]]:
            groups.setdefault((gathering.table.name, gathering.pairs[0][0]), []).append((labels[key], gathering))
    return tuple(
        _related(number, there, members, given, subject)
        for number, ((_, there), members) in enumerate(groups.items(), start=1)
    )


def _related(
    number: int, there: str, members: Sequence[tuple[str, Gathering]], given: Given, subject: str
) -> RelatedRows:
    table = members[0][1].table
    shown = _shown(table, there, given, members)
    read = dict.fromkeys((*shown, *(name for _, one in members for name in one.reads)))
    columns = ", ".join(
        quote(name) if given.has(table.name, name) else f"CAST(NULL AS {column.type}) AS {quote(name)}"
        for name in read
        if (column := table.column(name)) is not None
    )
    marks = tuple((f"mark {index}", label) for index, (label, _) in enumerate(members, start=1))
    texts = [
        f"{value_text_sql(column)} AS {quote(f'text of {name}')}"
        for name in shown
        if (column := table.column(name)) is not None
    ]
    tests = [
        f"coalesce({gathering.rows}, FALSE) AS {quote(mark)}"
        for (mark, _), (_, gathering) in zip(marks, members, strict=True)
    ]
    any_of = " OR ".join(f"coalesce({gathering.rows}, FALSE)" for _, gathering in members)
    source = f"(SELECT {columns} FROM {quote(table.name)} WHERE {quote(there)} = {literal(subject)}) AS s"
    order = ", ".join(str(index) for index in range(1, len(texts) + 1))
    sql = f"SELECT {', '.join((*texts, *tests))}\nFROM {source} WHERE {any_of}\nORDER BY {order} LIMIT {MOST_ROWS}"
    step = Step(f"related {number}", sql, (table.name,), f"{table.label}：汇总时看到的行")
    return RelatedRows(step, tuple(f"text of {name}" for name in shown), marks)


def _shown(table: TableSchema, there: str, given: Given, members: Sequence[tuple[str, Gathering]]) -> tuple[str, ...]:
    """Return the columns that tell one row from another, what is added up, and the paper behind them."""
    values = [name for _, one in members if one.take != "count" for name in one.reads if quote(name) in one.value]
    names = dict.fromkeys((*table.key, *values, *_SHOWN_AFTER))
    return tuple(name for name in names if name != there and given.has(table.name, name))
