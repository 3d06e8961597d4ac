"""What a run is computed from (数据): the figures accepted by then and the registers handed in, in a folder of its own.

Rows go from the database to Parquet files piece by piece: a site of many years does not fit in memory as objects.
"""

import shutil
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from guatu.console.people.tree import tree_on
from guatu.console.reporting.figures import counting_figures
from guatu.console.reporting.models import Figure
from guatu.console.reporting.observed_figures import FigureLine, figure_lines, observed
from guatu.desk import Observed, write_observations
from guatu.domain import Period

FLASH, FINAL = "flash", "final"
# Of what is reported here only these words are final; history counts in both tracks, whatever its word.
_FINAL_WORDS = ("revised", "final")
_OBSERVATIONS = "observations"
_ROWS_A_FILE = 100_000
_REGISTERS = "registers"


def write_facts(folder: Path, month: date, track: str, as_of: date | None = None) -> int:
    """Write the facts of a run into a new folder and return how many figures there are.

    `track` is `flash` (快报: every accepted figure) or `final` (定案: revised and final ones, and history); figures
    that were reported after the day `as_of` are left out. Registers are copied: a run can be looked into later.
    """
    folder.mkdir(parents=True)
    observations = folder / _OBSERVATIONS
    observations.mkdir()
    rows = facts_of(month, track, as_of)
    written = 0
    for number, batch in enumerate(_batches(rows), start=1):
        written += write_observations(observations / f"figures-{number:04}.parquet", batch)
    if not written:
        observations.rmdir()
    _copy_registers(registers_folder(), folder)
    return written


def facts_of(month: date, track: str, as_of: date | None = None) -> Iterator[Observed]:
    """Yield the figures that count for a run, in the order of place, period and indicator.

    Of several vintages of a cell and status the highest counts. In the month itself the earlier ones go along, each
    with its day: whether a place reported in time is seen from its first.
    """
    names = tree_on(Period(month, month).last_day)
    lines = figure_lines(counting(month, track, as_of))
    for _, group in groupby(lines, key=lambda one: (one.place, one.period, one.indicator, one.basis, one.status)):
        kept: dict[tuple[str, object], FigureLine] = {}
        for line in group:
            kept[line.growth_basis, line.day if line.period == month else None] = line
        for line in kept.values():
            yield observed(line, names.place_name(line.place))


def counting(month: date, track: str, as_of: date | None = None) -> QuerySet[Figure]:
    """Return the figures up to a month that count on a track, the higher vintage of a cell after the lower."""
    found = counting_figures().filter(period__lte=month)
    if track == FINAL:
        found = found.filter(Q(filing__isnull=True) | Q(status__in=_FINAL_WORDS))
    if as_of is not None:
        after = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time()))
        found = found.filter(reported_at__lt=after)
    return found.order_by("place", "period", "indicator", "basis", "status", "vintage")


def registers_folder() -> Path:
    """Return the folder in which the registers lie: firms, projects, targets handed in as files."""
    return Path(settings.WORKSPACE.path(_REGISTERS))


def _batches(rows: Iterable[Observed]) -> Iterator[list[Observed]]:
    rest = iter(rows)
    while batch := list(islice(rest, _ROWS_A_FILE)):
        yield batch


def _copy_registers(source: Path, folder: Path) -> None:
    """Copy what is in the registers but files of observations: those come from the database."""
    if not source.is_dir():
        return
    for path in sorted(source.iterdir()):
        if path.name.startswith((".", "~$")) or path.name.split("-")[0].split(".")[0] == _OBSERVATIONS:
            continue
        if path.is_dir():
            shutil.copytree(path, folder / path.name)
        else:
            shutil.copy2(path, folder / path.name)
