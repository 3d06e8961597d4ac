"""Read what rules are run on (读取名册和条款): packs, facts and the rule book at a moment, with what they lack."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from guatu.desk.facts_folder import FactsNote, read_facts
from guatu.desk.findings import NO_REGISTER, NO_ROWS_OF_YEAR, NOT_VALID_ON_DAY
from guatu.domain import Finding, Validity
from guatu.engines import DuckDBEngine
from guatu.pack import Packs, check_packs, load_packs
from guatu.query import (
    Engine,
    Facts,
    Program,
    Step,
    TableSchema,
    count_rows,
    empty_columns,
    fitted_tables,
    given_columns,
    quote,
    tables_of,
)
from guatu.rules import NO_TABLE_COLUMN, Given, Moment, RuleBook, compile_rules

_NAMED = 6  # rules that one finding names; the others are counted
_YEAR = "year"


@dataclass(frozen=True)
class RuleInputs:
    """Packs, the fact tables as packs extend them, facts, the compiled rules, and all that was found on the way."""

    packs: Packs
    tables: tuple[TableSchema, ...]
    facts: Facts
    book: RuleBook
    given: Given
    findings: tuple[Finding, ...]
    note: FactsNote

    def table(self, name: str) -> TableSchema | None:
        """Return a fact table by its name, or None."""
        return next((one for one in self.tables if one.name == name), None)

    def lacks(self, table: str, column: str) -> bool:
        """Tell whether a register has no such column, or nobody filled it in a single row.

        One without rows lacks nothing: it says that there is none, and what is gathered from it is 0 or 否.
        """
        source = self.facts.tables.get(table)
        if source is None or not count_rows(source):
            return source is None
        return not self.given.has(table, column) or column in empty_columns(source)


@dataclass(frozen=True, slots=True)
class Reader:
    """A rule that reads columns of a table: its name as findings print it, the table, the columns it reads directly."""

    name: str
    table: str
    reads: tuple[str, ...]


def read_rule_inputs(
    names: Sequence[str | Path],
    folder: Path,
    moment: Moment | Callable[[Packs, Facts], Moment],
    more_tables: Iterable[str] = (),
) -> tuple[RuleInputs | None, tuple[Finding, ...]]:
    """Return what rules are run on, or None where the packs cannot be read at all; and every finding so far.

    The findings are also in the inputs. Of the facts, only the tables that rules speak of are read, and those of
    `more_tables`. Rules are those in force on the day of the moment; what has a mistake is left
    out. What the registers lack for the rules that are wanted is told by `missing_inputs`. Where the moment shows only
    in the registers, `moment` finds it there.
    """
    packs, findings = load_packs(tuple(names), with_cases=False)
    if packs is None:
        return None, findings
    schemas, _ = tables_of(packs)
    # What is wrong with the columns of packs is among the findings of the facts.
    facts, fact_findings, note = read_facts(folder, packs, _tables_of_rules(packs) | frozenset(more_tables))
    moment = moment if isinstance(moment, Moment) else moment(packs, facts)
    columns = given_columns(facts)
    tables = fitted_tables(schemas, columns)
    book, rule_findings = compile_rules(packs, moment, tables)
    every = (*findings, *check_packs(packs), *_not_valid_on_day(packs, moment), *fact_findings, *rule_findings)
    every = tuple(dict.fromkeys(every))
    given = Given(columns, year=moment.year)
    return RuleInputs(packs, tables, facts, book, given, every, note), every


def missing_inputs(inputs: RuleInputs, readers: Sequence[Reader], engine: Engine | None = None) -> tuple[Finding, ...]:
    """Return what the registers lack for some rules: tables, rows of the year, and columns, each told once."""
    wanted = [one for one in readers if inputs.table(one.table) is not None]
    tables = tuple(dict.fromkeys(one.table for one in wanted))
    findings = [*_missing_tables(inputs, wanted)]
    for name in tables:
        findings.extend(_no_rows(inputs, name, engine or DuckDBEngine()))
    return (*findings, *_missing_columns(inputs, wanted))


def _tables_of_rules(packs: Packs) -> frozenset[str]:
    """Return the names of the tables that rules are on or gather from."""
    homes = [one.on for one in packs.every(lambda pack: pack.derived)]
    homes += [one.on for one in packs.every(lambda pack: pack.classes)]
    homes += [one.on for one in packs.every(lambda pack: pack.scores)]
    homes += [one.on for one in packs.every(lambda pack: pack.qualifications)]
    homes += [one.on for one in packs.every(lambda pack: pack.rewards)]
    homes += [one.on for one in packs.every(lambda pack: pack.gates)]
    homes += [one.on for one in packs.every(lambda pack: pack.ladders)]
    homes += [one.on for one in packs.every(lambda pack: pack.scorecards)]
    gathered = [name for one in packs.every(lambda pack: pack.aggregates) for name in (one.on, one.table)]
    return frozenset((*homes, *gathered))


def _not_valid_on_day(packs: Packs, moment: Moment) -> Iterable[Finding]:
    """Yield a finding for each pack whose validity (有效期) does not hold on the day of the moment."""
    for pack in packs.packs:
        valid: Validity = pack.manifest.valid
        if not valid.holds_on(moment.day):
            since, until = valid.start or "以前", valid.end or "今后"
            sentence = f"政策包 {pack.id} 的有效期是 {since} 至 {until}，不含 {moment.day}。"
            yield NOT_VALID_ON_DAY.at(pack.manifest.span, sentence, f"{NOT_VALID_ON_DAY.instead}。")


def _missing_tables(inputs: RuleInputs, readers: Sequence[Reader]) -> Iterable[Finding]:
    used: dict[str, dict[str, None]] = {}
    for reader in readers:
        used.setdefault(reader.table, {})[reader.name] = None
        rules = inputs.book.on(reader.table)
        for _, gathering in () if rules is None else rules.gatherings_behind(reader.reads):
            used.setdefault(gathering.table.name, {})[reader.name] = None
    for name, rules_named in used.items():
        table = inputs.table(name)
        if name not in inputs.facts.tables and table is not None:
            sentence = f"没有交来“{table.label}”（{name}）；{_told(tuple(rules_named))}要用它。"
            yield NO_REGISTER.at(None, sentence, f"{NO_REGISTER.instead}。")


def _no_rows(inputs: RuleInputs, name: str, engine: Engine) -> Iterable[Finding]:
    table, year = inputs.table(name), inputs.book.moment.year
    if table is None or not inputs.given.has(name, _YEAR):
        return
    sql = f"SELECT {quote(_YEAR)} AS year, count(*) AS found FROM {quote(name)} GROUP BY 1 ORDER BY 1"
    step = Step("years of the register", sql, (name,), f"{table.label}：各年度的行数")
    rows = engine.run(Program((step,), (step.name,), {step.name: ("year",)}), inputs.facts).rows(step.name)
    years = [str(row["year"]) for row in rows if row["year"] is not None]
    if str(year) not in years:
        others = f"有的年度：{'、'.join(years)}" if years else "一行也没有"
        sentence = f"{table.label}里没有 {year} 年度的行；{others}。"
        yield NO_ROWS_OF_YEAR.at(None, sentence, f"{NO_ROWS_OF_YEAR.instead}。")


def _missing_columns(inputs: RuleInputs, readers: Sequence[Reader]) -> Iterable[Finding]:
    """Yield a finding for each column that is not there or empty from top to bottom, naming the rules that need it."""
    used: dict[tuple[str, str], dict[str, None]] = {}
    for reader in readers:
        for name, key in _columns_behind(inputs, reader):
            if name in inputs.facts.tables:
                used.setdefault((name, key), {})[reader.name] = None
    for (name, key), rules_named in used.items():
        table = inputs.table(name)
        column = None if table is None else table.column(key)
        if table is not None and column is not None and inputs.lacks(name, key):
            state = "整列没有填" if inputs.given.has(name, key) else "没有这一列"
            sentence = f"{table.label}的“{column.label}”{state}；{_told(tuple(rules_named))}要读它。"
            yield NO_TABLE_COLUMN.at(None, sentence, f"{NO_TABLE_COLUMN.instead}。")


def _columns_behind(inputs: RuleInputs, reader: Reader) -> Iterable[tuple[str, str]]:
    rules = inputs.book.on(reader.table)
    if rules is None:
        yield from ((reader.table, name) for name in reader.reads)
        return
    yield from ((reader.table, name) for name in rules.base_columns(reader.reads))
    for _, gathering in rules.gatherings_behind(reader.reads):
        yield from ((gathering.table.name, name) for name in gathering.reads)


def _told(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown}等 {len(names)} 条"
