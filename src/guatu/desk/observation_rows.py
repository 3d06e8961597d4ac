"""Observations as single rows: accepted figures go out to a run as Parquet, a folder of history comes in."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from pathlib import Path

from guatu.desk.facts_folder import read_facts
from guatu.domain import Finding
from guatu.pack import Packs
from guatu.query import OBSERVATIONS, rows_of, write_rows


@dataclass(frozen=True, slots=True)
class Observed:
    """One figure of a place (观测数据): `growth` is a fraction, `vintage` the day it became known.

    `origin` says where it can be looked up, a file's row or a figure's number in a site, and is kept as it is.
    """

    place: str
    indicator: str
    period: date
    basis: str
    value: Decimal | None = None
    growth: Decimal | None = None
    growth_basis: str = ""
    status: str = ""
    source: str = ""
    vintage: date | None = None
    origin: str = ""


# dataclasses.astuple looks into every value for further ones, which takes ten times as long.
_VALUES = attrgetter(*(one.name for one in fields(Observed)))


def write_observations(path: Path, rows: Iterable[Observed]) -> int:
    """Write figures as `observations.parquet`, which `run_month` reads untouched; return how many there are.

    Name the file for its table, `observations.parquet`. The same rows give the same bytes.
    """
    return write_rows(path, OBSERVATIONS, (_stored(one) for one in rows))


def read_observations(folder: Path, packs: Packs) -> tuple[tuple[Observed, ...], tuple[Finding, ...]]:
    """Return the figures of a folder that people typed or a system exported, and what is wrong with it.

    What fits no cell is among the findings; the rest is returned, in the order of place, indicator and period.
    """
    facts, findings, _ = read_facts(folder, packs, frozenset((OBSERVATIONS.name,)))
    source = facts.tables.get(OBSERVATIONS.name)
    if source is None:
        return (), findings
    observed = (_observed(row) for row in rows_of(source))
    return tuple(sorted(observed, key=_order)), findings


def _stored(one: Observed) -> tuple[object, ...]:
    # An empty word is no word: the ledgers ask for NULL.
    return tuple(None if value == "" else value for value in _VALUES(one))


def _observed(row: dict[str, object]) -> Observed:
    period, vintage = row.get("period"), row.get("vintage")
    return Observed(
        place=_text(row, "place"),
        indicator=_text(row, "indicator"),
        period=period if isinstance(period, date) else date.min,
        basis=_text(row, "basis"),
        value=_exact(row.get("value")),
        growth=_exact(row.get("growth")),
        growth_basis=_text(row, "growth_basis"),
        status=_text(row, "status"),
        source=_text(row, "source"),
        vintage=vintage if isinstance(vintage, date) else None,
        origin=_text(row, "origin"),
    )


def _text(row: dict[str, object], name: str) -> str:
    return str(row.get(name) or "")


def _exact(value: object) -> Decimal | None:
    """Return a number as it was typed: the shortest decimal that the stored float stands for."""
    return Decimal(repr(value)) if isinstance(value, int | float) else None


def _order(one: Observed) -> tuple[str, str, date, str, date, str]:
    return one.place, one.indicator, one.period, one.basis, one.vintage or date.min, one.status
