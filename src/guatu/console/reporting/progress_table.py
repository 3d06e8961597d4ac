"""The matrix of progress as a table of paper (报送进度表), for the workbook that is handed on."""

from django.utils.translation import gettext as _

from guatu.console.frame.clock import now
from guatu.console.reporting.chase_words import moment_words
from guatu.console.reporting.models import FilingState
from guatu.console.reporting.progress import Matrix, PlaceRow, Standing, Subtotal, Tally
from guatu.report import Cell, Column, Emphasis, Form, Row, Section, Table


def state_words(one: Standing | None) -> str:
    """Return how a place stands with a form, in words; `—` where it does not owe it."""
    if one is None:
        return "—"
    if one.state == "late":
        return _("迟报")
    words = str(FilingState(one.state).label)
    if one.filing.is_late:
        return _("%(state)s（迟报）") % {"state": words}
    return _("%(state)s（逾期）") % {"state": words} if one.is_overdue else words


def part_words(name: str) -> str:
    """Return the heading of a part of a branch: places (县市) or parks (园区)."""
    return _("园区小计") if name == "parks" else _("县市小计")


def progress_table(matrix: Matrix) -> Table:
    """Return the matrix as one table, subtotals and the whole below their rows."""
    columns = (
        Column(_("地区"), width=14),
        *(Column(one.title, width=12) for one in matrix.rounds),
        Column(_("应报"), Form.COUNT, width=5),
        Column(_("已报"), Form.COUNT, width=5),
        Column(_("退回"), Form.COUNT, width=5),
        Column(_("迟报"), Form.COUNT, width=5),
        Column(_("按时报送率"), Form.PERCENT, width=8),
    )
    rows: list[Row] = []
    for branch in matrix.branches:
        for part in branch.parts:
            rows.extend(_place_row(row) for row in part.rows)
            rows.append(_sum_row(part_words(part.name), part, Emphasis.SUBTOTAL))
        rows.append(_sum_row(branch.whole.name, branch.whole, Emphasis.TOTAL))
    rows.extend(_sum_row(one.name, one, Emphasis.TOTAL) for one in matrix.upper)
    period = _("%(year)d年%(month)d月") % {"year": matrix.month.year, "month": matrix.month.month}
    return Table(
        name=_("报送进度"),
        title=_("%(period)s报送进度表") % {"period": period},
        subtitle=_("截至%(moment)s") % {"moment": moment_words(now())},
        columns=columns,
        sections=(Section("", tuple(rows)),),
        notes=(_("按时报送率为已到时限的报表中按时报送的份数占应报份数的比重；按首次提交的时间计。"),),
    )


def _place_row(row: PlaceRow) -> Row:
    cells: tuple[Cell, ...] = (row.name, *(state_words(one) for one in row.standings), *_counts(row.tally))
    return Row(cells, Emphasis.PARK if row.is_park else Emphasis.PLAIN)


def _sum_row(name: str, part: Subtotal, emphasis: Emphasis) -> Row:
    by_form = (f"{one.reported}/{one.owed}" if one.owed else "—" for one in part.by_form)
    return Row((name, *by_form, *_counts(part.tally)), emphasis)


def _counts(tally: Tally) -> tuple[Cell, ...]:
    return tally.owed, tally.reported, tally.returned, tally.late, tally.rate
