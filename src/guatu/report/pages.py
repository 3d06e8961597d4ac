"""The pages of a month (六本账、月通报、挂图), made from result tables; `office` turns them into files."""

from dataclasses import dataclass
from datetime import date

from guatu.domain import Finding, Period
from guatu.pack import Packs
from guatu.query import Results
from guatu.report.bulletin import write_bulletin
from guatu.report.ledger_tables import ledger_tables
from guatu.report.overview_tables import overview_tables
from guatu.report.reading import Reading
from guatu.report.register_tables import register_tables
from guatu.report.values import Bulletin, Table, Wall
from guatu.report.wall import draw_wall


@dataclass(frozen=True, slots=True)
class MonthPages:
    """All that is printed of a month: the ledgers and what a workbook opens with, the bulletin, the wall chart."""

    ledgers: tuple[Table, ...]
    bulletin: Bulletin
    wall: Wall
    overview: tuple[Table, ...] = ()

    @property
    def sheets(self) -> tuple[Table, ...]:
        """The sheets of the workbook: 目录 and 亮灯一览, the six ledgers, the tables beside them."""
        return (*self.overview, *self.ledgers)


def month_pages(
    results: Results,
    packs: Packs,
    month: Period,
    *,
    findings: tuple[Finding, ...] = (),
    dated: date | None = None,
    place: str | None = None,
) -> MonthPages:
    """Return the pages of a month from the tables of `ledgers.tables`; a table that is not there counts as empty.

    `findings` are the questions on the figures, counted in the draft note; `dated` is the day the bulletin is to bear,
    blank for the signer to fill; `place` is the code of the place the month is about, without it the main pack's.
    """
    reading = Reading(results, packs, month, place)
    ledgers = (*ledger_tables(reading), *register_tables(reading))
    return MonthPages(
        ledgers=ledgers,
        bulletin=write_bulletin(reading, findings, dated),
        wall=draw_wall(reading),
        overview=overview_tables(reading, ledgers),
    )
