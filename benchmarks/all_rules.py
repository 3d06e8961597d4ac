"""All rules of two bundled packs on firms in one pass, Parquet to Parquet, against one wide query written by hand.

Run `python benchmarks/all_rules.py [FOLDER] [--firms N] [--memory 3GB]`. Both sides write every derived column, class,
score and qualification of national-enterprise and chuxiong-2019 and each reward's outcome, reason and amount, for every
firm. Old and new versions of a rule are computed beside one another, open questions are settled by their first choice,
and what is gathered from other tables is in the register. `--check` compares the two results row by row.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from differences import print_differences
from guatu.domain import ALWAYS
from guatu.engines import DuckDBEngine
from guatu.pack import Pack, Packs, load_packs
from guatu.query import Facts, ParquetFiles, fitted_tables, given_columns, tables_of
from guatu.rules import Given, Moment, TableRules, award_program, compile_rules
from register_sides import Side, run_query, run_sides

PACKS = ("national-enterprise", "chuxiong-2019")
HANDWRITTEN = Path(__file__).with_suffix(".sql")
REGISTER = Path(__file__).with_name("all_rules_register.sql")
MOMENT = Moment(2019, date(2019, 6, 30))
TABLE = "firm_years"


def generate(path: Path, firms: int) -> None:
    """Write the register once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        sql = REGISTER.read_text(encoding="utf-8").format(year=MOMENT.year, firms=firms, path=path)
        with duckdb.connect() as connection:
            connection.execute("SET memory_limit='2GB'")
            connection.execute("SET preserve_insertion_order=false")
            connection.execute(sql)


def all_rules(facts: Facts) -> tuple[TableRules, Given]:
    """Return every rule of the packs on firms, whenever it holds, each open question settled by its first choice."""
    read, _ = load_packs(PACKS)
    assert read is not None
    packs = Packs(tuple(_at_any_time(one) for one in read.packs), read.calendar)
    answers = {one.id: one.choices[0] for pack in packs.packs for one in pack.rulings if one.choices}
    given = given_columns(facts)
    tables = fitted_tables(tables_of(packs)[0], given)
    book, findings = compile_rules(packs, MOMENT, tables, answers=answers, only=TABLE)
    rules = book.on(TABLE)
    assert rules is not None
    assert not findings, findings
    return rules, Given(given, gathered=False)


def _at_any_time(pack: Pack) -> Pack:
    return replace(
        pack,
        classes=tuple(replace(one, valid=ALWAYS) for one in pack.classes),
        scores=tuple(replace(one, valid=ALWAYS) for one in pack.scores),
        qualifications=tuple(replace(one, valid=ALWAYS) for one in pack.qualifications),
        rewards=tuple(replace(one, valid=ALWAYS) for one in pack.rewards),
    )


def run_guatu(register: Path, memory: str) -> str:
    """Compute all rules in one program."""
    facts = Facts({TABLE: ParquetFiles((register,))})
    rules, given = all_rules(facts)
    made = [one.name for one in rules.columns if not one.gatherings]
    judged = award_program(rules, given, grouped=False, along=made)
    stored = DuckDBEngine(memory_limit=memory).store(judged.program(), facts, register.parent)
    target = register.with_name(f"{register.stem}-guatu.parquet")
    stored[judged.name].paths[0].replace(target)
    return target.name


def tell(register: Path) -> None:
    """Print what is computed: columns by kind, conditions, rewards, and how many expressions that is in all."""
    rules, _ = all_rules(Facts({TABLE: ParquetFiles((register,))}))
    made = [one for one in rules.columns if not one.gatherings]
    kinds = ", ".join(f"{kind} {number}" for kind, number in Counter(one.kind.value for one in made).items())
    conditions = sum(len(one.made.conditions) for one in made)
    variants = [variant for rule in rules.rewards for variant in rule.variants]
    conditions += sum(len(one.conditions) + sum(len(other.conditions) for other in one.exceptions) for one in variants)
    amounts = sum(len(one.amounts) for one in variants)
    print(f"{len(made)} columns ({kinds})")
    print(f"{len(rules.rewards)} rewards with {amounts} amounts; {conditions} conditions in all")
    print(f"{len(rules.compiled)} different expressions were compiled for them")


SIDES: dict[str, Side] = {"guatu": run_guatu, "by hand": partial(run_query, HANDWRITTEN)}


def check_rows(register: Path, memory: str) -> None:
    """Compare the two results row by row."""
    print_differences(*(register.with_name(side(register, memory)) for side in SIDES.values()))


def generate_and_tell(register: Path, firms: int) -> None:
    """Write the register once, and say what is compiled for it."""
    generate(register, firms)
    tell(register)


if __name__ == "__main__":
    run_sides(
        __file__,
        __doc__,
        SIDES,
        folder="bench-data/all-rules",
        memory="3GB",
        generate=generate_and_tell,
        check=check_rows,
    )
