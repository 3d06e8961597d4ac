"""All rules of two bundled packs on firms in one pass, Parquet to Parquet, against one wide query written by hand.

Run `python benchmarks/all_rules.py [FOLDER] [--firms N] [--memory 3GB]`. Both sides write every derived column, class,
score and qualification of national-enterprise and chuxiong-2019 and each reward's outcome, reason and amount, for every
firm. Old and new versions of a rule are computed beside one another, open questions are settled by their first choice,
and what is gathered from other tables is in the register. `--check` compares the two results row by row.
"""

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from differences import print_differences
from guatu.domain import ALWAYS
from guatu.engines import DuckDBEngine
from guatu.pack import Pack, Packs, load_packs
from guatu.query import Facts, ParquetFiles, fitted_tables, given_columns, tables_of
from guatu.rules import Given, Moment, TableRules, award_program, compile_rules
from side_by_side import compare, measure

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


def run_by_hand(register: Path, memory: str) -> str:
    """Run the query of a database engineer."""
    target = register.with_name(f"{register.stem}-by-hand.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit='{memory}'")
        connection.execute("SET preserve_insertion_order=false")
        connection.read_parquet(str(register)).create_view("register")
        connection.execute(f"COPY ({HANDWRITTEN.read_text(encoding='utf-8')}) TO '{target}' (FORMAT parquet)")
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


SIDES: dict[str, Callable[[Path, str], str]] = {"guatu": run_guatu, "by hand": run_by_hand}


def main() -> None:
    """Generate once, then check or run both sides in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("bench-data/all-rules"))
    parser.add_argument("--firms", type=int, default=10_000_000)
    parser.add_argument("--memory", default="3GB")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--side", choices=tuple(SIDES))
    options = parser.parse_args()
    register = options.folder.resolve() / f"register-{options.firms}.parquet"
    if options.side:
        measure(lambda: SIDES[options.side](register, options.memory))
        return
    generate(register, options.firms)
    tell(register)
    if options.check:
        print_differences(*(register.with_name(side(register, options.memory)) for side in SIDES.values()))
        return
    print(f"{options.firms:,} firms, memory limit {options.memory}")
    arguments = [str(options.folder), "--firms", str(options.firms), "--memory", options.memory]
    compare(__file__, arguments, tuple(SIDES), options.runs)


if __name__ == "__main__":
    main()
