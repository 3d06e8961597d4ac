"""The papers of a scored card (评价的纸面结果): ranking workbook, a card for each unit, the pages on robustness."""

from collections.abc import Iterator
from pathlib import Path

from guatu.desk.score_computation import ScoredCard
from guatu.office import chart_svg, letter_name, svg_png, write_bulletin, write_letters, write_workbook
from guatu.report import (
    FirmLetter,
    card_document,
    card_sheets,
    change_table,
    figures_table,
    finding_table,
    mark_table,
    method_table,
    points_table,
    ranking_table,
    remark_table,
    robustness_document,
    robustness_tables,
    score_charts,
    weight_table,
    yardstick_table,
)
from guatu.scoring import DistanceMeter, PointWorking

SCORE_FILE, ROBUSTNESS_FILE, ROBUSTNESS_PAGES = "score.xlsx", "robustness.xlsx", "robustness.docx"
CARDS_FOLDER, CHARTS_FOLDER = "cards", "charts"


def write_score_papers(folder: Path, scored: ScoredCard, *, with_cards: bool = True) -> None:
    """Write all papers of one card into a folder that is there."""
    reading, created = scored.reading, scored.reading.moment.day
    sheets = (
        ranking_table(reading),
        change_table(reading, scored.years),
        points_table(reading),
        figures_table(reading),
        weight_table(reading),
        mark_table(reading),
        method_table(reading),
        yardstick_table(reading),
        remark_table(reading),
        finding_table(reading, scored.findings),
    )
    write_workbook(folder / SCORE_FILE, sheets, title=reading.title, created=created)
    pages = robustness_tables(reading, scored.tests)
    write_workbook(folder / ROBUSTNESS_FILE, pages, title=f"{reading.title}稳健性", created=created)
    document = robustness_document(reading, scored.tests, scored.years)
    write_bulletin(folder / ROBUSTNESS_PAGES, document, created=created)
    charts = score_charts(reading, scored.tests, scored.years)
    if charts:
        (folder / CHARTS_FOLDER).mkdir()
    for name, chart in charts:
        drawn = chart_svg(chart)
        (folder / CHARTS_FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")
        (folder / CHARTS_FOLDER / f"{name}.png").write_bytes(svg_png(drawn))
    if with_cards:
        _write_cards(folder / CARDS_FOLDER, scored)


def _write_cards(folder: Path, scored: ScoredCard) -> None:
    """Write the workbooks and documents of the units; page and styles of the documents are made once."""
    folder.mkdir()
    write_letters(folder, _cards(folder, scored), created=scored.reading.moment.day)


def _cards(folder: Path, scored: ScoredCard) -> Iterator[FirmLetter]:
    """Write the workbook of each unit and yield its document: a register may hold thousands, lines are made once."""
    reading, now = scored.reading, scored.reading.now
    working, meter = PointWorking(now), DistanceMeter(now)
    changes = {} if scored.years is None else {one.unit: one for one in scored.years.units}
    for row in (row for _, rows in reading.groups() for row in rows):
        name, unit = now.sheet.names[row], now.sheet.units[row]
        lines, distance, change = working.lines(row), meter.measure(row), changes.get(unit)
        sheets = card_sheets(reading, row, lines, distance, change)
        path = (folder / letter_name(name, unit)).with_suffix(".xlsx")
        write_workbook(path, sheets, title=f"{name}成绩单", created=reading.moment.day)
        yield FirmLetter(unit, name, card_document(reading, row, lines, distance, change))
