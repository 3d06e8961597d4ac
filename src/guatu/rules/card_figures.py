"""The rows of a table as a scorecard reads them (评价数据): one program, one row for each unit.

Figures are DOUBLE in the unit of their item, marks DOUBLE points not below 0, vetoes and the scope TRUE, FALSE or NULL.
Group columns are texts under the names by which the card calls them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guatu.pack import Scorecard, ScoreItem
from guatu.query import Measure, Program, Step, quote
from guatu.rules.card_parts import CardRole, card_words, part_key
from guatu.rules.card_units import Handed, Misfit, handed_over
from guatu.rules.row_steps import IDENTITY, Given, row_steps
from guatu.rules.table_rules import TableRules


@dataclass(frozen=True)
class CardProgram:
    """A program with one output, `name`, in the order of the table's key; `unit` is its column of places or firms.

    `values` and `denominators` name the column of each measured item, `marks` and `vetoes` of each mark and veto, by
    id; what has a mistake is there and missing. `units` are the units in which an item's figure and divisor are.
    `columns` are texts carried along. `reads` says for each part of the card, by the name an official knows, which
    columns of the rule book it is: for saying what the registers lack.
    """

    program: Program
    name: str
    unit: str
    values: Mapping[str, str]
    denominators: Mapping[str, str]
    marks: Mapping[str, str]
    vetoes: Mapping[str, str]
    scope: str
    columns: tuple[str, ...]
    units: Mapping[str, tuple[str, str]]
    reads: Mapping[str, tuple[str, ...]]


def card_program(rules: TableRules, card: Scorecard, given: Given, *, more: Sequence[str] = ()) -> CardProgram:
    """Return the program that makes a card's figures of every row of a table.

    `more` names columns of the table to carry along as they are. For the figures of another year hand over a `given`
    with that year: last year's quotient comes from the same expressions.
    """
    table = rules.table
    made = _Made(rules)
    for item in card.items:
        if item.of is not None:
            made.add_item(card, item)
    for mark in card.marks:
        made.add(CardRole.MARK, mark.id, part_key(card, CardRole.MARK, mark.id), mark.name)
    for veto in card.vetoes:
        made.add(CardRole.VETO, veto.id, part_key(card, CardRole.VETO, veto.id), veto.name)
    scope = part_key(card, CardRole.SCOPE)
    made.add(CardRole.SCOPE, "", scope, "评价范围")
    plain = [name for name in (*IDENTITY, *more) if table.column(name) is not None]
    plain = [name for name in dict.fromkeys(plain) if name not in table.key]
    texts = {word: sql for word, sql in _texts(card, rules) if word not in plain}
    keep = [*plain, *(column.name for word in texts if (column := table.column(word)) is not None)]
    grouped = tuple(made_text.name for word in texts if (made_text := rules.column(word)) is not None)
    wanted = tuple(name for names in made.reads.values() for name in names)
    steps = list(row_steps(rules, given, (*wanted, *grouped), keep=keep))
    selects = [quote(name) for name in (*table.key, *plain)]
    selects += [f"{sql} AS {quote(word)}" for word, sql in (*texts.items(), *made.selects.items())]
    name = f"{card.id} figures"
    sql = f"SELECT {', '.join(selects)}\nFROM {quote(steps[-1].name)}"
    steps.append(Step(name, sql, (steps[-1].name,), f"{card.name}：各项指标换成各自的单位"))
    return CardProgram(
        Program(tuple(steps), (name,), {name: table.key}),
        name,
        unit=table.key[0],
        values=made.named(CardRole.FIGURE),
        denominators=made.named(CardRole.DIVISOR),
        marks=made.named(CardRole.MARK),
        vetoes=made.named(CardRole.VETO),
        scope=scope,
        columns=(*plain, *(word for word in texts if word not in table.key)),
        units=made.units,
        reads={name: keys for name, keys in made.reads.items() if keys},
    )


@dataclass
class _Made:
    """Gathers the columns of a card: SQL by name, and for each role which column is whose."""

    rules: TableRules
    selects: dict[str, str] = field(default_factory=dict)
    columns: dict[CardRole, dict[str, str]] = field(default_factory=dict)
    units: dict[str, tuple[str, str]] = field(default_factory=dict)
    reads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def named(self, role: CardRole) -> Mapping[str, str]:
        return self.columns.get(role, {})

    def add(self, role: CardRole, key: str, column: str, label: str, handed: Handed | None = None) -> None:
        numeric = role not in (CardRole.VETO, CardRole.SCOPE)
        sql = f"CAST(NULL AS {'DOUBLE' if numeric else 'BOOLEAN'})"
        if self.rules.column(column) is not None:
            sql = quote(column) if handed is None else handed.sql(quote(column))
            self.reads[label] = (*self.reads.get(label, ()), column)
        self.selects[column] = sql
        self.columns.setdefault(role, {})[key] = column

    def add_item(self, card: Scorecard, item: ScoreItem) -> None:
        figure, divisor = (part_key(card, role, item.id) for role in (CardRole.FIGURE, CardRole.DIVISOR))
        of, per = self.rules.column(figure), self.rules.column(divisor)
        fitting = None if of is None else handed_over(of.type, None if per is None else per.type, item.unit)
        over, under = (None, None) if fitting is None or isinstance(fitting, Misfit) else fitting
        self.add(CardRole.FIGURE, item.id, figure, item.name, over)
        if item.per is not None:
            self.add(CardRole.DIVISOR, item.id, divisor, item.name, under)
        self.units[item.id] = ("" if over is None else over.unit, "" if under is None else under.unit)


def _texts(card: Scorecard, rules: TableRules) -> Iterator[tuple[str, str]]:
    """Yield each word by which the card groups, with SQL of its text."""
    for word in card_words(card):
        made = rules.column(word)
        column = rules.table.column(word) or (None if made is None else made.column)
        if column is None:
            yield word, "CAST(NULL AS VARCHAR)"
        elif column.measure is Measure.YES_NO:
            yield word, f"CASE WHEN {quote(column.name)} THEN '是' WHEN NOT {quote(column.name)} THEN '否' END"
        else:
            yield word, f"CAST({quote(column.name)} AS VARCHAR)"
