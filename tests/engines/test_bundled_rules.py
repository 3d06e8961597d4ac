"""The rules of all bundled packs over a generated register: Spark and DuckDB agree to the cent."""

from collections.abc import Sequence

import pytest

from guatu.desk import make_sample, read_facts
from guatu.engines import DuckDBEngine, SparkEngine
from guatu.pack import load_packs
from guatu.query import Engine, Facts, Program, fitted_tables, given_columns, tables_of
from guatu.rules import Given, Moment, RuleBook, award_program, compile_rules, row_steps

YEAR = 2024
# Which packs, and the table whose rows are put through their rules. The clauses of 2019 are compiled as they stood then
# and run over the year of the register.
RUNS = (
    ("example", "firm_years", 2024),
    ("chuxiong-2019", "firm_years", 2019),
    ("chuxiong-2019", "loans", 2019),
    ("chuxiong-2019", "place_years", 2019),
    ("national-enterprise", "firm_years", 2024),
    ("yunnan-parks-2026", "place_years", 2026),
    ("yunnan-parks-2026", "projects", 2026),
)
pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Return the fictional prefecture's registers, with all their planted defects."""
    folder = tmp_path_factory.mktemp("register")
    make_sample(folder, 5)
    packs, _ = load_packs(["example"])
    assert packs is not None
    return read_facts(folder, packs)[0]


def programs(register: Facts, pack: str, table: str, year: int) -> list[tuple[Program, str]]:
    """Return the program of the made columns of a table, and that of its awards where it has any."""
    packs, _ = load_packs([pack], with_cases=False)
    assert packs is not None
    given = given_columns(register)
    book, findings = compile_rules(packs, Moment.of_year(year), fitted_tables(tables_of(packs)[0], given), only=table)
    assert not [one for one in findings if one.blocks]
    rules = book.on(table)
    assert rules is not None
    run = Given(given, YEAR)
    found = []
    columns = [one.name for one in rules.columns]
    if columns:
        steps = row_steps(rules, run, columns, keep=())
        found.append((_ordered(steps[-1].name, steps, rules.table.key), steps[-1].name))
    if rules.rewards:
        questions = _questions(book)
        awards = award_program(rules, run, questions=questions)
        found.append((awards.program(rules.table.key), awards.name))
    return found


def _questions(book: RuleBook) -> dict[str, str]:
    return {question: f"口径{question}？" for rule in book.rewards for question in (*rule.asked, *rule.open_questions)}


def _ordered(name: str, steps: Sequence[object], key: Sequence[str]) -> Program:
    return Program(tuple(steps), (name,), {name: tuple(key)})  # type: ignore[arg-type] # steps, as row_steps gives them


def rows(engine: Engine, register: Facts, program: Program, name: str) -> list[dict[str, object]]:
    """Run a program over the register; DOUBLE is held to 12 significant digits, everything else exactly."""
    found = engine.run(program, register).rows(name)
    return [
        {key: float(f"{value:.12g}") if isinstance(value, float) else value for key, value in row.items()}
        for row in found
    ]


@pytest.mark.parametrize(("pack", "table", "year"), RUNS)
def test_both_engines_agree_on_every_row(spark_remote: str, register: Facts, pack: str, table: str, year: int) -> None:
    for program, name in programs(register, pack, table, year):
        expected = rows(DuckDBEngine(), register, program, name)
        assert len(expected) > 5
        found = rows(SparkEngine(spark_remote), register, program, name)
        differing = [(mine, theirs) for mine, theirs in zip(expected, found, strict=True) if mine != theirs]
        assert not differing[:1]
