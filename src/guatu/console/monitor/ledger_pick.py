"""Pick from a ledger (筛选): rows of a place, an indicator, a light, a lead; the table stays as it stands on paper."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from guatu.query import OBSERVATIONS, TARGETS
from guatu.report import Cell, Emphasis, Light, MonthPages, Row, Section, Table

# The tables of a run in the order of its pages, by the word in their address.
SIX = ("targets", "supports", "schedule", "gaps", "drivers", "quality")
BESIDE = ("alerts", "light-history", "tie-outs", "sources", "report-states")
# What the columns are called that name the place and, first of all agencies, the one that leads.
_PLACE = next(one.label for one in OBSERVATIONS.columns if one.name == "place")
_LEAD = next(one.label for one in TARGETS.columns if one.name == "lead")


@dataclass(frozen=True)
class Choice:
    """One thing a filter offers: its value in the address and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class Pick:
    """What is asked for: codes of place and indicator, a light, the name of a lead; empty asks for all."""

    place: str = ""
    indicator: str = ""
    light: str = ""
    lead: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing is asked for."""
        return not (self.place or self.indicator or self.light or self.lead)


@dataclass(frozen=True)
class Offered:
    """What can be asked of a table; a list is empty where the table does not have it."""

    places: tuple[Choice, ...]
    indicators: tuple[Choice, ...]
    lights: tuple[Choice, ...]
    leads: tuple[Choice, ...]


def tables_by_key(pages: MonthPages) -> dict[str, Table]:
    """Return the ledgers and the tables beside them, by the word in their address."""
    return dict(zip((*SIX, *BESIDE), pages.ledgers, strict=False))


def offered_by(table: Table) -> Offered:
    """Return what can be asked of a table, in the order in which it stands there."""
    places: dict[str, str] = {}
    indicators: dict[str, str] = {}
    leads: dict[str, str] = {}
    lit, led = light_at(table), _lead_at(table)
    lights: set[Light] = set()
    for section, row in rows_of(table):
        if row.about is not None:
            places.setdefault(row.about[0], str(row.cells[_place_at(table)]))
            indicators.setdefault(row.about[1], section.title or str(row.cells[0]))
        if lit is not None and isinstance(cell := row.cells[lit], Light):
            lights.add(cell)
        if led is not None and row.cells[led] is not None:
            leads.setdefault(str(row.cells[led]), str(row.cells[led]))
    return Offered(
        tuple(Choice(value, words) for value, words in places.items()),
        tuple(Choice(value, words) for value, words in indicators.items() if value and words),
        tuple(Choice(one.value, one.word) for one in Light if one in lights),
        tuple(Choice(value, words) for value, words in sorted(leads.items())),
    )


def unreported_in(pages: MonthPages) -> frozenset[tuple[str, str, str]]:
    """Return place, indicator and target of every row with a grey light (灰灯): not reported, or not judged."""
    table = tables_by_key(pages)["schedule"]
    grey = (row for _section, row in rows_of(table) if cell_of(table, row, "light") == Light.GREY)
    return frozenset(row.about for row in grey if row.about is not None)


def picked(table: Table, pick: Pick) -> Table:
    """Return a table with the rows that are asked for; subtotals stay only where all rows do."""
    if pick.is_empty:
        return table
    return with_rows(table, lambda row: _is_asked(table, row, pick))


def with_rows(table: Table, is_wanted: Callable[[Row], bool]) -> Table:
    """Return a table with some of its rows; a section without any goes too."""
    sections = (replace(one, rows=tuple(row for row in one.rows if is_wanted(row))) for one in table.sections)
    return replace(table, sections=tuple(one for one in sections if one.rows))


def rows_of(table: Table) -> Iterator[tuple[Section, Row]]:
    """Yield the rows of a table with the section each stands in."""
    for section in table.sections:
        for row in section.rows:
            yield section, row


def column_at(table: Table, key: str) -> int | None:
    """Return where a ledger's column stands in a table; None where it does not."""
    return next((index for index, column in enumerate(table.columns) if column.key == key), None)


def cell_of(table: Table, row: Row, key: str) -> Cell:
    """Return a row's cell of a ledger's column; None where the table has no such column."""
    at = column_at(table, key)
    return None if at is None else row.cells[at]


def light_at(table: Table) -> int | None:
    """Return the column of this month's light: the ledger's own, in the history the last one."""
    lit = [index for index, column in enumerate(table.columns) if column.key.partition(":")[0] == "light"]
    return lit[-1] if lit and not column_at(table, "light") else column_at(table, "light")


def flat_rows(table: Table) -> tuple[Section, ...]:
    """Return the sections of a table as rows that name their indicator themselves, without headings between them."""
    return tuple(
        replace(one, title="", rows=tuple(_named(row, one) for row in one.rows)) if one.title else one
        for one in table.sections
    )


def _named(row: Row, section: Section) -> Row:
    name = f"{section.title}（{section.unit}）" if section.unit else section.title
    return Row((name, *row.cells[1:]), Emphasis.PLAIN, row.about)


def _place_at(table: Table) -> int:
    return next((index for index, column in enumerate(table.columns) if column.label == _PLACE), 0)


def _lead_at(table: Table) -> int | None:
    return next((index for index, column in enumerate(table.columns) if column.label.startswith(_LEAD)), None)


def _is_asked(table: Table, row: Row, pick: Pick) -> bool:
    place, indicator = row.about[:2] if row.about else ("", "")
    lit, led = light_at(table), _lead_at(table)
    return (
        (not pick.place or place == pick.place)
        and (not pick.indicator or indicator == pick.indicator)
        and (not pick.light or (lit is not None and row.cells[lit] == pick.light))
        and (not pick.lead or (led is not None and row.cells[led] == pick.lead))
    )
