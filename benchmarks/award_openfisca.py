"""The five money rules of 2019 over a register of firms, against the same rules written for openfisca-core.

Run `python benchmarks/award_openfisca.py [FOLDER] [--firms N] [--python PYTHON]`. PYTHON is the interpreter of an
environment of its own, made once: `python -m venv bench-data/openfisca/venv` and
`bench-data/openfisca/venv/bin/pip install openfisca-core pyarrow`. guatu writes outcome, reason and amount of every
rule, OpenFisca whether a firm fits and its amount: it knows no unknown. Where the two differ is counted and printed.
"""

import argparse
from pathlib import Path

import duckdb

from award_register import generate, run_guatu
from side_by_side import compare, measure

RULES = {
    "entry-award": "entry",
    "step-award": "step",
    "first-award": "first",
    "sales-expansion": "growth",
    "fairs": "fairs",
}
# Of firms on which guatu knows the outcome: amounts that differ at all, by more than a yuan, most; paid or not. Of the
# others: how many OpenFisca gives a figure for, and what it would pay.
DIFFERENCES = """
SELECT count(*) FILTER (known AND difference >= 0.005) AS amounts,
    count(*) FILTER (known AND difference >= 1) AS by_a_yuan,
    max(difference) FILTER (known) AS most, count(*) FILTER (known AND (theirs > 0) <> paid) AS paid_or_not,
    count(*) FILTER (NOT known) AS unknown, count(*) FILTER (NOT known AND theirs > 0) AS paid_unknown,
    coalesce(sum(theirs) FILTER (NOT known), 0) AS sum_unknown
FROM (
    SELECT a."{rule} outcome" <> 'unknown' AS known, a."{rule} outcome" = 'yes' AS paid,
        b.{other}_amount::DOUBLE AS theirs,
        abs(theirs - a."{rule} amount"::DOUBLE) AS difference
    FROM '{guatu}' AS a JOIN '{openfisca}' AS b USING (firm)
)"""


def print_disagreements(guatu: Path, openfisca: Path) -> None:
    """Print for each rule on how many firms the two give different results."""
    with duckdb.connect() as connection:
        for rule, other in RULES.items():
            sql = DIFFERENCES.format(rule=rule, other=other, guatu=guatu, openfisca=openfisca)
            amounts, by_a_yuan, most, flipped, unknown, paid, total = connection.sql(sql).fetchall()[0]
            print(f"{rule}: amounts differ for {amounts:,} firms, by 1元 or more for {by_a_yuan:,},", end=" ")
            print(f"at most by {most:,.2f}元")
            print(f"  paid by one and not by the other {flipped:,}; unknown to guatu {unknown:,},", end=" ")
            print(f"of which OpenFisca pays {paid:,} ({total / 1e4:,.0f}万元)")


def main() -> None:
    """Generate once, run both sides in turn, print where they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("bench-data/awards"))
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--python", type=Path, default=Path("bench-data/openfisca/venv/bin/python"))
    parser.add_argument("--side", choices=("guatu",))
    options = parser.parse_args()
    register = options.folder.resolve() / f"register-{options.firms}.parquet"
    if options.side:
        measure(lambda: run_guatu(register, options.memory))
        return
    if not options.python.exists():
        parser.exit(2, f"{options.python} is not there: make the environment as this file's first lines say.\n")
    generate(register, options.firms)
    print(f"{options.firms:,} firms, five rules", flush=True)
    arguments = [str(options.folder), "--firms", str(options.firms), "--memory", options.memory]
    rules = Path(__file__).with_name("openfisca_rules.py")
    programs = {"openfisca": (str(options.python), str(rules))}
    compare(__file__, arguments, ("guatu", "openfisca"), options.runs, programs=programs)
    results = (register.with_name(f"{register.stem}-{side}.parquet") for side in ("guatu", "openfisca"))
    print_disagreements(*results)


if __name__ == "__main__":
    main()
