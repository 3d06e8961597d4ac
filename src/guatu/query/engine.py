"""What a craft may ask of a database: run a program over facts and hand back its tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from guatu.query.facts import Facts
from guatu.query.step import Program


@dataclass(frozen=True)
class Results:
    """The output tables of a program, by name."""

    tables: Mapping[str, pa.Table]

    def rows(self, name: str) -> list[dict[str, object]]:
        """Return a table as a list of rows; a missing value is None."""
        rows: list[dict[str, object]] = self.tables[name].to_pylist()
        return rows


class Engine(Protocol):
    """A database that runs programs written in the canonical dialect."""

    def run(self, program: Program, facts: Facts) -> Results:
        """Run every step in order and return the outputs; a refused step raises EngineFailure."""
        ...
