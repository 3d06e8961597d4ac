"""The bulletin of the example month, and what of it the tests read."""

from datetime import date

from tests.report.example_month import MONTH, Tables, example_packs, full_month, results_of

from guatu.report import Bulletin, Heading, Paragraph, Table, month_pages


def bulletin(tables: Tables | None = None, **keys: object) -> Bulletin:
    results = results_of(full_month() if tables is None else tables)
    return month_pages(results, example_packs(**keys), MONTH, dated=date(2024, 10, 20)).bulletin


def sentences(made: Bulletin) -> str:
    return "\n".join(block.text for block in made.blocks if isinstance(block, Paragraph))


def headings(made: Bulletin) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]


def tables_of(made: Bulletin) -> dict[str, Table]:
    """The tables of 附件1; those of the sources apart."""
    return {table.name: table for annex in made.annexes if not annex.dense for table in annex.tables}
