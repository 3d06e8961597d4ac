"""The five money rules of 2019 over a register of firms, Parquet to Parquet, against the same rules written by hand.

Run `python benchmarks/award_register.py [FOLDER] [--firms N] [--memory 2GB]`. The generated register is kept in FOLDER
(bench-data) and used again. Both sides write outcome, reason and amount of every rule for every firm. `--check`
compares the two results row by row instead of timing them. Nothing is asserted: the figures are for docs/benchmarks.md.
"""

from functools import partial
from pathlib import Path

import duckdb

from differences import print_differences
from guatu.engines import DuckDBEngine
from guatu.pack import load_packs
from guatu.query import Facts, ParquetFiles, fitted_tables, given_columns, tables_of
from guatu.rules import Given, Moment, award_program, compile_rules
from register_sides import Side, run_query, run_sides

PACK = Path(__file__).with_name("award_pack")
HANDWRITTEN = Path(__file__).with_name("award_register.sql")
YEAR = 2019
# Revenues from 0.01 to 300 亿元, most of them small; one firm in fifty lacks a figure, one in a hundred a zero base.
REGISTER = """
COPY (
    SELECT printf('91532300%08dXX', i) AS firm, {year} AS year,
        CASE WHEN hash(i * 100 + 1) % 50 > 0 THEN revenue END AS main_revenue,
        CASE WHEN hash(i * 100 + 2) % 50 = 0 THEN NULL WHEN hash(i * 100 + 3) % 100 = 0 THEN 0
            ELSE CAST(revenue / (0.8 + (hash(i * 100 + 4) % 60) / 100.0) AS DECIMAL(14, 2)) END
            AS main_revenue_declared_last,
        CASE WHEN hash(i * 100 + 5) % 50 > 0
            THEN CAST(revenue / (0.7 + (hash(i * 100 + 6) % 50) / 100.0) AS DECIMAL(14, 2)) END AS main_revenue_peak,
        CASE WHEN hash(i * 100 + 7) % 50 > 0 THEN hash(i * 100 + 8) % 3 > 0 END AS above_scale_industry,
        hash(i * 100 + 9) % 20 = 0 AS first_above_scale, hash(i * 100 + 10) % 4 = 0 AS paid_before,
        CASE WHEN hash(i * 100 + 11) % 50 > 0 THEN hash(i * 100 + 12) % 5 = 0 END AS strategic,
        CAST(greatest(CAST(hash(i * 100 + 13) % 12 AS INTEGER) - 9, 0) AS INTEGER) AS national_fairs,
        CAST(greatest(CAST(hash(i * 100 + 14) % 12 AS INTEGER) - 8, 0) AS INTEGER) AS provincial_fairs
    FROM (SELECT i, CAST(1000000 * pow(30000, (hash(i * 100) % 1000000) / 1000000.0) AS DECIMAL(14, 2)) AS revenue
        FROM range({firms}) AS firms(i))
) TO '{path}' (FORMAT parquet)"""


def generate(path: Path, firms: int) -> None:
    """Write the register once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute("SET memory_limit='2GB'")
            connection.execute("SET preserve_insertion_order=false")
            connection.execute(REGISTER.format(year=YEAR, firms=firms, path=path))


def run_guatu(register: Path, memory: str) -> str:
    """Judge the register as `guatu award` does, without lists."""
    packs, _ = load_packs([PACK])
    assert packs is not None
    facts = Facts({"firm_years": ParquetFiles((register,))})
    given = given_columns(facts)
    book, findings = compile_rules(packs, Moment.of_year(YEAR), fitted_tables(tables_of(packs)[0], given))
    rules = book.on("firm_years")
    assert rules is not None
    assert not findings, findings
    awards = award_program(rules, Given(given), grouped=False)
    stored = DuckDBEngine(memory_limit=memory).store(awards.program(), facts, register.parent)
    target = register.with_name(f"{register.stem}-guatu.parquet")
    stored[awards.name].paths[0].replace(target)
    return target.name


SIDES: dict[str, Side] = {"guatu": run_guatu, "by hand": partial(run_query, HANDWRITTEN)}


def check_rows(register: Path, memory: str) -> None:
    """Compare the two results row by row."""
    print_differences(*(register.with_name(side(register, memory)) for side in SIDES.values()))


if __name__ == "__main__":
    run_sides(__file__, __doc__, SIDES, folder="bench-data/awards", memory="2GB", generate=generate, check=check_rows)
