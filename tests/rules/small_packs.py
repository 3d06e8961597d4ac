"""Small packs written in a test, put through their rules over a few rows."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from guatu.domain import Finding
from guatu.engines import DuckDBEngine
from guatu.pack import Packs, load_packs
from guatu.query import Facts, Program, fitted_tables, given_columns, table_from_rows, tables_of
from guatu.rules import Given, Moment, RuleBook, award_program, compile_rules, row_steps

Row = Mapping[str, object]
YEAR = 2019


def written(folder: Path, **files: str) -> Packs:
    """Return the pack of some files: `written(tmp_path, rewards="- id: …")`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text("id: small\ntitle: 小政策包\n", encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    packs, findings = load_packs([folder])
    assert packs is not None
    assert not [one for one in findings if one.blocks], findings
    return packs


def facts_of(packs: Packs, **tables: Sequence[Row]) -> Facts:
    """Return facts from rows; columns that no row of a table has are not given."""
    schemas = {one.name: one for one in tables_of(packs)[0]}
    made = {}
    for name, rows in tables.items():
        schema = schemas[name]
        columns = [one for one in schema.names if any(one in row for row in rows)]
        whole = table_from_rows(schema, [[row.get(one) for one in schema.names] for row in rows])
        made[name] = whole.select(columns)
    return Facts(made)


def book_of(
    packs: Packs, facts: Facts, *, answers: Mapping[str, str] | None = None, moment: Moment | None = None
) -> tuple[RuleBook, tuple[Finding, ...]]:
    """Return the compiled rules and what was found."""
    tables = fitted_tables(tables_of(packs)[0], given_columns(facts))
    return compile_rules(packs, moment or Moment.of_year(YEAR), tables, answers=answers)


def awarded(
    packs: Packs,
    *rows: Row,
    answers: Mapping[str, str] | None = None,
    moment: Moment | None = None,
    **tables: Sequence[Row],
) -> list[dict[str, object]]:
    """Return the judged rows of firm_years, in the order of the firms; firms are numbered where they have no code."""
    named = [{"firm": f"{number:02d}", "year": YEAR, **row} for number, row in enumerate(rows)]
    facts = facts_of(packs, firm_years=named, **tables)
    book, findings = book_of(packs, facts, answers=answers, moment=moment)
    assert not findings, findings
    rules = book.on("firm_years")
    assert rules is not None
    awards = award_program(rules, Given(given_columns(facts), YEAR))
    return DuckDBEngine().run(awards.program(("firm",)), facts).rows(awards.name)


def made(
    packs: Packs, names: Sequence[str], *rows: Row, answers: Mapping[str, str] | None = None, **tables: Sequence[Row]
) -> list[dict[str, object]]:
    """Return columns that rules make for each row of firm_years, in the order of the firms."""
    named = [{"firm": f"{number:02d}", "year": YEAR, **row} for number, row in enumerate(rows)]
    facts = facts_of(packs, firm_years=named, **tables)
    book, findings = book_of(packs, facts, answers=answers)
    assert not findings, findings
    rules = book.on("firm_years")
    assert rules is not None
    steps = row_steps(rules, Given(given_columns(facts), YEAR), tuple(names), keep=())
    program = Program(steps, (steps[-1].name,), {steps[-1].name: ("firm",)})
    return DuckDBEngine().run(program, facts).rows(steps[-1].name)


def money(text: str) -> Decimal:
    """Return 万元 as 元."""
    return Decimal(text) * 10000
