"""Which years a register (名册) has: asked of the database, as a register may be a file of any size."""

from collections.abc import Iterable

from guatu.engines import DuckDBEngine
from guatu.query import Facts, Program, Step, given_columns, quote

_YEAR = "year"


def newest_year(facts: Facts, tables: Iterable[str]) -> int | None:
    """Return the newest year that any of the tables has a row of; None where none has a year."""
    years, columns = [], given_columns(facts)
    for name in dict.fromkeys(tables):
        if name in facts.tables and _YEAR in columns.get(name, ()):
            sql = f"SELECT max({quote(_YEAR)}) AS newest FROM {quote(name)}"
            step = Step("newest year", sql, (name,), f"{name}：最近的年度")
            program = Program((step,), (step.name,), {step.name: ("newest",)})
            years += [row["newest"] for row in DuckDBEngine().run(program, facts).rows(step.name)]
    known = [int(str(year)) for year in years if year is not None]
    return max(known, default=None)
