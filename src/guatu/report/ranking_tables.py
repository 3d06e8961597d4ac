"""Rankings (位次) of counties or parks: one row a place, growth and rank side by side, a few indicators a table."""

import math

from guatu.ledgers import GAP_LEDGER
from guatu.report.reading import Reading, plain_name
from guatu.report.standing import Standing
from guatu.report.values import Cell, Column, Emphasis, Form, Row, Section, Table

# Five pairs of columns fit an upright page beside the names.
_ABREAST = 5


def ranking_tables(reading: Reading, word: str, groups: list[list[Standing]]) -> tuple[Table, ...]:
    """Return tables of growth (or completion) and rank by place, the whole first; none without rankings."""
    tables = math.ceil(len(groups) / _ABREAST)
    # The tables are of one width: four and four, not five and three.
    width = math.ceil(len(groups) / tables) if tables else 1
    slices = [groups[start : start + width] for start in range(0, len(groups), width)]
    return tuple(
        _ranking_table(reading, word, slice_, number if len(slices) > 1 else 0)
        for number, slice_ in enumerate(slices, start=1)
    )


def ranked_places(rows: list[Standing]) -> list[Standing]:
    """Return the places that are ranked, first to last; of several targets of one place the first."""
    once = {one.place.code: one for one in reversed(rows)}
    ranked = [
        one
        for one in once.values()
        if one.number("rank") is not None and one.number(compared_column([one])) is not None
    ]
    return sorted(ranked, key=lambda one: (one.number("rank") or 0, one.place.code))


def compared_column(rows: list[Standing]) -> str:
    """Return what places are ranked by: growth, where no place has one completion."""
    return "growth" if any(one.number("growth") is not None for one in rows) else "completion"


def _ranking_table(reading: Reading, word: str, groups: list[list[Standing]], number: int) -> Table:
    columns: list[Column] = [Column("地区", width=5)]
    for rows in groups:
        measure = "同比" if compared_column(ranked_places(rows)) == "growth" else "完成率"
        key, about = compared_column(ranked_places(rows)), ("", rows[0].indicator.id)
        columns.append(Column(f"{rows[0].indicator.name}\n{measure}", Form.PERCENT, "%", width=4, key=key, about=about))
        columns.append(Column("位次", Form.COUNT, width=2, key="rank", about=about))
    places = {one.place.code: one.place for rows in groups for one in rows}
    ordered = sorted(places.values(), key=reading.place_order)
    cells = [[cell for rows in groups for cell in _place_cells(rows, place.code)] for place in ordered]
    body = [
        Row((plain_name(place), *row), about=(place.code, "", "")) for place, row in zip(ordered, cells, strict=True)
    ]
    part = f"（{'一二三四五六七八九'[number - 1]}）" if number else ""
    return Table(
        name=f"分{word}情况{part}",
        title=f"主要指标分{word}情况{part}",
        subtitle=f"{reading.month.last.year}年{reading.span}",
        columns=tuple(columns),
        sections=(Section("", (_whole_row(reading, groups), *body)),),
        notes=("位次按同比，没有同比的按完成率，相同的并列；空白为未报或没有目标，不排位。",),
        key=GAP_LEDGER.name,
    )


def _place_cells(rows: list[Standing], code: str) -> tuple[Cell, Cell]:
    own = next((one for one in rows if one.place.code == code), None)
    if own is None:
        return None, None
    return own.number(compared_column(ranked_places(rows))), own.number("rank")


def _whole_row(reading: Reading, groups: list[list[Standing]]) -> Row:
    cells: list[Cell] = []
    for rows in groups:
        at_main = [one for one in reading.standings_at(reading.main) if one.indicator.id == rows[0].indicator.id]
        cells += [at_main[0].number(compared_column(ranked_places(rows))) if at_main else None, None]
    return Row((reading.whole, *cells), Emphasis.TOTAL, (reading.main.code, "", ""))
