"""排名: places ranked by each indicator, counties and parks apart, from the ledger of gaps as it was computed."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from guatu.console.monitor.ledger_pick import Choice, cell_of, column_at, rows_of, tables_by_key
from guatu.report import Column, Emphasis, Form, MonthPages, Row, Section, Table

_COLUMNS = ("rank", "growth", "parent_gap", "growth_gap", "actual", "level", "falling_periods")


@dataclass(frozen=True)
class Peers:
    """Places of one kind that are ranked among each other, and the table of them."""

    words: str
    table: Table


def ranked_indicators(pages: MonthPages) -> tuple[Choice, ...]:
    """Return the indicators by which places are ranked, in the order of the ledger."""
    table = tables_by_key(pages)["gaps"]
    found = {
        row.about[1]: section.title
        for section, row in rows_of(table)
        if row.about is not None and cell_of(table, row, "rank") is not None
    }
    return tuple(Choice(value, words) for value, words in found.items())


def ranking_of(pages: MonthPages, indicator: str = "") -> tuple[Peers, ...]:
    """Return the rankings of counties and of parks, of one indicator or of all; the whole stands first."""
    table = tables_by_key(pages)["gaps"]
    kinds = ((_("县市"), Emphasis.PLAIN, _("分县市排名")), (_("园区"), Emphasis.PARK, _("分园区排名")))
    found = (Peers(words, _peers(table, kind, title, indicator)) for words, kind, title in kinds)
    return tuple(one for one in found if one.table.sections)


def _peers(table: Table, kind: Emphasis, title: str, indicator: str) -> Table:
    at = [index for key in _COLUMNS if (index := column_at(table, key)) is not None]
    columns = [replace(table.columns[index], width=8) for index in at]
    # The line under the ledger's title that names 百分点 does not stand here, so the headers say it.
    columns = [replace(one, unit=_("百分点")) if one.form is Form.POINTS else one for one in columns]
    every = (Column(_("地区"), width=10), Column(_("目标要求"), width=12), *columns)
    sections = [one for own in table.sections if (one := _ranked(table, own, kind, at, indicator)) is not None]
    # A ranking by growth has no level, one by completion no growth: columns without a number say nothing.
    said = [index for index in range(len(at) + 2) if index < 3 or _says(sections, index)]
    return Table(
        name=title,
        title=title,
        subtitle="",
        columns=tuple(every[index] for index in said),
        sections=tuple(
            replace(one, rows=tuple(replace(row, cells=tuple(row.cells[index] for index in said)) for row in one.rows))
            for one in sections
        ),
        notes=(_("位次按同比，没有同比的按完成率，相同的并列；没有排位的是未报或没有目标。"),),
        frozen_columns=1,
        key=table.key,
    )


def _ranked(table: Table, section: Section, kind: Emphasis, at: list[int], indicator: str) -> Section | None:
    own = [row for row in section.rows if row.about is not None and (not indicator or row.about[1] == indicator)]
    ranked = sorted(
        (row for row in own if row.emphasis is kind and isinstance(cell_of(table, row, "rank"), int | float)),
        key=lambda row: (float(str(cell_of(table, row, "rank"))), str(row.cells[0])),
    )
    if not ranked:
        return None
    blank = [row for row in own if row.emphasis is kind and cell_of(table, row, "rank") is None]
    whole = [row for row in own if row.emphasis is Emphasis.TOTAL]
    rows = (_shown(row, at) for row in (*whole, *ranked, *blank))
    return replace(section, rows=tuple(rows))


def _says(sections: list[Section], index: int) -> bool:
    return any(row.cells[index] is not None for section in sections for row in section.rows)


def _shown(row: Row, at: list[int]) -> Row:
    emphasis = Emphasis.TOTAL if row.emphasis is Emphasis.TOTAL else Emphasis.PLAIN
    return Row((row.cells[0], row.cells[1], *(row.cells[index] for index in at)), emphasis, row.about)
