"""A month of the whole country: 2,800 zones x 300 indicators x 120 months, against the same ledgers written by hand.

Run `python benchmarks/month_national.py [FOLDER] [--zones N]`. The generated Parquet (about 1 GB) is kept in FOLDER
(bench-data) and used again. Each side runs in a process of its own, in turn; time is from the first read to the last
table, peak memory is the process's own. Nothing is asserted: the figures are for docs/benchmarks.md.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from guatu.domain import Period
from guatu.engines import DuckDBEngine
from guatu.ledgers import LEDGERS, LIGHT_HISTORY, Given, Plan, month_program, plan_tables
from guatu.pack import GrowthBasis, Indicator, Kind, Light, Manifest, Pack, Packs, PlaceEntry, Ratio
from guatu.query import Facts, ParquetFiles, column_names
from side_by_side import compare, measure

MONTH = Period.month(2024, 9)
FIRST_YEAR, YEARS = 2015, 10
INDICATORS = 300
MEMORY = "3GB"
HANDWRITTEN = Path(__file__).with_name("month_national.sql")
# The six ledgers and the history of lights. Tie-outs, alerts and sources have no counterpart by hand and are left out.
TABLES = (*LEDGERS, LIGHT_HISTORY)


def indicators() -> tuple[Indicator, ...]:
    """Return 300 indicators: flows, real growth rates and stocks; one total with six parts; six quality ratios."""
    made = []
    for number in range(INDICATORS):
        key = f"i{number:03d}"
        if number >= INDICATORS - 6:
            ratio = Ratio(over=f"i{number - 280:03d}", under=f"i{number - 274:03d}")
            more: dict[str, object] = {"kind": Kind.RATE, "growth": GrowthBasis.NONE, "unit": "%", "ratio": ratio}
            more["quality"] = True
        elif number % 5 == 3:
            more = {"kind": Kind.FLOW, "growth": GrowthBasis.REAL, "unit": "亿元"}
        elif number % 5 == 4:
            more = {"kind": Kind.STOCK, "growth": GrowthBasis.NOMINAL, "unit": "户"}
        else:
            more = {"kind": Kind.FLOW, "growth": GrowthBasis.NOMINAL, "unit": "亿元"}
        if 1 <= number <= 6:
            driver = ("new", "traditional")[number % 2]
            more = {"kind": Kind.FLOW, "growth": GrowthBasis.NOMINAL, "unit": "亿元", "total": "i000", "split": "行业"}
            more["driver"] = driver
        made.append(Indicator(id=key, name=key, **more))  # type: ignore[arg-type] # settings differ by kind
    return tuple(made)


def plan(zones: int) -> Packs:
    """Return a plan of the zones under one nation, with guatu's default thresholds."""
    places = [PlaceEntry(code="000000", name="全国", level="nation")]
    places += [PlaceEntry(code=f"Z{n:04d}", name=f"开发区{n}", level="park", parent="000000") for n in range(zones)]
    lights = tuple(
        Light(id=basis, name=basis, basis=basis, green="超序时 >= 0个百分点", yellow="超序时 >= -5个百分点")
        for basis in ("completion", "growth", "level")
    )
    manifest = Manifest(id="national-zones", title="全国开发区", place="000000")
    pack = Pack(manifest, "0", Path(), places=tuple(places), indicators=indicators(), lights=lights)
    return Packs((pack,))


def generate(folder: Path, zones: int) -> None:
    """Write the observations (one file a year), a target for each zone and indicator, and supports for a quarter."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit='3GB'")
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
            target = folder / f"observations-{year}.parquet"
            if not target.exists():
                connection.execute(_observations_sql(zones, year).format(target=target))
        connection.execute(_TARGETS.format(zones=zones, target=folder / "targets.parquet"))
        connection.execute(_SUPPORTS.format(zones=zones, target=folder / "supports.parquet"))


def _observations_sql(zones: int, year: int) -> str:
    return f"""
    COPY (
        SELECT printf('Z%04d', z) AS place, printf('i%03d', i) AS indicator, make_date({year}, m, 1) AS period,
            CASE WHEN i % 5 = 4 AND NOT i BETWEEN 1 AND 6 THEN 'stock' ELSE 'cumulative' END AS basis,
            CASE WHEN i % 5 = 3 THEN NULL ELSE round((50 + hash(z, i) % 1000) * pow(1.06, {year - FIRST_YEAR})
                * CASE WHEN i % 5 = 4 THEN 1 ELSE m / 12.0 END * (0.95 + (hash(z, i, m, {year}) % 100) / 1000.0), 2)
                END AS value,
            CASE WHEN i % 5 = 3 THEN round((hash(z, i, m) % 200) / 1000.0 - 0.05, 3) END AS growth,
            CASE WHEN i % 5 = 3 THEN 'real' END AS growth_basis, 'final' AS status,
            make_date({year} + m // 12, m % 12 + 1, 18) AS vintage
        FROM range(1, 13) AS months(m), range({zones}) AS zones(z), range({INDICATORS}) AS kinds(i)
    ) TO '{{target}}' (FORMAT parquet, ROW_GROUP_SIZE 245760)"""


_TARGETS = """
    COPY (
        SELECT printf('T%04d-%03d', z, i) AS target, printf('Z%04d', z) AS place, printf('i%03d', i) AS indicator,
            DATE '2024-01-01' AS first, DATE '2024-12-01' AS last, 'growth' AS measure, '>=' AS comparator,
            0.06 + (hash(z, i) % 40) / 1000.0 AS value, NULL::DOUBLE AS value_max, false AS per_year,
            NULL::VARCHAR AS schedule, NULL::VARCHAR AS modality, NULL::VARCHAR AS clause, NULL::VARCHAR AS lead,
            NULL::VARCHAR AS support, NULL::VARCHAR AS source
        FROM range({zones}) AS zones(z), range(294) AS kinds(i)
    ) TO '{target}' (FORMAT parquet)"""
_SUPPORTS = """
    COPY (
        SELECT printf('S%04d-%03d', z, i) AS support, printf('Z%04d', z) AS place, printf('i%03d', i) AS indicator,
            2024 AS year, 'start' AS kind, '项目' AS name, 1.5 + hash(i, z) % 7 AS amount,
            ['certain', 'likely', 'possible'][1 + (hash(z, i) % 3)::INTEGER] AS certainty
        FROM range({zones}) AS zones(z), range(294) AS kinds(i) WHERE i % 4 = 0
    ) TO '{target}' (FORMAT parquet)"""


def run_guatu(folder: Path, zones: int) -> dict[str, int]:
    """Run the ledgers of the month as `guatu month` does."""
    facts = Facts(
        {
            "observations": ParquetFiles(tuple(sorted(folder.glob("observations-*.parquet")))),
            "targets": ParquetFiles((folder / "targets.parquet",)),
            "supports": ParquetFiles((folder / "supports.parquet",)),
        }
    )
    month = Plan(plan(zones), MONTH, None, "000000")
    columns = frozenset(column_names(facts.tables["observations"]))
    made = month_program(month, Given(frozenset(facts.tables), columns), tables=TABLES)
    results = DuckDBEngine(memory_limit=MEMORY).run(made.program, facts.with_tables(plan_tables(month)))
    return {table.name: results.tables[table.name].num_rows for table in TABLES}


def run_by_hand(folder: Path, zones: int) -> dict[str, int]:
    """Run the same ledgers as a database engineer would write them for this one layout."""
    with tempfile.TemporaryDirectory() as spill, duckdb.connect() as connection:
        connection.execute(f"SET memory_limit='{MEMORY}'")
        connection.execute(f"SET temp_directory='{spill}'")
        connection.execute("SET preserve_insertion_order=false")
        text = HANDWRITTEN.read_text(encoding="utf-8").replace("{folder}", str(folder))
        *statements, _ = text.split(";")
        tables = {}
        for statement in statements:
            connection.execute(statement)
        for table in TABLES:
            tables[table.name] = connection.sql(f"FROM {table.name} ORDER BY 1, 2, 3").to_arrow_table()
        return {name: table.num_rows for name, table in tables.items()}


SIDES: dict[str, Callable[[Path, int], dict[str, int]]] = {"guatu": run_guatu, "by hand": run_by_hand}


def main() -> None:
    """Generate once, run both sides in turn, print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("bench-data/national"))
    parser.add_argument("--zones", type=int, default=2800)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--side", choices=tuple(SIDES))
    options = parser.parse_args()
    if options.side:
        measure(lambda: SIDES[options.side](options.folder, options.zones))
        return
    generate(options.folder, options.zones)
    cells = options.zones * INDICATORS * 12 * YEARS
    print(f"{options.zones} zones x {INDICATORS} indicators x {12 * YEARS} months = {cells:,}")
    compare(__file__, [str(options.folder), "--zones", str(options.zones)], tuple(SIDES), options.runs)


if __name__ == "__main__":
    main()
