"""A standing: one target of one place with all that four ledgers say of it (目标 支撑 时序 差距), as one row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guatu.domain import Place
from guatu.ledgers import GAP_LEDGER, SCHEDULE_LEDGER, SUPPORT_LEDGER, TARGET_LEDGER
from guatu.pack import Indicator
from guatu.query import Column, TableSchema
from guatu.report.values import Light

Cells = Mapping[str, object]

# Where a column stands in several ledgers its value is the same (they tie out); the first names its home.
STANDING_LEDGERS = (SCHEDULE_LEDGER, GAP_LEDGER, TARGET_LEDGER, SUPPORT_LEDGER)
_HOMES: dict[str, tuple[TableSchema, Column]] = {
    column.name: (schema, column) for schema in reversed(STANDING_LEDGERS) for column in schema.columns
}


@dataclass(frozen=True)
class Standing:
    """How one place stands against one target; columns are those of the four ledgers, missing is None."""

    place: Place
    indicator: Indicator
    requirement: str
    cells: Cells

    def number(self, column: str) -> float | None:
        """Return a number of a ledger column; a column no ledger has is a programmer's slip (KeyError)."""
        return number_in(self.cells, home_of(column)[1].name)

    def text(self, column: str) -> str:
        """Return the text of a ledger column; blank when missing."""
        return str(self.cells.get(home_of(column)[1].name) or "")

    @property
    def target(self) -> str:
        """The target's number, with its pack."""
        return self.text("target")

    @property
    def method(self) -> str:
        """How the target is compared: progress, climb, growth, level or none."""
        return self.text("method") or "none"

    @property
    def light(self) -> Light:
        """The light; grey when nothing was judged."""
        return light_in(self.cells, "light") or Light.GREY

    @property
    def is_reported(self) -> bool:
        """True when the figure of the month has come in."""
        return bool(self.cells.get("reported"))

    @property
    def is_due(self) -> bool:
        """False between two quarters for a quarterly figure: nothing is published, so nothing is missing."""
        return self.cells.get("reported") is not None

    @property
    def is_behind(self) -> bool:
        """True for yellow and red."""
        return self.light in (Light.YELLOW, Light.RED)


def home_of(column: str) -> tuple[TableSchema, Column]:
    """Return the ledger and the column a standing's value comes from."""
    return _HOMES[column]


def join_ledgers(rows: Mapping[str, Iterable[Cells]]) -> tuple[dict[str, object], ...]:
    """Return one joined row per target and place, in the order of the 目标任务账."""
    joined: dict[tuple[object, object], dict[str, object]] = {}
    for schema in (TARGET_LEDGER, SCHEDULE_LEDGER, GAP_LEDGER, SUPPORT_LEDGER):
        for cells in rows.get(schema.name, ()):
            row = joined.setdefault((cells.get("target"), cells.get("place")), {})
            for name, value in cells.items():
                if value is not None and row.get(name) is None:
                    row[name] = value
    return tuple(joined.values())


def number_in(cells: Cells, column: str) -> float | None:
    """Return a number of a row, or None."""
    value = cells.get(column)
    return value if isinstance(value, int | float) else None


def light_in(cells: Cells, column: str) -> Light | None:
    """Return a light of a row, or None."""
    value = cells.get(column)
    return Light(str(value)) if value else None
