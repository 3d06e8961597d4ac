"""Classes A to D of firms by the per-mu evaluation (亩均论英雄), Parquet to Parquet, against a query written by hand.

Run `python benchmarks/per_mu.py [FOLDER] [--firms N] [--memory 3GB]`. Six figures of firms above scale and two of those
below, ratios to a base with cap and floor, gaps filled or their weight given away, bonus, vetoes, rank among alike
firms, classes by share of the ranking, reasons: by `rules.card_program` and `scoring.card_steps` over a pack, and as a
database engineer would. `--check` compares the two results row by row, totals to 9 decimals.
"""

from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from differences import print_differences
from guatu.engines import DuckDBEngine
from guatu.pack import load_packs
from guatu.query import Facts, ParquetFiles, Program, Step, fitted_tables, given_columns, quote, tables_of
from guatu.rules import Given, Moment, card_program, compile_rules
from guatu.scoring import CardColumns, card_steps
from register_sides import Side, run_query, run_sides

PACK = Path(__file__).with_name("per_mu_pack")
HANDWRITTEN = Path(__file__).with_suffix(".sql")
REGISTER = Path(__file__).with_name("per_mu_register.sql")
MOMENT = Moment(2022, date(2022, 12, 31))
TABLE = "firm_years"


def generate(path: Path, firms: int) -> None:
    """Write the register once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute("SET memory_limit='2GB'")
            connection.execute("SET preserve_insertion_order=false")
            connection.execute(REGISTER.read_text(encoding="utf-8").format(year=MOMENT.year, firms=firms, path=path))


def scored(facts: Facts) -> Program:
    """Return the program that scores the register by the card of the pack."""
    packs, found = load_packs([PACK])
    assert packs is not None
    assert not found, found
    columns = given_columns(facts)
    book, findings = compile_rules(packs, MOMENT, fitted_tables(tables_of(packs)[0], columns))
    assert not findings, findings
    rules, card = book.on(TABLE), packs.main.scorecards[0]
    assert rules is not None
    figures = card_program(rules, card, Given(columns, MOMENT.year))
    of_card = CardColumns(
        figures.values, figures.denominators, figures.marks, figures.vetoes, scope=figures.scope, kept=("firm",)
    )
    steps, unfit = card_steps(card, figures.name, of_card)
    assert not unfit, unfit
    # The same columns under the same names as the other side has.
    names = {"value": "value", "small-tax": "small_tax"}
    points = [f"{quote(f'{one.id} figure')} AS {quote(names.get(one.id, one.id))}" for one in card.leaves]
    told = ("index", "bonus", "total", "rank", "grade", "standing", "reason", "unsettled")
    sql = f"SELECT firm, {', '.join((*points, *map(quote, told)))} FROM {quote(steps[-1].name)}"
    last = Step("classes", sql, (steps[-1].name,), "列名与对照一致")
    return Program((*figures.program.steps, *steps, last), (last.name,))


def run_guatu(register: Path, memory: str) -> str:
    """Score by the pack."""
    facts = Facts({TABLE: ParquetFiles((register,))})
    program = scored(facts)
    stored = DuckDBEngine(memory_limit=memory).store(program, facts, register.parent)
    target = register.with_name(f"{register.stem}-guatu.parquet")
    stored[program.outputs[0]].paths[0].replace(target)
    return target.name


def print_check(register: Path, memory: str) -> None:
    """Compare the two results, points and totals rounded to 9 decimals: sums in another order differ behind them."""
    rounded = []
    for side in SIDES.values():
        result = register.with_name(side(register, memory))
        target = result.with_name(f"{result.stem}-rounded.parquet")
        with duckdb.connect() as connection:
            names = connection.sql(f"DESCRIBE FROM '{result}'").fetchall()
            listed = ", ".join(f'round("{n}", 9) AS "{n}"' if kind == "DOUBLE" else f'"{n}"' for n, kind, *_ in names)
            connection.execute(f"COPY (SELECT {listed} FROM '{result}') TO '{target}' (FORMAT parquet)")
        rounded.append(target)
    print_differences(*rounded)
    with duckdb.connect() as connection:
        print(
            connection.sql(f"SELECT standing, grade, count(*) FROM '{rounded[0]}' GROUP BY ALL ORDER BY ALL").fetchall()
        )


SIDES: dict[str, Side] = {"guatu": run_guatu, "by hand": partial(run_query, HANDWRITTEN)}


if __name__ == "__main__":
    run_sides(__file__, __doc__, SIDES, folder="bench-data/per-mu", memory="3GB", generate=generate, check=print_check)
