"""The reported figures behind a number: the rows of 数据来源 that it was taken from."""

from datetime import date

from guatu.domain import Period
from guatu.ledgers import SOURCES
from guatu.pack import Indicator
from guatu.query import BASES, STATUSES
from guatu.report.figure_inputs import Leaf
from guatu.report.printed import print_amount, print_percent
from guatu.report.reading import Reading
from guatu.report.source_values import SourceRow
from guatu.report.standing import Cells, number_in


def reported_rows(
    reading: Reading, place: str, indicator: Indicator, leaves: tuple[Leaf, ...]
) -> tuple[SourceRow, ...]:
    """Return the reported figures of a place and indicator in the months asked for.

    A rate that was not reported itself has those of the two indicators it divides.
    """
    month = reading.month
    days = {
        Leaf.NOW: month.last,
        Leaf.LAST_YEAR: month.shift(-12).last,
        Leaf.YEAR_END: date(month.last.year - 1, 12, 1),
    }
    wanted = [days[leaf] for leaf in leaves]
    rows = [row for row in reading.rows(SOURCES.name) if (row["place"], row["indicator"]) == (place, indicator.id)]
    found = [row for day in dict.fromkeys(wanted) for row in rows if row["period"] == day]
    if not found and indicator.ratio is not None:
        pair = (reading.indicator(indicator.ratio.over), reading.indicator(indicator.ratio.under))
        return tuple(
            source for one in pair if one.ratio is None for source in reported_rows(reading, place, one, leaves)
        )
    return tuple(source_row(reading, row, indicator) for row in found)


def source_row(reading: Reading, row: Cells, indicator: Indicator) -> SourceRow:
    """Return a row of 数据来源 as a page of sources shows it."""
    day, vintage = row["period"], row.get("vintage")
    place = reading.place(row["place"])
    return SourceRow(
        place=place.code,
        indicator=indicator.id,
        period=Period(day, day) if isinstance(day, date) else reading.month,
        basis=dict(BASES).get(str(row.get("basis")), str(row.get("basis") or "")),
        printed=print_amount(number_in(row, "value"), indicator),
        growth=print_percent(number_in(row, "growth")),
        status=dict(STATUSES).get(str(row.get("status")), str(row.get("status") or "")),
        vintage=vintage if isinstance(vintage, date) else None,
        source=str(row.get("source") or ""),
        origin=str(row.get("origin") or ""),
        place_name=place.name,
        indicator_name=indicator.name,
    )
